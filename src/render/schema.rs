//! The JSON Schemas (2020-12) of what the verbs print, one per noun.

/// Name and text of every schema.
macro_rules! schemas {
    ($($name:literal),+ $(,)?) => {
        const ALL: &[(&str, &str)] = &[$(($name, include_str!(concat!("schema/", $name, ".json")))),+];
    };
}
schemas!(
    "at",
    "attachments",
    "calendar",
    "clocks",
    "collected",
    "config",
    "conflicts",
    "demo",
    "doctor",
    "error",
    "events",
    "explanation",
    "faults",
    "form",
    "import",
    "init",
    "intake",
    "matches",
    "open",
    "people",
    "quarantine",
    "report",
    "requester",
    "schema",
    "seconds",
    "sync",
    "submitted",
    "ticket",
    "tickets",
    "undone",
    "uninstall",
    "view"
);

/// The schema of `{"version":1,"<noun>":…}`, as it is published.
pub fn find(noun: &str) -> Option<&'static str> {
    ALL.iter().find(|(name, _)| *name == noun).map(|(_, text)| *text)
}

/// The nouns that have a schema, in order.
pub fn nouns() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(name, _)| *name)
}
