//! What is known of an event beside what it changed, and where the history of a ticket goes on.

use super::Want;
use super::compare::Reader;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::error::Result;
use gix::ObjectId;

/// An event as an index keeps it beside its changes: enough to find them again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub commit: ObjectId,
    /// The effective time.
    pub at: Time,
    /// How many of the ticket's own events are below it in one chain, at most.
    pub depth: u32,
    /// What the version was compared with.
    pub old: Base,
    /// The version: a blob, or none where the file is gone.
    pub new: Option<ObjectId>,
}

/// What a version was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// There was none before it.
    Nothing,
    /// A blob.
    Version(ObjectId),
    /// The law of the events below it: it is a merge, or it mends what a merge broke.
    Law,
}

/// One ticket's part in a stretch of history.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    pub ticket: TicketId,
    /// Of the events told before, the first so many still stand.
    pub kept: usize,
    /// In the one order; they come after the kept ones.
    pub events: Vec<(Told, Event)>,
}

/// The state from which a ticket's events go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The last readable version; `None`: there is no ticket yet.
    pub version: Option<ObjectId>,
    /// The greatest effective time of the events before.
    pub floor: Option<Time>,
    /// The depth of an event that has all of them below it.
    pub depth: u32,
}

impl Start {
    /// After these events, the last of which left `version`.
    pub fn after(kept: &[Told], version: Option<ObjectId>) -> Start {
        let depth = kept.iter().map(|told| told.depth.saturating_add(1)).max().unwrap_or(0);
        Start { version, floor: kept.last().map(|told| told.at), depth }
    }

    /// The effective time of an event that claims a time.
    pub fn at(&self, claimed: Time) -> Time {
        self.floor.map_or(claimed, |floor| claimed.max(floor))
    }
}

/// Whether each of these events has the one before it below it, so that the last one's version is the state after
/// all of them.
pub fn is_chain(told: &[Told]) -> bool {
    told.iter().zip(0..).all(|(told, n)| told.depth == n)
}

/// A version and its blob.
pub type Version = Option<(ObjectId, Ticket)>;

pub fn base(version: &Version) -> Base {
    version.as_ref().map_or(Base::Nothing, |(blob, _)| Base::Version(*blob))
}

/// The event that goes with what is told of it.
pub fn whole(reader: &Reader, told: Told, changes: Vec<Change>, want: &Want) -> Result<(Told, Event)> {
    let event = reader.told(told.commit, told.at, changes, want.who)?;
    Ok((told, event))
}
