//! The mapping of an import: what words of a tracker are in the desk. YAML, every key optional.
//!
//! ```yaml
//! source: owner/repo                       # what ids belong to, where the export does not say
//! dates: "%d/%m/%Y %H:%M"                  # how a CSV writes instants (UTC where no offset is in them)
//! statuses: {In Review: open}              # to a status of the desk, or one of the six words
//! priorities: {P0: urgent}
//! people: {octocat: ana@example.com}       # logins and names to addresses
//! fields: {Milestone: release, Votes: ~}   # fields and columns; ~ leaves out
//! staff: [ana@example.com, "@acme.com"]    # whose word is staff's, where the export does not say
//! ```

use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, Plain, Tree, parse, text_of};
use std::collections::{HashMap, HashSet};

/// The largest mapping, in bytes.
pub const MOST_MAP_BYTES: usize = 4 << 20;
pub(super) const TABLES: [&str; 4] = ["statuses", "priorities", "people", "fields"];
const TEXTS: [&str; 3] = ["source", "dates", "staff"];
/// As the name of a field: it is left out.
pub(super) const NOTHING: &str = "~";

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    pub(super) source: Option<String>,
    pub(super) dates: Option<String>,
    statuses: HashMap<String, String>,
    priorities: HashMap<String, String>,
    people: HashMap<String, String>,
    fields: HashMap<String, String>,
    /// Addresses, domains with their `@`, names; in lower case.
    staff: HashSet<String>,
}

impl Mapping {
    /// Reads a mapping from bytes that may be anything.
    ///
    /// # Errors
    /// The first fault, with line and column.
    pub fn read(bytes: &[u8]) -> Result<Mapping, Box<Fault>> {
        let limits = Limits { bytes: MOST_MAP_BYTES, ..Limits::default() };
        let source = text_of(bytes, &limits)?;
        let read = parse(source, &limits).and_then(|node| Mapping::of(&node));
        read.map_err(|fault| Box::new(fault.in_text(source)))
    }

    fn of(node: &Node<'_>) -> Result<Mapping, Fault> {
        let mut mapping = Mapping::default();
        for entry in entries(node)? {
            let under = |fault: Fault| fault.under(&entry.key);
            match &*entry.key {
                "source" => mapping.source = Some(text(&entry.value).map_err(under)?),
                "dates" => mapping.dates = Some(text(&entry.value).map_err(under)?),
                "statuses" => mapping.statuses = table(&entry.value).map_err(under)?,
                "priorities" => mapping.priorities = table(&entry.value).map_err(under)?,
                "people" => mapping.people = table(&entry.value).map_err(under)?,
                "staff" => mapping.know_staff(list(&entry.value).map_err(under)?),
                "fields" => mapping.fields = table(&entry.value).map_err(under)?,
                _ => return Err(unknown(entry)),
            }
        }
        Ok(mapping)
    }

    /// Whose word is staff's, besides those whom the mapping itself names.
    pub fn know_staff(&mut self, staff: impl IntoIterator<Item = String>) {
        self.staff.extend(staff.into_iter().map(|who| who.to_lowercase()));
    }

    /// Whether somebody of the export, by their name there, is staff.
    pub(super) fn is_staff(&self, name: &str) -> bool {
        let who = self.person(name).to_lowercase();
        let domain = who.rfind('@').map(|at| &who[at..]);
        self.staff.contains(&who) || domain.is_some_and(|domain| self.staff.contains(domain))
    }

    pub(super) fn status(&self, word: &str) -> Option<&str> {
        self.statuses.get(word).map(String::as_str)
    }

    pub(super) fn priority(&self, word: &str) -> Option<&str> {
        self.priorities.get(word).map(String::as_str)
    }

    pub(super) fn person(&self, name: &str) -> String {
        self.people.get(name).map_or(name, String::as_str).to_owned()
    }

    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }
}

fn table(node: &Node<'_>) -> Result<HashMap<String, String>, Fault> {
    if node.resolve() == Some(Plain::Null) {
        return Ok(HashMap::new());
    }
    let one = |entry: &Entry<'_>| {
        let text = text(&entry.value).map_err(|fault| fault.under(&entry.key))?;
        Ok((entry.key.to_string(), text))
    };
    entries(node)?.iter().map(one).collect()
}

fn list(node: &Node<'_>) -> Result<Vec<String>, Fault> {
    match &node.value {
        Tree::List(items) => items.iter().map(text).collect(),
        _ if node.resolve() == Some(Plain::Null) => Ok(Vec::new()),
        _ => Err(fault(node, FaultKind::Unexpected { expected: Expected::List, found: String::new() })),
    }
}

fn text(node: &Node<'_>) -> Result<String, Fault> {
    match &node.value {
        Tree::Scalar(text, _) if !text.is_empty() => Ok(text.to_string()),
        _ => Err(fault(node, FaultKind::Unexpected { expected: Expected::Text, found: String::new() })),
    }
}

fn entries<'n, 'a>(node: &'n Node<'a>) -> Result<&'n [Entry<'a>], Fault> {
    match &node.value {
        Tree::Map(entries) => Ok(entries),
        _ => Err(fault(node, FaultKind::Unexpected { expected: Expected::Map, found: String::new() })),
    }
}

fn unknown(entry: &Entry<'_>) -> Fault {
    let nearest = nearest(&entry.key, TABLES.into_iter().chain(TEXTS));
    Fault::new(FaultKind::UnknownKey { key: entry.key.to_string(), nearest }, entry.line, entry.column)
}

fn fault(node: &Node<'_>, kind: FaultKind) -> Fault {
    Fault::new(kind, node.line, node.column)
}
