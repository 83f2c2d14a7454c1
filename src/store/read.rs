//! Reading the desk at one commit.

use super::Store;
use super::commit::tree_of;
use super::error::{Error, Result};
use super::format::{self, Fault};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::{Time, at};
use gix::ObjectId;
use gix::objs::tree::EntryMode;

/// The desk as one commit has it. Files are read when they are asked for.
pub struct Snapshot<'s> {
    repo: &'s gix::Repository,
    /// The commit; `None` while the desk has none.
    pub tip: Option<ObjectId>,
    tree: Option<ObjectId>,
}

/// A ticket file that cannot be read, and why. The others are not affected.
#[derive(Debug)]
pub struct Broken {
    pub id: TicketId,
    pub path: String,
    pub fault: Box<Fault>,
}

/// Where a ticket's file is.
pub fn ticket_path(id: TicketId) -> String {
    let (c1, c2) = id.shard();
    format!("tickets/{c1}/{c2}/{id}.yaml")
}

impl Store {
    /// The commit at the tip of the desk: the local ref, else the branch of that name that a remote had
    /// at the last fetch, as `git switch` would take it.
    pub fn tip(&self) -> Result<Option<ObjectId>> {
        match self.local_tip()? {
            Some(tip) => Ok(Some(tip)),
            None => self.tracked(),
        }
    }

    /// The commit at the local ref of the desk.
    pub fn local_tip(&self) -> Result<Option<ObjectId>> {
        self.refs.read(&self.name)
    }

    /// The tip as a remote-tracking ref has it; `origin` first, else the only remote.
    pub fn tracked(&self) -> Result<Option<ObjectId>> {
        let Some(branch) = self.name.strip_prefix("refs/heads/") else { return Ok(None) };
        let Some(remote) = self.home_remote() else { return Ok(None) };
        self.refs.read(&format!("refs/remotes/{remote}/{branch}"))
    }

    /// The desk as its tip has it.
    ///
    /// # Errors
    /// [`Error::NoDesk`] when there is none.
    pub fn snapshot(&self) -> Result<Snapshot<'_>> {
        let tip = self.tip()?.ok_or_else(|| Error::NoDesk { reference: self.name.clone() })?;
        self.snapshot_at(Some(tip))
    }

    /// When the tip was recorded, if that is more than a day after `seconds`: one of the two clocks is
    /// wrong.
    pub fn clock_behind(&self, snapshot: &Snapshot, seconds: i64) -> Result<Option<Time>> {
        let Some(tip) = snapshot.tip else { return Ok(None) };
        let time = || self.repo.find_commit(tip)?.time();
        let recorded = time().map_err(|e| Error::reading(tip, &e))?.seconds;
        Ok((recorded > seconds.saturating_add(86_400)).then(|| at(recorded)))
    }

    /// The last commit at or before an instant on the line that leads to `tip`, by the times at which
    /// commits were recorded. `None`: all are later.
    ///
    /// # Errors
    /// [`Error::Shallow`] when history is cut off before that.
    pub fn at_or_before(&self, tip: ObjectId, instant: Time) -> Result<Option<ObjectId>> {
        let mut next = Some(tip);
        while let Some(id) = next {
            let Some(found) = self.repo.try_find_object(id).map_err(|e| Error::reading(id, &e))? else {
                return Err(Error::Shallow);
            };
            let commit = found.try_into_commit().map_err(|e| Error::reading(id, &e))?;
            let recorded = commit.time().map_err(|e| Error::reading(id, &e))?.seconds;
            if recorded <= instant.timestamp() {
                return Ok(Some(id));
            }
            next = commit.parent_ids().next().map(|parent| parent.detach());
        }
        Ok(None)
    }

    /// The desk as a commit has it.
    pub fn snapshot_at(&self, tip: Option<ObjectId>) -> Result<Snapshot<'_>> {
        Snapshot::of(&self.repo, tip)
    }
}

impl<'s> Snapshot<'s> {
    pub(super) fn of(repo: &'s gix::Repository, tip: Option<ObjectId>) -> Result<Snapshot<'s>> {
        let tree = tip.map(|tip| tree_of(repo, tip)).transpose()?;
        Ok(Snapshot { repo, tip, tree })
    }
}

impl Snapshot<'_> {
    /// The bytes of a file, `None` when there is no such file.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>> {
        match self.id_of(path)? {
            Some(id) => Ok(Some(self.blob(id)?)),
            None => Ok(None),
        }
    }

    fn blob(&self, id: ObjectId) -> Result<Vec<u8>> {
        let mut object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
        Ok(std::mem::take(&mut object.data))
    }

    pub(super) fn repo(&self) -> &gix::Repository {
        self.repo
    }

    /// The desk as another commit of the same repository has it.
    pub fn beside(&self, commit: ObjectId) -> Result<Snapshot<'_>> {
        Snapshot::of(self.repo, Some(commit))
    }

    /// The object at a path: equal objects are equal files.
    pub fn id_of(&self, path: &str) -> Result<Option<ObjectId>> {
        Ok(self.entry(path)?.map(|(id, _)| id))
    }

    /// The directory at a path; `None`: there is none, or it is something else.
    pub fn folder(&self, path: &str) -> Result<Option<ObjectId>> {
        Ok(self.entry(path)?.filter(|(_, mode)| mode.is_tree()).map(|(id, _)| id))
    }

    /// The tree of the commit.
    pub(super) fn tree(&self) -> Option<ObjectId> {
        self.tree
    }

    pub(super) fn entry(&self, path: &str) -> Result<Option<(ObjectId, EntryMode)>> {
        let Some(tree) = self.tree else { return Ok(None) };
        let find = || {
            let entry = self.repo.find_tree(tree)?.lookup_entry(path.split('/'))?;
            Ok(entry.map(|e| (e.object_id(), e.mode())))
        };
        find().map_err(|e: gix::Error| Error::reading(path, &e))
    }

    /// One ticket: absent, readable, or broken.
    pub fn ticket(&self, id: TicketId, limits: &format::Limits) -> Result<Option<std::result::Result<Ticket, Broken>>> {
        let path = ticket_path(id);
        let bytes = self.file(&path)?;
        Ok(bytes.map(|bytes| {
            format::read_ticket_bytes(&bytes, limits).map_err(|fault| Broken { id, path, fault: Box::new(fault) })
        }))
    }

    /// All ids that begin with `prefix`, in order. A prefix of two characters or more costs one small
    /// directory, however large the desk.
    pub fn ids(&self, prefix: &str) -> Result<Vec<TicketId>> {
        let mut found = Vec::new();
        self.each_file(prefix, |id, _| {
            found.push(id);
            Ok(())
        })?;
        Ok(found)
    }

    /// Every ticket, in order of id. `visit` gets the readable and the broken ones.
    pub fn tickets(
        &self,
        limits: &format::Limits,
        mut visit: impl FnMut(TicketId, std::result::Result<Ticket, Broken>),
    ) -> Result<()> {
        self.each_file("", |id, blob| {
            let read = match self.blob(blob) {
                Ok(bytes) => format::read_ticket_bytes(&bytes, limits),
                Err(_) => Err(super::files_at::damaged(blob)),
            };
            visit(id, read.map_err(|fault| Broken { id, path: ticket_path(id), fault: Box::new(fault) }));
            Ok(())
        })
    }

    /// The ticket files whose ids begin with `prefix`, each in its own place; what lies elsewhere is no
    /// ticket.
    pub(super) fn each_file(
        &self,
        prefix: &str,
        mut visit: impl FnMut(TicketId, ObjectId) -> Result<()>,
    ) -> Result<()> {
        for (c1, first) in self
            .children("tickets")?
            .into_iter()
            .filter(|(c1, _)| c1.len() == 1 && leads_to(c1, prefix))
        {
            for (c2, second) in self.tree_entries(first)? {
                let shard = format!("{c1}{c2}");
                if c2.len() != 1 || !leads_to(&shard, prefix) {
                    continue;
                }
                for (name, blob) in self.tree_entries(second)? {
                    let Some(id) = name.strip_suffix(".yaml").and_then(TicketId::parse) else { continue };
                    if id.as_str().starts_with(&shard) && id.as_str().starts_with(prefix) {
                        visit(id, blob)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The entries of a directory: name and object. Empty when there is no such directory.
    pub fn children(&self, dir: &str) -> Result<Vec<(String, ObjectId)>> {
        match self.id_of(dir)? {
            Some(tree) => self.tree_entries(tree),
            None => Ok(Vec::new()),
        }
    }

    fn tree_entries(&self, tree: ObjectId) -> Result<Vec<(String, ObjectId)>> {
        let Ok(object) = self.repo.find_object(tree).map_err(|e| Error::reading(tree, &e))?.try_into_tree() else {
            return Ok(Vec::new());
        };
        let decoded = object.decode().map_err(|e| Error::reading(tree, &e))?;
        // A submodule's commit is not in this repository.
        let here = decoded.entries.iter().filter(|e| !e.mode.is_commit());
        Ok(here.map(|e| (e.filename.to_string(), e.oid.to_owned())).collect())
    }
}

/// Whether ids with this prefix can be below a directory whose ids all begin with `shard`.
fn leads_to(shard: &str, prefix: &str) -> bool {
    shard.starts_with(prefix) || prefix.starts_with(shard)
}
