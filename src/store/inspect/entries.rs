//! The entries of the branch as they are, sound or not.

use crate::store::Snapshot;
use crate::store::error::{Error, Result};
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

impl Snapshot<'_> {
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
            match entry.mode.kind() {
                EntryKind::Tree if descend(&path) => self.gather(&format!("{path}/"), id, descend, found)?,
                EntryKind::Tree => found.push(Entry { path, id, kind: Kind::Folder }),
                EntryKind::Blob | EntryKind::BlobExecutable => found.push(Entry { path, id, kind: Kind::File }),
                EntryKind::Link | EntryKind::Commit => found.push(Entry { path, id, kind: Kind::Other }),
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

    /// The size of a file in bytes.
    pub fn size_of(&self, entry: &Entry) -> Result<u64> {
        let header = self.repo().find_header(entry.id).map_err(|e| Error::reading(entry.id, &e))?;
        Ok(header.size())
    }
}
