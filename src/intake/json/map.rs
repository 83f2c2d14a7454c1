//! A map: which part of a document becomes which part of a ticket. YAML, each value an expression.
//!
//! ```yaml
//! items: body.alerts                     # each of these is a ticket; without it the document is one
//! skip: item.labels.severity == "none"
//! title: item.annotations.summary | default(item.labels.alertname)
//! text: |
//!   {{ item.annotations.description }}
//! fingerprint: '"alertmanager:" ~ item.fingerprint'
//! resolved: item.status == "resolved"
//! fields: {service: item.labels.service}
//! ```

use super::expression::{Engine, Expression, LONGEST, Wrong};
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, Tree, parse, text_of};

/// The largest map, in bytes.
const MOST_BYTES: usize = 256 << 10;
/// The keys that have one expression.
pub(super) const SINGLE: [&str; 17] = [
    "brand",
    "category",
    "channel",
    "external",
    "fingerprint",
    "group",
    "items",
    "language",
    "note",
    "priority",
    "requester",
    "resolved",
    "skip",
    "source",
    "text",
    "title",
    "type",
];
/// The keys of `seen`.
pub(super) const SEEN: [&str; 6] = ["at", "branch", "commit", "count", "run", "url"];

/// What is wrong with a map.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MapFault {
    #[error("{0}")]
    Yaml(Box<Fault>),
    #[error("{0}")]
    Expression(Wrong),
}

/// A map that can be used.
#[derive(Debug)]
pub struct Map {
    pub(super) engine: Engine,
    /// By key.
    pub(super) single: Vec<Expression>,
    pub(super) tags: Vec<Expression>,
    /// Name of the field.
    pub(super) fields: Vec<(String, Expression)>,
    /// Of one occurrence.
    pub(super) seen: Vec<Expression>,
}

impl Map {
    /// Reads a map from bytes that may be anything.
    ///
    /// # Errors
    /// The first fault, with line and column.
    pub fn read(bytes: &[u8]) -> Result<Map, MapFault> {
        let limits = Limits { bytes: MOST_BYTES, ..Limits::default() };
        let yaml = |fault: Fault| MapFault::Yaml(Box::new(fault));
        let source = text_of(bytes, &limits).map_err(yaml)?;
        let map = parse(source, &limits).and_then(|node| map(&node));
        let map = map.map_err(|fault| yaml(fault.in_text(source)))?;
        map.all()
            .try_for_each(|expression| map.engine.check(expression))
            .map_err(MapFault::Expression)?;
        Ok(map)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Expression> {
        self.single.iter().find(|expression| expression.key == key)
    }

    fn all(&self) -> impl Iterator<Item = &Expression> {
        let fields = self.fields.iter().map(|(_, expression)| expression);
        self.single.iter().chain(&self.tags).chain(fields).chain(&self.seen)
    }
}

fn map(node: &Node<'_>) -> Result<Map, Fault> {
    let mut map =
        Map { engine: Engine::new(), single: Vec::new(), tags: Vec::new(), fields: Vec::new(), seen: Vec::new() };
    for entry in entries(node)? {
        let under = |fault: Fault| fault.under(&entry.key);
        match &*entry.key {
            key if SINGLE.contains(&key) => map.single.push(expression(key, &entry.value).map_err(under)?),
            "tags" => map.tags = list("tags", &entry.value).map_err(under)?,
            "fields" => {
                for (name, expression) in each("fields", &entry.value, None).map_err(under)? {
                    map.fields.push((name, expression));
                }
            }
            "seen" => {
                let read = each("seen", &entry.value, Some(&SEEN)).map_err(under)?;
                map.seen = read.into_iter().map(|(_, expression)| expression).collect();
            }
            _ => return Err(unknown(entry, SINGLE.iter().copied().chain(["tags", "fields", "seen"])).under(&entry.key)),
        }
    }
    if map.get("title").is_none() {
        return Err(fault(node, FaultKind::Missing { key: "title".to_owned() }));
    }
    Ok(map)
}

/// The expressions of a map within the map, by their keys.
fn each(key: &str, node: &Node<'_>, known: Option<&[&'static str]>) -> Result<Vec<(String, Expression)>, Fault> {
    let mut read = Vec::new();
    for entry in entries(node)? {
        let under = |fault: Fault| fault.under(&entry.key);
        if let Some(known) = known.filter(|known| !known.contains(&&*entry.key)) {
            return Err(under(unknown(entry, known.iter().copied())));
        }
        let expression = expression(&format!("{key}.{}", entry.key), &entry.value).map_err(under)?;
        read.push((entry.key.to_string(), expression));
    }
    Ok(read)
}

/// One expression, or a list of them.
fn list(key: &str, node: &Node<'_>) -> Result<Vec<Expression>, Fault> {
    match &node.value {
        Tree::List(items) => {
            let one =
                |(n, item): (usize, &Node<'_>)| expression(key, item).map_err(|fault| fault.under(&format!("[{n}]")));
            items.iter().enumerate().map(one).collect()
        }
        _ => Ok(vec![expression(key, node)?]),
    }
}

fn expression(key: &str, node: &Node<'_>) -> Result<Expression, Fault> {
    Expression::of(key, node).ok_or_else(|| match &node.value {
        Tree::Scalar(text, _) if text.len() > LONGEST => fault(node, FaultKind::TooLarge { limit: LONGEST }),
        _ => fault(node, FaultKind::Unexpected { expected: Expected::Form("expression"), found: String::new() }),
    })
}

fn entries<'n, 'a>(node: &'n Node<'a>) -> Result<&'n [Entry<'a>], Fault> {
    match &node.value {
        Tree::Map(entries) => Ok(entries),
        _ => Err(fault(node, FaultKind::Unexpected { expected: Expected::Map, found: String::new() })),
    }
}

fn unknown(entry: &Entry<'_>, known: impl IntoIterator<Item = &'static str>) -> Fault {
    let nearest = nearest(&entry.key, known);
    Fault::new(FaultKind::UnknownKey { key: entry.key.to_string(), nearest }, entry.line, entry.column)
}

fn fault(node: &Node<'_>, kind: FaultKind) -> Fault {
    Fault::new(kind, node.line, node.column)
}
