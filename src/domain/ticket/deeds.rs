//! Which rights the difference between two versions of a ticket needs.
//!
//! The verbs and `check` ask the same question of the same difference, so a verb can do nothing that
//! `check` would call wrong, and a commit by hand needs what a verb would have needed.

use super::act::Refusal;
use super::workflow::Workflow;
use super::{Change, Key, MessageId, Set, Ticket};
use crate::domain::people::{Deed, Role, same_person};

/// Who made the difference, and what else the same commit did.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    pub who: &'a str,
    pub role: Role,
    pub workflow: &'a Workflow,
    /// Messages that other tickets of the same commit took over.
    pub moved: &'a [MessageId],
}

/// Whether this person may make these changes of `old`. What follows from a message or a transition by
/// itself needs nothing beyond that; a new ticket is the workflow's business.
///
/// # Errors
/// [`Refusal::Forbidden`] with the first deed that the role may not do.
pub fn check(old: Option<&Ticket>, changes: &[Change], maker: &Maker) -> Result<(), Refusal> {
    let Some(old) = old else { return Ok(()) };
    let needed = changes.iter().filter_map(|change| deed(old, change, changes, maker));
    let mut missing = needed.filter(|deed| !deed.allowed_to(maker.role));
    match missing.next() {
        Some(deed) => Err(Refusal::Forbidden { deed, role: maker.role }),
        None => Ok(()),
    }
}

fn deed(old: &Ticket, change: &Change, all: &[Change], maker: &Maker) -> Option<Deed> {
    let own = |from: &Option<String>| from.as_deref().is_some_and(|from| same_person(from, maker.who));
    let redact = |from: &Option<String>, deed: Deed| Some(if own(from) { deed } else { Deed::Redact });
    match change {
        Change::Created | Change::Removed => None,
        Change::Set { key, to, .. } => single(*key, to.as_deref(), all, maker),
        Change::Added { set: Set::Tags, .. } | Change::Dropped { set: Set::Tags, .. } => Some(Deed::Tag),
        Change::Added { set: Set::Followers, item } | Change::Dropped { set: Set::Followers, item } => {
            Some(if same_person(item, maker.who) { Deed::Follow } else { Deed::Change })
        }
        Change::Rated { .. } => Some(Deed::Rate),
        Change::Claimed { to: None, .. } if moves(all) || is_set(all, Key::Group) => None,
        Change::Claimed { .. } => Some(Deed::Claim),
        Change::Attached(file) => Some(Deed::of(file.visibility.is_public())),
        Change::Detached(file) if maker.moved.contains(&file.id) => Some(Deed::Merge),
        Change::Detached(file) => redact(&file.from, Deed::of(file.visibility.is_public())),
        Change::Message(message) => Some(Deed::of(message.visibility.is_public())),
        Change::Edited { from, to } => {
            let was = old.messages.iter().find(|m| m.id == from.id).map_or(&from.from, |m| &m.from);
            redact(was, Deed::of(to.visibility.is_public() || from.visibility.is_public()))
        }
        Change::Withdrawn(message) if maker.moved.contains(&message.id) => Some(Deed::Merge),
        Change::Withdrawn(message) => redact(&message.from, Deed::of(message.visibility.is_public())),
        _ => Some(Deed::Change),
    }
}

fn single(key: Key, to: Option<&str>, all: &[Change], maker: &Maker) -> Option<Deed> {
    match key {
        Key::Status => None,
        Key::Until | Key::Resolution | Key::Closed if moves(all) => None,
        Key::MergedInto => Some(Deed::Merge),
        // Who answers or solves may become the assignee by that; who leaves the group stops being it.
        Key::Assignee if to.is_some_and(|to| same_person(to, maker.who)) && (solves(all, maker) || answers(all)) => {
            None
        }
        Key::Assignee if to.is_none() && is_set(all, Key::Group) => None,
        Key::Assignee => Some(Deed::Assign),
        // A category may bring its group along.
        _ => Some(Deed::Change),
    }
}

fn is_set(all: &[Change], wanted: Key) -> bool {
    all.iter().any(|c| matches!(c, Change::Set { key, .. } if *key == wanted))
}

/// The status changes with it.
fn moves(all: &[Change]) -> bool {
    is_set(all, Key::Status)
}

fn solves(all: &[Change], maker: &Maker) -> bool {
    all.iter().any(|c| match c {
        Change::Set { key: Key::Status, to: Some(to), .. } => !maker.workflow.category(to).is_unsolved(),
        _ => false,
    })
}

fn answers(all: &[Change]) -> bool {
    all.iter().any(|c| matches!(c, Change::Message(m) if m.is_reply()))
}
