//! `config/categories.yaml`: the tree of what tickets are about.
//!
//! ```yaml
//! categories:
//!   payments:
//!     name: Payments
//!     group: payments
//!     categories:
//!       checkout:
//!       refunds: {group: billing}
//! ```
//! A key may hold several steps: `payments/refunds`.

use super::reader::{each, only_once, owned, unknown_key};
use crate::domain::ticket::category::{Categories, CategoryEntry};
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, parse};
use std::collections::HashSet;

const KEYS: [&str; 3] = ["name", "group", "categories"];

/// Reads the file. Whether a group is one of the desk's is for `check` to say.
pub fn read_categories(source: &str, limits: &Limits) -> Result<Categories, Fault> {
    let mut tree = Tree::default();
    let read = |node: Node<'_>| {
        each(&node, |entry| match &*entry.key {
            "categories" => tree.branches(&entry.value, ""),
            _ => Err(unknown_key(entry, &["categories"])),
        })
    };
    parse(source, limits).and_then(read).map_err(|fault| fault.in_text(source))?;
    Ok(tree.read)
}

#[derive(Default)]
struct Tree {
    read: Categories,
    seen: HashSet<String>,
}

impl Tree {
    /// Its depth is bounded by that of YAML.
    fn branches(&mut self, node: &Node<'_>, above: &str) -> Result<(), Fault> {
        each(node, |entry| self.branch(entry, above))
    }

    fn branch(&mut self, entry: &Entry<'_>, above: &str) -> Result<(), Fault> {
        if entry.key.split('/').any(|step| step.trim().is_empty()) {
            let kind = FaultKind::Unexpected { expected: Expected::Form("category"), found: entry.key.to_string() };
            return Err(Fault::new(kind, entry.line, entry.column));
        }
        let path = if above.is_empty() { entry.key.to_string() } else { format!("{above}/{}", entry.key) };
        only_once("category", &path, &mut self.seen, (entry.line, entry.column))?;
        let place = self.read.list.len();
        self.read.list.push(CategoryEntry { path: path.clone(), ..CategoryEntry::default() });
        each(&entry.value, |entry| {
            match &*entry.key {
                "name" => self.read.list[place].name = owned(&entry.value)?,
                "group" => self.read.list[place].group = owned(&entry.value)?,
                "categories" => self.branches(&entry.value, &path)?,
                _ => return Err(unknown_key(entry, &KEYS)),
            }
            Ok(())
        })
    }
}
