//! Fields of an issue: Jira's own that have no place here, and custom ones.

use super::super::item::{Export, Item};
use super::super::json::{list, owned, text};
use super::words::{Fields, kind};
use super::{adf, people::People, wiki};
use crate::domain::ticket::Value;
use serde_json::{Map, Value as Json};

/// Lists of names: their key, and what the field is called here.
pub const LISTS: [(&str, &str, &str); 3] = [
    ("components", "Component", "components"),
    ("fixVersions", "Fix Version", "fix_versions"),
    ("versions", "Version", "affects_versions"),
];

/// Adds the fields of an issue.
pub fn tell(item: &mut Item, fields: &Json, known: (&Fields, &People), export: &mut Export) {
    let people = known.1;
    if let Some(name) = fields.get("issuetype").and_then(|kind| owned(kind, "name")) {
        item.kind = kind(&name);
        item.fields
            .extend(item.kind.is_none().then(|| ("issue_type".to_owned(), Value::Text(name))));
    }
    let mut add = |name: &str, value: Option<Value>| item.fields.extend(value.map(|value| (name.to_owned(), value)));
    for (key, _, name) in LISTS {
        let all = list(fields, key).iter().filter_map(|part| owned(part, "name")).collect();
        add(name, one_or_all(all));
    }
    add("due_date", owned(fields, "duedate").map(Value::Text));
    add("parent", fields.get("parent").and_then(|parent| owned(parent, "key")).map(Value::Text));
    add("security_level", fields.get("security").and_then(|level| owned(level, "name")).map(Value::Text));
    add(
        "environment",
        fields
            .get("environment")
            .map(|value| prose(value, people))
            .filter(|t| !t.is_empty())
            .map(Value::Text),
    );
    for (key, name) in [("timeoriginalestimate", "time_estimate"), ("timespent", "time_spent")] {
        add(name, fields.get(key).and_then(Json::as_i64).filter(|n| *n != 0).map(Value::Int));
    }
    let votes = fields.get("votes").and_then(|votes| votes.get("votes")).and_then(Json::as_i64);
    add("votes", votes.filter(|n| *n != 0).map(Value::Int));
    let place = format!("{}.fields", item.place);
    let files = export.first(list(fields, "attachment"), &place, "attachment").iter();
    let files: Vec<Value> = files.filter_map(file).map(Value::Text).collect();
    item.fields.extend((!files.is_empty()).then(|| ("files".to_owned(), Value::List(files))));
    custom(item, fields.as_object(), known);
}

fn custom(item: &mut Item, fields: Option<&Map<String, Json>>, (names, people): (&Fields, &People)) {
    for (key, value) in fields.into_iter().flatten().filter(|(key, _)| key.starts_with("customfield_")) {
        let name = names.name(key);
        if item.fields.len() >= super::super::MOST_OF_ONE || item.fields.iter().any(|(known, _)| known == name) {
            continue;
        }
        if let Some(value) = plain(value, people).filter(|value| !is_rank(value)) {
            item.fields.push((name.to_owned(), value));
        }
    }
}

/// Where an attachment is, with its name: the bytes are in no export.
fn file(part: &Json) -> Option<String> {
    let (name, address) = (text(part, "filename"), text(part, "content"));
    match (name, address) {
        (Some(name), Some(address)) => Some(format!("{name} {address}")),
        (name, address) => name.or(address).map(str::to_owned),
    }
}

/// A text in either of Jira's two formats.
pub fn prose(value: &Json, people: &People) -> String {
    match value {
        Json::String(text) => wiki::markdown(text, people),
        value if adf::is_document(value) => adf::markdown(value),
        _ => String::new(),
    }
}

/// A value as people see it: of options, people, versions their name.
fn plain(json: &Json, people: &People) -> Option<Value> {
    match json {
        Json::String(text) => from_text(&sprint(text)),
        Json::Bool(b) => Some(Value::Bool(*b)),
        Json::Number(n) => Some(number(n)),
        Json::Array(items) => {
            let all = items.iter().take(super::super::MOST_OF_ONE).filter_map(|item| plain(item, people));
            one_or_all(all.map(|value| value.to_text()).filter(|text| !text.is_empty()).collect())
        }
        value if adf::is_document(value) => from_text(&adf::markdown(value)),
        Json::Object(map) => {
            if map.contains_key("displayName") || map.contains_key("emailAddress") {
                let id = ["accountId", "name"].iter().find_map(|key| text(json, key));
                return people.named(id, text(json, "displayName")).map(Value::Text);
            }
            if let Some(inner) = json.get("requestType") {
                return plain(inner, people);
            }
            let name = owned(json, "value").or_else(|| owned(json, "name")).or_else(|| owned(json, "key"))?;
            // The second choice of a cascading list.
            let child = json.get("child").and_then(|child| owned(child, "value"));
            Some(Value::Text(child.map_or(name.clone(), |child| format!("{name} / {child}"))))
        }
        Json::Null => None,
    }
}

/// Whole numbers are such, though Jira writes `13.0`.
fn number(n: &serde_json::Number) -> Value {
    let whole = n.to_string().strip_suffix(".0").and_then(|n| n.parse().ok()).or_else(|| n.as_i64());
    whole.map_or_else(|| Value::Text(n.to_string()), Value::Int)
}

/// A text of a changelog or a table: a number if it is one and would be written the same.
pub fn from_text(text: &str) -> Option<Value> {
    let text = text.trim();
    let plain = text.strip_suffix(".0").unwrap_or(text);
    let number = plain.parse::<i64>().ok().filter(|n| n.to_string() == plain);
    (!text.is_empty()).then(|| number.map_or_else(|| Value::from(text), Value::Int))
}

pub fn one_or_all(mut all: Vec<String>) -> Option<Value> {
    match all.len() {
        0 => None,
        1 => all.pop().map(Value::Text),
        _ => Some(Value::List(all.into_iter().map(Value::Text).collect())),
    }
}

/// Jira Server writes sprints as `…Sprint@1f[id=1,name=Sprint 1,…]`.
fn sprint(text: &str) -> String {
    let name = text.contains("greenhopper").then(|| text.split_once(",name=")).flatten();
    name.map_or(text, |(_, rest)| rest.split(',').next().unwrap_or_default()).to_owned()
}

/// The order of a board, `0|0zzzzd:vi`, says nothing outside it.
pub fn is_rank(value: &Value) -> bool {
    let Value::Text(text) = value else { return false };
    text.split_once('|').is_some_and(|(bucket, rank)| {
        bucket.len() == 1
            && bucket.bytes().all(|b| b.is_ascii_digit())
            && rank.contains(':')
            && rank.bytes().all(|b| b.is_ascii_alphanumeric() || b == b':')
    })
}
