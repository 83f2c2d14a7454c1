//! Exports of other trackers: bytes to events, ready for the import.
//!
//! A reader for each kind turns bytes into [`Item`]s: what the tracker says, in its own words. [`lines`] makes events
//! of them, in the desk's words as a [`Mapping`] says, each ticket under an id that follows from its foreign one. What
//! cannot be read is named by its place and left out; the rest is kept. Every reader is bounded: [`MOST_BYTES`],
//! [`MOST_PARTS`], the depth of `serde_json`.

mod csv;
pub mod git_bug;
mod github;
mod gitlab;
mod history;
mod item;
mod jira;
mod json;
mod mapping;
mod mbox;
mod suggest;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod when;
mod words;
mod zendesk;

pub use item::{Export, Item};
pub use mapping::{MOST_MAP_BYTES, Mapping};
pub use suggest::{of_columns, suggest};
pub use told::lines;

use crate::domain::ticket::TicketId;

/// The largest export, in bytes, unpacked; mail has its files in it.
pub const MOST_BYTES: usize = 128 << 20;
const MOST_MBOX_BYTES: usize = 1 << 30;
/// The most parts (tickets, comments, events) that are read of one.
pub const MOST_PARTS: usize = 2_000_000;

/// The most labels, followers, fields of one ticket, and the most columns of a table.
const MOST_OF_ONE: usize = 1000;

/// Whose export it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Csv,
    GitBug,
    Github,
    Gitlab,
    Jira,
    Mbox,
    Zendesk,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Csv, Kind::GitBug, Kind::Github, Kind::Gitlab, Kind::Jira, Kind::Mbox, Kind::Zendesk];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Csv => "csv",
            Kind::GitBug => "git-bug",
            Kind::Github => "github",
            Kind::Gitlab => "gitlab",
            Kind::Jira => "jira",
            Kind::Mbox => "mbox",
            Kind::Zendesk => "zendesk",
        }
    }

    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// What foreign ids begin with, and what a ticket's id follows from with the rest of them. A mail has the same ones
    /// whichever way it came.
    pub fn source(self) -> &'static str {
        if self == Kind::Mbox { "mail" } else { self.as_str() }
    }

    /// How all messages came in.
    fn channel(self) -> Option<&'static str> {
        (self == Kind::Mbox).then_some("email")
    }

    /// The largest export, in bytes, unpacked.
    pub fn most_bytes(self) -> usize {
        if self == Kind::Mbox { MOST_MBOX_BYTES } else { MOST_BYTES }
    }
}

/// The id of a tracker's ticket in every desk.
fn id_of(kind: Kind, key: &str) -> TicketId {
    TicketId::derived(kind.source(), key)
}

/// Why nothing of a file is an export of this kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("too-large {limit}")]
    TooLarge { limit: usize },
    #[error("empty")]
    Empty,
    /// No JSON from here on. Lines and columns count from 1.
    #[error("no-json {line}:{column}")]
    Syntax { line: usize, column: usize },
    /// A description of exports (JSON Schema), with no data in it.
    #[error("schema")]
    Schema,
    /// JSON without a ticket of this tracker.
    #[error("nothing-of {0}")]
    NothingOf(&'static str),
    /// No column says this, by its name or by the mapping; the first columns that there are.
    #[error("no-column {key}")]
    NoColumn { key: &'static str, known: Vec<String> },
}

/// Reads an export.
///
/// # Errors
/// [`Unreadable`] when there is nothing in it that could be imported.
pub fn read(kind: Kind, bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    if bytes.len() > kind.most_bytes() {
        return Err(Unreadable::TooLarge { limit: kind.most_bytes() });
    }
    match kind {
        Kind::Csv => csv::read(bytes, mapping),
        // Its bytes are in many objects: [`git_bug::Reader`].
        Kind::GitBug => Err(Unreadable::NothingOf(kind.as_str())),
        Kind::Github => github::read(bytes, mapping),
        Kind::Gitlab => gitlab::read(bytes, mapping),
        Kind::Jira => jira::read(bytes, mapping),
        Kind::Mbox => mbox::read(bytes, mapping),
        Kind::Zendesk => zendesk::read(bytes, mapping),
    }
}
