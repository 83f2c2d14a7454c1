//! A repository of git-bug, as the store reads it, to an export.
//!
//! Bugs of this clone count, and where there are none those that remotes had at the last fetch, each once. Identities
//! are taken from both: whoever only wrote elsewhere has a name, too.

use super::error::Result;
use crate::domain::outcome::import::Cause;
use crate::intake::foreign::git_bug::{Pack, Reader};
use crate::intake::foreign::{Export, MOST_BYTES, Unreadable};
use crate::store::ObjectId;
use crate::store::chains::{Elsewhere, Link};
use std::collections::HashSet;
use std::path::Path;

const BUGS: [&str; 2] = ["refs/bugs/", "refs/remotes/*/bugs/*"];
/// Later ones count more.
const IDENTITIES: [&str; 2] = ["refs/remotes/*/identities/*", "refs/identities/"];
/// The largest file of operations and the largest other one, in bytes.
const MOST_OPS: u64 = 16 << 20;
const MOST_FILE: u64 = 64 << 20;
/// Directories of what came with operations: today's, and that of the first formats.
const BESIDE: [&str; 2] = ["extra", "media"];

/// Reads the bugs of the repository in a directory, or above it.
///
/// # Errors
/// That there is no repository; and, inside, that it has no bugs.
pub fn read_git_bug(dir: &Path) -> Result<std::result::Result<Export, Unreadable>> {
    let mut source = Source { repo: Elsewhere::at(dir)?, left: MOST_BYTES as u64 };
    let mut reader = Reader::default();
    for pattern in IDENTITIES {
        for (name, tip) in source.repo.refs(pattern)? {
            for version in source.versions(tip) {
                reader.identity(last_step(&name), &version);
            }
        }
    }
    let mut bugs = source.repo.refs(BUGS[0])?;
    if bugs.is_empty() {
        bugs = source.repo.refs(BUGS[1])?;
    }
    let mut seen = HashSet::new();
    for (name, tip) in bugs {
        let id = last_step(&name);
        if seen.insert(id.to_owned()) {
            match source.repo.chain(tip) {
                Ok(chain) => reader.bug(id, chain.into_iter().map(|link| source.pack(link)).collect()),
                Err(cause) => reader.skip(id, cause),
            }
        }
    }
    Ok(reader.done())
}

struct Source {
    repo: Elsewhere,
    /// Bytes of files that are still taken into memory.
    left: u64,
}

impl Source {
    /// What an identity said of itself, the first version first. What cannot be read says nothing.
    fn versions(&self, tip: ObjectId) -> Vec<Vec<u8>> {
        let chain = self.repo.chain(tip).unwrap_or_default();
        let version = |link: Link| {
            let names = self.repo.names(link.tree).ok()?;
            let (_, file) = names.into_iter().find(|(name, _)| name == "version")?;
            self.repo.bytes(file, MOST_OPS).ok()
        };
        chain.into_iter().filter_map(version).collect()
    }

    fn pack(&mut self, link: Link) -> Pack {
        let commit = link.id.to_string();
        let names = match self.repo.names(link.tree) {
            Ok(names) => names,
            Err(cause) => return Pack { commit, names: Vec::new(), ops: Err(cause), files: Vec::new() },
        };
        let find = |wanted: &str| names.iter().find(|(name, _)| name == wanted).map(|(_, id)| *id);
        let ops = find("ops").ok_or(Cause::Missing { key: "ops" });
        let ops = ops.and_then(|file| self.repo.bytes(file, MOST_OPS));
        let beside = BESIDE.into_iter().filter_map(find).filter_map(|tree| self.repo.names(tree).ok());
        let files: Vec<ObjectId> = beside.flatten().map(|(_, file)| file).collect();
        let files = files.into_iter().map(|file| (file.to_string(), self.file(file))).collect();
        Pack { commit, names: names.into_iter().map(|(name, _)| name).collect(), ops, files }
    }

    fn file(&mut self, file: ObjectId) -> std::result::Result<Vec<u8>, Cause> {
        let bytes = self.repo.bytes(file, MOST_FILE)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Cause::TooLong { limit: MOST_BYTES })?;
        Ok(bytes)
    }
}

fn last_step(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
