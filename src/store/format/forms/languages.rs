//! The languages of code blocks: `render` of a text. GitHub refuses a form with one that it does not know; here the
//! text is as good without colours, so it is only worth a word.

use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Limits, Node, Tree, parse};
use std::borrow::Cow;

/// Names and aliases of the languages that GitHub knows, in lower case and in order.
const KNOWN: &str = include_str!("languages.txt");

/// A language that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strange {
    pub name: String,
    pub nearest: Option<String>,
    /// Line and column, from 1.
    pub at: (u32, u32),
}

/// The languages of a form that nobody knows. A file that cannot be read has none.
pub fn strange_languages(source: &str, limits: &Limits) -> Vec<Strange> {
    let Ok(node) = parse(source, limits) else { return Vec::new() };
    let Some(Tree::List(items)) = node.get("body").map(|body| &body.value) else { return Vec::new() };
    items.iter().filter_map(strange).collect()
}

fn strange(item: &Node<'_>) -> Option<Strange> {
    let render = item.get("attributes")?.get("render")?;
    let Tree::Scalar(name, _) = &render.value else { return None };
    let name = name.trim();
    if name.is_empty() || is_known(name) {
        return None;
    }
    let nearest = nearest(name, KNOWN.lines());
    Some(Strange { name: name.to_owned(), nearest, at: (render.line, render.column) })
}

fn is_known(name: &str) -> bool {
    let name = match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_lowercase()),
        false => Cow::Borrowed(name),
    };
    KNOWN.lines().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_nobody_knows_is_named_with_its_place_and_the_nearest() {
        let form = |render: &str| {
            format!("body:\n  - type: textarea\n    attributes:\n      label: Log\n      render: {render}\n")
        };
        let found = strange_languages(&form("pyhton"), &Limits::default());
        let nearest = Some("python".to_owned());
        assert_eq!(found, [Strange { name: "pyhton".to_owned(), nearest, at: (5, 15) }]);
        for known in ["Shell", "text", "C++", "yml", "''"] {
            assert_eq!(strange_languages(&form(known), &Limits::default()), [], "{known}");
        }
        assert_eq!(strange_languages("body: [", &Limits::default()), []);
    }
}
