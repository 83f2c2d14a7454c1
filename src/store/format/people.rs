//! `config/people.yaml`: who is who.
//!
//! ```yaml
//! people:
//!   ana@example.com: lead
//!   luis@example.com:
//!     name: Luis Gil
//!     role: agent
//! ```

use super::reader::{each, optional, owned, role, unknown_key};
use crate::domain::people::{People, Person, Role};
use crate::kit::yaml::{Fault, FaultKind, Limits, Node, Tree, parse};
use std::collections::HashSet;

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
    let mut seen = HashSet::new();
    each(node, |entry| match &*entry.key {
        "people" => each(&entry.value, |person| {
            if !seen.insert(person.key.to_lowercase()) {
                let kind = FaultKind::DuplicateName { what: "person", name: person.key.to_string() };
                return Err(Fault::new(kind, person.line, person.column));
            }
            people.list.push(read_person(&person.key, &person.value, default_role)?);
            Ok(())
        }),
        _ => Err(unknown_key(entry, &["people"])),
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
        match &*entry.key {
            "name" => person.name = owned(&entry.value)?,
            "role" => person.role = role(&entry.value, &ROLES)?,
            _ => return Err(unknown_key(entry, &["name", "role"])),
        }
        Ok(())
    })?;
    Ok(person)
}
