//! Why the desk did not do what it was asked, named by what the caller can do about it.

use super::unseen::Unseen;
use crate::domain::insight::report::BadLimit;
use crate::domain::people::Role;
use crate::domain::query;
use crate::domain::ticket::act::Refusal;
use crate::domain::ticket::field::FieldFault;
use crate::domain::ticket::{Change, TicketId};
use crate::domain::time::Time;
use crate::store::format::Fault;
use crate::store::{self, Broken, Failure};

pub type Result<T> = std::result::Result<T, Error>;

/// An error of the desk. `Display` is a terse code; the command line words it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("unknown-ticket {typed}")]
    UnknownTicket { typed: String },
    /// Several tickets begin so; ids and titles of the first few.
    #[error("ambiguous {typed}")]
    Ambiguous { typed: String, candidates: Vec<(TicketId, String)> },
    #[error("bad-id {typed}")]
    BadId { typed: String },
    #[error("broken-ticket {}", .0.path)]
    BrokenTicket(Box<Broken>),
    #[error("broken-config {path}")]
    BrokenConfig { path: String, fault: Box<Fault> },
    /// The desk was written by a newer git-desk.
    #[error("newer-format {found}")]
    NewerFormat { found: u64, known: u32 },
    #[error("unknown-zone {0}")]
    UnknownZone(String),
    /// The rules of the desk forbid it; nothing was written, for any ticket.
    #[error("refused {ticket:?}: {refusal}")]
    Refused { ticket: Option<TicketId>, refusal: Refusal },
    #[error("bad-query")]
    BadQuery { query: String, fault: Box<query::Fault> },
    /// A ticket edited as a whole cannot be read.
    #[error("bad-edit")]
    BadEdit { fault: Box<Fault> },
    /// The ticket changed since the person looked, or while it was being edited.
    #[error("collision {id}")]
    Collision { id: TicketId, unseen: Box<Unseen> },
    /// Nothing by this person is left to take back, as far as one looks.
    #[error("nothing-to-undo")]
    NothingToUndo,
    /// Somebody changed the same thing after it.
    #[error("overtaken {id}")]
    Overtaken { id: TicketId, change: Box<Change> },
    /// The ticket has no file of this name; `known` are those that it has.
    #[error("unknown-attachment {name}")]
    UnknownAttachment { ticket: TicketId, name: String, known: Vec<String> },
    /// Nothing says to which group the next level is.
    #[error("no-next-level {ticket}")]
    NoNextLevel { ticket: TicketId, group: Option<String> },
    #[error("no-ticket-then {0}")]
    NoTicketThen(TicketId),
    /// Nobody of that name is in a ticket or in `people.yaml`; the nearest who is.
    #[error("unknown-requester {typed}")]
    UnknownRequester { typed: String, nearest: Option<String> },
    /// Several have this in their names; the first few.
    #[error("ambiguous-requester {typed}")]
    AmbiguousRequester { typed: String, candidates: Vec<String> },
    /// Only admins change the configuration, once the desk has people.
    #[error("not-admin {0}")]
    NotAdmin(Role),
    /// Nobody of the desk.
    #[error("unknown-colleague {typed}")]
    UnknownPerson { typed: String, nearest: Option<String> },
    /// A stream broke off while it was read.
    #[error("stream: {0}")]
    Stream(std::io::Error),
    /// Others kept writing while something large was brought in.
    #[error("moved")]
    Moved,
    #[error(transparent)]
    Bulk(#[from] store::bulk::Error),
    #[error(transparent)]
    View(#[from] ViewError),
    #[error(transparent)]
    Form(#[from] FormError),
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    Import(#[from] super::import::Error),
}

/// What goes wrong with views.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    #[error("unknown-view {name}")]
    Unknown { name: String, nearest: Option<String>, known: Vec<String> },
    #[error("bad-view-name {0}")]
    Name(String),
    /// The stored query means nothing, or no longer.
    #[error("bad-view {name}")]
    Query { name: String, query: String, fault: Box<query::Fault> },
    /// Shared views are for leads and admins to change.
    #[error("view-forbidden {0}")]
    Forbidden(Role),
    /// A personal view is in another of git's files than that of this repository.
    #[error("view-elsewhere {0}")]
    Elsewhere(String),
}

/// What goes wrong with forms.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    #[error("unknown-form {name}")]
    Unknown { name: String, nearest: Option<String>, known: Vec<String> },
    /// It is for other brands.
    #[error("other-brand {form}")]
    OtherBrand { form: String, brands: Vec<String> },
    /// The answers are none, or some are missing.
    #[error("form {form}: {fault}")]
    Answers { form: String, fault: FieldFault },
}

/// What goes wrong with the policies of service levels.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The filter means nothing, or asks for what is not stored; line and column are those of what is wrong in it.
    #[error("bad-policy {name}")]
    Filter { path: &'static str, at: (u32, u32), name: String, query: String, fault: Box<query::Fault> },
    /// No commit of the desk is called so, and none is as old.
    #[error("no-revision {0}")]
    Revision(String),
}

/// What goes wrong with reports.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Neither one of ours nor one of the team's.
    #[error("unknown-report {name}")]
    Unknown { name: String, nearest: Option<String>, known: Vec<String> },
    /// The period ends before it begins.
    #[error("backwards {from} {until}")]
    Backwards { from: Time, until: Time },
    /// A comparison without a beginning, and so without a period before.
    #[error("nothing-before")]
    NothingBefore,
    /// Weekdays and hours tell nothing of what recurs.
    #[error("by-clock")]
    ByClock,
    /// A condition of `--fail-if` that the report cannot answer.
    #[error("limit {0:?}")]
    Limit(BadLimit),
}

/// What goes wrong with calendars of business hours.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    #[error("unknown-calendar {name}")]
    Unknown { name: String, nearest: Option<String>, known: Vec<String> },
    /// A file that is no desk's cannot be read as a calendar.
    #[error("broken-calendar {path}")]
    Broken { path: String, fault: Box<Fault> },
    /// Nobody said which, and there is not just one.
    #[error("which-calendar")]
    Which { known: Vec<String> },
}

impl From<Failure<Error>> for Error {
    fn from(failure: Failure<Error>) -> Error {
        match failure {
            Failure::Refused(error) => error,
            Failure::Store(error) => Error::Store(error),
        }
    }
}

/// A refusal that concerns one ticket.
pub(super) fn refused(ticket: TicketId) -> impl Fn(Refusal) -> Error {
    move |refusal| Error::Refused { ticket: Some(ticket), refusal }
}
