//! What history says of every ticket up to an instant: the tracks that reports and clocks are made of.

use super::Desk;
use super::config::Config;
use super::error::Result;
use crate::domain::sla::{Policies, Track};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use crate::domain::time::Time;
use crate::store::ObjectId;
use crate::store::history::Want;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What history says.
pub(super) struct Told {
    pub tracks: BTreeMap<TicketId, Track>,
    /// When each ticket last changed.
    pub updated: HashMap<TicketId, Time>,
    /// Something happened after the instant, so the files at the tip are not those of then.
    pub later: bool,
}

impl Desk {
    /// Reads all of history below `tip`, as far as it had happened at `now`.
    ///
    /// # Errors
    /// [`crate::store::Error::Shallow`].
    pub(super) fn tell(&self, tip: ObjectId, config: &Config, policies: &Policies, now: Time) -> Result<Told> {
        self.tell_of(tip, config, policies, None, now)
    }

    /// The same of these tickets only.
    pub(super) fn tell_of(
        &self,
        tip: ObjectId,
        config: &Config,
        policies: &Policies,
        only: Option<&BTreeSet<TicketId>>,
        now: Time,
    ) -> Result<Told> {
        let mut told = Told { tracks: BTreeMap::new(), updated: HashMap::new(), later: false };
        let limits = config.limits();
        let want = Want { only: None, texts: false, limits: &limits };
        let tell = |id, event: Event| {
            if event.at > now {
                told.later = true;
                return;
            }
            told.updated.insert(id, event.at);
            let track = told.tracks.entry(id).or_insert_with(|| Track::new(id));
            track.tell(&event, &config.workflow, policies, now);
        };
        match only {
            Some(only) => self.store.lives(tip, only, &want, tell)?,
            None => self.store.history(tip, &want, tell)?,
        }
        Ok(told)
    }
}
