//! `sync`: fetch, merge, push; again when somebody was faster.
//!
//! The merge moves the local ref before anything is pushed, so that whatever the remote says, what was brought
//! together stays, and the next sync goes on from there.

mod aside;
mod beside;
mod numbers;
mod outcome;
mod rounds;

pub use outcome::{LostValue, Publication, Renumbered, Synced};

use super::{Desk, Result};
use crate::store::remote::RemoteName;

/// Unpublished changes are counted up to here.
const MANY: usize = 10_000;

/// What is asked of a sync.
#[derive(Clone, Debug, Default)]
pub struct SyncRequest {
    /// With which remote; else the usual one.
    pub remote: Option<String>,
    /// Push to this branch instead of the desk's own, for a merge request.
    pub to: Option<String>,
    /// The remote's history was rewritten: take it, and put what is unpublished on top.
    pub adopt: bool,
    /// Only say what would be done.
    pub dry_run: bool,
}

impl Desk {
    /// Unpublished changes are counted up to here for whoever only wants to know that there are some.
    pub const MANY_UNPUBLISHED: usize = 1_000;

    /// How many changes of this clone the usual remote does not have, as far as is known here; no remote is asked. Up to
    /// [`Desk::MANY_UNPUBLISHED`].
    /// `None`: there is no remote, or it never had the desk.
    pub fn unpublished(&self) -> Result<Option<usize>> {
        let Ok(remote) = self.store.exchange_remote(None) else { return Ok(None) };
        let (Some(known), Some(tip)) = (self.last_known(&remote)?, self.store.local_tip()?) else { return Ok(None) };
        Ok(self.store.commits_beyond(Some(known), tip, Self::MANY_UNPUBLISHED).ok())
    }

    /// Where the remote's desk was when we last heard of it, by us or by git itself.
    fn last_known(&self, remote: &RemoteName) -> Result<Option<crate::store::ObjectId>> {
        if let Some(tracking) = self.store.tracking_ref(remote)
            && let Some(tip) = self.store.commit_at(&tracking)?
        {
            return Ok(Some(tip));
        }
        Ok(self.store.commit_at(&self.store.synced_ref(remote))?)
    }
}
