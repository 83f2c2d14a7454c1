//! Persons: who is who in a desk.

use super::{Role, same_person};

/// One entry of `config/people.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Address or plain name, as tickets and commits carry it; compared without regard to case.
    pub who: String,
    pub name: Option<String>,
    pub role: Role,
    /// The groups that the person's own entry names; `config/groups.yaml` may list them in others.
    pub groups: Vec<String>,
    /// The support level at which the person works, where it is not that of their groups.
    pub level: Option<u8>,
    pub skills: Vec<String>,
    /// The languages in which the person answers, BCP 47.
    pub languages: Vec<String>,
    /// Unsolved tickets that the person takes at once. `None`: as many as come.
    pub capacity: Option<u32>,
    /// The IANA name of the zone in which the person works, where it is not the desk's.
    pub time_zone: Option<String>,
    /// The id of the organization for which the person asks.
    pub organization: Option<String>,
}

impl Person {
    /// A person of whom nothing is known but the role.
    pub fn new(who: String, role: Role) -> Person {
        Person {
            who,
            name: None,
            role,
            groups: Vec::new(),
            level: None,
            skills: Vec::new(),
            languages: Vec::new(),
            capacity: None,
            time_zone: None,
            organization: None,
        }
    }

    /// Whether the person's own entry names this group.
    pub fn is_in(&self, group: &str) -> bool {
        self.groups.iter().any(|g| same_person(g, group))
    }
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

    /// The role in which `who` acts by way of a channel: who writes by `ci` or `api` is a program. That gives nobody
    /// rights beyond their own: whoever may do less than a program stays what they are.
    pub fn role_by(&self, who: &str, requester: Option<&str>, channel: Option<&str>) -> Role {
        let own = self.find(who).map_or(self.default_role, |person| person.role);
        match (channel, own) {
            (Some("ci" | "api"), Role::Agent | Role::Lead | Role::Admin | Role::Bot) => Role::Bot,
            _ => self.role_on(who, requester),
        }
    }
}
