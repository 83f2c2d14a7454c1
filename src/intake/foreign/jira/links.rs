//! Links between issues. A link is kept once, in the issue whose outward end it is, when both are in the file; what leads
//! elsewhere stays as a text.

use super::super::MOST_OF_ONE;
use super::super::item::Item;
use super::super::json::{list, owned};
use super::{values, words};
use serde_json::Value as Json;
use std::collections::HashSet;

pub fn tell(item: &mut Item, fields: &Json, keys: &HashSet<String>) {
    let mut elsewhere = Vec::new();
    for link in list(fields, "issuelinks").iter().take(MOST_OF_ONE) {
        let Some(kind) = link.get("type") else { continue };
        let end = |key: &str| link.get(key).and_then(|issue| owned(issue, "key"));
        let said = |key: &str| owned(kind, key).or_else(|| owned(kind, "name")).unwrap_or_default();
        match (end("outwardIssue"), end("inwardIssue")) {
            (Some(other), _) if keys.contains(&other) => {
                item.links.push((words::link(&said("name")).as_str(), other));
            }
            (Some(other), _) => elsewhere.push(format!("{} {other}", said("outward"))),
            // The other one has it.
            (_, Some(other)) if keys.contains(&other) => {}
            (_, Some(other)) => elsewhere.push(format!("{} {other}", said("inward"))),
            _ => {}
        }
    }
    item.links.sort();
    item.links.dedup();
    item.fields
        .extend(values::one_or_all(elsewhere).map(|value| ("linked_issues".to_owned(), value)));
}
