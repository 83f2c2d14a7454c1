//! The events of one ticket from what an index kept of them: only their own commits and versions are read.

use super::Want;
use super::compare::{Reader, lighten};
use super::told::{Base, Told, Version, whole};
use super::versions::Versions;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, TicketId, diff};
use crate::store::Store;
use crate::store::error::Result;
use crate::store::format::read_ticket_bytes;
use gix::ObjectId;

impl Store {
    /// The events that were told of a ticket, as [`Store::events_of`] has them. `None`: one of them is known
    /// from the law of a merge only, or its objects say something else by now.
    pub fn events_told(&self, _: TicketId, told: &[Told], want: &Want) -> Result<Option<Vec<Event>>> {
        if told.iter().any(|told| told.old == Base::Law) {
            return Ok(None);
        }
        let mailmap = if want.who { self.repo.open_mailmap() } else { gix::mailmap::Snapshot::default() };
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let mut versions = Versions::of(&self.repo, told.iter().filter_map(|told| told.new).collect());
        let mut last: Version = None;
        let mut events = Vec::with_capacity(told.len());
        for told in told {
            let Some(old) = base(&reader, told.old, last, want)? else { return Ok(None) };
            let now = match told.new {
                None => None,
                Some(blob) => match read_ticket_bytes(&versions.next()?, want.limits) {
                    Ok(ticket) => Some((blob, ticket)),
                    Err(_) => return Ok(None),
                },
            };
            let changes = match &now {
                None => vec![Change::Removed],
                Some((_, ticket)) => diff(old.as_ref().map(|(_, ticket)| ticket), ticket),
            };
            events.push(whole(&reader, told.clone(), lighten(changes, want.texts), want)?.1);
            last = now;
        }
        Ok(Some(events))
    }
}

/// The version that an event was compared with: nearly always that of the event before it.
fn base(reader: &Reader, base: Base, last: Version, want: &Want) -> Result<Option<Version>> {
    let blob: ObjectId = match base {
        Base::Version(blob) => blob,
        _ => return Ok(Some(None)),
    };
    if last.as_ref().is_some_and(|(known, _)| *known == blob) {
        return Ok(Some(last));
    }
    Ok(reader.read(blob, want.limits)?.map(|ticket| Some((blob, ticket))))
}
