//! `sla`: how the promises of each policy were kept.
//!
//! A clock that is achieved or breached belongs to the event that fulfilled it, an unfulfilled breach to the
//! moment of the breach, a cancelled one to what cancelled it, a running one to `now`. `percent_targets` =
//! achieved / (achieved + breached), over clocks; `percent_tickets` = tickets with every decided clock
//! achieved, of those that have one; `n` beside them says of how many.

use super::figure::{Figure, figures};
use super::lines::{Group, Line};
use super::scope::Scope;
use super::table::{Cell, Note, Report};
use super::tally::Kept;
use crate::domain::sla::Metric;
use std::collections::BTreeMap;

const COLUMNS: &[&str] =
    &["policy", "metric", "achieved", "breached", "running", "cancelled", "percent_targets", "targets_n"];
const TOTALS: &[&str] =
    &["achieved", "breached", "running", "cancelled", "percent_targets", "targets_n", "percent_tickets", "tickets_n"];

/// The clocks of one policy and metric.
#[derive(Default)]
struct Row {
    kept: Kept,
    tickets: Vec<u32>,
}

/// A row per policy and metric of each group, in the order of the policies.
pub(super) fn sla(mut scope: Scope) -> Report {
    if scope.setting.policies.is_empty() {
        scope.notes.push(Note { code: "no_policies", data: Vec::new() });
    }
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let mut lines = Vec::new();
    for group in &groups {
        let mut rows: BTreeMap<(u16, Metric), Row> = BTreeMap::new();
        for (verdict, ticket) in group.tally.clocks() {
            let row = rows.entry((verdict.policy, verdict.metric)).or_default();
            row.kept.add(verdict.state);
            if row.tickets.last() != Some(ticket) {
                row.tickets.push(*ticket);
            }
        }
        lines.extend(rows.iter().map(|((policy, metric), row)| line(&scope, group, (*policy, *metric), row)));
    }
    let totals = figures(&Figure::all(TOTALS), &scope.overall(by, &groups));
    let totals = totals.iter().map(|(name, cell)| (name.as_str(), cell.clone())).collect();
    scope.finish(by, COLUMNS, lines, totals)
}

fn line<'a>(scope: &Scope, group: &Group<'a>, (policy, metric): (u16, Metric), row: &Row) -> Line<'a> {
    let cells = vec![
        Cell::from(scope.setting.policies.name(policy)),
        metric.as_str().into(),
        row.kept.achieved.into(),
        row.kept.breached.into(),
        row.kept.running.into(),
        row.kept.cancelled.into(),
        row.kept.percent(),
        row.kept.decided().into(),
    ];
    let weight = i64::try_from(row.tickets.len()).unwrap_or(i64::MAX);
    let tickets = scope.explain(row.tickets.iter().copied());
    Line { key: group.key.clone(), one: None, weight, cells, tickets }
}
