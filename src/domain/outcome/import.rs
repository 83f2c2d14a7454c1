//! What came of an import: read = imported + skipped, each skipped one with its reason.

use crate::domain::ticket::replay::Refusal;
use std::collections::BTreeMap;

/// How many invalid lines are named one by one.
const NAMED: usize = 20;

/// The counts of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Lines that are not blank.
    pub read: u64,
    pub imported: u64,
    pub skipped: BTreeMap<Skip, u64>,
    /// Of those imported: older than what their ticket had before, so that they count as of then.
    pub floored: u64,
    /// The first lines that are no events: their numbers, from 1, and why.
    pub invalid: Vec<(u64, Cause)>,
}

impl Imported {
    pub fn skip(&mut self, why: Skip) {
        *self.skipped.entry(why).or_default() += 1;
    }

    pub fn skip_line(&mut self, number: u64, cause: Cause) {
        if self.invalid.len() < NAMED {
            self.invalid.push((number, cause));
        }
        self.skip(Skip::Invalid);
    }

    pub fn skipped_in_all(&self) -> u64 {
        self.skipped.values().sum()
    }
}

/// Why a line was not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// An earlier run has it.
    AlreadyImported,
    /// The ticket is so already.
    Unchanged,
    /// The line is no event.
    Invalid,
    /// Its `seq` is not above that of its ticket's previous event.
    Order,
    /// The desk has this ticket, and no import made it.
    OwnTicket,
    /// The ticket's file in the desk cannot be read; it is not overwritten.
    UnreadableTicket,
    /// The message or the ticket would be over the desk's limits.
    TooLarge,
    Refused(Refusal),
}

impl Skip {
    /// The reason as a word for programs; people read `skip-<word>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Skip::AlreadyImported => "already-imported",
            Skip::Unchanged => "unchanged",
            Skip::Invalid => "invalid",
            Skip::Order => "order",
            Skip::OwnTicket => "own-ticket",
            Skip::UnreadableTicket => "unreadable-ticket",
            Skip::TooLarge => "too-large",
            Skip::Refused(Refusal::UnknownTicket) => "unknown-ticket",
            Skip::Refused(Refusal::AlreadyCreated) => "already-created",
            Skip::Refused(Refusal::UnknownStatus) => "unknown-status",
            Skip::Refused(Refusal::BadValue) => "bad-value",
        }
    }
}

/// Why a line is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Longer than this many bytes.
    TooLong {
        limit: usize,
    },
    /// No JSON; the byte column at which it stops being JSON, from 1.
    NotJson {
        column: usize,
    },
    NotAnObject,
    /// A key that the type needs.
    Missing {
        key: &'static str,
    },
    /// A value that the key cannot have.
    BadValue {
        key: &'static str,
    },
    UnknownType {
        name: String,
    },
}
