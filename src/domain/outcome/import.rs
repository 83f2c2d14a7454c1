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
        let why = match &cause {
            Cause::At { cause, .. } => match **cause {
                Cause::PullRequest => Skip::PullRequest,
                Cause::NotOurs { .. } => Skip::NotOurs,
                Cause::UnknownWord { .. } => Skip::UnknownWord,
                Cause::Twice => Skip::Twice,
                _ => Skip::Unreadable,
            },
            _ => Skip::Invalid,
        };
        // What is usual in an export would hide what is wrong with it.
        if why.is_bad() && self.invalid.len() < NAMED && !self.is_named(&cause) {
            self.invalid.push((number, cause));
        }
        self.skip(why);
    }

    /// A word that nobody knows is named once, however many tickets have it.
    fn is_named(&self, cause: &Cause) -> bool {
        let word = |cause: &Cause| match cause {
            Cause::At { cause, .. } => match &**cause {
                Cause::UnknownWord { key, found } => Some((*key, found.clone())),
                _ => None,
            },
            _ => None,
        };
        word(cause).is_some_and(|found| self.invalid.iter().any(|(_, named)| word(named).as_ref() == Some(&found)))
    }

    /// How many lines or parts could not be read, or wait for a mapping.
    pub fn bad(&self) -> u64 {
        self.skipped.iter().filter(|(why, _)| why.is_bad()).map(|(_, n)| n).sum()
    }

    /// How many tickets wait for a mapping.
    pub fn unknown_words(&self) -> u64 {
        self.skipped.get(&Skip::UnknownWord).copied().unwrap_or_default()
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
    /// A part of another tracker's export that cannot be read.
    Unreadable,
    /// A ticket of another tracker with a word that nobody knows: it waits for a mapping.
    UnknownWord,
    /// Another tracker's pull request.
    PullRequest,
    /// An event of another tracker that changes nothing of a ticket here.
    NotOurs,
    /// A mail that the export has twice.
    Twice,
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
    /// Whether somebody has to mend something.
    fn is_bad(self) -> bool {
        matches!(self, Skip::Invalid | Skip::Unreadable | Skip::UnknownWord)
    }

    /// The reason as a word for programs; people read `skip-<word>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Skip::AlreadyImported => "already-imported",
            Skip::Unchanged => "unchanged",
            Skip::Invalid => "invalid",
            Skip::Unreadable => "unreadable",
            Skip::UnknownWord => "unknown-word",
            Skip::PullRequest => "pull-request",
            Skip::NotOurs => "not-ours",
            Skip::Twice => "twice",
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
    /// What is wrong with a part of an export, by its line or its path.
    At {
        place: String,
        cause: Box<Cause>,
    },
    /// What the tracker keeps beside its tickets: a pull request.
    PullRequest,
    /// It speaks of a ticket that the export does not hold.
    NoTicket {
        name: String,
    },
    /// A status or a priority that nobody knows; the mapping can say what it is. Its ticket waits.
    UnknownWord {
        key: &'static str,
        found: String,
    },
    /// A kind of event that changes nothing of a ticket here.
    NotOurs {
        name: String,
    },
    /// The rest of the file is broken off or no JSON.
    BrokenOff,
    /// There are more than so many.
    TooMany {
        limit: usize,
    },
    /// The tracker says that there is more than it gave.
    NotWhole {
        have: usize,
        total: u64,
    },
    /// No mail: nothing in it is a header.
    NoMail,
    /// The export has it already, further up.
    Twice,
    /// A format that nobody here reads.
    Version {
        found: u64,
    },
    /// An object of a repository that is not there, damaged, or of another kind.
    NoObject {
        name: String,
    },
}
