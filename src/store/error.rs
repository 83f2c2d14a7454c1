//! What can go wrong between the desk and git, named by what the caller can do about it.

use std::io;
use std::path::{Path, PathBuf};

/// An error of the store. `Display` is a terse code for developers; people get the words of
/// `render/words`, which the command line chooses by variant.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not-a-repository {0}")]
    NotARepository(PathBuf),
    /// Owned by somebody else and not listed in `safe.directory`.
    #[error("unsafe-repository {0}")]
    UnsafeRepository(PathBuf),
    /// The repository has no desk yet.
    #[error("no-desk {reference}")]
    NoDesk { reference: String },
    #[error("bad-ref {0}")]
    BadRef(String),
    /// What names commits names none here.
    #[error("bad-range {0}")]
    BadRange(String),
    /// Another ref has a name that git cannot keep beside ours, such as `tickets/x`.
    #[error("ref-in-the-way {reference}: {other}")]
    RefInTheWay { reference: String, other: String },
    /// git knows no name and address for the person.
    #[error("no-identity")]
    NoIdentity,
    /// A date in the environment that git would not read either.
    #[error("bad-date {0}")]
    BadDate(String),
    /// Somebody held the lock, or moved the ref, for as long as we were willing to wait.
    #[error("busy {0}")]
    Busy(PathBuf),
    #[error("not-writable {path}: {cause}")]
    NotWritable { path: PathBuf, cause: String },
    #[error("disk-full {path}")]
    DiskFull { path: PathBuf },
    /// An object is damaged or missing.
    #[error("corrupt {what}: {cause}")]
    Corrupt { what: String, cause: String },
    /// History is cut off, so figures from it would be wrong.
    #[error("shallow")]
    Shallow,
    /// Two heads have no commit in common.
    #[error("unrelated")]
    Unrelated,
    /// A git command that we run failed; its own words are data.
    #[error("git {command}: {stderr}")]
    Git { command: String, stderr: String },
    /// Another repository gave no answer, or refused.
    #[error(transparent)]
    Remote(#[from] super::remote::RemoteError),
    #[error("git-missing")]
    GitMissing,
    #[error("signing: {0}")]
    Signing(String),
    #[error("io {path}: {cause}")]
    Io { path: PathBuf, cause: String },
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of the operating system at `path`.
    pub fn io(path: &Path, error: &io::Error) -> Error {
        Error::of_kind(path, error.kind(), error.to_string())
    }

    fn of_kind(path: &Path, kind: io::ErrorKind, cause: String) -> Error {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let path = path.to_owned();
        match kind {
            StorageFull | QuotaExceeded => Error::DiskFull { path },
            PermissionDenied | ReadOnlyFilesystem => Error::NotWritable { path, cause },
            _ => Error::Io { path, cause },
        }
    }

    /// An error of gix while it wrote below `path`.
    pub(super) fn writing(path: &Path, error: &gix::Error) -> Error {
        Error::of_kind(path, io_kind(error).unwrap_or(io::ErrorKind::Other), chain(error))
    }

    /// An error of gix while it read `what`: an object, a ref, a tree.
    pub(super) fn reading(what: impl ToString, error: &gix::Error) -> Error {
        Error::Corrupt { what: what.to_string(), cause: chain(error) }
    }
}

/// What the operating system said, if it was asked. gix classifies some of its kinds only, and a full
/// disk is not among them.
pub(super) fn io_kind(error: &gix::Error) -> Option<io::ErrorKind> {
    let said = error.iter_errors().filter_map(|e| e.downcast_ref::<io::Error>()).map(io::Error::kind);
    said.chain(error.classify().filter_map(|c| c.io_kind()))
        .find(|kind| *kind != io::ErrorKind::Other)
}

/// The causes of an error in one line, outermost first.
fn chain(error: &gix::Error) -> String {
    let mut causes: Vec<String> = error.iter_errors().map(ToString::to_string).collect();
    causes.dedup();
    causes.join(": ")
}
