//! Who is who in Jira: people by the ids, names and keys under which its records know them.

use super::super::json::{owned, text};
use serde_json::Value as Json;
use std::collections::HashMap;

#[derive(Default)]
pub struct People {
    /// By account id, login, key or name shown: the address, else the name shown.
    known: HashMap<String, String>,
    /// By account id, login or key: the name shown.
    names: HashMap<String, String>,
}

impl People {
    /// Whatever a record tells of people, at any depth.
    pub fn learn_all(&mut self, value: &Json) {
        match value {
            Json::Array(items) => items.iter().for_each(|item| self.learn_all(item)),
            Json::Object(map) => {
                if map.contains_key("displayName") || map.contains_key("emailAddress") {
                    self.learn(value);
                    return;
                }
                map.values().for_each(|inner| self.learn_all(inner));
            }
            _ => {}
        }
    }

    pub fn learn(&mut self, who: &Json) {
        let Some(best) = best(who) else { return };
        let is_address = text(who, "emailAddress").is_some();
        for key in ["accountId", "name", "key"] {
            let Some(id) = owned(who, key) else { continue };
            self.names.extend(owned(who, "displayName").map(|name| (id.clone(), name)));
            self.note(id, &best, is_address);
        }
        if let Some(name) = owned(who, "displayName") {
            self.note(name, &best, is_address);
        }
    }

    /// An address is better than a name.
    fn note(&mut self, key: String, best: &str, is_address: bool) {
        let known = self.known.entry(key).or_insert_with(|| best.to_owned());
        if is_address && !known.contains('@') {
            best.clone_into(known);
        }
    }

    /// A record's word for somebody, as an id and as the name shown.
    pub fn named(&self, id: Option<&str>, shown: Option<&str>) -> Option<String> {
        let by = |key: Option<&str>| self.known.get(key?).cloned();
        by(id).or_else(|| by(shown)).or_else(|| shown.or(id).map(str::to_owned))
    }

    /// Somebody as a whole.
    pub fn of(&self, part: &Json, key: &str) -> Option<String> {
        let who = part.get(key).filter(|who| !who.is_null())?;
        if let Some(plain) = who.as_str() {
            return self.named(Some(plain), None);
        }
        let id = ["accountId", "name", "key"].iter().find_map(|key| text(who, key));
        id.and_then(|id| self.known.get(id).cloned()).or_else(|| best(who))
    }

    /// The name for a text.
    pub fn shown<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    /// A CSV has names in one column and ids in another.
    pub fn pair(&mut self, id: &str, name: &str) {
        self.known.insert(id.to_owned(), name.to_owned());
        self.names.insert(id.to_owned(), name.to_owned());
    }
}

fn best(who: &Json) -> Option<String> {
    ["emailAddress", "displayName", "name", "accountId", "key"]
        .iter()
        .find_map(|key| owned(who, key))
}
