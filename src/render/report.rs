//! Reports: the stable JSON shape, the grid for CSV and Markdown, and the table for people.

use super::grid::Grid;
use super::layout::{self, lay_out, wrap};
use super::reader::Reader;
use super::style::Label;
use super::words::Arg;
use super::{reader::capital, when};
use crate::domain::insight::report::table::{Cell, Column, Note, Report, Unit};
use crate::domain::time::stamp;
use crate::kit::escape::one_line;
use serde_json::{Map, Value as Json};

/// A report as programs read it: rows are objects by column, durations whole seconds.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ReportView {
    pub name: String,
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
            name: report.name.to_owned(),
            from: report.from.map(stamp),
            until: report.until.map(stamp),
            as_of: stamp(report.as_of),
            rows: report.rows.iter().map(row).collect(),
            columns: names,
            totals: report.totals.iter().map(|(name, cell)| (name.clone(), json(cell))).collect(),
            notes: report.notes.iter().map(NoteView::new).collect(),
            explain: report.explain.iter().map(|ids| ids.iter().map(|id| id.to_string()).collect()).collect(),
        }
    }
}

impl NoteView {
    fn new(note: &Note) -> Self {
        let data = note.data.iter().map(|&(name, n)| (name.to_owned(), n.into())).collect();
        NoteView { code: note.code.to_owned(), data }
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
    let title = capital(&reader.word("report", report.name));
    let mut out = format!("{}\n{}\n", reader.style.paint(Label::Title, &title), reader.dim(&period(report, reader)));
    if !report.rows.is_empty() {
        let specs: Vec<layout::Column> = report.columns.iter().map(|c| spec(c, reader)).collect();
        let rows: Vec<Vec<layout::Cell>> = report.rows.iter().map(|row| cells(row, &report.columns, reader)).collect();
        out.push('\n');
        out.push_str(&lay_out(&specs, &rows, &reader.style));
    }
    if !report.totals.is_empty() {
        out.push('\n');
    }
    let empty = |cell: &Cell| matches!(cell, Cell::Map(items) if items.is_empty());
    for (name, cell) in report.totals.iter().filter(|(_, cell)| !empty(cell)) {
        let label = column_name(name, reader);
        out.push_str(&format!("{}  {}\n", reader.dim(&label), shown(name, guess(name), cell, reader)));
    }
    explain(report, reader, &mut out);
    notes(&report.notes, reader, &mut out);
    out
}

/// A custom field is called as the desk calls it.
pub(super) fn column_name(name: &str, reader: &Reader) -> String {
    match name.strip_prefix("field.") {
        Some(field) => one_line(field).into_owned(),
        None => capital(&reader.word("column", name)),
    }
}

/// The tickets behind each row, under the row's first value.
fn explain(report: &Report, reader: &Reader, out: &mut String) {
    for (row, ids) in report.rows.iter().zip(&report.explain).filter(|(_, ids)| !ids.is_empty()) {
        let (Some(cell), Some(column)) = (row.first(), report.columns.first()) else { continue };
        let name = shown(&column.name, column.unit, cell, reader);
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
        for line in wrap(&self::note(note, reader), 0, 2, &reader.style) {
            out.push_str(&reader.dim(&line));
            out.push('\n');
        }
    }
}

/// A note in words.
pub(super) fn note(note: &Note, reader: &Reader) -> String {
    let args: Vec<(&str, Arg)> = note.data.iter().map(|&(name, n)| (name, Arg::Count(n))).collect();
    reader.words.with(&format!("note-{}", note.code), &args)
}

fn spec(column: &Column, reader: &Reader) -> layout::Column {
    let right = !matches!(column.unit, Unit::Text | Unit::Time);
    let header = column_name(&column.name, reader);
    layout::Column { header, right, shrinks: !right, widest: 60 }
}

fn cells(row: &[Cell], columns: &[Column], reader: &Reader) -> Vec<layout::Cell> {
    let cell = |(cell, column): (&Cell, &Column)| {
        layout::Cell::new(shown(&column.name, column.unit, cell, reader), Label::Plain)
    };
    row.iter().zip(columns).map(cell).collect()
}

/// A total has no unit of its own; its name has it, by the rule of all our JSON.
pub(super) fn guess(name: &str) -> Unit {
    if name.ends_with("_s") {
        Unit::Seconds
    } else if name.starts_with("percent_") || name.ends_with("_rate") {
        Unit::Percent
    } else {
        Unit::Number
    }
}

fn shown(column: &str, unit: Unit, cell: &Cell, reader: &Reader) -> String {
    match cell {
        Cell::Null => "–".to_owned(),
        Cell::Text(text) => word(column, text, reader),
        Cell::Time(time) => reader.date_time(*time),
        Cell::Int(n) if unit == Unit::Seconds => when::span(*n, reader.words),
        Cell::Number(n) if unit == Unit::Seconds => when::span(n.round() as i64, reader.words),
        Cell::Int(n) if unit == Unit::Percent => format!("{n} %"),
        Cell::Number(n) if unit == Unit::Percent => format!("{} %", number(*n, 1)),
        Cell::Int(n) => n.to_string(),
        Cell::Number(n) => number(*n, 3),
        Cell::Map(items) => {
            let of = column.strip_prefix("by_").unwrap_or(column);
            let item = |(name, value): &(String, Cell)| {
                format!("{} {}", word(of, name, reader), shown(name, guess(name), value, reader))
            };
            items.iter().map(item).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The names that we gave are told in the reader's language; those of the desk stay.
pub(super) fn word(column: &str, text: &str, reader: &Reader) -> String {
    match column {
        "metric" | "priority" | "type" | "channel" => reader.word(column, text),
        "status" | "status_category" => reader.word("status", text),
        _ => one_line(text).into_owned(),
    }
}

/// At most so many decimals, none of them a nought at the end.
pub(super) fn number(n: f64, decimals: usize) -> String {
    let text = format!("{n:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_idle_decimals() {
        assert_eq!([number(87.5, 1), number(100.0, 1), number(2.0 / 3.0, 3)], ["87.5", "100", "0.667"]);
        assert_eq!(number(100.0, 0), "100");
    }
}
