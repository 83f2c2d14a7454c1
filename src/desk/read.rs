//! The one way in which every verb reads the desk.

use super::config::Config;
use super::error::{Error, Result};
use super::find::{find, load, unique_prefix};
use super::Desk;
use crate::domain::query::{self, Facts, Scope};
use crate::domain::ticket::timeline::{self, Event};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::{Broken, Snapshot};

/// Tickets that a query found, in its order.
pub struct Listing {
    pub tickets: Vec<Ticket>,
    /// Characters of each id that are enough to name it.
    pub prefixes: Vec<usize>,
    /// Files that could not be read; the rest is complete.
    pub broken: Vec<Broken>,
    pub config: Config,
}

/// One ticket with what is known about it.
pub struct Shown {
    pub ticket: Ticket,
    pub prefix: usize,
    /// The follow-up that goes on where this closed one ended.
    pub follow_up: Option<TicketId>,
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
        let compiled = {
            let scope = Scope { now: self.env.now, zone: &config.zone, me: &me, workflow: &config.workflow };
            compile(words, default, &scope)?
        };
        let mut found: Vec<Ticket> = Vec::new();
        let mut broken = Vec::new();
        snapshot.tickets(&config.limits(), |_, ticket| match ticket {
            Ok(ticket) => {
                if compiled.matches(&Facts::of(&ticket, &config.workflow)) {
                    found.push(ticket);
                }
            }
            Err(fault) => broken.push(fault),
        })?;
        compiled.sort(&mut found, &config.workflow);
        found.truncate(limit.unwrap_or(usize::MAX));
        let prefixes = found.iter().map(|t| unique_prefix(&snapshot, t.id)).collect::<Result<_>>()?;
        Ok(Listing { tickets: found, prefixes, broken, config })
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
        let next = crate::domain::ticket::act::follow_up_id(id);
        let follow_up = snapshot.ids(next.as_str())?.first().copied();
        Ok(Shown { ticket, prefix, follow_up, config })
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

fn compile(words: &[String], default: &str, scope: &Scope) -> Result<query::Compiled> {
    let parsed = query::parse_words(words);
    let bad = |fault| Error::BadQuery { query: query::join(words), fault };
    let mut query = parsed.map_err(bad)?;
    if query.filter.is_everything() {
        query.filter = query::parse(default).map_err(bad)?.filter;
    }
    query::compile(&query, scope).map_err(bad)
}
