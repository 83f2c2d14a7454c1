//! A neutral event stream straight to tickets' events, to check reports without a store.

use super::made::{event, id, set};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Csat, Key, Message, Set, TicketId, Visibility};
use crate::domain::time::{Time, at};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::io::BufRead;

/// The events of each ticket of a stream, and the instant of the last one.
pub fn replay(stream: impl BufRead) -> (BTreeMap<TicketId, Vec<Event>>, Time) {
    let mut tickets: BTreeMap<TicketId, Vec<Event>> = BTreeMap::new();
    let mut last = at(0);
    for line in stream.lines() {
        let line: Json = serde_json::from_str(&line.expect("a readable stream")).expect("one object a line");
        let time = time(&line);
        last = last.max(time);
        let name = word(&line, "ticket").expect("a ticket");
        tickets.entry(id(&name)).or_default().push(event(time, changes(&line)));
    }
    (tickets, last)
}

fn time(line: &Json) -> Time {
    let text = word(line, "at").expect("an instant");
    crate::domain::ticket::change::read_stamp(&text).expect("RFC 3339")
}

fn word(line: &Json, key: &str) -> Option<String> {
    line.get(key)?.as_str().map(str::to_owned)
}

fn changes(line: &Json) -> Vec<Change> {
    match word(line, "type").as_deref() {
        Some("create") => created(line),
        Some("status") => vec![status(&word(line, "to").expect("a status"))],
        Some("assign") => ["assignee", "group"].into_iter().filter_map(|key| held(line, key)).collect(),
        Some("comment") => vec![comment(line)],
        Some("priority") => vec![set(Key::Priority, word(line, "to").as_deref())],
        Some("tag") => tags(line),
        Some("csat") => {
            let to = word(line, "score").map(|score| Csat { score, comment: None });
            vec![Change::Rated { from: None, to }]
        }
        Some("merge") => {
            let into = word(line, "into").map(|into| id(&into).to_string());
            vec![status("closed"), set(Key::MergedInto, into.as_deref())]
        }
        _ => Vec::new(),
    }
}

fn status(to: &str) -> Change {
    set(Key::Status, Some(if to == "on-hold" { "hold" } else { to }))
}

fn held(line: &Json, name: &str) -> Option<Change> {
    let key = Key::parse(name).expect("a key of tickets");
    line.get(name).map(|who| set(key, who.as_str()))
}

fn created(line: &Json) -> Vec<Change> {
    let mut out = vec![Change::Created, status("new")];
    let keys = [
        ("requester", Key::Requester),
        ("channel", Key::Channel),
        ("category", Key::Category),
        ("priority", Key::Priority),
        ("lang", Key::Language),
    ];
    out.extend(keys.into_iter().map(|(name, key)| set(key, word(line, name).as_deref())));
    let name = format!("events:{}", word(line, "ticket").unwrap_or_default());
    out.push(Change::Added { set: Set::Refs, item: name });
    if line.get("description").is_some() {
        out.push(said(line, Author::Requester, Visibility::Public));
    }
    out.extend(tags(line));
    out
}

fn comment(line: &Json) -> Change {
    let role = if word(line, "role").as_deref() == Some("agent") { Author::Agent } else { Author::Requester };
    let public = word(line, "visibility").as_deref() == Some("public");
    said(line, role, if public { Visibility::Public } else { Visibility::Internal })
}

fn said(line: &Json, role: Author, visibility: Visibility) -> Change {
    let id = TicketId::derived("seq", &line.get("seq").map(Json::to_string).unwrap_or_default());
    let (from, text) = (word(line, "actor"), String::new());
    let message = Message { id, at: time(line), from, role, channel: None, visibility, text, unknown: Vec::new() };
    Change::Message(Box::new(message))
}

fn tags(line: &Json) -> Vec<Change> {
    let list = |key: &str| line.get(key).and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let added = list("add")
        .chain(list("tags"))
        .map(|t| Change::Added { set: Set::Tags, item: t.to_owned() });
    let dropped = list("remove").map(|t| Change::Dropped { set: Set::Tags, item: t.to_owned() });
    added.chain(dropped).collect()
}
