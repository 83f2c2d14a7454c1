//! What is measured on one ticket, in whole seconds: the table of `helpdesk.md`, section 4.

use crate::domain::people::same_person;
use crate::domain::story::{Holder, Story};
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category::{self, Hold, New, Open, Pending};
use crate::domain::time::Time;
use crate::domain::time::calendar::Hours;
use crate::domain::time::period::Span;

/// A duration of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Creation to the first public agent message, or to the first assignee where that counts.
    FirstReply,
    /// Creation to the first resolution.
    FirstResolution,
    /// Creation to the last resolution of a ticket that is resolved; time solved in between included.
    Resolution,
    /// New and open until the last resolution.
    AgentWork,
    /// New, open and on hold until the last resolution.
    RequesterWait,
    Pending,
    Hold,
}

impl Measure {
    pub const N: usize = 7;
    pub const ALL: [Measure; Measure::N] = [
        Measure::FirstReply,
        Measure::FirstResolution,
        Measure::Resolution,
        Measure::AgentWork,
        Measure::RequesterWait,
        Measure::Pending,
        Measure::Hold,
    ];

    pub fn parse(text: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|m| m.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Measure::FirstReply => "first_reply",
            Measure::FirstResolution => "first_resolution",
            Measure::Resolution => "resolution",
            Measure::AgentWork => "agent_work",
            Measure::RequesterWait => "requester_wait",
            Measure::Pending => "pending",
            Measure::Hold => "hold",
        }
    }
}

/// A measured duration: when it was fulfilled, and the stretches that make it up, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    pub at: Time,
    /// For a business calendar to count its hours in.
    pub spans: Vec<Span>,
}

impl Measured {
    /// How many seconds of it these hours count.
    pub fn seconds(&self, hours: &Hours) -> i64 {
        self.spans.iter().fold(0, |sum, span| sum.saturating_add(hours.elapsed(*span)))
    }

    fn between(from: Time, until: Time) -> Measured {
        let spans = if from < until { vec![Span { from, until }] } else { Vec::new() };
        Measured { at: until, spans }
    }
}

/// The measure of a ticket; `None` when it has not been fulfilled or does not apply.
/// With `by_assign` the first assignee is the first reply.
pub fn measured(story: &Story, measure: Measure, by_assign: bool) -> Option<Measured> {
    let created = story.created()?;
    let within = |categories: &[Category]| {
        let at = resolved_at(story)?;
        Some(Measured { at, spans: story.spent_in(categories, at) })
    };
    match measure {
        Measure::FirstReply => Some(Measured::between(created, first_reply_at(story, by_assign)?)),
        Measure::FirstResolution => Some(Measured::between(created, first_resolved_at(story)?)),
        Measure::Resolution => Some(Measured::between(created, resolved_at(story)?)),
        Measure::AgentWork => within(&[New, Open]),
        Measure::RequesterWait => within(&[New, Open, Hold]),
        Measure::Pending => within(&[Pending]),
        Measure::Hold => within(&[Hold]),
    }
}

/// When the requester first heard from an agent. Nobody waits for it on a ticket that staff filed
/// for themselves or whose requester has to solve it.
pub fn first_reply_at(story: &Story, by_assign: bool) -> Option<Time> {
    if story.for_themselves || is_own(&story.ticket) {
        return None;
    }
    match by_assign {
        true => story.assignees.iter().find(|h| h.who.is_some()).map(|h| h.at),
        false => story.replies.iter().map(|r| r.at).min(),
    }
}

/// Its requester has to solve it.
pub(super) fn is_own(ticket: &Ticket) -> bool {
    matches!((&ticket.requester, &ticket.assignee), (Some(r), Some(a)) if same_person(r, a))
}

/// The first resolution, whatever came after it.
pub fn first_resolved_at(story: &Story) -> Option<Time> {
    story.moves.iter().find(|m| m.resolves()).map(|m| m.at)
}

/// The full resolution: the last one, of a ticket that is resolved.
pub fn resolved_at(story: &Story) -> Option<Time> {
    let last = story.moves.iter().rev().find(|m| m.resolves() || m.reopens())?;
    last.resolves().then_some(last.at)
}

/// When the ticket went from one holder straight to another.
pub fn handoffs(holders: &[Holder]) -> impl Iterator<Item = Time> {
    holders.windows(2).filter(|w| w[0].who.is_some() && w[1].who.is_some()).map(|w| w[1].at)
}

/// Solved at the first contact: resolved, never reopened, at most one reply.
pub fn is_one_touch(story: &Story) -> bool {
    resolved_at(story).is_some() && story.replies.len() <= 1 && !story.moves.iter().any(|m| m.reopens())
}
