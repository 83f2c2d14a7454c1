//! The entries of the branch as they are, sound or not.

use crate::store::error::{Error, Result};
use crate::store::history::{Leaf, Reader, differing};
use crate::store::{Snapshot, ticket_path};
use gix::ObjectId;
use gix::objs::tree::EntryKind;
use rayon::prelude::*;

/// One entry of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    pub id: ObjectId,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    /// A symbolic link, or a commit of another repository.
    Other,
}

/// What a file holds.
pub enum Content<'a> {
    Bytes(&'a [u8]),
    /// More bytes than were wanted; it was not read.
    TooLarge(u64),
}

/// What one commit has otherwise than another.
pub struct Since {
    /// The files of tickets, in their places.
    pub tickets: Vec<Entry>,
    /// The other paths; without an entry: it is there no more.
    pub others: Vec<(String, Option<Entry>)>,
}

impl Kind {
    fn of(kind: EntryKind) -> Kind {
        match kind {
            EntryKind::Tree => Kind::Folder,
            EntryKind::Blob | EntryKind::BlobExecutable => Kind::File,
            EntryKind::Link | EntryKind::Commit => Kind::Other,
        }
    }
}

impl Snapshot<'_> {
    /// What is not as it was at another commit; costs what differs, not the size of the desk.
    pub fn since(&self, before: &Snapshot) -> Result<Since> {
        let mut since = Since { tickets: Vec::new(), others: Vec::new() };
        let Some(tree) = self.tree() else { return Ok(since) };
        let nobody = gix::mailmap::Snapshot::default();
        let reader = Reader::new(self.repo().clone(), &nobody);
        for pair in reader.pairs(before.tree(), tree, None)? {
            let path = ticket_path(pair.ticket);
            if let Some((id, mode)) = self.entry(&path)? {
                since.tickets.push(Entry { path, id, kind: Kind::of(mode.kind()) });
            }
        }
        for (path, _, new) in differing(self.repo(), &[before.tree()], Some(tree))? {
            let entry = new.map(|Leaf { id, kind }| Entry { path: path.clone(), id, kind: Kind::of(kind) });
            since.others.push((path, entry));
        }
        Ok(since)
    }

    /// Everything below a directory. Folders that `descend` refuses are entries themselves; it must
    /// refuse at some depth, because a tree made by a stranger may have no end to speak of.
    pub fn entries(&self, dir: &str, descend: &impl Fn(&str) -> bool) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        if let Some(tree) = self.id_of(dir)? {
            self.gather(&format!("{dir}/"), tree, descend, &mut found)?;
        }
        Ok(found)
    }

    fn gather(&self, dir: &str, tree: ObjectId, descend: &impl Fn(&str) -> bool, found: &mut Vec<Entry>) -> Result<()> {
        let object = self.repo().find_object(tree).map_err(|e| Error::reading(tree, &e))?;
        let Ok(object) = object.try_into_tree() else { return Ok(()) };
        let decoded = object.decode().map_err(|e| Error::reading(tree, &e))?;
        for entry in &decoded.entries {
            let path = format!("{dir}{}", entry.filename);
            let id = entry.oid.to_owned();
            match Kind::of(entry.mode.kind()) {
                Kind::Folder if descend(&path) => self.gather(&format!("{path}/"), id, descend, found)?,
                kind => found.push(Entry { path, id, kind }),
            }
        }
        Ok(())
    }

    /// Looks at the contents of files, in parallel; the answers are in the order of the entries.
    pub fn look<'e, T: Send>(
        &self,
        files: &'e [Entry],
        limit: u64,
        look: impl Fn(&'e Entry, Content) -> T + Sync,
    ) -> Result<Vec<T>> {
        let shared = self.repo().clone().into_sync();
        let one = |repo: &mut gix::Repository, entry: &'e Entry| {
            let size = repo.find_header(entry.id).map_err(|e| Error::reading(entry.id, &e))?.size();
            if size > limit {
                return Ok(look(entry, Content::TooLarge(size)));
            }
            let object = repo.find_object(entry.id).map_err(|e| Error::reading(entry.id, &e))?;
            Ok(look(entry, Content::Bytes(&object.data)))
        };
        files.par_iter().map_init(|| shared.to_thread_local(), one).collect()
    }

    /// The file at a path; `None`: there is none.
    pub fn file_at(&self, path: &str) -> Result<Option<Entry>> {
        let entry =
            self.entry(path)?
                .map(|(id, mode)| Entry { path: path.to_owned(), id, kind: Kind::of(mode.kind()) });
        Ok(entry.filter(|entry| entry.kind == Kind::File))
    }

    /// The size of a file in bytes.
    pub fn size_of(&self, entry: &Entry) -> Result<u64> {
        let header = self.repo().find_header(entry.id).map_err(|e| Error::reading(entry.id, &e))?;
        Ok(header.size())
    }
}
