//! Objects that so far exist in memory only, all of them: also what the repository seems to have already. No ref may lead
//! to that, as when an attempt before this one was overtaken, and then a `git gc` may be about to take it away.

use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::tree::{EntryKind, EntryMode};
use gix::objs::{FindExt, Kind, Tree, Write as _, WriteTo};
use gix::validate::path::component::{Mode, Options};

/// What a path becomes; `None`: there is nothing any more.
pub type Edit<'a> = (&'a str, Option<(EntryKind, ObjectId)>);

/// Names that no system may take for something of git's own, whatever this one is.
const NAMES: Options = Options { protect_windows: false, protect_hfs: true, protect_ntfs: true };

/// Puts an object into the memory of a repository that has one.
pub fn put(repo: &gix::Repository, object: &dyn WriteTo) -> gix::Result<ObjectId> {
    repo.objects.write(object)
}

/// The same for the content of a file.
pub fn put_blob(repo: &gix::Repository, content: &[u8]) -> gix::Result<ObjectId> {
    repo.objects.write_buf(Kind::Blob, content)
}

/// A tree with these paths so, in this order, and all others as `base` has them; an empty tree has no object there.
pub fn edit<'a>(
    repo: &gix::Repository,
    base: Option<ObjectId>,
    edits: impl IntoIterator<Item = Edit<'a>>,
) -> gix::Result<ObjectId> {
    let root = match base.filter(|base| *base != ObjectId::empty_tree(repo.object_hash())) {
        Some(base) => repo.objects.find_tree(&base, &mut Vec::new())?.into_owned(),
        None => Tree::empty(),
    };
    let mut editor = gix::objs::tree::Editor::new(root, &repo.objects, repo.object_hash());
    for (path, entry) in edits {
        let names = path.split('/').map(|name| name.as_bytes().as_bstr());
        match entry {
            Some((kind, id)) => editor.upsert(names, kind, id)?,
            None => editor.remove(names)?,
        };
    }
    editor.write(|tree| {
        tree.entries
            .iter()
            .try_for_each(|entry| is_allowed(entry.filename.as_ref(), entry.mode))?;
        put(repo, tree)
    })
}

fn is_allowed(name: &gix::bstr::BStr, mode: EntryMode) -> gix::Result<()> {
    let allowed = gix::validate::path::component(name, mode.is_link().then_some(Mode::Symlink), NAMES);
    allowed.map(|_| ()).map_err(gix::Error::from_error)
}
