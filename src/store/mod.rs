//! Tickets in git: a branch of its own, one YAML file each, every change a commit.
//!
//! Objects are read and written through gix straight in the object database; one ref moves, by strict
//! compare-and-swap. The user's working tree, index, HEAD, hooks and configuration are never touched,
//! except a worktree that has the desk's branch checked out, which is brought along.
//!
//! `open` → `read` (a snapshot of the tip) → `transact` (plan on the tip, write, move the ref) →
//! `history` (commits → events), `inspect` (what `check` looks at). `refs`, `lock`, `objects`, `commit` and `worktree` serve `transact`.

mod about;
mod ancestry;
mod articles;
mod autosync;
pub mod bulk;
pub mod chains;
mod commit;
mod draft;
mod editor;
mod error;
pub mod files;
mod files_at;
pub mod format;
pub mod history;
mod hooks;
mod identity;
pub mod inbox;
pub mod inspect;
mod join;
mod lock;
pub mod looked;
mod mention;
mod merge;
pub mod message;
mod objects;
mod open;
mod partial;
mod personal;
mod quarantine;
mod read;
mod refs;
pub mod remote;
mod replay;
pub mod schema;
mod scratch;
mod signers;
mod tidy;
mod transact;
mod upkeep;
mod worktree;

pub use about::Trace;
pub use ancestry::CheckedOut;
pub use articles::{ArticleAt, Page};
pub use commit::NewCommit;
pub use error::{Error, Result};
pub use files_at::FileAt;
pub use gix::ObjectId;
pub use hooks::{HOOKS, Installed};
pub use identity::Signature;
pub use join::Joining;
pub use merge::{Drive, Driven, Joined, Lost, Merge, Unheard, UnheardText, Unlike, Voice, kept_beside, slot_name};
pub use open::{DEFAULT_REF, Found};
pub use read::{Broken, Snapshot, ticket_path};
pub use refs::git_error;
pub use remote::Remote;
pub use tidy::Keep;
pub use transact::{Done, Failure, Plan, Prepared};
pub use upkeep::{GraphState, Upkeep};

/// A repository and the ref of the desk in it.
pub struct Store {
    repo: gix::Repository,
    /// The full name of the desk's ref.
    name: String,
    refs: refs::Refs,
    /// Seeds the jitter between attempts.
    seed: u64,
}

impl Store {
    /// The full name of the desk's ref, such as `refs/heads/tickets`.
    pub fn reference(&self) -> &str {
        &self.name
    }

    /// The directory that all worktrees share.
    pub fn common_dir(&self) -> &std::path::Path {
        &self.refs.common_dir
    }

    /// A value of git's configuration that is yes or no.
    pub fn config_bool(&self, key: &str) -> Option<bool> {
        self.repo.config_snapshot().boolean(key)
    }

    /// A value of git's configuration.
    pub fn config(&self, key: &str) -> Option<String> {
        self.repo.config_snapshot().string(key).map(|v| v.to_string())
    }
}
