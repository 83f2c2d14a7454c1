//! From commits to events: the timeline of tickets, read back from the diffs of history.
//!
//! The diff is the truth; trailers are not needed. Two passes: `touches` finds which tickets each commit touched,
//! from the trees alone; then each ticket is told by itself, its versions read in order and each compared with the
//! one before it (`line`), or along the branches on which it was touched (`branch`), in the one order of
//! [`timeline`](crate::domain::ticket::timeline). Neither pass holds more than lists of commits and touches,
//! and the versions of one ticket at a time.
//!
//! `heads` and `span` are the commits, `parting` finds where a history that was told before goes on, `ancestry`
//! knows who is below whom, `chapter` tells one ticket, `stretch` all of them with a `crew` of threads.

mod ancestry;
mod branch;
mod chapter;
mod commits;
mod compare;
mod crew;
mod heads;
mod last;
mod leaves;
mod line;
mod lives;
mod parting;
mod past;
mod recent;
mod retold;
mod since;
mod span;
mod stretch;
#[cfg(test)]
mod tests;
mod told;
mod touches;
mod trees;
mod union;
mod versions;

pub use branch::{Discarded, Outcome};
pub(super) use commits::Commits;
pub(super) use compare::{Reader, corrupt, trailers};
pub use leaves::Leaf;
pub(super) use leaves::{differing, is_ticket};
pub use past::{Junction, Past};
pub use since::Touched;
pub use stretch::Stretch;
pub use told::{Base, Chapter, Told};
pub use union::{Meeting, Set, Union, Verdict};

use super::error::Result;
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
    /// Tell who acted, by which import, and the commit's subject: else these are empty.
    pub who: bool,
    pub limits: &'a Limits,
}

impl Store {
    /// Every event below `tip`: ticket by ticket in order of id, each ticket's events in the one order.
    ///
    /// # Errors
    /// [`Error::Shallow`](super::Error::Shallow) when history is cut off: a wrong figure is worse than none.
    pub fn history(&self, tip: ObjectId, want: &Want, mut visit: impl FnMut(TicketId, Event)) -> Result<()> {
        let visit = |chapter: Chapter| {
            chapter.events.into_iter().for_each(|(_, event)| visit(chapter.ticket, event));
            Ok(())
        };
        self.stretch(None, tip)?.tell(want, |_| Vec::new(), |chapter| chapter, visit, |_, _| ())
    }

    /// All events of one ticket, in the one order.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn events_of(&self, tip: ObjectId, id: TicketId, limits: &Limits) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        let want = Want { only: None, texts: true, who: true, limits };
        self.lives(tip, &BTreeSet::from([id]), &want, |_, event| events.push(event))?;
        Ok(events)
    }

    /// Refuses a history that is cut off.
    ///
    /// # Errors
    /// [`Error::Shallow`](super::Error::Shallow).
    pub fn ensure_whole(&self, tip: ObjectId) -> Result<()> {
        let heads = heads::Heads::of(&self.repo)?;
        if heads.may_be_cut_off() { span::Span::below(&heads, tip, None).map(|_| ()) } else { Ok(()) }
    }
}
