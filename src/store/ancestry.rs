//! Whether one commit contains another, as git knows it. Names of commits come from strangers: what is no name of a
//! commit is never handed to git.

use super::Store;
use crate::kit::child::{self, git};
use std::path::{Path, PathBuf};

/// Whether `newer` is `older` or comes after it.
///
/// # Errors
/// Those of git, which also knows no answer for commits that are not there.
pub(super) fn is_ancestor(git_dir: &Path, older: &str, newer: &str) -> Result<bool, child::Error> {
    match git(git_dir, &["merge-base", "--is-ancestor", older, newer]).bytes() {
        Ok(_) => Ok(true),
        Err(child::Error::Failed { code: Some(1), .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Store {
    /// Whether a commit of the code contains another one. `None`: nobody knows, because one of them is not in this
    /// repository or its history is cut off.
    pub fn contains(&self, newer: &str, older: &str) -> Option<bool> {
        if !is_commit_name(newer) || !is_commit_name(older) {
            return None;
        }
        if newer == older {
            return Some(true);
        }
        let is_in =
            is_ancestor(self.repo.git_dir(), &format!("{older}^{{commit}}"), &format!("{newer}^{{commit}}")).ok()?;
        // What a cut-off history does not show may be there all the same.
        (is_in || self.repo.is_shallow().is_ok_and(|cut| !cut)).then_some(is_in)
    }
}

/// What of the code is checked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedOut {
    /// In hexadecimal.
    pub commit: Option<String>,
    /// `None`: no branch.
    pub branch: Option<String>,
    /// Where its files are.
    pub root: Option<PathBuf>,
}

impl Store {
    /// What of the code is checked out here, as far as anything is.
    pub fn code(&self) -> CheckedOut {
        let commit = self.repo.head_id().ok().map(|id| id.to_string());
        let branch = self.repo.head_name().ok().flatten().map(|name| name.shorten().to_string());
        CheckedOut { commit, branch, root: self.repo.workdir().map(Path::to_owned) }
    }
}

/// Hexadecimal digits, as many as git takes.
fn is_commit_name(name: &str) -> bool {
    (7..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_hexdigit())
}
