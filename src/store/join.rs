//! What is exchanged with a remote: where its desk was when we last looked, what is new on either side, and
//! bringing the two together.

use super::Store;
use super::error::{Error, Result};
use super::history::Commits;
use super::lock::WriteLock;
use super::merge::Joined;
use super::refs::{Reason, Swap};
use super::remote::RemoteName;
use super::tidy::Keep;
use crate::kit::child;
use gix::ObjectId;
use sha2::{Digest, Sha256};

/// What became of the desk's ref.
#[derive(Debug)]
pub enum Joining {
    /// Both have the same, or ours has theirs below it.
    Nothing,
    /// Ours was below theirs.
    Forward,
    Merged(Joined),
    /// Somebody moved it in the meantime: look again.
    Lost,
}

impl Store {
    /// The ref that says where the desk of a remote was at the last sync. It moves forward only, which is how a
    /// rewritten branch is noticed.
    pub fn synced_ref(&self, remote: &RemoteName) -> String {
        let key = match remote.is_configured() {
            true => remote.as_str().to_owned(),
            // An address is no part of a ref's name.
            false => Sha256::digest(remote.as_str()).iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        };
        format!("refs/desk/remotes/{key}/{}", self.name.trim_start_matches("refs/"))
    }

    /// git's own remote-tracking ref for the desk, where there is one.
    pub fn tracking_ref(&self, remote: &RemoteName) -> Option<String> {
        let branch = self.name.strip_prefix("refs/heads/").filter(|_| remote.is_configured())?;
        Some(format!("refs/remotes/{}/{branch}", remote.as_str()))
    }

    /// The commit that a ref of this repository leads to.
    pub fn commit_at(&self, name: &str) -> Result<Option<ObjectId>> {
        self.refs.read(name)
    }

    /// A name under which what is fetched is kept until the desk's own refs lead to it; another one each time.
    pub fn incoming_ref(&self, id: &str) -> String {
        format!("refs/desk/incoming/{id}")
    }

    /// The commits below `tip` and not below `known`, parents before children, up to `most`.
    ///
    /// # Errors
    /// As [`Store::merge`].
    pub fn commits_between(&self, known: Option<ObjectId>, tip: ObjectId, most: usize) -> Result<Vec<ObjectId>> {
        Ok(Commits::beyond(&self.repo, known, tip, most)?.ids().to_vec())
    }

    /// When a commit was recorded, in seconds since the epoch, UTC.
    pub fn recorded(&self, commit: ObjectId) -> Result<i64> {
        let time = || self.repo.find_commit(commit)?.time();
        Ok(time().map_err(|e: gix::Error| Error::reading(commit, &e))?.seconds)
    }

    /// The tree of a commit.
    pub fn tree(&self, commit: ObjectId) -> Result<ObjectId> {
        super::commit::tree_of(&self.repo, commit)
    }

    /// Takes one of our own refs away.
    ///
    /// # Errors
    /// As any write.
    pub fn drop_ref(&self, name: &str) -> Result<()> {
        let args = ["update-ref", "-d", "--end-of-options", name];
        child::git(&self.refs.common_dir, &args).text().map_err(super::git_error("update-ref"))?;
        Ok(())
    }

    /// The parents of a commit.
    pub fn parents(&self, commit: ObjectId) -> Result<Vec<ObjectId>> {
        let found = self.repo.find_commit(commit).map_err(|e| Error::reading(commit, &e))?;
        Ok(found.parent_ids().map(|parent| parent.detach()).collect())
    }

    /// How many commits are below `tip` and not below `known`, up to `most`.
    ///
    /// # Errors
    /// As [`Store::merge`].
    pub fn commits_beyond(&self, known: Option<ObjectId>, tip: ObjectId, most: usize) -> Result<usize> {
        if known == Some(tip) {
            return Ok(0);
        }
        Ok(Commits::beyond(&self.repo, known, tip, most)?.len())
    }

    /// Brings what a remote has into the desk's ref.
    ///
    /// # Errors
    /// Those of [`Store::merge`], and as any write.
    pub fn join(&self, theirs: ObjectId, from: &str) -> Result<Joining> {
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        let ours = self.refs.read(&self.name)?;
        let (joined, to) = match ours {
            None => (Joined::Ahead(theirs), theirs),
            Some(ours) if ours == theirs => return Ok(Joining::Nothing),
            Some(ours) => {
                let joined = self.merge(ours, theirs)?;
                let tip = joined.tip();
                if tip == ours {
                    return Ok(Joining::Nothing);
                }
                (joined, tip)
            }
        };
        let keep = match &joined {
            Joined::Merged(merge) => self.write_merge(merge)?,
            Joined::Ahead(_) => Keep::default(),
        };
        let why = Reason { who: self.recorder(), what: format!("sync with {from}") };
        if self.refs.swap(&mut lock, &self.name, ours, to, &why)? == Swap::Lost {
            return Ok(Joining::Lost);
        }
        if let Joined::Merged(merge) = &joined {
            self.secure(&merge.objects, &keep)?;
        }
        self.bring_worktrees_along(ours, to);
        Ok(if matches!(joined, Joined::Merged(_)) { Joining::Merged(joined) } else { Joining::Forward })
    }
}
