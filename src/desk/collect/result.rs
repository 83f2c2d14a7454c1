//! What came of collecting.

use super::fold::Outcome;
use super::told;
use crate::desk::error::Error;
use crate::desk::intake::{Did, Why};
use crate::domain::ticket::TicketId;
use crate::store::inbox::{Bad, Pending};
use crate::store::remote::RemoteName;
use crate::store::{ObjectId, Signature};
use std::rc::Rc;

/// A submission that the desk has now.
#[derive(Clone, Debug)]
pub struct Folded {
    pub pending: Pending,
    pub did: Did,
    pub why: Why,
    /// Absent where nothing came of it.
    pub ticket: Option<TicketId>,
    pub title: String,
}

impl Folded {
    /// A stable word for programs.
    pub fn action(&self) -> &'static str {
        match (self.did, &self.why) {
            (Did::Updated, Why::Message) => "message",
            (Did::Updated, _) => "occurrence",
            (Did::Duplicate, _) => "known",
            // What a closed ticket goes on in is made too.
            (Did::FollowedUp, Why::FollowUp(_)) => "created",
            (did, _) => did.as_str(),
        }
    }
}

/// Why a submission was set aside.
#[derive(Clone, Debug)]
pub enum Reason {
    Bad(Bad),
    /// The desk does not take it.
    Refused(Rc<Error>),
    /// Handed in more than a day ahead of our clock.
    Future,
    /// No unsolved ticket has this fingerprint.
    NothingSeen(String),
}

impl Reason {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::Bad(Bad::NotACommit) => "not-a-commit",
            Reason::Bad(Bad::NoAuthor) => "no-author",
            Reason::Bad(Bad::Layout) => "layout",
            Reason::Bad(Bad::TooLarge { .. }) => "too-large",
            Reason::Bad(Bad::Unreadable(_)) => "unreadable",
            Reason::Refused(_) => "refused",
            Reason::Future => "future",
            Reason::NothingSeen(_) => "nothing-seen",
        }
    }

    /// What it is about, as data; may be empty.
    pub fn detail(&self) -> String {
        match self {
            Reason::Bad(Bad::TooLarge { size, limit }) => format!("{size} > {limit}"),
            Reason::Bad(Bad::Unreadable(fault)) => told(fault),
            Reason::Refused(error) => error.to_string(),
            Reason::NothingSeen(fingerprint) => fingerprint.clone(),
            _ => String::new(),
        }
    }
}

/// One that was set aside.
#[derive(Clone, Debug)]
pub struct Aside {
    pub pending: Pending,
    /// Who says to have handed it in; not known where it cannot be read.
    pub author: Option<Signature>,
    pub reason: Reason,
}

/// A run that is over.
#[derive(Debug)]
pub struct Collected {
    /// `None`: what waited in this repository itself.
    pub remote: Option<RemoteName>,
    /// In the order in which they were folded.
    pub folded: Vec<Folded>,
    pub aside: Vec<Aside>,
    /// Go on waiting: more tickets than one run makes, or a ticket that cannot be read.
    pub waiting: usize,
    /// The last commit that was written.
    pub commit: Option<String>,
    pub dry_run: bool,
}

impl Collected {
    pub(super) fn of(
        outcomes: &[Outcome],
        remote: Option<&RemoteName>,
        tip: Option<ObjectId>,
        dry_run: bool,
    ) -> Collected {
        let mut collected = Collected {
            remote: remote.cloned(),
            folded: Vec::new(),
            aside: Vec::new(),
            waiting: 0,
            commit: tip.map(|tip| tip.to_string()),
            dry_run,
        };
        for outcome in outcomes {
            match outcome {
                Outcome::Folded(folded) => collected.folded.push(folded.clone()),
                Outcome::Aside(aside) => collected.aside.push(aside.clone()),
                Outcome::Waits => collected.waiting += 1,
            }
        }
        collected
    }
}
