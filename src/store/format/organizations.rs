//! `config/organizations.yaml`: for whom requesters ask.
//!
//! ```yaml
//! organizations:
//!   acme:
//!     name: Acme Corporation
//!     domains: [acme.com]
//!     contract: gold
//!     priority: high
//! ```

use super::reader::{declared, each, each_item, form, only_once, owned, unknown_key, word};
use crate::domain::ticket::Priority;
use crate::domain::ticket::organization::{Organization, Organizations};
use crate::kit::yaml::{Entry, Fault, Limits, Node, parse};
use std::cell::RefCell;
use std::collections::HashSet;

const KEYS: [&str; 4] = ["name", "domains", "contract", "priority"];

/// The domains of the organizations before.
type Seen = RefCell<HashSet<String>>;

/// Reads the file.
pub fn read_organizations(source: &str, limits: &Limits) -> Result<Organizations, Fault> {
    parse(source, limits)
        .and_then(|node| organizations(&node))
        .map_err(|fault| fault.in_text(source))
}

fn organizations(node: &Node<'_>) -> Result<Organizations, Fault> {
    let mut organizations = Organizations::default();
    let seen = Seen::default();
    declared(node, "organizations", "organization", |entry| {
        organizations.list.push(read_organization(entry, &seen)?);
        Ok(())
    })?;
    Ok(organizations)
}

fn read_organization(entry: &Entry<'_>, seen: &Seen) -> Result<Organization, Fault> {
    let mut organization = Organization { id: entry.key.to_string(), ..Organization::default() };
    each(&entry.value, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "name" => organization.name = owned(node)?,
            "domains" => organization.domains = each_item(node, |domain| read_domain(domain, seen))?,
            "contract" => organization.contract = owned(node)?,
            "priority" => organization.priority = Some(word(node, Priority::ALL, Priority::as_str)?),
            _ => return Err(unknown_key(entry, &KEYS)),
        }
        Ok(())
    })?;
    Ok(organization)
}

/// A domain can lead to one organization only.
fn read_domain(node: &Node<'_>, seen: &Seen) -> Result<String, Fault> {
    let domain = form(node, "domain", is_domain)?.to_lowercase();
    only_once("domain", &domain, &mut seen.borrow_mut(), (node.line, node.column))?;
    Ok(domain)
}

/// What stands behind the `@` of an address.
fn is_domain(text: &str) -> bool {
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    text.len() <= 253 && text.split('.').all(label)
}
