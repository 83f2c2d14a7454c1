//! `field` events: a name and a value. Names that a ticket has as keys set those, with values of the
//! same shapes as in a ticket's file; all others are custom fields.

use super::{Refusal, Scope, StatusWord, change_set, rate, set, status};
use crate::domain::ticket::change::read_stamp;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Change, Csat, Key, Link, Message, MessageId, Set, Ticket, TicketId, Value, Visibility};
use crate::domain::time::{Time, at as instant, stamp};

/// Carries a `field` event out: its scope, its name and its value.
pub fn change(
    ticket: &Ticket,
    (scope, name, to): (Scope, &str, &Value),
    at: Time,
    workflow: &Workflow,
    out: &mut Vec<Change>,
) -> Result<(), Refusal> {
    match (scope, name) {
        (Scope::Unknown, _) => {
            let from = ticket.unknown.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
            return other(name, from, to, out, |name, from, to| Change::Unknown { name, from, to });
        }
        (Scope::Any, "links") => return links(ticket, to, out),
        (Scope::Any, "csat") => return csat(ticket, to, out),
        (Scope::Any, "messages") => return messages(ticket, to, out),
        (Scope::Any, "subcategory") => return subcategory(ticket, to, out),
        (Scope::Any, "status") => {
            let word = StatusWord { word: text(to)?.ok_or(Refusal::BadValue)?, name: None };
            // A status that the workflow lacks is kept, as in a ticket's file.
            let name = status::name_of(&word, workflow).unwrap_or(word.word);
            status::change_to(ticket, &name, at, workflow, out);
            return Ok(());
        }
        _ => {}
    }
    if scope == Scope::Any {
        if let Some(set) = Set::parse(name) {
            change_set(ticket, set, &texts(to)?, out);
            return Ok(());
        }
        if let Some(key) = key_of(name) {
            return single(ticket, key, to, out);
        }
    }
    let from = ticket.field(name).cloned();
    other(name, from, to, out, |name, from, to| Change::Field { name, from, to })
}

/// Whether a `field` event of this name sets something else than a custom field.
pub fn is_reserved(name: &str) -> bool {
    matches!(name, "links" | "csat" | "messages" | "subcategory")
        || Set::parse(name).is_some()
        || key_of(name).is_some()
}

fn key_of(name: &str) -> Option<Key> {
    if name == "lang" { Some(Key::Language) } else { Key::parse(name) }
}

fn other(
    name: &str,
    from: Option<Value>,
    to: &Value,
    out: &mut Vec<Change>,
    change: impl Fn(String, Option<Value>, Option<Value>) -> Change,
) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::BadValue);
    }
    let to = (*to != Value::Null).then(|| to.clone());
    if from != to {
        out.push(change(name.to_owned(), from, to));
    }
    Ok(())
}

fn single(ticket: &Ticket, key: Key, to: &Value, out: &mut Vec<Change>) -> Result<(), Refusal> {
    let Some(wanted) = text(to)? else {
        if matches!(key, Key::Created | Key::Status) {
            return Err(Refusal::BadValue);
        }
        set(ticket, key, None, out);
        return Ok(());
    };
    // What the key makes of the text: a time in UTC, a number without leading zeros; or nothing.
    let mut probe = Ticket::new(ticket.id, String::new(), String::new(), instant(0));
    probe.put(key, Some(&wanted));
    let kept = match key {
        Key::Created => read_stamp(&wanted).map(stamp),
        _ => probe.get(key),
    };
    set(ticket, key, Some(kept.ok_or(Refusal::BadValue)?), out);
    Ok(())
}

fn subcategory(ticket: &Ticket, to: &Value, out: &mut Vec<Change>) -> Result<(), Refusal> {
    let category = ticket.category.as_deref().map(|c| c.split('/').next().unwrap_or_default());
    let parts: Vec<String> = category.map(str::to_owned).into_iter().chain(text(to)?).collect();
    let joined = parts.join("/");
    set(ticket, Key::Category, (!joined.is_empty()).then_some(joined), out);
    Ok(())
}

fn links(ticket: &Ticket, to: &Value, out: &mut Vec<Change>) -> Result<(), Refusal> {
    let links: Vec<Link> = list(to)?.iter().map(link).collect::<Option<_>>().ok_or(Refusal::BadValue)?;
    out.extend(ticket.links.iter().filter(|l| !links.contains(l)).cloned().map(Change::Unlinked));
    out.extend(links.into_iter().filter(|l| !ticket.links.contains(l)).map(Change::Linked));
    Ok(())
}

fn link(value: &Value) -> Option<Link> {
    let ticket = TicketId::parse(&get_text(value, "ticket")?)?;
    Some(Link { kind: get_text(value, "kind")?, ticket })
}

fn csat(ticket: &Ticket, to: &Value, out: &mut Vec<Change>) -> Result<(), Refusal> {
    if *to != Value::Null {
        let score = get_text(to, "score").ok_or(Refusal::BadValue)?;
        return rate(ticket, &score, &get_text(to, "comment"), out);
    }
    if ticket.csat.is_some() {
        out.push(Change::Rated { from: ticket.csat.clone(), to: None });
    }
    Ok(())
}

/// A map from message ids to messages as they should be; null takes a message away.
fn messages(ticket: &Ticket, to: &Value, out: &mut Vec<Change>) -> Result<(), Refusal> {
    let Value::Map(wanted) = to else { return Err(Refusal::BadValue) };
    for (id, value) in wanted {
        let id = TicketId::parse(id).ok_or(Refusal::BadValue)?;
        let from = ticket.messages.iter().find(|m| m.id == id);
        let to = match value {
            Value::Null => None,
            value => Some(read_message(id, value).ok_or(Refusal::BadValue)?),
        };
        match (from.cloned().map(Box::new), to.map(Box::new)) {
            (Some(from), None) => out.push(Change::Withdrawn(from)),
            (None, Some(to)) => out.push(Change::Message(to)),
            (Some(from), Some(to)) if from != to => out.push(Change::Edited { from, to }),
            _ => {}
        }
    }
    Ok(())
}

fn read_message(id: MessageId, value: &Value) -> Option<Message> {
    let Value::Map(map) = value else { return None };
    let mut message = Message {
        id,
        at: read_stamp(&get_text(value, "at")?)?,
        from: None,
        role: Author::parse(&get_text(value, "role")?)?,
        channel: None,
        visibility: Visibility::parse(&get_text(value, "visibility")?)?,
        text: String::new(),
        unknown: Vec::new(),
    };
    for (key, value) in map {
        match (key.as_str(), value) {
            ("at" | "role" | "visibility", _) => {}
            ("text", Value::Text(text)) => message.text = text.clone(),
            ("from", Value::Text(from)) => message.from = Some(from.clone()),
            ("channel", Value::Text(channel)) => message.channel = Some(channel.clone()),
            ("text" | "from" | "channel", _) => return None,
            _ => message.unknown.push((key.clone(), value.clone())),
        }
    }
    Some(message)
}

/// The value that makes `messages` write this message.
pub fn message_value(message: &Message) -> Value {
    let mut map = vec![
        ("at".to_owned(), Value::Text(stamp(message.at))),
        ("role".to_owned(), message.role.as_str().into()),
        ("visibility".to_owned(), message.visibility.as_str().into()),
        ("text".to_owned(), message.text.as_str().into()),
    ];
    map.extend(message.from.as_deref().map(|from| ("from".to_owned(), from.into())));
    map.extend(message.channel.as_deref().map(|channel| ("channel".to_owned(), channel.into())));
    map.extend(message.unknown.iter().cloned());
    Value::Map(map)
}

pub fn links_value(links: &[Link]) -> Value {
    let map = |l: &Link| {
        let ticket = Value::Text(l.ticket.to_string());
        Value::Map(vec![("kind".to_owned(), l.kind.as_str().into()), ("ticket".to_owned(), ticket)])
    };
    Value::List(links.iter().map(map).collect())
}

pub fn csat_value(csat: Option<&Csat>) -> Value {
    let Some(csat) = csat else { return Value::Null };
    let mut map = vec![("score".to_owned(), csat.score.as_str().into())];
    map.extend(csat.comment.as_deref().map(|c| ("comment".to_owned(), c.into())));
    Value::Map(map)
}

/// A single value as text; null and the empty text are none.
fn text(value: &Value) -> Result<Option<String>, Refusal> {
    match value {
        Value::List(_) | Value::Map(_) => Err(Refusal::BadValue),
        value => Ok(Some(value.to_text()).filter(|t| !t.is_empty())),
    }
}

fn list(value: &Value) -> Result<&[Value], Refusal> {
    match value {
        Value::Null => Ok(&[]),
        Value::List(items) => Ok(items),
        _ => Err(Refusal::BadValue),
    }
}

fn texts(value: &Value) -> Result<Vec<String>, Refusal> {
    let mut out: Vec<String> = Vec::new();
    for item in list(value)? {
        if let Some(item) = text(item)?
            && !out.contains(&item)
        {
            out.push(item);
        }
    }
    Ok(out)
}

fn get_text(value: &Value, key: &str) -> Option<String> {
    let Value::Map(map) = value else { return None };
    match &map.iter().find(|(k, _)| k == key)?.1 {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}
