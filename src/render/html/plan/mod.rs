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
use crate::domain::insight::report::{By, Cell, Report, Unit};
use crate::domain::time::period::Period;

/// Bars beyond this many are for the table.
pub(super) const MOST: usize = 12;

/// The charts of a report, those that say most first; none when there is nothing to draw.
pub fn charts(report: &Report, figures: &Figures) -> Vec<Chart> {
    let seen = Seen { report, figures };
    if report.rows.is_empty() {
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
        let named = self.report.columns.iter().zip(row).take(heads(self.report).max(1));
        let texts: Vec<String> = named.map(|(column, cell)| self.figures.key(&column.name, cell)).collect();
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
        let says = if all > MOST { format!("{says} {}", self.first_of(all)) } else { says };
        Some(Chart { title, says, body: Body::Bars(Bars { unit, series, bars }) })
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

    /// That a chart shows only the first of many.
    pub fn first_of(&self, all: usize) -> String {
        let args = [("n", self.figures.count(MOST as i64).into()), ("all", self.figures.count(all as i64).into())];
        self.figures.with("page-first-of", &args)
    }
}

/// How many columns at the beginning of a report are keys of `--by`.
pub fn keys(report: &Report) -> usize {
    report.columns.iter().take_while(|c| By::parse(&c.name).is_some()).count()
}

/// The figure in a cell.
pub fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Int(n) => Some(*n as f64),
        Cell::Number(n) if n.is_finite() => Some(*n),
        _ => None,
    }
}

/// How many columns at the beginning name a row: its keys, and what was measured.
pub fn heads(report: &Report) -> usize {
    report.columns.iter().take_while(|c| c.unit == Unit::Text).count()
}
