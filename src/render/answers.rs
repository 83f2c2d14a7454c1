//! The stable JSON shapes of answers that are no tickets: errors, imports, faults, settings.

use serde::Serialize;
use serde_json::Value as Json;

/// An error as programs read it: they match on `kind`; the texts are English. Noun `error`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorView {
    pub kind: String,
    pub message: String,
    pub hint: Option<String>,
    /// The file that holds the text which the person typed.
    pub kept: Option<String>,
}

/// What an import did. Noun `import`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportView {
    pub read: u64,
    pub imported: u64,
    pub skipped: Vec<SkippedView>,
    /// Of those imported, events older than an earlier one of their ticket.
    pub floored: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SkippedView {
    /// A code.
    pub reason: String,
    pub n: u64,
}

/// Something that `check` found wrong. Noun `faults`, a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FaultView {
    pub kind: String,
    /// The ticket's id in full.
    pub ticket: Option<String>,
    /// The file on the branch.
    pub path: Option<String>,
    /// Counted from 1.
    pub line: Option<u64>,
    pub column: Option<u64>,
    pub commit: Option<String>,
    /// English.
    pub message: String,
    pub hint: Option<String>,
}

/// A setting in force. Noun `config`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SettingView {
    pub key: String,
    pub value: Json,
    /// The layer that decided: a file on the branch, git's configuration, the environment, a flag.
    pub source: String,
}
