//! `--rows`: one row per ticket with every measure, the same numbers that the reports add up.
//!
//! A measure that was fulfilled outside the request's period, or in another period than the row's,
//! is empty here, as it does not count there either.

use super::case::Case;
use super::facts::Kind;
use super::lines::Line;
use super::measures::{Measure, resolved_at};
use super::part::{Part, assemble};
use super::scope::{Scope, Share};
use super::table::{Cell, Report};
use super::tally::Tally;
use crate::domain::sla::{Metric, State};
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
    "one_touch",
    "csat",
    "policy",
    "sla_first_reply",
    "sla_next_reply",
    "sla_periodic_update",
    "sla_pausable_update",
    "sla_requester_wait",
    "sla_agent_work",
    "sla_resolution",
    "sla_group_ownership",
];
/// Of several clocks of one metric the one that says most is told.
const TELLING: [State; 5] = [State::Breached, State::Active, State::Paused, State::Achieved, State::Cancelled];

/// Tickets in order of creation, within each group; with `--top` the slowest to be resolved.
pub(super) fn rows(scope: Scope) -> Report {
    let by = &scope.request.by;
    let mut lines = Vec::new();
    scope.each_share(by, &mut scope.segments(by), scope.request.from, &mut |segments, share| {
        let key = assemble(by, share.fields, share.slot, segments);
        lines.extend(scope.cases.get(share.ticket as usize).map(|case| line(&scope, case, key, &share)));
    });
    let created = |case: &&&Case| case.story.created().is_some_and(|at| scope.is_within(at));
    let totals = vec![("tickets", scope.cases.iter().filter(created).count().into())];
    scope.finish(by, COLUMNS, lines, totals)
}

fn line<'a>(scope: &Scope, case: &Case, key: Vec<Part<'a>>, share: &Share) -> Line<'a> {
    let mut tally = Tally::default();
    tally.add(share.ticket, share.facts.iter().map(|(_, fact)| fact));
    let weight = tally.seconds(Measure::Resolution).unwrap_or(-1);
    let cells = cells(scope, &case.story, &tally);
    Line { key, one: Some(share.ticket), weight, cells, tickets: vec![case.story.id] }
}

fn cells(scope: &Scope, story: &Story, tally: &Tally) -> Vec<Cell> {
    let mut out = vec![
        Cell::Text(story.id.to_string()),
        story.ticket.refs.first().map(String::as_str).into(),
        story.created().into(),
        resolved_at(story).into(),
    ];
    out.extend(Measure::ALL.map(|m| Cell::from(tally.seconds(m))));
    let counts =
        [Kind::Resolved, Kind::Reopened, Kind::Reply, Kind::AssigneeHandoff, Kind::GroupHandoff, Kind::OneTouch];
    out.extend(counts.map(|kind| Cell::from(tally.count(kind))));
    let is_rated = tally.count(Kind::RatedGood) + tally.count(Kind::RatedBad) > 0;
    out.push(story.rating.as_ref().filter(|_| is_rated).map(|rating| rating.csat.score.as_str()).into());
    let policy = tally.clocks().last().map(|(verdict, _)| scope.setting.policies.name(verdict.policy));
    out.push(policy.into());
    out.extend(Metric::ALL.map(|metric| Cell::from(state(tally, metric).map(State::as_str))));
    out
}

fn state(tally: &Tally, metric: Metric) -> Option<State> {
    let states = tally
        .clocks()
        .iter()
        .filter(|(verdict, _)| verdict.metric == metric)
        .map(|(verdict, _)| verdict.state);
    states.min_by_key(|state| TELLING.iter().position(|known| known == state))
}
