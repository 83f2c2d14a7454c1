//! `times`: how long things took, by the date of the event that ended them.

use super::figure::{Figure, Statistic, figures};
use super::lines::{Group, Line};
use super::measures::Measure;
use super::scope::Scope;
use super::table::{Cell, Report};

const COLUMNS: &[&str] = &["metric", "n", "sum_s", "mean_s", "min_s", "median_s", "p90_s", "p95_s", "max_s"];
const TOTALS: &[&str] = &[
    "tickets",
    "first_reply_median_s",
    "first_reply_n",
    "first_resolution_median_s",
    "first_resolution_n",
    "resolution_median_s",
    "resolution_n",
];

/// One row per measure and group. A measure that nobody in a group has is left out there; without
/// keys all are listed.
pub(super) fn times(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let wanted =
        |group: &Group, measure: Measure| by.is_empty() || group.tally.tickets_measured(measure).next().is_some();
    let pairs = groups.iter().flat_map(|g| Measure::ALL.into_iter().map(move |m| (g, m)));
    let lines: Vec<Line> = pairs.filter(|(g, m)| wanted(g, *m)).map(|(g, m)| line(&scope, g, m)).collect();
    let totals = figures(&Figure::all(TOTALS), &scope.overall(by, &groups));
    let totals = totals.iter().map(|(name, cell)| (name.as_str(), cell.clone())).collect();
    scope.finish(by, COLUMNS, lines, totals)
}

fn line<'a>(scope: &Scope, group: &Group<'a>, measure: Measure) -> Line<'a> {
    let stats = group.tally.stats(measure);
    let figures = Statistic::ALL.into_iter().map(|statistic| statistic.of(stats));
    let cells = std::iter::once(Cell::from(measure.as_str())).chain(figures).collect();
    group.line(cells, scope.explain(group.tally.tickets_measured(measure)))
}
