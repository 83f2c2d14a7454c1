//! What a report is made of, ticket by ticket, and what it is made with.

use super::by::By;
use super::facts::Verdict;
use super::measures::is_own;
use super::{Name, Request};
use crate::domain::sla::{Clock, Policies, State};
use crate::domain::story::Story;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Key, Ticket, TicketId};
use crate::domain::time::Time;
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use std::sync::Arc;

/// A ticket's story up to an instant, and its clocks as of that instant.
#[derive(Clone, Debug)]
pub struct Case {
    pub story: Story,
    /// Empty where the desk promises nothing, or where the report does not ask; see
    /// [`super::Request::asks_clocks`].
    pub(super) clocks: Box<[Outcome]>,
}

/// How a clock came out, or where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    pub verdict: Verdict,
    /// When what fulfilled or cancelled it happened or, unfulfilled, when it was breached; `None`: it runs.
    pub at: Option<Time>,
    /// The number of the event that fulfilled or cancelled it.
    pub step: Option<u32>,
}

impl Outcome {
    fn of(clock: &Clock) -> Outcome {
        let ended = clock.ended_at.filter(|_| clock.fulfilled || clock.state == State::Cancelled);
        let at = match clock.state {
            State::Active | State::Paused => None,
            State::Achieved | State::Breached | State::Cancelled => ended.or(clock.breached_at),
        };
        let step = clock.ended_step.filter(|_| ended.is_some());
        Outcome { verdict: Verdict { policy: clock.policy, metric: clock.metric, state: clock.state }, at, step }
    }
}

impl Case {
    pub fn new(story: Story, clocks: &[Clock]) -> Case {
        Case { story, clocks: clocks.iter().map(Outcome::of).collect() }
    }
}

/// What reports look at of a ticket beyond its course. There may be very many cases at once, so that the rest is let
/// go as soon as a case is made.
pub struct Needed {
    /// In place of a ticket of which nothing is looked at.
    blank: Arc<Ticket>,
    values: bool,
    refs: bool,
    titles: bool,
    seen: bool,
    tags: bool,
    fields: bool,
    requester: bool,
    organization: bool,
}

impl Needed {
    pub fn by(requests: &[Request]) -> Needed {
        let any = |asks: &dyn Fn(&Request) -> bool| requests.iter().any(asks);
        let by = |wanted: &By| any(&|request| request.by.contains(wanted));
        Needed {
            blank: Story::new(TicketId::of_number(0)).ticket,
            values: any(&Request::asks_values),
            refs: any(&|request| request.rows),
            titles: any(&|request| request.name == Name::Recurrence),
            seen: any(&|request| request.name == Name::Recurrence) || by(&By::Fingerprint),
            tags: by(&By::Tag),
            fields: any(&|request| request.by.iter().any(|by| matches!(by, By::Field(_)))),
            requester: by(&By::Key(Key::Requester)),
            organization: by(&By::Key(Key::Organization)),
        }
    }

    /// The case without the rest.
    pub fn of(&self, mut case: Case) -> Case {
        let story = &mut case.story;
        story.asks = Vec::new();
        story.opening = None;
        if story.is_merged() || story.is_spam() {
            // Every report counts them apart.
            return case;
        }
        story.for_themselves |= is_own(&story.ticket);
        match self.values {
            true => self.trim(story.ticket()),
            false => story.ticket = Arc::clone(&self.blank),
        }
        case
    }

    fn trim(&self, ticket: &mut Ticket) {
        let lists = [(&mut ticket.refs, self.refs), (&mut ticket.tags, self.tags)];
        let words = [(&mut ticket.requester, self.requester), (&mut ticket.organization, self.organization)];
        for (list, _) in lists.into_iter().filter(|(_, needed)| !needed) {
            *list = Vec::new();
        }
        for (word, _) in words.into_iter().filter(|(_, needed)| !needed) {
            *word = None;
        }
        if !self.titles {
            ticket.title = String::new();
        }
        if !self.seen {
            (ticket.fingerprints, ticket.occurrences) = (Vec::new(), Vec::new());
        }
        if !self.fields {
            ticket.fields = Vec::new();
        }
    }
}

impl From<Story> for Case {
    fn from(story: Story) -> Case {
        Case::new(story, &[])
    }
}

/// What the desk says about how to count.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub workflow: &'a Workflow,
    pub zone: &'a Zone,
    /// In which every duration is counted; the clocks of policies have their own.
    pub hours: &'a Hours,
    pub policies: &'a Policies,
}
