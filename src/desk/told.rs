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
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, PoisonError};

/// What history says.
pub(super) struct Told<T> {
    /// What was made of each track, in order of id.
    pub of: Vec<T>,
    /// Something happened after the instant, so the files at the tip are not those of then.
    pub later: bool,
}

/// By which policies stories are told.
#[derive(Clone, Copy)]
pub(super) enum Promises<'a> {
    /// Nobody asks what was promised.
    None,
    /// By those of the desk's tip.
    Own(&'a Policies),
    /// By those of another commit.
    Others(&'a Policies),
}

impl<'a> Promises<'a> {
    /// Those of the tip, unless they are of another revision.
    pub fn of(policies: &'a Policies, own: bool) -> Promises<'a> {
        if own { Promises::Own(policies) } else { Promises::Others(policies) }
    }
}

/// Which tracks are asked for: of these tickets (`None`: of all), as far as things had happened at `now`.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub config: &'a Config,
    pub promises: Promises<'a>,
    pub only: Option<&'a BTreeSet<TicketId>>,
    pub now: Time,
}

impl Desk {
    /// What `make` makes of each track: from the index, else from git.
    ///
    /// # Errors
    /// [`crate::store::Error::Shallow`].
    pub(super) fn tell<T: Send>(
        &self,
        snapshot: &Snapshot,
        asked: Asked,
        make: impl Fn(Track) -> T + Sync,
    ) -> Result<Told<T>> {
        match self.ask(snapshot, asked.config, Need::Events, |index| asked.told(index, &make)) {
            Some(told) => Ok(told),
            None => self.read_told(snapshot, asked, make),
        }
    }

    fn read_told<T>(&self, snapshot: &Snapshot, asked: Asked, make: impl Fn(Track) -> T) -> Result<Told<T>> {
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let (mut tracks, mut later): (BTreeMap<TicketId, Track>, bool) = (BTreeMap::new(), false);
        let (limits, none) = (asked.config.limits(), Policies::default());
        let policies = match asked.promises {
            Promises::None => &none,
            Promises::Own(policies) | Promises::Others(policies) => policies,
        };
        let want = Want { only: None, texts: false, who: false, limits: &limits };
        let tell = |id, event: Event| {
            if event.at > asked.now {
                later = true;
                return;
            }
            let track = tracks.entry(id).or_insert_with(|| Track::new(id));
            track.tell(&event, &asked.config.workflow, policies, asked.now);
        };
        match asked.only {
            Some(only) => self.store.lives(tip, only, &want, tell)?,
            None => self.store.history(tip, &want, tell)?,
        }
        Ok(Told { of: tracks.into_values().map(make).collect(), later })
    }
}

impl Asked<'_> {
    fn told<T: Send>(&self, index: &Index, make: &(impl Fn(Track) -> T + Sync)) -> index::Result<Told<T>> {
        let late = index.told_after(self.now)?.into_iter().filter(|id| self.wants(*id));
        let late: HashMap<TicketId, Vec<u8>> = late
            .map(|id| Ok((id, index.tape(id)?.unwrap_or_default())))
            .collect::<index::Result<_>>()?;
        let none = Policies::default();
        let of = match self.promises {
            Promises::Others(policies) => {
                self.made(index, Source::Tapes, |id, tape| Ok(happened(self.replayed(id, tape, policies)?).map(make)))?
            }
            Promises::Own(_) | Promises::None => self.made(index, Source::Stories, |id, story| {
                // Told to its end, the story of a ticket that went on after the instant says too much.
                let policies = if let Promises::Own(policies) = self.promises { policies } else { &none };
                let late = late.get(&id).map(|tape| self.replayed(id, tape, policies));
                Ok(happened(late.unwrap_or_else(|| unpack_story(id, story))?).map(make))
            })?,
        };
        Ok(Told { of, later: !late.is_empty() })
    }

    fn wants(&self, id: TicketId) -> bool {
        self.only.is_none_or(|only| only.contains(&id))
    }

    fn replayed(&self, id: TicketId, tape: &[u8], policies: &Policies) -> index::Result<Track> {
        Ok(Telling { config: self.config, policies }.track(id, &Tape::unpack(tape)?, self.now))
    }

    /// What is made of each record, on all cores, while the next ones are read.
    fn made<T: Send>(
        &self,
        index: &Index,
        source: Source,
        make: impl Fn(TicketId, &[u8]) -> index::Result<Option<T>> + Sync,
    ) -> index::Result<Vec<T>> {
        let blocks: Mutex<Vec<(usize, index::Result<Vec<T>>)>> = Mutex::new(Vec::new());
        let waiting = AtomicUsize::new(0);
        let make = |place: usize, block: Vec<Packed>| {
            let made = block.iter().filter_map(|(id, record)| make(*id, record).transpose()).collect();
            blocks.lock().unwrap_or_else(PoisonError::into_inner).push((place, made));
            waiting.fetch_sub(1, Relaxed);
        };
        if let Some(only) = self.only {
            waiting.fetch_add(1, Relaxed);
            make(0, source.of(index, only)?);
        } else {
            rayon::in_place_scope(|scope| {
                let (mut place, make, most) = (0, &make, 2 * rayon::current_num_threads());
                source.each(index, |block| {
                    // Reading is the quicker part: what nobody has time for is not piled up.
                    if waiting.fetch_add(1, Relaxed) < most {
                        scope.spawn(move |_| make(place, block));
                    } else {
                        make(place, block);
                    }
                    place += 1;
                    Ok(())
                })
            })?;
        }
        let mut blocks = blocks.into_inner().unwrap_or_else(PoisonError::into_inner);
        blocks.sort_unstable_by_key(|(place, _)| *place);
        let sizes = blocks.iter().map(|(_, block)| block.as_ref().map_or(0, Vec::len));
        let mut all = Vec::with_capacity(sizes.sum());
        for (_, block) in blocks {
            all.append(&mut block?);
        }
        Ok(all)
    }
}

/// `None`: nothing had happened yet.
fn happened(track: Track) -> Option<Track> {
    (track.steps > 0).then_some(track)
}

/// What of the index is read.
#[derive(Clone, Copy)]
enum Source {
    Stories,
    Tapes,
}

impl Source {
    fn each(self, index: &Index, visit: impl FnMut(Vec<Packed>) -> index::Result<()>) -> index::Result<()> {
        match self {
            Source::Stories => index.each_story(visit),
            Source::Tapes => index.each_tape(visit),
        }
    }

    fn of(self, index: &Index, ids: &BTreeSet<TicketId>) -> index::Result<Vec<Packed>> {
        match self {
            Source::Stories => index.stories(ids.iter().copied()),
            Source::Tapes => {
                let tape = |id: &TicketId| Ok(index.tape(*id)?.map(|tape| (*id, tape)));
                ids.iter().filter_map(|id| tape(id).transpose()).collect()
            }
        }
    }
}
