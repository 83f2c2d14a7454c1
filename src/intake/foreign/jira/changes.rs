//! The changelog of an issue. Each item says what was so before and after: the first of a kind tells what was so at the
//! beginning.

use super::super::item::{Export, Item, What};
use super::super::json::{id, list, owned, text, time};
use super::words::kind;
use super::{Known, values};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::time::Time;
use serde_json::Value as Json;

struct Dated<'a> {
    at: Time,
    number: u64,
    path: &'a str,
    history: &'a Json,
}

/// Adds the steps of these histories and makes the item what it was at first; whether they tell of its status.
pub fn tell(item: &mut Item, histories: &[(String, Json)], known: &Known, export: &mut Export) -> bool {
    let mut dated = Vec::new();
    for (path, history) in histories {
        let number = id(history, "id").and_then(|n| n.parse().ok()).unwrap_or(0);
        match time(history, "created") {
            Ok(at) => dated.push(Dated { at, number, path, history }),
            Err(cause) => export.skip(path.clone(), cause),
        }
    }
    dated.sort_by_key(|dated| (dated.at, dated.number));
    for dated in dated.iter().rev() {
        list(dated.history, "items")
            .iter()
            .rev()
            .for_each(|change| take_back(item, change, known));
    }
    let mut lists = Lists::of(item);
    let mut tells_status = false;
    for dated in &dated {
        let actor = known.people.of(dated.history, "author");
        for (n, change) in list(dated.history, "items").iter().enumerate() {
            match step(change, &mut lists, known) {
                Ok(what) => {
                    tells_status |= matches!(what, What::Status(_));
                    item.step(dated.at, actor.clone(), what);
                }
                Err(cause) => export.skip(format!("{}.items[{n}]", dated.path), cause),
            }
        }
    }
    tells_status
}

fn take_back(item: &mut Item, change: &Json, known: &Known) {
    let shown = owned(change, "fromString");
    match text(change, "field").unwrap_or_default() {
        "status" => item.status = known.statuses.word(&shown.unwrap_or_default()),
        "priority" => item.priority = shown,
        "assignee" => item.assignee = known.people.named(text(change, "from"), shown.as_deref()),
        "reporter" => item.requester = known.people.named(text(change, "from"), shown.as_deref()),
        "summary" => item.title = shown.unwrap_or_default(),
        "labels" => item.tags = words(shown.as_deref()),
        "resolution" => put(item, "resolution", shown.map(Value::Text)),
        "duedate" => put(item, "due_date", day(change, "from")),
        "issuetype" => {
            item.kind = shown.as_deref().and_then(kind);
            put(item, "issue_type", shown.filter(|word| kind(word).is_none()).map(Value::Text));
        }
        // The issue was moved from another project: its old key still leads to it.
        "Key" => item.refs.extend(shown.map(|key| format!("jira:{key}"))),
        name => {
            if let Some((_, _, field)) = values::LISTS.iter().find(|(_, known, _)| *known == name) {
                let mut all = texts(item.fields.iter().find(|(known, _)| known == field).map(|(_, value)| value));
                toggle(&mut all, owned(change, "toString"), shown);
                put(item, field, values::one_or_all(all));
            } else if is_custom(change) {
                put(item, name, shown.and_then(|text| values::from_text(&text)));
            }
        }
    }
}

fn put(item: &mut Item, name: &str, value: Option<Value>) {
    item.fields.retain(|(field, _)| field != name);
    item.fields.extend(value.map(|value| (name.to_owned(), value)));
}

fn step(change: &Json, lists: &mut Lists, known: &Known) -> Result<What, Cause> {
    let name = text(change, "field").ok_or(Cause::Missing { key: "field" })?;
    let shown = owned(change, "toString");
    let field = |name: &str, value: Option<Value>| What::Field(name.to_owned(), value.unwrap_or(Value::Null));
    Ok(match name {
        "status" => What::Status(known.statuses.word(&shown.ok_or(Cause::Missing { key: "toString" })?)),
        "priority" => shown.map_or_else(|| field("priority", None), What::Priority),
        "assignee" => What::Assign(known.people.named(text(change, "to"), shown.as_deref())),
        "reporter" => What::Requester(known.people.named(text(change, "to"), shown.as_deref())),
        "summary" => What::Title(shown.unwrap_or_default()),
        "labels" => {
            let (before, after) = (words(text(change, "fromString")), words(shown.as_deref()));
            let minus =
                |all: &[String], less: &[String]| all.iter().filter(|tag| !less.contains(tag)).cloned().collect();
            What::Tag { add: minus(&after, &before), remove: minus(&before, &after) }
        }
        "resolution" => field("resolution", shown.map(Value::Text)),
        "duedate" => field("due_date", day(change, "to")),
        "issuetype" => match shown.as_deref().and_then(kind) {
            Some(kind) => field("type", Some(Value::from(kind))),
            None => field("issue_type", shown.map(Value::Text)),
        },
        name => match lists.change(name, change) {
            Some(what) => what,
            None if is_custom(change) && name != "Rank" => field(name, shown.and_then(|t| values::from_text(&t))),
            None => return Err(Cause::NotOurs { name: name.chars().take(80).collect() }),
        },
    })
}

/// Versions and components, which are changed one by one.
struct Lists(Vec<(&'static str, &'static str, Vec<String>)>);

impl Lists {
    fn of(item: &Item) -> Lists {
        let all = |field: &str| texts(item.fields.iter().find(|(known, _)| known == field).map(|(_, value)| value));
        Lists(values::LISTS.iter().map(|(_, name, field)| (*name, *field, all(field))).collect())
    }

    fn change(&mut self, name: &str, change: &Json) -> Option<What> {
        let (_, field, all) = self.0.iter_mut().find(|(known, _, _)| *known == name)?;
        toggle(all, owned(change, "fromString"), owned(change, "toString"));
        Some(What::Field((*field).to_owned(), values::one_or_all(all.clone()).unwrap_or(Value::Null)))
    }
}

fn toggle(all: &mut Vec<String>, away: Option<String>, new: Option<String>) {
    all.retain(|name| Some(name) != away.as_ref());
    if let Some(new) = new.filter(|new| !all.contains(new) && all.len() < super::super::MOST_OF_ONE) {
        all.push(new);
    }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::List(items)) => items.iter().map(Value::to_text).map(|text| text.to_string()).collect(),
        Some(value) => vec![value.to_text().to_string()],
        None => Vec::new(),
    }
}

fn is_custom(change: &Json) -> bool {
    text(change, "fieldtype") == Some("custom")
}

/// Labels have no blanks in Jira.
fn words(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default()
        .split_whitespace()
        .take(super::super::MOST_OF_ONE)
        .map(str::to_owned)
        .collect()
}

/// `2024-03-12`; the text shown may have a time of day.
fn day(change: &Json, key: &str) -> Option<Value> {
    let shown = owned(change, key).or_else(|| owned(change, if key == "to" { "toString" } else { "fromString" }))?;
    Some(Value::from(shown.split(' ').next().unwrap_or_default()))
}
