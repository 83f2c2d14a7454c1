//! What became of what came from outside: the stable JSON shape, and a line for people.

use super::layout::wrap;
use super::reader::Reader;
use super::style::Label;
use crate::kit::escape::one_line;
use serde::Serialize;

/// Columns before what goes on in a further line.
const INDENT: usize = 12;

/// What became of one item. Noun `intake`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionView {
    /// What it was: a test, the subject of a mail, a file.
    pub source: String,
    /// `created`, `updated`, `reopened`, `followed-up`, `solved`, `duplicate`, `suppressed`, `refused`, `handed-in`.
    pub action: &'static str,
    /// The ticket that it is about now.
    pub ticket: Option<String>,
    /// Of that ticket.
    pub title: Option<String>,
    /// By what it is known again.
    pub fingerprint: Option<String>,
    /// Tickets that were there before and are strikingly like one that was newly made.
    pub similar: Vec<String>,
    /// Why: a code, and the same in English.
    pub reason: &'static str,
    pub message: String,
}

/// A line for an item: the ticket, what was done, what it was, and `why` in the reader's language.
pub fn line(view: &DecisionView, why: &str, reader: &Reader) -> String {
    let did = reader.words.say(&format!("intake-did-{}", view.action));
    let label = if view.action == "refused" { Label::Error } else { Label::Title };
    let ticket = view.ticket.as_deref().unwrap_or("-");
    let source = one_line(&view.source);
    let head = format!("{ticket:<10}  {}  {source}", reader.style.paint(label, &did));
    let whole = format!("{head} ({})", one_line(why));
    let line = match reader.style.width {
        None => whole,
        Some(_) => wrap(&whole, 0, INDENT, &reader.style).join("\n"),
    };
    if view.similar.is_empty() {
        return line;
    }
    let like = reader.words.with("similar-hint", &[("tickets", view.similar.join(", ").into())]);
    format!("{line}\n{}{}", " ".repeat(INDENT), reader.dim(&like))
}
