//! What each role may do to a ticket, in one table: the verbs obey it, and `check` judges history by it.
//!
//! Status transitions are not here: the workflow says who may make which.

use super::Role;

/// What somebody does to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// A public message, or a file with one.
    Reply,
    /// An internal note, or a file that only staff see.
    Note,
    /// Values, custom fields, links, followers.
    Change,
    Tag,
    /// To follow a ticket oneself, or no longer.
    Follow,
    /// Who works on it.
    Assign,
    /// To keep a ticket in hand for a while.
    Claim,
    /// Merging, taking a merge back, splitting.
    Merge,
    /// To rewrite or take away what somebody else wrote.
    Redact,
    /// To file or to write in somebody else's name, as one who types in what came by phone.
    Represent,
    /// To say how the service was.
    Rate,
}

impl Deed {
    pub const ALL: [Deed; 11] = [
        Deed::Reply,
        Deed::Note,
        Deed::Change,
        Deed::Tag,
        Deed::Follow,
        Deed::Assign,
        Deed::Claim,
        Deed::Merge,
        Deed::Redact,
        Deed::Represent,
        Deed::Rate,
    ];

    /// Writing something that the requester sees, or only staff.
    pub fn of(public: bool) -> Deed {
        if public { Deed::Reply } else { Deed::Note }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Deed::Reply => "reply",
            Deed::Note => "note",
            Deed::Change => "change",
            Deed::Tag => "tag",
            Deed::Follow => "follow",
            Deed::Assign => "assign",
            Deed::Claim => "claim",
            Deed::Merge => "merge",
            Deed::Redact => "redact",
            Deed::Represent => "represent",
            Deed::Rate => "rate",
        }
    }

    /// Whether somebody in this role may. A requester only ever acts on tickets that are theirs.
    pub fn allowed_to(self, role: Role) -> bool {
        match role {
            Role::Requester => matches!(self, Deed::Reply | Deed::Rate),
            Role::Light => matches!(self, Deed::Note | Deed::Follow),
            // Takes what `next` serves: whoever could assign or merge would choose.
            Role::Guided => !matches!(self, Deed::Assign | Deed::Merge | Deed::Redact | Deed::Rate),
            Role::Agent => !matches!(self, Deed::Redact | Deed::Rate),
            Role::Lead | Role::Admin => self != Deed::Rate,
            Role::Bot => !matches!(self, Deed::Claim | Deed::Redact | Deed::Rate),
            Role::System => true,
        }
    }

    /// The roles that may.
    pub fn roles(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.allowed_to(*role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row for each deed, a column for each role: requester, light, agent, guided, lead, admin, bot, system.
    const TABLE: [(Deed, &str); 11] = [
        (Deed::Reply, "x-xxxxxx"),
        (Deed::Note, "-xxxxxxx"),
        (Deed::Change, "--xxxxxx"),
        (Deed::Tag, "--xxxxxx"),
        (Deed::Follow, "-xxxxxxx"),
        (Deed::Assign, "--x-xxxx"),
        (Deed::Claim, "--xxxx-x"),
        (Deed::Merge, "--x-xxxx"),
        (Deed::Redact, "----xx-x"),
        (Deed::Represent, "--xxxxxx"),
        (Deed::Rate, "x------x"),
    ];

    #[test]
    fn each_role_may_do_what_the_table_says() {
        for (deed, row) in TABLE {
            let found: String = Role::ALL.iter().map(|role| if deed.allowed_to(*role) { 'x' } else { '-' }).collect();
            assert_eq!(found, row, "{deed:?}");
        }
        assert_eq!(TABLE.map(|(deed, _)| deed), Deed::ALL);
    }
}
