//! Looking through every ticket file for the tickets that it mentions, on all cores.

use super::error::Result;
use super::format::{Limits, read_ticket_bytes};
use super::read::Snapshot;
use crate::domain::ticket::{Ticket, TicketId};
use gix::ObjectId;
use rayon::prelude::*;

impl Snapshot<'_> {
    /// The readable tickets whose file mentions one of these ids, in order of id. Only files that do are
    /// read as tickets. A file that is broken, or not here (in a partial clone), mentions nobody: what is
    /// said of a ticket must not depend on the soundness of all others.
    pub fn mentioning(&self, ids: &[TicketId], limits: &Limits) -> Result<Vec<Ticket>> {
        let mut files = Vec::new();
        self.each_file("", |_, blob| {
            files.push(blob);
            Ok(())
        })?;
        let shared = self.repo().clone().into_sync();
        let look = |repo: &mut gix::Repository, blob: &ObjectId| {
            let object = repo.find_object(*blob).ok()?;
            let text = std::str::from_utf8(&object.data).ok()?;
            let is_mentioned = ids.iter().any(|id| text.contains(id.as_str()));
            is_mentioned.then(|| read_ticket_bytes(&object.data, limits).ok()).flatten()
        };
        let found: Vec<Option<Ticket>> = files.par_iter().map_init(|| shared.to_thread_local(), look).collect();
        Ok(found.into_iter().flatten().collect())
    }
}
