//! Persons and roles: who acts, and in which quality.

mod rights;

pub use rights::Deed;

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

/// One entry of `config/people.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Address or plain name, as tickets and commits carry it; compared without regard to case.
    pub who: String,
    pub name: Option<String>,
    pub role: Role,
}

/// Everybody the desk knows, and what the others are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    pub list: Vec<Person>,
    /// The role of whoever is not in the list and is not the ticket's requester.
    pub default_role: Role,
}

impl Default for People {
    fn default() -> Self {
        People { list: Vec::new(), default_role: Role::Agent }
    }
}

impl People {
    pub fn find(&self, who: &str) -> Option<&Person> {
        self.list.iter().find(|p| same_person(&p.who, who))
    }

    /// The role in which `who` acts on a ticket of `requester`.
    pub fn role_on(&self, who: &str, requester: Option<&str>) -> Role {
        match self.find(who) {
            Some(person) => person.role,
            None if requester.is_some_and(|r| same_person(r, who)) => Role::Requester,
            None => self.default_role,
        }
    }
}

/// Two spellings of one person: addresses and names are compared without regard to case.
pub fn same_person(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}
