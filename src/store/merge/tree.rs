//! The merged tree: that of one head, with the paths that differ.

use super::Row;
use super::files::Content;
use crate::store::draft::{self, Edit};
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::objs::tree::EntryKind;

/// Writes the tree that has these paths so, and all others as `base` has them.
pub fn with<'a>(repo: &gix::Repository, base: Option<ObjectId>, rows: &'a [Row]) -> Result<ObjectId> {
    let made = |(path, content): &'a Row| -> gix::Result<Edit<'a>> {
        let entry = match content {
            Content::Leaf(leaf) => leaf.map(|leaf| (leaf.kind, leaf.id)),
            Content::Bytes(bytes) => Some((EntryKind::Blob, draft::put_blob(repo, bytes)?)),
        };
        Ok((path.as_str(), entry))
    };
    let edits: gix::Result<Vec<Edit>> = rows.iter().map(made).collect();
    let edits = edits.map(|mut edits| {
        // What goes makes room first: a file may stand where a directory was.
        edits.sort_by_key(|(_, entry)| entry.is_some());
        edits
    });
    edits
        .and_then(|edits| draft::edit(repo, base, edits))
        .map_err(|e| Error::reading("tree", &e))
}
