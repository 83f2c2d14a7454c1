//! JSON Schemas (2020-12) of the files on the branch, as `git desk schema` prints them.
//!
//! They describe the form that git-desk writes. The reader takes more (bare numbers as texts, one
//! item in place of a list), so a file that a schema refuses may still be read.

pub const TICKET: &str = include_str!("ticket.json");
pub const DESK: &str = include_str!("desk.json");
pub const PEOPLE: &str = include_str!("people.json");
pub const WORKFLOW: &str = include_str!("workflow.json");

/// The schemas by the name of what they describe.
pub const ALL: [(&str, &str); 4] = [("ticket", TICKET), ("desk", DESK), ("people", PEOPLE), ("workflow", WORKFLOW)];

/// The schema of a kind of file.
pub fn schema(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
