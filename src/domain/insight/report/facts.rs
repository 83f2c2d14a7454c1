//! What can be counted of a ticket: each thing at the instant to which it belongs, and whose work it was.
//!
//! A resolution and what hangs on it (durations, a rating, a reopening) belong to the assignee of that
//! moment, a reply to its author. A clock belongs to who gave the reply that ended it, else to the
//! assignee at the moment that decided it; a clock still undecided to the assignee as of `now`.

use super::Setting;
use super::case::{Case, Outcome};
use super::measures::{Measure, handoffs, is_one_touch, measured, resolved_at};
use crate::domain::sla::{Metric, State};
use crate::domain::story::{Holder, Said, Story};
use crate::domain::time::Time;
use rayon::prelude::*;

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Created,
    /// An entry into solved or closed from an unsolved category.
    Resolved,
    Reopened,
    Reply,
    AssigneeHandoff,
    GroupHandoff,
    /// Resolved at the first contact; at the resolution.
    OneTouch,
    /// The last rating, when it was given.
    RatedGood,
    RatedBad,
}

impl Kind {
    pub(super) const N: usize = 9;

    /// Nobody's work in particular.
    fn is_nobodys(self) -> bool {
        matches!(self, Kind::Created | Kind::AssigneeHandoff | Kind::GroupHandoff)
    }
}

/// Where a clock of a policy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub policy: u16,
    pub metric: Metric,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Is(Kind),
    /// A measure was fulfilled after so many seconds.
    Took(Measure, i64),
    Promised(Verdict),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fact<'a> {
    pub at: Time,
    pub what: What,
    pub who: Option<&'a str>,
}

impl Fact<'_> {
    /// Counts among the work of agents.
    pub(super) fn is_work(&self) -> bool {
        !matches!(self.what, What::Is(kind) if kind.is_nobodys())
    }
}

/// What can be counted of many tickets, in one piece of memory for several of them.
pub(super) struct Facts<'a>(Vec<Block<'a>>);

struct Block<'a> {
    facts: Vec<Fact<'a>>,
    /// Where those of each ticket end.
    ends: Vec<u32>,
}

/// Tickets of a block.
const BLOCK: usize = 256;

impl<'a> Facts<'a> {
    /// Of these tickets, in their order.
    pub(super) fn of(cases: &[&'a Case], setting: &Setting, by_assign: bool, now: Time) -> Facts<'a> {
        let block = |cases: &[&'a Case]| {
            let (mut facts, mut ends) = (Vec::new(), Vec::with_capacity(cases.len()));
            for case in cases {
                add_facts(case, setting, by_assign, now, &mut facts);
                ends.push(u32::try_from(facts.len()).unwrap_or(u32::MAX));
            }
            facts.shrink_to_fit();
            Block { facts, ends }
        };
        Facts(cases.par_chunks(BLOCK).map(block).collect())
    }

    /// Those of each ticket, in order of time.
    pub(super) fn each(&self) -> impl Iterator<Item = &[Fact<'a>]> {
        self.0.iter().flat_map(|Block { facts, ends }| {
            let begins = [0].into_iter().chain(ends.iter().copied());
            begins.zip(ends).map(|(begin, end)| &facts[begin as usize..*end as usize])
        })
    }
}

/// Everything that can be counted of a ticket, in order of time.
fn add_facts<'a>(case: &'a Case, setting: &Setting, by_assign: bool, now: Time, out: &mut Vec<Fact<'a>>) {
    let story = &case.story;
    let begin = out.len();
    out.extend(story.created().map(|at| is(Kind::Created, at, None)));
    add_moves(story, out);
    out.extend(story.replies.iter().map(|r| is(Kind::Reply, r.at, r.from.as_deref())));
    out.extend(handoffs(&story.assignees).map(|at| is(Kind::AssigneeHandoff, at, None)));
    out.extend(handoffs(&story.groups).map(|at| is(Kind::GroupHandoff, at, None)));
    let solver = solver(story, u32::MAX);
    out.extend(
        resolved_at(story)
            .filter(|_| is_one_touch(story))
            .map(|at| is(Kind::OneTouch, at, solver)),
    );
    out.extend(story.rating.as_ref().map(|rating| {
        let kind = if rating.csat.is_good() { Kind::RatedGood } else { Kind::RatedBad };
        is(kind, rating.at, self::solver(story, rating.step).or_else(|| holder(&story.assignees, rating.step)))
    }));
    for measure in Measure::ALL {
        let found = measured(story, measure, by_assign);
        out.extend(found.map(|m| {
            let who = match measure {
                Measure::FirstReply => replier(story, m.at).or_else(|| holder_at(&story.assignees, m.at)),
                Measure::FirstResolution => first_solver(story),
                _ => solver,
            };
            Fact { at: m.at, what: What::Took(measure, m.seconds(setting.hours)), who }
        }));
    }
    out.extend(case.clocks.iter().map(|clock| promised(clock, story, now)));
    out[begin..].sort_by_key(|f| f.at);
}

fn is(kind: Kind, at: Time, who: Option<&str>) -> Fact<'_> {
    Fact { at, what: What::Is(kind), who }
}

fn add_moves<'a>(story: &'a Story, out: &mut Vec<Fact<'a>>) {
    let mut solver = None;
    for m in &story.moves {
        if m.resolves() {
            solver = holder(&story.assignees, m.step);
            out.push(is(Kind::Resolved, m.at, solver));
        } else if m.reopens() {
            out.push(is(Kind::Reopened, m.at, solver));
        }
    }
}

/// A decided clock belongs to the event that fulfilled it or, unfulfilled, to the moment of its breach; one
/// that was cancelled to what cancelled it; one that runs to `now`.
fn promised<'a>(clock: &Outcome, story: &'a Story, now: Time) -> Fact<'a> {
    let at = clock.at.unwrap_or(now);
    let reply = |step| {
        story
            .replies
            .iter()
            .find(|said| said.step == step)
            .filter(|_| waits_for_reply(clock.verdict.metric))
    };
    let who = match clock.step {
        Some(step) => reply(step).map_or_else(|| holder(&story.assignees, step), |said| said.from.as_deref()),
        None => holder_at(&story.assignees, at),
    };
    Fact { at, what: What::Promised(clock.verdict), who }
}

fn waits_for_reply(metric: Metric) -> bool {
    matches!(metric, Metric::FirstReply | Metric::NextReply | Metric::PeriodicUpdate | Metric::PausableUpdate)
}

fn replier(story: &Story, at: Time) -> Option<&str> {
    let reply: &Said = story.replies.iter().find(|said| said.at == at)?;
    reply.from.as_deref()
}

/// Who had the ticket when it was last resolved, up to this event.
fn solver(story: &Story, step: u32) -> Option<&str> {
    let last = story.moves.iter().rev().find(|m| m.resolves() && m.step <= step)?;
    holder(&story.assignees, last.step)
}

fn first_solver(story: &Story) -> Option<&str> {
    let first = story.moves.iter().find(|m| m.resolves())?;
    holder(&story.assignees, first.step)
}

/// Who had the ticket after this event.
fn holder(holders: &[Holder], step: u32) -> Option<&str> {
    holders.iter().rev().find(|h| h.step <= step)?.who.as_deref()
}

/// Who had the ticket at this instant, its events included.
pub(super) fn holder_at(holders: &[Holder], at: Time) -> Option<&str> {
    holders.iter().rev().find(|h| h.at <= at)?.who.as_deref()
}
