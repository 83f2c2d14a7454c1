//! GitLab: the answers of its REST interface (issues, notes, discussions, resource events, members), one after the other
//! in one file; or `issues.ndjson` of a project export, an issue a line with everything in it.
//!
//! Issues are found by `iid`, `title` and their author, notes by `noteable_type`, resource events by `resource_type`. The
//! notes that GitLab itself writes (system notes) are history, no messages: those that say without doubt what changed
//! become steps where no resource event says the same, all others are left out and counted.

mod events;
mod notes;
mod part;
mod people;
mod system;
#[cfg(test)]
mod tests;

use super::history;
use super::item::{Export, Item, What, Word};
use super::json::{list, owned, parts, text, time};
use super::mapping::Mapping;
use super::{Kind, Unreadable};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use part::{Index, Part, inside};
use people::Names;
use serde_json::Value as Json;
use std::collections::HashMap;

/// The account that writes what Service Desk gets by mail.
const SERVICE_DESK: &str = "support-bot";

type Parts = Vec<(String, Json)>;

pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    let mut export = Export::default();
    let mut names = Names::default();
    let (mut issues, mut later) = (Parts::new(), Parts::new());
    for (path, part) in parts(bytes, &mut export)? {
        match Part::of(&part) {
            Part::Issue => {
                names.learn(&part);
                issues.push((path, part));
            }
            Part::MergeRequest => export.skip(path, Cause::PullRequest),
            Part::Discussion => later.extend(inside(&path, &part, &["notes"])),
            Part::Later => later.push((path, part)),
            Part::Person => names.person(&part),
            Part::Label => names.label(&part),
            Part::Epic => export.skip(path, Cause::NotOurs { name: "epic".to_owned() }),
            Part::Unknown => export.skip(path, Cause::Missing { key: "iid" }),
        }
    }
    if issues.is_empty() {
        return Err(Unreadable::NothingOf(Kind::Gitlab.as_str()));
    }
    names.learn_later(&later);
    let index = Index::of(&issues, mapping.source.as_deref());
    let mut later = sorted(&index, later, &mut export);
    for (n, (path, issue)) in issues.into_iter().enumerate() {
        match item(index.key(n), &path, &issue, &names, &mut export) {
            Ok(mut item) => {
                let mut happened = later.remove(&item.key).unwrap_or_default();
                happened.extend(part::inside_issue(&path, &issue));
                tell(&mut item, &issue, happened, &names, &mut export);
                export.items.push(item);
            }
            Err(cause) => export.skip(path, cause),
        }
    }
    for (key, parts) in later {
        parts
            .into_iter()
            .for_each(|(path, _)| export.skip(path, Cause::NoTicket { name: key.clone() }));
    }
    Ok(export)
}

/// Notes and events by the issue that they belong to.
fn sorted(index: &Index, later: Parts, export: &mut Export) -> HashMap<String, Parts> {
    let mut found: HashMap<String, Parts> = HashMap::new();
    for (path, part) in later {
        match index.belongs(&part) {
            Ok(key) => found.entry(key).or_default().push((path, part)),
            Err(cause) => export.skip(path, cause),
        }
    }
    found
}

fn item(key: String, path: &str, issue: &Json, names: &Names, export: &mut Export) -> Result<Item, Cause> {
    let title = owned(issue, "title").unwrap_or_default();
    let mut item = Item::new(path.to_owned(), key, title, time(issue, "created_at")?);
    item.author = names.of(issue, "author", "author_id");
    item.text = part::with_links(owned(issue, "description").unwrap_or_default(), part::home_of(issue));
    item.status = Word::meaning("opened", "new");
    if let Some(address) = owned(issue, "service_desk_reply_to").or_else(|| owned(issue, "external_author")) {
        (item.requester, item.channel) = (Some(address), Some("email"));
    } else if item.author.as_deref() == Some(SERVICE_DESK) {
        item.channel = Some("email");
    }
    labels(&mut item, issue, export);
    let assignees = export.first(list(issue, "assignees"), path, "assignees").iter();
    item.followers = assignees.filter_map(|who| names.whole(who)).collect();
    let assigned = export.first(list(issue, "issue_assignees"), path, "issue_assignees").iter();
    item.followers.extend(assigned.filter_map(|who| names.of(who, "user", "user_id")));
    if item.followers.is_empty() {
        item.followers.extend(issue.get("assignee").and_then(|who| names.whole(who)));
    }
    let kind = text(issue, "issue_type")
        .or_else(|| text(issue, "type"))
        .unwrap_or_default()
        .to_lowercase();
    item.kind = ["incident", "task"].into_iter().find(|known| *known == kind);
    item.priority = owned(issue, "severity").filter(|word| !word.eq_ignore_ascii_case("unknown"));
    fields(&mut item, issue);
    Ok(item)
}

/// Texts, or whole labels; a project export links to them. What is confidential has a tag that says so.
fn labels(item: &mut Item, issue: &Json, export: &mut Export) {
    for key in ["labels", "label_links"] {
        for (n, label) in export.first(list(issue, key), &item.place, key).iter().enumerate() {
            let label = label.get("label").unwrap_or(label);
            match label.as_str().or_else(|| people::label_name(label)) {
                Some(label) => item.tags.push(label.to_owned()),
                None => export.skip(format!("{}.{key}[{n}]", item.place), Cause::Missing { key: "name" }),
            }
        }
    }
    if issue.get("confidential") == Some(&Json::Bool(true)) {
        item.tags.push(system::CONFIDENTIAL.to_owned());
    }
}

/// What has no place of its own here; zeros and what is switched off say nothing.
fn fields(item: &mut Item, issue: &Json) {
    for key in ["milestone", "iteration", "epic"] {
        let title = issue.get(key).and_then(|part| owned(part, "title"));
        item.fields.extend(title.map(|title| (key.to_owned(), Value::Text(title))));
    }
    for key in ["due_date", "start_date", "health_status"] {
        item.fields.extend(owned(issue, key).map(|text| (key.to_owned(), Value::Text(text))));
    }
    let times = issue.get("time_stats").unwrap_or(issue);
    let numbers = [
        (issue, "weight", "weight"),
        (issue, "upvotes", "upvotes"),
        (issue, "downvotes", "downvotes"),
        (times, "time_estimate", "time_estimate"),
        (times, "total_time_spent", "time_spent"),
        (issue, "moved_to_id", "moved_to_id"),
    ];
    for (part, key, name) in numbers {
        let number = part.get(key).and_then(Json::as_i64).filter(|n| *n != 0);
        item.fields.extend(number.map(|n| (name.to_owned(), Value::Int(n))));
    }
    if issue.get("discussion_locked") == Some(&Json::Bool(true)) {
        item.fields.push(("discussion_locked".to_owned(), Value::Bool(true)));
    }
}

/// Brings in what happened to an issue.
fn tell(item: &mut Item, issue: &Json, happened: Parts, names: &Names, export: &mut Export) {
    let (mut told, mut said) = (Vec::new(), Vec::new());
    for (path, part) in happened {
        if part::is_note(&part) {
            said.push((path, part));
            continue;
        }
        match events::event(&part, names) {
            Ok(event) => told.push(event),
            Err(cause) => export.skip(path, cause),
        }
    }
    notes::tell(item, (said, part::home_of(issue)), &mut told, names, export);
    let closed = history::tell(item, told);
    let is_closed = text(issue, "state").is_some_and(|state| state.eq_ignore_ascii_case("closed"));
    if is_closed == closed {
        return;
    }
    match time(issue, if is_closed { "closed_at" } else { "updated_at" }) {
        Ok(at) if is_closed => {
            item.step(at, names.of(issue, "closed_by", "closed_by_id"), What::Status(events::closed()));
        }
        Ok(at) => item.step(at, None, What::Status(Word::meaning("reopened", "open"))),
        Err(cause) => export.skip(item.place.clone(), cause),
    }
}
