//! What other programs keep in a repository beside its branches: refs to chains of commits, merges included, whose
//! trees hold a few small files. Read only, and bounded: how long a chain is, how large what it holds.

use super::error::Result;
use super::open::discover_there;
use super::refs::git_error;
use crate::domain::outcome::import::Cause;
use crate::kit::child::git;
use gix::ObjectId;
use std::collections::{HashSet, VecDeque};
use std::path::Path;

/// The most refs that are read, and the most commits of one chain.
const MOST_REFS: usize = 1_000_000;
const MOST_LINKS: usize = 100_000;
/// The largest commit and the largest tree, in bytes.
const MOST_BYTES: u64 = 4 << 20;

/// A repository that need not have a desk.
pub struct Elsewhere {
    repo: gix::Repository,
}

/// A commit of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: ObjectId,
    pub tree: ObjectId,
}

impl Elsewhere {
    /// The repository of a directory, bare ones included, or above it; `GIT_DIR` does not count.
    ///
    /// # Errors
    /// `NotARepository`, `UnsafeRepository`.
    pub fn at(dir: &Path) -> Result<Elsewhere> {
        Ok(Elsewhere { repo: discover_there(dir)? })
    }

    /// The refs below a prefix such as `refs/bugs/`, with `*` for one step of a name, in order of their names.
    pub fn refs(&self, pattern: &str) -> Result<Vec<(String, ObjectId)>> {
        let count = format!("--count={MOST_REFS}");
        let args = ["for-each-ref", &count, "--format=%(objectname) %(refname)", pattern];
        let listed = git(self.repo.common_dir(), &args).bytes().map_err(git_error("for-each-ref"))?;
        let listed = String::from_utf8_lossy(&listed);
        let one = |line: &str| {
            let (id, name) = line.split_once(' ')?;
            Some((name.to_owned(), ObjectId::from_hex(id.as_bytes()).ok()?))
        };
        Ok(listed.lines().filter_map(one).collect())
    }

    /// The commits from which a ref came about, the first one first; where there is no merge, each behind its parent.
    ///
    /// # Errors
    /// [`Cause::NoObject`], [`Cause::TooMany`], [`Cause::TooLong`].
    pub fn chain(&self, tip: ObjectId) -> std::result::Result<Vec<Link>, Cause> {
        let (mut seen, mut next) = (HashSet::from([tip]), VecDeque::from([tip]));
        let mut links = Vec::new();
        while let Some(id) = next.pop_front() {
            if links.len() >= MOST_LINKS {
                return Err(Cause::TooMany { limit: MOST_LINKS });
            }
            self.look(id, gix::objs::Kind::Commit, MOST_BYTES)?;
            let commit = self.repo.find_commit(id).map_err(|_| absent(id))?;
            let tree = commit.tree_id().map_err(|_| absent(id))?.detach();
            let parents: Vec<ObjectId> = commit.parent_ids().map(|parent| parent.detach()).collect();
            next.extend(parents.into_iter().filter(|parent| seen.insert(*parent)));
            links.push(Link { id, tree });
        }
        links.reverse();
        Ok(links)
    }

    /// The names in a tree, each with its object.
    ///
    /// # Errors
    /// [`Cause::NoObject`], [`Cause::TooLong`].
    pub fn names(&self, tree: ObjectId) -> std::result::Result<Vec<(String, ObjectId)>, Cause> {
        self.look(tree, gix::objs::Kind::Tree, MOST_BYTES)?;
        let object = self.repo.find_tree(tree).map_err(|_| absent(tree))?;
        let decoded = object.decode().map_err(|_| absent(tree))?;
        Ok(decoded.entries.iter().map(|e| (e.filename.to_string(), e.oid.to_owned())).collect())
    }

    /// The bytes of a file of no more than so many.
    ///
    /// # Errors
    /// As [`Elsewhere::names`].
    pub fn bytes(&self, file: ObjectId, most: u64) -> std::result::Result<Vec<u8>, Cause> {
        self.look(file, gix::objs::Kind::Blob, most)?;
        let mut object = self.repo.find_object(file).map_err(|_| absent(file))?;
        Ok(std::mem::take(&mut object.data))
    }

    /// Before anything is unpacked: whether it is what it should be.
    fn look(&self, id: ObjectId, kind: gix::objs::Kind, most: u64) -> std::result::Result<(), Cause> {
        let header = self.repo.find_header(id).map_err(|_| absent(id))?;
        match header.kind() == kind {
            true if header.size() > most => Err(Cause::TooLong { limit: usize::try_from(most).unwrap_or(usize::MAX) }),
            true => Ok(()),
            false => Err(absent(id)),
        }
    }
}

fn absent(id: ObjectId) -> Cause {
    Cause::NoObject { name: id.to_hex_with_len(12).to_string() }
}
