//! `--fail-if`: what a figure must not be, and whether it is.
//!
//! `FIGURE OP VALUE`. FIGURE is a total (`percent_targets`), a part of one (`by_status.open`), a column, which
//! means any of its rows (`breached`, or `created[*]` where a total has that name too), or a column in the
//! row of these keys (`median_s[resolution]`, `backlog[2026-10]`, `open[payments,high]`). OP is one of
//! `< <= > >= = !=`. VALUE is a number, of percentages with or without `%`; of durations a number of
//! seconds, or `90s 15m 4h 3d 2w`. A figure without a value breaks no promise: nothing was measured.

use super::table::{Cell, Check, Report, Unit};
use super::unit;
use crate::domain::time::duration::read_duration;

/// How a figure is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Less,
    AtMost,
    More,
    AtLeast,
    Is,
    IsNot,
}

impl Op {
    /// The longer signs first: `<` begins `<=`.
    const SIGNS: [(&str, Op); 7] = [
        ("<=", Op::AtMost),
        (">=", Op::AtLeast),
        ("!=", Op::IsNot),
        ("==", Op::Is),
        ("<", Op::Less),
        (">", Op::More),
        ("=", Op::Is),
    ];

    fn holds(self, figure: f64, value: f64) -> bool {
        match self {
            Op::Less => figure < value,
            Op::AtMost => figure <= value,
            Op::More => figure > value,
            Op::AtLeast => figure >= value,
            Op::Is => figure == value,
            Op::IsNot => figure != value,
        }
    }
}

/// A condition under which a report fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// As it was written.
    pub text: String,
    figure: String,
    /// The keys of the row that is meant; `*`: any.
    row: Option<String>,
    op: Op,
    value: String,
}

/// Why a condition cannot be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadLimit {
    /// It is not FIGURE OP VALUE.
    Form(String),
    /// The report has no such figure; those that it has.
    Figure { figure: String, known: Vec<String> },
    /// No row has these keys; those that there are.
    Row { figure: String, row: String, known: Vec<String> },
    /// The value is no number, or not of the kind of the figure.
    Value { figure: String, value: String },
}

impl Limit {
    /// Reads `FIGURE OP VALUE`; whether a report has the figure shows when there is one.
    pub fn parse(text: &str) -> Result<Limit, BadLimit> {
        let bad = || BadLimit::Form(text.to_owned());
        let start = text.find(['<', '>', '=', '!']).ok_or_else(bad)?;
        let (left, rest) = text.split_at(start);
        let (sign, op) = Op::SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign)).ok_or_else(bad)?;
        let value = rest[sign.len()..].trim();
        let (figure, row) = match left.trim().split_once('[') {
            Some((figure, row)) => (figure.trim(), Some(row.strip_suffix(']').ok_or_else(bad)?.trim().to_owned())),
            None => (left.trim(), None),
        };
        if figure.is_empty() || value.is_empty() {
            return Err(bad());
        }
        Ok(Limit { text: text.to_owned(), figure: figure.to_owned(), row, op, value: value.to_owned() })
    }

    /// Looks at the figure in a report.
    pub fn check(&self, report: &Report) -> Result<Check, BadLimit> {
        let found = self.find(report)?;
        let value = self.value()?;
        let measured = |cell: &Cell| cell.number().is_some();
        let missing = !found.iter().any(|(_, cell)| measured(cell));
        let breaks = |(_, cell): &(String, Cell)| cell.number().is_some_and(|n| self.op.holds(n, value));
        let (text, figure) = (self.text.clone(), self.figure.clone());
        Ok(Check { text, figure, broken: found.into_iter().filter(breaks).collect(), missing })
    }

    /// The value in the unit of the figure.
    fn value(&self) -> Result<f64, BadLimit> {
        let bad = || BadLimit::Value { figure: self.figure.clone(), value: self.value.clone() };
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        if let Some(n) = number(&self.value) {
            return Ok(n);
        }
        let found = match unit(&self.figure) {
            Unit::Percent => self.value.strip_suffix('%').and_then(number),
            Unit::Seconds => read_duration(&self.value).map(|seconds| seconds as f64),
            _ => None,
        };
        found.ok_or_else(bad)
    }

    /// The figures that are meant, each with the keys of its row.
    fn find(&self, report: &Report) -> Result<Vec<(String, Cell)>, BadLimit> {
        if self.row.is_none()
            && let Some(cell) = total(report, &self.figure)
        {
            return Ok(vec![(String::new(), cell)]);
        }
        let Some(place) = report.columns.iter().position(|c| c.name == self.figure && is_figure(c.unit)) else {
            return Err(BadLimit::Figure { figure: self.figure.clone(), known: known(report) });
        };
        let rows: Vec<(String, Cell)> = report.rows.iter().map(|row| (report.label(row), row[place].clone())).collect();
        let Some(wanted) = self.row.as_deref().filter(|row| *row != "*") else { return Ok(rows) };
        if rows.iter().all(|(label, _)| label != wanted) {
            let known = rows.into_iter().map(|(label, _)| label).collect();
            return Err(BadLimit::Row { figure: self.figure.clone(), row: wanted.to_owned(), known });
        }
        Ok(rows.into_iter().filter(|(label, _)| label == wanted).collect())
    }
}

/// A total, or a part of one that has parts. A part that nobody has is 0.
fn total(report: &Report, name: &str) -> Option<Cell> {
    let of = |name: &str| report.totals.iter().find(|(known, _)| known == name).map(|(_, cell)| cell);
    match of(name) {
        Some(Cell::Map(_) | Cell::Text(_) | Cell::Time(_)) => None,
        Some(cell) => Some(cell.clone()),
        None => {
            let (whole, part) = name.split_once('.')?;
            let Cell::Map(parts) = of(whole)? else { return None };
            Some(
                parts
                    .iter()
                    .find(|(known, _)| known == part)
                    .map_or(Cell::Int(0), |(_, cell)| cell.clone()),
            )
        }
    }
}

fn is_figure(unit: Unit) -> bool {
    !matches!(unit, Unit::Text | Unit::Time)
}

/// Every figure that the report has.
fn known(report: &Report) -> Vec<String> {
    let totals = report.totals.iter().filter(|(_, cell)| !matches!(cell, Cell::Text(_) | Cell::Time(_)));
    let mut all: Vec<String> = totals.map(|(name, _)| name.clone()).collect();
    for column in report.columns.iter().filter(|c| is_figure(c.unit)) {
        if !all.contains(&column.name) {
            all.push(column.name.clone());
        }
    }
    all
}
