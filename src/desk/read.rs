//! The one way in which every verb reads the desk.

use super::Desk;
use super::clocks::{Clocks, clocks_then, go_on, ids, unsolved};
use super::config::Config;
use super::error::{Error, Result};
use super::find::{load, unique_prefix};
use super::histories::told;
use super::indexed::Need;
use super::relations::Relations;
use super::select::Selected;
use crate::domain::query::Compiled;
use crate::domain::ticket::timeline::{self, Event};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::index::codec::Tape;
use crate::store::history::{Told, Want};
use crate::store::{Broken, Snapshot};
use std::collections::HashMap;

/// Tickets that a query found, in its order.
pub struct Listing {
    pub tickets: Vec<Ticket>,
    /// Characters of each id that are enough to name it.
    pub prefixes: Vec<usize>,
    /// Files that could not be read; the rest is complete.
    pub broken: Vec<Broken>,
    /// When each ticket last changed.
    pub updated: HashMap<TicketId, Time>,
    pub clocks: Clocks,
    pub config: Config,
}

/// One ticket with what is known about it.
pub struct Shown {
    pub ticket: Ticket,
    pub prefix: usize,
    /// When it last changed; not known for a past version.
    pub updated: Option<Time>,
    pub relations: Relations,
    /// Its clocks, then or now.
    pub clocks: Clocks,
    pub config: Config,
}

impl Desk {
    /// The desk at its tip, and its configuration.
    pub fn open(&self) -> Result<(Snapshot<'_>, Config)> {
        let snapshot = self.store.snapshot()?;
        let config = Config::load(&snapshot)?;
        Ok((snapshot, config))
    }

    /// The words by which the desk knows whoever is at the keyboard; none without an identity.
    pub fn me(&self) -> Vec<String> {
        let person = self.store.author();
        person.map_or_else(|_| Vec::new(), |p| [p.email, p.name].into_iter().filter(|w| !w.is_empty()).collect())
    }

    /// The tickets that match; `default` filters when the query names no condition.
    pub fn list(&self, words: &[String], default: &str, limit: Option<usize>) -> Result<Listing> {
        let (snapshot, config) = self.open()?;
        let compiled = self.compile(&config, words, default)?;
        self.listing(snapshot, config, &compiled, limit)
    }

    /// The tickets that match, at most so many.
    pub(super) fn listing(
        &self,
        snapshot: Snapshot,
        config: Config,
        compiled: &Compiled,
        limit: Option<usize>,
    ) -> Result<Listing> {
        let Selected { tickets: found, broken, clocks } = self.query(&snapshot, &config, compiled, limit)?;
        // Asking history costs time, so only for the tickets whose answer matters.
        let due = || self.clocks_if_known(&snapshot, &config, &unsolved(&found, &config));
        let clocks = clocks.map_or_else(due, Ok)?;
        let updated = self.updates(&snapshot, &config, &found)?;
        let prefixes = self.unique_prefixes(&snapshot, &config, &found)?;
        Ok(Listing { tickets: found, prefixes, broken, updated, clocks, config })
    }

    /// The title of a ticket, for somebody who is about to write to it.
    pub fn title_of(&self, typed: &str) -> Result<String> {
        let (snapshot, config) = self.open()?;
        Ok(load(&snapshot, &config, self.find(&snapshot, &config, typed)?)?.title)
    }

    /// One ticket, now or at a past instant.
    pub fn show(&self, typed: &str, at: Option<Time>) -> Result<Shown> {
        let (snapshot, config) = self.open()?;
        let id = self.find(&snapshot, &config, typed)?;
        let prefix = unique_prefix(&snapshot, id)?;
        if let Some(at) = at {
            let events = self.events(&snapshot, &config, id)?;
            let ticket = timeline::state_at(id, &events, at).ok_or(Error::NoTicketThen(id))?;
            let relations = Relations::own(&snapshot, &config, &ticket)?;
            let clocks = clocks_then(id, &events, &config, at).or_else(go_on)?;
            return Ok(Shown { ticket, prefix, updated: None, relations, clocks, config });
        }
        let ticket = load(&snapshot, &config, id)?;
        let only = std::slice::from_ref(&ticket);
        let clocks = self.clocks_if_known(&snapshot, &config, &ids(only))?;
        let updated = self.updates(&snapshot, &config, only)?.remove(&id);
        let relations = self.relations(&snapshot, &config, &ticket)?;
        Ok(Shown { ticket, prefix, updated, relations, clocks, config })
    }

    /// What happened to a ticket, in order.
    pub fn log(&self, typed: &str) -> Result<(TicketId, Vec<Event>, Config)> {
        let (snapshot, config) = self.open()?;
        let id = self.find(&snapshot, &config, typed)?;
        let events = self.events(&snapshot, &config, id)?;
        Ok((id, events, config))
    }

    /// Everything that happened to a ticket, in the one order.
    pub(super) fn events(&self, snapshot: &Snapshot, config: &Config, id: TicketId) -> Result<Vec<Event>> {
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let limits = config.limits();
        let want = Want { only: None, texts: true, who: true, limits: &limits };
        let tape = self.ask(snapshot, config, Need::Events, |index| match index.tape(id)? {
            Some(packed) => Tape::unpack(&packed).map(Some),
            None => Ok(None),
        });
        if let Some(Some(tape)) = tape {
            let told: Option<Vec<Told>> = tape.0.iter().map(told).collect();
            let events = told.map_or(Ok(None), |told| self.store.events_told(id, &told, &want))?;
            if let Some(events) = events {
                return Ok(events);
            }
        }
        Ok(self.store.events_of(tip, id, &limits)?)
    }
}
