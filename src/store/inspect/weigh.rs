//! How much a commit brings: for what is judged before anybody reads it.

use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::objs::tree::EntryKind;

/// What there is in a commit, as far as it was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    pub parents: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Files, directories and whatever else.
    pub entries: u64,
}

impl Store {
    /// Weighs a commit, until it is more than `most`; `None`: it is no commit.
    ///
    /// # Errors
    /// Those of reading.
    pub fn weigh(&self, commit: ObjectId, most: Weight) -> Result<Option<Weight>> {
        let read = |id: ObjectId| self.repo.find_object(id).map_err(|e| Error::reading(id, &e));
        let Ok(commit) = read(commit)?.try_into_commit() else { return Ok(None) };
        let tree = commit.tree_id().map_err(|e| Error::reading(commit.id, &e))?.detach();
        let mut weight = Weight { parents: commit.parent_ids().count(), ..Weight::default() };
        let mut trees = vec![tree];
        while let Some(tree) = trees.pop() {
            let Ok(object) = read(tree)?.try_into_tree() else { continue };
            let decoded = object.decode().map_err(|e| Error::reading(tree, &e))?;
            for entry in &decoded.entries {
                weight.entries += 1;
                let id = entry.oid.to_owned();
                match entry.mode.kind() {
                    EntryKind::Tree => trees.push(id),
                    EntryKind::Commit => {}
                    _ => {
                        let header = self.repo.find_header(id).map_err(|e| Error::reading(id, &e))?;
                        weight.bytes = weight.bytes.saturating_add(header.size());
                    }
                }
                if weight.entries > most.entries || weight.bytes > most.bytes {
                    return Ok(Some(weight));
                }
            }
        }
        Ok(Some(weight))
    }

    /// Whether `later` is `earlier` or has it below it.
    ///
    /// # Errors
    /// Those of reading.
    pub fn has_below(&self, later: ObjectId, earlier: ObjectId) -> Result<bool> {
        below(&self.repo, later, earlier)
    }
}

pub(super) fn below(repo: &gix::Repository, later: ObjectId, earlier: ObjectId) -> Result<bool> {
    let bases = repo.merge_bases_many(later, &[earlier]).map_err(|e| Error::reading(later, &e))?;
    Ok(bases.into_iter().any(|base| base.detach() == earlier))
}
