//! JSON Schemas (2020-12) of the files on the branch, as `git desk schema` prints them.
//!
//! They describe the form that git-desk writes. The reader takes more (bare numbers as texts, one
//! item in place of a list), so a file that a schema refuses may still be read.

use serde_json::{Map, Value, json};

/// Name and text of every schema, in order.
macro_rules! schemas {
    ($($name:literal),+ $(,)?) => {
        pub const ALL: &[(&str, &str)] = &[$(($name, include_str!(concat!($name, ".json")))),+];
    };
}
schemas!(
    "ticket",
    "desk",
    "people",
    "groups",
    "organizations",
    "calendars",
    "categories",
    "ci",
    "fields",
    "form",
    "report",
    "sla",
    "submission",
    "views",
    "workflow"
);

/// The schema of a kind of file.
pub fn schema(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The file on the branch that holds a schema, so that editors find it without a network. Files of
/// configuration name it in their first line.
pub fn path(name: &str) -> String {
    format!("config/schema/{name}.json")
}

/// Name and text of the schemas of all files of configuration: all but those of tickets and submissions.
pub fn of_config() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.iter().copied().filter(|(name, _)| !matches!(*name, "ticket" | "submission"))
}

/// The schemas of all files of configuration as parts of another one. Each has an id of its own, so that
/// what it refers to stays in it.
pub fn embedded() -> Map<String, Value> {
    let part = |text: &str, name: &str| {
        let mut part: Value = serde_json::from_str(text).unwrap_or_default();
        part["$id"] = json!(format!("urn:git-desk:{name}"));
        part
    };
    of_config().map(|(name, text)| (name.to_owned(), part(text, name))).collect()
}
