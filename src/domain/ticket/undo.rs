//! Taking changes back: what turns a ticket into what it was before them, and whether others have built
//! on them meanwhile.

use super::{Change, Ticket, diff};

/// The changes that take these back, last one first.
pub fn inverse(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().map(inverse_of).collect()
}

fn inverse_of(change: &Change) -> Change {
    match change.clone() {
        Change::Created => Change::Removed,
        Change::Removed => Change::Created,
        Change::Set { key, from, to } => Change::Set { key, from: to, to: from },
        Change::Field { name, from, to } => Change::Field { name, from: to, to: from },
        Change::Unknown { name, from, to } => Change::Unknown { name, from: to, to: from },
        Change::Added { set, item } => Change::Dropped { set, item },
        Change::Dropped { set, item } => Change::Added { set, item },
        Change::Linked(link) => Change::Unlinked(link),
        Change::Unlinked(link) => Change::Linked(link),
        Change::Rated { from, to } => Change::Rated { from: to, to: from },
        Change::Claimed { from, to } => Change::Claimed { from: to, to: from },
        Change::Seen(occurrence) => Change::Unseen(occurrence),
        Change::Unseen(occurrence) => Change::Seen(occurrence),
        Change::Attached(file) => Change::Detached(file),
        Change::Detached(file) => Change::Attached(file),
        Change::Message(message) => Change::Withdrawn(message),
        Change::Withdrawn(message) => Change::Message(message),
        Change::Edited { from, to } => Change::Edited { from: to, to: from },
    }
}

/// The first of these changes that `present` no longer shows: somebody changed the same thing after it.
/// What is gone already (a tag, a link) stands in nobody's way. `then`: the ticket right after them.
pub fn overtaken<'c>(changes: &'c [Change], then: &Ticket, present: &Ticket) -> Option<&'c Change> {
    changes.iter().find(|change| match change {
        Change::Created => !diff(Some(then), present).is_empty(),
        Change::Set { key, to, .. } => present.get(*key) != *to,
        Change::Field { name, to, .. } => present.field(name) != to.as_ref(),
        Change::Unknown { name, to, .. } => {
            present.unknown.iter().find(|(n, _)| n == name).map(|(_, v)| v) != to.as_ref()
        }
        Change::Rated { to, .. } => present.csat != *to,
        Change::Claimed { to, .. } => present.claim != *to,
        Change::Message(message) | Change::Edited { to: message, .. } => {
            present.messages.iter().any(|m| m.id == message.id && m != &**message)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Key, TicketId, apply};
    use super::*;
    use crate::domain::ticket::replay::tests::version;
    use crate::domain::time::at;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_taken_back_is_as_it_was((old, new) in (version(), version())) {
            let changes = diff(Some(&old), &new);
            let back = apply(Some(new.clone()), old.id, &inverse(&changes)).expect("it is there");
            // The order of a set's elements is that of their adding.
            prop_assert_eq!(sorted(back), sorted(old));
            prop_assert_eq!(overtaken(&changes, &new, &new), None);
        }
    }

    fn sorted(mut ticket: Ticket) -> Ticket {
        for &set in super::super::Set::ALL {
            ticket.set_mut(set).sort();
        }
        ticket.links.sort();
        ticket.unknown.sort_by(|a, b| a.0.cmp(&b.0));
        ticket.attachments.sort_by(|a, b| (a.id, &a.name).cmp(&(b.id, &b.name)));
        ticket.occurrences.sort_by_cached_key(|seen| format!("{seen:?}"));
        ticket
    }

    #[test]
    fn what_somebody_changed_again_is_named() {
        let old = Ticket::new(TicketId::derived("test", "1"), "a".into(), "new".into(), at(0));
        let new = Ticket { title: "b".into(), tags: vec!["x".into()], ..old.clone() };
        let changes = diff(Some(&old), &new);
        let present = Ticket { tags: Vec::new(), ..new.clone() };
        assert_eq!(overtaken(&changes, &new, &present), None);
        let present = Ticket { title: "c".into(), ..new.clone() };
        let first = overtaken(&changes, &new, &present);
        assert!(matches!(first, Some(Change::Set { key: Key::Title, .. })), "{first:?}");
    }
}
