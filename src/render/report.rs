//! Reports: the stable JSON shape, the grid for CSV and Markdown, and the table for people.

use super::grid::Grid;
use super::layout::wrap;
use super::reader::Reader;
use super::report_words::{self, column_name, companion, guess, shown, title};
use super::style::Label;
use super::{bars, report_rows};
use crate::domain::insight::report::{BEFORE, Cell, Check, Datum, Note, Report};
use crate::domain::time::stamp;
use serde_json::{Map, Value as Json};

/// A report as programs read it: rows are objects by column, durations whole seconds.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ReportView {
    pub name: String,
    /// What a team's own report is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    pub as_of: String,
    pub columns: Vec<String>,
    pub rows: Vec<Map<String, Json>>,
    pub totals: Map<String, Json>,
    pub notes: Vec<NoteView>,
    /// The ids of the tickets in each row, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explain: Vec<Vec<String>>,
    /// The conditions of `--fail-if`, where there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fail_if: Vec<CheckView>,
}

/// A condition under which the report fails.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct CheckView {
    pub condition: String,
    pub broken: bool,
    /// Nothing was measured, so nothing is broken.
    pub missing: bool,
    /// What met the condition: the keys of its row, empty for a total, and the figure.
    pub found: Vec<FoundView>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct FoundView {
    pub row: String,
    pub value: Json,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct NoteView {
    pub code: String,
    pub data: Map<String, Json>,
}

impl ReportView {
    pub fn new(report: &Report) -> Self {
        let names: Vec<String> = report.columns.iter().map(|c| c.name.clone()).collect();
        let row = |cells: &Vec<Cell>| names.iter().cloned().zip(cells.iter().map(json)).collect();
        ReportView {
            name: report.own.as_ref().map_or(report.name, |own| &own.name).to_owned(),
            about: report.own.as_ref().and_then(|own| own.about.clone()),
            from: report.from.map(stamp),
            until: report.until.map(stamp),
            as_of: stamp(report.as_of),
            rows: report.rows.iter().map(row).collect(),
            columns: names,
            totals: report.totals.iter().map(|(name, cell)| (name.clone(), json(cell))).collect(),
            notes: report.notes.iter().map(NoteView::new).collect(),
            explain: report.explain.iter().map(|ids| ids.iter().map(|id| id.to_string()).collect()).collect(),
            fail_if: report.checks.iter().map(CheckView::new).collect(),
        }
    }
}

impl NoteView {
    fn new(note: &Note) -> Self {
        let value = |datum: &Datum| match datum {
            Datum::Count(n) => (*n).into(),
            Datum::Text(text) => text.as_str().into(),
            Datum::Time(time) => stamp(*time).into(),
        };
        let data = note.data.iter().map(|(name, datum)| ((*name).to_owned(), value(datum))).collect();
        NoteView { code: note.code.to_owned(), data }
    }
}

impl CheckView {
    fn new(check: &Check) -> Self {
        let found = |(row, cell): &(String, Cell)| FoundView { row: row.clone(), value: json(cell) };
        CheckView {
            condition: check.text.clone(),
            broken: check.is_broken(),
            missing: check.missing,
            found: check.broken.iter().map(found).collect(),
        }
    }
}

/// The rows for CSV and Markdown, never localised.
pub fn grid(report: &Report) -> Grid {
    Grid {
        columns: report.columns.iter().map(|c| c.name.clone()).collect(),
        rows: report.rows.iter().map(|row| row.iter().map(json).collect()).collect(),
    }
}

fn json(cell: &Cell) -> Json {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Int(n) => (*n).into(),
        Cell::Number(n) => (*n).into(),
        Cell::Null => Json::Null,
        Cell::Time(time) => stamp(*time).into(),
        Cell::Map(items) => Json::Object(items.iter().map(|(k, v)| (k.clone(), json(v))).collect()),
    }
}

/// The report for people: heading, rows, totals, notes.
pub fn table(report: &Report, reader: &Reader) -> String {
    let title = title(report, reader);
    let mut out = format!("{}\n{}\n", reader.style.paint(Label::Title, &title), reader.dim(&period(report, reader)));
    if !report.rows.is_empty() {
        out.push('\n');
        out.push_str(&report_rows::rows(report, reader));
    }
    out.push_str(&bars::lines(report, reader));
    if !report.totals.is_empty() {
        out.push('\n');
    }
    let empty = |cell: &Cell| matches!(cell, Cell::Map(items) if items.is_empty());
    for (name, cell) in report.totals.iter().filter(|(name, cell)| !empty(cell) && !is_beside(name, report)) {
        let label = column_name(name, reader);
        out.push_str(&format!("{}  {}\n", reader.dim(&label), total(name, cell, report, reader)));
    }
    explain(report, reader, &mut out);
    notes(&report.notes, reader, &mut out);
    out
}

/// Told with another total: how many that one is of, or what it was before.
fn is_beside(name: &str, report: &Report) -> bool {
    let has = |wanted: &str| report.totals.iter().any(|(known, _)| known == wanted);
    let is_companion = report.totals.iter().any(|(known, _)| companion(known).as_deref() == Some(name));
    let is_before = || name.strip_suffix(BEFORE).is_some_and(has);
    is_companion || is_compared(report) && is_before()
}

fn is_compared(report: &Report) -> bool {
    report.notes.iter().any(|note| note.code.starts_with("compared"))
}

fn total(name: &str, cell: &Cell, report: &Report, reader: &Reader) -> String {
    let of = |wanted: &str| report.totals.iter().find(|(known, _)| known == wanted).map(|(_, cell)| cell);
    let mut text = shown(name, guess(name), cell, reader);
    if let Some(before) = of(&format!("{name}{BEFORE}")).filter(|_| is_compared(report)) {
        text.push_str(&report_rows::change(cell, before, guess(name)));
    }
    if let Some(Cell::Int(n)) = companion(name).and_then(|n| of(&n)) {
        text.push_str(&reader.dim(&format!("  n = {n}")));
    }
    text
}

/// The tickets behind each row, under what tells the row apart.
fn explain(report: &Report, reader: &Reader, out: &mut String) {
    for (row, ids) in report.rows.iter().zip(&report.explain).filter(|(_, ids)| !ids.is_empty()) {
        let keys = row.iter().zip(&report.columns).take(report.keys);
        let keys: Vec<String> = keys.map(|(cell, column)| shown(&column.name, column.unit, cell, reader)).collect();
        let name = if keys.is_empty() { title(report, reader) } else { keys.join(", ") };
        let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
        out.push_str(&format!("\n{}\n  ", reader.style.paint(Label::Title, &name)));
        out.push_str(&wrap(&ids.join(" "), 2, 2, &reader.style).join("\n"));
        out.push('\n');
    }
}

fn period(report: &Report, reader: &Reader) -> String {
    let until = reader.date_time(report.until.unwrap_or(report.as_of));
    match report.from {
        Some(from) => format!("{} – {until}", reader.date_time(from)),
        None => format!("– {until}"),
    }
}

fn notes(notes: &[Note], reader: &Reader, out: &mut String) {
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in notes {
        for line in wrap(&report_words::note(note, reader), 0, 2, &reader.style) {
            out.push_str(&reader.dim(&line));
            out.push('\n');
        }
    }
}
