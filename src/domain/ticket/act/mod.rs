//! What a person does to a ticket: pure functions that return the next version or say why not.
//!
//! Source of the rules: the desk's workflow and the conventions of the field. Solved needs an assignee
//! (the solver becomes one); a first assignment opens; a requester's message reopens; closed is final:
//! a requester's message makes a follow-up, and people change nothing but tags. Which role may do what
//! is not asked here: [`super::deeds`] judges the difference that came out.

mod declared;
mod edit;
mod hand;
mod merge;
mod status;
mod talk;

pub use declared::{leave_group, of_requester, route, settle_category, settle_group, settle_organization};
pub use edit::{
    assign, check_closed, check_fixed, check_kept, check_rewrite, is_own, one_line_title, set_field, set_value, tag,
};
pub use hand::{claim, escalate, follow, holder, link, release, unfollow, unlink};
pub use merge::{SPLIT, Split, ensure_apart, merge, split, unmerge};
pub use status::{StatusExtras, find_status, forbidden, set_status, start};
pub use talk::{FOLLOW_UP, NewMessage, author_of, ensure_part, first_request, follow_up, follow_up_id, message, write};

use super::field::FieldFault;
use super::workflow::{Category, Workflow};
use super::{Key, Ticket, TicketId};
use crate::domain::people::{Deed, Role};
use crate::domain::time::Time;

/// Why something cannot be done to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// This role may not make this transition; `allowed` are those that exist from here, and for whom.
    #[error("transition {from:?} {to} {role}")]
    Transition { from: Option<String>, to: String, role: Role, allowed: Vec<(String, Vec<Role>)> },
    #[error("unknown-status {word}")]
    UnknownStatus { word: String, known: Vec<String> },
    /// Closed for good; `follow_up` is the way on.
    #[error("closed")]
    Closed,
    #[error("needs-resolution")]
    NeedsResolution,
    #[error("needs-until {status}")]
    NeedsUntil { status: String },
    /// Priority and type, once set, and what every ticket has.
    #[error("cannot-empty {0}")]
    CannotEmpty(Key),
    /// Fixed when the ticket was made.
    #[error("immutable {0}")]
    Immutable(String),
    /// The role may not do this, whatever the status.
    #[error("forbidden {deed:?} {role}")]
    Forbidden { deed: Deed, role: Role },
    #[error("empty-text")]
    EmptyText,
    /// Somebody else has it in hand until then.
    #[error("claimed {by}")]
    Claimed { by: String, until: Time },
    /// A guided agent takes what comes next.
    #[error("out-of-turn")]
    OutOfTurn,
    #[error("own-link")]
    OwnLink,
    #[error("own-merge")]
    OwnMerge,
    /// It is part of another ticket.
    #[error("merged {into}")]
    Merged { into: TicketId },
    #[error("not-merged")]
    NotMerged,
    /// A file is larger than the desk takes in.
    #[error("large-file {name} {size} {limit}")]
    LargeFile { name: String, size: u64, limit: u64 },
    #[error("no-message {0}")]
    NoMessage(String),
    /// The desk declares things of this kind (`group`, `category`, `organization`), and not this one.
    #[error("unknown-{what} {name}")]
    Unknown { what: &'static str, name: String, known: Vec<String> },
    #[error(transparent)]
    Field(#[from] FieldFault),
    #[error("too-large {size} {limit}")]
    TooLarge { size: u64, limit: u64 },
}

/// Who acts on this ticket, in which role, and when.
#[derive(Clone, Debug)]
pub struct Actor<'a> {
    /// As tickets carry persons: the address, else the name.
    pub who: &'a str,
    pub role: Role,
    pub now: Time,
}

/// Nothing but tags changes on a ticket that is closed for good.
pub fn ensure_not_closed(ticket: &Ticket, workflow: &Workflow) -> Result<(), Refusal> {
    match workflow.category(&ticket.status) {
        Category::Closed => Err(Refusal::Closed),
        _ => Ok(()),
    }
}
