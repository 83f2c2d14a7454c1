//! From what to what each clock of a metric runs, whatever its target: the columns *starts*, *satisfied
//! by* and *again* of the table in `helpdesk.md`, section 2, and its rows about merges and updates.
//!
//! Where the table leaves something open:
//! - What one commit does is taken in order: messages of requesters, messages of agents, the status, the
//!   rest. So a reply that solves answers first, and fulfils an update clock that would be cancelled.
//! - An agent's message in a commit that leaves the ticket solved starts no update clock; one that
//!   reopens it does.
//! - The message with which an agent opens a ticket for somebody else starts update clocks: the
//!   requester has heard something, and waits to hear more.

use super::Metric;
use super::past::{Moment, Past};

/// One clock's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Life {
    pub start: Moment,
    /// `None`: it is still to be done.
    pub end: Option<(Moment, End)>,
}

/// How a clock ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Fulfilled,
    /// It has no meaning any more; what had been missed by then was missed.
    Cancelled,
    /// The ticket was merged away: nobody asks any more whether it was missed.
    Merged,
    /// No policy has a target for it any more; only a breach is left of it.
    Lost,
}

/// What a policy may say about starts and ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ways {
    /// The first assignee counts as the first reply.
    pub by_assign: bool,
    /// Messages before the first reply want an answer of their own.
    pub from_creation: bool,
}

/// The lives of a metric's clocks, in order of their starts.
pub(super) fn lives(past: &Past<'_>, metric: Metric, ways: Ways) -> Vec<Life> {
    let mut lives = match metric {
        Metric::FirstReply => first_reply(past, ways),
        Metric::NextReply => next_replies(past, ways),
        Metric::PeriodicUpdate | Metric::PausableUpdate => updates(past),
        Metric::RequesterWait | Metric::AgentWork | Metric::Resolution => resolution(past),
        Metric::GroupOwnership => ownerships(past),
    };
    if let Some(merge) = past.merged {
        lives.retain(|life| life.start.step < merge.step);
        let open = |life: &&mut Life| life.end.is_none_or(|(end, _)| end.step >= merge.step);
        lives.iter_mut().filter(open).for_each(|life| life.end = Some((merge, End::Merged)));
    }
    lives
}

fn first_reply(past: &Past<'_>, ways: Ways) -> Vec<Life> {
    let end = replied(past, ways).map(|at| (at, End::Fulfilled));
    past.created().map(|start| Life { start, end }).into_iter().collect()
}

/// The first reply, by what counts as one.
fn replied(past: &Past<'_>, ways: Ways) -> Option<Moment> {
    if ways.by_assign {
        let first = past.assignees.iter().find(|h| h.who.is_some())?;
        return Some(Moment { at: first.at, step: first.step });
    }
    past.answered(0)
}

/// The oldest unanswered message waits; those that come while it does are answered with it.
fn next_replies(past: &Past<'_>, ways: Ways) -> Vec<Life> {
    let first = replied(past, ways).map(|reply| reply.step);
    let counts = |step: u32| ways.from_creation || first.is_some_and(|first| step > first);
    let mut lives: Vec<Life> = Vec::new();
    for ask in past.asks.iter().filter(|ask| counts(ask.step)) {
        let waits = lives.last().is_some_and(|life| life.end.is_none_or(|(end, _)| ask.step <= end.step));
        if !waits {
            let end = past.answered(ask.step).map(|at| (at, End::Fulfilled));
            lives.push(Life { start: Moment { at: ask.at, step: ask.step }, end });
        }
    }
    lives
}

fn updates(past: &Past<'_>) -> Vec<Life> {
    let replies = past.replies.iter().map(|r| Moment { at: r.at, step: r.step });
    let mut said: Vec<Moment> = past.opening.into_iter().chain(replies).collect();
    said.dedup_by_key(|moment| moment.step);
    let resolutions = past.resolutions();
    let life = |(n, start): (usize, &Moment)| {
        let next = said.get(n + 1).map(|at| (*at, End::Fulfilled));
        let later = resolutions.partition_point(|solved| solved.step <= start.step);
        let solved = resolutions.get(later).map(|at| (*at, End::Cancelled));
        let end = match (next, solved) {
            (Some(next), Some(solved)) => Some(if next.0.step <= solved.0.step { next } else { solved }),
            (next, solved) => next.or(solved),
        };
        Life { start: *start, end }
    };
    let starts = said.iter().enumerate().filter(|(_, start)| past.is_unsolved_after(start.step));
    starts.map(life).collect()
}

/// One clock for the whole life: a reopened ticket takes its resolution back.
fn resolution(past: &Past<'_>) -> Vec<Life> {
    let last = past.moves.iter().rev().find(|m| m.resolves() || m.reopens());
    let solved = last.filter(|m| m.resolves()).map(|m| (Moment { at: m.at, step: m.step }, End::Fulfilled));
    past.created().map(|start| Life { start, end: solved }).into_iter().collect()
}

/// A group has the ticket from when it gets it, or from the reopening, until another has it or it is
/// solved.
fn ownerships(past: &Past<'_>) -> Vec<Life> {
    let mut steps: Vec<Moment> = past.groups.iter().map(|h| Moment { at: h.at, step: h.step }).collect();
    let turns = past.moves.iter().filter(|m| m.from.is_some() && (m.resolves() || m.reopens()));
    steps.extend(turns.map(|m| Moment { at: m.at, step: m.step }));
    steps.sort_by_key(|moment| moment.step);
    let mut lives: Vec<Life> = Vec::new();
    let mut owner: Option<&str> = None;
    for moment in steps {
        let held = past.groups.partition_point(|h| h.step <= moment.step);
        let group = past.groups[..held].last().and_then(|h| h.who.as_deref());
        let unsolved = past.is_unsolved_after(moment.step);
        let next = group.filter(|_| unsolved);
        if next == owner {
            continue;
        }
        let cleared = unsolved && next.is_none();
        if let Some(life) = lives.last_mut().filter(|life| life.end.is_none()) {
            life.end = Some((moment, if cleared { End::Cancelled } else { End::Fulfilled }));
        }
        if next.is_some() {
            lives.push(Life { start: moment, end: None });
        }
        owner = next;
    }
    lives
}
