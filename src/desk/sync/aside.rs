//! What was pushed to another branch, for a merge request, and what became of it there.
//!
//! A request that is merged has our commits below it. One that is squashed has not: a single commit has the tree that we
//! pushed. Nothing is lost by that, but history tells all of it as one change, at the time of the squash; so it is named.

use super::MANY;
use super::outcome::Synced;
use crate::desk::{Desk, Result};
use crate::store::ObjectId;

/// Below this a ref of each branch leads to what was pushed there.
const ASIDE: &str = "refs/desk/aside";

impl Desk {
    /// Keeps in mind what was pushed to a branch.
    pub(super) fn put_aside(&self, branch: &str, head: ObjectId) -> Result<()> {
        Ok(self.store.point(&format!("{ASIDE}/{branch}"), head)?)
    }

    /// Looks among the new commits of the remote for what was pushed aside, names what was squashed, and forgets what
    /// has arrived.
    pub(super) fn find_aside(&self, before: Option<ObjectId>, theirs: ObjectId, done: &mut Synced) -> Result<()> {
        let waiting = self.store.refs_below(ASIDE)?;
        if waiting.is_empty() || before == Some(theirs) {
            return Ok(());
        }
        let new = self.store.commits_between(before, theirs, MANY)?;
        for aside in waiting {
            let is_below = self.store.commits_beyond(Some(theirs), aside.id, 1)? == 0;
            let squashed = !is_below && self.is_squashed(aside.id, &new)?;
            if squashed {
                let branch = aside.name.strip_prefix(ASIDE).unwrap_or(&aside.name);
                done.squashed.push(branch.trim_start_matches('/').to_owned());
            }
            if is_below || squashed {
                self.store.drop_ref(&aside.name)?;
            }
        }
        Ok(())
    }

    /// One of these commits has one parent, and all that was pushed.
    fn is_squashed(&self, aside: ObjectId, new: &[ObjectId]) -> Result<bool> {
        let tree = self.store.tree(aside)?;
        for commit in new {
            if self.store.parents(*commit)?.len() == 1 && self.store.tree(*commit)? == tree {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
