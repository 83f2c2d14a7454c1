//! The index beside the store: made when it is first needed, brought along when the desk has moved, thrown away
//! when anything about it is odd. Whoever gets none reads git, and nobody is told.

use super::Desk;
use super::config::{Config, WORKFLOW};
use super::error::Result;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::index::{self, Delta, Draft, Entry, Index, Layer, Oid, Place, Row};
use crate::store::history::Touched;
use crate::store::{Broken, FileAt, ObjectId, Snapshot};
use std::collections::HashMap;

/// Below the common git directory.
const FOLDER: &str = "desk/index";
/// Ticket files that are read while the rows of those before them are written.
const BLOCK: usize = 8_192;
/// Commits that are looked at one by one for the time of the last change.
const LINE: usize = 20_000;

/// Why there is no index to ask. Nobody is told: the answer comes from git.
pub(super) enum Odd {
    Index(index::Error),
    /// Reading git failed; git's own answer will say how.
    Git,
}

impl From<index::Error> for Odd {
    fn from(error: index::Error) -> Odd {
        Odd::Index(error)
    }
}

impl<E: Into<super::Error>> From<E> for Odd {
    fn from(_: E) -> Odd {
        Odd::Git
    }
}

/// What an index has to know before it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// The tickets as they are.
    State,
    /// Their places in the order of work too: of a desk that promises something, or that did once.
    Promises,
    /// Their histories too.
    Events,
}

pub(super) type Tried<T> = std::result::Result<T, Odd>;

impl Desk {
    /// Where the index of this desk lies.
    pub(super) fn index_place(&self) -> Place {
        Place::of(&self.store.common_dir().join(FOLDER), self.store.reference())
    }

    /// Somebody wants none (`desk.index`).
    pub(super) fn index_is_off(&self) -> bool {
        self.store.config_bool("desk.index") == Some(false)
    }

    /// What the index answers, that knows the tickets of this snapshot. `None`: ask git.
    pub(super) fn ask<T>(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        need: Need,
        question: impl FnOnce(&Index) -> index::Result<T>,
    ) -> Option<T> {
        let tip = snapshot.tip?;
        self.with_index(snapshot, config, need, |index| {
            let told = need == Need::Events || (need == Need::Promises && index.told_with()?.is_some());
            // Meanwhile somebody else may have brought the histories on.
            let same = |index: &Index| -> index::Result<bool> {
                Ok(!told || index.tip(Layer::Events)?.as_deref() == Some(tip.as_slice()))
            };
            index.at(tip.as_slice(), |index| if same(index)? { question(index) } else { Err(index::Error::Busy) })
        })
    }

    /// Tells the index what was found out elsewhere.
    pub(super) fn remember(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        told: impl FnOnce(&mut Index) -> index::Result<()>,
    ) {
        self.with_index(snapshot, config, Need::State, told);
    }

    fn with_index<T>(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        need: Need,
        work: impl FnOnce(&mut Index) -> index::Result<T>,
    ) -> Option<T> {
        let tip = snapshot.tip?;
        if self.index_is_off() {
            return None;
        }
        let answer = self.ready(snapshot, tip, config, need).and_then(|mut index| {
            let answer = work(&mut index)?;
            self.opened.replace(Some(index));
            Ok(answer)
        });
        answer.map_err(|odd| self.give_up(&odd)).ok()
    }

    /// Somebody else is at it, or git itself has a fault, which git's own answer will name: the index may be sound.
    fn give_up(&self, odd: &Odd) {
        if matches!(odd, Odd::Index(error) if !error.is_busy()) {
            let _ = self.index_place().clear();
        }
    }

    /// An index that is true of this commit.
    fn ready(&self, snapshot: &Snapshot, tip: ObjectId, config: &Config, need: Need) -> Tried<Index> {
        let place = self.index_place();
        let mut index = match self.current(&place, snapshot, tip, config) {
            Err(Odd::Index(error)) if !error.is_busy() => {
                place.clear()?;
                self.build(&place, snapshot, tip, config)?
            }
            other => other?,
        };
        let promises = need == Need::Promises && (config.promises() || index.told_with()?.is_some());
        if need == Need::Events || promises {
            self.bring_histories(&mut index, tip, snapshot, config)?;
        }
        Ok(index)
    }

    fn current(&self, place: &Place, snapshot: &Snapshot, tip: ObjectId, config: &Config) -> Tried<Index> {
        let opened = self.opened.take();
        let Some(mut index) = opened.map_or_else(|| place.open(), |index| Ok(Some(index)))? else {
            return self.build(place, snapshot, tip, config);
        };
        let same_ground = index.ground()?.as_deref() == Some(&ground(snapshot, config)?[..]);
        let known = index.tip(Layer::State)?.and_then(|known| ObjectId::try_from(&known[..]).ok());
        let Some(known) = known.filter(|_| same_ground) else { return self.build(place, snapshot, tip, config) };
        if known == tip {
            return Ok(index);
        }
        // A commit that is no longer here cannot be compared with.
        let Ok(delta) = self.delta(known, tip, snapshot, config) else {
            return self.build(place, snapshot, tip, config);
        };
        index.advance(known.as_slice(), tip.as_slice(), &delta)?;
        Ok(index)
    }

    /// What happened to the tickets between two commits.
    fn delta(&self, from: ObjectId, to: ObjectId, snapshot: &Snapshot, config: &Config) -> Result<Delta> {
        let (gone, files): (Vec<_>, Vec<_>) =
            self.store.changed(from, to)?.into_iter().partition(|(_, blob)| blob.is_none());
        let files: Vec<FileAt> = files.into_iter().filter_map(|(id, blob)| Some((id, blob?))).collect();
        let mut delta = Delta { gone: gone.into_iter().map(|(id, _)| id).collect(), ..Delta::default() };
        let mut times: HashMap<TicketId, Option<Time>> = HashMap::new();
        match self.store.touched_since(from, to, LINE)? {
            Touched::Line(line) => times.extend(line.into_iter().map(|(id, at)| (id, Some(at)))),
            Touched::Branching(touched) => times.extend(touched.into_iter().map(|id| (id, None))),
            // The desk went back, or somebody else was quicker: of what lies between nothing is known.
            Touched::Unknown => match self.store.touched_since(to, from, LINE)? {
                Touched::Line(line) => times.extend(line.into_keys().map(|id| (id, None))),
                Touched::Branching(touched) => times.extend(touched.into_iter().map(|id| (id, None))),
                Touched::Unknown => delta.times_unknown = true,
            },
        }
        for made in snapshot.read_files(&files, &config.limits(), |file, ticket| row(file, ticket, &config.workflow))? {
            match made {
                Row::Sound(mut entry) => {
                    entry.updated = times.remove(&entry.id).flatten();
                    delta.rows.push(Row::Sound(entry));
                }
                broken => delta.rows.push(broken),
            }
        }
        delta.times = times.into_iter().collect();
        Ok(delta)
    }

    /// A new index, from the tree of the tip.
    fn build(&self, place: &Place, snapshot: &Snapshot, tip: ObjectId, config: &Config) -> Tried<Index> {
        let mut draft = place.draft()?;
        self.fill(&mut draft, snapshot, tip, config)?;
        Ok(draft.finish()?)
    }

    fn fill(&self, draft: &mut Draft, snapshot: &Snapshot, tip: ObjectId, config: &Config) -> Tried<()> {
        let (files, limits) = (snapshot.files()?, config.limits());
        let mut filling = draft.index().filling();
        let mut ready: Vec<Row> = Vec::new();
        for block in files.chunks(BLOCK).chain([&[][..]]) {
            let rows = std::mem::take(&mut ready);
            // Rows are written while the next ones are read.
            let (written, read) = std::thread::scope(|scope| {
                let writer = scope.spawn(|| filling.add(rows));
                let read = snapshot.read_files(block, &limits, |file, ticket| row(file, ticket, &config.workflow));
                (writer.join(), read)
            });
            written.map_err(|_| index::Error::Odd("a row that cannot be written"))??;
            ready = read?;
        }
        Ok(filling.finish(tip.as_slice(), &ground(snapshot, config)?)?)
    }
}

/// What the index keeps of a file.
fn row((id, blob): FileAt, ticket: std::result::Result<Ticket, Broken>, workflow: &Workflow) -> Row {
    let blob = blob.as_slice().to_vec();
    match ticket {
        Ok(ticket) => Row::Sound(Box::new(Entry::of(&ticket, blob, workflow))),
        Err(_) => Row::Broken(id, blob),
    }
}

/// What else than the tickets the rows depend on: the workflow, which puts statuses into categories, and how large
/// a file may be.
fn ground(snapshot: &Snapshot, config: &Config) -> Result<Oid> {
    let workflow = snapshot.id_of(WORKFLOW)?;
    let mut ground = workflow.map_or_else(Vec::new, |id| id.as_slice().to_vec());
    ground.extend(config.settings.limits.ticket.to_be_bytes());
    Ok(ground)
}
