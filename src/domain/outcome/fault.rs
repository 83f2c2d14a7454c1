//! What `check` found: each thing with its place, and the counts of what was looked at.

use super::push::PushFault;
use crate::domain::people::Role;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::judge::Wrong;

/// Something that is not as it should be, but for files that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A rule for tickets.
    Rule(Wrong),
    /// A file that every desk has.
    MissingFile,
    UnknownZone {
        name: String,
    },
    /// One file of configuration names what another one should declare, and does not. `what` is a code:
    /// `group`, `person` …
    NoSuch {
        what: &'static str,
        name: String,
        nearest: Option<String>,
    },
    /// A target in days or weeks on a calendar whose days are shorter: so many of its days, rounded.
    InDays {
        written: String,
        days: i64,
    },
    /// Two people whom nobody can tell apart.
    Alike {
        name: String,
        other: String,
    },
    /// Nothing of ours, below a directory that is.
    Stray,
    /// A ticket's file in another place than its id says.
    Elsewhere {
        expected: String,
    },
    /// The ticket in the file says that it is another one.
    OtherId {
        found: TicketId,
    },
    /// A form makes of a text a code block in a language that nobody knows.
    StrangeLanguage {
        name: String,
        nearest: Option<String>,
    },
    /// A file of more bytes than the desk takes in.
    LargeFile {
        size: u64,
        limit: u64,
    },
    /// Readable, but not in the form in which git-desk writes it.
    NotCanonical,
    /// An attachment of no ticket.
    Orphan {
        ticket: TicketId,
    },
    /// A file in the folder of a ticket that does not name it.
    Unlisted {
        ticket: TicketId,
    },
    /// The ticket names a file that is not there.
    NoAttachment {
        path: String,
    },
    /// The ticket was merged into another, that one in turn …, and the last into the first.
    MergeCircle,
    /// The events of history give another ticket than the file; where they differ, as keys of the file.
    Timeline {
        keys: Vec<String>,
    },
    /// A merge commit has a ticket otherwise than its parents come to, in these keys.
    Merge {
        keys: Vec<String>,
    },
    /// A merge commit made of a ticket what cannot be read.
    MergeBroken,
    /// A merge commit has what its parents come to, in another form.
    MergeForm,
    /// A merge commit has a file that is no ticket otherwise than its parents come to.
    MergeFile,
    /// The parents of a merge have nothing in common.
    Unrelated,
    /// A server does not take it.
    Push(PushFault),
    /// The text of a version that could not be read, kept beside its ticket by a merge.
    Kept,
    /// Two tickets with one number.
    SameNumber {
        number: u64,
        other: TicketId,
    },
    /// The trailer names a ticket that the commit does not change.
    TicketTrailer {
        said: String,
    },
    /// The trailer names another change of status than the commit makes.
    StatusTrailer {
        said: String,
        found: Option<String>,
    },
    /// A commit made a version of the ticket that cannot be read; a later one may have mended it.
    BrokenVersion,
    /// Somebody changed the configuration whose role this is; admins do.
    Configured {
        role: Role,
    },
    /// The author's clock was ahead of the committer's by this many seconds.
    AuthorAhead {
        seconds: i64,
    },
    /// The commit's date is ahead of the present by this many seconds.
    ClockAhead {
        seconds: i64,
    },
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The desk is not sound.
    Fault,
    /// Worth a look; the desk works as it is.
    Warning,
}

impl Fault {
    pub fn severity(&self) -> Severity {
        match self {
            Fault::Rule(Wrong::Removed | Wrong::UnknownStatus { .. })
            // Somebody who is not listed may act all the same.
            | Fault::NoSuch { what: "person", .. }
            | Fault::Alike { .. }
            | Fault::InDays { .. }
            | Fault::StrangeLanguage { .. }
            | Fault::Orphan { .. }
            | Fault::Unlisted { .. }
            | Fault::BrokenVersion
            | Fault::MergeForm
            | Fault::Kept
            | Fault::Configured { .. }
            | Fault::AuthorAhead { .. }
            | Fault::ClockAhead { .. } => Severity::Warning,
            _ => Severity::Fault,
        }
    }
}

/// Where something is wrong: a file of the branch, or what a commit did to a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub path: Option<String>,
    /// Line and column, from 1.
    pub at: Option<(u32, u32)>,
    /// In hexadecimal, in full.
    pub commit: Option<String>,
    pub ticket: Option<TicketId>,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub tickets: u64,
    pub commits: u64,
    /// Of the commits, those that an import made: no rule of the workflow holds for them.
    pub imported: u64,
    /// Of the commits, those that bear a signature (which is not verified).
    pub signed: u64,
    pub faults: u64,
    pub warnings: u64,
}
