//! `times`: how long things took, by the date of the event that ended them.

use super::facts::Kind;
use super::lines::{Group, Line};
use super::measures::Measure;
use super::scope::Scope;
use super::stats::Stats;
use super::table::{Cell, Report};

const COLUMNS: &[&str] = &["metric", "n", "sum_s", "mean_s", "min_s", "median_s", "p90_s", "p95_s", "max_s"];

/// One row per measure and group. A measure that nobody in a group has is left out there; without
/// keys all are listed.
pub(super) fn times(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let wanted =
        |group: &Group, measure: Measure| by.is_empty() || group.tally.tickets_measured(measure).next().is_some();
    let pairs = groups.iter().flat_map(|g| Measure::ALL.into_iter().map(move |m| (g, m)));
    let lines: Vec<Line> = pairs.filter(|(g, m)| wanted(g, *m)).map(|(g, m)| line(&scope, g, m)).collect();
    let overall = scope.overall(by, &groups);
    let totals = vec![
        ("tickets", overall.count(Kind::Created).into()),
        ("first_reply_median_s", overall.median(Measure::FirstReply)),
        ("first_resolution_median_s", overall.median(Measure::FirstResolution)),
        ("resolution_median_s", overall.median(Measure::Resolution)),
    ];
    scope.finish(by, COLUMNS, lines, totals)
}

fn line(scope: &Scope, group: &Group, measure: Measure) -> Line {
    let mut cells = vec![Cell::from(measure.as_str())];
    cells.extend(figures(group.tally.stats(measure)));
    group.line(cells, scope.explain(group.tally.tickets_measured(measure)))
}

fn figures(stats: Option<Stats>) -> Vec<Cell> {
    let n = stats.map_or(0, |s| s.n);
    let sum = stats.map_or(0, |s| s.sum);
    vec![
        n.into(),
        sum.into(),
        stats.map(|s| s.mean).into(),
        stats.map(|s| s.min).into(),
        stats.map(|s| s.median).into(),
        stats.map(|s| s.p90).into(),
        stats.map(|s| s.p95).into(),
        stats.map(|s| s.max).into(),
    ]
}
