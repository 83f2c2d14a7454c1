//! The events of a ticket that was touched by one commit after another: each version is compared with the one
//! before it.

use super::Want;
use super::compare::{Reader, lighten};
use super::told::{Start, Told, Version, base, whole};
use super::touches::Touch;
use super::versions::Versions;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, diff};
use crate::store::error::Result;
use crate::store::format::read_ticket_bytes;
use gix::ObjectId;

/// The events of these touches, each of which has the one before it among its ancestors. A version that cannot be
/// read sets nothing: the next one is compared with the last that could.
pub fn line(
    reader: &Reader,
    ids: &[ObjectId],
    touches: &[Touch],
    start: Start,
    want: &Want,
) -> Result<Vec<(Told, Event)>> {
    let mut versions = Versions::of(&reader.repo, touches.iter().filter_map(|touch| touch.new).collect());
    let mut last: Version = start.version.map(|blob| version(reader, blob, want)).transpose()?.flatten();
    let mut goes_on = start;
    let mut events = Vec::with_capacity(touches.len());
    for touch in touches {
        let (now, changes) = match touch.new {
            None => (None, removal(last.is_some())),
            Some(blob) => match read_ticket_bytes(&versions.next()?, want.limits) {
                Err(_) => continue,
                Ok(ticket) => {
                    let changes = diff(last.as_ref().map(|(_, ticket)| ticket), &ticket);
                    (Some((blob, ticket)), changes)
                }
            },
        };
        if changes.is_empty() {
            continue;
        }
        let (commit, at, old) = (ids[touch.at as usize], goes_on.at(touch.claimed), base(&last));
        let told = Told { commit, at, depth: goes_on.depth, old, new: touch.new };
        events.push(whole(reader, told, lighten(changes, want.texts), want)?);
        goes_on = Start { version: touch.new, floor: Some(at), depth: goes_on.depth.saturating_add(1) };
        last = now;
    }
    Ok(events)
}

/// What the end of a file changes: nothing, if it never could be read.
pub fn removal(was_there: bool) -> Vec<Change> {
    if was_there { vec![Change::Removed] } else { Vec::new() }
}

/// A version that could be read when it was told.
fn version(reader: &Reader, blob: ObjectId, want: &Want) -> Result<Version> {
    let ticket = reader.read(blob, want.limits)?;
    Ok(ticket.map(|ticket| (blob, ticket)))
}
