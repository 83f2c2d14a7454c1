//! Which rights the difference between two versions of a ticket needs.
//!
//! The verbs and `check` ask the same question of the same difference, so a verb can do nothing that
//! `check` would call wrong, and a commit by hand needs what a verb would have needed.

use super::act::{FOLLOW_UP, Refusal, author_of};
use super::workflow::Workflow;
use super::{Change, Key, Message, MessageId, Occurrence, Set, Ticket};
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
/// itself needs nothing beyond that; of a new ticket the workflow says who may file it, and here only in
/// whose name.
///
/// # Errors
/// [`Refusal::Forbidden`] with the first deed that the role may not do.
pub fn check(old: Option<&Ticket>, new: &Ticket, changes: &[Change], maker: &Maker) -> Result<(), Refusal> {
    let forbidden = |deed| Err(Refusal::Forbidden { deed, role: maker.role });
    let Some(old) = old else {
        return if files_for(new, maker) { Ok(()) } else { forbidden(Deed::Represent) };
    };
    if changes.iter().all(Change::is_numbering) {
        return Ok(());
    }
    let mut needed = changes.iter().filter_map(|change| deed(old, change, changes, maker));
    if !changes.is_empty() && !is_theirs(old, changes, maker) {
        return forbidden(needed.next().unwrap_or(Deed::Change));
    }
    needed.find(|deed| !deed.allowed_to(maker.role)).map_or(Ok(()), forbidden)
}

fn is_maker(who: Option<&String>, maker: &Maker) -> bool {
    who.is_some_and(|who| same_person(who, maker.who))
}

/// Whether somebody may file this ticket for whoever it says asked. A follow-up is its source's requester's.
fn files_for(new: &Ticket, maker: &Maker) -> bool {
    Deed::Represent.allowed_to(maker.role)
        || is_maker(new.requester.as_ref(), maker)
        || new.links.iter().any(|link| link.kind == FOLLOW_UP)
}

/// A requester acts on the tickets that they asked; on those that they follow, they speak.
fn is_theirs(old: &Ticket, changes: &[Change], maker: &Maker) -> bool {
    let speaks = || changes.iter().any(|c| matches!(c, Change::Message(_) | Change::Attached(_)));
    let follows = || old.followers.iter().any(|who| same_person(who, maker.who));
    maker.role != Role::Requester || is_maker(old.requester.as_ref(), maker) || (follows() && speaks())
}

/// Writing a message; in somebody else's name, or as what one is not, takes more.
fn speaking(message: &Message, maker: &Maker) -> Deed {
    let own = is_maker(message.from.as_ref(), maker) && message.role == author_of(maker.role);
    if own || Deed::Represent.allowed_to(maker.role) {
        Deed::of(message.visibility.is_public())
    } else {
        Deed::Represent
    }
}

fn deed(old: &Ticket, change: &Change, all: &[Change], maker: &Maker) -> Option<Deed> {
    let own = |from: &Option<String>| from.as_deref().is_some_and(|from| same_person(from, maker.who));
    let redact = |from: &Option<String>, deed: Deed| Some(if own(from) { deed } else { Deed::Redact });
    match change {
        Change::Created | Change::Removed => None,
        Change::Set { key, from, to } => single(*key, (from.as_deref(), to.as_deref()), all, maker),
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
        Change::Message(message) => Some(speaking(message, maker)),
        // Who may say something of a ticket may say that it happened again.
        Change::Seen(_) => Some(Deed::Reply),
        Change::Unseen(gone) if is_counted_on(gone, all) => Some(Deed::Reply),
        Change::Edited { from, to } => {
            let was = old.messages.iter().find(|m| m.id == from.id).map_or(&from.from, |m| &m.from);
            redact(was, Deed::of(to.visibility.is_public() || from.visibility.is_public()))
        }
        Change::Withdrawn(message) if maker.moved.contains(&message.id) => Some(Deed::Merge),
        Change::Withdrawn(message) => redact(&message.from, Deed::of(message.visibility.is_public())),
        _ => Some(Deed::Change),
    }
}

fn single(key: Key, (from, to): (Option<&str>, Option<&str>), all: &[Change], maker: &Maker) -> Option<Deed> {
    let takes = || from.is_none() && to.is_some_and(|to| same_person(to, maker.who));
    let by_itself = || solves(all, maker) || (maker.workflow.assign_on_reply && answers(all));
    match key {
        Key::Status => None,
        Key::Until | Key::Resolution | Key::Closed if moves(all) => None,
        Key::MergedInto => Some(Deed::Merge),
        // Who answers or solves what nobody has may become the assignee by that; who leaves the group stops being it.
        Key::Assignee if takes() && by_itself() => None,
        Key::Assignee if to.is_none() && is_set(all, Key::Group) => None,
        Key::Assignee => Some(Deed::Assign),
        // A category may bring its group along.
        _ => Some(Deed::Change),
    }
}

/// The same run is there with another count.
fn is_counted_on(gone: &Occurrence, all: &[Change]) -> bool {
    all.iter()
        .any(|c| matches!(c, Change::Seen(seen) if seen.is_of_same_run(gone) && seen.count >= gone.count))
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
