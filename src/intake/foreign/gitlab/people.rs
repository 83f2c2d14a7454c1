//! Who and what GitLab's numbers mean: users, and labels.

use super::super::json::{id, list, owned, text};
use super::part::is_note;
use crate::domain::ticket::model::Author;
use serde_json::Value as Json;
use std::collections::HashMap;

/// Members with at least this level (Reporter) work on issues; guests only file them.
const STAFF: i64 = 20;

#[derive(Default)]
pub struct Names {
    users: HashMap<String, String>,
    /// By name, whether it is staff.
    members: HashMap<String, bool>,
    labels: HashMap<String, String>,
}

impl Names {
    /// A user, or a member: itself, or with its user inside.
    pub fn person(&mut self, part: &Json) {
        let user = part.get("user").filter(|user| user.is_object()).unwrap_or(part);
        let Some(name) = owned(user, "username") else { return };
        let number = id(user, "id").or_else(|| id(part, "user_id"));
        self.users.extend(number.map(|id| (id, name.clone())));
        if let Some(level) = part.get("access_level").and_then(Json::as_i64) {
            self.members.insert(name, level >= STAFF);
        }
    }

    pub fn label(&mut self, part: &Json) {
        self.labels.extend(id(part, "id").zip(label_name(part).map(str::to_owned)));
    }

    /// What an issue tells of people and labels beside what it is about.
    pub fn learn(&mut self, issue: &Json) {
        for label in list(issue, "labels").iter().chain(list(issue, "label_links")) {
            self.label(label.get("label").unwrap_or(label));
        }
        for event in list(issue, "resource_label_events").iter().chain(list(issue, "label_events")) {
            event.get("label").into_iter().for_each(|label| self.label(label));
        }
        list(issue, "notes").iter().for_each(|note| self.author(note));
    }

    pub fn learn_later(&mut self, later: &[(String, Json)]) {
        for (_, part) in later {
            part.get("label").into_iter().for_each(|label| self.label(label));
            if is_note(part) {
                self.author(part);
            }
        }
    }

    /// The notes of a project export name their author beside its number.
    fn author(&mut self, note: &Json) {
        let Some(id) = id(note, "author_id") else { return };
        let name = note.get("author").and_then(|who| self.whole(who));
        if let Some(name) = name {
            self.users.entry(id).or_insert(name);
        }
    }

    pub fn label_of(&self, number: &str) -> Option<&str> {
        self.labels.get(number).map(String::as_str)
    }

    /// Somebody as a whole; of an account that was deleted, nothing.
    pub fn whole(&self, who: &Json) -> Option<String> {
        owned(who, "username").or_else(|| owned(who, "name"))
    }

    /// Who stands under `whole`, or whose number stands under `number`; a number that nothing explains stays one.
    pub fn of(&self, part: &Json, whole: &str, number: &str) -> Option<String> {
        let inside = part.get(whole).and_then(|who| owned(who, "username"));
        let known = || id(part, number).and_then(|id| self.users.get(&id).cloned());
        let named = || part.get(whole).and_then(|who| owned(who, "name"));
        inside
            .or_else(known)
            .or_else(named)
            .or_else(|| Some(format!("user-{}", id(part, number)?)))
    }

    /// As whom somebody speaks. Without a list of members everybody but the author of the issue is staff.
    pub fn role(&self, note: &Json, who: Option<&str>, author: Option<&str>) -> Author {
        let is_bot = note.get("author").is_some_and(|who| who.get("bot") == Some(&Json::Bool(true)));
        match who {
            Some(who) if author == Some(who) => Author::Requester,
            Some(who) if is_bot || is_token(who) => Author::Bot,
            Some(who) if !self.members.is_empty() && self.members.get(who) != Some(&true) => Author::Requester,
            _ => Author::Agent,
        }
    }
}

/// The accounts of project and group access tokens, and GitLab's own.
fn is_token(who: &str) -> bool {
    ((who.starts_with("project_") || who.starts_with("group_")) && who.contains("_bot"))
        || who.starts_with("service_account_")
        || matches!(who, "alert-bot" | "support-bot" | "security-bot" | "automation-bot")
}

/// `name` in the REST interface, `title` in exports and webhooks.
pub fn label_name(label: &Json) -> Option<&str> {
    text(label, "name").or_else(|| text(label, "title"))
}
