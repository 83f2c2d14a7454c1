//! Which charts show a report: from its name and its keys, never from the words in it.

mod distribution;
mod periods;
mod promises;
mod recurrence;
mod rest;
mod times;
mod volume;

use super::chart::{Bar, Bars, Body, Chart};
use super::figures::Figures;
use crate::domain::insight::report::{Cell, Report, Unit};
use crate::domain::time::period::Period;

/// Bars beyond this many are for the table.
pub(super) const MOST: usize = 12;

/// The charts of a report, those that say most first; none when there is nothing to draw, or a row for
/// each ticket.
pub fn charts(report: &Report, figures: &Figures) -> Vec<Chart> {
    let seen = Seen { report, figures };
    let tickets = report.columns.iter().any(|column| column.name == "id");
    if report.rows.is_empty() || tickets {
        return Vec::new();
    }
    match report.name {
        "volume" => volume::charts(&seen),
        "times" => times::charts(&seen),
        "distribution" => distribution::charts(&seen),
        "sla" => promises::sla(&seen),
        "csat" => promises::csat(&seen),
        "recurrence" => recurrence::charts(&seen),
        "agents" => rest::each(&seen, &[&["solved", "replies"], &["open"]]),
        "categories" | "channels" => rest::each(&seen, &[&["created", "resolved"], &["percent_targets"]]),
        "summary" => rest::makeup(&seen),
        _ => rest::charts(&seen),
    }
}

/// A report and how its figures are written.
pub(super) struct Seen<'a> {
    pub report: &'a Report,
    pub figures: &'a Figures<'a>,
}

impl Seen<'_> {
    /// How many columns at the beginning are keys of `--by`.
    pub fn keys(&self) -> usize {
        keys(self.report)
    }

    /// The period by which rows are told, when that is their only key.
    pub fn period(&self) -> Option<Period> {
        match self.keys() {
            1 => Period::parse(&self.report.columns.first()?.name),
            _ => None,
        }
    }

    pub fn place(&self, column: &str) -> Option<usize> {
        self.report.columns.iter().position(|c| c.name == column)
    }

    /// The figures of a column, row by row.
    pub fn values(&self, column: &str) -> Vec<Option<f64>> {
        let place = self.place(column);
        self.report
            .rows
            .iter()
            .map(|row| place.and_then(|p| row.get(p)).and_then(number))
            .collect()
    }

    /// A row by the values that name it.
    pub fn name(&self, row: &[Cell]) -> String {
        let named = self.report.columns.iter().zip(row).take(self.report.keys.max(1));
        let texts: Vec<String> = named.map(|(column, cell)| self.figures.short(&column.name, cell)).collect();
        texts.join(" · ")
    }

    /// One bar for each row and column; nothing when there is nothing to compare.
    pub fn bars(&self, title: String, columns: &[&str], unit: Unit) -> Option<Chart> {
        let columns: Vec<&str> = columns.iter().copied().filter(|c| self.place(c).is_some()).collect();
        let values: Vec<Vec<Option<f64>>> = columns.iter().map(|c| self.values(c)).collect();
        let bar = |(i, row): (usize, &Vec<Cell>)| Bar {
            name: self.name(row),
            values: values.iter().map(|v| v.get(i).copied().flatten()).collect(),
        };
        let mut bars: Vec<Bar> = self.report.rows.iter().enumerate().map(bar).collect();
        bars.retain(|b| b.values.iter().any(Option::is_some));
        let all = bars.len();
        bars.truncate(MOST);
        if bars.is_empty() {
            return None;
        }
        let series: Vec<String> = columns.iter().map(|c| self.figures.column(c)).collect();
        let says = self.says_greatest(&bars, unit);
        let body = Body::Bars(Bars { unit, series, bars });
        Some(Chart::new(title, says, body).partly(self.first_of(MOST, all)))
    }

    fn says_greatest(&self, bars: &[Bar], unit: Unit) -> String {
        let first = |bar: &Bar| bar.values.first().copied().flatten();
        let greatest = bars.iter().filter_map(|b| Some((first(b)?, &b.name)));
        match greatest.max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((value, name)) => self
                .figures
                .with("page-desc-greatest", &[("name", name.into()), ("value", self.figures.of(unit, value).into())]),
            None => String::new(),
        }
    }

    /// That a chart shows only the first of many, where it does.
    pub fn first_of(&self, shown: usize, all: usize) -> Option<String> {
        let n = |n: usize| self.figures.count(i64::try_from(n).unwrap_or(i64::MAX));
        let told = || self.figures.with("page-first-of", &[("n", n(shown).into()), ("all", n(all).into())]);
        (all > shown).then(told)
    }
}

/// What a row may measure or hold besides the keys that were asked for.
const OWN: [&str; 3] = ["policy", "metric", "age"];

/// How many columns at the beginning of a report are keys of `--by`, or the report's own such key.
pub fn keys(report: &Report) -> usize {
    report
        .columns
        .iter()
        .take(report.keys)
        .filter(|c| !OWN.contains(&c.name.as_str()))
        .count()
}

/// The figure in a cell, where it is one that can be drawn.
pub fn number(cell: &Cell) -> Option<f64> {
    cell.number().filter(|n| n.is_finite())
}
