//! The timeline and the law by their definitions, without any haste: for whatever history, the events of every ticket
//! and the state that they lead to.
//!
//! Of each part of a ticket: the commits that set it; without those that another one of them has among its
//! ancestors; of those left the one that the table of the law chooses.

use super::desk::{Commit, Desk};
use crate::domain::ticket::timeline::claimed_time;
use crate::domain::ticket::{Change, Key, Ticket, TicketId, apply, diff};
use crate::domain::time::Time;
use crate::store::ObjectId;
use crate::store::format::{Limits, read_ticket};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of a ticket by name, and what makes each of nothing.
type Parts = BTreeMap<String, Vec<Change>>;

/// An event, as far as two ways of telling it have to agree: the state after it, in its parts, and who did it.
#[derive(Clone, Debug, PartialEq)]
pub struct SlowEvent {
    pub at: Time,
    pub depth: u32,
    pub commit: ObjectId,
    /// Of each part that it set: what it was for whoever set it, and what it became.
    sets: BTreeMap<String, (Vec<Change>, Vec<Change>)>,
}

impl SlowEvent {
    pub fn order(&self) -> (Time, u32, ObjectId) {
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

/// The state after events, by the law.
pub fn law(desk: &Desk, ticket: TicketId, events: &[SlowEvent]) -> Option<Ticket> {
    let names: BTreeSet<&String> = events.iter().flat_map(|event| event.sets.keys()).collect();
    let mut chosen: Vec<(usize, &Vec<Change>)> = Vec::new();
    for name in names {
        let setters: Vec<usize> = (0..events.len()).filter(|n| events[*n].sets.contains_key(name)).collect();
        let is_seen = |n: &usize| {
            let this = events[*n].commit;
            setters.iter().any(|m| m != n && desk.below(events[*m].commit).contains(&this))
        };
        let left: Vec<usize> = setters.iter().copied().filter(|n| !is_seen(n)).collect();
        let n = choose(name, &left, events);
        let value = &events[n].sets[name].1;
        if name == "existence" && value.is_empty() {
            return None;
        }
        chosen.push((n, value));
    }
    chosen.sort_by_key(|(n, _)| *n);
    chosen.into_iter().fold(None, |state, (_, value)| apply(state, ticket, value))
}

/// The table of the law. The events are in the one order.
fn choose(name: &str, left: &[usize], events: &[SlowEvent]) -> usize {
    let (was, now) = (|n: usize| &events[n].sets[name].0, |n: usize| &events[n].sets[name].1);
    let (first, last) = (left[0], left[left.len() - 1]);
    let last_that = |is: &dyn Fn(usize) -> bool| left.iter().copied().rfind(|n| is(*n));
    let there = |n: usize| !now(n).is_empty();
    let closes = |n: usize| now(n).iter().any(|c| matches!(c, Change::Set { key: Key::Closed, .. }));
    match name.split(' ').next().unwrap_or_default() {
        "existence" | "merged_into" => last_that(&there).unwrap_or(last),
        "status" => last_that(&closes).unwrap_or(last),
        "created" | "number" => first,
        "message" => {
            let revised = last_that(&|n| there(n) && !was(n).is_empty());
            let written = || left.iter().copied().find(|n| there(*n));
            revised.or_else(written).unwrap_or(last)
        }
        "seen" => {
            let count = |n: &usize| now(*n).iter().filter_map(counted).max().unwrap_or(0);
            left.iter().copied().max_by_key(count).unwrap_or(last)
        }
        _ => last,
    }
}

fn counted(change: &Change) -> Option<u32> {
    match change {
        Change::Seen(seen) => Some(seen.count),
        _ => None,
    }
}

/// A ticket in its parts.
fn parts(ticket: Option<&Ticket>) -> Parts {
    let mut parts = Parts::new();
    for change in ticket.map(|ticket| diff(None, ticket)).unwrap_or_default() {
        parts.entry(name(&change)).or_default().push(change);
    }
    parts
}

fn name(change: &Change) -> String {
    match change {
        Change::Created => "existence".to_owned(),
        Change::Set { key, .. } => match key.as_str() {
            "status" | "until" | "resolution" | "closed" => "status".to_owned(),
            "assignee" | "group" => "owner".to_owned(),
            other => other.to_owned(),
        },
        Change::Field { name, .. } => format!("field {name}"),
        Change::Added { set, item } => format!("{set} {item}"),
        Change::Seen(seen) => format!("seen {} {:?} {}", seen.fingerprint, seen.run, seen.at),
        Change::Message(message) => format!("message {}", message.id),
        other => unreachable!("not part of these histories: {other:?}"),
    }
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
            let sets = self.sets(*id, &seen);
            if !sets.is_empty() {
                let Commit { authored, committed, .. } = self.desk.made[id];
                let at = seen.iter().map(|e| e.at).fold(claimed_time(authored, committed), Time::max);
                let depth = seen.iter().map(|e| e.depth + 1).max().unwrap_or(0);
                events.push(SlowEvent { at, depth, commit: *id, sets });
            }
        }
        events.sort_by_key(SlowEvent::order);
        events
    }

    fn text(&self, id: ObjectId) -> Option<&str> {
        self.desk.made[&id].files.get(&self.ticket).map(String::as_str)
    }

    fn sets(&self, id: ObjectId, seen: &[SlowEvent]) -> BTreeMap<String, (Vec<Change>, Vec<Change>)> {
        let parents = &self.desk.made[&id].parents;
        let touched = parents.iter().any(|p| self.text(*p) != self.text(id));
        let is_first = parents.is_empty() && self.text(id).is_some();
        let now = match self.text(id).map(read) {
            _ if !touched && !is_first => return BTreeMap::new(),
            Some(None) => return BTreeMap::new(),
            now => now.flatten(),
        };
        let before = match self.before(id) {
            Before::State(state) => state.map(|ticket| *ticket),
            Before::Law => law(self.desk, self.ticket, seen),
        };
        if now.is_none() {
            // A delete sets existence only.
            let gone = before.map(|_| ("existence".to_owned(), (vec![Change::Created], Vec::new())));
            return gone.into_iter().collect();
        }
        let (was, is) = (parts(before.as_ref()), parts(now.as_ref()));
        let of = |parts: &Parts, name: &String| parts.get(name).cloned().unwrap_or_default();
        let mut names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        if before.is_none() {
            // Made anew: what was there before does not come back.
            names.extend(seen.iter().flat_map(|event| event.sets.keys()));
        }
        let anew = before.is_none();
        let mut sets: BTreeMap<String, _> = names
            .into_iter()
            .filter(|name| anew || of(&was, name) != of(&is, name))
            .map(|name| (name.clone(), (of(&was, name), of(&is, name))))
            .collect();
        if !sets.is_empty() {
            // Whatever somebody does to a ticket says that it is there.
            sets.entry("existence".to_owned())
                .or_insert_with(|| (Vec::new(), of(&is, &"existence".to_owned())));
        }
        sets
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
