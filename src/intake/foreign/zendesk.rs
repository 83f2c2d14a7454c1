//! Zendesk: the answers of its incremental exports and lists (`tickets`, `users`, `groups`, `ticket_fields`, `comments`,
//! `ticket_audits`), one after the other in one file; or the lines of its JSON export, each a ticket.
//!
//! Audits tell what changed and what was so before; without them a ticket has the status of now since its last update.

mod audits;
mod people;

use super::item::{Export, Item, Said, Step, What, Word};
use super::json::{id, list, owned, parts, text, time};
use super::mapping::Mapping;
use super::{Kind, Unreadable};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::ticket::model::{Kind as Type, Visibility};
use people::People;
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};

type Parts = Vec<(String, Json)>;

/// What a file holds, by kind; the rest by the ticket that it belongs to.
#[derive(Default)]
struct Found {
    tickets: Parts,
    audits: HashMap<String, Parts>,
    comments: HashMap<String, Parts>,
    people: People,
}

pub fn read(bytes: &[u8], _: &Mapping) -> Result<Export, Unreadable> {
    let mut export = Export::default();
    let mut found = Found::default();
    for (path, part) in parts(bytes, &mut export)? {
        found.answer(path, part, &mut export);
    }
    if found.tickets.is_empty() {
        return Err(Unreadable::NothingOf(Kind::Zendesk.as_str()));
    }
    for (path, ticket) in std::mem::take(&mut found.tickets) {
        match found.item(&path, &ticket, &mut export) {
            Ok(item) => export.items.push(item),
            Err(cause) => export.skip(path, cause),
        }
    }
    for (name, parts) in found.audits.into_iter().chain(found.comments) {
        for (path, _) in parts {
            export.skip(path, Cause::NoTicket { name: name.clone() });
        }
    }
    Ok(export)
}

impl Found {
    /// A part of the file: a list by its name, or one ticket.
    fn answer(&mut self, path: String, mut part: Json, export: &mut Export) {
        let names = ["tickets", "results", "users", "groups", "ticket_fields", "audits", "ticket_audits", "comments"];
        let is_ticket = part.get("subject").is_some() || part.get("raw_subject").is_some();
        let mut is_answer = false;
        for name in names.iter().filter(|_| !is_ticket) {
            if let Some(Json::Array(items)) = part.get_mut(*name).map(Json::take) {
                is_answer = true;
                for (n, item) in items.into_iter().enumerate() {
                    self.one(name, format!("{path}.{name}[{n}]"), item, export);
                }
            }
        }
        if !is_answer {
            let name = if part.get("events").is_some() { "audits" } else { "tickets" };
            self.one(name, path, part, export);
        }
    }

    fn one(&mut self, name: &str, path: String, part: Json, export: &mut Export) {
        match name {
            "users" => self.people.user(&part),
            "groups" => self.people.group(&part),
            "ticket_fields" => self.people.field(&part),
            "tickets" | "results" if part.is_object() => self.tickets.push((path, part)),
            "audits" | "ticket_audits" | "comments" => match id(&part, "ticket_id") {
                Some(of) => {
                    let kept = if name == "comments" { &mut self.comments } else { &mut self.audits };
                    kept.entry(of).or_default().push((path, part));
                }
                None => export.skip(path, Cause::Missing { key: "ticket_id" }),
            },
            _ => export.skip(path, Cause::NotAnObject),
        }
    }

    fn item(&mut self, path: &str, ticket: &Json, export: &mut Export) -> Result<Item, Cause> {
        let key = id(ticket, "id").ok_or(Cause::Missing { key: "id" })?;
        let created = time(ticket, "created_at")?;
        let title = owned(ticket, "subject").or_else(|| owned(ticket, "raw_subject")).unwrap_or_default();
        let mut item = Item::new(path.to_owned(), key.clone(), title, created);
        let requester = self.people.of(ticket, "requester_id", "requester");
        item.author = self.people.of(ticket, "submitter_id", "submitter").or_else(|| requester.clone());
        item.requester = requester;
        item.assignee = self.people.of(ticket, "assignee_id", "assignee");
        item.group = self.people.group_of(ticket);
        item.text = owned(ticket, "description").unwrap_or_default();
        item.priority = owned(ticket, "priority");
        item.kind = text(ticket, "type").and_then(Type::parse).map(Type::as_str);
        item.channel = ticket.get("via").and_then(|via| channel(text(via, "channel")?));
        let tags = export.first(list(ticket, "tags"), path, "tags").iter();
        item.tags = tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
        for key in ["collaborator_ids", "follower_ids"] {
            let followers = export.first(list(ticket, key), path, key).iter();
            item.followers.extend(followers.filter_map(|who| self.people.by_id(who)));
        }
        item.followers.dedup();
        for field in export.first(list(ticket, "custom_fields"), path, "custom_fields") {
            let value = field.get("value").and_then(value);
            let name = id(field, "id").map(|id| self.people.field_name(&id));
            item.fields.extend(name.zip(value));
        }
        item.refs.extend(owned(ticket, "external_id").map(|id| format!("external:{id}")));
        self.history(&key, ticket, &mut item, export);
        Ok(item)
    }

    /// Audits hold the comments too; lists of comments are for exports without audits.
    fn history(&mut self, key: &str, ticket: &Json, item: &mut Item, export: &mut Export) {
        let mut comments = self.comments.remove(key).unwrap_or_default();
        let inside = list(ticket, "comments").iter().enumerate();
        comments.extend(inside.map(|(n, part)| (format!("{}.comments[{n}]", item.place), part.clone())));
        let now = owned(ticket, "status");
        if let Some(audits) = self.audits.remove(key) {
            item.status = now.map_or_else(|| Word::new("new"), Word::new);
            audits::tell(item, audits, &self.people, export);
        } else if let Some(now) = now.filter(|now| now != "new") {
            match time(ticket, "updated_at") {
                Ok(at) => item.step(at, item.assignee.clone(), What::Status(Word::new(now))),
                Err(_) => item.status = Word::new(now),
            }
        }
        let told = |step: &Step| if let What::Comment(said) = &step.what { Some(said.id.clone()) } else { None };
        let known: HashSet<String> = item.steps.iter().filter_map(told).collect();
        for (path, part) in comments {
            match said(&part, item, &self.people) {
                Ok(said) if known.contains(&said.id) => {}
                Ok(said) => match time(&part, "created_at") {
                    // The first comment is the description.
                    Ok(at) if at == item.created && said.text == item.text => {}
                    Ok(at) => item.step(at, self.people.of(&part, "author_id", "author"), What::Comment(said)),
                    Err(cause) => export.skip(path, cause),
                },
                Err(cause) => export.skip(path, cause),
            }
        }
        rated(ticket, item);
    }
}

/// A comment, of a list or of an audit.
fn said(part: &Json, item: &Item, people: &People) -> Result<Said, Cause> {
    let text = owned(part, "plain_body")
        .or_else(|| owned(part, "body"))
        .ok_or(Cause::Missing { key: "body" })?;
    let is_internal = part.get("public") == Some(&Json::Bool(false));
    let visibility = if is_internal { Visibility::Internal } else { Visibility::Public };
    let role = people.role(part, item.requester.as_deref());
    Ok(Said { visibility, role, ..Said::new(id(part, "id").unwrap_or_default(), text) })
}

fn rated(ticket: &Json, item: &mut Item) {
    let Some(rating) = ticket.get("satisfaction_rating") else { return };
    let score = text(rating, "score").filter(|score| score.starts_with("good") || score.starts_with("bad"));
    if let (Some(score), Ok(at)) = (score, time(ticket, "updated_at")) {
        let what = What::Rated { score: score.to_owned(), comment: owned(rating, "comment") };
        item.step(at, item.requester.clone(), what);
    }
}

fn channel(word: &str) -> Option<&'static str> {
    let known =
        [("web", "web"), ("email", "email"), ("api", "api"), ("chat", "chat"), ("voice", "phone"), ("mobile", "web")];
    known.iter().find(|(theirs, _)| *theirs == word).map(|(_, ours)| *ours)
}

/// A plain value; null and empty ones say nothing.
fn value(json: &Json) -> Option<Value> {
    match json {
        Json::String(text) if text.is_empty() => None,
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Bool(b) => Some(Value::Bool(*b)),
        Json::Number(n) => Some(n.as_i64().map_or_else(|| Value::Text(n.to_string()), Value::Int)),
        Json::Array(items) if !items.is_empty() => {
            Some(Value::List(items.iter().filter_map(|i| Some(Value::Text(i.as_str()?.to_owned()))).collect()))
        }
        _ => None,
    }
}
