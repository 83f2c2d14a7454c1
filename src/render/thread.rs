//! The conversation of a ticket for people, as a thread of letters.

use super::prose;
use super::reader::Reader;
use super::style::{Label, Style, width};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::relation::Said;
use crate::domain::ticket::{Message, Visibility};

/// Before each line of a public message and of an internal note.
const PUBLIC: &str = "  ";
const INTERNAL: &str = "┃ ";
/// Between two things that are said of a message.
const SEPARATOR: &str = " · ";

/// The messages in their order, each after an empty line, or a friendly line without any.
pub fn write(thread: &[Said], reader: &Reader, out: &mut String) {
    if thread.is_empty() {
        out.push('\n');
        out.push_str(&reader.dim(&reader.words.say("show-no-messages")));
        out.push('\n');
    }
    for said in thread {
        out.push('\n');
        message(said, reader, out);
    }
}

fn message(said: &Said, reader: &Reader, out: &mut String) {
    let internal = said.message.visibility == Visibility::Internal;
    let (bar, label) = if internal { (INTERNAL, Label::Internal) } else { (PUBLIC, Label::Plain) };
    out.push_str(&head(said, label, reader));
    out.push('\n');
    // The bar takes its part of the width.
    let inner = Style { width: reader.style.width.map(|w| w.saturating_sub(width(bar))), ..reader.style };
    let bar = reader.style.paint(label, bar);
    for line in prose::lines(&said.message.text, &inner) {
        out.push_str(format!("{bar}{line}").trim_end());
        out.push('\n');
    }
}

/// `Ana · requester · e-mail · public · 2026-11-20 09:12 (3 h ago)`: who, then the rest. Where that is more
/// than the terminal has, the time gets a line of its own.
fn head(said: &Said, label: Label, reader: &Reader) -> String {
    let message = said.message;
    let mut parts = vec![author(message, reader)];
    parts.push((reader.word("role", message.role.as_str()), Label::Dim));
    parts.extend(message.channel.iter().map(|c| (reader.word("channel", c), Label::Dim)));
    let visibility = reader.word("visibility", message.visibility.as_str());
    parts.push((visibility, if label == Label::Internal { label } else { Label::Dim }));
    parts.extend(said.ticket.map(|id| {
        let from = reader.words.with("show-written-in", &[("ticket", id.to_string().into())]);
        (from, Label::Hint)
    }));
    let time = reader.time(message.at);
    let columns = parts.iter().map(|(text, _)| width(text) + width(SEPARATOR)).sum::<usize>() + width(&time);
    let painted: Vec<String> = parts.iter().map(|(text, label)| reader.style.paint(*label, text)).collect();
    let who = painted.join(&reader.dim(SEPARATOR));
    let is_long = reader.style.width.is_some_and(|room| columns > room);
    let between = if is_long { format!("\n{PUBLIC}") } else { reader.dim(SEPARATOR) };
    who + &between + &reader.dim(&time)
}

fn author(message: &Message, reader: &Reader) -> (String, Label) {
    let name = match &message.from {
        Some(from) => reader.person_in_short(from),
        None => reader.words.say("show-unknown-author"),
    };
    let label = match message.role {
        Author::Requester => Label::Requester,
        Author::Agent => Label::Agent,
        Author::Bot => Label::Title,
    };
    (name, label)
}
