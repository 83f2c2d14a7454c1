//! How long things took: ranges where there is one row for each measure, else medians.

use super::{MOST, Seen, number, periods};
use crate::domain::insight::report::{Cell, Unit};
use crate::domain::time::period::Period;
use crate::render::html::chart::{Bar, Bars, Body, Chart, Lines, Range, Ranges, Series};

/// The measures that have a chart each where rows are told by a key.
const MEASURES: [&str; 3] = ["first_reply", "resolution", "agent_work"];

pub(super) fn charts(seen: &Seen) -> Vec<Chart> {
    if seen.keys() == 0 {
        return ranges(seen).into_iter().collect();
    }
    let period = seen.period();
    let chart = |measure| match period {
        Some(period) => lines(seen, measure, period),
        None => medians(seen, measure),
    };
    MEASURES.into_iter().filter_map(chart).collect()
}

/// The figure of a row.
fn figure(seen: &Seen, row: &[Cell], column: &str) -> Option<f64> {
    row.get(seen.place(column)?).and_then(number)
}

fn ranges(seen: &Seen) -> Option<Chart> {
    let range = |row: &Vec<Cell>| {
        Some(Range {
            name: seen.figures.key("metric", row.get(seen.place("metric")?)?),
            n: figure(seen, row, "n").map(|n| n as i64).filter(|n| *n > 0)?,
            least: figure(seen, row, "min_s")?,
            median: figure(seen, row, "median_s")?,
            p90: figure(seen, row, "p90_s")?,
            most: figure(seen, row, "max_s")?,
        })
    };
    let ranges: Vec<Range> = seen.report.rows.iter().filter_map(range).collect();
    (!ranges.is_empty()).then(|| {
        Chart::new(
            seen.figures.say("page-how-long"),
            seen.figures.say("page-desc-ranges"),
            Body::Ranges(Ranges { ranges }),
        )
    })
}

/// The rows of one measure.
fn of<'a>(seen: &'a Seen, measure: &'a str) -> impl Iterator<Item = &'a Vec<Cell>> {
    let place = seen.place("metric");
    let is =
        move |row: &&Vec<Cell>| matches!(place.and_then(|p| row.get(p)), Some(Cell::Text(text)) if text == measure);
    seen.report.rows.iter().filter(is)
}

fn lines(seen: &Seen, measure: &str, period: Period) -> Option<Chart> {
    let keys = of(seen, measure).map(|row| match row.first() {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    });
    let axis = periods::of(keys, period, seen.figures);
    let series = |column: &str| Series {
        name: seen.figures.column(column),
        values: of(seen, measure).map(|row| figure(seen, row, column)).collect(),
    };
    let title = seen.figures.value("metric", measure);
    (!axis.points.is_empty()).then(|| {
        Chart::new(
            title,
            seen.figures.say("page-desc-medians"),
            Body::Lines(Lines { axis, unit: Unit::Seconds, series: vec![series("median_s"), series("p90_s")] }),
        )
    })
}

fn medians(seen: &Seen, measure: &str) -> Option<Chart> {
    let bar = |row: &Vec<Cell>| Bar {
        name: seen.name(row),
        values: vec![figure(seen, row, "median_s"), figure(seen, row, "p90_s")],
    };
    let bars: Vec<Bar> = of(seen, measure).take(MOST).map(bar).collect();
    let series = ["median_s", "p90_s"].map(|c| seen.figures.column(c)).to_vec();
    (!bars.is_empty()).then(|| {
        Chart::new(
            seen.figures.value("metric", measure),
            seen.figures.say("page-desc-medians"),
            Body::Bars(Bars { unit: Unit::Seconds, series, bars }),
        )
    })
}
