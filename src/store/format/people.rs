//! `config/people.yaml`: who is who.
//!
//! ```yaml
//! people:
//!   ana@example.com: lead
//!   luis@example.com:
//!     name: Luis Gil
//!     role: agent
//!     groups: [payments]
//!     skills: [php]
//!     languages: [es, en]
//!     capacity: 8
//! ```

use super::reader::unknown_key;
use super::reader::{declared, each, each_item, form, is_language, is_zone, number, optional, owned, role, texts};
use crate::domain::people::{People, Person, Role};
use crate::kit::yaml::{Fault, Limits, Node, Tree, parse};

const KEYS: [&str; 9] =
    ["name", "role", "groups", "level", "skills", "languages", "capacity", "time_zone", "organization"];

/// The roles that a person can be given; `system` is git-desk itself.
pub(super) const ROLES: [Role; 7] =
    [Role::Requester, Role::Light, Role::Agent, Role::Guided, Role::Lead, Role::Admin, Role::Bot];

/// Reads the file; `default_role` comes from `desk.yaml`, and whoever is listed without a role has it.
pub fn read_people(source: &str, default_role: Role, limits: &Limits) -> Result<People, Fault> {
    parse(source, limits)
        .and_then(|node| people(&node, default_role))
        .map_err(|fault| fault.in_text(source))
}

fn people(node: &Node<'_>, default_role: Role) -> Result<People, Fault> {
    let mut people = People { list: Vec::new(), default_role };
    declared(node, "people", "person", |entry| {
        people.list.push(read_person(&entry.key, &entry.value, default_role)?);
        Ok(())
    })?;
    Ok(people)
}

fn read_person(who: &str, node: &Node<'_>, default_role: Role) -> Result<Person, Fault> {
    let mut person = Person::new(who.to_owned(), default_role);
    if !matches!(node.value, Tree::Map(_)) {
        if optional(node)?.is_some() {
            person.role = role(node, &ROLES)?;
        }
        return Ok(person);
    }
    each(node, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "name" => person.name = owned(node)?,
            "role" => person.role = role(node, &ROLES)?,
            "groups" => person.groups = texts(node)?,
            "level" => person.level = level(node)?,
            "skills" => person.skills = texts(node)?,
            "languages" => person.languages = each_item(node, |tag| form(tag, "language", is_language))?,
            "capacity" => person.capacity = capacity(node)?,
            "time_zone" => person.time_zone = optional(node)?.map(|_| form(node, "zone", is_zone)).transpose()?,
            "organization" => person.organization = owned(node)?,
            _ => return Err(unknown_key(entry, &KEYS)),
        }
        Ok(())
    })?;
    Ok(person)
}

/// A support level, 1 for those who see a ticket first.
pub(super) fn level(node: &Node<'_>) -> Result<Option<u8>, Fault> {
    let level = optional(node)?.map(|_| number(node, 1, 9)).transpose()?;
    Ok(level.and_then(|n| u8::try_from(n).ok()))
}

fn capacity(node: &Node<'_>) -> Result<Option<u32>, Fault> {
    let most = optional(node)?.map(|_| number(node, 0, 10_000)).transpose()?;
    Ok(most.and_then(|n| u32::try_from(n).ok()))
}
