//! What clocks need to know of a ticket's life: its story, and which policy it had when.

use super::Policies;
use crate::domain::query::Facts;
use crate::domain::story::Story;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Priority, TicketId};
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
}

/// One ticket's life up to an instant, as clocks see it.
#[derive(Clone, Debug)]
pub struct Track {
    pub story: Story,
    /// In order of time; empty where the desk has no policies.
    pub governed: Vec<Governed>,
    steps: u32,
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
        if policies.is_empty() || event.at > now {
            return;
        }
        let ticket = &self.story.ticket;
        let policy = policies.of(&Facts::new(ticket, workflow, event.at));
        let priority = ticket.priority;
        if self.governed.last().is_none_or(|last| (last.policy, last.priority) != (policy, priority)) {
            let at = self.governed.last().map_or(event.at, |last| event.at.max(last.at));
            self.governed.push(Governed { at, step, policy, priority });
        }
    }
}
