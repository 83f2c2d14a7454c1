//! Any CSV: one ticket a row. Columns are known by their names, or by the mapping's `fields`; all others become custom
//! fields.

use super::item::{Export, Item, Said, What, Word};
use super::mapping::Mapping;
use super::table::{Row, Table};
use super::{Unreadable, table, told, when};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::ticket::model::{Author, Kind};
use crate::domain::time::Time;

/// What a column can be, and the names that say so, in small letters.
pub type Key = (&'static str, &'static [&'static str]);

/// What a column can be, and the names that say so by themselves. A mapping names these keys too.
const KEYS: [Key; 17] = [
    ("id", &["id", "key", "number", "ticket id", "ticket_id", "issue id", "case number"]),
    ("title", &["title", "subject", "summary", "titulo", "título", "asunto"]),
    ("description", &["description", "body", "text", "details", "descripcion", "descripción"]),
    (
        "created",
        &["created", "created_at", "created at", "created on", "date", "opened", "opened_at", "fecha", "creado"],
    ),
    (
        "solved",
        &["solved", "solved_at", "resolved", "resolved_at", "resolved at", "closed_at", "closed at", "closed"],
    ),
    ("status", &["status", "state", "estado"]),
    ("priority", &["priority", "severity", "prioridad"]),
    (
        "requester",
        &["requester", "reporter", "author", "from", "requester_id", "submitter", "solicitante"],
    ),
    ("assignee", &["assignee", "assigned to", "assigned_to", "owner", "assignee_id", "responsable"]),
    ("group", &["group", "team", "queue", "group_id", "grupo"]),
    ("tags", &["tags", "labels", "etiquetas"]),
    ("type", &["type", "tipo"]),
    ("category", &["category", "component", "categoria", "categoría"]),
    ("organization", &["organization", "company", "organization_id"]),
    ("language", &["language", "lang", "locale"]),
    ("comment", &["comment", "comments", "note", "notes", "comentario"]),
    ("followers", &["followers", "watchers", "cc"]),
];

/// The columns of each key, then those that are custom fields.
pub struct Columns {
    of: Vec<(&'static str, usize)>,
    pub fields: Vec<usize>,
}

pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    let mut export = Export::default();
    let table = table::read(bytes, &mut export)?;
    let columns = Columns::of(&table, mapping, &KEYS, &["comment"])?;
    for row in &table.rows {
        let place = row.line.to_string();
        match item(row, &table, &columns, mapping) {
            Ok(item) => export.items.push(item),
            Err(cause) => export.skip(place, cause),
        }
    }
    Ok(export)
}

impl Columns {
    /// By the mapping, else by their names; of a key that is none of `several` the first column counts.
    ///
    /// # Errors
    /// When none is an id, a title, a time of creation.
    pub fn of(table: &Table, mapping: &Mapping, keys: &[Key], several: &[&str]) -> Result<Columns, Unreadable> {
        let mut columns = Columns { of: Vec::new(), fields: Vec::new() };
        for (n, name) in table.names.iter().enumerate() {
            let mapped = mapping.field(name);
            let by_mapping = mapped.and_then(|to| keys.iter().find(|(key, _)| *key == to));
            let plain = name.to_lowercase();
            let by_name = || keys.iter().find(|(_, names)| mapped.is_none() && names.contains(&plain.as_str()));
            let is_taken = |key: &str| !several.contains(&key) && columns.of.iter().any(|(k, _)| *k == key);
            match by_mapping.or_else(by_name) {
                Some((key, _)) if by_mapping.is_some() || !is_taken(key) => columns.of.push((*key, n)),
                _ if !name.is_empty() => columns.fields.push(n),
                _ => {}
            }
        }
        for key in ["id", "title", "created"] {
            if !columns.of.iter().any(|(k, _)| *k == key) {
                return Err(Unreadable::NoColumn { key, known: table.names.iter().take(20).cloned().collect() });
            }
        }
        Ok(columns)
    }

    pub fn cell<'r>(&self, row: &'r Row, key: &str) -> Option<&'r str> {
        self.cells(row, key).next()
    }

    /// The cells of a key that are not blank.
    pub fn cells<'r>(&self, row: &'r Row, key: &str) -> impl Iterator<Item = &'r str> {
        let there = self.of.iter().take_while(|(_, n)| *n < row.cells.len());
        there.filter(move |(k, _)| *k == key).filter_map(|(_, n)| row.cell(*n))
    }
}

fn item(row: &Row, table: &Table, columns: &Columns, mapping: &Mapping) -> Result<Item, Cause> {
    let cell = |key: &'static str| columns.cell(row, key);
    let need = |key: &'static str| cell(key).ok_or(Cause::Missing { key });
    let time =
        |key: &'static str, text: &str| when::read(text, mapping.dates.as_deref()).ok_or(Cause::BadValue { key });
    let key = mapping.source.as_ref().map_or_else(String::new, |source| format!("{source}#"));
    let created = time("created", need("created")?)?;
    let solved = cell("solved").map(|text| time("solved", text)).transpose()?;
    let mut item = Item::new(row.line.to_string(), key + need("id")?.trim(), need("title")?.to_owned(), created);
    let owned = |key| cell(key).map(|text| text.trim().to_owned());
    (item.author, item.assignee, item.group) = (owned("requester"), owned("assignee"), owned("group"));
    item.text = cell("description").unwrap_or_default().to_owned();
    item.priority = owned("priority");
    let kind = owned("type").map(|word| word.to_lowercase());
    item.kind = kind.and_then(|word| Kind::parse(&word)).map(Kind::as_str);
    let several = |key| cell(key).unwrap_or_default().split([',', ';']).map(str::trim).filter(|t| !t.is_empty());
    item.tags = several("tags").map(str::to_owned).collect();
    item.followers = several("followers").map(str::to_owned).collect();
    for key in ["category", "organization", "language"] {
        item.fields.extend(cell(key).map(|text| (key.to_owned(), Value::from(text.trim()))));
    }
    for n in columns.fields.iter().take_while(|n| **n < row.cells.len()) {
        item.fields.extend(row.cell(*n).map(|text| (table.names[*n].clone(), Value::from(text))));
    }
    comments(&mut item, row, columns, mapping);
    status(&mut item, owned("status"), solved);
    Ok(item)
}

/// A row says one status: it came with it, or with the time at which it was solved.
fn status(item: &mut Item, status: Option<String>, solved: Option<Time>) {
    let Some(word) = status.map(Word::new) else {
        if let Some(at) = solved {
            item.step(at, None, What::Status(Word::meaning("solved", "solved")));
        }
        return;
    };
    match solved {
        Some(at) => {
            let by = item.assignee.clone();
            item.step(at, by, What::Status(word));
        }
        None => item.status = word,
    }
}

/// Comments, in Jira's way of writing them (`date;author;text`) or as plain text.
fn comments(item: &mut Item, row: &Row, columns: &Columns, mapping: &Mapping) {
    for (n, cell) in columns.cells(row, "comment").enumerate() {
        let (at, author, text) = said(cell, mapping).unwrap_or((item.created, None, cell));
        let role = if author.is_some() && author != item.author { Author::Agent } else { Author::Requester };
        let said = Said { role, ..Said::new(n.to_string(), text.to_owned()) };
        item.step(at, author.or_else(|| item.author.clone()), What::Comment(said));
    }
}

/// `date;author;text`.
pub fn said<'c>(cell: &'c str, mapping: &Mapping) -> Option<(Time, Option<String>, &'c str)> {
    let mut parts = cell.splitn(3, ';');
    let (at, author, text) = (parts.next()?, parts.next()?, parts.next()?);
    Some((when::read(at, mapping.dates.as_deref())?, Some(author.trim().to_owned()), text))
}

/// The key that has such a name among its own, in whatever case.
pub fn known_as(keys: &[Key], name: &str) -> Option<String> {
    let plain = name.to_lowercase();
    let found = keys.iter().find(|(_, names)| names.contains(&plain.as_str()));
    found.map(|(key, _)| (*key).to_owned())
}

/// What a column of this name is: a key, or a custom field.
pub fn meaning(name: &str) -> String {
    known_as(&KEYS, name).unwrap_or_else(|| told::field_name(name))
}
