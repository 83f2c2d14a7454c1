//! The files of the branch that are no tickets: which of them are not the same in several trees.

use crate::domain::ticket::TicketId;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::tree::EntryKind;
use gix::objs::{Kind, TreeRefIter};
use std::collections::BTreeMap;

/// Directories below one another, at most: a tree made by a stranger may have no end to speak of.
const DEPTH: usize = 12;

/// A file, a link or a foreign commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Leaf {
    pub id: ObjectId,
    pub kind: EntryKind,
}

/// A path, what the older trees have there, and what the newer has.
pub type Row = (String, Vec<Option<Leaf>>, Option<Leaf>);

/// The paths at which any of `old` has something else than `new`; without the files of tickets.
pub fn differing(repo: &gix::Repository, old: &[Option<ObjectId>], new: Option<ObjectId>) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    let nothing = [None];
    let old = if old.is_empty() { &nothing[..] } else { old };
    let trees: Vec<Option<ObjectId>> = old.iter().copied().chain([new]).collect();
    descend(repo, "", &trees, 0, &mut found)?;
    Ok(found)
}

/// The trees are those of the older ones and then the newer.
fn descend(
    repo: &gix::Repository,
    dir: &str,
    trees: &[Option<ObjectId>],
    depth: usize,
    found: &mut Vec<Row>,
) -> Result<()> {
    if depth > DEPTH || all_same(trees) {
        return Ok(());
    }
    let sides: Vec<BTreeMap<String, Leaf>> = trees.iter().map(|tree| entries(repo, *tree)).collect::<Result<_>>()?;
    let mut names: Vec<&String> = sides.iter().flat_map(|side| side.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let there: Vec<Option<Leaf>> = sides.iter().map(|side| side.get(name).copied()).collect();
        if all_same(&there) {
            continue;
        }
        let path = if dir.is_empty() { name.clone() } else { format!("{dir}/{name}") };
        let is_tree = |leaf: &Option<Leaf>| leaf.is_some_and(|leaf| leaf.kind == EntryKind::Tree);
        if there.iter().any(is_tree) {
            let below: Vec<Option<ObjectId>> =
                there.iter().map(|leaf| leaf.filter(|_| is_tree(leaf)).map(|leaf| leaf.id)).collect();
            descend(repo, &path, &below, depth + 1, found)?;
        }
        let files: Vec<Option<Leaf>> = there.iter().map(|leaf| leaf.filter(|_| !is_tree(leaf))).collect();
        if let Some((new, old)) = files.split_last().filter(|_| !all_same(&files) && !is_ticket(&path)) {
            found.push((path, old.to_vec(), *new));
        }
    }
    Ok(())
}

fn all_same<T: PartialEq>(all: &[T]) -> bool {
    all.windows(2).all(|pair| pair[0] == pair[1])
}

fn entries(repo: &gix::Repository, tree: Option<ObjectId>) -> Result<BTreeMap<String, Leaf>> {
    let Some(tree) = tree else { return Ok(BTreeMap::new()) };
    let object = repo.find_object(tree).map_err(|e| Error::reading(tree, &e))?;
    if object.kind != Kind::Tree {
        return Ok(BTreeMap::new());
    }
    let named = |entry: gix::objs::tree::EntryRef| {
        (
            entry.filename.to_str_lossy().into_owned(),
            Leaf { id: entry.oid.to_owned(), kind: entry.mode.kind() },
        )
    };
    let all = TreeRefIter::from_bytes(&object.data, tree.kind()).map(|entry| entry.map(named));
    all.collect::<gix::Result<_>>().map_err(|e| super::corrupt(tree, e))
}

/// Whether a file is that of a ticket, in its own place.
pub fn is_ticket(path: &str) -> bool {
    let mut parts = path.split('/');
    let (Some("tickets"), Some(c1), Some(c2), Some(name), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let id = name.strip_suffix(".yaml").and_then(TicketId::parse);
    id.is_some_and(|id| id.shard() == (c1, c2))
}
