//! Wording for why a server does not take a push.

use super::faults::{Args, text};
use crate::domain::outcome::push::PushFault;
use crate::domain::people::Role;
use crate::render::words::Words;

/// The key of the words and what they are filled with.
pub fn told(fault: &PushFault, words: &Words) -> (&'static str, Args) {
    let by = |role: &Role| vec![("role", words.say(&format!("role-{role}")).into())];
    match fault {
        PushFault::Rewritten => ("fault-push-rewritten", vec![]),
        PushFault::Deleted => ("fault-push-deleted", vec![]),
        PushFault::NoCommit => ("fault-push-no-commit", vec![]),
        PushFault::Import { role } => ("fault-push-import", by(role)),
        PushFault::Outside { role } => ("fault-push-outside", by(role)),
        PushFault::Unsigned => ("fault-push-unsigned", vec![]),
        PushFault::OtherSigner { signer } => ("fault-push-other-signer", vec![text("signer", signer)]),
        PushFault::InTheName { role } => ("fault-push-in-the-name", by(role)),
        PushFault::TooMany { n, limit } => {
            ("fault-push-too-many", vec![("n", (*n).into()), ("limit", (*limit).into())])
        }
        PushFault::Renumbered { from } => ("fault-push-renumbered", vec![text("from", from)]),
        PushFault::InboxMoved => ("fault-push-inbox-moved", vec![]),
        PushFault::InboxOdd => ("fault-push-inbox-odd", vec![]),
        PushFault::InboxLarge { limit } => ("fault-push-inbox-large", vec![("limit", (*limit).into())]),
    }
}

/// What whoever pushed can do.
pub fn hint(fault: &PushFault) -> &'static str {
    match fault {
        PushFault::Rewritten => "fault-hint-push-rewritten",
        PushFault::Deleted | PushFault::NoCommit => "fault-hint-push-deleted",
        PushFault::Import { .. } => "fault-hint-push-import",
        PushFault::Outside { .. } => "fault-hint-push-outside",
        PushFault::Unsigned | PushFault::OtherSigner { .. } => "fault-hint-push-unsigned",
        PushFault::InTheName { .. } => "fault-hint-push-in-the-name",
        PushFault::TooMany { .. } => "fault-hint-push-too-many",
        PushFault::Renumbered { .. } => "fault-hint-push-renumbered",
        PushFault::InboxMoved | PushFault::InboxOdd | PushFault::InboxLarge { .. } => "fault-hint-push-inbox",
    }
}
