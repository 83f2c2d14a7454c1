//! What one commit changed among the tickets: trees compared only where they differ.

use crate::domain::ticket::timeline::{Event, claimed_time};
use crate::domain::ticket::{Change, Ticket, TicketId, diff};
use crate::domain::time::Time;
use crate::store::error::{Error, Result};
use crate::store::format::{Limits, read_ticket_bytes};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::{CommitRef, TreeRefIter};
use std::collections::BTreeSet;

use super::Want;

/// A commit as far as the timeline needs it.
pub struct Decoded {
    pub tree: ObjectId,
    /// Its event, still without changes and with the time that it claims.
    pub event: Event,
}

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

/// What became of a ticket in a commit.
pub enum Outcome {
    Changes(Vec<Change>),
    /// The new version cannot be read: it sets nothing.
    NewBroken,
    /// The old version could not be read: compare with the last one that could.
    OldBroken,
}

/// The tickets that are looked for; `None`: all of them.
type Only<'a> = Option<&'a BTreeSet<TicketId>>;

/// A thread's own access to the objects.
pub struct Reader<'a> {
    pub repo: gix::Repository,
    pub mailmap: &'a gix::mailmap::Snapshot,
}

impl Reader<'_> {
    /// The tree and the parents of a commit, and the time that its event claims; nothing of its words.
    pub fn skim(&self, id: ObjectId) -> Result<Skimmed> {
        let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
        let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
        let author = commit.author().map_err(|e| corrupt(id, e))?;
        let committer = commit.committer().map_err(|e| corrupt(id, e))?;
        let at = claimed_time(seconds(author), seconds(committer));
        Ok(Skimmed { tree: commit.tree(), parents: commit.parents().collect(), at })
    }

    pub fn decode(&self, id: ObjectId) -> Result<Decoded> {
        let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
        let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
        Ok(Decoded { tree: commit.tree(), event: self.event(id, &commit)? })
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

    /// The tickets that differ between two trees.
    pub fn pairs(&self, old: Option<ObjectId>, new: ObjectId, only: Only) -> Result<Vec<Pair>> {
        let tickets = |tree: Option<ObjectId>| self.entry(tree, "tickets");
        let mut found = Vec::new();
        self.descend(tickets(old)?, tickets(Some(new))?, "", only, &mut found)?;
        Ok(found)
    }

    /// `shard` is the beginning of the ids below: a file counts in its own place only.
    fn descend(
        &self,
        old: Option<ObjectId>,
        new: Option<ObjectId>,
        shard: &str,
        only: Only,
        found: &mut Vec<Pair>,
    ) -> Result<()> {
        if old == new {
            return Ok(());
        }
        for (name, old, new) in self.differing(old, new)? {
            if shard.len() < 2 {
                let deeper = format!("{shard}{name}");
                if name.len() == 1 && only.is_none_or(|ids| any_begins(ids, &deeper)) {
                    self.descend(old, new, &deeper, only, found)?;
                }
            } else if let Some(ticket) = name.strip_suffix(".yaml").and_then(TicketId::parse)
                && ticket.as_str().starts_with(shard)
                && only.is_none_or(|ids| ids.contains(&ticket))
            {
                found.push(Pair { ticket, old, new });
            }
        }
        Ok(())
    }

    fn entry(&self, tree: Option<ObjectId>, name: &str) -> Result<Option<ObjectId>> {
        let Some(id) = tree else { return Ok(None) };
        let data = self.tree(tree)?;
        let is_it = |entry: &std::result::Result<Side, Damage>| entry.as_ref().map_or(true, |(n, _)| *n == name);
        let entry = sides(&data).find(is_it).transpose();
        Ok(entry.map_err(|e| corrupt(id, e))?.map(|(_, id)| id.to_owned()))
    }

    /// The bytes of a directory; of anything else, none.
    fn tree(&self, tree: Option<ObjectId>) -> Result<(Vec<u8>, gix::hash::Kind)> {
        let Some(tree) = tree else { return Ok((Vec::new(), gix::hash::Kind::Sha1)) };
        let mut object = self.repo.find_object(tree).map_err(|e| Error::reading(tree, &e))?;
        let data = if object.kind == gix::objs::Kind::Tree { std::mem::take(&mut object.data) } else { Vec::new() };
        Ok((data, tree.kind()))
    }

    /// The entries in which two directories differ. Most entries are equal and cost a comparison only.
    fn differing(&self, old: Option<ObjectId>, new: Option<ObjectId>) -> Result<Vec<Difference>> {
        let what = new.or(old).unwrap_or(ObjectId::null(gix::hash::Kind::Sha1));
        let (old, new) = (self.tree(old)?, self.tree(new)?);
        join(sides(&old), sides(&new)).map_err(|e| corrupt(what, e))
    }

    /// Names and objects of a directory; of anything else, nothing.
    pub fn entries(&self, tree: Option<ObjectId>) -> Result<Vec<(String, ObjectId)>> {
        let Some(tree) = tree else { return Ok(Vec::new()) };
        let object = self.repo.find_object(tree).map_err(|e| Error::reading(tree, &e))?;
        if object.kind != gix::objs::Kind::Tree {
            return Ok(Vec::new());
        }
        let mut entries = Vec::new();
        for entry in TreeRefIter::from_bytes(&object.data, tree.kind()) {
            let entry = entry.map_err(|e| corrupt(tree, e))?;
            // A submodule's commit is not in this repository.
            if !entry.mode.is_commit() {
                entries.push((entry.filename.to_str_lossy().into_owned(), entry.oid.to_owned()));
            }
        }
        Ok(entries)
    }

    pub fn read(&self, blob: ObjectId, limits: &Limits) -> Result<Option<Ticket>> {
        let object = self.repo.find_object(blob).map_err(|e| Error::reading(blob, &e))?;
        Ok(read_ticket_bytes(&object.data, limits).ok())
    }

    pub fn outcome(&self, pair: &Pair, want: &Want) -> Result<Outcome> {
        let Some(new) = pair.new else { return Ok(Outcome::Changes(vec![Change::Removed])) };
        let Some(new) = self.read(new, want.limits)? else { return Ok(Outcome::NewBroken) };
        let old = match pair.old {
            None => None,
            Some(old) => match self.read(old, want.limits)? {
                Some(ticket) => Some(ticket),
                None => return Ok(Outcome::OldBroken),
            },
        };
        Ok(Outcome::Changes(lighten(diff(old.as_ref(), &new), want.texts)))
    }
}

/// Whether the id of any of these tickets begins so; with what no id can begin with, none does.
fn any_begins(ids: &BTreeSet<TicketId>, beginning: &str) -> bool {
    let first = TicketId::parse(&format!("{beginning:0<10}"));
    first.is_some_and(|first| ids.range(first..).next().is_some_and(|id| id.as_str().starts_with(beginning)))
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

/// A name, and the object that it has in the old and in the new directory.
type Difference = (String, Option<ObjectId>, Option<ObjectId>);
type Side<'a> = (&'a gix::bstr::BStr, &'a gix::oid);
type Damage = gix::Error;

/// The entries of a directory. A submodule's commit is not in this repository.
fn sides(tree: &(Vec<u8>, gix::hash::Kind)) -> impl Iterator<Item = std::result::Result<Side<'_>, Damage>> {
    let entries = TreeRefIter::from_bytes(&tree.0, tree.1);
    let here = entries.filter(|e| e.as_ref().map_or(true, |e| !e.mode.is_commit()));
    here.map(|entry| entry.map(|e| (e.filename, e.oid)))
}

/// Two sorted directories side by side: the entries that differ.
fn join<'a>(
    old: impl Iterator<Item = std::result::Result<Side<'a>, Damage>>,
    new: impl Iterator<Item = std::result::Result<Side<'a>, Damage>>,
) -> std::result::Result<Vec<Difference>, Damage> {
    let name = |n: &gix::bstr::BStr| n.to_str_lossy().into_owned();
    let mut out = Vec::new();
    let mut old = old.peekable();
    for entry in new {
        let (new_name, id) = entry?;
        let is_before = |e: &std::result::Result<Side, Damage>| e.as_ref().map_or(true, |(o, _)| *o < new_name);
        while let Some(gone) = old.next_if(is_before) {
            let (gone, was) = gone?;
            out.push((name(gone), Some(was.to_owned()), None));
        }
        match old.next_if(|e| e.as_ref().is_ok_and(|(o, _)| *o == new_name)).transpose()? {
            Some((_, was)) if was == id => {}
            was => out.push((name(new_name), was.map(|(_, was)| was.to_owned()), Some(id.to_owned()))),
        }
    }
    for gone in old {
        let (gone, was) = gone?;
        out.push((name(gone), Some(was.to_owned()), None));
    }
    Ok(out)
}

pub fn corrupt(what: ObjectId, cause: impl std::fmt::Display) -> Error {
    Error::Corrupt { what: what.to_string(), cause: cause.to_string() }
}
