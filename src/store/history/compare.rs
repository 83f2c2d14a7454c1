//! What one commit changed among the tickets: trees compared only where they differ.

use super::trees::{Difference, Place, Shelf, Side, join, sides};
use crate::domain::ticket::timeline::{Event, claimed_time};
use crate::domain::ticket::{Change, Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::error::{Error, Result};
use crate::store::format::{Limits, read_ticket_bytes};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::CommitRef;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A commit without its words.
pub struct Skimmed {
    pub tree: ObjectId,
    pub parents: Vec<ObjectId>,
    pub at: Time,
}

fn seconds(who: gix::actor::SignatureRef<'_>) -> i64 {
    who.time().map_or(0, |t| t.seconds)
}

/// One ticket file in two trees.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub ticket: TicketId,
    pub old: Option<ObjectId>,
    pub new: Option<ObjectId>,
}

/// The tickets that are looked for; `None`: all of them.
pub type Only<'a> = Option<&'a BTreeSet<TicketId>>;

/// A thread's own access to the objects.
pub struct Reader<'a> {
    pub repo: gix::Repository,
    pub mailmap: &'a gix::mailmap::Snapshot,
    shelf: RefCell<Shelf>,
}

impl<'a> Reader<'a> {
    pub fn new(repo: gix::Repository, mailmap: &'a gix::mailmap::Snapshot) -> Reader<'a> {
        Reader { repo, mailmap, shelf: RefCell::default() }
    }

    /// The tree and the parents of a commit, and the time that its event claims; nothing of its words.
    pub fn skim(&self, id: ObjectId) -> Result<Skimmed> {
        let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
        let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
        let author = commit.author().map_err(|e| corrupt(id, e))?;
        let committer = commit.committer().map_err(|e| corrupt(id, e))?;
        let at = claimed_time(seconds(author), seconds(committer));
        Ok(Skimmed { tree: commit.tree(), parents: commit.parents().collect(), at })
    }

    /// Who did it, when, and by which import; the changes are not read yet.
    pub fn event(&self, id: ObjectId, commit: &CommitRef<'_>) -> Result<Event> {
        let author = commit.author().map_err(|e| corrupt(id, e))?;
        let committer = commit.committer().map_err(|e| corrupt(id, e))?;
        let who = self.mailmap.resolve(author);
        let (name, email) = (who.name.to_str_lossy().into_owned(), who.email.to_str_lossy().into_owned());
        let message = commit.message.to_str_lossy();
        Ok(Event {
            commit: id.to_hex().to_string(),
            at: claimed_time(seconds(author), seconds(committer)),
            actor: if email.is_empty() { name.clone() } else { email },
            actor_name: name,
            source: trailer(&message, "Event").map(str::to_owned),
            subject: message.lines().next().unwrap_or_default().to_owned(),
            changes: Vec::new(),
        })
    }

    /// The event of a commit at its effective time, with the names and words of the commit where they are wanted.
    pub fn told(&self, id: ObjectId, at: Time, changes: Vec<Change>, who: bool) -> Result<Event> {
        if who {
            let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
            let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
            return Ok(Event { at, changes, ..self.event(id, &commit)? });
        }
        let (actor, actor_name, subject) = (String::new(), String::new(), String::new());
        Ok(Event { commit: id.to_hex().to_string(), at, actor, actor_name, source: None, subject, changes })
    }

    /// The tickets that differ between two trees.
    pub fn pairs(&self, old: Option<ObjectId>, new: ObjectId, only: Only) -> Result<Vec<Pair>> {
        let mut found = Vec::new();
        if old != Some(new) {
            let (old, new) = (self.tickets(old)?, self.tickets(Some(new))?);
            self.descend((old, new), Place::top(), only, &mut found)?;
        }
        Ok(found)
    }

    /// The object of a ticket's file in a tree.
    pub fn file(&self, tree: Option<ObjectId>, id: TicketId) -> Result<Option<ObjectId>> {
        let (c1, c2) = id.shard();
        let first = self.entry(Place::top(), self.tickets(tree)?, c1)?;
        let second = self.entry(Place::of(c1), first, c2)?;
        self.entry(Place::of(&id.as_str()[..2]), second, &format!("{id}.yaml"))
    }

    fn tickets(&self, tree: Option<ObjectId>) -> Result<Option<ObjectId>> {
        self.entry(Place::root(), tree, "tickets")
    }

    /// A file counts in its own place only.
    fn descend(
        &self,
        (old, new): (Option<ObjectId>, Option<ObjectId>),
        place: Place,
        only: Only,
        found: &mut Vec<Pair>,
    ) -> Result<()> {
        if old == new {
            return Ok(());
        }
        for Difference { name, old, new } in self.differing(place, old, new)? {
            match (place.below(&name), name.ticket()) {
                (Some(deeper), _) if only.is_none_or(|ids| deeper.begins_any(ids)) => {
                    self.descend((old, new), deeper, only, found)?;
                }
                (None, Some(ticket)) if place.has(ticket) && only.is_none_or(|ids| ids.contains(&ticket)) => {
                    found.push(Pair { ticket, old, new });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn entry(&self, place: Place, tree: Option<ObjectId>, name: &str) -> Result<Option<ObjectId>> {
        let Some(id) = tree else { return Ok(None) };
        let data = self.take(place, tree)?;
        let is_it = |entry: &gix::Result<Side>| entry.as_ref().map_or(true, |e| e.filename == name);
        let entry = sides(&data, id.kind()).find(is_it).transpose();
        let found = entry.map_err(|e| corrupt(id, e))?.map(|e| e.oid.to_owned());
        self.shelf.borrow_mut().put(place, tree, data);
        Ok(found)
    }

    /// The entries in which two directories differ. Most entries are equal and cost a comparison only.
    fn differing(&self, place: Place, old: Option<ObjectId>, new: Option<ObjectId>) -> Result<Vec<Difference>> {
        let what = new.or(old).unwrap_or(ObjectId::null(gix::hash::Kind::Sha1));
        // Packs keep the older as a difference from the newer, which is at hand when it has been read just before.
        let (after, before) = (self.take(place, new)?, self.take(place, old)?);
        let joined = join(&before, &after, what.kind()).map_err(|e| corrupt(what, e))?;
        let mut shelf = self.shelf.borrow_mut();
        shelf.put(place, new, after);
        shelf.put(place, old, before);
        Ok(joined)
    }

    /// The bytes of a directory, from the shelf where they are there; of anything else, none.
    fn take(&self, place: Place, tree: Option<ObjectId>) -> Result<Vec<u8>> {
        let Some(tree) = tree else { return Ok(Vec::new()) };
        if let Some(data) = self.shelf.borrow_mut().take(place, tree) {
            return Ok(data);
        }
        let mut object = self.repo.find_object(tree).map_err(|e| Error::reading(tree, &e))?;
        Ok(if object.kind == gix::objs::Kind::Tree { std::mem::take(&mut object.data) } else { Vec::new() })
    }

    /// Names and objects of a directory; of anything else, nothing.
    pub fn entries(&self, tree: Option<ObjectId>) -> Result<Vec<(String, ObjectId)>> {
        let Some(tree) = tree else { return Ok(Vec::new()) };
        let object = self.repo.find_object(tree).map_err(|e| Error::reading(tree, &e))?;
        if object.kind != gix::objs::Kind::Tree {
            return Ok(Vec::new());
        }
        let named = |e: Side| (e.filename.to_str_lossy().into_owned(), e.oid.to_owned());
        let entries = sides(&object.data, tree.kind()).map(|entry| entry.map(named));
        entries.collect::<gix::Result<_>>().map_err(|e| corrupt(tree, e))
    }

    pub fn read(&self, blob: ObjectId, limits: &Limits) -> Result<Option<Ticket>> {
        let object = self.repo.find_object(blob).map_err(|e| Error::reading(blob, &e))?;
        Ok(read_ticket_bytes(&object.data, limits).ok())
    }
}

/// Drops the texts of messages where nobody will read them.
pub fn lighten(mut changes: Vec<Change>, texts: bool) -> Vec<Change> {
    if !texts {
        for change in &mut changes {
            match change {
                Change::Message(message) | Change::Withdrawn(message) => message.text = String::new(),
                Change::Edited { from, to } => {
                    from.text = String::new();
                    to.text = String::new();
                }
                _ => {}
            }
        }
    }
    changes
}

impl Reader<'_> {
    /// Whether a commit says of itself that it files a ticket, as ours do.
    pub fn says_filed(&self, id: ObjectId, ticket: TicketId) -> Result<bool> {
        let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
        let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
        let message = commit.message.to_str_lossy();
        let status = trailer(&message, "Status").is_some_and(|status| !status.contains("->"));
        Ok(status && trailers(&message, "Ticket").any(|named| named == ticket.as_str()))
    }
}

/// The value of a trailer in the last paragraph of a commit message.
pub fn trailer<'m>(message: &'m str, key: &str) -> Option<&'m str> {
    trailers(message, key).next()
}

/// The values of a trailer that may be there several times.
pub fn trailers<'m>(message: &'m str, key: &str) -> impl Iterator<Item = &'m str> {
    let last = message.trim_end().rsplit("\n\n").next().unwrap_or_default();
    last.lines()
        .filter_map(|l| l.split_once(": "))
        .filter(move |(k, _)| *k == key)
        .map(|(_, v)| v)
}

pub fn corrupt(what: ObjectId, cause: impl std::fmt::Display) -> Error {
    Error::Corrupt { what: what.to_string(), cause: cause.to_string() }
}
