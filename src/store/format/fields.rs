//! `config/fields.yaml`: the custom fields of tickets.
//!
//! ```yaml
//! fields:
//!   service:
//!     type: choice
//!     choices: [gateway, web]
//!     required: create
//!     when: {type: [incident, problem], field.area: backend}
//!     help: {en: Which service, es: Qué servicio}
//! ```

use super::circle::circle;
use super::reader::{declared, each, each_item, entries, fault, known, only_once, require, text, unexpected};
use super::reader::{is_language, one_of, optional, unknown_key, word};
use crate::domain::ticket::field::{Condition, Field, FieldKind, Fields, Moment, Said, Subject};
use crate::domain::ticket::{Key, Kind, Priority};
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, Plain, Tree, parse};
use std::collections::HashSet;

const KEYS: [&str; 8] = ["type", "name", "help", "required", "when", "choices", "min", "max"];
/// Characters of a field's name.
const LONGEST: usize = 64;

/// Reads the file.
pub fn read_fields(source: &str, limits: &Limits) -> Result<Fields, Fault> {
    parse(source, limits)
        .and_then(|node| fields(&node))
        .map_err(|fault| fault.in_text(source))
}

fn fields(node: &Node<'_>) -> Result<Fields, Fault> {
    let mut fields = Fields::default();
    declared(node, "fields", "field", |entry| {
        fields.list.push(read_field(entry)?);
        Ok(())
    })?;
    let Some(all) = node.get("fields") else { return Ok(fields) };
    conditions(&fields, all)
        .and_then(|()| order(&fields, all))
        .map_err(|fault| fault.under("fields"))?;
    Ok(fields)
}

fn read_field(entry: &Entry<'_>) -> Result<Field, Fault> {
    if !is_name(&entry.key) {
        let kind = FaultKind::Unexpected { expected: Expected::Form("field"), found: entry.key.to_string() };
        return Err(Fault::new(kind, entry.line, entry.column));
    }
    let at = &entry.value;
    // Proves that this is a map before a key is called missing.
    if entries(at)?.is_empty() {
        return Err(Fault::new(FaultKind::Missing { key: "type".to_owned() }, entry.line, entry.column));
    }
    require(at, &["type"])?;
    let mut field = Field {
        name: entry.key.to_string(),
        kind: kind(at)?,
        label: Said::default(),
        help: Said::default(),
        required: None,
        when: Vec::new(),
    };
    each(at, |entry| {
        let node = &entry.value;
        match &*entry.key {
            // Read with the type.
            "type" | "choices" | "min" | "max" => {}
            "name" => field.label = said(node)?,
            "help" => field.help = said(node)?,
            "required" => field.required = moment(node)?,
            "when" => each(node, |entry| {
                field.when.push(condition(entry)?);
                Ok(())
            })?,
            _ => return Err(unknown_key(entry, &KEYS)),
        }
        Ok(())
    })?;
    Ok(field)
}

/// As it is typed behind `field.` in a query.
fn is_name(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_part)
}

/// The type, with what belongs to it; what belongs to another one is refused.
fn kind(node: &Node<'_>) -> Result<FieldKind, Fault> {
    let named = word(node.get("type").expect("it has just been required"), &FieldKind::NAMES, |name| name);
    let named = named.map_err(|fault| fault.under("type"))?;
    let allowed: &[&str] = match named {
        "choice" | "multi" => &["choices"],
        "number" => &["min", "max"],
        _ => &[],
    };
    let foreign = |e: &&Entry<'_>| matches!(&*e.key, "choices" | "min" | "max") && !allowed.contains(&&*e.key);
    if let Some(entry) = entries(node)?.iter().find(foreign) {
        let kind = FaultKind::UnknownKey { key: entry.key.to_string(), nearest: None };
        return Err(Fault::new(kind, entry.line, entry.column).under(&entry.key));
    }
    Ok(match named {
        "text" => FieldKind::Text,
        "number" => range(node)?,
        "choice" => FieldKind::Choice(choices(node)?),
        "multi" => FieldKind::Multi(choices(node)?),
        "date" => FieldKind::Date,
        "duration" => FieldKind::Duration,
        "person" => FieldKind::Person,
        "version" => FieldKind::Version,
        _ => FieldKind::Url,
    })
}

fn range(node: &Node<'_>) -> Result<FieldKind, Fault> {
    let end = |key: &str| match node.get(key).map(|n| (n, n.resolve())) {
        None | Some((_, Some(Plain::Null))) => Ok(None),
        #[expect(clippy::cast_precision_loss, reason = "the end of a range, which people write")]
        Some((_, Some(Plain::Int(n)))) => Ok(Some(n as f64)),
        Some((_, Some(Plain::Float(n)))) => Ok(Some(n)),
        Some((n, _)) => Err(unexpected(n, Expected::Form("number")).under(key)),
    };
    let (least, most) = (end("min")?, end("max")?);
    if let (Some(a), Some(b), Some(max)) = (least, most, node.get("max"))
        && a > b
    {
        return Err(unexpected(max, Expected::Form("max")).under("max"));
    }
    Ok(FieldKind::Number { least, most })
}

fn choices(node: &Node<'_>) -> Result<Vec<String>, Fault> {
    require(node, &["choices"])?;
    let list = node.get("choices").expect("it has just been required");
    let mut seen = HashSet::new();
    let words = each_item(list, |item| text(item).map(|word| (word.to_owned(), (item.line, item.column))));
    let words = words.map_err(|fault| fault.under("choices"))?;
    for (word, place) in &words {
        only_once("choice", word, &mut seen, *place).map_err(|fault| fault.under("choices"))?;
    }
    // A comma stands between the words of a `multi`.
    if words.is_empty() || words.iter().any(|(word, _)| word.trim().is_empty() || word.contains(',')) {
        return Err(unexpected(list, Expected::Form("choices")).under("choices"));
    }
    Ok(words.into_iter().map(|(word, _)| word).collect())
}

/// A text for all, or one for each language.
fn said(node: &Node<'_>) -> Result<Said, Fault> {
    if !matches!(node.value, Tree::Map(_)) {
        return Ok(Said(optional(node)?.map(|t| (String::new(), t.to_owned())).into_iter().collect()));
    }
    let mut said = Said::default();
    each(node, |entry| {
        if !is_language(&entry.key) {
            let kind = FaultKind::Unexpected { expected: Expected::Form("language"), found: entry.key.to_string() };
            return Err(Fault::new(kind, entry.line, entry.column));
        }
        said.0.push((entry.key.to_string(), text(&entry.value)?.to_owned()));
        Ok(())
    })?;
    Ok(said)
}

fn moment(node: &Node<'_>) -> Result<Option<Moment>, Fault> {
    optional(node)?.map(|_| word(node, &Moment::ALL, Moment::as_str)).transpose()
}

fn condition(entry: &Entry<'_>) -> Result<Condition, Fault> {
    let Some(on) = Subject::parse(&entry.key) else {
        let known = ["type", "category", "priority", "group", "brand", "channel", "field.NAME"];
        return Err(unknown_key(entry, &known));
    };
    let node = &entry.value;
    let read = |item: &Node<'_>| {
        let word = text(item)?;
        let words: Vec<&'static str> = match on {
            Subject::Key(Key::Type) => Kind::ALL.iter().map(|k| k.as_str()).collect(),
            Subject::Key(Key::Priority) => Priority::ALL.iter().map(|p| p.as_str()).collect(),
            _ => Vec::new(),
        };
        let is_known = words.is_empty() || word == "*" || words.contains(&word);
        if is_known { Ok(word.to_owned()) } else { Err(one_of(item, &words)) }
    };
    let any = each_item(node, read)?;
    if any.is_empty() {
        return Err(unexpected(node, Expected::Text));
    }
    Ok(Condition { on, any })
}

/// What conditions say of other fields must be true of them.
fn conditions(fields: &Fields, all: &Node<'_>) -> Result<(), Fault> {
    let names = fields.list.iter().map(|f| f.name.as_str());
    for field in &fields.list {
        for condition in &field.when {
            let Subject::Field(other) = &condition.on else { continue };
            let key = condition.on.to_string();
            let entry = place(all, &field.name, &key);
            let under = |fault: Fault| fault.under(&format!("{}.when.{key}", field.name));
            known("field", other, names.clone(), entry).map_err(under)?;
            let choices = fields.find(other).map_or(&[][..], |f| f.kind.choices());
            let wrong = condition.any.iter().find(|w| *w != "*" && !choices.is_empty() && !choices.contains(w));
            if let Some(word) = wrong {
                let nearest = nearest(word, choices.iter().map(String::as_str));
                let kind = FaultKind::UnknownName { what: "choice", name: word.clone(), nearest };
                return Err(under(Fault::new(kind, entry.0, entry.1)));
            }
        }
    }
    Ok(())
}

/// Where a condition stands.
fn place(all: &Node<'_>, field: &str, key: &str) -> (u32, u32) {
    let when = all.get(field).and_then(|field| field.get("when"));
    let entry = when.and_then(|when| entries(when).ok()?.iter().find(|e| e.key == key));
    entry.map_or((all.line, all.column), |e| (e.line, e.column))
}

/// Fields that wait for each other could never be filled.
fn order(fields: &Fields, all: &Node<'_>) -> Result<(), Fault> {
    let at = |on: &Subject| match on {
        Subject::Field(name) => fields.list.iter().position(|f| f.name == *name),
        Subject::Key(_) => None,
    };
    let next: Vec<Vec<usize>> = fields.list.iter().map(|f| f.when.iter().filter_map(|c| at(&c.on)).collect()).collect();
    let Some(circle) = circle(&next) else { return Ok(()) };
    let names: Vec<String> = circle.iter().map(|i| fields.list[*i].name.clone()).collect();
    let node = all.get(&names[0]).and_then(|field| field.get("when")).unwrap_or(all);
    let path = format!("{}.when", names[0]);
    Err(fault(node, FaultKind::Circle { what: "field", names }).under(&path))
}
