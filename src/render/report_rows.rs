//! The rows of a report as a table for people; what a figure was before stands in its cell.

use super::layout::{self, lay_out};
use super::reader::Reader;
use super::report_words::{companion, header, number, shown};
use super::style::{Label, width};
use crate::domain::insight::report::{BEFORE, Cell, Column, Report, Unit};

/// Blanks between two columns.
const GAP: usize = 2;
/// A terminal from which on names have room.
const WIDE: usize = 120;

/// The lines of the table. A column in which nothing stands is left out. What does not fit beside its keys on
/// a terminal stands below, with the keys again.
pub(super) fn rows(report: &Report, reader: &Reader) -> String {
    let says = |n: usize| n < report.keys || report.rows.iter().any(|row| row[n] != Cell::Null);
    let apart = |n: &usize| before(report, *n).is_none() && !is_companion(report, *n) && says(*n);
    let places: Vec<usize> = (0..report.columns.len()).filter(apart).collect();
    let column = |place: &usize| {
        let cells: Vec<String> = report.rows.iter().map(|row| text(report, row, *place, reader)).collect();
        (spec(report, *place, reader), cells)
    };
    let columns: Vec<(layout::Column, Vec<String>)> = places.iter().map(column).collect();
    let keys = places.iter().take_while(|place| **place < report.keys).count();
    let block = |block: Vec<usize>| {
        let specs: Vec<layout::Column> = block.iter().map(|n| columns[*n].0.clone()).collect();
        let cell = |row: usize, n: &usize| layout::Cell::new(columns[*n].1[row].clone(), Label::Plain);
        let row = |row| block.iter().map(|n| cell(row, n)).collect();
        let rows: Vec<Vec<layout::Cell>> = (0..report.rows.len()).map(row).collect();
        lay_out(&specs, &rows, &reader.style)
    };
    let widths: Vec<usize> = columns.iter().map(|(spec, cells)| wide(spec, cells)).collect();
    blocks(&widths, keys, reader.style.width)
        .into_iter()
        .map(block)
        .collect::<Vec<_>>()
        .join("\n")
}

fn wide(spec: &layout::Column, cells: &[String]) -> usize {
    let cells = cells.iter().map(|text| width(text)).max().unwrap_or(0);
    cells.max(width(&spec.header)).min(spec.widest)
}

/// The columns of each part of a table: the keys, and of the others as many as fit.
fn blocks(widths: &[usize], keys: usize, room: Option<usize>) -> Vec<Vec<usize>> {
    let keys: Vec<usize> = (0..keys).collect();
    let taken = |block: &[usize]| block.iter().map(|n| widths[*n] + GAP).sum::<usize>();
    let mut blocks = vec![keys.clone()];
    for (n, width) in widths.iter().enumerate().skip(keys.len()) {
        let last = blocks.last().map_or(&[][..], Vec::as_slice);
        let is_full = room.is_some_and(|room| taken(last) + width > room);
        if is_full && last.len() > keys.len() {
            blocks.push(keys.clone());
        }
        if let Some(block) = blocks.last_mut() {
            block.push(n);
        }
    }
    blocks
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
    // An id or an instant of which a part is missing is none.
    let is_whole = column.unit == Unit::Time || matches!(column.name.as_str(), "id" | "oldest" | "hour");
    let narrow = reader.style.width.is_some_and(|room| room < WIDE);
    layout::Column { header, right, shrinks: !right && !is_whole, widest: if narrow { 24 } else { 60 } }
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
    fn what_does_not_fit_stands_below_with_the_keys_again() {
        let widths = [10, 8, 8, 8];
        assert_eq!(blocks(&widths, 1, None), [[0, 1, 2, 3]]);
        assert_eq!(blocks(&widths, 1, Some(40)), [[0, 1, 2, 3]]);
        assert_eq!(blocks(&widths, 1, Some(39)), [vec![0, 1, 2], vec![0, 3]]);
        assert_eq!(blocks(&widths, 1, Some(5)), [[0, 1], [0, 2], [0, 3]], "one at least");
        assert_eq!(blocks(&widths, 0, Some(20)), [[0, 1], [2, 3]]);
    }

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
