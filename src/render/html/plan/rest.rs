//! Charts of the reports that need little: bars or lines of their first figures, and the makeup of the desk.

use super::{Seen, number, periods};
use crate::domain::insight::report::{Cell, Unit};
use crate::domain::time::period::Period;
use crate::render::html::chart::{Bar, Bars, Body, Chart, Heat, Lines, Series};

/// Figures worth a chart, where a report has them, in the order in which they are looked for.
const FIGURES: [&str; 4] = ["reopen_rate", "one_touch_rate", "tickets", "created"];

/// At most two figures, a chart each; those that are worth one, else the first that there are.
pub(super) fn charts(seen: &Seen) -> Vec<Chart> {
    if super::heads(seen.report) == 0 {
        return Vec::new();
    }
    let counted = |unit| matches!(unit, Unit::Count | Unit::Percent | Unit::Seconds | Unit::Number);
    let any = seen
        .report
        .columns
        .iter()
        .filter(|c| counted(c.unit) && c.name != "n")
        .map(|c| c.name.as_str());
    let known: Vec<&str> = FIGURES.into_iter().filter(|name| seen.place(name).is_some()).collect();
    let wanted: Vec<&str> = if known.is_empty() { any.collect() } else { known };
    wanted.into_iter().take(2).filter_map(|name| figures(seen, &[name])).collect()
}

/// A chart for each set of columns that the report has.
pub(super) fn each(seen: &Seen, sets: &[&[&str]]) -> Vec<Chart> {
    sets.iter().filter_map(|columns| figures(seen, columns)).collect()
}

/// Columns of one unit: lines where rows are periods, else bars.
fn figures(seen: &Seen, columns: &[&str]) -> Option<Chart> {
    let columns: Vec<&str> = columns.iter().copied().filter(|c| seen.place(c).is_some()).collect();
    let unit = seen.report.columns.get(seen.place(columns.first()?)?)?.unit;
    let title = columns.iter().map(|c| seen.figures.column(c)).collect::<Vec<_>>().join(" · ");
    match seen.period() {
        Some(period) if super::heads(seen.report) == 1 => lines(seen, title, &columns, unit, period),
        _ => seen.bars(title, &columns, unit),
    }
}

fn lines(seen: &Seen, title: String, columns: &[&str], unit: Unit, period: Period) -> Option<Chart> {
    let series = |column: &&str| Series { name: seen.figures.column(column), values: seen.values(column) };
    let series: Vec<Series> = columns.iter().map(series).collect();
    let measured = series.iter().any(|s| s.values.iter().any(Option::is_some));
    let says = seen.figures.say("page-desc-by-period");
    measured.then(|| Chart {
        title,
        says,
        body: Body::Lines(Lines { axis: periods::axis(seen, period), unit, series }),
    })
}

/// A chart for each total that counts tickets by something.
pub(super) fn makeup(seen: &Seen) -> Vec<Chart> {
    if seen.keys() > 0 {
        return charts(seen);
    }
    let chart = |(name, cell): &(String, Cell)| match cell {
        Cell::Map(items) if !items.is_empty() && name != "by_status" => Some(counts(seen, name, items)),
        _ => None,
    };
    seen.report.totals.iter().filter_map(chart).collect()
}

fn counts(seen: &Seen, name: &str, items: &[(String, Cell)]) -> Chart {
    let of = name.strip_prefix("by_").unwrap_or(name);
    let bar = |(value, cell): &(String, Cell)| Bar { name: seen.figures.value(of, value), values: vec![number(cell)] };
    let bars: Vec<Bar> = items.iter().take(super::MOST).map(bar).collect();
    let says =
        if items.len() > super::MOST { seen.first_of(items.len()) } else { seen.figures.say("page-desc-counts") };
    let series = vec![seen.figures.column("tickets")];
    Chart { title: seen.figures.column(name), says, body: Body::Bars(Bars { unit: Unit::Count, series, bars }) }
}

const WEEKDAYS: [&str; 7] = ["page-mon", "page-tue", "page-wed", "page-thu", "page-fri", "page-sat", "page-sun"];

/// A week of hours, of a report by `weekday` and `hour`.
pub(super) fn heat(seen: &Seen, column: &str, title: &str) -> Option<Chart> {
    let (days, hours, figure) = (seen.place("weekday")?, seen.place("hour")?, seen.place(column)?);
    let mut cells = [[0_i64; 24]; 7];
    for row in &seen.report.rows {
        let (day, hour) = (row.get(days).and_then(weekday), row.get(hours).and_then(hour));
        let n = row.get(figure).and_then(number).unwrap_or_default() as i64;
        if let Some(cell) = day.zip(hour).and_then(|(day, hour)| cells.get_mut(day)?.get_mut(hour)) {
            *cell = cell.saturating_add(n);
        }
    }
    let rows = WEEKDAYS
        .iter()
        .zip(cells)
        .map(|(day, cells)| (seen.figures.say(day), cells.to_vec()))
        .collect();
    Some(Chart {
        title: seen.figures.say(title),
        says: seen.figures.say("page-desc-heat"),
        body: Body::Heat(Heat { columns: (0..24).map(|h: u8| h.to_string()).collect(), rows, strides: [6, 3, 1] }),
    })
}

/// Monday is 0, from `mon` or `1`.
fn weekday(cell: &Cell) -> Option<usize> {
    match cell {
        Cell::Int(n) => usize::try_from(*n).ok()?.checked_sub(1),
        Cell::Text(text) => WEEKDAYS.iter().position(|w| w.strip_prefix("page-") == text.get(..3)),
        _ => None,
    }
}

/// From `9`, `09` or `09:00`.
fn hour(cell: &Cell) -> Option<usize> {
    match cell {
        Cell::Int(n) => usize::try_from(*n).ok(),
        Cell::Text(text) => text.split(':').next()?.parse().ok(),
        _ => None,
    }
}
