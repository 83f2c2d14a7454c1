//! The CSV that Jira's search exports: an issue a row, a column as often as there are values. It has no history: an issue
//! that is done was so since it was resolved, one in progress since its last change.
//!
//! Names of columns are those of English and Spanish exports; a mapping says others under `fields`. Times are those of the
//! zone of whoever exported, and are taken as UTC.

use super::super::csv::{Columns, Key, known_as, said};
use super::super::item::{Export, Item, Said, What, Word};
use super::super::mapping::Mapping;
use super::super::table::{self, Row, Table};
use super::super::{MOST_OF_ONE, Unreadable, told, when};
use super::{Known, values, wiki, words};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::ticket::model::Author;
use std::collections::BTreeMap;

const KEYS: [Key; 20] = [
    ("id", &["issue key", "key", "clave de incidencia", "clave"]),
    ("title", &["summary", "resumen"]),
    ("description", &["description", "descripción"]),
    ("created", &["created", "creada", "creado"]),
    ("solved", &["resolved", "resuelta", "resuelto"]),
    ("updated", &["updated", "actualizada", "actualizado"]),
    ("status", &["status", "estado"]),
    ("category-of-status", &["status category", "categoría de estado"]),
    ("resolution", &["resolution", "resolución"]),
    ("priority", &["priority", "prioridad"]),
    ("requester", &["reporter", "informador"]),
    ("author", &["creator", "creador"]),
    ("assignee", &["assignee", "persona asignada", "responsable"]),
    ("tags", &["labels", "etiquetas"]),
    ("type", &["issue type", "work type", "tipo de incidencia", "tipo de actividad"]),
    ("followers", &["watchers", "observadores"]),
    ("comment", &["comment", "comments", "comentario", "comentarios"]),
    ("file", &["attachment", "archivo adjunto", "adjunto"]),
    ("fix_versions", &["fix version/s", "fix versions", "fix version"]),
    ("components", &["component/s", "components", "component"]),
];
const SEVERAL: [&str; 6] = ["tags", "followers", "comment", "file", "fix_versions", "components"];

/// Columns that say nothing beyond Jira, by how they begin.
const NOISE: [&str; 14] = [
    "issue id",
    "issue key id",
    "project ",
    "last viewed",
    "work ratio",
    "σ ",
    "log work",
    "status category",
    "parent id",
    "parent summary",
    "custom field (rank)",
    "watchers id",
    "remaining estimate",
    "security level id",
];

pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    let mut export = Export::default();
    let table = table::read(bytes, &mut export)?;
    let columns = Columns::of(&table, mapping, &KEYS, &SEVERAL)?;
    let known = learn(&table, &columns);
    for row in &table.rows {
        match item(row, (&table, &columns), &known, mapping) {
            Ok(item) => export.items.push(item),
            Err(cause) => export.skip(row.line.to_string(), cause),
        }
    }
    Ok(export)
}

/// What the rows say of people, statuses, and which issues there are.
fn learn(table: &Table, columns: &Columns) -> Known {
    let mut known = Known::default();
    let ids: Vec<(usize, usize)> = ["Assignee", "Reporter", "Creator"]
        .iter()
        .filter_map(|name| {
            let at = |name: &str| table.names.iter().position(|known| known == name);
            Some((at(&format!("{name} Id"))?, at(name)?))
        })
        .collect();
    for row in &table.rows {
        known.keys.extend(columns.cell(row, "id").map(|key| key.trim().to_owned()));
        if let (Some(name), Some(category)) = (columns.cell(row, "status"), columns.cell(row, "category-of-status")) {
            known.statuses.note(name.trim(), category);
        }
        for (id, name) in &ids {
            if let (Some(id), Some(name)) = (row.cell(*id), row.cell(*name)) {
                known.people.pair(id.trim(), name.trim());
            }
        }
    }
    known
}

fn item(row: &Row, (table, columns): (&Table, &Columns), known: &Known, mapping: &Mapping) -> Result<Item, Cause> {
    let cell = |key: &'static str| columns.cell(row, key).map(|text| text.trim().to_owned());
    let key = cell("id").ok_or(Cause::Missing { key: "id" })?;
    let created = cell("created").ok_or(Cause::Missing { key: "created" })?;
    let created = when::read(&created, mapping.dates.as_deref()).ok_or(Cause::BadValue { key: "created" })?;
    let title = cell("title").unwrap_or_else(|| key.clone());
    let mut item = Item::new(row.line.to_string(), key, title, created);
    let person = |name: Option<String>| known.people.named(name.as_deref(), None);
    item.requester = person(cell("requester"));
    item.author = person(cell("author")).or_else(|| item.requester.clone());
    item.assignee = person(cell("assignee")).filter(|who| who != "Unassigned");
    item.text = columns
        .cell(row, "description")
        .map(|text| wiki::markdown(text, &known.people))
        .unwrap_or_default();
    item.priority = cell("priority");
    let several = |key: &'static str| columns.cells(row, key).take(MOST_OF_ONE);
    item.tags = several("tags").flat_map(str::split_whitespace).map(str::to_owned).collect();
    item.followers = several("followers").filter_map(|who| person(Some(who.trim().to_owned()))).collect();
    if let Some(word) = cell("type") {
        item.kind = words::kind(&word);
        item.fields
            .extend(item.kind.is_none().then(|| ("issue_type".to_owned(), Value::Text(word))));
    }
    for key in ["components", "fix_versions"] {
        let all = several(key).map(|text| text.trim().to_owned()).collect();
        item.fields.extend(values::one_or_all(all).map(|value| (key.to_owned(), value)));
    }
    let files: Vec<Value> = several("file").map(|cell| Value::Text(file(cell))).collect();
    item.fields.extend((!files.is_empty()).then(|| ("files".to_owned(), Value::List(files))));
    others(&mut item, row, (table, columns), known);
    comments(&mut item, row, columns, known, mapping);
    status(&mut item, row, columns, known, mapping);
    Ok(item)
}

/// Links, and what nobody here knows; a column that is there several times is a list.
fn others(item: &mut Item, row: &Row, (table, columns): (&Table, &Columns), known: &Known) {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for n in columns.fields.iter().take_while(|n| **n < row.cells.len()) {
        let (Some(text), Some(name)) = (row.cell(*n).map(str::trim), table.names.get(*n)) else { continue };
        let Some(name) = field(name) else { continue };
        if let Some((kind, is_outward)) = link(name) {
            match (known.keys.contains(text), is_outward) {
                (true, true) => item.links.push((words::link(kind).as_str(), text.to_owned())),
                (true, false) => {}
                // Who does it comes first: this issue, or the other one.
                (false, true) => all.entry("linked_issues".to_owned()).or_default().push(format!("{kind} {text}")),
                (false, false) => all.entry("linked_issues".to_owned()).or_default().push(format!("{text} {kind}")),
            }
        } else {
            all.entry(name.to_owned()).or_default().push(text.to_owned());
        }
    }
    for (name, mut texts) in all {
        let one = if texts.len() == 1 {
            values::from_text(&texts[0])
        } else {
            values::one_or_all(std::mem::take(&mut texts))
        };
        item.fields.extend(one.filter(|value| !values::is_rank(value)).map(|value| (name, value)));
    }
}

/// What the field of a column is called: `Custom field (X)` is X. `None`: it says nothing.
fn field(name: &str) -> Option<&str> {
    let plain = name.to_lowercase();
    if NOISE.iter().any(|noise| plain.starts_with(noise))
        || matches!(&*plain, "assignee id" | "reporter id" | "creator id")
    {
        return None;
    }
    Some(match &*plain {
        "due date" | "due" => "due_date",
        "original estimate" => "time_estimate",
        "time spent" => "time_spent",
        "affects version/s" | "affects versions" => "affects_versions",
        _ => inside(name, "Custom field (").unwrap_or(name),
    })
}

/// The kind of a link in the name of its column, and whether this is its outward end.
fn link(name: &str) -> Option<(&str, bool)> {
    let outward = inside(name, "Outward issue link (").map(|kind| (kind, true));
    outward.or_else(|| inside(name, "Inward issue link (").map(|kind| (kind, false)))
}

fn inside<'n>(name: &'n str, head: &str) -> Option<&'n str> {
    name.strip_prefix(head)?.strip_suffix(')').filter(|inner| !inner.is_empty())
}

/// `date;author;name;address`: the name and where it is.
fn file(cell: &str) -> String {
    match cell.splitn(4, ';').collect::<Vec<_>>()[..] {
        [_, _, name, address] => format!("{name} {address}"),
        _ => cell.to_owned(),
    }
}

fn comments(item: &mut Item, row: &Row, columns: &Columns, known: &Known, mapping: &Mapping) {
    for (n, cell) in columns.cells(row, "comment").enumerate() {
        let (at, author, text) = said(cell, mapping).unwrap_or((item.created, None, cell));
        let author = author.and_then(|who| known.people.named(Some(&who), None));
        let is_requester = author.is_none() || author == item.requester;
        let role = if is_requester { Author::Requester } else { Author::Agent };
        let text = wiki::markdown(text, &known.people);
        // A table has no ids: what is said at the same time by the same person is told apart by its place.
        let id = format!("{}/{}/{n}", at.timestamp(), author.as_deref().unwrap_or_default());
        let said = Said { role, ..Said::new(id, text) };
        item.step(at, author.or_else(|| item.requester.clone()), What::Comment(said));
    }
}

fn status(item: &mut Item, row: &Row, columns: &Columns, known: &Known, mapping: &Mapping) {
    let resolution = columns.cell(row, "resolution").map(str::trim).filter(|word| *word != "Unresolved");
    let resolution = resolution.map(|word| What::Field("resolution".to_owned(), Value::from(word)));
    let Some(name) = columns.cell(row, "status").map(str::trim) else { return };
    let at = |key: &'static str| when::read(columns.cell(row, key)?, mapping.dates.as_deref());
    let is_done = known.statuses.is_done(name);
    let since = if is_done { at("solved").or_else(|| at("updated")) } else { at("updated") };
    match since {
        Some(since) if !known.statuses.is_first(name) => {
            item.status = Word::meaning("new", "new");
            let by = item.assignee.clone();
            item.step(since, by.clone(), What::Status(known.statuses.word(name)));
            resolution.into_iter().for_each(|what| item.step(since, by.clone(), what));
        }
        _ => item.status = known.statuses.word(name),
    }
}

/// What a column of this name is: a key, or a custom field.
pub fn meaning(name: &str) -> String {
    known_as(&KEYS, name).unwrap_or_else(|| field(name).map(told::field_name).unwrap_or_default())
}
