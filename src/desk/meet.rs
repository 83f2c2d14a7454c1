//! `sync`: an exchange with a remote, and what was handed in there folded in on the way.

use super::collect::{Collect, LIMIT};
use super::sync::{Publication, SyncRequest, Synced};
use super::{Desk, Result};

impl Desk {
    /// Exchanges the desk with a remote, and folds in what waits in its inbox. That the remote does not take our changes
    /// is no error: they are kept, and the answer says why.
    ///
    /// # Errors
    /// Those of the exchange itself, and of [`Desk::collect`].
    pub fn sync(&self, request: &SyncRequest) -> Result<Synced> {
        let mut done = self.exchange(request)?;
        let kept = matches!(done.publication, Publication::Failed { .. });
        if request.dry_run || request.to.is_some() || kept || !self.is_waited_for(request.remote.as_deref())? {
            return Ok(done);
        }
        let collect = Collect { remote: request.remote.clone(), limit: LIMIT, dry_run: false };
        let collected = self.collect(&collect)?;
        (done.collected, done.set_aside) = (collected.folded.len(), collected.aside.len());
        // Numbers come with the next publication.
        done.go_on(self.exchange(request)?);
        Ok(done)
    }
}
