//! What a YAML text says, before anybody asks what it means.
//!
//! A scalar keeps its source text: whoever wants a text gets `007` or `12:30:45` as it was written;
//! whoever wants a value asks [`Node::resolve`].

use std::borrow::Cow;

/// A value and where it begins. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    pub value: Tree<'a>,
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Tree<'a> {
    Scalar(Cow<'a, str>, Style),
    List(Vec<Node<'a>>),
    Map(Vec<Entry<'a>>),
}

/// One key of a map and its value, in the order of the file. Keys are always text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    pub key: Cow<'a, str>,
    pub line: u32,
    pub column: u32,
    pub value: Node<'a>,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: the core schema decides what it is.
    Bare,
    /// Text, whatever it looks like. The emitter chooses quotes or a literal block where needed.
    Text,
    /// Text that the emitter puts into a literal block even when it is one line.
    Block,
}

/// A scalar as the core schema of YAML 1.2 understands it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plain<'a> {
    Null,
    Bool(bool),
    Int(i64),
    /// Finite.
    Float(f64),
    Text(&'a str),
}

impl<'a> Node<'a> {
    /// A node of our own making: it has no place in any file.
    pub fn new(value: Tree<'a>) -> Self {
        Node { value, line: 0, column: 0 }
    }

    /// A text, quoted when it needs to be.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Node::new(Tree::Scalar(text.into(), Style::Text))
    }

    /// A text in a literal block.
    pub fn block(text: impl Into<Cow<'a, str>>) -> Self {
        Node::new(Tree::Scalar(text.into(), Style::Block))
    }

    /// A scalar written as it stands: a number, `true`, an instant.
    pub fn bare(text: impl Into<Cow<'a, str>>) -> Self {
        Node::new(Tree::Scalar(text.into(), Style::Bare))
    }

    /// The value of a scalar; `None` for lists and maps.
    pub fn resolve(&self) -> Option<Plain<'_>> {
        match &self.value {
            Tree::Scalar(text, Style::Bare) => Some(resolve(text)),
            Tree::Scalar(text, _) => Some(Plain::Text(text)),
            _ => None,
        }
    }

    /// The value of `key` when this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        match &self.value {
            Tree::Map(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.value),
            _ => None,
        }
    }
}

impl<'a> Entry<'a> {
    /// An entry of our own making.
    pub fn new(key: impl Into<Cow<'a, str>>, value: Node<'a>) -> Self {
        Entry { key: key.into(), line: 0, column: 0, value }
    }
}

/// What a bare scalar is in the core schema (YAML 1.2, section 10.3), with three deviations that
/// lose nothing of what was written: decimals with leading zeros, whole numbers beyond 64 bits, and
/// numbers that are not finite stay text.
pub fn resolve(text: &str) -> Plain<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    if !matches!(text.as_bytes()[0], b'0'..=b'9' | b'+' | b'-' | b'.') {
        return Plain::Text(text);
    }
    number(text).unwrap_or(Plain::Text(text))
}

fn number(text: &str) -> Option<Plain<'static>> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
            return plain.then(|| i64::from_str_radix(digits, radix).ok()).flatten().map(Plain::Int);
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 1 && unsigned.starts_with('0') {
        return None;
    }
    if digits == unsigned.len() {
        return text.parse().ok().map(Plain::Int);
    }
    let float = is_float(unsigned, digits).then(|| text.parse::<f64>().ok()).flatten()?;
    float.is_finite().then_some(Plain::Float(float))
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, of which `whole` digits lead.
fn is_float(text: &str, whole: usize) -> bool {
    let rest = &text[whole..];
    let rest = match rest.strip_prefix('.') {
        Some(after) => {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            if whole + digits == 0 {
                return false;
            }
            &after[digits..]
        }
        None if whole == 0 => return false,
        None => rest,
    };
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else { return rest.is_empty() };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The place in `entries` of a key that an earlier entry has too. Sorts when there are many, so that
/// a hostile map costs no more than an honest one.
pub(super) fn duplicate(entries: &[Entry<'_>]) -> Option<usize> {
    if entries.len() <= 32 {
        return (1..entries.len()).find(|&i| entries[..i].iter().any(|e| e.key == entries[i].key));
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|&a, &b| entries[a].key.cmp(&entries[b].key).then(a.cmp(&b)));
    let twins = order.windows(2).filter(|w| entries[w[0]].key == entries[w[1]].key);
    twins.map(|w| w[1]).min()
}
