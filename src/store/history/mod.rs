//! From commits to events: the timeline of tickets, read back from the diffs of history.
//!
//! The diff is the truth; trailers are not needed. Commits are walked oldest first, in blocks: each
//! block is decoded and compared in parallel, then events get their effective times in order. While
//! history is one line, events are handed on as they are found and nothing is kept; a history with
//! merges is gathered first, because the one order of events (see
//! [`timeline`](crate::domain::ticket::timeline)) is not the order of commits then.

mod ancestry;
mod compare;
mod gather;
mod last;
mod lives;
mod load;
mod recent;
mod since;
mod stub;
pub use stub::{Base, Chapter, Stretch, Told};
#[cfg(test)]
mod tests;

pub(super) use compare::{Reader, corrupt};
pub use since::Touched;

use super::error::{Error, Result};
use super::format::Limits;
use super::{ObjectId, Store};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use std::collections::BTreeSet;

/// What to read of history.
#[derive(Clone, Copy, Debug)]
pub struct Want<'a> {
    /// Only these tickets.
    pub only: Option<&'a BTreeSet<TicketId>>,
    /// Keep the texts of messages; figures do not need them.
    pub texts: bool,
    pub limits: &'a Limits,
}

impl Store {
    /// Every event below `tip`; each ticket's events in the one order, tickets in no particular one.
    ///
    /// # Errors
    /// [`Error::Shallow`] when history is cut off: a wrong figure is worse than none.
    pub fn history(&self, tip: ObjectId, want: &Want, mut visit: impl FnMut(TicketId, Event)) -> Result<()> {
        self.ensure_whole(tip)?;
        let order = load::oldest_first(&self.repo, tip)?;
        if order.is_linear() {
            gather::stream(self, &order, want, &mut visit)
        } else {
            gather::collect(self, &order, want, &mut visit)
        }
    }

    /// All events of one ticket, in the one order.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn events_of(&self, tip: ObjectId, id: TicketId, limits: &Limits) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        let only = BTreeSet::from([id]);
        let want = Want { only: Some(&only), texts: true, limits };
        self.history(tip, &want, |_, event| events.push(event))?;
        Ok(events)
    }

    /// Refuses a history that is cut off.
    ///
    /// # Errors
    /// [`Error::Shallow`].
    pub fn ensure_whole(&self, tip: ObjectId) -> Result<()> {
        if self.is_cut_off(tip)? { Err(Error::Shallow) } else { Ok(()) }
    }

    /// Whether a shallow boundary lies below this commit. A repository may be shallow elsewhere.
    fn is_cut_off(&self, tip: ObjectId) -> Result<bool> {
        let shallow = self.repo.shallow_commits().map_err(|e| Error::reading("shallow", &e))?;
        let Some(boundary) = shallow else { return Ok(false) };
        let order = load::oldest_first(&self.repo, tip)?;
        Ok(boundary.iter().any(|commit| order.position(commit).is_some()))
    }
}
