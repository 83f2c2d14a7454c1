//! The merged tree: that of one head, with the paths that differ.

use super::Row;
use super::files::Content;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::objs::tree::EntryKind;

/// Writes the tree that has these paths so, and all others as `base` has them.
pub fn with(repo: &gix::Repository, base: Option<ObjectId>, rows: &[Row]) -> Result<ObjectId> {
    let edit = || {
        let base = base.unwrap_or_else(|| ObjectId::empty_tree(repo.object_hash()));
        let mut editor = repo.edit_tree(base)?;
        // What goes makes room first: a file may stand where a directory was.
        for (path, content) in rows {
            if *content == Content::Leaf(None) {
                editor.remove(path.as_str())?;
            }
        }
        for (path, content) in rows {
            match content {
                Content::Leaf(None) => {}
                Content::Leaf(Some(leaf)) => _ = editor.upsert(path.as_str(), leaf.kind, leaf.id)?,
                Content::Bytes(bytes) => {
                    _ = editor.upsert(path.as_str(), EntryKind::Blob, repo.write_blob(bytes)?)?;
                }
            }
        }
        Ok(editor.write()?.detach())
    };
    edit().map_err(|e: gix::Error| Error::reading("tree", &e))
}
