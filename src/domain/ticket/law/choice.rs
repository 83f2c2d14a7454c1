//! Which of several settings of a slot counts, none of which has seen another.

use super::slot::{Held, Setting, Slot};
use crate::domain::ticket::model::Key;
use crate::domain::ticket::{Change, Message};

/// The setting that counts. They come in the one order; `None` for none.
pub(super) fn chosen<'s>(slot: &Slot, settings: &'s [Setting]) -> Option<&'s Setting> {
    let [first, .., last] = settings else { return settings.first() };
    let last_that = |is: fn(&Held) -> bool| settings.iter().rev().find(|setting| is(&setting.held));
    Some(match slot {
        // Somebody changed what another one deleted: the change stands.
        Slot::Existence | Slot::Single(Key::MergedInto) => last_that(is_set).unwrap_or(last),
        // Closed is for good.
        Slot::Status => last_that(is_closed).unwrap_or(last),
        // Given once and never changed: the earliest.
        Slot::Single(Key::Created | Key::Number) => first,
        // `max_by_key` takes the last of equal ones.
        Slot::Run(..) => settings.iter().max_by_key(|setting| count(&setting.held)).unwrap_or(last),
        Slot::Message(_) => {
            let revised = last_that(is_redacted).or_else(|| last_that(is_revision));
            revised.or_else(|| settings.iter().find(|setting| is_set(&setting.held))).unwrap_or(last)
        }
        _ => last,
    })
}

fn is_set(held: &Held) -> bool {
    !held.is_empty()
}

fn is_closed(held: &Held) -> bool {
    held.0
        .iter()
        .any(|change| matches!(change, Change::Set { key: Key::Closed, to: Some(_), .. }))
}

/// How often a run saw it; 0 where somebody took it away.
fn count(held: &Held) -> u32 {
    let counts = held.0.iter().filter_map(|change| match change {
        Change::Seen(seen) => Some(seen.count),
        _ => None,
    });
    counts.max().unwrap_or(0)
}

fn is_revision(held: &Held) -> bool {
    matches!(held.0.first(), Some(Change::Edited { .. }))
}

fn is_redacted(held: &Held) -> bool {
    held.0.iter().any(|change| message(change).is_some_and(says_redacted))
}

fn message(change: &Change) -> Option<&Message> {
    match change {
        Change::Message(message) => Some(message),
        Change::Edited { to, .. } => Some(to),
        _ => None,
    }
}

fn says_redacted(message: &Message) -> bool {
    message.unknown.iter().any(|(name, _)| name == "redacted")
}
