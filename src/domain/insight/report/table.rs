//! A report as data: no words, no formatting. Render turns it into every format.

use crate::domain::ticket::TicketId;
use crate::domain::time::{Time, stamp};

/// What a column measures; says how people want to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole seconds, or a mean or quantile of them.
    Seconds,
    Count,
    /// 0 to 100.
    Percent,
    Text,
    Time,
    Number,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As the contract has it: `sum_s`, `month`, `field.service`. Words: `column-<name>`, except for
    /// a custom field, which people have named themselves.
    pub name: String,
    pub unit: Unit,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Int(i64),
    Number(f64),
    Time(Time),
    /// No value: nothing was measured, or the ticket has none of it.
    Null,
    /// Figures by name, in the order in which they should be read.
    Map(Vec<(String, Cell)>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Cell::Int(n)
    }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Cell::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Cell {
    fn from(n: f64) -> Self {
        Cell::Number(n)
    }
}

impl From<Time> for Cell {
    fn from(time: Time) -> Self {
        Cell::Time(time)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}

impl Cell {
    /// The text by which rows are told apart; nothing of no value.
    pub fn key(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Int(n) => n.to_string(),
            Cell::Number(n) => n.to_string(),
            Cell::Time(time) => stamp(*time),
            Cell::Null | Cell::Map(_) => String::new(),
        }
    }

    /// The figure of a cell that has one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Int(n) => Some(*n as f64),
            Cell::Number(n) => Some(*n),
            Cell::Text(_) | Cell::Time(_) | Cell::Null | Cell::Map(_) => None,
        }
    }
}

/// Something that the reader of the figures must know: a code (words: `note-<code>`) and its data.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub code: &'static str,
    pub data: Vec<(&'static str, Datum)>,
}

/// What a note tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    Count(i64),
    Text(String),
    Time(Time),
}

impl Datum {
    pub fn count(&self) -> Option<i64> {
        if let Datum::Count(n) = self { Some(*n) } else { None }
    }
}

/// How a team calls a report of its own, and what it is for, where it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub name: String,
    pub about: Option<String>,
}

/// What became of a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The condition as it was written.
    pub text: String,
    /// Of which figure it is.
    pub figure: String,
    /// What met it, and so broke the promise: the keys of the row (empty for a total) and the figure.
    pub broken: Vec<(String, Cell)>,
    /// Nothing was measured: no promise is broken.
    pub missing: bool,
}

impl Check {
    pub fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }
}

/// A finished report. Every row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub name: &'static str,
    /// What a team calls it, where it is a team's own report.
    pub own: Option<Own>,
    pub from: Option<Time>,
    pub until: Option<Time>,
    /// History after this instant is not seen.
    pub as_of: Time,
    pub columns: Vec<Column>,
    /// So many of the first columns tell rows apart: keys, and what a row measures.
    pub keys: usize,
    pub rows: Vec<Vec<Cell>>,
    /// Over everything that was counted, each ticket once. Words: `column-<name>`.
    pub totals: Vec<(String, Cell)>,
    pub notes: Vec<Note>,
    /// For each row the tickets in it, in order of creation; empty unless it was asked for.
    pub explain: Vec<Vec<TicketId>>,
    /// The promises of `--fail-if`, and whether they hold.
    pub checks: Vec<Check>,
}

impl Report {
    /// The keys of a row as one text: `payments,high`.
    pub fn label(&self, row: &[Cell]) -> String {
        row.iter().take(self.keys).map(Cell::key).collect::<Vec<_>>().join(",")
    }
}
