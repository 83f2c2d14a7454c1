//! What clocks need to know of a ticket's life: its story, and which policy it had when.

use super::Policies;
use crate::domain::people::same_person;
use crate::domain::query::Facts;
use crate::domain::story::Story;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Change, Priority, Ticket, TicketId, apply};
use crate::domain::time::Time;

/// From when on a ticket has had this policy and this priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governed {
    pub at: Time,
    /// The number of the event, from 0.
    pub step: u32,
    /// Its place in [`Policies`]; `None`: no policy fits.
    pub policy: Option<u16>,
    pub priority: Option<Priority>,
    /// Staff filed it for themselves, or its requester has to solve it: nobody waits for a reply.
    pub own: bool,
}

/// One ticket's life up to an instant, as clocks see it.
#[derive(Clone, Debug)]
pub struct Track {
    pub story: Story,
    /// In order of time; empty where the desk has no policies.
    pub governed: Vec<Governed>,
    /// Events that were told.
    pub steps: u32,
}

impl Track {
    /// A ticket of which nothing has been told yet.
    pub fn new(id: TicketId) -> Track {
        Track { story: Story::new(id), governed: Vec::new(), steps: 0 }
    }

    /// Takes the next event in. One that is later than `now` has not happened.
    pub fn tell(&mut self, event: &Event, workflow: &Workflow, policies: &Policies, now: Time) {
        let step = self.steps;
        self.steps = step.saturating_add(1);
        self.story.tell(event, workflow, now);
        let nothing = event.at > now || !event.changes.iter().any(may_govern);
        if policies.is_empty() || nothing || self.story.is_gone() {
            return;
        }
        if policies.asks_more() {
            event.changes.iter().for_each(|change| self.keep(change));
        }
        if let Some(created) = self.story.created() {
            self.story.ticket().created = created;
        }
        self.govern(event.at, step, workflow, policies);
    }

    /// Remembers the policy from this event on, where it is another one.
    fn govern(&mut self, at: Time, step: u32, workflow: &Workflow, policies: &Policies) {
        let ticket = &self.story.ticket;
        let policy = policies.of(&Facts::new(ticket, workflow, at));
        let own = self.story.for_themselves || is_own(ticket);
        let at = self.governed.last().map_or(at, |last| at.max(last.at));
        let next = Governed { at, step, policy, priority: ticket.priority, own };
        let same = |last: &Governed| Governed { at, step, ..*last } == next;
        if !self.governed.last().is_some_and(same) {
            self.governed.push(next);
        }
    }

    /// What a story does not keep, for filters that ask for it.
    fn keep(&mut self, change: &Change) {
        let is_text = matches!(change, Change::Message(_) | Change::Edited { .. } | Change::Withdrawn(_));
        let is_life = matches!(change, Change::Created | Change::Removed);
        if is_text || is_life {
            return;
        }
        let id = self.story.id;
        let blank = Ticket::new(id, String::new(), String::new(), self.story.ticket.created);
        let ticket = std::mem::replace(self.story.ticket(), blank);
        if let Some(ticket) = apply(Some(ticket), id, std::slice::from_ref(change)) {
            *self.story.ticket() = ticket;
        }
    }
}

/// Messages choose no policy, and there are more of them than of anything else.
fn may_govern(change: &Change) -> bool {
    !matches!(
        change,
        Change::Message(_)
            | Change::Edited { .. }
            | Change::Withdrawn(_)
            | Change::Attached(_)
            | Change::Detached(_)
            | Change::Claimed { .. }
            | Change::Unknown { .. }
    )
}

fn is_own(ticket: &Ticket) -> bool {
    matches!((&ticket.requester, &ticket.assignee), (Some(r), Some(a)) if same_person(r, a))
}
