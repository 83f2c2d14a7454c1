//! `--rows`: one row per ticket with every measure, the same numbers that the reports add up.
//!
//! A measure that was fulfilled outside the request's period, or in another period than the row's,
//! is empty here, as it does not count there either.

use super::by::{Part, assemble};
use super::facts::Kind;
use super::lines::Line;
use super::measures::{Measure, resolved_at};
use super::scope::{Scope, Share};
use super::table::{Cell, Report};
use super::tally::Tally;
use crate::domain::story::Story;

const COLUMNS: &[&str] = &[
    "id",
    "ref",
    "created_at",
    "resolved_at",
    "first_reply_s",
    "first_resolution_s",
    "resolution_s",
    "agent_work_s",
    "requester_wait_s",
    "pending_s",
    "hold_s",
    "resolved",
    "reopens",
    "replies",
    "assignee_handoffs",
    "group_handoffs",
];

/// Tickets in order of creation, within each group; with `--top` the slowest to be resolved.
pub(super) fn rows(scope: Scope) -> Report {
    let by = &scope.request.by;
    let mut segments = scope.segments(by);
    let mut lines = Vec::new();
    scope.each_share(by, &mut segments, scope.request.from, &mut |segments, share| {
        let key = assemble(by, share.fields, share.segment, segments);
        lines.extend(scope.stories.get(share.ticket as usize).map(|story| line(story, key, &share)));
    });
    let created = scope.stories.iter().filter(|s| s.created().is_some_and(|at| scope.is_within(at))).count();
    let totals = vec![("tickets", created.into())];
    scope.finish(by, COLUMNS, lines, totals)
}

fn line(story: &Story, key: Vec<Part>, share: &Share) -> Line {
    let mut tally = Tally::default();
    tally.add(share.ticket, share.facts);
    let rank = key.iter().cloned().chain([Part::Int(share.ticket.into())]).collect();
    let weight = tally.seconds(Measure::Resolution).unwrap_or(-1);
    Line { key, rank, weight, cells: cells(story, &tally), tickets: vec![story.ticket.id] }
}

fn cells(story: &Story, tally: &Tally) -> Vec<Cell> {
    let mut out = vec![
        Cell::Text(story.ticket.id.to_string()),
        story.ticket.refs.first().map(String::as_str).into(),
        story.created().into(),
        resolved_at(story).into(),
    ];
    out.extend(Measure::ALL.map(|m| Cell::from(tally.seconds(m))));
    let counts = [Kind::Resolved, Kind::Reopened, Kind::Reply, Kind::AssigneeHandoff, Kind::GroupHandoff];
    out.extend(counts.map(|kind| Cell::from(tally.count(kind))));
    out
}
