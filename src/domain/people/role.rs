//! What somebody may do: their role.

use std::fmt;

/// What a person may do, from least to most. A person has one role in a desk; on a ticket that is
/// theirs, somebody whom the desk does not know acts as its requester.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Requester,
    /// May read and write internal notes, nothing else.
    Light,
    Agent,
    /// An agent who takes the next ticket in order and cannot pick.
    Guided,
    Lead,
    Admin,
    /// A program. Its answers are no replies of an agent.
    Bot,
    /// A rule, an automation or a merge: git-desk itself.
    System,
}

impl Role {
    pub const ALL: [Role; 8] =
        [Role::Requester, Role::Light, Role::Agent, Role::Guided, Role::Lead, Role::Admin, Role::Bot, Role::System];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Requester => "requester",
            Role::Light => "light",
            Role::Agent => "agent",
            Role::Guided => "guided",
            Role::Lead => "lead",
            Role::Admin => "admin",
            Role::Bot => "bot",
            Role::System => "system",
        }
    }

    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.as_str() == text)
    }

    /// Answers as staff of the desk: its public messages are replies.
    pub fn is_staff(self) -> bool {
        matches!(self, Role::Light | Role::Agent | Role::Guided | Role::Lead | Role::Admin)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
