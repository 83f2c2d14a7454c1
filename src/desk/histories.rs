//! What the index keeps of history: brought along when the desk has moved, told anew when the desk's rules have changed.

use super::Desk;
use super::clocks::clocks_of;
use super::config::{CALENDARS, CATEGORIES, Config, FIELDS, GROUPS, ORGANIZATIONS, SETTINGS, SLA, WORKFLOW};
use super::error::Result;
use super::indexed::Odd;
use crate::domain::sla::{Policies, Track};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use crate::domain::time::Time;
use crate::index::codec::{Before, Step, Tape, pack_story};
use crate::index::{self, Histories, History, Index, Layer, Packed};
use crate::store::history::{Base, Chapter, Told, Want};
use crate::store::{ObjectId, Snapshot};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::sync::Mutex;

/// With what stories are told.
pub(super) struct Telling<'a> {
    pub config: &'a Config,
    pub policies: &'a Policies,
}

impl Desk {
    /// Brings the histories of an index to a commit, told by the desk's own policies.
    pub(super) fn bring_histories(
        &self,
        index: &mut Index,
        tip: ObjectId,
        snapshot: &Snapshot,
        config: &Config,
    ) -> std::result::Result<(), Odd> {
        let told_with = told_by(snapshot, config)?;
        let (from, with) = (index.tip(Layer::Events)?, index.told_with()?);
        let known = from.as_deref().and_then(|from| ObjectId::try_from(from).ok());
        let same = with.as_deref() == Some(&told_with[..]);
        if known == Some(tip) && same {
            return Ok(());
        }
        let telling = Telling { config, policies: &config.policies()? };
        if known.is_some() && !same {
            self.tell_again(index, &telling, &told_with)?;
        }
        if known == Some(tip) {
            return Ok(());
        }
        self.read_on(index, known, tip, &telling, &told_with)
    }

    /// Reads the commits that the index does not know yet.
    fn read_on(
        &self,
        index: &mut Index,
        from: Option<ObjectId>,
        tip: ObjectId,
        telling: &Telling,
        told_with: &[u8],
    ) -> std::result::Result<(), Odd> {
        let stretch = self.store.stretch(from, tip)?;
        let from = from.as_ref().map(ObjectId::as_slice);
        let histories = Mutex::new(index.histories(from, Some(told_with))?);
        if stretch.is_whole() {
            lock(&histories).begin_all()?;
        }
        let limits = telling.config.limits();
        let want = Want { only: None, texts: false, who: false, limits: &limits };
        // A tape that cannot be read ends it when its ticket's turn comes.
        let past = |id| tape_of(&histories, id).unwrap_or_default().0.iter().filter_map(told).collect();
        let map = |chapter: Chapter| Ok(telling.history(tape_of(&histories, chapter.ticket)?, chapter));
        let visit = |history: index::Result<History>| Ok(lock(&histories).put(&history?)?);
        let watch = &self.env.watch;
        stretch.tell::<_, Odd>(&want, past, map, visit, |done, all| watch.tell(done, all))?;
        let histories = histories.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(histories.finish(tip.as_slice(), told_with)?)
    }

    /// Tells every story again from the tapes, because the rules have changed.
    fn tell_again(&self, index: &mut Index, telling: &Telling, told_with: &[u8]) -> std::result::Result<(), Odd> {
        let (Some(tip), with) = (index.tip(Layer::Events)?, index.told_with()?) else { return Ok(()) };
        let mut stories: Vec<History> = Vec::new();
        index.each_tape(|block| {
            let again = |(id, tape): &Packed| Ok(telling.story(*id, Vec::new(), &Tape::unpack(tape)?));
            stories.extend(block.par_iter().map(again).collect::<index::Result<Vec<_>>>()?);
            Ok::<(), Odd>(())
        })?;
        let mut histories = index.histories(Some(&tip), with.as_deref())?;
        histories.begin_stories()?;
        for story in &stories {
            histories.put_story(story)?;
        }
        Ok(histories.finish(&tip, told_with)?)
    }
}

impl Telling<'_> {
    /// A ticket's history with the next chapter of it.
    fn history(&self, before: Tape, chapter: Chapter) -> History {
        let mut tape = before;
        tape.0.truncate(chapter.kept);
        tape.0.extend(chapter.events.into_iter().map(step));
        let packed = tape.pack();
        self.story(chapter.ticket, packed, &tape)
    }

    fn story(&self, id: TicketId, packed: Vec<u8>, tape: &Tape) -> History {
        let track = self.track(id, tape, Time::MAX_UTC);
        let last = tape.0.last().map(|step| step.at).unwrap_or_default();
        History { id, tape: packed, story: pack_story(&track), last, breach: self.breach(id, &track, last) }
    }

    /// The track that a tape tells, up to an instant.
    pub fn track(&self, id: TicketId, tape: &Tape, until: Time) -> Track {
        let mut track = Track::new(id);
        for step in tape.0.iter().take_while(|step| step.at <= until) {
            track.tell(&event(step), &self.config.workflow, self.policies, until);
        }
        track
    }

    /// When the next promise breaks, of a ticket that is not solved: the same at any time after its last event.
    fn breach(&self, id: TicketId, track: &Track, last: Time) -> Option<Time> {
        let unsolved = track.story.category().is_some_and(|category| category.is_unsolved());
        let asked = unsolved && !self.policies.is_empty();
        asked.then(|| clocks_of(id, track, self.policies, last).1.next_breach()).flatten()
    }
}

fn lock<'a, 'i>(histories: &'a Mutex<Histories<'i>>) -> std::sync::MutexGuard<'a, Histories<'i>> {
    histories.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What was kept of a ticket.
fn tape_of(histories: &Mutex<Histories>, id: TicketId) -> index::Result<Tape> {
    let packed = lock(histories).tape(id)?;
    packed.map_or_else(|| Ok(Tape::default()), |packed| Tape::unpack(&packed))
}

/// What stories are told by, as the objects of all files that they depend on: another one, and they are told again.
pub(super) fn told_by(snapshot: &Snapshot, config: &Config) -> Result<Vec<u8>> {
    let files = [SETTINGS, WORKFLOW, GROUPS, ORGANIZATIONS, CALENDARS, CATEGORIES, FIELDS, SLA];
    let mut hash = Sha256::new();
    for path in files {
        hash.update(snapshot.id_of(path)?.map_or_else(|| vec![0], |id| id.as_slice().to_vec()));
    }
    for (path, bytes) in config.holiday_files().all() {
        hash.update(path.as_bytes());
        hash.update(Sha256::digest(bytes));
    }
    Ok(hash.finalize().to_vec())
}

/// An event as the index keeps it.
fn step((told, event): (Told, Event)) -> Step {
    let bytes = |id: ObjectId| id.as_slice().to_vec();
    let before = match told.old {
        Base::Nothing => Before::Nothing,
        Base::Version(blob) => Before::Version(bytes(blob)),
        Base::Law => Before::Law,
    };
    Step {
        commit: bytes(told.commit),
        at: told.at,
        depth: told.depth,
        before,
        after: told.new.map(bytes),
        changes: event.changes,
    }
}

/// What git needs to know of it to find it again.
pub(super) fn told(step: &Step) -> Option<Told> {
    let object = |bytes: &[u8]| ObjectId::try_from(bytes).ok();
    let old = match &step.before {
        Before::Nothing => Base::Nothing,
        Before::Version(blob) => Base::Version(object(blob)?),
        Before::Law => Base::Law,
    };
    let new = match &step.after {
        Some(blob) => Some(object(blob)?),
        None => None,
    };
    Some(Told { commit: object(&step.commit)?, at: step.at, depth: step.depth, old, new })
}

/// The event as stories look at it: when, and what changed.
fn event(step: &Step) -> Event {
    Event {
        commit: String::new(),
        at: step.at,
        actor: String::new(),
        actor_name: String::new(),
        source: None,
        subject: String::new(),
        changes: step.changes.clone(),
    }
}
