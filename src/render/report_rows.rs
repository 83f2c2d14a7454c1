//! The rows of a report as a table for people; what a figure was before stands in its cell.

use super::layout::{self, lay_out};
use super::reader::Reader;
use super::report_words::{companion, header, number, shown};
use super::style::Label;
use crate::domain::insight::report::{BEFORE, Cell, Column, Report, Unit};

/// The lines of the table. A column in which nothing stands is left out.
pub(super) fn rows(report: &Report, reader: &Reader) -> String {
    let says = |n: usize| n < report.keys || report.rows.iter().any(|row| row[n] != Cell::Null);
    let apart = |n: &usize| before(report, *n).is_none() && !is_companion(report, *n) && says(*n);
    let places: Vec<usize> = (0..report.columns.len()).filter(apart).collect();
    let specs: Vec<layout::Column> = places.iter().map(|n| spec(report, *n, reader)).collect();
    let row = |row: &Vec<Cell>| {
        let text = |place: &usize| layout::Cell::new(text(report, row, *place, reader), Label::Plain);
        places.iter().map(text).collect()
    };
    let rows: Vec<Vec<layout::Cell>> = report.rows.iter().map(row).collect();
    lay_out(&specs, &rows, &reader.style)
}

/// A figure, how it came to be what it is, and of how many it is: `13 h ▼ 10 % (48)`.
fn text(report: &Report, row: &[Cell], place: usize, reader: &Reader) -> String {
    let column = &report.columns[place];
    let mut text = shown(&column.name, column.unit, &row[place], reader);
    if before(report, place + 1).is_some() {
        text.push_str(&change(&row[place], &row[place + 1], column.unit));
    }
    match companion_of(report, column).map(|n| &row[n]) {
        Some(Cell::Int(n)) if row[place] != Cell::Null => format!("{text} ({n})"),
        _ => text,
    }
}

fn companion_of(report: &Report, column: &Column) -> Option<usize> {
    let name = companion(&column.name)?;
    report.columns.iter().position(|c| c.name == name)
}

/// Told with the figure that it belongs to; so is what it was before.
fn is_companion(report: &Report, place: usize) -> bool {
    let name = &report.columns[place].name;
    report.columns.iter().any(|c| companion(&c.name).as_deref() == Some(name))
}

/// The column of which this one is the figure before: the one to its left.
fn before(report: &Report, place: usize) -> Option<&Column> {
    let column = report.columns.get(place)?;
    let left = report.columns.get(place.checked_sub(1)?)?;
    (column.name.strip_suffix(BEFORE) == Some(left.name.as_str())).then_some(left)
}

fn spec(report: &Report, place: usize, reader: &Reader) -> layout::Column {
    let column = &report.columns[place];
    let right = !matches!(column.unit, Unit::Text | Unit::Time);
    let mut header = header(&column.name, reader);
    if companion_of(report, column).is_some() {
        header.push_str(" (n)");
    }
    layout::Column { header, right, shrinks: !right, widest: 60 }
}

/// How a figure came to be what it is: ` ▲ 20 %`, ` ▼ 5 %`, ` =`; of percentages the points between. Nothing
/// where there was nothing.
pub(super) fn change(now: &Cell, before: &Cell, unit: Unit) -> String {
    let (Some(now), Some(before)) = (now.number(), before.number()) else { return String::new() };
    let sign = if now > before { "▲" } else { "▼" };
    if now == before {
        return " =".to_owned();
    }
    let points = matches!(unit, Unit::Percent);
    match (points, before == 0.0) {
        (true, _) => format!(" {sign} {}", number((now - before).abs(), 1)),
        (false, true) => format!(" {sign}"),
        (false, false) => match number(((now - before) / before).abs() * 100.0, 0).as_str() {
            "0" => " ≈".to_owned(),
            percent => format!(" {sign} {percent} %"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_parts_of_what_was_and_of_percentages_in_points() {
        let told = |now: f64, before: f64, unit| change(&now.into(), &before.into(), unit);
        assert_eq!(told(12.0, 10.0, Unit::Count), " ▲ 20 %");
        assert_eq!(told(5.0, 10.0, Unit::Seconds), " ▼ 50 %");
        assert_eq!(told(87.5, 90.0, Unit::Percent), " ▼ 2.5");
        assert_eq!(told(3.0, 0.0, Unit::Count), " ▲");
        assert_eq!(told(3.0, 3.0, Unit::Count), " =");
        assert_eq!(told(1_000.0, 1_001.0, Unit::Count), " ≈");
        assert_eq!(change(&Cell::Int(3), &Cell::Null, Unit::Count), "");
    }
}
