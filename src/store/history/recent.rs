//! The tickets that were touched last, as far as a glance at history shows them.

use super::compare::{corrupt, trailers};
use crate::domain::ticket::TicketId;
use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::objs::CommitRef;

impl Store {
    /// The tickets that the last `commits` commits of the desk name in their trailers, the latest first,
    /// each once. A guess for whoever waits with a finger on a key: commits made by hand name none, and
    /// of a merge only one side is seen.
    pub fn recent(&self, tip: ObjectId, commits: usize) -> Result<Vec<TicketId>> {
        let mut found = Vec::new();
        let mut next = Some(tip);
        for _ in 0..commits {
            let Some(id) = next.filter(|id| self.repo.has_object(id)) else { break };
            let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
            let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
            let message = String::from_utf8_lossy(commit.message);
            for ticket in trailers(&message, "Ticket").filter_map(TicketId::parse) {
                if !found.contains(&ticket) {
                    found.push(ticket);
                }
            }
            next = commit.parents().next();
        }
        Ok(found)
    }
}
