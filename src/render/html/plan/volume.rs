//! What came in, what was resolved, and what was left.

use super::{Seen, periods, rest};
use crate::domain::insight::report::Unit;
use crate::domain::time::period::Period;
use crate::render::html::chart::{Body, Chart, Columns, Lines, Series};

/// More periods than this are lines: columns would be hairs.
const COLUMNS: usize = 72;

pub(super) fn charts(seen: &Seen) -> Vec<Chart> {
    match seen.period() {
        Some(period) => vec![flow(seen, period), backlog(seen, period)],
        None if rest::groups(seen, "created").is_some() => rest::each(seen, &[&["created"], &["backlog"]]),
        None => match rest::heat(seen, "created", "page-created-by-hour") {
            Some(heat) => vec![heat],
            None => seen
                .bars(seen.figures.say("page-created-and-resolved"), &["created", "resolved"], Unit::Count)
                .into_iter()
                .chain(seen.bars(seen.figures.column("backlog"), &["backlog"], Unit::Count))
                .collect(),
        },
    }
}

fn series(seen: &Seen, column: &str) -> Series {
    Series { name: seen.figures.column(column), values: seen.values(column) }
}

fn flow(seen: &Seen, period: Period) -> Chart {
    let axis = periods::axis(seen, period);
    let series = vec![series(seen, "created"), series(seen, "resolved")];
    let says = peak(seen, "created", &axis.points);
    let body = match axis.points.len() > COLUMNS {
        true => Body::Lines(Lines { axis, unit: Unit::Count, series }),
        false => Body::Columns(Columns { axis, unit: Unit::Count, series }),
    };
    Chart::new(seen.figures.say("page-created-and-resolved"), says, body)
}

fn backlog(seen: &Seen, period: Period) -> Chart {
    let axis = periods::axis(seen, period);
    let series = vec![series(seen, "backlog")];
    let says = peak(seen, "backlog", &axis.points);
    let body = Body::Lines(Lines { axis, unit: Unit::Count, series });
    Chart::new(seen.figures.say("page-backlog-at-end"), says, body)
}

/// When a column was greatest.
fn peak(seen: &Seen, column: &str, points: &[crate::render::html::chart::axis::Point]) -> String {
    let values = seen.values(column).into_iter().zip(points);
    let known = values.filter_map(|(value, point)| Some((value?, point)));
    match known.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((value, point)) => seen.figures.with(
            "page-desc-greatest",
            &[("name", (&point.name).into()), ("value", seen.figures.of(Unit::Count, value).into())],
        ),
        None => String::new(),
    }
}
