//! What became of something that came from outside, and why: every item gets one, also what changes nothing.

use crate::desk::error::Error;
use crate::domain::ticket::TicketId;
use crate::intake::json::Unmapped;
use crate::intake::mail::Refusal;
use std::rc::Rc;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Did {
    Created,
    /// A ticket that was there has more now: a run, a message.
    Updated,
    Reopened,
    /// A new ticket for what a solved or closed one was about.
    FollowedUp,
    /// It was not seen any more for long enough.
    Solved,
    /// The desk had it already: nothing.
    Duplicate,
    /// On purpose nothing.
    Suppressed,
    /// The desk does not take it.
    Refused,
    /// Handed in through the inbox; what becomes of it shows when it is collected.
    HandedIn,
}

impl Did {
    /// A stable word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Did::Created => "created",
            Did::Updated => "updated",
            Did::Reopened => "reopened",
            Did::FollowedUp => "followed-up",
            Did::Solved => "solved",
            Did::Duplicate => "duplicate",
            Did::Suppressed => "suppressed",
            Did::Refused => "refused",
            Did::HandedIn => "handed-in",
        }
    }

    /// Whether it made a ticket.
    pub fn makes(self) -> bool {
        matches!(self, Did::Created | Did::FollowedUp)
    }
}

/// Why it was done.
#[derive(Clone, Debug)]
pub enum Why {
    /// The desk knew nothing of it.
    New,
    /// A ticket is about it, and was told that it was seen again.
    SeenAgain,
    /// A message was added.
    Message,
    /// A mail of somebody who neither asked nor follows the ticket: kept internally.
    Stranger,
    /// A mail of a machine, by this code: kept internally, without effect.
    Machine(String),
    /// The desk's own mail came back.
    OwnMail,
    /// More mails of one sender than may act: kept internally.
    TooMany,
    /// Bytes that are not taken for a mail.
    NoMail(Refusal),
    /// All of it was there: the same run, the same words.
    Known,
    /// The closed ticket that this one goes on from.
    FollowUp(TicketId),
    /// It is back after its ticket was solved. `unknown`: the commit of which nobody knows whether the code has it.
    Back {
        unknown: Option<String>,
    },
    /// A ticket that was solved long ago, or closed, was about it.
    Recurs {
        source: TicketId,
        unknown: Option<String>,
    },
    /// The ticket has this tag, which says that it is known for what it is.
    KnownIssue(String),
    /// It was seen in code that does not have this commit, or is older than it.
    OldCode(String),
    /// It passes and fails on the same commit.
    Flaky,
    /// The desk does not track this branch.
    Branch(String),
    /// Its run made as many tickets already.
    Overflow(u32),
    /// So many runs of so many that solve it have passed.
    Green {
        runs: u32,
        of: u32,
    },
    /// Enough runs have passed, and the quiet time is not over.
    NotQuiet,
    /// No unsolved ticket has this fingerprint.
    NothingSeen(String),
    Refused(Rc<Error>),
    /// Whoever reads it leaves such things alone.
    Skipped,
    /// It is over, and no unsolved ticket is about it.
    NothingOpen,
    /// A map makes nothing of it.
    Unmapped(Unmapped),
    /// The remote at which it waits.
    Waits(String),
}

impl Why {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Why::New => "new",
            Why::SeenAgain => "seen-again",
            Why::Message => "message",
            Why::Stranger => "stranger",
            Why::Machine(_) => "machine",
            Why::OwnMail => "own-mail",
            Why::TooMany => "too-many",
            Why::NoMail(_) => "no-mail",
            Why::Known => "known",
            Why::FollowUp(_) => "follow-up",
            Why::Back { .. } => "back",
            Why::Recurs { .. } => "recurs",
            Why::KnownIssue(_) => "known-issue",
            Why::OldCode(_) => "old-code",
            Why::Flaky => "flaky",
            Why::Branch(_) => "branch",
            Why::Overflow(_) => "overflow",
            Why::Green { .. } => "green",
            Why::NotQuiet => "not-quiet",
            Why::NothingSeen(_) => "nothing-seen",
            Why::Refused(_) => "refused",
            Why::Skipped => "skipped",
            Why::NothingOpen => "nothing-open",
            Why::Unmapped(_) => "unmapped",
            Why::Waits(_) => "waits",
        }
    }
}

/// What became of one item.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What it was: a test, a message, a file; for people.
    pub source: String,
    pub did: Did,
    pub why: Why,
    /// The ticket that it is about now; absent where there is none.
    pub ticket: Option<TicketId>,
    /// Of that ticket, where it is known.
    pub title: Option<String>,
    /// By what it is known again.
    pub fingerprint: Option<String>,
    /// Of a ticket that was newly made: those that were there before and are strikingly like it.
    pub similar: Vec<TicketId>,
}
