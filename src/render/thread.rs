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

/// `Ana · requester · e-mail · public · 2026-11-20 09:12 (3 h ago)`: who, then the rest.
fn head(said: &Said, label: Label, reader: &Reader) -> String {
    let message = said.message;
    let mut parts = vec![author(message, reader)];
    parts.push(reader.dim(&reader.word("role", message.role.as_str())));
    parts.extend(message.channel.iter().map(|c| reader.dim(&reader.word("channel", c))));
    let visibility = reader.word("visibility", message.visibility.as_str());
    parts.push(reader.style.paint(if label == Label::Internal { label } else { Label::Dim }, &visibility));
    parts.extend(said.ticket.map(|id| {
        let from = reader.words.with("show-written-in", &[("ticket", id.to_string().into())]);
        reader.style.paint(Label::Hint, &from)
    }));
    parts.push(reader.dim(&reader.time(message.at)));
    parts.join(&reader.dim(" · "))
}

fn author(message: &Message, reader: &Reader) -> String {
    let name = match &message.from {
        Some(from) => reader.person_in_short(from),
        None => reader.words.say("show-unknown-author"),
    };
    let label = match message.role {
        Author::Requester => Label::Requester,
        Author::Agent => Label::Agent,
        Author::Bot => Label::Title,
    };
    reader.style.paint(label, &name)
}
