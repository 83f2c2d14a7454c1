//! Where something stands in a file that is in order: for faults that only several files together show.

use crate::kit::yaml::{Limits, Node, Tree, parse};

/// A file that can be asked for places.
pub struct Places<'a>(Option<Node<'a>>);

impl<'a> Places<'a> {
    /// A text that is no YAML has no places.
    pub fn of(source: &'a str, limits: &Limits) -> Places<'a> {
        Places(parse(source, limits).ok())
    }

    /// Line and column of what these keys lead to; of the item that says `item`, where that is a list.
    pub fn find(&self, keys: &[&str], item: &str) -> Option<(u32, u32)> {
        let mut node = self.0.as_ref()?;
        for key in keys {
            node = node.get(key)?;
        }
        let says = |node: &&Node<'_>| matches!(&node.value, Tree::Scalar(text, _) if *text == item);
        let found = match &node.value {
            Tree::List(items) => items.iter().find(says).unwrap_or(node),
            _ => node,
        };
        Some((found.line, found.column))
    }

    /// Line and column of the last of these keys itself.
    pub fn key(&self, keys: &[&str]) -> Option<(u32, u32)> {
        let (last, above) = keys.split_last()?;
        let mut node = self.0.as_ref()?;
        for key in above {
            node = node.get(key)?;
        }
        let Tree::Map(entries) = &node.value else { return None };
        entries.iter().find(|e| e.key == *last).map(|e| (e.line, e.column))
    }
}
