//! Reports from history.

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::select::compile;
use crate::domain::insight::report::{Report, Request, Story, report};
use crate::domain::query::{Compiled, Facts};
use crate::domain::ticket::{Ticket, TicketId, apply};
use crate::domain::time::Time;
use crate::store::history::Want;
use crate::store::{ObjectId, Snapshot};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What history says up to an instant.
struct Told {
    stories: BTreeMap<TicketId, Story>,
    /// When each ticket last changed.
    updated: HashMap<TicketId, Time>,
    /// Something happened after the instant, so the files at the tip are not those of then.
    later: bool,
}

impl Desk {
    /// A report over the tickets that match the query as of the request's `now`.
    ///
    /// # Errors
    /// [`crate::store::Error::Shallow`], and those of the query.
    pub fn report(&self, request: &Request, words: &[String]) -> Result<(Report, Config)> {
        let (snapshot, config) = self.open()?;
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let request = Request { first_reply_by_assign: config.settings.first_reply_by_assign, ..request.clone() };
        let me = self.me();
        let query = compile(words, "", &config, request.now, &me)?;
        let mut told = self.tell(tip, &config, request.now)?;
        if !words.is_empty() {
            let matching = self.matching(&snapshot, tip, &config, &query, &told, request.now)?;
            told.stories.retain(|id, _| matching.contains(id));
        }
        let stories: Vec<Story> = told.stories.into_values().collect();
        Ok((report(&request, &config.workflow, &config.zone, &stories), config))
    }

    fn tell(&self, tip: ObjectId, config: &Config, now: Time) -> Result<Told> {
        let mut told = Told { stories: BTreeMap::new(), updated: HashMap::new(), later: false };
        let limits = config.limits();
        let want = Want { only: None, texts: false, limits: &limits };
        self.store.history(tip, &want, |id, event| {
            if event.at > now {
                told.later = true;
                return;
            }
            told.updated.insert(id, event.at);
            told.stories
                .entry(id)
                .or_insert_with(|| Story::new(id))
                .tell(&event, &config.workflow, now);
        })?;
        Ok(told)
    }

    fn matching(
        &self,
        snapshot: &Snapshot,
        tip: ObjectId,
        config: &Config,
        query: &Compiled,
        told: &Told,
        now: Time,
    ) -> Result<BTreeSet<TicketId>> {
        let mut matching = BTreeSet::new();
        let mut look = |ticket: &Ticket| {
            let updated = told.updated.get(&ticket.id).copied().unwrap_or(ticket.created);
            if query.matches(&Facts::new(ticket, &config.workflow, updated)) {
                matching.insert(ticket.id);
            }
        };
        if told.later {
            self.states(tip, config, now)?.values().for_each(look);
        } else {
            snapshot.tickets(&config.limits(), |_, ticket| {
                if let Ok(ticket) = ticket {
                    look(&ticket);
                }
            })?;
        }
        Ok(matching)
    }

    /// The tickets as they were at an instant, from history.
    fn states(&self, tip: ObjectId, config: &Config, now: Time) -> Result<HashMap<TicketId, Ticket>> {
        let mut states: HashMap<TicketId, Ticket> = HashMap::new();
        let limits = config.limits();
        let want = Want { only: None, texts: true, limits: &limits };
        self.store.history(tip, &want, |id, event| {
            if event.at <= now {
                let before = states.remove(&id);
                if let Some(after) = apply(before, id, &event.changes) {
                    states.insert(id, after);
                }
            }
        })?;
        Ok(states)
    }
}
