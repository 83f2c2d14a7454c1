//! Why a server does not take a push, beyond what is wrong with the desk that it would make.

use crate::domain::people::Role;

/// A rule for pushes that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushFault {
    /// The branch would lose commits that others have.
    Rewritten,
    Deleted,
    /// The branch would not lead to a commit.
    NoCommit,
    /// A commit that says that an import made it, recorded by somebody in this role.
    Import {
        role: Role,
    },
    /// A file where a desk has none, by somebody in this role.
    Outside {
        role: Role,
    },
    /// No signature, or none that git calls good.
    Unsigned,
    /// The signature is not that of whoever recorded the commit.
    OtherSigner {
        signer: String,
    },
    /// Recorded for somebody else by somebody in this role, who may not.
    InTheName {
        role: Role,
    },
    /// More new tickets at once than this server takes.
    TooMany {
        n: u64,
        limit: u64,
    },
    /// A number that people know would be another, or none.
    Renumbered {
        from: u64,
    },
    /// A submission is put there and taken away, and nothing else.
    InboxMoved,
    /// A submission of more than one commit, or of none.
    InboxOdd,
    /// A submission of more files or bytes than this server takes.
    InboxLarge {
        limit: u64,
    },
}
