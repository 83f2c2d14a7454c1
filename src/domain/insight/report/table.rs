//! A report as data: no words, no formatting. Render turns it into every format.

use crate::domain::ticket::TicketId;
use crate::domain::time::Time;

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

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}

/// Something that the reader of the figures must know: a code (words: `note-<code>`) and its data.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub code: &'static str,
    pub data: Vec<(&'static str, i64)>,
}

/// A finished report. Every row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub name: &'static str,
    pub from: Option<Time>,
    pub until: Option<Time>,
    /// History after this instant is not seen.
    pub as_of: Time,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Over everything that was counted, each ticket once. Words: `column-<name>`.
    pub totals: Vec<(String, Cell)>,
    pub notes: Vec<Note>,
    /// For each row the tickets in it, in order of creation; empty unless it was asked for.
    pub explain: Vec<Vec<TicketId>>,
}
