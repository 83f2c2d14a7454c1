//! What history says of every ticket up to an instant: the tracks that reports and clocks are made of.

use super::Desk;
use super::config::Config;
use super::error::Result;
use super::histories::Telling;
use super::indexed::Need;
use crate::domain::sla::{Policies, Track};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use crate::domain::time::Time;
use crate::index::codec::{Tape, unpack_story};
use crate::index::{self, Index, Packed};
use crate::store::Snapshot;
use crate::store::history::Want;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What history says.
pub(super) struct Told {
    pub tracks: BTreeMap<TicketId, Track>,
    /// Something happened after the instant, so the files at the tip are not those of then.
    pub later: bool,
}

/// Promises which policies stories are told.
#[derive(Clone, Copy)]
pub(super) enum Promises<'a> {
    /// Nobody asks what was promised.
    None,
    /// Promises those of the desk's tip.
    Own(&'a Policies),
    /// Promises those of another commit.
    Others(&'a Policies),
}

impl<'a> Promises<'a> {
    /// Those of the tip, unless they are of another revision.
    pub fn of(policies: &'a Policies, own: bool) -> Promises<'a> {
        if own { Promises::Own(policies) } else { Promises::Others(policies) }
    }
}

impl Desk {
    /// Reads what history says of these tickets (`None`: of all), as far as it had happened at `now`.
    ///
    /// # Errors
    /// [`crate::store::Error::Shallow`].
    pub(super) fn tell(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        promises: Promises,
        only: Option<&BTreeSet<TicketId>>,
        now: Time,
    ) -> Result<Told> {
        let told = self.ask(snapshot, config, Need::Events, |index| Asked { config, promises, only, now }.told(index));
        match told {
            Some(told) => Ok(told),
            None => self.read_told(snapshot, config, promises, only, now),
        }
    }

    /// The same from git.
    fn read_told(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        promises: Promises,
        only: Option<&BTreeSet<TicketId>>,
        now: Time,
    ) -> Result<Told> {
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let mut told = Told { tracks: BTreeMap::new(), later: false };
        let (limits, none) = (config.limits(), Policies::default());
        let policies = match promises {
            Promises::None => &none,
            Promises::Own(policies) | Promises::Others(policies) => policies,
        };
        let want = Want { only: None, texts: false, who: false, limits: &limits };
        let tell = |id, event: Event| {
            if event.at > now {
                told.later = true;
                return;
            }
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

/// What the index is asked for.
struct Asked<'a> {
    config: &'a Config,
    promises: Promises<'a>,
    only: Option<&'a BTreeSet<TicketId>>,
    now: Time,
}

impl Asked<'_> {
    fn told(&self, index: &Index) -> index::Result<Told> {
        let after = index.told_after(self.now)?;
        let wanted = |id: &TicketId| self.only.is_none_or(|only| only.contains(id));
        let later = after.iter().any(wanted);
        let tracks = match self.promises {
            Promises::Others(policies) => self.from_tapes(index, policies)?,
            Promises::Own(policies) => self.from_stories(index, policies, &after)?,
            Promises::None => self.from_stories(index, &Policies::default(), &after)?,
        };
        let happened = tracks.into_iter().filter(|(_, track)| track.steps > 0);
        Ok(Told { tracks: happened.collect(), later })
    }

    /// As they were told when they were written, but those of which something was not known at the instant.
    fn from_stories(
        &self,
        index: &Index,
        policies: &Policies,
        after: &[TicketId],
    ) -> index::Result<Vec<(TicketId, Track)>> {
        let after: HashSet<TicketId> = after.iter().copied().collect();
        let mut tracks: Vec<(TicketId, Track)> = Vec::new();
        let read = |block: Vec<Packed>| {
            let told = block.par_iter().filter(|(id, _)| !after.contains(id));
            let told = told.map(|(id, story)| Ok((*id, unpack_story(*id, story)?)));
            tracks.extend(told.collect::<index::Result<Vec<_>>>()?);
            Ok::<(), index::Error>(())
        };
        match self.only {
            None => index.each_story(read)?,
            Some(only) => [index.stories(only.iter().copied())?].into_iter().try_for_each(read)?,
        }
        let telling = Telling { config: self.config, policies };
        for id in after.into_iter().filter(|id| self.only.is_none_or(|only| only.contains(id))) {
            let tape = index.tape(id)?.map_or_else(|| Ok(Tape::default()), |packed| Tape::unpack(&packed))?;
            tracks.push((id, telling.track(id, &tape, self.now)));
        }
        Ok(tracks)
    }

    fn from_tapes(&self, index: &Index, policies: &Policies) -> index::Result<Vec<(TicketId, Track)>> {
        let telling = Telling { config: self.config, policies };
        let mut tracks: Vec<(TicketId, Track)> = Vec::new();
        let read = |block: Vec<Packed>| {
            let wanted = block.par_iter().filter(|(id, _)| self.only.is_none_or(|only| only.contains(id)));
            let told = wanted.map(|(id, tape)| Ok((*id, telling.track(*id, &Tape::unpack(tape)?, self.now))));
            tracks.extend(told.collect::<index::Result<Vec<_>>>()?);
            Ok::<(), index::Error>(())
        };
        match self.only {
            None => index.each_tape(read)?,
            Some(only) => {
                let tape = |id: TicketId| Ok(index.tape(id)?.map(|tape| (id, tape)));
                let tapes = only.iter().filter_map(|id| tape(*id).transpose());
                [tapes.collect::<index::Result<Vec<_>>>()?].into_iter().try_for_each(read)?;
            }
        }
        Ok(tracks)
    }
}
