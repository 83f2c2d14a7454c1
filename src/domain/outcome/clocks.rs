//! Clocks with the words that the desk has for what they count.

use crate::domain::query::{Reading, Readings, keys::Standing};
use crate::domain::sla::{Clock, Counted, Policies, State};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;

/// A clock of a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketClock {
    pub ticket: TicketId,
    pub clock: Clock,
    /// The name of the policy.
    pub policy: String,
    /// The calendar whose hours it counts; `None`: it runs around the clock.
    pub calendar: Option<String>,
}

/// A clock opened up. What counts sums to its `elapsed_s`.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    pub clock: TicketClock,
    /// The zone of its hours.
    pub zone: Zone,
    /// What started it, and what ended it.
    pub started_by: Option<Deed>,
    pub ended_by: Option<Deed>,
    pub intervals: Vec<Interval>,
}

/// A stretch of a clock's life.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    pub counted: Counted,
    /// What brought the ticket into the category that it had then.
    pub by: Option<Deed>,
}

/// A commit, for whoever wants to look it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    pub commit: String,
    pub actor: String,
    pub subject: String,
}

impl TicketClock {
    pub fn of(ticket: TicketId, clock: Clock, policies: &Policies) -> TicketClock {
        let policy = policies.name(clock.policy).to_owned();
        let calendar = policies.targets(clock.policy, clock.metric).and_then(|targets| targets.calendar.clone());
        TicketClock { ticket, clock, policy, calendar }
    }

    /// A warning is due, and the promise is still to be kept.
    pub fn is_warned(&self) -> bool {
        self.clock.is_running() && self.clock.warned_at.is_some() && self.clock.state != State::Breached
    }

    fn reading(&self) -> Reading {
        let clock = &self.clock;
        let standing = match clock.state {
            State::Active => Standing::Active,
            State::Paused => Standing::Paused,
            State::Achieved => Standing::Achieved,
            State::Breached => Standing::Breached,
            State::Cancelled => Standing::Cancelled,
        };
        Reading {
            metric: clock.metric,
            standing,
            warned: clock.warned_at.is_some(),
            running: clock.is_running(),
            left_s: clock.left_s(),
            due_at: clock.due_at,
        }
    }
}

/// The clocks of one ticket as a query sees them.
pub fn readings(clocks: &[TicketClock], policy: Option<String>) -> Readings {
    Readings { policy, list: clocks.iter().map(TicketClock::reading).collect() }
}

/// What is to be done next for a ticket: the soonest breach that nobody has averted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NextDue<'a> {
    Clock(&'a TicketClock),
    /// The ticket's own date.
    Own(Time),
    /// All its clocks that are still to be fulfilled stand still.
    Paused,
}

impl NextDue<'_> {
    /// `None`: nothing is promised, or everything is kept.
    pub fn of<'a>(ticket: &Ticket, is_unsolved: bool, clocks: &'a [TicketClock]) -> Option<NextDue<'a>> {
        let running = || clocks.iter().filter(|told| told.clock.is_running());
        let soonest = running().filter_map(|told| Some((told.clock.due_at?, told))).min_by_key(|(due, _)| *due);
        match (soonest, ticket.due.filter(|_| is_unsolved)) {
            (Some((due, _)), Some(own)) if own < due => Some(NextDue::Own(own)),
            (Some((_, told)), _) => Some(NextDue::Clock(told)),
            (None, Some(own)) => Some(NextDue::Own(own)),
            (None, None) => running().next().map(|_| NextDue::Paused),
        }
    }
}
