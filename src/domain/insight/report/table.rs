//! The result of a report: rows and columns with units, and what must be known to read them.

use crate::domain::time::Time;

/// What a report answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub name: String,
    /// The half-open period; absent: from the beginning, until `as_of`.
    pub from: Option<Time>,
    pub until: Option<Time>,
    /// History after this instant was not seen.
    pub as_of: Time,
    pub columns: Vec<Column>,
    /// Each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    pub totals: Vec<(String, Cell)>,
    pub notes: Vec<Note>,
    /// How the figures came about, when asked for.
    pub explain: Vec<Note>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub unit: Unit,
}

/// What the figures of a column count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Count,
    /// 0–100.
    Percent,
    Text,
    Time,
    Number,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Int(i64),
    Number(f64),
    Null,
    Time(Time),
    Map(Vec<(String, Cell)>),
}

/// Something to know about the figures: a code and its data, worded by render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub code: String,
    pub data: Vec<(String, String)>,
}
