//! What a query looks at, and whose eyes it has.

use super::clocks::Readings;
use super::declared::Declared;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;

/// A ticket with what history and configuration say about it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub ticket: &'a Ticket,
    /// The category of its status.
    pub category: Category,
    /// When anything about it last changed.
    pub updated: Time,
    /// What its fingerprints say; only looked at where the query asks.
    pub recurs: Recurs,
    /// What its clocks say; `None` where nobody asks, or where nothing is promised.
    pub clocks: Option<&'a Readings>,
}

/// How often what a ticket is about has been seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recurs {
    pub times: u32,
    /// Often enough within a short time.
    pub is_recurring: bool,
}

impl<'a> Facts<'a> {
    pub fn new(ticket: &'a Ticket, workflow: &Workflow, updated: Time) -> Self {
        Facts { ticket, category: workflow.category(&ticket.status), updated, recurs: Recurs::default(), clocks: None }
    }

    /// The same with its clocks.
    pub fn with_clocks(self, clocks: Option<&'a Readings>) -> Self {
        Facts { clocks, ..self }
    }
}

/// What words such as `7d`, `yesterday`, `me` and the names of statuses mean.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    pub now: Time,
    /// The desk's zone.
    pub zone: &'a Zone,
    /// Every address and name of the person who asks; empty where nobody does, as in a policy.
    pub me: &'a [String],
    pub workflow: &'a Workflow,
    /// What the desk declares, as far as the query speaks of it.
    pub declared: Declared<'a>,
}
