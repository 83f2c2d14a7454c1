//! Typed values from YAML nodes, with the fault that fits when a node is something else.

use crate::domain::people::Role;
use crate::domain::ticket::Value;
use crate::domain::ticket::change::read_stamp;
use crate::domain::time::Time;
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Node, Plain, Style, Tree};
use chrono::Datelike;
use std::collections::HashSet;
use std::hash::Hash;

/// Characters of a wrong value that a fault quotes.
const QUOTED: usize = 60;

pub(super) fn fault(node: &Node<'_>, kind: FaultKind) -> Fault {
    Fault::new(kind, node.line, node.column)
}

pub(super) fn unexpected(node: &Node<'_>, expected: Expected) -> Fault {
    let found = match &node.value {
        Tree::Scalar(text, _) => text.chars().take(QUOTED).collect(),
        _ => String::new(),
    };
    fault(node, FaultKind::Unexpected { expected, found })
}

pub(super) fn one_of(node: &Node<'_>, words: &[&'static str]) -> Fault {
    unexpected(node, Expected::OneOf(words.to_vec()))
}

/// The entries of a map; an empty value is an empty map.
pub(super) fn entries<'n, 'a>(node: &'n Node<'a>) -> Result<&'n [Entry<'a>], Fault> {
    match &node.value {
        Tree::Map(entries) => Ok(entries),
        _ if node.resolve() == Some(Plain::Null) => Ok(&[]),
        _ => Err(unexpected(node, Expected::Map)),
    }
}

/// Reads each entry; faults get its key before their path.
pub(super) fn each<'a>(node: &Node<'a>, mut read: impl FnMut(&Entry<'a>) -> Result<(), Fault>) -> Result<(), Fault> {
    entries(node)?
        .iter()
        .try_for_each(|entry| read(entry).map_err(|fault| fault.under(&entry.key)))
}

/// Refuses a map that lacks one of these keys.
pub(super) fn require(node: &Node<'_>, keys: &[&str]) -> Result<(), Fault> {
    match keys.iter().find(|key| node.get(key).is_none()) {
        None => Ok(()),
        Some(key) => Err(fault(node, FaultKind::Missing { key: (*key).to_owned() })),
    }
}

/// The fault for a key of configuration that means nothing, with the known key next to it. `each`
/// has it in the path already.
pub(super) fn unknown_key(entry: &Entry<'_>, known: &[&'static str]) -> Fault {
    let nearest = nearest(&entry.key, known.iter().copied());
    Fault::new(FaultKind::UnknownKey { key: entry.key.to_string(), nearest }, entry.line, entry.column)
}

/// Refuses a name that is not among those which the file gives.
pub(super) fn known<'k>(
    what: &'static str,
    name: &str,
    names: impl IntoIterator<Item = &'k str> + Clone,
    (line, column): (u32, u32),
) -> Result<(), Fault> {
    if names.clone().into_iter().any(|known| known == name) {
        return Ok(());
    }
    let nearest = nearest(name, names);
    Err(Fault::new(FaultKind::UnknownName { what, name: name.to_owned(), nearest }, line, column))
}

/// Refuses a second thing of one name, in whatever case it is written.
pub(super) fn only_once(
    what: &'static str,
    name: &str,
    seen: &mut HashSet<String>,
    (line, column): (u32, u32),
) -> Result<(), Fault> {
    if seen.insert(name.to_lowercase()) {
        return Ok(());
    }
    Err(Fault::new(FaultKind::DuplicateName { what, name: name.to_owned() }, line, column))
}

/// The one key of a file that is a map of names, and its entries.
pub(super) fn declared<'a>(
    node: &Node<'a>,
    key: &'static str,
    what: &'static str,
    mut read: impl FnMut(&Entry<'a>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut seen = HashSet::new();
    each(node, |entry| match entry.key == key {
        true => each(&entry.value, |one| {
            only_once(what, &one.key, &mut seen, (one.line, one.column))?;
            read(one)
        }),
        false => Err(unknown_key(entry, &[key])),
    })
}

/// A whole text of a form that has a name.
pub(super) fn form(node: &Node<'_>, name: &'static str, is: impl Fn(&str) -> bool) -> Result<String, Fault> {
    let text = text(node).ok().filter(|t| is(t));
    text.map(str::to_owned).ok_or_else(|| unexpected(node, Expected::Form(name)))
}

/// `Area/City` or a single word, and nothing that could lead out of a directory of zones.
pub(super) fn is_zone(text: &str) -> bool {
    let part =
        |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-'));
    text.len() <= 64 && text.split('/').all(part)
}

pub(super) fn is_language(text: &str) -> bool {
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= 35 && text.split('-').all(part) && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The source text of a scalar; nothing written is no text.
pub(super) fn text<'n>(node: &'n Node<'_>) -> Result<&'n str, Fault> {
    match &node.value {
        Tree::Scalar(text, style) if *style != Style::Bare || !matches!(&**text, "" | "~") => Ok(text),
        _ => Err(unexpected(node, Expected::Text)),
    }
}

/// The source text of a scalar; `null` and an empty text are none.
pub(super) fn optional<'n>(node: &'n Node<'_>) -> Result<Option<&'n str>, Fault> {
    match node.resolve() {
        Some(Plain::Null) => Ok(None),
        _ => text(node).map(|t| Some(t).filter(|t| !t.is_empty())),
    }
}

/// A text as the ticket keeps it.
pub(super) fn owned(node: &Node<'_>) -> Result<Option<String>, Fault> {
    optional(node).map(|t| t.map(str::to_owned))
}

/// A list of items; one item may stand without a list, and nothing is an empty list.
pub(super) fn items<'n, 'a>(node: &'n Node<'a>) -> &'n [Node<'a>] {
    match &node.value {
        Tree::List(items) => items,
        _ if node.resolve() == Some(Plain::Null) => &[],
        _ => std::slice::from_ref(node),
    }
}

/// Reads the items of a list; faults get their place in it before their path.
pub(super) fn each_item<'a, T>(node: &Node<'a>, read: impl Fn(&Node<'a>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let step = |(i, item)| read(item).map_err(|fault| fault.under(&format!("[{i}]")));
    items(node).iter().enumerate().map(step).collect()
}

/// A list of texts, each once, empty ones left out.
pub(super) fn texts(node: &Node<'_>) -> Result<Vec<String>, Fault> {
    let texts = each_item(node, text_of_item)?;
    Ok(once(texts.into_iter().filter(|t| !t.is_empty()).collect()))
}

/// The items, each where it comes first. By hash, because a stranger may send very many.
pub(super) fn once<T: Clone + Eq + Hash>(mut items: Vec<T>) -> Vec<T> {
    if items.len() > 1 {
        let mut seen = HashSet::with_capacity(items.len());
        items.retain(|item| seen.insert(item.clone()));
    }
    items
}

fn text_of_item(node: &Node<'_>) -> Result<String, Fault> {
    text(node).map(str::to_owned)
}

/// An instant in RFC 3339 with any offset, fractions dropped.
pub(super) fn time(node: &Node<'_>) -> Result<Time, Fault> {
    let wrong = || unexpected(node, Expected::Form("time"));
    let time = optional(node)?.and_then(read_stamp).ok_or_else(wrong)?;
    // An offset can push the first and last days out of the years that RFC 3339 can write.
    if (0..=9999).contains(&time.year()) { Ok(time) } else { Err(wrong()) }
}

pub(super) fn optional_time(node: &Node<'_>) -> Result<Option<Time>, Fault> {
    optional(node)?.map(|_| time(node)).transpose()
}

/// A word out of a closed set.
pub(super) fn word<T: Copy>(node: &Node<'_>, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, Fault> {
    let words = || one_of(node, &all.iter().map(|v| name(*v)).collect::<Vec<_>>());
    let text = optional(node).map_err(|_| words())?.ok_or_else(words)?;
    all.iter().copied().find(|v| name(*v) == text).ok_or_else(words)
}

/// A role out of those that may stand here.
pub(super) fn role(node: &Node<'_>, allowed: &[Role]) -> Result<Role, Fault> {
    word(node, allowed, Role::as_str)
}

pub(super) fn boolean(node: &Node<'_>) -> Result<bool, Fault> {
    match node.resolve() {
        Some(Plain::Bool(b)) => Ok(b),
        _ => Err(unexpected(node, Expected::Bool)),
    }
}

/// A whole number in a range.
pub(super) fn number(node: &Node<'_>, least: u64, most: u64) -> Result<u64, Fault> {
    let parsed = optional(node).ok().flatten().and_then(|t| t.parse().ok());
    let fits = |n: &u64| (least..=most).contains(n);
    parsed.filter(fits).ok_or_else(|| unexpected(node, Expected::Number { least, most }))
}

/// Any value, as custom fields and unknown keys have them.
pub(super) fn value(node: &Node<'_>) -> Value {
    match &node.value {
        Tree::List(items) => Value::List(items.iter().map(value).collect()),
        Tree::Map(entries) => Value::Map(entries.iter().map(|e| (e.key.to_string(), value(&e.value))).collect()),
        Tree::Scalar(..) => match node.resolve() {
            None | Some(Plain::Null) => Value::Null,
            Some(Plain::Bool(b)) => Value::Bool(b),
            Some(Plain::Int(n)) => Value::Int(n),
            Some(Plain::Float(n)) => Value::Float(n),
            Some(Plain::Text(t)) => Value::Text(t.to_owned()),
        },
    }
}
