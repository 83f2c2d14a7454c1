//! The one way in which every verb reads the desk.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use super::find::{find, load, unique_prefix};
use super::relations::Relations;
use crate::domain::query::{self, Expr, Facts, Order, Scope};
use crate::domain::ticket::timeline::{self, Event};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
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
    pub config: Config,
}

/// One ticket with what is known about it.
pub struct Shown {
    pub ticket: Ticket,
    pub prefix: usize,
    /// When it last changed; not known for a past version.
    pub updated: Option<Time>,
    pub relations: Relations,
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
        let me = self.me();
        let scope = Scope { now: self.env.now, zone: &config.zone, me: &me, workflow: &config.workflow };
        let compiled = compile(words, default, &scope)?;
        let (all, broken) = read_all(&snapshot, &config)?;
        // Asking history costs time, so only for the tickets whose answer matters.
        let early = self.updates_for(&snapshot, words, &all)?;
        let facts = |t: &Ticket, updated: &HashMap<TicketId, Time>| {
            compiled.matches(&Facts::new(t, &config.workflow, updated_at(t, updated)))
        };
        let mut found: Vec<Ticket> = all.into_iter().filter(|t| facts(t, &early)).collect();
        let order = if compiled.order.is_empty() { Order::of_work() } else { compiled.order.clone() };
        found.sort_by_cached_key(|t| order.place(&Facts::new(t, &config.workflow, updated_at(t, &early))));
        found.truncate(limit.unwrap_or(usize::MAX));
        let updated = if early.is_empty() { self.updates(&snapshot, &found)? } else { early };
        let prefixes = found.iter().map(|t| unique_prefix(&snapshot, t.id)).collect::<Result<_>>()?;
        Ok(Listing { tickets: found, prefixes, broken, updated, config })
    }

    /// When tickets last changed, where the words of a query make that matter.
    pub(super) fn updates_for(
        &self,
        snapshot: &Snapshot,
        words: &[String],
        tickets: &[Ticket],
    ) -> Result<HashMap<TicketId, Time>> {
        if speaks_of_updates(words) { self.updates(snapshot, tickets) } else { Ok(HashMap::new()) }
    }

    /// When tickets last changed, from history.
    pub(super) fn updates(&self, snapshot: &Snapshot, tickets: &[Ticket]) -> Result<HashMap<TicketId, Time>> {
        let Some(tip) = snapshot.tip else { return Ok(HashMap::new()) };
        Ok(self.store.last_changes(tip, &tickets.iter().map(|t| t.id).collect())?)
    }

    /// The title of a ticket, for somebody who is about to write to it.
    pub fn title_of(&self, typed: &str) -> Result<String> {
        let (snapshot, config) = self.open()?;
        Ok(load(&snapshot, &config, find(&snapshot, &config, typed)?)?.title)
    }

    /// One ticket, now or at a past instant.
    pub fn show(&self, typed: &str, at: Option<Time>) -> Result<Shown> {
        let (snapshot, config) = self.open()?;
        let id = find(&snapshot, &config, typed)?;
        let ticket = match at {
            None => load(&snapshot, &config, id)?,
            Some(at) => {
                let events = self.events(&snapshot, &config, id)?;
                timeline::state_at(id, &events, at).ok_or(Error::NoTicketThen(id))?
            }
        };
        let prefix = unique_prefix(&snapshot, id)?;
        let updated = match at {
            None => self.updates(&snapshot, std::slice::from_ref(&ticket))?.remove(&id),
            Some(_) => None,
        };
        let relations = match at {
            None => Relations::of(&snapshot, &config, &ticket)?,
            Some(_) => Relations::own(&snapshot, &config, &ticket)?,
        };
        Ok(Shown { ticket, prefix, updated, relations, config })
    }

    /// What happened to a ticket, in order.
    pub fn log(&self, typed: &str) -> Result<(TicketId, Vec<Event>, Config)> {
        let (snapshot, config) = self.open()?;
        let id = find(&snapshot, &config, typed)?;
        let events = self.events(&snapshot, &config, id)?;
        Ok((id, events, config))
    }

    fn events(&self, snapshot: &Snapshot, config: &Config, id: TicketId) -> Result<Vec<Event>> {
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        Ok(self.store.events_of(tip, id, &config.limits())?)
    }
}

/// Every readable ticket, and the files that are not.
pub(super) fn read_all(snapshot: &Snapshot, config: &Config) -> Result<(Vec<Ticket>, Vec<Broken>)> {
    let (mut tickets, mut broken) = (Vec::new(), Vec::new());
    snapshot.tickets(&config.limits(), |_, ticket| match ticket {
        Ok(ticket) => tickets.push(ticket),
        Err(fault) => broken.push(fault),
    })?;
    Ok((tickets, broken))
}

/// What history says, else what the ticket itself records.
pub(super) fn updated_at(ticket: &Ticket, updated: &HashMap<TicketId, Time>) -> Time {
    updated.get(&ticket.id).copied().unwrap_or_else(|| ticket.last_message_at())
}

/// Whether the answer may depend on when tickets changed. Saying yes too often only costs time.
fn speaks_of_updates(words: &[String]) -> bool {
    words.iter().any(|word| word.contains("updated"))
}

pub(super) fn compile(words: &[String], default: &str, scope: &Scope) -> Result<query::Compiled> {
    let line = query::join(words);
    let bad = |line: &str| {
        let line = line.to_owned();
        move |fault| Error::BadQuery { query: line, fault: Box::new(fault) }
    };
    let mut parsed = query::parse(&line).map_err(bad(&line))?;
    let says_nothing = matches!(&parsed.filter, Expr::All(parts) if parts.is_empty());
    if says_nothing && !default.is_empty() {
        parsed.filter = query::parse(default).map_err(bad(default))?.filter;
    }
    query::compile(&parsed, scope).map_err(bad(&line))
}
