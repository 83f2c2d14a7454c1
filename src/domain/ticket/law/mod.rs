//! The law of merging: what a ticket is, given all that was done to it, whoever did it on whichever side.
//!
//! Each part of a ticket that is merged by itself is a [`Slot`]. Of the deeds that set a slot, each is dropped that
//! another one has among its ancestors: whoever did that one had seen it. Of those left the greatest in the
//! one order (see [`timeline`](super::timeline)) counts, but for a few slots that choose otherwise (`choice`).
//! One left: no conflict, whatever the clocks say. So the state is a function of the set of deeds; it does not
//! matter who brought them together, in which order, or how often.

mod choice;
mod slot;
#[cfg(test)]
mod tests;

pub use slot::{Deed, Slot};

use super::{Change, Ticket, TicketId, apply, diff};
use slot::{Held, Setting};
use std::collections::BTreeMap;

/// A value that the law did not choose, and nobody has seen and replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Overruled {
    pub slot: Slot,
    /// The deed whose value it is, and the one that counts instead; by their places in the one order.
    pub deed: usize,
    pub by: usize,
    /// What makes the value of nothing; empty: the slot was emptied.
    pub held: Vec<Change>,
    /// The same of the value that counts.
    pub instead: Vec<Change>,
}

/// What two people made of one version apart from each other; the second is taken for the later one. `None`: no ticket.
pub fn between(
    base: Option<&Ticket>,
    one: Option<&Ticket>,
    other: Option<&Ticket>,
) -> (Option<Ticket>, Vec<Overruled>) {
    let Some(ticket) = base.or(one).or(other).map(|version| version.id) else { return (None, Vec::new()) };
    let mut law = Law::new(ticket);
    law.add(base.map(Deed::start).unwrap_or_default(), |_| true);
    for side in [one, other] {
        let changes = match (base, side) {
            (Some(_), None) => vec![Change::Removed],
            (_, side) => side.map(|side| diff(base, side)).unwrap_or_default(),
        };
        if !changes.is_empty() {
            law.add(Deed::of(&changes, side), |earlier| earlier == 0);
        }
    }
    (law.state(), law.overruled())
}

/// The state of a ticket after deeds that are added in the one order.
#[derive(Clone, Debug)]
pub struct Law {
    ticket: TicketId,
    deeds: usize,
    slots: BTreeMap<Slot, Set>,
}

/// What was set in a slot.
#[derive(Clone, Debug, Default)]
struct Set {
    /// The settings that no other one has below it.
    left: Vec<Setting>,
    /// Every deed that ever set it.
    by: Vec<usize>,
}

impl Law {
    pub fn new(ticket: TicketId) -> Law {
        Law { ticket, deeds: 0, slots: BTreeMap::new() }
    }

    /// Adds the next deed in the one order. `below` says whether an earlier deed, by its place in that order, is
    /// among its ancestors.
    pub fn add(&mut self, deed: Deed, below: impl Fn(usize) -> bool) {
        let this = self.deeds;
        self.deeds += 1;
        if deed.creates {
            self.empty_what_was(&deed, &below);
        }
        for (place, (slot, held)) in deed.sets.into_iter().enumerate() {
            self.put(slot, Setting { deed: this, place, held }, &below);
        }
    }

    fn put(&mut self, slot: Slot, setting: Setting, below: impl Fn(usize) -> bool) {
        let set = self.slots.entry(slot).or_default();
        set.left.retain(|earlier| !below(earlier.deed));
        set.by.push(setting.deed);
        set.left.push(setting);
    }

    /// Whoever makes a ticket anew where one was before does not bring back what that one had.
    fn empty_what_was(&mut self, deed: &Deed, below: impl Fn(usize) -> bool) {
        let this = self.deeds - 1;
        let was_there = |set: &Set| set.by.iter().any(|earlier| below(*earlier));
        let is_set = |slot: &Slot| deed.sets.iter().any(|(set, _)| set == slot);
        let old = self.slots.iter().filter(|(slot, set)| was_there(set) && !is_set(slot));
        for slot in old.map(|(slot, _)| slot.clone()).collect::<Vec<_>>() {
            self.put(slot, Setting { deed: this, place: usize::MAX, held: Held::default() }, &below);
        }
    }

    /// The ticket; `None`: there is none, or no more.
    pub fn state(&self) -> Option<Ticket> {
        let mut chosen: Vec<&Setting> = Vec::with_capacity(self.slots.len());
        for (slot, set) in &self.slots {
            let setting = choice::chosen(slot, &set.left)?;
            if *slot == Slot::Existence && setting.held.is_empty() {
                return None;
            }
            chosen.push(setting);
        }
        chosen.sort_by_key(|setting| (setting.deed, setting.place));
        let changes = chosen.iter().flat_map(|setting| &setting.held.0);
        changes.fold(None, |state, change| apply(state, self.ticket, std::slice::from_ref(change)))
    }

    /// What was said and does not count: different values of one slot, set by people who did not see each other's.
    pub fn overruled(&self) -> Vec<Overruled> {
        let mut all = Vec::new();
        for (slot, Set { left, .. }) in self.slots.iter().filter(|(slot, set)| slot.can_lose() && set.left.len() > 1) {
            let Some(winner) = choice::chosen(slot, left) else { continue };
            let lost = left.iter().filter(|setting| setting.held != winner.held);
            all.extend(lost.map(|setting| Overruled {
                slot: slot.clone(),
                deed: setting.deed,
                by: winner.deed,
                held: setting.held.0.clone(),
                instead: winner.held.0.clone(),
            }));
        }
        all
    }
}
