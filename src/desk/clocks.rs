//! The clocks of some tickets, from history: what `sla` lists, what lists are ordered by, what queries
//! ask for. A desk that promises nothing pays nothing for them.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use super::told::{Asked, Promises};
use crate::domain::outcome::clocks::{TicketClock, readings};
use crate::domain::query::Readings;
use crate::domain::sla::{Policies, Track};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::{self, Snapshot};
use std::collections::{BTreeSet, HashMap};

/// The clocks of the tickets that were asked for.
#[derive(Default)]
pub struct Clocks {
    known: HashMap<TicketId, (Vec<TicketClock>, Readings)>,
    /// Why nothing is known although something is promised.
    pub unknown: Option<Error>,
    /// Whether the desk has any policy.
    pub promised: bool,
}

impl Clocks {
    /// In order of metric and instance, ended ones too. `None`: the desk promises nothing.
    pub fn of(&self, id: TicketId) -> Option<&[TicketClock]> {
        let known = || self.known.get(&id).map_or(&[][..], |(clocks, _)| clocks);
        self.promised.then(known)
    }

    /// The same as a query sees them.
    pub fn readings(&self, id: TicketId) -> Option<&Readings> {
        self.known.get(&id).map(|(_, readings)| readings)
    }

    pub(super) fn unknown(error: Error) -> Clocks {
        Clocks { unknown: Some(error), ..Clocks::default() }
    }
}

/// The clocks of one ticket.
pub(super) fn clocks_of(id: TicketId, track: &Track, policies: &Policies, now: Time) -> (Vec<TicketClock>, Readings) {
    let clocks = track.clocks(policies, now).into_iter();
    let clocks: Vec<TicketClock> = clocks.map(|clock| TicketClock::of(id, clock, policies)).collect();
    let policy = track.governed.last().and_then(|governed| governed.policy);
    let readings = readings(&clocks, policy.map(|place| policies.name(place).to_owned()));
    (clocks, readings)
}

impl Desk {
    /// The clocks of these tickets as of now.
    ///
    /// # Errors
    /// [`store::Error::Shallow`]; [`Error::BrokenConfig`] when what is promised cannot be read.
    pub(super) fn clocks(&self, snapshot: &Snapshot, config: &Config, only: &BTreeSet<TicketId>) -> Result<Clocks> {
        self.clocks_by(snapshot, config, Promises::Own(&config.policies()?), only)
    }

    /// The same by other policies.
    pub(super) fn clocks_by(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        promises: Promises,
        only: &BTreeSet<TicketId>,
    ) -> Result<Clocks> {
        let (Promises::Own(policies) | Promises::Others(policies)) = promises else { return Ok(Clocks::default()) };
        if policies.is_empty() {
            return Ok(Clocks::default());
        }
        if only.is_empty() {
            return Ok(Clocks { promised: true, ..Clocks::default() });
        }
        let now = self.env.now;
        let clocks = |track: Track| {
            let id = track.story.id;
            (id, clocks_of(id, &track, policies, now))
        };
        let told = self.tell(snapshot, Asked { config, promises, only: Some(only), now }, clocks)?;
        Ok(Clocks { known: told.of.into_iter().collect(), unknown: None, promised: true })
    }

    /// The same for whoever did not ask for clocks: the answer goes on without them, and says why.
    pub(super) fn clocks_if_known(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        only: &BTreeSet<TicketId>,
    ) -> Result<Clocks> {
        self.clocks(snapshot, config, only).or_else(go_on)
    }
}

pub(super) fn ids(tickets: &[Ticket]) -> BTreeSet<TicketId> {
    tickets.iter().map(|ticket| ticket.id).collect()
}

/// Those whose promises are still to be kept: what others missed is for queries and reports, and no reason to
/// read all of history for a list.
pub(super) fn unsolved(tickets: &[Ticket], config: &Config) -> BTreeSet<TicketId> {
    let is_unsolved = |ticket: &&Ticket| config.workflow.category(&ticket.status).is_unsolved();
    tickets.iter().filter(is_unsolved).map(|ticket| ticket.id).collect()
}

/// The clocks that these events tell of a ticket, at an instant.
pub(super) fn clocks_then(id: TicketId, events: &[Event], config: &Config, at: Time) -> Result<Clocks> {
    let policies = config.policies()?;
    if policies.is_empty() {
        return Ok(Clocks::default());
    }
    let mut track = Track::new(id);
    events.iter().for_each(|event| track.tell(event, &config.workflow, &policies, at));
    let known = HashMap::from([(id, clocks_of(id, &track, &policies, at))]);
    Ok(Clocks { known, promised: true, ..Clocks::default() })
}

/// What is no reason to hide tickets.
pub(super) fn go_on(error: Error) -> Result<Clocks> {
    match error {
        Error::BrokenConfig { .. } | Error::Policy(_) | Error::Store(store::Error::Shallow) => {
            Ok(Clocks::unknown(error))
        }
        error => Err(error),
    }
}
