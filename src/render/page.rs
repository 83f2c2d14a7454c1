//! One ticket for people: its fields, then the conversation.

use super::layout::wrap;
use super::reader::Reader;
use super::style::{Label, Style, fit, width};
use super::table::{self, Row};
use crate::domain::ticket::{Key, Message, Set, Ticket, TicketId, Visibility};
use crate::kit::escape::{lines, one_line};

/// Before each line of a public message and of an internal note.
const PUBLIC: &str = "  ";
/// Columns of a title within a line.
const TITLE: usize = 60;
const INTERNAL: &str = "┃ ";
/// Columns of the name of a field; a desk may have longer ones.
const WIDEST_NAME: usize = 32;

/// The page of a ticket, as its row in a list knows it; `follow_up` is the ticket that goes on where
/// this closed one ended.
pub fn ticket(row: &Row, follow_up: Option<TicketId>, reader: &Reader) -> String {
    let mut out = head(row, reader);
    out.push('\n');
    let mut fields = fields(row, reader);
    fields.extend(follow_up.map(|id| (reader.heading("follow-up"), id.to_string())));
    write_fields(&fields, reader, &mut out);
    if row.ticket.messages.is_empty() {
        out.push('\n');
        out.push_str(&reader.dim(&reader.words.say("show-no-messages")));
        out.push('\n');
    }
    for message in &row.ticket.messages {
        out.push('\n');
        write_message(message, reader, &mut out);
    }
    out
}

/// A ticket's title as one word of a line.
pub fn title(ticket: &Ticket, reader: &Reader) -> String {
    reader.style.paint(Label::Title, &fit(&one_line(&ticket.title), TITLE))
}

fn head(row: &Row, reader: &Reader) -> String {
    let mut out = table::id(row.ticket.id, row.prefix, reader);
    if let Some(number) = row.ticket.number {
        out.push_str(&format!("  #{number}"));
    }
    out.push('\n');
    for line in wrap(&one_line(&row.ticket.title), 0, 0, &reader.style) {
        out.push_str(&reader.style.paint(Label::Title, &line));
        out.push('\n');
    }
    out
}

/// Name and value of each field that the ticket has.
fn fields(row: &Row, reader: &Reader) -> Vec<(String, String)> {
    let ticket = row.ticket;
    let mut out = single_values(row, reader);
    if let Some(updated) = row.updated {
        out.push((reader.heading("updated"), reader.time(updated)));
    }
    for &set in Set::ALL {
        push_list(&mut out, reader.heading(set.as_str()), ticket.set(set).iter().map(String::as_str));
    }
    let links: Vec<String> = ticket.links.iter().map(|l| reader.link(l)).collect();
    push_list(&mut out, reader.heading("links"), links.iter().map(String::as_str));
    out.extend(ticket.csat.iter().map(|c| (reader.heading("csat"), reader.csat(c))));
    for (name, value) in ticket.fields.iter().chain(&ticket.unknown) {
        out.push((one_line(name).into_owned(), one_line(&value.to_text()).into_owned()));
    }
    out
}

/// One field a line, the values below each other.
fn write_fields(fields: &[(String, String)], reader: &Reader, out: &mut String) {
    let widest = fields.iter().map(|(name, _)| width(name)).max().unwrap_or(0).min(WIDEST_NAME);
    let indent = widest + 4;
    for (name, value) in fields {
        let name = fit(name, widest);
        let gap = " ".repeat(widest - width(&name) + 2);
        out.push_str(&format!("  {}{gap}", reader.dim(&name)));
        out.push_str(&wrap(value, indent, indent, &reader.style).join("\n"));
        out.push('\n');
    }
}

fn push_list<'a>(out: &mut Vec<(String, String)>, name: String, items: impl Iterator<Item = &'a str>) {
    let items: Vec<_> = items.map(one_line).collect();
    if !items.is_empty() {
        out.push((name, items.join(", ")));
    }
}

fn single_values(row: &Row, reader: &Reader) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for &key in Key::ALL {
        let Some(value) = row.ticket.get(key) else { continue };
        let shown = match key {
            Key::Number | Key::Title => continue,
            Key::Status => reader.status(&value, row.category),
            Key::Until => row.ticket.until.map_or(value, |t| reader.time(t)),
            Key::Due => row.ticket.due.map_or(value, |t| reader.time(t)),
            Key::Created => reader.time(row.ticket.created),
            Key::Closed => row.ticket.closed.map_or(value, |t| reader.time(t)),
            Key::Priority => row.ticket.priority.map_or(value, |p| reader.priority(p)),
            _ => reader.value(key, &value),
        };
        out.push((reader.heading(key.as_str()), shown));
    }
    out
}

fn write_message(message: &Message, reader: &Reader, out: &mut String) {
    let internal = message.visibility == Visibility::Internal;
    let bar = if internal { INTERNAL } else { PUBLIC };
    out.push_str(&message_head(message, internal, reader));
    out.push('\n');
    let bar = reader.style.paint(if internal { Label::Internal } else { Label::Plain }, bar);
    for line in body(&message.text, reader) {
        out.push_str(format!("{bar}{line}").trim_end());
        out.push('\n');
    }
}

fn message_head(message: &Message, internal: bool, reader: &Reader) -> String {
    let author = match &message.from {
        Some(from) => one_line(from).into_owned(),
        None => reader.words.say("show-unknown-author"),
    };
    let mut parts = vec![reader.style.paint(Label::Title, &author)];
    parts.push(reader.word("role", message.role.as_str()));
    parts.extend(message.channel.iter().map(|c| reader.word("channel", c)));
    let label = if internal { Label::Internal } else { Label::Plain };
    let visibility = reader.word("visibility", message.visibility.as_str());
    parts.push(reader.style.paint(label, &visibility));
    parts.push(reader.dim(&reader.time(message.at)));
    parts.join(" · ")
}

/// The lines of a text: paragraphs wrapped to the terminal, code and quotes left as they were written.
fn body(text: &str, reader: &Reader) -> Vec<String> {
    // The bar takes its part of the width.
    let inner = Style { width: reader.style.width.map(|w| w.saturating_sub(width(PUBLIC))), ..reader.style };
    let mut fenced = false;
    let mut out = Vec::new();
    for line in lines(text.trim_end()) {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fenced || fence || line.starts_with([' ', '>', '|']) {
            out.push(line.into_owned());
        } else {
            out.extend(wrap(&line, 0, 0, &inner));
        }
    }
    out
}
