//! What Jira's words mean here: statuses by their categories, kinds of issues, kinds of links.

use super::super::item::Word;
use super::super::json::{list, text};
use super::super::words;
use crate::domain::ticket::link::LinkKind;
use serde_json::Value as Json;
use std::collections::HashMap;

/// Statuses with their category: `new`, `indeterminate` or `done`.
#[derive(Default)]
pub struct Statuses {
    categories: HashMap<String, String>,
}

impl Statuses {
    /// A status: of an issue, or of the list of all statuses.
    pub fn learn(&mut self, status: &Json) {
        let category = status.get("statusCategory").and_then(|category| text(category, "key"));
        if let (Some(name), Some(category)) = (text(status, "name"), category) {
            self.categories.insert(name.to_owned(), category.to_owned());
        }
    }

    /// A CSV says the category in words, which are translated: only the English ones are known.
    pub fn note(&mut self, name: &str, category: &str) {
        let key = match category.trim().to_lowercase().as_str() {
            "to do" | "new" => "new",
            "in progress" | "indeterminate" => "indeterminate",
            "done" | "complete" => "done",
            _ => return,
        };
        self.categories.insert(name.to_owned(), key.to_owned());
    }

    pub fn word(&self, name: &str) -> Word {
        let plain = words::status(name);
        let means = match self.categories.get(name).map(String::as_str) {
            // One name tells more than the category: it was worked on before.
            Some("new") if name.eq_ignore_ascii_case("reopened") => "open",
            Some("new") => "new",
            Some("indeterminate") => plain.filter(|word| matches!(*word, "pending" | "on-hold")).unwrap_or("open"),
            Some("done") => "solved",
            // Closed may be opened again in Jira.
            _ => match plain {
                Some("closed") => "solved",
                _ => return Word::new(name),
            },
        };
        Word::meaning(name, means)
    }

    /// Whether a status is one at the beginning, as far as is known.
    pub fn is_first(&self, name: &str) -> bool {
        let category = self.categories.get(name).map(String::as_str);
        category.map_or_else(|| matches!(words::status(name), Some("new")) || name == "Open", |key| key == "new")
    }

    pub fn is_done(&self, name: &str) -> bool {
        let category = self.categories.get(name).map(String::as_str);
        category.map_or_else(|| matches!(words::status(name), Some("solved" | "closed")), |key| key == "done")
    }
}

/// The kind of a ticket that a kind of issue is. Service desks put `[System]` before theirs.
pub fn kind(issue_type: &str) -> Option<&'static str> {
    let plain = issue_type.trim().trim_start_matches("[System]").trim().to_lowercase();
    match plain.as_str() {
        "incident" => Some("incident"),
        "problem" => Some("problem"),
        "question" | "ask a question" => Some("question"),
        "task" | "sub-task" | "subtask" => Some("task"),
        _ => None,
    }
}

/// The kind of a link, seen from the issue whose outward end it is.
pub fn link(name: &str) -> LinkKind {
    match name.trim().to_lowercase().as_str() {
        "duplicate" => LinkKind::Duplicates,
        "blocks" | "blocker" => LinkKind::Blocks,
        _ => LinkKind::Related,
    }
}

/// Names of custom fields by their ids.
#[derive(Default)]
pub struct Fields {
    names: HashMap<String, String>,
}

impl Fields {
    /// The `names` of a search that expands them.
    pub fn names(&mut self, part: &Json) {
        for (id, name) in part.get("names").and_then(Json::as_object).into_iter().flatten() {
            if let Some(name) = name.as_str() {
                self.note(id, name);
            }
        }
    }

    /// What a changelog says of a field.
    pub fn changelog(&mut self, histories: &[Json]) {
        for item in histories.iter().flat_map(|history| list(history, "items")) {
            if let (Some(id), Some(name)) = (text(item, "fieldId"), text(item, "field")) {
                self.note(id, name);
            }
        }
    }

    pub fn note(&mut self, id: &str, name: &str) {
        if id.starts_with("customfield_") {
            self.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
        }
    }

    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }
}
