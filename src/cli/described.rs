//! An error as data, and the exit codes: what all wording of errors shares.

use crate::kit::escape;
use crate::render::words::{Arg, Words};

/// Done, or yes.
pub const OK: u8 = 0;
/// The answer is no.
pub const NO: u8 = 1;
pub const USAGE: u8 = 2;
/// A collision, or a missing confirmation.
pub const COLLISION: u8 = 3;
pub const FAILED: u8 = 4;
/// A bug in git-desk.
pub const BUG: u8 = 70;

/// An error as data: everything but the language.
pub struct Described {
    /// Stable; programs match on it. Its words are `error-<kind>` and `hint-<kind>`.
    pub kind: &'static str,
    pub exit: u8,
    pub args: Vec<(&'static str, Arg<'static>)>,
    /// Lines below the message: a snippet, a list of candidates.
    pub detail: Option<String>,
}

impl Described {
    pub(super) fn new(kind: &'static str, exit: u8) -> Described {
        Described { kind, exit, args: Vec::new(), detail: None }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Described {
        let value = escape::one_line(&value.to_string()).into_owned();
        self.args.push((name, Arg::from(value)));
        self
    }

    pub fn below(mut self, lines: impl Into<String>) -> Described {
        let safe: Vec<String> = escape::lines(&lines.into()).map(|l| l.into_owned()).collect();
        self.detail = Some(safe.join("\n"));
        self
    }

    pub fn message(&self, words: &Words) -> String {
        words.with(&format!("error-{}", self.kind), &self.args)
    }

    pub fn hint(&self, words: &Words) -> Option<String> {
        let key = format!("hint-{}", self.kind);
        words.has(&key).then(|| words.with(&key, &self.args))
    }
}
