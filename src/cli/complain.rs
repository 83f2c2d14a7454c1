//! Telling what went wrong: to a person in their language, to a program as JSON.

use super::context::Context;
use super::error::{EdgeError, OK, describe};
use super::text::MESSAGE;
use super::values::Format;
use crate::render::answers::ErrorView;
use crate::render::json;
use crate::render::view::Document;
use crate::render::words::{Lang, Words};
use std::path::Path;

impl Context<'_> {
    /// Tells the person (or the program) what happened; gives the exit code.
    pub fn report(&self, error: &anyhow::Error) -> u8 {
        if is_closed_pipe(error) {
            return OK;
        }
        let kept = kept(error);
        if self.global.format().is_some_and(|f| matches!(f, Format::Json | Format::Jsonl)) {
            let english = Words::new(Lang::En);
            let described = describe(error, &english);
            let body = ErrorView {
                kind: described.kind.to_owned(),
                message: described.message(&english),
                hint: described.hint(&english),
                kept: kept.map(|kept| match kept {
                    Kept::File(path) => path.display().to_string(),
                    Kept::Ref(name) => name.to_owned(),
                }),
            };
            let line = json::line(&Document { noun: "error", body }).unwrap_or_default();
            writeln!(self.err.borrow_mut(), "{line}").ok();
            return described.exit;
        }
        let described = describe(error, self.words);
        let mut lines = vec![self.words.with("cli-error", &[("message", described.message(self.words).into())])];
        lines.extend(described.detail.clone());
        lines.extend(kept.into_iter().flat_map(|kept| match kept {
            Kept::File(path) => kept_lines(path, self.words).to_vec(),
            Kept::Ref(name) => vec![self.words.with("error-unsent", &[("reference", name.into())])],
        }));
        lines.extend(
            described
                .hint(self.words)
                .map(|hint| self.words.with("cli-hint", &[("hint", hint.into())])),
        );
        writeln!(self.err.borrow_mut(), "{}", lines.join("\n")).ok();
        described.exit
    }
}

/// Where the text is, and how to go on with it.
fn kept_lines(path: &Path, words: &Words) -> [String; 2] {
    let key = if path.to_string_lossy().ends_with(MESSAGE) { "error-kept-message" } else { "error-kept-ticket" };
    ["error-kept", key].map(|key| words.with(key, &[("path", path.display().to_string().into())]))
}

/// Where that is which must not be lost.
enum Kept<'e> {
    File(&'e Path),
    Ref(&'e str),
}

fn kept(error: &anyhow::Error) -> Option<Kept<'_>> {
    match error.downcast_ref::<EdgeError>() {
        Some(EdgeError::Kept(path)) => Some(Kept::File(path)),
        Some(EdgeError::Unsent(name)) => Some(Kept::Ref(name)),
        _ => None,
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |e: &std::io::Error| e.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(is_pipe))
}
