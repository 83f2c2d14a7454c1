//! What was said and does not count: values that a merge overruled and that nobody has set anew since.
//!
//! Only merges are looked at. Ours say in their trailers which tickets they overruled something of; of merges by
//! others every ticket is asked that both sides had touched. What stands now is asked of the law over all that
//! happened to these tickets: so an entry goes by itself as soon as somebody who saw both sets the key again.

use super::commit::{DISCARDED, MOST, is_ours};
use super::files::block;
use super::{Joined, limits, merge};
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::error::{Error, Result};
use crate::store::history::{Discarded, Junction, Past, Reader, corrupt, trailers};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::CommitRef;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whoever made a commit, and when (the time that it claims).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub commit: ObjectId,
    pub at: Time,
    /// An address, where there is one.
    pub actor: String,
}

/// A part of a file that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnheardText {
    pub path: String,
    /// The key, empty for the whole file.
    pub key: Vec<String>,
    pub commit: ObjectId,
    /// `None`: it was taken away.
    pub text: Option<String>,
    /// What stands there at the tip.
    pub instead: Option<String>,
}

/// What does not count at a tip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unheard {
    pub tickets: Vec<(TicketId, Discarded)>,
    pub texts: Vec<UnheardText>,
    /// Paths of versions that could not be read.
    pub kept: Vec<String>,
}

/// What merges name.
#[derive(Default)]
struct Named {
    tickets: BTreeSet<TicketId>,
    /// Merges in which these tickets met.
    of_tickets: Vec<Junction>,
    /// Merges that overruled something in other files.
    of_files: Vec<Junction>,
    kept: BTreeSet<String>,
}

impl Store {
    /// What was said below `tip` and does not count there; of `only` these tickets, or of all and of all other files.
    ///
    /// # Errors
    /// [`Error::Shallow`] where history is cut off.
    pub fn unheard(&self, tip: ObjectId, only: Option<&BTreeSet<TicketId>>) -> Result<Unheard> {
        let mailmap = gix::mailmap::Snapshot::default();
        let Some(past) = Past::below(&self.repo, &mailmap, tip)? else { return Ok(Unheard::default()) };
        let named = Named::of(&past)?;
        let is_wanted = |id: &TicketId| only.is_none_or(|only| only.contains(id));
        let tickets: BTreeSet<TicketId> = named.tickets.iter().copied().filter(is_wanted).collect();
        let texts = if only.is_none() { texts(&past, tip, &named.of_files)? } else { Vec::new() };
        let tree = past.reader().skim(tip)?.tree;
        let mut kept = Vec::new();
        for path in named.kept {
            let wanted = super::kept_beside(&path).is_none_or(|id| is_wanted(&id));
            if wanted && blob_at(&self.repo, tree, &path)?.is_some() {
                kept.push(path);
            }
        }
        Ok(Unheard { tickets: past.discarded_at(&named.of_tickets, &tickets, &limits())?, texts, kept })
    }

    /// Who made a commit, by the mailmap.
    ///
    /// # Errors
    /// Those of reading.
    pub fn voice(&self, commit: ObjectId) -> Result<Voice> {
        let mailmap = self.repo.open_mailmap();
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let event = reader.told(commit, reader.skim(commit)?.at, Vec::new(), true)?;
        Ok(Voice { commit, at: event.at, actor: event.actor })
    }
}

impl Named {
    fn of(past: &Past) -> Result<Named> {
        let mut named = Named::default();
        for merge in past.merges() {
            let repo = &past.reader().repo;
            let object = repo.find_object(merge.commit).map_err(|e| Error::reading(merge.commit, &e))?;
            let commit = CommitRef::from_bytes(&object.data, merge.commit.kind());
            let message = commit.map_err(|e| corrupt(merge.commit, e))?.message.to_str_lossy();
            // A commit has no room for more than some of them.
            if !is_ours(&message) || trailers(&message, DISCARDED).count() >= MOST {
                let met = past.met(&merge)?;
                if !met.is_empty() {
                    named.of_tickets.push(merge.clone());
                }
                named.tickets.extend(met);
            }
            if is_ours(&message) {
                named.add(merge, &message);
            }
        }
        Ok(named)
    }

    fn add(&mut self, merge: Junction, message: &str) {
        self.kept.extend(trailers(message, "Kept").map(str::to_owned));
        let of = |line: &str| line.split(' ').next().and_then(TicketId::parse);
        if trailers(message, DISCARDED).any(|line| of(line).is_some()) {
            self.of_tickets.push(merge.clone());
        }
        self.tickets.extend(trailers(message, DISCARDED).filter_map(of));
        if trailers(message, DISCARDED).any(|line| of(line).is_none()) {
            self.of_files.push(merge);
        }
    }
}

/// What merges overruled in files that are no tickets, and nobody has set since.
fn texts(past: &Past, tip: ObjectId, merges: &[Junction]) -> Result<Vec<UnheardText>> {
    let repo = &past.reader().repo;
    let mut lost: BTreeMap<(String, Vec<String>, ObjectId), &Junction> = BTreeMap::new();
    for junction in merges {
        if let [one, other] = junction.parents[..]
            && let Joined::Merged(merge) = merge(repo, one, other)?
        {
            // The last merge that says so.
            lost.extend(merge.lost.into_iter().map(|(path, lost)| ((path, lost.key, lost.commit), junction)));
        }
    }
    let mut files = Files { repo, known: HashMap::new() };
    let mut all = Vec::new();
    for ((path, key, commit), junction) in lost {
        if is_set_since(past, &mut files, (&path, &key), junction)? {
            continue;
        }
        let mut at = |commit: ObjectId| files.says(past.reader().skim(commit)?.tree, &path, &key);
        let (text, instead) = (at(commit)?, at(tip)?);
        if text != instead {
            all.push(UnheardText { path, key, commit, text, instead });
        }
    }
    Ok(all)
}

fn is_set_since(past: &Past, files: &mut Files, (path, key): (&str, &[String]), merge: &Junction) -> Result<bool> {
    for (before, after) in past.since(merge) {
        if files.says(before, path, key)? != files.says(after, path, key)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Texts; most commits leave them alone.
struct Files<'r> {
    repo: &'r gix::Repository,
    known: HashMap<ObjectId, String>,
}

impl Files<'_> {
    /// What a file says of a key.
    fn says(&mut self, tree: ObjectId, path: &str, key: &[String]) -> Result<Option<String>> {
        let Some(blob) = blob_at(self.repo, tree, path)? else { return Ok(None) };
        if let Some(text) = self.known.get(&blob) {
            return Ok(block(text, key));
        }
        let object = self.repo.find_object(blob).map_err(|e| Error::reading(blob, &e))?;
        let text = object.data.to_str_lossy().into_owned();
        let said = block(&text, key);
        if self.known.len() >= 64 {
            self.known.clear();
        }
        self.known.insert(blob, text);
        Ok(said)
    }
}

/// The file at a path of a tree.
pub(super) fn blob_at(repo: &gix::Repository, tree: ObjectId, path: &str) -> Result<Option<ObjectId>> {
    let find = || {
        let entry = repo.find_tree(tree)?.lookup_entry_by_path(path)?;
        Ok(entry.filter(|entry| entry.mode().is_blob()).map(|entry| entry.object_id()))
    };
    find().map_err(|e: gix::Error| Error::reading(tree, &e))
}
