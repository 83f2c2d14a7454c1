//! The rows of a report as a table for people; what a figure was before stands in its cell.

use super::layout::{self, lay_out};
use super::reader::Reader;
use super::report_words::{column_name, number, shown};
use super::style::Label;
use crate::domain::insight::report::{BEFORE, Cell, Column, Report, Unit};

/// The lines of the table.
pub(super) fn rows(report: &Report, reader: &Reader) -> String {
    let places: Vec<usize> = (0..report.columns.len()).filter(|n| before(report, *n).is_none()).collect();
    let specs: Vec<layout::Column> = places.iter().map(|n| spec(&report.columns[*n], reader)).collect();
    let cell = |row: &Vec<Cell>, place: usize| {
        let column = &report.columns[place];
        let mut text = shown(&column.name, column.unit, &row[place], reader);
        if before(report, place + 1).is_some() {
            text.push_str(&change(&row[place], &row[place + 1], column.unit));
        }
        layout::Cell::new(text, Label::Plain)
    };
    let row = |row: &Vec<Cell>| places.iter().map(|place| cell(row, *place)).collect();
    let rows: Vec<Vec<layout::Cell>> = report.rows.iter().map(row).collect();
    lay_out(&specs, &rows, &reader.style)
}

/// The column of which this one is the figure before: the one to its left.
fn before(report: &Report, place: usize) -> Option<&Column> {
    let column = report.columns.get(place)?;
    let left = report.columns.get(place.checked_sub(1)?)?;
    (column.name.strip_suffix(BEFORE) == Some(left.name.as_str())).then_some(left)
}

fn spec(column: &Column, reader: &Reader) -> layout::Column {
    let right = !matches!(column.unit, Unit::Text | Unit::Time);
    let header = column_name(&column.name, reader);
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
        (false, false) => format!(" {sign} {} %", number(((now - before) / before).abs() * 100.0, 0)),
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
        assert_eq!(change(&Cell::Int(3), &Cell::Null, Unit::Count), "");
    }
}
