//! A ticket: its values, its messages, what may happen to it, and what did.
//!
//! Steps in order; a step uses only earlier ones:
//! [`id`] and [`value`] → [`model`] → [`change`] (difference of two versions) → [`workflow`]
//! (which transitions exist, and for whom) → [`timeline`] (versions from history → events) →
//! [`replay`] (tickets from a stream of events, and back). What a desk declares about its tickets:
//! [`category`], [`field`], [`form`], [`organization`].

pub mod act;
pub mod attachment;
pub mod category;
pub mod change;
pub mod deeds;
pub mod field;
pub mod form;
pub mod id;
pub mod judge;
pub mod law;
pub mod link;
pub mod mailed;
pub mod model;
pub mod organization;
pub mod recur;
pub mod relation;
pub mod replay;
pub mod submission;
pub mod timeline;
pub mod undo;
pub mod value;
pub mod workflow;

pub use change::{Change, OLD_NUMBER, apply, diff};
pub use id::{MessageId, TicketId};
pub use link::LinkKind;
pub use model::{Attachment, Claim, Csat, Key, Kind, Link, Message, Occurrence, Priority, Set, Ticket, Visibility};
pub use value::Value;
