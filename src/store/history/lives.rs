//! The events of some tickets, read from the newest commit back to where the last of them was filed: what
//! lies below has nothing to say about them.

use super::compare::Reader;
use super::line::line;
use super::told::Start;
use super::touches::{Side, Touch};
use super::{Store, Want};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use crate::store::error::Result;
use gix::ObjectId;
use std::collections::BTreeSet;

/// Of more tickets than this all of history is read, in parallel: it is the quicker way then.
const MANY: usize = 500;

/// The commits that touched some tickets, newest first.
#[derive(Default)]
struct Steps {
    ids: Vec<ObjectId>,
    touches: Vec<Touch>,
}

impl Store {
    /// The events of these tickets as [`Store::history`] gives them, at a cost that depends on the age of
    /// the oldest and not on that of the desk. All of history is read where it branches, and for a ticket
    /// that was not filed by the commit that brings it, since that may not be its first.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn lives(
        &self,
        tip: ObjectId,
        only: &BTreeSet<TicketId>,
        want: &Want,
        mut visit: impl FnMut(TicketId, Event),
    ) -> Result<()> {
        let want = Want { only: Some(only), ..*want };
        if only.len() > MANY {
            return self.history(tip, &want, visit);
        }
        let mailmap = self.repo.open_mailmap();
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let Some(steps) = self.steps_of(&reader, tip, only, &want)? else { return self.history(tip, &want, visit) };
        let Steps { ids, mut touches } = steps;
        touches.sort_by_key(|touch| (touch.ticket, std::cmp::Reverse(touch.at)));
        for touches in touches.chunk_by(|a, b| a.ticket == b.ticket) {
            let events = line(&reader, &ids, touches, Start::default(), &want)?;
            events.into_iter().for_each(|(_, event)| visit(touches[0].ticket, event));
        }
        Ok(())
    }

    /// The commits that touched the tickets, newest first, down to the filing of each. `None`: there is no
    /// one line down to it.
    fn steps_of(
        &self,
        reader: &Reader,
        tip: ObjectId,
        only: &BTreeSet<TicketId>,
        want: &Want,
    ) -> Result<Option<Steps>> {
        let (mut steps, mut sought) = (Steps::default(), only.clone());
        let mut next = Some((tip, reader.skim(tip)?));
        while let Some((commit, skimmed)) = next.take().filter(|_| !sought.is_empty()) {
            let parent = match skimmed.parents.as_slice() {
                [] => None,
                [one] if self.repo.has_object(one) => Some((*one, reader.skim(*one)?)),
                // Cut off, or a merge.
                _ => return Ok(None),
            };
            let pairs = reader.pairs(parent.as_ref().map(|(_, parent)| parent.tree), skimmed.tree, Some(only))?;
            if !pairs.is_empty() {
                steps.ids.push(commit);
            }
            for pair in pairs {
                let at = (steps.ids.len() - 1) as u32;
                let (ticket, new) = (pair.ticket, pair.new);
                steps.touches.push(Touch { ticket, new, at, side: Side::Plain, claimed: skimmed.at });
                let filed = pair.new.filter(|_| pair.old.is_none());
                let filed = filed.map_or(Ok(None), |new| reader.read(new, want.limits))?;
                // What was put there by hand may have been there before, whatever its clock says.
                let in_time = filed.is_some_and(|ticket| ticket.created == skimmed.at);
                if in_time && reader.says_filed(commit, pair.ticket)? {
                    sought.remove(&pair.ticket);
                }
            }
            next = parent;
        }
        Ok(Some(steps))
    }
}
