//! The history of a ticket for people: one line per event.

use super::layout::wrap;
use super::reader::Reader;
use super::style::{Label, fit, width};
use super::words::Arg;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Csat, Key, Link, Message, Set, Value, Visibility};
use crate::kit::escape::one_line;

/// Columns of a message or a value that the log quotes.
const QUOTE: usize = 60;

/// `2026-11-20 09:12  Ana  status Open → Pending`, oldest first, or a friendly line without events.
pub fn events(events: &[Event], reader: &Reader) -> String {
    if events.is_empty() {
        return reader.words.say("log-empty") + "\n";
    }
    events.iter().map(|event| line(event, reader)).collect()
}

fn line(event: &Event, reader: &Reader) -> String {
    let time = reader.date_time(event.at);
    let name = if event.actor_name.is_empty() { &event.actor } else { &event.actor_name };
    let actor = one_line(name);
    let before = width(&time) + width(&actor) + 4;
    let told = wrap(&told(&event.changes, reader), before, width(&time) + 2, &reader.style).join("\n");
    format!("{}  {}  {told}\n", reader.dim(&time), reader.style.paint(Label::Title, &actor))
}

/// What was done, as one sentence: `status Open → Pending; tag added: vip`.
pub fn told(changes: &[Change], reader: &Reader) -> String {
    let created = changes.contains(&Change::Created);
    let told: Vec<String> = changes
        .iter()
        // The words for the creation quote the title, and it happened when the event did.
        .filter(|c| !(created && matches!(c, Change::Set { key: Key::Title | Key::Created, .. })))
        .map(|c| if matches!(c, Change::Created) { creation(changes, reader) } else { change(c, reader) })
        .collect();
    told.join("; ")
}

/// What a verb just did to a ticket, for whoever did it: what they typed is not repeated, what followed
/// from it is told.
pub fn done(changes: &[Change], reader: &Reader) -> String {
    let words = reader.words;
    let created = changes.contains(&Change::Created);
    let telling =
        |c: &&Change| !created || matches!(c, Change::Created | Change::Set { key: Key::Status | Key::Assignee, .. });
    let told = |c: &Change| match c {
        Change::Created => words.say("created"),
        Change::Message(m) if m.visibility == Visibility::Internal => words.say("note-added"),
        Change::Message(_) => words.say("message-added"),
        other => change(other, reader),
    };
    match changes {
        [] => words.say("unchanged"),
        changes => changes.iter().filter(telling).map(told).collect::<Vec<_>>().join("; "),
    }
}

fn creation(changes: &[Change], reader: &Reader) -> String {
    let title = changes.iter().find_map(|c| match c {
        Change::Set { key: Key::Title, to, .. } => to.as_deref(),
        _ => None,
    });
    reader
        .words
        .with("log-created", &[("title", one_line(title.unwrap_or_default()).as_ref().into())])
}

fn change(change: &Change, reader: &Reader) -> String {
    let words = reader.words;
    match change {
        Change::Created => String::new(),
        Change::Removed => words.say("log-removed"),
        Change::Set { key, from, to } => {
            let told = |v: &Option<String>| v.as_deref().map(|v| quote(&reader.value(*key, v)));
            changed(&reader.field(key.as_str()), told(from), told(to), reader)
        }
        Change::Field { name, from, to } | Change::Unknown { name, from, to } => {
            let told = |v: &Option<Value>| v.as_ref().map(|v| quote(&v.to_text()));
            changed(&one_line(name), told(from), told(to), reader)
        }
        Change::Added { set, item } => words.with(added(*set), &[("item", one_line(item).as_ref().into())]),
        Change::Dropped { set, item } => words.with(removed(*set), &[("item", one_line(item).as_ref().into())]),
        Change::Linked(link) => words.with("log-linked", &link_args(link, reader)),
        Change::Unlinked(link) => words.with("log-unlinked", &link_args(link, reader)),
        Change::Rated { from, to } => {
            let told = |c: &Option<Csat>| c.as_ref().map(|c| quote(&reader.csat(c)));
            changed(&reader.field("csat"), told(from), told(to), reader)
        }
        Change::Claimed { to: Some(claim), .. } => {
            let until = reader.date_time(claim.until);
            words.with("log-claimed", &[("by", one_line(&claim.by).as_ref().into()), ("until", until.into())])
        }
        Change::Claimed { to: None, .. } => words.say("log-released"),
        Change::Seen(seen) => {
            let key = if seen.is_sighting() { "log-seen" } else { "log-passed" };
            words.with(key, &[("fingerprint", one_line(&seen.fingerprint).as_ref().into())])
        }
        Change::Unseen(seen) => {
            words.with("log-unseen", &[("fingerprint", one_line(&seen.fingerprint).as_ref().into())])
        }
        Change::Attached(file) => words.with("log-attached", &[("name", one_line(&file.name).as_ref().into())]),
        Change::Detached(file) => words.with("log-detached", &[("name", one_line(&file.name).as_ref().into())]),
        Change::Message(message) if message.visibility == Visibility::Internal => quoted("log-note", message, reader),
        Change::Message(message) => quoted("log-message", message, reader),
        Change::Edited { to, .. } => quoted("log-message-edited", to, reader),
        Change::Withdrawn(message) => quoted("log-message-withdrawn", message, reader),
    }
}

fn changed(field: &str, from: Option<String>, to: Option<String>, reader: &Reader) -> String {
    let field = ("field", Arg::from(field));
    match (from, to) {
        (Some(from), Some(to)) => reader.words.with("log-changed", &[field, ("from", from.into()), ("to", to.into())]),
        (Some(from), None) => reader.words.with("log-unset", &[field, ("from", from.into())]),
        (None, to) => reader.words.with("log-set", &[field, ("to", to.unwrap_or_default().into())]),
    }
}

fn added(set: Set) -> &'static str {
    match set {
        Set::Tags => "log-tag-added",
        Set::Followers => "log-follower-added",
        Set::Refs => "log-ref-added",
        Set::Fingerprints => "log-fingerprint-added",
    }
}

fn removed(set: Set) -> &'static str {
    match set {
        Set::Tags => "log-tag-removed",
        Set::Followers => "log-follower-removed",
        Set::Refs => "log-ref-removed",
        Set::Fingerprints => "log-fingerprint-removed",
    }
}

fn link_args<'a>(link: &Link, reader: &Reader) -> [(&'static str, Arg<'a>); 2] {
    [("kind", reader.word("link", &link.kind).into()), ("ticket", link.ticket.to_string().into())]
}

fn quoted(key: &str, message: &Message, reader: &Reader) -> String {
    // The first line that says something, not the whole of a long text.
    let first = message.text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    reader.words.with(key, &[("text", quote(first).into())])
}

/// A beginning, long enough to recognise the whole by.
fn quote(text: &str) -> String {
    fit(&one_line(text), QUOTE)
}
