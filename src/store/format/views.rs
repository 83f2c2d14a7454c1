//! `config/views.yaml`: saved views that everybody shares.
//!
//! ```yaml
//! views:
//!   stale: is:unsolved updated>7d
//!   acme:
//!     about: What Acme waits for
//!     query: organization:acme is:unsolved
//! ```

use super::reader::{each, optional, owned, require, unexpected, unknown_key};
use crate::domain::query::view::{View, is_name};
use crate::kit::yaml::{Expected, Fault, FaultKind, Limits, Node, Tree, parse};

/// A view, and where its query stands in the file: line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedView {
    pub view: View,
    pub at: (u32, u32),
}

/// Reads the file, in its order. Whether a query means anything is not looked at here.
pub fn read_views(source: &str, limits: &Limits) -> Result<Vec<PlacedView>, Fault> {
    parse(source, limits).and_then(|node| views(&node)).map_err(|fault| fault.in_text(source))
}

fn views(node: &Node<'_>) -> Result<Vec<PlacedView>, Fault> {
    let mut views = Vec::new();
    each(node, |entry| match &*entry.key {
        "views" => each(&entry.value, |view| {
            if !is_name(&view.key) {
                let kind = FaultKind::Unexpected { expected: Expected::Form("view-name"), found: view.key.to_string() };
                return Err(Fault::new(kind, view.line, view.column));
            }
            views.push(read_view(&view.key, &view.value)?);
            Ok(())
        }),
        _ => Err(unknown_key(entry, &["views"])),
    })?;
    Ok(views)
}

fn read_view(name: &str, node: &Node<'_>) -> Result<PlacedView, Fault> {
    let view = |query: String, about| View { name: name.to_owned(), query, about };
    if !matches!(node.value, Tree::Map(_)) {
        return Ok(PlacedView { view: view(line(node)?, None), at: (node.line, node.column) });
    }
    require(node, &["query"])?;
    let (mut query, mut about, mut at) = (String::new(), None, (node.line, node.column));
    each(node, |entry| {
        match &*entry.key {
            "query" => {
                query = line(&entry.value)?;
                at = (entry.value.line, entry.value.column);
            }
            "about" => about = owned(&entry.value)?,
            _ => return Err(unknown_key(entry, &["about", "query"])),
        }
        Ok(())
    })?;
    Ok(PlacedView { view: view(query, about), at })
}

/// A query, as one line.
fn line(node: &Node<'_>) -> Result<String, Fault> {
    match optional(node)?.map(|text| text.replace(['\n', '\r', '\t'], " ")) {
        Some(line) if !line.trim().is_empty() => Ok(line.trim().to_owned()),
        _ => Err(unexpected(node, Expected::Text)),
    }
}
