//! Audits of Zendesk: each is one update, with what changed from what to what.

use super::super::MOST_OF_ONE;
use super::super::item::{Export, Item, What, Word};
use super::super::json::{id, list, owned, text, time};
use super::people::People;
use super::{Parts, said, value};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::time::Time;
use serde_json::Value as Json;
use std::collections::HashSet;

/// Adds the steps of these audits, and makes the item what it was at first.
pub fn tell(item: &mut Item, audits: Parts, people: &People, export: &mut Export) {
    let mut dated: Vec<(Time, String, Json)> = Vec::new();
    for (path, audit) in audits {
        match time(&audit, "created_at") {
            Ok(at) => dated.push((at, path, audit)),
            Err(cause) => export.skip(path, cause),
        }
    }
    dated.sort_by_key(|(at, _, _)| *at);
    first(item, &dated, people);
    for (at, path, audit) in &dated {
        let actor = people.of(audit, "author_id", "author");
        for (n, event) in list(audit, "events").iter().enumerate() {
            let place = || format!("{path}.events[{n}]");
            match step(item, audit, event, people) {
                Ok(Some(what)) => item.step(*at, actor.clone(), what),
                Ok(None) => {}
                Err(cause) => export.skip(place(), cause),
            }
        }
    }
}

/// The earliest value of each thing that changed.
fn first(item: &mut Item, audits: &[(Time, String, Json)], people: &People) {
    let mut seen = HashSet::new();
    for event in audits.iter().flat_map(|(_, _, audit)| list(audit, "events")) {
        let Some(name) = owned(event, "field_name") else { continue };
        let key = match text(event, "type") {
            Some("Create") => "value",
            Some("Change") => "previous_value",
            _ => continue,
        };
        if !seen.contains(&name) {
            put(item, &name, event.get(key).unwrap_or(&Json::Null), people);
            seen.insert(name);
        }
    }
}

/// A value of a ticket at its beginning.
fn put(item: &mut Item, name: &str, to: &Json, people: &People) {
    let plain = to.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    match name {
        "status" => item.status = Word::new(plain.unwrap_or_else(|| "new".to_owned())),
        "priority" => item.priority = plain,
        "subject" => item.title = plain.unwrap_or_default(),
        "assignee_id" => item.assignee = people.by_id(to),
        "group_id" => item.group = group(to, people),
        "tags" => item.tags = tags(to),
        name if is_custom(name) => {
            let name = people.field_name(name);
            item.fields.retain(|(known, _)| *known != name);
            if item.fields.len() < MOST_OF_ONE {
                item.fields.extend(value(to).map(|to| (name, to)));
            }
        }
        _ => {}
    }
}

fn step(item: &Item, audit: &Json, event: &Json, people: &People) -> Result<Option<What>, Cause> {
    match text(event, "type").ok_or(Cause::Missing { key: "type" })? {
        "Comment" => {
            // An event without an author is of the audit's.
            let mut event = event.clone();
            if id(&event, "author_id").is_none()
                && let (Some(map), Some(author)) = (event.as_object_mut(), audit.get("author_id"))
            {
                map.insert("author_id".to_owned(), author.clone());
            }
            let said = said(&event, item, people)?;
            // The first comment is the description.
            let is_first = said.text == item.text && time(audit, "created_at").is_ok_and(|at| at <= item.created);
            Ok((!is_first).then_some(What::Comment(said)))
        }
        "Change" => Ok(changed(event, people)?),
        "Create" => Ok(None),
        other => Err(Cause::NotOurs { name: other.chars().take(80).collect() }),
    }
}

fn changed(event: &Json, people: &People) -> Result<Option<What>, Cause> {
    let name = text(event, "field_name").ok_or(Cause::Missing { key: "field_name" })?;
    let to = event.get("value").unwrap_or(&Json::Null);
    let plain = || to.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(Some(match name {
        "status" => What::Status(Word::new(plain().ok_or(Cause::BadValue { key: "value" })?)),
        "priority" => match plain() {
            Some(word) => What::Priority(word),
            None => What::Field("priority".to_owned(), Value::Null),
        },
        "subject" => What::Title(plain().unwrap_or_default()),
        "assignee_id" => What::Assign(people.by_id(to)),
        "group_id" => What::Group(group(to, people)),
        "tags" => {
            let before = tags(event.get("previous_value").unwrap_or(&Json::Null));
            let after = tags(to);
            let (add, remove) = (minus(&after, &before), minus(&before, &after));
            What::Tag { add, remove }
        }
        name if is_custom(name) => What::Field(people.field_name(name), value(to).unwrap_or(Value::Null)),
        other => return Err(Cause::NotOurs { name: other.chars().take(80).collect() }),
    }))
}

fn is_custom(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit())
}

fn group(to: &Json, people: &People) -> Option<String> {
    match to {
        Json::Number(n) => Some(people.group_name(n.to_string())),
        Json::String(text) if !text.is_empty() => Some(people.group_name(text.clone())),
        _ => None,
    }
}

/// A list, or words apart by blanks.
fn tags(to: &Json) -> Vec<String> {
    match to {
        Json::Array(items) => {
            items.iter().take(MOST_OF_ONE).filter_map(|tag| tag.as_str().map(str::to_owned)).collect()
        }
        Json::String(text) => text.split_whitespace().take(MOST_OF_ONE).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn minus(all: &[String], less: &[String]) -> Vec<String> {
    all.iter().filter(|tag| !less.contains(tag)).cloned().collect()
}
