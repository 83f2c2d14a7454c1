//! Which tickets a report counts, and how their facts fall into groups.

use super::Request;
use super::by::By;
use super::case::{Case, Setting};
use super::facts::{Fact, Facts};
use super::part::{Cut, Part, Slot, combinations};
use super::segments::{Segments, next};
use super::table::{Datum, Note};
use crate::domain::story::Story;
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;

/// What every report starts from.
pub(super) struct Scope<'a> {
    pub request: &'a Request,
    pub setting: Setting<'a>,
    /// The tickets that count, in order of creation and id.
    pub cases: Vec<&'a Case>,
    /// What can be counted of each.
    facts: Facts<'a>,
    pub notes: Vec<Note>,
}

/// What falls to one group of one ticket's facts, in order of time.
pub(super) struct Share<'s, 'a> {
    /// The group's values for the keys that are the ticket's own.
    pub fields: &'s [Part<'a>],
    /// Where it falls among the other keys.
    pub slot: Slot<'a>,
    /// The place of the ticket in [`Scope::cases`].
    pub ticket: u32,
    pub facts: &'s [(Slot<'a>, Fact<'a>)],
}

impl<'a> Scope<'a> {
    /// Merged sources and spam do not count unless they are asked for; tickets whose file is gone
    /// never do. A note says how many.
    pub(super) fn new(request: &'a Request, setting: Setting<'a>, all: &'a [Case]) -> Self {
        let (mut cases, mut merged, mut spam, mut gone) = (Vec::new(), 0, 0, 0);
        for case in all {
            let story = &case.story;
            gone += i64::from(story.is_gone());
            if story.created().is_none_or(|created| created > request.now) {
                continue;
            }
            merged += i64::from(story.is_merged());
            spam += i64::from(story.is_spam() && !story.is_merged());
            if request.with_merged || !(story.is_merged() || story.is_spam()) {
                cases.push(case);
            }
        }
        cases.sort_by_cached_key(|case| (case.story.created(), case.story.id));
        let codes = match request.with_merged {
            true => ["merged_counted", "spam_counted"],
            false => ["merged_left_out", "spam_left_out"],
        };
        let notes = [(codes[0], merged), (codes[1], spam), ("removed_left_out", gone)];
        let notes = notes
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(code, n)| Note { code, data: vec![("n", Datum::Count(n))] });
        let by_assign = request.first_reply_by_assign;
        let facts = Facts::of(&cases, &setting, by_assign, request.now);
        Scope { request, setting, cases, facts, notes: notes.collect() }
    }

    pub(super) fn segments(&self, by: &[By]) -> Segments<'a> {
        Segments::new(self.setting.zone, by.iter().filter_map(By::period).collect())
    }

    /// The first instant that is not seen, where the request has one.
    pub(super) fn until(&self) -> Option<Time> {
        self.request.until.filter(|until| *until <= self.request.now)
    }

    /// The first instant that is not seen: events at `now` are.
    pub(super) fn end(&self) -> Time {
        self.until().unwrap_or_else(|| next(self.request.now))
    }

    /// In the request's period.
    pub(super) fn is_within(&self, time: Time) -> bool {
        self.request.from.is_none_or(|from| from <= time) && time < self.end()
    }

    /// Visits every ticket's facts in `[from, until)`, group by group. A ticket without facts there
    /// is not visited.
    pub(super) fn each_share(
        &self,
        by: &[By],
        segments: &mut Segments,
        from: Option<Time>,
        visit: &mut dyn FnMut(&mut Segments, Share<'_, 'a>),
    ) {
        let (cut, end) = (Cut::of(by), self.end());
        let (mut slotted, mut groups) = (Vec::new(), vec![Vec::new()]);
        let of_ticket = by.iter().any(By::is_of_ticket);
        for ((case, facts), ticket) in self.cases.iter().zip(self.facts.each()).zip(0..) {
            let seen = &facts[..facts.partition_point(|f| f.at < end)];
            let seen = &seen[seen.partition_point(|f| from.is_some_and(|from| f.at < from))..];
            slotted.clear();
            let counts = |f: &&Fact| !cut.agent || f.is_work();
            slotted.extend(seen.iter().filter(counts).map(|f| (cut.slot(f.at, f.who, segments), *f)));
            if cut.mixes() {
                slotted.sort_by_key(|(slot, _)| *slot);
            }
            if slotted.is_empty() {
                continue;
            }
            if of_ticket {
                groups = combinations(by, &case.story, self.setting.workflow);
            }
            for facts in slotted.chunk_by(|a, b| a.0 == b.0) {
                for fields in &groups {
                    visit(segments, Share { fields, slot: facts[0].0, ticket, facts });
                }
            }
        }
    }

    /// The tickets that count, in order of creation.
    pub(super) fn stories(&self) -> impl Iterator<Item = &'a Story> + '_ {
        self.cases.iter().map(|case| &case.story)
    }

    pub(super) fn story(&self, ticket: u32) -> Option<&'a Story> {
        self.cases.get(ticket as usize).map(|case| &case.story)
    }

    pub(super) fn id(&self, ticket: u32) -> Option<TicketId> {
        self.cases.get(ticket as usize).map(|case| case.story.id)
    }

    /// The ids of these tickets, where the reader wants to see them.
    pub(super) fn explain(&self, tickets: impl Iterator<Item = u32>) -> Vec<TicketId> {
        match self.request.explain {
            true => tickets.filter_map(|t| self.id(t)).collect(),
            false => Vec::new(),
        }
    }
}
