//! `config/workflow.yaml`: statuses, and who may move a ticket from which to which.
//!
//! ```yaml
//! name: support
//! create:
//!   new: [requester, agent]
//! statuses:
//!   new:
//!     to:
//!       open: [agent, system]
//! ```
//! A status named after a category is in it; others say `category:`. `agent` stands for agents of
//! every kind, `lead` for leads and admins.

use super::reader::{boolean, each, each_item, fault, number, one_of, optional, owned, require, role, texts};
use super::reader::{entries, unknown_key, word};
use crate::domain::people::Role;
use crate::domain::ticket::workflow::{Category, Status, Transition, Workflow};
use crate::kit::yaml::{Entry, Fault, FaultKind, Limits, Node, parse};
use std::collections::BTreeSet;

const KEYS: [&str; 8] = [
    "name",
    "create",
    "statuses",
    "first_assignment",
    "requester_message",
    "resolution_required",
    "assign_on_reply",
    "close_after_days",
];
const STATUS_KEYS: [&str; 5] = ["category", "aliases", "until", "shown_as", "to"];
/// A workflow without one of these could not file or finish a ticket; the others may be switched off.
const NEEDED: [Category; 2] = [Category::New, Category::Solved];

/// The names of all statuses, which the rest of the file may refer to.
type Names<'n> = BTreeSet<&'n str>;

/// Reads the file.
pub fn read_workflow(source: &str, limits: &Limits) -> Result<Workflow, Fault> {
    parse(source, limits)
        .and_then(|node| workflow(&node))
        .map_err(|fault| fault.in_text(source))
}

fn workflow(node: &Node<'_>) -> Result<Workflow, Fault> {
    entries(node)?;
    require(node, &["statuses", "create"])?;
    let statuses = node.get("statuses").expect("it has just been required");
    let names = names(statuses)?;
    let mut workflow = Workflow::default();
    each(node, |entry| entry_of_workflow(&mut workflow, entry, &names))?;
    check(&workflow, statuses).map_err(|fault| fault.under("statuses"))?;
    if workflow.create.is_empty() {
        return Err(fault(node, FaultKind::Lacks { what: "transition", name: "create" }).under("create"));
    }
    Ok(workflow)
}

fn entry_of_workflow(workflow: &mut Workflow, entry: &Entry<'_>, names: &Names<'_>) -> Result<(), Fault> {
    let node = &entry.value;
    match &*entry.key {
        "name" => workflow.name = owned(node)?.unwrap_or_default(),
        "create" => workflow.create = transitions(node, names)?,
        "statuses" => each(node, |status| {
            workflow.statuses.push(read_status(status, names)?);
            Ok(())
        })?,
        "first_assignment" => workflow.first_assignment = status_name(node, names)?,
        "requester_message" => workflow.requester_message = status_name(node, names)?,
        "resolution_required" => workflow.resolution_required = boolean(node)?,
        "assign_on_reply" => workflow.assign_on_reply = boolean(node)?,
        "close_after_days" => workflow.close_after_days = days(node)?,
        _ => return Err(unknown_key(entry, &KEYS)),
    }
    Ok(())
}

fn names<'n>(statuses: &'n Node<'_>) -> Result<Names<'n>, Fault> {
    let entries = entries(statuses).map_err(|fault| fault.under("statuses"))?;
    Ok(entries.iter().map(|e| &*e.key).collect())
}

fn read_status(entry: &Entry<'_>, names: &Names<'_>) -> Result<Status, Fault> {
    let mut category = Category::parse(&entry.key);
    let mut status = Status {
        name: entry.key.to_string(),
        category: Category::Open,
        aliases: Vec::new(),
        until: false,
        shown_as: None,
        to: Vec::new(),
    };
    each(&entry.value, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "category" => category = Some(word(node, &Category::ALL, Category::as_str)?),
            "aliases" => status.aliases = texts(node)?,
            "until" => status.until = boolean(node)?,
            "shown_as" => status.shown_as = status_name(node, names)?,
            "to" => status.to = transitions(node, names)?,
            _ => return Err(unknown_key(entry, &STATUS_KEYS)),
        }
        Ok(())
    })?;
    let missing = || Fault::new(FaultKind::Missing { key: "category".to_owned() }, entry.line, entry.column);
    status.category = category.ok_or_else(missing)?;
    if status.until && !matches!(status.category, Category::Pending | Category::Hold) {
        let until = entry.value.get("until").expect("it has been read as true");
        let node = entry.value.get("category").unwrap_or(until);
        return Err(one_of(node, &["pending", "hold"]).under("category"));
    }
    Ok(status)
}

fn transitions(node: &Node<'_>, names: &Names<'_>) -> Result<Vec<Transition>, Fault> {
    let mut out = Vec::new();
    each(node, |entry| {
        known(&entry.key, names, entry.line, entry.column)?;
        let by: BTreeSet<Role> = each_item(&entry.value, roles)?.into_iter().flatten().collect();
        out.push(Transition { to: entry.key.to_string(), by });
        Ok(())
    })?;
    Ok(out)
}

/// The roles that one word of a transition stands for.
fn roles(node: &Node<'_>) -> Result<Vec<Role>, Fault> {
    Ok(match role(node, &Role::ALL)? {
        Role::Agent => vec![Role::Agent, Role::Guided, Role::Lead, Role::Admin],
        Role::Lead => vec![Role::Lead, Role::Admin],
        other => vec![other],
    })
}

fn status_name(node: &Node<'_>, names: &Names<'_>) -> Result<Option<String>, Fault> {
    let Some(name) = optional(node)? else { return Ok(None) };
    known(name, names, node.line, node.column)?;
    Ok(Some(name.to_owned()))
}

fn known(name: &str, names: &Names<'_>, line: u32, column: u32) -> Result<(), Fault> {
    super::reader::known("status", name, names.iter().copied(), (line, column))
}

fn days(node: &Node<'_>) -> Result<Option<u8>, Fault> {
    let days = optional(node)?.map(|_| number(node, 1, 28)).transpose()?;
    Ok(days.and_then(|n| u8::try_from(n).ok()))
}

/// What only the whole shows: every needed category is there, and every word means one status.
fn check(workflow: &Workflow, statuses: &Node<'_>) -> Result<(), Fault> {
    if let Some(category) = NEEDED.into_iter().find(|c| workflow.first_of(*c).is_none()) {
        return Err(fault(statuses, FaultKind::Lacks { what: "category", name: category.as_str() }));
    }
    let mut words = BTreeSet::new();
    for (status, entry) in workflow.statuses.iter().zip(entries(statuses)?) {
        for word in std::iter::once(&status.name).chain(&status.aliases) {
            if !words.insert(word.to_lowercase()) {
                let kind = FaultKind::DuplicateName { what: "status", name: word.clone() };
                return Err(Fault::new(kind, entry.line, entry.column).under(&entry.key));
            }
        }
    }
    Ok(())
}
