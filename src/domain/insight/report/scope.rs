//! Which tickets a report counts, and how their facts fall into groups.

use super::Request;
use super::by::{By, Part, combinations};
use super::facts::{Fact, facts};
use super::segments::Segments;
use super::table::Note;
use crate::domain::story::Story;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;

/// What every report starts from.
pub(super) struct Scope<'a> {
    pub request: &'a Request,
    pub workflow: &'a Workflow,
    pub zone: &'a Zone,
    /// The tickets that count, in order of creation and id.
    pub stories: Vec<&'a Story>,
    pub notes: Vec<Note>,
}

/// What falls to one group of one ticket's facts, in order of time.
pub(super) struct Share<'a> {
    /// The group's values for the keys that are no periods.
    pub fields: &'a [Part],
    /// The group's stretch of time; see [`Segments`].
    pub segment: Time,
    /// The place of the ticket in [`Scope::stories`].
    pub ticket: u32,
    pub facts: &'a [Fact],
}

impl<'a> Scope<'a> {
    /// Merged sources and spam do not count unless they are asked for; tickets whose file is gone
    /// never do. A note says how many.
    pub(super) fn new(request: &'a Request, workflow: &'a Workflow, zone: &'a Zone, stories: &'a [Story]) -> Self {
        let (mut counted, mut merged, mut spam, mut gone) = (Vec::new(), 0, 0, 0);
        for story in stories {
            gone += i64::from(story.is_gone());
            if story.created().is_none_or(|created| created > request.now) {
                continue;
            }
            merged += i64::from(story.is_merged());
            spam += i64::from(story.is_spam() && !story.is_merged());
            if request.with_merged || !(story.is_merged() || story.is_spam()) {
                counted.push(story);
            }
        }
        counted.sort_by_key(|s| (s.created(), s.ticket.id));
        let codes = match request.with_merged {
            true => ["merged_counted", "spam_counted"],
            false => ["merged_left_out", "spam_left_out"],
        };
        let notes = [(codes[0], merged), (codes[1], spam), ("removed_left_out", gone)];
        let notes = notes
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(code, n)| Note { code, data: vec![("n", n)] });
        Scope { request, workflow, zone, stories: counted, notes: notes.collect() }
    }

    pub(super) fn segments(&self, by: &[By]) -> Segments<'a> {
        Segments::new(self.zone, by.iter().filter_map(By::period).collect())
    }

    /// The last instant that is seen, exclusive.
    pub(super) fn until(&self) -> Option<Time> {
        self.request.until.filter(|until| *until <= self.request.now)
    }

    /// In the request's period.
    pub(super) fn is_within(&self, time: Time) -> bool {
        self.request.from.is_none_or(|from| from <= time) && self.until().is_none_or(|until| time < until)
    }

    /// Visits every ticket's facts in `[from, until)`, group by group. A ticket without facts there
    /// is not visited.
    pub(super) fn each_share(
        &self,
        by: &[By],
        segments: &mut Segments,
        from: Option<Time>,
        visit: &mut dyn FnMut(&mut Segments, Share),
    ) {
        let until = self.until();
        let within = |fact: &Fact| from.is_none_or(|f| f <= fact.at) && until.is_none_or(|u| fact.at < u);
        for (story, ticket) in self.stories.iter().zip(0..) {
            let mut facts = facts(story, self.request.first_reply_by_assign);
            facts.retain(within);
            let groups = combinations(by, story, self.workflow);
            let mut rest = facts.as_slice();
            while let Some(first) = rest.first() {
                let segment = segments.of(first.at);
                let end = rest.iter().position(|f| segments.of(f.at) != segment).unwrap_or(rest.len());
                let (facts, later) = rest.split_at(end);
                for fields in &groups {
                    visit(segments, Share { fields, segment, ticket, facts });
                }
                rest = later;
            }
        }
    }

    pub(super) fn id(&self, ticket: u32) -> Option<TicketId> {
        self.stories.get(ticket as usize).map(|s| s.ticket.id)
    }

    /// The ids of these tickets, where the reader wants to see them.
    pub(super) fn explain(&self, tickets: impl Iterator<Item = u32>) -> Vec<TicketId> {
        match self.request.explain {
            true => tickets.filter_map(|t| self.id(t)).collect(),
            false => Vec::new(),
        }
    }
}
