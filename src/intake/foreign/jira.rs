//! Jira: the answers of its REST interface (a search with its changelogs, lists of comments, changelogs, statuses and
//! fields), one after the other in one file; or the CSV that its search exports. Which one it is, the first sign says.
//!
//! An issue is found by `key` and `fields`. Its changelog tells every change with what was so before; without one, an
//! issue that is done was so since its resolution, one in progress since its last change.

mod adf;
mod changes;
mod links;
mod people;
mod rows;
mod said;
#[cfg(test)]
mod tests;
mod values;
mod wiki;
mod words;

use super::item::{Export, Item, What};
use super::json::{id, list, owned, parts, text, time};
use super::mapping::Mapping;
use super::{Kind, Unreadable};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use people::People;
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};
use words::{Fields, Statuses};

type Parts = Vec<(String, Json)>;

pub use rows::meaning;

/// What is known beside the issues.
#[derive(Default)]
struct Known {
    people: People,
    statuses: Statuses,
    fields: Fields,
    /// The issues of the file.
    keys: HashSet<String>,
}

/// What a file holds, by kind; what belongs to an issue by its number.
#[derive(Default)]
struct Found {
    issues: Parts,
    comments: HashMap<String, Parts>,
    histories: HashMap<String, Parts>,
    known: Known,
}

pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    if !is_json(bytes) {
        return rows::read(bytes, mapping);
    }
    let mut export = Export::default();
    let mut found = Found::default();
    for (path, part) in parts(bytes, &mut export)? {
        found.answer(path, part, &mut export);
    }
    if found.issues.is_empty() {
        return Err(Unreadable::NothingOf(Kind::Jira.as_str()));
    }
    for (path, issue) in std::mem::take(&mut found.issues) {
        match found.item(&path, &issue, &mut export) {
            Ok(item) => export.items.push(item),
            Err(cause) => export.skip(path, cause),
        }
    }
    for (name, parts) in found.comments.into_iter().chain(found.histories) {
        parts
            .into_iter()
            .for_each(|(path, _)| export.skip(path, Cause::NoTicket { name: name.clone() }));
    }
    Ok(export)
}

/// Whether it is JSON, or a table.
pub fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    bytes.is_empty() || bytes.starts_with(b"{") || bytes.starts_with(b"[")
}

impl Found {
    /// One answer, or one part of a list.
    fn answer(&mut self, path: String, mut part: Json, export: &mut Export) {
        self.known.fields.names(&part);
        self.known.people.learn_all(&part);
        let mut take = |key: &str| match part.get_mut(key).map(Json::take) {
            Some(Json::Array(items)) => Some(items),
            _ => None,
        };
        let placed = |key: &str, items: Vec<Json>| -> Parts {
            let place = |(n, item)| (format!("{path}.{key}[{n}]"), item);
            items.into_iter().enumerate().map(place).collect()
        };
        if let Some(issues) = take("issues") {
            placed("issues", issues)
                .into_iter()
                .for_each(|(path, issue)| self.issue(path, issue, export));
        } else if let Some(comments) = take("comments") {
            placed("comments", comments)
                .into_iter()
                .for_each(|(path, comment)| self.comment(path, comment, export));
        } else if let Some(logs) = take("issueChangeLogs") {
            for (path, log) in placed("issueChangeLogs", logs) {
                let number = id(&log, "issueId").unwrap_or_default();
                let histories = self::placed(&format!("{path}.changeHistories"), list(&log, "changeHistories"));
                self.histories.entry(number).or_default().extend(histories);
            }
        } else if let Some(values) = take("values") {
            let whose = issue_of(text(&part, "self").or_else(|| text(&part, "nextPage")));
            for (path, value) in placed("values", values) {
                match (&whose, value.get("items").is_some()) {
                    (Some(issue), true) => self.histories.entry(issue.clone()).or_default().push((path, value)),
                    _ => self.one(path, value, export),
                }
            }
        } else {
            self.one(path, part, export);
        }
    }

    fn one(&mut self, path: String, part: Json, export: &mut Export) {
        if part.get("key").is_some() && part.get("fields").is_some_and(Json::is_object) {
            self.issue(path, part, export);
        } else if part.get("statusCategory").is_some() {
            self.known.statuses.learn(&part);
        } else if part.get("custom").is_some() || text(&part, "id").is_some_and(|id| id.starts_with("customfield_")) {
            if let (Some(id), Some(name)) = (text(&part, "id"), text(&part, "name")) {
                self.known.fields.note(id, name);
            }
        } else if part.get("body").is_some() {
            self.comment(path, part, export);
        } else if part.get("displayName").is_none() {
            export.skip(path, Cause::Missing { key: "fields" });
        }
    }

    fn issue(&mut self, path: String, issue: Json, export: &mut Export) {
        let Some(key) = owned(&issue, "key").filter(|_| issue.get("fields").is_some()) else {
            export.skip(path, Cause::Missing { key: "key" });
            return;
        };
        self.known.keys.insert(key);
        self.known.fields.names(&issue);
        issue["fields"]
            .get("status")
            .into_iter()
            .for_each(|status| self.known.statuses.learn(status));
        self.known.fields.changelog(histories(&issue));
        self.issues.push((path, issue));
    }

    fn comment(&mut self, path: String, comment: Json, export: &mut Export) {
        match id(&comment, "issueId").or_else(|| issue_of(text(&comment, "self"))) {
            Some(issue) => self.comments.entry(issue).or_default().push((path, comment)),
            None => export.skip(path, Cause::Missing { key: "self" }),
        }
    }

    /// What stands under the number of an issue, or under its key.
    fn take(of: &mut HashMap<String, Parts>, issue: &Json) -> Parts {
        let by = [id(issue, "id"), owned(issue, "key")];
        by.into_iter().flatten().filter_map(|key| of.remove(&key)).flatten().collect()
    }

    fn item(&mut self, path: &str, issue: &Json, export: &mut Export) -> Result<Item, Cause> {
        let mut comments = Found::take(&mut self.comments, issue);
        let mut log = Found::take(&mut self.histories, issue);
        let known = &self.known;
        let fields = issue.get("fields").ok_or(Cause::Missing { key: "fields" })?;
        let key = owned(issue, "key").ok_or(Cause::Missing { key: "key" })?;
        let title = owned(fields, "summary").unwrap_or_else(|| key.clone());
        let mut item = Item::new(path.to_owned(), key, title, time(fields, "created")?);
        people(&mut item, fields, known, export);
        item.text = fields
            .get("description")
            .map(|text| values::prose(text, &known.people))
            .unwrap_or_default();
        item.priority = fields.get("priority").and_then(|priority| owned(priority, "name"));
        let labels = export.first(list(fields, "labels"), &format!("{path}.fields"), "labels").iter();
        item.tags = labels.filter_map(|label| label.as_str().map(str::to_owned)).collect();
        values::tell(&mut item, fields, (&known.fields, &known.people), export);
        links::tell(&mut item, fields, &known.keys);
        log.extend(placed(&format!("{path}.changelog.histories"), histories(issue)));
        let inside = fields.get("comment").map_or(&[][..], |comment| list(comment, "comments"));
        comments.extend(placed(&format!("{path}.fields.comment.comments"), inside));
        let (comments, log) = (unique(comments), unique(log));
        whole(fields.get("comment"), comments.len(), &format!("{path}.fields.comment"), export);
        whole(issue.get("changelog"), log.len(), &format!("{path}.changelog"), export);
        history(&mut item, fields, &log, known, export);
        said::tell(&mut item, comments, known, export);
        Ok(item)
    }
}

fn people(item: &mut Item, fields: &Json, known: &Known, export: &mut Export) {
    item.requester = known.people.of(fields, "reporter");
    item.author = known.people.of(fields, "creator").or_else(|| item.requester.clone());
    item.assignee = known.people.of(fields, "assignee");
    let watchers = fields.get("watches").map_or(&[][..], |watches| list(watches, "watchers"));
    let watchers = export.first(watchers, &format!("{}.fields.watches", item.place), "watchers").iter();
    item.followers = watchers
        .filter_map(|who| owned(who, "emailAddress").or_else(|| owned(who, "displayName")))
        .collect();
}

/// The parts of a list, with their paths.
fn placed(path: &str, parts: &[Json]) -> Parts {
    parts.iter().enumerate().map(|(n, part)| (format!("{path}[{n}]"), part.clone())).collect()
}

/// What became of the status, with the changelog or without.
fn history(item: &mut Item, fields: &Json, log: &[(String, Json)], known: &Known, export: &mut Export) {
    let status = fields.get("status").and_then(|status| owned(status, "name"));
    let resolution = fields.get("resolution").and_then(|resolution| owned(resolution, "name"));
    if let Some(name) = &status {
        item.status = known.statuses.word(name);
    }
    item.fields
        .extend(resolution.clone().map(|name| ("resolution".to_owned(), Value::Text(name))));
    if changes::tell(item, log, known, export) || !log.is_empty() {
        return;
    }
    let Some(name) = status.filter(|name| !known.statuses.is_first(name)) else { return };
    let key = if known.statuses.is_done(&name) { "resolutiondate" } else { "statuscategorychangedate" };
    let Ok(at) = time(fields, key).or_else(|_| time(fields, "updated")) else { return };
    item.status = super::item::Word::meaning("new", "new");
    item.fields.retain(|(name, _)| name != "resolution");
    item.step(at, None, What::Status(known.statuses.word(&name)));
    if let Some(name) = resolution {
        item.step(at, None, What::Field("resolution".to_owned(), Value::Text(name)));
    }
}

/// The same part may be in the issue and in a list of its own.
fn unique(parts: Parts) -> Parts {
    let mut seen = HashSet::new();
    parts
        .into_iter()
        .filter(|(_, part)| id(part, "id").is_none_or(|id| seen.insert(id)))
        .collect()
}

fn histories(issue: &Json) -> &[Json] {
    issue.get("changelog").map_or(&[], |changelog| list(changelog, "histories"))
}

/// Names what an answer says that it leaves out: Jira Cloud gives the first or last few only.
fn whole(page: Option<&Json>, have: usize, path: &str, export: &mut Export) {
    let total = page.and_then(|page| page.get("total")).and_then(Json::as_u64);
    if let Some(total) = total.filter(|total| *total > have as u64) {
        export.skip(path, Cause::NotWhole { have, total });
    }
}

/// The number or key of the issue in `https://…/rest/api/2/issue/10010/comment/10000`.
fn issue_of(address: Option<&str>) -> Option<String> {
    let (_, rest) = address?.split_once("/issue/")?;
    rest.split(['/', '?']).next().filter(|id| !id.is_empty()).map(str::to_owned)
}
