//! Reports from history.

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::select::{Known, compile, facts};
use super::told::Told;
use crate::domain::insight::recurrence::Seen;
use crate::domain::insight::report::{Report, Request, report};
use crate::domain::query::Compiled;
use crate::domain::sla::Policies;
use crate::domain::story::Story;
use crate::domain::ticket::{Ticket, TicketId, apply};
use crate::domain::time::Time;
use crate::store::history::Want;
use crate::store::{ObjectId, Snapshot};
use std::collections::{BTreeSet, HashMap};

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
        let mut told = self.tell(tip, &config, &Policies::default(), request.now)?;
        if !words.is_empty() {
            let matching = self.matching(&snapshot, tip, &config, &query, &told, request.now)?;
            told.tracks.retain(|id, _| matching.contains(id));
        }
        let stories: Vec<Story> = told.tracks.into_values().map(|track| track.story).collect();
        Ok((report(&request, &config.workflow, &config.zone, &stories), config))
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
        let told_of = || told.tracks.values().filter_map(|t| Some((&t.story.ticket, t.story.created()?)));
        let seen = query.asks_recurrence().then(|| Seen::among(told_of()));
        let known = Known { updated: Some(&told.updated), seen: seen.as_ref() };
        let mut look = |ticket: &Ticket| {
            if query.matches(&facts(ticket, config, &known)) {
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
