//! The texts that git-desk puts on a new branch, in fixed English, as real files beside this one.
//!
//! They depend on the flags of `init` only, never on date, name or machine, so that two people who
//! start at once make the same commit. What does depend on them ([`with_time_zone`], [`with_admin`])
//! is a second commit, which changes its own lines and keeps every comment.

use crate::domain::people::same_person;
use crate::kit::yaml::emit::one_line;
use crate::kit::yaml::{Entry, Limits, Node, Tree, emit, parse};
use crate::store::schema;

pub mod hook;
mod views;

pub use views::{with_view, without_view};

const README: &str = include_str!("README.md");
const DESK: &str = include_str!("desk.yaml");
const PEOPLE: &str = include_str!("people.yaml");
const GROUPS: &str = include_str!("groups.yaml");
const ORGANIZATIONS: &str = include_str!("organizations.yaml");
const CALENDARS: &str = include_str!("calendars.yaml");
const CATEGORIES: &str = include_str!("categories.yaml");
const CI: &str = include_str!("ci.yaml");
const FIELDS: &str = include_str!("fields.yaml");
const SLA: &str = include_str!("sla.yaml");
/// The views of a desk that has no file of its own for them.
pub const VIEWS: &str = include_str!("views.yaml");

/// The line of the new `desk.yaml` that shows how a home is named.
const HOME_EXAMPLE: &str = "#home: origin";

/// Messages of the first three commits.
pub const ROOT_MESSAGE: &str =
    "Root of a desk\n\nEvery desk begins with this commit, so that desks made apart can be joined.\n";
pub const CONFIG_MESSAGE: &str = "Configuration of a new desk\n";
pub const LOCAL_MESSAGE: &str = "Time zone and first admin\n";
/// That of the commit which renews the schemas.
pub const SCHEMAS_MESSAGE: &str = "Schemas of the configuration\n";

/// The ready-made workflows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkflowName {
    #[default]
    Support,
    LiveAgent,
    Engineering,
}

impl WorkflowName {
    pub const ALL: [WorkflowName; 3] = [WorkflowName::Support, WorkflowName::LiveAgent, WorkflowName::Engineering];

    pub fn as_str(self) -> &'static str {
        match self {
            WorkflowName::Support => "support",
            WorkflowName::LiveAgent => "liveagent",
            WorkflowName::Engineering => "engineering",
        }
    }

    pub fn parse(text: &str) -> Option<WorkflowName> {
        WorkflowName::ALL.into_iter().find(|w| w.as_str() == text)
    }

    /// Its file.
    pub fn text(self) -> &'static str {
        match self {
            WorkflowName::Support => include_str!("workflow-support.yaml"),
            WorkflowName::LiveAgent => include_str!("workflow-liveagent.yaml"),
            WorkflowName::Engineering => include_str!("workflow-engineering.yaml"),
        }
    }
}

/// Path and text of each file of a new desk, in order of path.
pub fn initial(workflow: WorkflowName, lang: &str) -> Vec<(String, String)> {
    let texts = [
        ("README.md", README.to_owned()),
        ("config/calendars.yaml", CALENDARS.to_owned()),
        ("config/categories.yaml", CATEGORIES.to_owned()),
        ("config/ci.yaml", CI.to_owned()),
        ("config/fields.yaml", FIELDS.to_owned()),
        ("config/groups.yaml", GROUPS.to_owned()),
        ("config/organizations.yaml", ORGANIZATIONS.to_owned()),
        ("config/people.yaml", PEOPLE.to_owned()),
        ("config/sla.yaml", SLA.to_owned()),
        ("config/views.yaml", VIEWS.to_owned()),
        ("config/workflow.yaml", workflow.text().to_owned()),
        ("desk.yaml", with_line(DESK, "language", lang)),
    ];
    let texts = texts.map(|(path, text)| (path.to_owned(), text));
    let mut files: Vec<(String, String)> = texts.into_iter().chain(schemas()).collect();
    files.sort();
    files
}

/// Path and text of the schemas that editors hold the configuration against.
pub fn schemas() -> Vec<(String, String)> {
    schema::of_config().map(|(name, text)| (schema::path(name), text.to_owned())).collect()
}

/// `desk.yaml` with this zone; everything else stays as it is.
pub fn with_time_zone(desk_yaml: &str, zone: &str) -> String {
    with_line(desk_yaml, "time_zone", zone)
}

/// `desk.yaml` with this remote as the one that gives out numbers; the line that only shows how gives way to it.
pub fn with_home(desk_yaml: &str, home: &str) -> String {
    with_line(&desk_yaml.replacen(HOME_EXAMPLE, "home: origin", 1), "home", home)
}

/// The text with the line of a top-level key set to a one-line value; added at the end when there is
/// no such line.
fn with_line(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key}: {}", one_line(value));
    let Some(at) = line_of(text, key) else { return format!("{}{line}\n", ended(text)) };
    let (before, old) = text.split_at(at);
    let end = old.find(['\r', '\n']).unwrap_or(old.len());
    // A comment behind a bare value stays; inside quotes `#` is no comment.
    let comment = old[..end].find(" #").filter(|_| !old[..end].contains(['"', '\'']));
    let kept = comment.map_or(end, |i| old[..i].trim_end().len());
    format!("{before}{line}{}", &old[kept..])
}

/// Where the line of a top-level key starts.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

/// `people.yaml` with one more person, an admin. Whoever is listed stays as listed, and a file that
/// cannot be read stays as it is.
pub fn with_admin(people_yaml: &str, who: &str, name: &str) -> String {
    let limits = Limits::default();
    let Ok(node) = parse(people_yaml, &limits) else { return people_yaml.to_owned() };
    let before = people(&node);
    if before.iter().any(|known| same_person(known, who)) {
        return people_yaml.to_owned();
    }
    let wanted: Vec<&str> = std::iter::once(who).chain(before).collect();
    let edited = with_person(people_yaml, who, name);
    match parse(&edited, &limits) {
        Ok(node) if people(&node) == wanted => edited,
        // Written in a way that has no line of its own for a person: all of it is written anew.
        _ => rewritten(node, who, name),
    }
}

fn people<'n>(node: &'n Node<'_>) -> Vec<&'n str> {
    match node.get("people").map(|people| &people.value) {
        Some(Tree::Map(entries)) => entries.iter().map(|e| &*e.key).collect(),
        _ => Vec::new(),
    }
}

/// The text with a person's lines below `people:`.
fn with_person(text: &str, who: &str, name: &str) -> String {
    let person = Node::new(Tree::Map(vec![Entry::new(who, admin(name))]));
    let person: String = emit(&person).lines().map(|line| format!("  {line}\n")).collect();
    let Some(at) = line_of(text, "people") else { return format!("{}people:\n{person}", ended(text)) };
    let (before, rest) = text.split_at(at);
    let end = rest.find('\n').map_or(rest.len(), |i| i + 1);
    let key = ended(&rest[..end].replacen("{}", "", 1)).replace(": \n", ":\n");
    format!("{before}{key}{person}{}", &rest[end..])
}

fn admin(name: &str) -> Node<'_> {
    let role = Entry::new("role", Node::text("admin"));
    let name = (!name.is_empty()).then(|| Entry::new("name", Node::text(name)));
    Node::new(Tree::Map(name.into_iter().chain([role]).collect()))
}

fn rewritten<'a>(node: Node<'a>, who: &'a str, name: &'a str) -> String {
    let person = Entry::new(who, admin(name));
    let mut keys = match node.value {
        Tree::Map(keys) => keys,
        _ => Vec::new(),
    };
    match keys.iter_mut().find(|e| e.key == "people").map(|e| &mut e.value.value) {
        Some(Tree::Map(people)) => people.insert(0, person),
        Some(other) => *other = Tree::Map(vec![person]),
        None => keys.push(Entry::new("people", Node::new(Tree::Map(vec![person])))),
    }
    emit(&Node::new(Tree::Map(keys)))
}

#[cfg(test)]
mod tests;
