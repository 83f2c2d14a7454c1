//! Many ticket files of one commit at once, on all cores.

use super::error::Result;
use super::format::{Fault, Limits, read_ticket_bytes};
use super::open::with_caches;
use super::read::{Broken, Snapshot, ticket_path};
use crate::domain::ticket::{Ticket, TicketId};
use crate::kit::yaml::FaultKind;
use gix::ObjectId;
use rayon::prelude::*;

/// So few files are read by one thread: the others would cost more than they help.
const FEW: usize = 96;
/// Files that a thread reads at a time: neighbours share the bases of their deltas.
const RUN: usize = 256;

/// A ticket file: whose, and which object.
pub type FileAt = (TicketId, ObjectId);

impl Snapshot<'_> {
    /// Every ticket file, in order of id.
    pub fn files(&self) -> Result<Vec<FileAt>> {
        let mut files = Vec::new();
        self.each_file("", |id, blob| {
            files.push((id, blob));
            Ok(())
        })?;
        Ok(files)
    }

    /// What `map` makes of each of these files, in their order.
    pub fn read_files<T: Send>(
        &self,
        files: &[FileAt],
        limits: &Limits,
        map: impl Fn(FileAt, std::result::Result<Ticket, Broken>) -> T + Sync,
    ) -> Result<Vec<T>> {
        let read = |repo: &gix::Repository, &(id, blob): &FileAt| {
            let ticket = match repo.find_object(blob) {
                Ok(object) => read_ticket_bytes(&object.data, limits),
                Err(_) => Err(damaged(blob)),
            };
            map((id, blob), ticket.map_err(|fault| Broken { id, path: ticket_path(id), fault: Box::new(fault) }))
        };
        if files.len() <= FEW {
            return Ok(files.iter().map(|file| read(self.repo(), file)).collect());
        }
        let shared = self.repo().clone().into_sync();
        let run = |files: &[FileAt]| -> Vec<T> {
            let repo = with_caches(shared.to_thread_local());
            files.iter().map(|file| read(&repo, file)).collect()
        };
        let runs: Vec<Vec<T>> = files.par_chunks(RUN).map(run).collect();
        Ok(runs.into_iter().flatten().collect())
    }
}

/// An object that is lost or damaged hides its own ticket and no other.
pub(super) fn damaged(object: ObjectId) -> Fault {
    Fault::new(FaultKind::Damaged { object: object.to_string() }, 1, 1)
}
