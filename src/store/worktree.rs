//! Worktrees that have the desk's branch checked out are brought along, when that loses nothing.
//!
//! git itself does it, with a two-tree merge in that worktree: only the changed paths are touched, and
//! anything that a person edited there stops it. A worktree whose index equals an earlier tip is
//! behind, not dirty.

use super::Store;
use super::refs::Backend;
use crate::kit::child;
use gix::ObjectId;
use std::fs;
use std::path::{Path, PathBuf};

/// How far back a worktree that was left behind may be.
const EARLIER_TIPS: &str = "--max-count=1000";

/// A work tree and the git directory that holds its HEAD and index.
struct Worktree {
    git_dir: PathBuf,
    dir: PathBuf,
}

impl Store {
    /// Updates every worktree on the branch from `old` to `new`; returns those that stay behind.
    pub(super) fn bring_worktrees_along(&self, old: Option<ObjectId>, new: ObjectId) -> Vec<PathBuf> {
        let stay_behind = self.worktrees_on_branch().into_iter().filter(|tree| !tree.bring_along(old, new));
        stay_behind.map(|tree| tree.dir).collect()
    }

    /// The directories of the worktrees that have the branch checked out.
    pub(super) fn worktree_dirs(&self) -> Vec<PathBuf> {
        self.worktrees_on_branch().into_iter().map(|tree| tree.dir).collect()
    }

    fn worktrees_on_branch(&self) -> Vec<Worktree> {
        let mut found: Vec<Worktree> = Vec::new();
        let common = &self.refs.common_dir;
        if !self.repo.config_snapshot().boolean("core.bare").unwrap_or(false)
            && let Some(dir) = self.main_worktree()
        {
            found.push(Worktree { git_dir: common.clone(), dir });
        }
        for entry in fs::read_dir(common.join("worktrees")).into_iter().flatten().flatten() {
            let git_dir = entry.path();
            let dot_git = fs::read_to_string(git_dir.join("gitdir")).unwrap_or_default();
            // With `worktree.useRelativePaths` it is relative to the git directory.
            if let Some(dir) = Path::new(dot_git.trim_end()).parent().map(|d| git_dir.join(d)) {
                found.push(Worktree { git_dir, dir });
            }
        }
        found.retain(|tree| tree.dir.is_dir() && self.is_on_branch(tree));
        found
    }

    fn is_on_branch(&self, tree: &Worktree) -> bool {
        match self.refs.backend {
            Backend::Files => {
                let head = fs::read_to_string(tree.git_dir.join("HEAD")).unwrap_or_default();
                head.strip_prefix("ref: ").is_some_and(|name| name.trim_end() == self.name)
            }
            Backend::Reftable => {
                let head = child::git_at(&tree.git_dir, &tree.dir, &["symbolic-ref", "-q", "HEAD"]).text();
                head.is_ok_and(|name| name == self.name)
            }
        }
    }

    fn main_worktree(&self) -> Option<PathBuf> {
        match self.config("core.worktree") {
            Some(dir) => Some(self.refs.common_dir.join(dir)),
            None if self.refs.common_dir.ends_with(".git") => self.refs.common_dir.parent().map(Path::to_owned),
            None => None,
        }
    }
}

impl Worktree {
    fn bring_along(&self, old: Option<ObjectId>, new: ObjectId) -> bool {
        let empty = ObjectId::empty_tree(new.kind()).to_string();
        let old = old.map_or(empty, |old| old.to_string());
        self.move_forward(&old, new) || self.earlier_tip(new).is_some_and(|tree| self.move_forward(&tree, new))
    }

    fn move_forward(&self, from: &str, to: ObjectId) -> bool {
        // The index may hold stale stat data only; refreshing it makes clean files count as clean.
        self.git(&["update-index", "-q", "--refresh"]).ok();
        self.git(&["read-tree", "-m", "-u", from, &to.to_string()]).is_ok()
    }

    /// The tree of the worktree's index, if some earlier commit of the branch has just that tree.
    fn earlier_tip(&self, new: ObjectId) -> Option<String> {
        let tree = self.git(&["write-tree"]).ok()?;
        let log = self.git(&["log", EARLIER_TIPS, "--format=%T", &new.to_string()]).ok()?;
        log.lines().any(|earlier| earlier == tree).then_some(tree)
    }

    fn git(&self, args: &[&str]) -> Result<String, child::Error> {
        child::git_at(&self.git_dir, &self.dir, args).text()
    }
}
