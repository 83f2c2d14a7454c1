//! Events of a ticket: what each commit did to it, in the one order that timeline and merge share.
//!
//! The effective time of an event is
//! `eff(c) = max(min(author date, committer date + 120 s), eff of every ancestor that is an event of
//! this ticket)`; the 120 s belong to the format. Events are in order of (eff, depth among the
//! ticket's own events, commit id). Taking for each field the greatest setter in this order *is* the
//! merge law for single values: a setter that another one has among its ancestors is always the
//! smaller of the two, since its effective time and its depth are. So folding the events in order
//! gives the state at the tip, whatever the clocks say and whoever merged when.

use super::{Change, Ticket, TicketId, apply};
use crate::domain::time::{Time, at};

/// How far an author's clock may run ahead of the recorder's, in seconds. Part of the format.
pub const SKEW_S: i64 = 120;

/// What one commit did to one ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The commit, in hexadecimal.
    pub commit: String,
    /// The effective time.
    pub at: Time,
    /// Who acted: the author's address (or name, where the address is empty), mailmap applied.
    pub actor: String,
    /// The author's name, for people.
    pub actor_name: String,
    /// The source and sequence number of an imported event (`Event:` trailer).
    pub source: Option<String>,
    /// The first line of the commit's message.
    pub subject: String,
    pub changes: Vec<Change>,
}

/// The effective time before the floor of the ticket's earlier events is applied.
pub fn claimed_time(author: i64, committer: i64) -> Time {
    at(author.min(committer.saturating_add(SKEW_S)))
}

/// The state after these events.
pub fn fold<'a>(id: TicketId, events: impl IntoIterator<Item = &'a Event>) -> Option<Ticket> {
    events.into_iter().fold(None, |state, event| apply(state, id, &event.changes))
}

/// The state at `instant`: events at it are seen, later ones are not.
pub fn state_at(id: TicketId, events: &[Event], instant: Time) -> Option<Ticket> {
    fold(id, events.iter().take_while(|e| e.at <= instant))
}
