//! JSON of trackers: documents one after the other, and their values by name.

use super::item::Export;
use super::{MOST_PARTS, Unreadable, when};
use crate::domain::outcome::import::Cause;
use crate::domain::time::Time;
use serde_json::{Deserializer, Value as Json};

/// Every part of a file: its documents, and what stands in those that are lists. Each comes with its path. A file that
/// breaks off gives what stands before.
///
/// # Errors
/// When nothing stands before.
pub fn parts(bytes: &[u8], export: &mut Export) -> Result<Vec<(String, Json)>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut found = Vec::new();
    let mut documents = 0;
    for document in Deserializer::from_slice(bytes).into_iter::<Json>() {
        match document {
            _ if found.len() >= MOST_PARTS => {
                export.skip(format!("${documents}"), Cause::TooMany { limit: MOST_PARTS });
                break;
            }
            Ok(Json::Array(items)) => spread(&mut found, &format!("${documents}"), items),
            Ok(value) => found.push((format!("${documents}"), value)),
            Err(error) if documents == 0 => {
                let (line, column) = (error.line(), error.column().max(1));
                return Err(if bytes.trim_ascii().is_empty() {
                    Unreadable::Empty
                } else {
                    Unreadable::Syntax { line, column }
                });
            }
            Err(error) => {
                export.skip(format!("{}:{}", error.line(), error.column().max(1)), Cause::BrokenOff);
                break;
            }
        }
        documents += 1;
    }
    if documents == 0 {
        return Err(Unreadable::Empty);
    }
    if found.iter().all(|(_, value)| is_schema(value)) && !found.is_empty() {
        return Err(Unreadable::Schema);
    }
    Ok(found)
}

/// The parts of a list; `--slurp` of gh and jq makes lists of lists.
fn spread(found: &mut Vec<(String, Json)>, path: &str, items: Vec<Json>) {
    for (n, item) in items.into_iter().enumerate() {
        let path = format!("{path}[{n}]");
        match item {
            Json::Array(inner) => {
                found.extend(inner.into_iter().enumerate().map(|(m, value)| (format!("{path}[{m}]"), value)));
            }
            item => found.push((path, item)),
        }
    }
}

/// A JSON Schema says what data looks like.
fn is_schema(value: &Json) -> bool {
    value.get("properties").is_some_and(Json::is_object) && value.get("type").is_some()
}

/// A text that says something.
pub fn text<'a>(value: &'a Json, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}

pub fn owned(value: &Json, key: &str) -> Option<String> {
    text(value, key).map(str::to_owned)
}

/// An id, be it a number or a text.
pub fn id(value: &Json, key: &str) -> Option<String> {
    match value.get(key)? {
        Json::Number(n) => Some(n.to_string()),
        Json::String(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

pub fn list<'a>(value: &'a Json, key: &str) -> &'a [Json] {
    value.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

/// # Errors
/// When the key is absent, or no instant.
pub fn time(value: &Json, key: &'static str) -> Result<Time, Cause> {
    let text = text(value, key).ok_or(Cause::Missing { key })?;
    when::read(text, None).ok_or(Cause::BadValue { key })
}
