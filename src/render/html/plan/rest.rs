//! Charts of the reports that need little: bars or lines of their first figures, and the makeup of the desk.

use super::{Seen, number, periods};
use crate::domain::insight::report::{Cell, Unit};
use crate::domain::time::period::Period;
use crate::render::html::chart::{Bar, Bars, Body, Chart, Heat, Lines, Series};
use std::collections::{BTreeMap, BTreeSet};

/// Figures worth a chart, where a report has them, in the order in which they are looked for.
const FIGURES: [&str; 4] = ["reopen_rate", "one_touch_rate", "tickets", "created"];

/// Lines of one chart: more cannot be told apart.
const LINES: usize = 4;

/// At most two figures, a chart each; those that are worth one, else the first that there are.
pub(super) fn charts(seen: &Seen) -> Vec<Chart> {
    if seen.report.keys == 0 {
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

/// The greatest groups of a figure, each with a line over periods: of a report by a period and another key.
pub(super) fn groups(seen: &Seen, column: &str) -> Option<Chart> {
    let period = Period::parse(&seen.report.columns.first()?.name).filter(|_| seen.keys() == 2)?;
    let place = seen.place(column)?;
    let unit = seen.report.columns.get(place)?.unit;
    let (mut periods, mut groups): (BTreeSet<String>, BTreeMap<String, BTreeMap<String, f64>>) = Default::default();
    for row in seen.report.rows.iter().filter(|_| seen.report.keys == 2) {
        let (Some(Cell::Text(key)), Some(group)) = (row.first(), row.get(1)) else { continue };
        periods.insert(key.clone());
        let name = seen.figures.short(&seen.report.columns.get(1)?.name, group);
        let figure = row.get(place).and_then(number);
        groups.entry(name).or_default().extend(figure.map(|n| (key.clone(), n)));
    }
    let all = groups.len();
    let mut largest: Vec<(String, BTreeMap<String, f64>)> = groups.into_iter().collect();
    largest.sort_by(|(_, a), (_, b)| b.values().sum::<f64>().total_cmp(&a.values().sum()));
    largest.truncate(LINES);
    let values = |of: &BTreeMap<String, f64>| periods.iter().map(|key| of.get(key).copied()).collect();
    let series: Vec<Series> = largest
        .iter()
        .map(|(name, of)| Series { name: name.clone(), values: values(of) })
        .collect();
    let axis = periods::of(periods.iter().cloned(), period, seen.figures);
    let body = Body::Lines(Lines { axis, unit, series });
    let chart = Chart::new(seen.figures.column(column), seen.figures.say("page-desc-by-period"), body);
    (all > 0).then(|| chart.partly(seen.first_of(LINES, all)))
}

/// Columns of one unit: lines where rows are periods, else bars.
fn figures(seen: &Seen, columns: &[&str]) -> Option<Chart> {
    let columns: Vec<&str> = columns.iter().copied().filter(|c| seen.place(c).is_some()).collect();
    let unit = seen.report.columns.get(seen.place(columns.first()?)?)?.unit;
    let title = columns.iter().map(|c| seen.figures.column(c)).collect::<Vec<_>>().join(" · ");
    if let Some(chart) = columns.first().and_then(|column| groups(seen, column)) {
        return Some(chart);
    }
    match seen.period() {
        Some(period) if seen.report.keys == 1 => lines(seen, title, &columns, unit, period),
        _ => seen.bars(title, &columns, unit),
    }
}

fn lines(seen: &Seen, title: String, columns: &[&str], unit: Unit, period: Period) -> Option<Chart> {
    let series = |column: &&str| Series { name: seen.figures.column(column), values: seen.values(column) };
    let series: Vec<Series> = columns.iter().map(series).collect();
    let measured = series.iter().any(|s| s.values.iter().any(Option::is_some));
    let says = seen.figures.say("page-desc-by-period");
    let body = Body::Lines(Lines { axis: periods::axis(seen, period), unit, series });
    measured.then(|| Chart::new(title, says, body))
}

/// What tickets are counted by in the picture of a desk; who works on them is another report's business.
const MAKEUP: [&str; 4] = ["by_status_category", "by_category", "by_channel", "by_group"];
/// Bars of each.
const FEW: usize = 6;

/// A chart for each total that counts tickets by something.
pub(super) fn makeup(seen: &Seen) -> Vec<Chart> {
    if seen.keys() > 0 {
        return charts(seen);
    }
    let items = |name: &str| match seen.report.totals.iter().find(|(known, _)| known == name) {
        Some((_, Cell::Map(items))) if !items.is_empty() => Some(items),
        _ => None,
    };
    MAKEUP.iter().filter_map(|name| Some(counts(seen, name, items(name)?))).collect()
}

fn counts(seen: &Seen, name: &str, items: &[(String, Cell)]) -> Chart {
    let of = name.strip_prefix("by_").unwrap_or(name);
    let bar = |(value, cell): &(String, Cell)| Bar { name: seen.figures.value(of, value), values: vec![number(cell)] };
    let bars: Vec<Bar> = items.iter().take(FEW).map(bar).collect();
    let series = vec![seen.figures.column("tickets")];
    let body = Body::Bars(Bars { unit: Unit::Count, series, bars });
    let says = seen.figures.say("page-desc-counts");
    Chart::new(seen.figures.column(name), says, body).partly(seen.first_of(FEW, items.len()))
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
    let columns = (0..24).map(|hour: u8| hour.to_string()).collect();
    let body = Body::Heat(Heat { columns, rows, strides: [6, 3, 1] });
    Some(Chart::new(seen.figures.say(title), seen.figures.say("page-desc-heat"), body))
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
