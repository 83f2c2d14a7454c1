//! The events of some tickets, read from the newest commit back to where the last of them was filed: what
//! lies below has nothing to say about them.

use super::compare::Reader;
use super::gather::Teller;
use super::{Store, Want};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use crate::store::error::Result;
use gix::ObjectId;
use std::collections::BTreeSet;

/// Of more tickets than this all of history is read, in parallel: it is the quicker way then.
const MANY: usize = 500;

/// A commit that touched one of the tickets.
struct Step {
    commit: ObjectId,
    /// The trees before and after it.
    old: Option<ObjectId>,
    new: ObjectId,
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
        let reader = Reader { repo: self.repo.clone(), mailmap: &mailmap };
        let Some(steps) = self.steps_of(&reader, tip, only, &want)? else { return self.history(tip, &want, visit) };
        let mut teller = Teller::default();
        for step in steps.iter().rev() {
            let event = reader.decode(step.commit)?.event;
            for pair in reader.pairs(step.old, step.new, want.only)? {
                let outcome = reader.outcome(&pair, &want)?;
                teller.tell(&reader, (pair, outcome), &event, &want, &mut visit)?;
            }
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
    ) -> Result<Option<Vec<Step>>> {
        let (mut steps, mut sought) = (Vec::new(), only.clone());
        let mut next = Some((tip, reader.skim(tip)?));
        while let Some((commit, skimmed)) = next.take().filter(|_| !sought.is_empty()) {
            let parent = match skimmed.parents.as_slice() {
                [] => None,
                [one] if self.repo.has_object(one) => Some((*one, reader.skim(*one)?)),
                // Cut off, or a merge.
                _ => return Ok(None),
            };
            let old = parent.as_ref().map(|(_, parent)| parent.tree);
            let pairs = reader.pairs(old, skimmed.tree, Some(only))?;
            if !pairs.is_empty() {
                steps.push(Step { commit, old, new: skimmed.tree });
            }
            for pair in pairs.iter().filter(|pair| pair.old.is_none()) {
                let filed = pair.new.map_or(Ok(None), |new| reader.read(new, want.limits))?;
                if filed.is_some_and(|ticket| ticket.created == skimmed.at) {
                    sought.remove(&pair.ticket);
                }
            }
            next = parent;
        }
        Ok(Some(steps))
    }
}
