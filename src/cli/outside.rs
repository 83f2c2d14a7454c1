//! What is wrong with JSON of strangers, and with what should read it.

use super::described::{Described, FAILED};
use super::words::yaml_fault;
use crate::intake::answers::AnswersFault;
use crate::intake::foreign::{Kind, Unreadable};
use crate::intake::json::{BodyFault, MapFault, Unmapped, Wrong};
use crate::render::words::Words;
use std::path::Path;

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum Outside {
    #[error("answers: {0}")]
    Answers(AnswersFault),
    #[error("body: {0}")]
    Body(BodyFault),
    #[error("map: {0}")]
    Map(MapFault),
    #[error("export: {1}")]
    Export(Kind, Unreadable),
    /// The text answers no question of this form.
    #[error("not-of-form {0}")]
    NotOfForm(String),
}

pub fn describe(path: &Path, fault: &Outside, words: &Words) -> Described {
    match fault {
        Outside::Answers(fault) => of_answers(path, fault),
        Outside::Body(fault) => of_body(path, fault),
        Outside::Map(fault) => of_map(path, fault, words),
        Outside::Export(kind, fault) => of_export(path, *kind, fault),
        Outside::NotOfForm(form) => {
            Described::new("not-of-form", FAILED).with("path", path.display()).with("form", form)
        }
    }
}

/// A text that is no JSON that is taken.
fn of_body(path: &Path, fault: &BodyFault) -> Described {
    let new = |kind| Described::new(kind, FAILED).with("path", path.display());
    match fault {
        BodyFault::TooLarge { limit } => new("json-too-large").with("limit", limit),
        BodyFault::Empty => new("json-empty"),
        BodyFault::TooMany { limit } => new("json-too-many").with("limit", limit),
        BodyFault::Syntax { is_cut: true, .. } => new("json-cut"),
        BodyFault::Syntax { line, column, .. } => new("no-json").with("line", line).with("column", column),
    }
}

/// JSON that holds no answers to a form.
fn of_answers(path: &Path, fault: &AnswersFault) -> Described {
    let new = |kind| Described::new(kind, FAILED).with("path", path.display());
    match fault {
        AnswersFault::Body(fault) => of_body(path, fault),
        AnswersFault::NotObject => new("no-answers"),
        AnswersFault::TooMany { limit } => new("many-answers").with("limit", limit),
        AnswersFault::Answer(key) => new("no-answer").with("key", key),
    }
}

/// A file of which nothing can be imported.
fn of_export(path: &Path, kind: Kind, fault: &Unreadable) -> Described {
    let new = |word| Described::new(word, FAILED).with("path", path.display()).with("kind", kind.as_str());
    match fault {
        Unreadable::TooLarge { limit } => new("export-too-large").with("limit", limit),
        Unreadable::Empty => new("export-empty"),
        Unreadable::Syntax { line, column } => new("no-json").with("line", line).with("column", column),
        Unreadable::Schema => new("export-schema"),
        Unreadable::NothingOf(_) => new("export-nothing"),
        Unreadable::NoColumn { key, known } => new("export-no-column").with("key", key).with("known", known.join(", ")),
    }
}

/// A map that cannot be used.
fn of_map(path: &Path, fault: &MapFault, words: &Words) -> Described {
    let path = path.display().to_string();
    match fault {
        MapFault::Yaml(fault) => {
            let described = Described::new("broken-map", FAILED).with("path", path);
            described.with("fault", yaml_fault(fault, words)).below(&*fault.snippet)
        }
        MapFault::Expression(wrong) => of_wrong(wrong, words).with("path", path),
    }
}

/// Why a map makes nothing of an item.
pub fn of_item(wrong: &Unmapped, words: &Words) -> Described {
    let new = |kind| Described::new(kind, FAILED);
    match wrong {
        Unmapped::Wrong(wrong) => of_wrong(wrong, words).with("path", words.say("the-map")),
        Unmapped::Value { key, found, known } if known.is_empty() => {
            new("map-value").with("key", key).with("found", found)
        }
        Unmapped::Value { key, found, known } => {
            new("map-word").with("key", key).with("found", found).with("known", known.join(", "))
        }
        Unmapped::Long { key } => new("map-long").with("key", key),
        Unmapped::NoTitle => new("map-no-title"),
        Unmapped::NothingResolved => new("map-nothing-resolved"),
        Unmapped::TooMany { limit } => new("map-too-many").with("limit", limit),
    }
}

fn of_wrong(wrong: &Wrong, words: &Words) -> Described {
    let said = match wrong.said.as_str() {
        "" => words.say(&format!("expression-{}", wrong.code)),
        said => format!("{}: {said}", words.say(&format!("expression-{}", wrong.code))),
    };
    Described::new("expression", FAILED)
        .with("key", &wrong.key)
        .with("line", wrong.line)
        .with("column", wrong.column)
        .with("said", said)
}
