//! The timeline by its definition, without any haste: for whatever history, the events of every ticket.

use super::desk::{Commit, Desk};
use crate::domain::ticket::timeline::claimed_time;
use crate::domain::ticket::{Change, Ticket, TicketId, apply, diff};
use crate::domain::time::Time;
use crate::store::ObjectId;
use crate::store::format::{Limits, read_ticket};
use std::collections::{BTreeMap, BTreeSet};

/// An event, as far as two ways of telling it have to agree.
#[derive(Clone, Debug, PartialEq)]
pub struct SlowEvent {
    pub at: Time,
    pub depth: u32,
    pub commit: ObjectId,
    pub changes: Vec<Change>,
}

impl SlowEvent {
    fn order(&self) -> (Time, u32, ObjectId) {
        (self.at, self.depth, self.commit)
    }
}

/// What happened to each ticket below `tip`, in the one order.
pub fn timelines(desk: &Desk, tip: ObjectId) -> BTreeMap<TicketId, Vec<SlowEvent>> {
    let below = desk.below(tip);
    let tickets: BTreeSet<TicketId> = below.iter().flat_map(|id| desk.made[id].files.keys().copied()).collect();
    let told = |ticket| (ticket, Slow { desk, ticket }.timeline(&below));
    tickets.into_iter().map(told).filter(|(_, events)| !events.is_empty()).collect()
}

/// The state after events in their order.
pub fn fold(ticket: TicketId, events: &[SlowEvent]) -> Option<Ticket> {
    events.iter().fold(None, |state, event| apply(state, ticket, &event.changes))
}

pub fn read(text: &str) -> Option<Ticket> {
    read_ticket(text, &Limits::default()).ok()
}

struct Slow<'a> {
    desk: &'a Desk,
    ticket: TicketId,
}

/// What a version is compared with.
enum Before {
    State(Option<Box<Ticket>>),
    Law,
}

impl Slow<'_> {
    fn timeline(&self, below: &BTreeSet<ObjectId>) -> Vec<SlowEvent> {
        let mut events: Vec<SlowEvent> = Vec::new();
        for id in self.desk.order.iter().filter(|id| below.contains(*id)) {
            let under = self.desk.below(*id);
            let mut seen: Vec<SlowEvent> = events.iter().filter(|e| under.contains(&e.commit)).cloned().collect();
            seen.sort_by_key(SlowEvent::order);
            let changes = self.changes(*id, &seen);
            if !changes.is_empty() {
                let Commit { authored, committed, .. } = self.desk.made[id];
                let at = seen.iter().map(|e| e.at).fold(claimed_time(authored, committed), Time::max);
                let depth = seen.iter().map(|e| e.depth + 1).max().unwrap_or(0);
                events.push(SlowEvent { at, depth, commit: *id, changes });
            }
        }
        events.sort_by_key(SlowEvent::order);
        events
    }

    fn text(&self, id: ObjectId) -> Option<&str> {
        self.desk.made[&id].files.get(&self.ticket).map(String::as_str)
    }

    fn changes(&self, id: ObjectId, seen: &[SlowEvent]) -> Vec<Change> {
        let parents = &self.desk.made[&id].parents;
        let touched = parents.iter().any(|p| self.text(*p) != self.text(id));
        let is_first = parents.is_empty() && self.text(id).is_some();
        if !touched && !is_first {
            return Vec::new();
        }
        let before = match self.before(id) {
            Before::State(state) => state.map(|ticket| *ticket),
            Before::Law => fold(self.ticket, seen),
        };
        match self.text(id).map(read) {
            None => before.map_or_else(Vec::new, |_| vec![Change::Removed]),
            Some(None) => Vec::new(),
            Some(Some(now)) => diff(before.as_ref(), &now),
        }
    }

    /// A merge is compared with the law; another commit with its parent's version, or the last before it that can
    /// be read; where a merge lies in between, with the law.
    fn before(&self, id: ObjectId) -> Before {
        let mut at = id;
        loop {
            match self.desk.made[&at].parents.as_slice() {
                [] => return Before::State(None),
                [parent] => match self.text(*parent).map(read) {
                    None => return Before::State(None),
                    Some(Some(ticket)) => return Before::State(Some(Box::new(ticket))),
                    Some(None) => at = *parent,
                },
                _ => return Before::Law,
            }
        }
    }
}
