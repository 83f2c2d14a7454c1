//! Reports that are figures of groups: `flow`, `agents`, `categories`, `channels`, `csat`, and `custom`.
//!
//! `categories` and `channels` give a row per value as of `now`. `agents` gives a row per person: a solve, and
//! the durations, ratings and reopenings that hang on it, belong to the assignee of that moment, a reply and
//! the first reply to its author; `open` is what the person has in hand at the end of the period, `n` the
//! tickets in which they have any part. `csat` counts the last rating of a ticket when it was given; good is
//! said so, or 4 and 5 of 5.

use super::by::By;
use super::facts::Kind;
use super::figure::{Figure, figures};
use super::lines::{Group, Line};
use super::scope::Scope;
use super::table::{Cell, Report};
use crate::domain::ticket::Key;

const FLOW: &[&str] = &[
    "reopens",
    "tickets_reopened",
    "tickets_resolved",
    "reopen_rate",
    "assignee_handoffs",
    "tickets_with_assignee_handoffs",
    "group_handoffs",
    "tickets_with_group_handoffs",
    "replies",
    "one_touch",
    "one_touch_rate",
];

const VALUES: &[&str] = &[
    "created",
    "resolved",
    "open",
    "first_reply_median_s",
    "first_reply_n",
    "resolution_median_s",
    "resolution_n",
    "percent_targets",
    "targets_n",
];

const AGENTS: &[&str] = &[
    "solved",
    "replies",
    "first_reply_median_s",
    "first_reply_n",
    "resolution_median_s",
    "resolution_n",
    "percent_targets",
    "targets_n",
    "reopens",
    "csat",
    "csat_n",
    "open",
    "n",
];

const CSAT: &[&str] = &["offered", "rated", "good", "bad", "score", "response_rate"];

/// What `custom` counts when nothing is asked for.
const USUAL: &[&str] = &["created", "resolved", "open"];

/// The facts that bring a ticket into `flow`, and into `csat`.
const FLOWING: &[Kind] = &[Kind::Resolved, Kind::Reopened, Kind::Reply, Kind::AssigneeHandoff, Kind::GroupHandoff];
const RATED: &[Kind] = &[Kind::RatedGood, Kind::RatedBad];

/// What came back and what changed hands.
pub(super) fn flow(scope: Scope) -> Report {
    grouped(scope, None, &Figure::all(FLOW), Some(FLOWING))
}

/// The figures of `flow`.
pub(super) fn flow_figures() -> Vec<Figure> {
    Figure::all(FLOW)
}

pub(super) fn agents(scope: Scope) -> Report {
    grouped(scope, Some(By::Agent), &Figure::all(AGENTS), None)
}

pub(super) fn values(scope: Scope, key: Key) -> Report {
    grouped(scope, Some(By::Key(key)), &Figure::all(VALUES), None)
}

pub(super) fn csat(scope: Scope) -> Report {
    grouped(scope, None, &Figure::all(CSAT), Some(RATED))
}

pub(super) fn custom(scope: Scope) -> Report {
    let asked = &scope.request.measures;
    let figures = if asked.is_empty() { Figure::all(USUAL) } else { asked.clone() };
    grouped(scope, None, &figures, None)
}

/// One row per group; one of everything without keys. The totals count each ticket once. `last` is a key
/// that the report adds to those that are asked for. Only groups with facts of `kinds`, where there are
/// some, and only such tickets are explained.
fn grouped(scope: Scope, last: Option<By>, asked: &[Figure], kinds: Option<&[Kind]>) -> Report {
    let mut by = scope.request.by.clone();
    by.extend(last.filter(|key| !scope.request.by.contains(key)));
    let groups = if asked.iter().any(|f| matches!(f.name().as_str(), "open" | "n")) {
        scope.groups_with_left(&by)
    } else {
        scope.groups(&by)
    };
    let lines = groups.iter().map(|group| line(&scope, group, asked, kinds)).collect();
    let totals = figures(asked, &scope.overall(&by, &groups));
    let names: Vec<&str> = totals.iter().map(|(name, _)| name.as_str()).collect();
    let totals: Vec<(&str, Cell)> = totals.iter().map(|(name, cell)| (name.as_str(), cell.clone())).collect();
    scope.finish(&by, &names, lines, totals)
}

fn line<'a>(scope: &Scope, group: &Group<'a>, asked: &[Figure], kinds: Option<&[Kind]>) -> Line<'a> {
    let cells = asked.iter().map(|figure| figure.cell(&group.tally)).collect();
    let tickets = match kinds {
        Some(kinds) => scope.explain(group.tally.tickets_with(kinds)),
        None => scope.explain(group.tally.everyone().into_iter()),
    };
    group.line(cells, tickets)
}
