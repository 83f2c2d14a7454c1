//! `config/groups.yaml`: who works together, and who is asked next.
//!
//! ```yaml
//! groups:
//!   front:
//!     name: First line
//!     level: 1
//!     members: [ana@example.com]
//!     escalates_to: payments
//!   payments: {level: 2}
//! ```

use super::circle::circle;
use super::people::level;
use super::reader::{declared, each, entries, known, optional, owned, texts, unknown_key};
use crate::domain::people::{Group, Groups};
use crate::kit::yaml::{Entry, Fault, FaultKind, Limits, Node, parse};

const KEYS: [&str; 4] = ["name", "level", "members", "escalates_to"];

/// Reads the file. Whether a member is somebody whom the desk knows is for `check` to say.
pub fn read_groups(source: &str, limits: &Limits) -> Result<Groups, Fault> {
    parse(source, limits)
        .and_then(|node| groups(&node))
        .map_err(|fault| fault.in_text(source))
}

fn groups(node: &Node<'_>) -> Result<Groups, Fault> {
    let mut groups = Groups::default();
    let ids: Vec<&str> = match node.get("groups") {
        Some(all) => entries(all).map_err(|fault| fault.under("groups"))?.iter().map(|e| &*e.key).collect(),
        None => Vec::new(),
    };
    declared(node, "groups", "group", |entry| {
        groups.list.push(read_group(entry, &ids)?);
        Ok(())
    })?;
    ladder(&groups, node)?;
    Ok(groups)
}

fn read_group(entry: &Entry<'_>, ids: &[&str]) -> Result<Group, Fault> {
    let mut group = Group { id: entry.key.to_string(), ..Group::default() };
    each(&entry.value, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "name" => group.name = owned(node)?,
            "level" => group.level = level(node)?,
            "members" => group.members = texts(node)?,
            "escalates_to" => {
                let Some(next) = optional(node)? else { return Ok(()) };
                known("group", next, ids.iter().copied(), (node.line, node.column))?;
                group.escalates_to = Some(next.to_owned());
            }
            _ => return Err(unknown_key(entry, &KEYS)),
        }
        Ok(())
    })?;
    Ok(group)
}

/// A ticket that climbs must arrive somewhere.
fn ladder(groups: &Groups, node: &Node<'_>) -> Result<(), Fault> {
    let place = |id: &String| groups.list.iter().position(|g| g.id == *id);
    let next = |g: &Group| g.escalates_to.iter().filter_map(place).collect();
    let steps: Vec<Vec<usize>> = groups.list.iter().map(next).collect();
    let Some(circle) = circle(&steps) else { return Ok(()) };
    let names: Vec<String> = circle.iter().map(|i| groups.list[*i].id.clone()).collect();
    let at = node
        .get("groups")
        .and_then(|all| all.get(&names[0]))
        .and_then(|group| group.get("escalates_to"));
    let (line, column) = at.map_or((1, 1), |node| (node.line, node.column));
    let path = format!("groups.{}.escalates_to", names[0]);
    Err(Fault::new(FaultKind::Circle { what: "group", names }, line, column).under(&path))
}
