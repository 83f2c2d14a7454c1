//! The stable JSON shapes of answers that are no tickets: errors, imports, faults, settings.

use super::view::VERSION;
use serde::Serialize;
use serde_json::Value as Json;

/// An error as programs read it: they match on `kind`; the texts are English. Noun `error`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorView {
    pub kind: String,
    pub message: String,
    pub hint: Option<String>,
    /// The file that holds the text which the person typed, or the ref of what could not be handed in.
    pub kept: Option<String>,
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

/// What was handed in. Noun `submitted`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubmittedView {
    /// Its name among those that wait at the remote.
    pub id: String,
    /// Of the submission.
    pub commit: String,
    /// The id that its ticket gets.
    pub ticket: Option<String>,
    /// Another ticket gets it if the desk knows what it is about.
    pub may_be_known: bool,
    pub remote: String,
}

/// What came of collecting. Noun `collected`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CollectedView {
    /// `null`: what waited in the repository itself.
    pub remote: Option<String>,
    /// In the order in which they were folded; those that were set aside last.
    pub submissions: Vec<SubmissionView>,
    /// Submissions that go on waiting.
    pub waiting: usize,
    /// The last commit that was written.
    pub commit: Option<String>,
}

/// What became of one submission.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubmissionView {
    pub id: String,
    /// Of the submission.
    pub commit: String,
    pub action: &'static str,
    pub ticket: Option<String>,
    /// Why it was set aside: a code, and the same in English.
    pub reason: Option<&'static str>,
    pub message: Option<String>,
}

/// What was set aside. Noun `quarantine`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuarantinedView {
    pub id: String,
    pub reference: String,
    /// Says why; its parent is the submission.
    pub commit: String,
    pub author: Option<String>,
    /// A code, and what it is about.
    pub reason: String,
    pub detail: String,
}

/// A setting in force. Noun `config`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SettingView {
    pub key: String,
    pub value: Json,
    /// The layer that decided: a file on the branch, git's configuration, the environment, a flag.
    pub source: String,
}

/// A saved view. Noun `view`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SavedQueryView {
    pub name: String,
    pub query: String,
    pub about: Option<String>,
    /// On the branch for everybody, else in the git configuration of one person.
    pub shared: bool,
}

/// What `doctor` found of one thing. Noun `doctor`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SymptomView {
    pub check: &'static str,
    pub state: &'static str,
    pub kind: &'static str,
    pub found: String,
    /// English.
    pub message: String,
    pub hint: Option<String>,
}

/// Something that `uninstall` takes away. Noun `uninstall`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceView {
    pub kind: &'static str,
    pub what: String,
}

/// What `check` found. Noun `faults`, with what was looked at beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckView {
    version: u32,
    /// The desk is sound when there are none.
    pub faults: Vec<FaultView>,
    pub warnings: Vec<FaultView>,
    /// With `--strict`: the commits that an import made.
    pub imported: Vec<ImportedView>,
    pub checked: CheckedView,
    /// Codes of what the verdict does not say.
    pub notes: Vec<&'static str>,
}

impl CheckView {
    pub fn new(
        faults: Vec<FaultView>,
        warnings: Vec<FaultView>,
        imported: Vec<ImportedView>,
        checked: CheckedView,
    ) -> CheckView {
        CheckView { version: VERSION, faults, warnings, imported, checked, notes: vec!["authors-not-verified"] }
    }
}

/// A commit that an import made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportedView {
    pub commit: String,
    pub ticket: Option<String>,
    /// The source and the number of the event there.
    pub source: String,
}

/// How much was looked at, and found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CheckedView {
    pub tickets: u64,
    pub commits: u64,
    /// Of the commits, those that an import made.
    pub imported: u64,
    /// Of the commits, those that bear a signature; it is not verified.
    pub signed: u64,
    pub faults: u64,
    pub warnings: u64,
}

/// What `sync` did, or would do. Noun `sync`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SyncView {
    pub remote: String,
    /// Commits.
    pub received: usize,
    pub merged: bool,
    /// Submissions of the remote's inbox that are in the desk now.
    pub collected: usize,
    /// Submissions that were set aside.
    pub set_aside: usize,
    /// Tickets that were changed on both sides, by their whole ids.
    pub met: Vec<String>,
    /// Branches of merge requests that were taken as one commit.
    pub squashed: Vec<String>,
    /// Tickets that go on where closed ones ended, by their whole ids.
    pub follow_ups: Vec<String>,
    /// Tickets that got a number.
    pub numbered: usize,
    pub renumbered: Vec<RenumberedView>,
    /// Commits.
    pub published: usize,
    /// The branch to which they were published, where it is not the desk's own.
    pub branch: Option<String>,
    /// Commits that are kept for the next time.
    pub unpublished: usize,
    pub overruled: Vec<LostView>,
    /// Paths of texts that could not be read, and are kept.
    pub unreadable: Vec<String>,
}

/// A ticket that has another number now: an earlier one had the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RenumberedView {
    /// Its id in full.
    pub ticket: String,
    pub was: u64,
    pub now: u64,
}

/// A value that does not count, since somebody else said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LostView {
    /// A ticket's id in full, or the path of another file.
    pub of: String,
    /// As the file has it; null: the whole file.
    pub key: Option<String>,
    pub commit: String,
}

/// What does not count, since somebody else said otherwise. Noun `conflicts`, a list, newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConflictView {
    /// `overruled`, or `unreadable`: a version that could not be read and is kept at `path`.
    pub kind: &'static str,
    pub ticket: Option<String>,
    /// Of a file that is no ticket, or of a kept version.
    pub path: Option<String>,
    /// As the file has it; null: the whole file.
    pub key: Option<String>,
    /// The message was redacted: no text is told.
    pub redacted: bool,
    pub said: Option<SayingView>,
    pub counts: Option<SayingView>,
}

/// A value, and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SayingView {
    /// Null: it was taken away, or is told to nobody.
    pub value: Option<String>,
    pub by: Option<String>,
    pub at: Option<String>,
    pub commit: Option<String>,
}

/// What `undo` took back. Noun `undone`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UndoneView {
    /// The commits, last one first.
    pub commits: Vec<String>,
    pub subjects: Vec<String>,
    /// The tickets that changed by it.
    pub tickets: Vec<String>,
}
