//! Users, groups and fields of Zendesk: its records name them by numbers.

use super::super::json::{id, owned, text};
use crate::domain::ticket::model::Author;
use serde_json::Value as Json;
use std::collections::HashMap;

#[derive(Default)]
pub struct People {
    /// By number: address or name, and whether it is staff.
    users: HashMap<String, (String, bool)>,
    groups: HashMap<String, String>,
    fields: HashMap<String, String>,
}

impl People {
    pub fn user(&mut self, part: &Json) {
        if let (Some(id), Some(name)) = (id(part, "id"), owned(part, "email").or_else(|| owned(part, "name"))) {
            let is_staff = text(part, "role").is_some_and(|role| role != "end-user");
            self.users.insert(id, (name, is_staff));
        }
    }

    pub fn group(&mut self, part: &Json) {
        self.groups.extend(id(part, "id").zip(owned(part, "name")));
    }

    pub fn field(&mut self, part: &Json) {
        self.fields.extend(id(part, "id").zip(owned(part, "title")));
    }

    pub fn field_name(&self, id: &str) -> String {
        self.fields.get(id).cloned().unwrap_or_else(|| format!("zendesk-{id}"))
    }

    /// Whom a record names by number, or holds in itself; a number that no list explains stays a number.
    pub fn of(&self, part: &Json, number: &str, whole: &str) -> Option<String> {
        let named = id(part, number).map(|id| self.users.get(&id).map_or(id, |(name, _)| name.clone()));
        let inside = || part.get(whole).and_then(|who| owned(who, "email").or_else(|| owned(who, "name")));
        named.or_else(inside)
    }

    pub fn by_id(&self, number: &Json) -> Option<String> {
        let number = match number {
            Json::Number(n) => n.to_string(),
            Json::String(text) if !text.is_empty() => text.clone(),
            _ => return None,
        };
        Some(self.users.get(&number).map_or(number, |(name, _)| name.clone()))
    }

    pub fn group_of(&self, part: &Json) -> Option<String> {
        let inside = || part.get("group").and_then(|group| owned(group, "name"));
        id(part, "group_id").map(|id| self.group_name(id)).or_else(inside)
    }

    pub fn group_name(&self, id: String) -> String {
        self.groups.get(&id).cloned().unwrap_or(id)
    }

    /// As whom the author of a comment speaks.
    pub fn role(&self, part: &Json, requester: Option<&str>) -> Author {
        let known = id(part, "author_id").and_then(|id| self.users.get(&id));
        match known {
            Some((_, true)) => Author::Agent,
            Some((_, false)) => Author::Requester,
            None if self.of(part, "author_id", "author").as_deref() == requester => Author::Requester,
            None => Author::Agent,
        }
    }
}
