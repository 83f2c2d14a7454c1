//! How lengths of time are spread over classes that grow.

use super::{Seen, number};
use crate::domain::insight::report::{Cell, Unit};
use crate::render::html::chart::axis::{Axis, Point};
use crate::render::html::chart::{Body, Chart, Columns, Series};
use crate::render::when;

/// A chart for each column of counts.
pub(super) fn charts(seen: &Seen) -> Vec<Chart> {
    let columns = [("first_reply", "page-spread-first-reply"), ("resolution", "page-spread-resolution")];
    columns.into_iter().filter_map(|(column, title)| chart(seen, column, title)).collect()
}

fn chart(seen: &Seen, column: &str, title: &str) -> Option<Chart> {
    let upto = seen.place("upto_s")?;
    let values = seen.values(column);
    if !values.iter().flatten().any(|n| *n > 0.0) {
        return None;
    }
    let point = |(ordinal, row): (usize, &Vec<Cell>)| {
        let (name, label) = match row.get(upto).and_then(number) {
            Some(seconds) => {
                let span = when::about(seconds as i64, seen.figures.reader.words);
                (seen.figures.with("page-up-to", &[("span", (&span).into())]), format!("≤ {span}"))
            }
            None => (seen.figures.say("page-beyond"), seen.figures.say("page-beyond")),
        };
        Point { name, label, below: None, ordinal: ordinal as i64 }
    };
    let points = seen.report.rows.iter().enumerate().map(point).collect();
    let series = vec![Series { name: seen.figures.column(column), values }];
    let axis = Axis { points, strides: &[1, 2, 3], room: [5, 10, 12] };
    let body = Body::Columns(Columns { axis, unit: Unit::Count, series });
    Some(Chart::new(seen.figures.say(title), seen.figures.say("page-desc-spread"), body))
}
