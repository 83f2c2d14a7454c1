//! `flow`: what came back and what changed hands.

use super::facts::Kind;
use super::lines::{Group, Line};
use super::scope::Scope;
use super::table::{Cell, Report};
use super::tally::{Tally, percent};

/// The facts that bring a ticket into this report.
const KINDS: &[Kind] = &[Kind::Resolved, Kind::Reopened, Kind::Reply, Kind::AssigneeHandoff, Kind::GroupHandoff];

/// One row per group; one of everything without keys. The totals count each ticket once.
pub(super) fn flow(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let line = |group: &Group| -> Line {
        let cells = figures(&group.tally).into_iter().map(|(_, cell)| cell).collect();
        group.line(cells, scope.explain(group.tally.tickets_with(KINDS)))
    };
    let lines = groups.iter().map(line).collect();
    let totals = figures(&scope.overall(by, &groups));
    let names: Vec<&str> = totals.iter().map(|(name, _)| *name).collect();
    scope.finish(by, &names, lines, totals)
}

/// The figures of a row, by the names of its columns.
pub(super) fn figures(tally: &Tally) -> Vec<(&'static str, Cell)> {
    let resolved = tally.tickets(Kind::Resolved);
    let reopened = tally.tickets(Kind::Reopened);
    let one_touch = tally.tickets(Kind::OneTouch);
    vec![
        ("reopens", tally.count(Kind::Reopened).into()),
        ("tickets_reopened", reopened.into()),
        ("tickets_resolved", resolved.into()),
        ("reopen_rate", percent(reopened, resolved)),
        ("assignee_handoffs", tally.count(Kind::AssigneeHandoff).into()),
        ("tickets_with_assignee_handoffs", tally.tickets(Kind::AssigneeHandoff).into()),
        ("group_handoffs", tally.count(Kind::GroupHandoff).into()),
        ("tickets_with_group_handoffs", tally.tickets(Kind::GroupHandoff).into()),
        ("replies", tally.count(Kind::Reply).into()),
        ("one_touch", one_touch.into()),
        ("one_touch_rate", percent(one_touch, resolved)),
    ]
}
