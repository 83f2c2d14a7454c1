//! Worktrees that have the desk's branch checked out are brought along, when that loses nothing.
//!
//! git itself does it, with a two-tree merge in that worktree: only the changed paths are touched, and
//! anything that a person edited there stops it. A worktree whose index equals an earlier tip is
//! behind, not dirty.

use super::Store;
use crate::kit::child;
use gix::ObjectId;
use std::fs;
use std::path::{Path, PathBuf};

/// How far back a worktree that was left behind may be.
const EARLIER_TIPS: &str = "--max-count=1000";

impl Store {
    /// Updates every worktree on the branch from `old` to `new`; returns those that stay behind.
    pub(super) fn bring_worktrees_along(&self, old: Option<ObjectId>, new: ObjectId) -> Vec<PathBuf> {
        let on_branch = self.worktrees_on_branch();
        on_branch.into_iter().filter(|dir| !self.bring_along(dir, old, new)).collect()
    }

    fn worktrees_on_branch(&self) -> Vec<PathBuf> {
        let head = format!("ref: {}", self.name);
        let on_branch = |git_dir: &Path| fs::read_to_string(git_dir.join("HEAD")).is_ok_and(|h| h.trim_end() == head);
        let mut found = Vec::new();
        if on_branch(&self.refs.common_dir)
            && !self.repo.config_snapshot().boolean("core.bare").unwrap_or(false)
            && let Some(dir) = self.main_worktree()
        {
            found.push(dir);
        }
        let linked = fs::read_dir(self.refs.common_dir.join("worktrees")).into_iter().flatten().flatten();
        for entry in linked.filter(|e| on_branch(&e.path())) {
            let dot_git = fs::read_to_string(entry.path().join("gitdir")).unwrap_or_default();
            found.extend(Path::new(dot_git.trim_end()).parent().filter(|d| d.is_dir()).map(Path::to_owned));
        }
        found
    }

    fn main_worktree(&self) -> Option<PathBuf> {
        match self.config("core.worktree") {
            Some(dir) => Some(self.refs.common_dir.join(dir)),
            None if self.refs.common_dir.ends_with(".git") => self.refs.common_dir.parent().map(Path::to_owned),
            None => None,
        }
    }

    fn bring_along(&self, dir: &Path, old: Option<ObjectId>, new: ObjectId) -> bool {
        let empty = ObjectId::empty_tree(new.kind()).to_string();
        let old = old.map_or(empty, |old| old.to_string());
        move_forward(dir, &old, new) || earlier_tip(dir, new).is_some_and(|tree| move_forward(dir, &tree, new))
    }
}

fn move_forward(dir: &Path, from: &str, to: ObjectId) -> bool {
    // The index may hold stale stat data only; refreshing it makes clean files count as clean.
    child::git_in(dir, &["update-index", "-q", "--refresh"]).text().ok();
    child::git_in(dir, &["read-tree", "-m", "-u", from, &to.to_string()]).text().is_ok()
}

/// The tree of the worktree's index, if some earlier commit of the branch has just that tree.
fn earlier_tip(dir: &Path, new: ObjectId) -> Option<String> {
    let tree = child::git_in(dir, &["write-tree"]).text().ok()?;
    let log = child::git_in(dir, &["log", EARLIER_TIPS, "--format=%T", &new.to_string()]).text().ok()?;
    log.lines().any(|earlier| earlier == tree).then_some(tree)
}
