//! Bulk imports: many commits at once through the installed `git fast-import`, then a repack.
//!
//! [`Claim`] (one import of a clone at a time, and where an interrupted one goes on) → [`BulkWriter`]
//! (commits, onto `refs/desk/import/<key>`) → [`write_commit_graph`] and [`repack()`] → the caller moves
//! the branch → [`Claim::finish`]. The user's branch, and packs that the import did not make, are
//! never touched; `git gc` is never run.

mod claim;
mod ident;
mod repack;
mod seen;
#[cfg(test)]
mod tests;
mod writer;

pub use claim::Claim;
pub use ident::Ident;
pub use repack::{Repacked, repack, write_commit_graph};
pub use seen::{MESSAGE, Seen, seen};
pub use writer::{BulkWriter, Commit};

use crate::kit::child;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("git-missing")]
    GitMissing,
    /// A git command that we run failed; its own words are data.
    #[error("git {command}: {stderr}")]
    Git { command: &'static str, stderr: String },
    /// Another import is at work in this clone.
    #[error("busy {0}")]
    Busy(PathBuf),
    #[error("io {path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
}

impl Error {
    fn io(path: &Path, cause: io::Error) -> Error {
        Error::Io { path: path.to_owned(), cause }
    }

    fn git(command: &'static str) -> impl Fn(child::Error) -> Error {
        move |error| match error {
            child::Error::NotFound => Error::GitMissing,
            child::Error::Failed { stderr, .. } => Error::Git { command, stderr },
            child::Error::Io(stderr) => Error::Git { command, stderr },
        }
    }
}

/// What git said as a path: one that is no UTF-8 stays as it is.
#[cfg(unix)]
fn path_of(mut bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']))
}
