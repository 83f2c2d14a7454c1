//! The parts of a ticket that are merged each by itself, and what a deed sets them to.

use crate::domain::ticket::model::Key;
use crate::domain::ticket::{Change, Link, MessageId, Set, Ticket, diff};
use std::collections::BTreeMap;

/// A part of a ticket that is merged by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// That there is such a ticket.
    Existence,
    /// `status`, with `until`, `resolution` and `closed`: one deed sets them together.
    Status,
    /// `assignee` and `group`.
    Owner,
    Single(Key),
    /// A custom field.
    Field(String),
    /// A key that this version does not know.
    Unknown(String),
    Item(Set, String),
    Link(Link),
    Csat,
    Claim,
    /// What was seen of a fingerprint in a run and on a platform; by its time, where the source names no run.
    Run(String, String),
    /// A file, by its message and its name.
    File(MessageId, String),
    Message(MessageId),
}

impl Slot {
    /// The slot that a change belongs to.
    fn of(change: &Change) -> Slot {
        match change {
            Change::Created | Change::Removed => Slot::Existence,
            Change::Set { key: Key::Status | Key::Until | Key::Resolution | Key::Closed, .. } => Slot::Status,
            Change::Set { key: Key::Assignee | Key::Group, .. } => Slot::Owner,
            Change::Set { key, .. } => Slot::Single(*key),
            Change::Field { name, .. } => Slot::Field(name.clone()),
            Change::Unknown { name, .. } => Slot::Unknown(name.clone()),
            Change::Added { set, item } | Change::Dropped { set, item } => Slot::Item(*set, item.clone()),
            Change::Linked(link) | Change::Unlinked(link) => Slot::Link(link.clone()),
            Change::Rated { .. } => Slot::Csat,
            Change::Claimed { .. } => Slot::Claim,
            Change::Seen(seen) | Change::Unseen(seen) => {
                let run = seen.run.clone().unwrap_or_else(|| format!("@{}", seen.at.timestamp()));
                let on = seen.platform.as_ref().map_or_else(String::new, |platform| format!("\0{platform}"));
                Slot::Run(seen.fingerprint.clone(), run + &on)
            }
            Change::Attached(file) | Change::Detached(file) => Slot::File(file.id, file.name.clone()),
            Change::Message(message) | Change::Withdrawn(message) => Slot::Message(message.id),
            Change::Edited { to, .. } => Slot::Message(to.id),
        }
    }

    /// Whether what is not chosen is lost to the ticket: of a set nothing is, since each element stands by itself.
    pub fn can_lose(&self) -> bool {
        !matches!(self, Slot::Existence | Slot::Item(..) | Slot::Link(_) | Slot::Run(..))
            && *self != Slot::Single(Key::Created)
    }
}

/// The changes that make the value of a slot out of nothing; none: it is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Held(pub Vec<Change>);

impl Held {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a deed left in a slot.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The deed, by its place in the one order.
    pub deed: usize,
    /// The place among what the deed set: lists keep their order by it.
    pub place: usize,
    pub held: Held,
}

/// What one commit set, slot by slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deed {
    pub(super) sets: Vec<(Slot, Held)>,
    /// There was no ticket before it, as far as it knew.
    pub(super) creates: bool,
}

impl Deed {
    /// From what a commit changed and the version that it left; `None`: no file.
    pub fn of(changes: &[Change], new: Option<&Ticket>) -> Deed {
        let mut places: BTreeMap<Slot, usize> = BTreeMap::new();
        let mut sets: Vec<(Slot, Held)> = Vec::new();
        let slots = std::iter::once(Slot::Existence).chain(changes.iter().map(Slot::of));
        for slot in slots {
            places.entry(slot.clone()).or_insert_with(|| {
                sets.push((slot, Held::default()));
                sets.len() - 1
            });
        }
        for change in new.map(|new| diff(None, new)).unwrap_or_default() {
            if let Some(place) = places.get(&Slot::of(&change)) {
                sets[*place].1.0.push(change);
            }
        }
        for revision in changes.iter().filter_map(revision) {
            if let Some(place) = places.get(&Slot::of(&revision)) {
                sets[*place].1.0 = vec![revision];
            }
        }
        Deed { sets, creates: changes.contains(&Change::Created) }
    }

    /// There was no ticket before it, as far as it knew.
    pub fn creates(&self) -> bool {
        self.creates
    }

    /// All that a version holds, as something that everybody has seen.
    pub fn start(version: &Ticket) -> Deed {
        Deed::of(&diff(None, version), Some(version))
    }
}

/// A message is held as `Message` where it was written and as `Edited` where it was rewritten: the law chooses among
/// revisions before first versions. What it was before is nobody's business here.
fn revision(change: &Change) -> Option<Change> {
    match change {
        Change::Edited { to, .. } => Some(Change::Edited { from: to.clone(), to: to.clone() }),
        _ => None,
    }
}
