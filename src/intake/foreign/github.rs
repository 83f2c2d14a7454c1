//! GitHub: `gh issue list --json …`, and the lists of its REST interface (issues, comments, events of issues,
//! timelines), one after the other in one file.
//!
//! Issues are found by `number` and `title`, comments by `issue_url`, events by `event`. An issue may have its comments
//! and its timeline in itself. Without events, a closed issue is solved when it was closed, and labels are those of now.

mod events;
mod part;

use super::item::{Export, Item, Said, What, Word};
use super::json::{id, list, owned, parts, text};
use super::mapping::Mapping;
use super::{Kind, Unreadable};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::Value;
use crate::domain::ticket::model::Author;
use part::{Parts, either, is_bot, login};
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};

/// Those whose word counts as staff's.
const STAFF: [&str; 3] = ["OWNER", "MEMBER", "COLLABORATOR"];

pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<Export, Unreadable> {
    let mut export = Export::default();
    let parts = parts(bytes, &mut export)?;
    let (mut issues, mut rest) = (Vec::new(), Vec::new());
    for (path, part) in parts {
        if part.get("number").is_some() && part.get("title").is_some() { &mut issues } else { &mut rest }
            .push((path, part));
    }
    if issues.is_empty() {
        return Err(Unreadable::NothingOf(Kind::Github.as_str()));
    }
    let of = Source { default: mapping.source.as_deref() };
    let mut later = sorted(&of, rest, &mut export);
    let mut pulls = HashSet::new();
    for (path, issue) in issues {
        if issue.get("pull_request").is_some_and(|pull| !pull.is_null()) {
            pulls.extend(of.of_issue(&issue));
            export.skip(path, Cause::PullRequest);
            continue;
        }
        match item(&of, &path, &issue, &mut export) {
            Ok(mut item) => {
                let mut happened = later.remove(&item.key).unwrap_or_default();
                happened.extend(inside(&path, &issue));
                tell(&mut item, &issue, happened, &mut export);
                export.items.push(item);
            }
            Err(cause) => export.skip(path, cause),
        }
    }
    for (key, parts) in later {
        for (path, _) in parts {
            // What belongs to a pull request goes where that goes.
            let cause = if pulls.contains(&key) { Cause::PullRequest } else { Cause::NoTicket { name: key.clone() } };
            export.skip(path, cause);
        }
    }
    Ok(export)
}

struct Source<'a> {
    default: Option<&'a str>,
}

impl Source<'_> {
    /// `owner/repo#12`, by an address of it or of what belongs to it.
    fn key(&self, address: Option<&str>, number: &str) -> String {
        let repo = address.and_then(repo_of).or_else(|| self.default.map(str::to_owned)).unwrap_or_default();
        format!("{repo}#{number}")
    }

    fn of_issue(&self, issue: &Json) -> Option<String> {
        let address = text(issue, "html_url").or_else(|| text(issue, "url"));
        Some(self.key(address, &id(issue, "number")?))
    }
}

/// `owner/repo` of `https://github.com/owner/repo/issues/12` and `https://api.github.com/repos/owner/repo/…`.
fn repo_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let path = path.strip_prefix("api/v3/").unwrap_or(path);
    let mut steps = path.strip_prefix("repos/").unwrap_or(path).split('/');
    let (owner, repo) = (steps.next()?, steps.next()?);
    (!owner.is_empty() && !repo.is_empty()).then(|| format!("{owner}/{repo}"))
}

/// What an issue at this address is called among foreign ids.
pub fn reference(address: &str) -> Option<String> {
    let (_, path) = address.split_once("://")?;
    let number = last_step(address).filter(|_| path.split('/').rev().nth(1) == Some("issues"))?;
    Some(format!("{}:{}#{number}", Kind::Github.as_str(), repo_of(address)?))
}

/// Comments and events by the issue that they belong to.
fn sorted(of: &Source<'_>, rest: Parts, export: &mut Export) -> HashMap<String, Parts> {
    let mut found: HashMap<String, Parts> = HashMap::new();
    for (path, part) in rest {
        let issue = part.get("issue").filter(|issue| issue.is_object());
        let address = issue
            .and_then(|i| text(i, "html_url").or_else(|| text(i, "url")))
            .or_else(|| text(&part, "issue_url"));
        let number = issue.and_then(|i| id(i, "number")).or_else(|| last_step(text(&part, "issue_url")?));
        match number {
            Some(number) => found.entry(of.key(address, &number)).or_default().push((path, part)),
            None => {
                export.skip(path, Cause::Missing { key: if part.get("event").is_some() { "issue" } else { "number" } })
            }
        }
    }
    found
}

fn last_step(address: &str) -> Option<String> {
    let last = address.rsplit('/').next()?;
    last.parse::<u64>().ok().map(|n| n.to_string())
}

/// What an issue holds in itself.
fn inside(path: &str, issue: &Json) -> Parts {
    let keys = ["comments", "timeline", "events"];
    let each = |key: &'static str| {
        let parts = list(issue, key).iter().enumerate();
        parts.map(move |(n, part)| (format!("{path}.{key}[{n}]"), part.clone()))
    };
    keys.into_iter().flat_map(each).collect()
}

fn item(of: &Source<'_>, path: &str, issue: &Json, export: &mut Export) -> Result<Item, Cause> {
    let key = of.of_issue(issue).ok_or(Cause::BadValue { key: "number" })?;
    let created = either(issue, "createdAt", "created_at")?;
    let title = owned(issue, "title").unwrap_or_default();
    let mut item = Item::new(path.to_owned(), key, title, created);
    item.author = login(issue);
    item.text = owned(issue, "body").unwrap_or_default();
    item.status = Word::meaning("open", "new");
    for (n, label) in export.first(list(issue, "labels"), path, "labels").iter().enumerate() {
        match label.as_str().or_else(|| text(label, "name")) {
            Some(label) => item.tags.push(label.to_owned()),
            None => export.skip(format!("{path}.labels[{n}]"), Cause::Missing { key: "name" }),
        }
    }
    let assignees = export.first(list(issue, "assignees"), path, "assignees").iter();
    item.followers = assignees.filter_map(|who| owned(who, "login")).collect();
    let milestone = issue.get("milestone").and_then(|m| owned(m, "title"));
    item.fields.extend(milestone.map(|title| ("milestone".to_owned(), Value::Text(title))));
    Ok(item)
}

/// Brings in what happened to an issue.
fn tell(item: &mut Item, issue: &Json, happened: Parts, export: &mut Export) {
    let mut events = Vec::new();
    for (path, part) in happened {
        let told = match text(&part, "event") {
            Some("commented") | None => comment(item, &part),
            Some(_) => {
                events.push((path, part));
                continue;
            }
        };
        if let Err(cause) = told {
            export.skip(path, cause);
        }
    }
    let closed = events::tell(item, events, export);
    let is_closed = text(issue, "state").is_some_and(|state| state.eq_ignore_ascii_case("closed"));
    if is_closed != closed {
        match either(
            issue,
            if is_closed { "closedAt" } else { "updatedAt" },
            if is_closed { "closed_at" } else { "updated_at" },
        ) {
            Ok(at) if is_closed => {
                let by = issue.get("closed_by").and_then(|who| owned(who, "login"));
                item.step(at, by, What::Status(events::closed(issue)));
            }
            Ok(at) => item.step(at, None, What::Status(Word::meaning("reopened", "open"))),
            Err(cause) => export.skip(item.place.clone(), cause),
        }
    }
}

fn comment(item: &mut Item, part: &Json) -> Result<(), Cause> {
    let at = either(part, "createdAt", "created_at")?;
    let body = owned(part, "body").ok_or(Cause::Missing { key: "body" })?;
    let author = login(part);
    let association = text(part, "authorAssociation").or_else(|| text(part, "author_association"));
    let role = match (&author, association) {
        _ if is_bot(part) => Author::Bot,
        (Some(who), _) if item.author.as_ref() == Some(who) => Author::Requester,
        (_, Some(word)) if !STAFF.contains(&word) => Author::Requester,
        _ => Author::Agent,
    };
    let id = id(part, "id").unwrap_or_default();
    item.step(at, author, What::Comment(Said { role, ..Said::new(id, body) }));
    Ok(())
}
