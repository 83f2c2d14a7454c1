//! What comes from outside (reports of tests, mail, forms, messages of other programs) becomes tickets: one engine for
//! what is filed here and for what comes through the inbox.
//!
//! Whoever reads such things makes [`Item`]s of them, each with a submission. [`Desk::take_in`] works one after the
//! other onto the desk, in one transaction and with the rights of whoever runs it; [`Desk::hand_in_items`] sends the
//! same submissions to the inbox, where `collect` works them in the same way. Either way every item gets its
//! [`Decision`].

mod decision;
mod green;
mod hand;
mod known;
mod mail;
mod recur;
mod remark;
mod report;
mod take;
mod work;

pub use decision::{Decision, Did, Why};
pub use green::Passed;
pub use mail::{MailRules, mail_item};
pub use report::{Reading as ReadingOfTests, TestRun};
pub use take::{Intake, Item};

pub(super) use known::Known;
pub(super) use work::{Asked, Wish};

use super::error::Error;

/// Something of the desk itself that cannot be read is no fault of what comes in.
pub(super) fn is_of_the_desk(error: &Error) -> bool {
    !matches!(error, Error::Refused { .. } | Error::Form(_) | Error::UnknownTicket { .. })
}
