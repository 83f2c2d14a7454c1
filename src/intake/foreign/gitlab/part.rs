//! What a part of a file is, and to which issue it belongs.

use super::super::json::{id, list, text};
use super::Parts;
use crate::domain::outcome::import::Cause;
use serde_json::Value as Json;
use std::collections::HashMap;

/// What an issue may hold in itself, by the names of the REST interface and of the project export.
const INSIDE: [&str; 10] = [
    "notes",
    "label_events",
    "state_events",
    "milestone_events",
    "resource_label_events",
    "resource_state_events",
    "resource_milestone_events",
    "resource_weight_events",
    "resource_iteration_events",
    "weight_events",
];

pub enum Part {
    Issue,
    MergeRequest,
    Discussion,
    /// A note or an event.
    Later,
    Person,
    Label,
    /// Of a group, with a numbering of its own.
    Epic,
    Unknown,
}

impl Part {
    pub fn of(part: &Json) -> Part {
        let has = |key: &str| part.get(key).is_some_and(|value| !value.is_null());
        if has("iid") && has("title") && (has("author") || has("author_id")) {
            let is_merge_request = has("source_branch") || has("merge_status");
            return match (is_merge_request, has("group_id") && !has("project_id")) {
                (true, _) => Part::MergeRequest,
                (_, true) => Part::Epic,
                _ => Part::Issue,
            };
        }
        if has("individual_note") && has("notes") {
            return Part::Discussion;
        }
        if has("noteable_type") || has("resource_type") {
            return Part::Later;
        }
        if has("username") || part.get("user").is_some_and(|user| user.get("username").is_some()) {
            return Part::Person;
        }
        if has("color") && (has("name") || has("title")) {
            return Part::Label;
        }
        Part::Unknown
    }
}

/// The REST interface says `body`, the project export `note`.
pub fn is_note(part: &Json) -> bool {
    part.get("body").is_some() || part.get("note").is_some()
}

/// The parts of these lists, with their paths.
pub fn inside(path: &str, part: &Json, keys: &[&'static str]) -> Parts {
    let each = |key: &'static str| {
        let parts = list(part, key).iter().enumerate();
        parts.map(move |(n, part)| (format!("{path}.{key}[{n}]"), part.clone()))
    };
    keys.iter().copied().flat_map(each).collect()
}

/// What an issue holds in itself.
pub fn inside_issue(path: &str, issue: &Json) -> Parts {
    let mut found = inside(path, issue, &INSIDE);
    for (path, discussion) in inside(path, issue, &["discussions"]) {
        found.extend(inside(&path, &discussion, &["notes"]));
    }
    found
}

/// The keys of all issues, and how what belongs to them names them.
pub struct Index {
    keys: Vec<String>,
    by_id: HashMap<String, usize>,
    /// By project and number within it.
    by_number: HashMap<(String, String), usize>,
}

impl Index {
    pub fn of(issues: &[(String, Json)], source: Option<&str>) -> Index {
        let mut index = Index { keys: Vec::new(), by_id: HashMap::new(), by_number: HashMap::new() };
        for (n, (_, issue)) in issues.iter().enumerate() {
            let number = id(issue, "iid").unwrap_or_default();
            let project = id(issue, "project_id");
            let name = project_of(issue).or_else(|| source.map(str::to_owned)).or_else(|| project.clone());
            index.keys.push(format!("{}#{number}", name.unwrap_or_default()));
            index.by_id.extend(id(issue, "id").map(|id| (id, n)));
            index.by_number.insert((project.unwrap_or_default(), number), n);
        }
        index
    }

    pub fn key(&self, n: usize) -> String {
        self.keys.get(n).cloned().unwrap_or_default()
    }

    /// The key of the issue that a note or an event belongs to.
    ///
    /// # Errors
    /// When it belongs to something else, or nobody can tell.
    pub fn belongs(&self, part: &Json) -> Result<String, Cause> {
        let kind = text(part, "noteable_type").or_else(|| text(part, "resource_type")).unwrap_or_default();
        match kind {
            "Issue" | "WorkItem" => {}
            "MergeRequest" => return Err(Cause::PullRequest),
            other => return Err(Cause::NotOurs { name: other.chars().take(80).collect() }),
        }
        let whole = id(part, "noteable_id").or_else(|| id(part, "resource_id"));
        let number = id(part, "noteable_iid");
        let project = id(part, "project_id").unwrap_or_default();
        let by_id = whole.as_ref().and_then(|id| self.by_id.get(id));
        let by_number = || self.by_number.get(&(project.clone(), number.clone()?));
        match by_id.or_else(by_number) {
            Some(n) => Ok(self.key(*n)),
            None => Err(match number.map(|n| format!("{project}#{n}")).or(whole) {
                Some(name) => Cause::NoTicket { name },
                None => Cause::Missing { key: "noteable_id" },
            }),
        }
    }
}

/// `group/project` of `group/project#12`, or of the address of an issue or a work item.
fn project_of(issue: &Json) -> Option<String> {
    let full = issue.get("references").and_then(|references| text(references, "full"));
    if let Some((project, _)) = full.and_then(|full| full.split_once('#')) {
        return Some(project.to_owned()).filter(|project| !project.is_empty());
    }
    let (_, rest) = home_of(issue)?.split_once("://")?;
    let (_, project) = rest.split_once('/')?;
    (!project.is_empty()).then(|| project.to_owned())
}

/// The address of the project of an issue, without a slash at the end.
pub fn home_of(issue: &Json) -> Option<&str> {
    let address = text(issue, "web_url")?;
    let (home, _) = address
        .split_once("/-/")
        .or_else(|| address.rsplit_once("/issues/"))
        .or_else(|| address.rsplit_once("/work_items/"))?;
    Some(home)
}

/// A text in which links to uploads lead somewhere outside GitLab too.
pub fn with_links(text: String, home: Option<&str>) -> String {
    match home {
        Some(home) if text.contains("](/uploads/") => text.replace("](/uploads/", &format!("]({home}/uploads/")),
        _ => text,
    }
}
