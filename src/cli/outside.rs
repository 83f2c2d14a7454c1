//! What is wrong with JSON of strangers, and with what should read it.

use super::described::{Described, FAILED};
use crate::intake::answers::AnswersFault;
use crate::intake::json::BodyFault;
use std::path::Path;

/// A text that is no JSON that is taken.
pub fn of_body(path: &Path, fault: &BodyFault) -> Described {
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
pub fn of_answers(path: &Path, fault: &AnswersFault) -> Described {
    let new = |kind| Described::new(kind, FAILED).with("path", path.display());
    match fault {
        AnswersFault::Body(fault) => of_body(path, fault),
        AnswersFault::NotObject => new("no-answers"),
        AnswersFault::TooMany { limit } => new("many-answers").with("limit", limit),
        AnswersFault::Answer(key) => new("no-answer").with("key", key),
    }
}
