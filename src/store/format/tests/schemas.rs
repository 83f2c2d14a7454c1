//! The schemas against what is read and written: editors and git-desk say the same of a file.

use super::super::*;
use super::{EXAMPLE, limits};
use crate::domain::people::Role;
use crate::kit::yaml::{Plain, Tree, parse};
use crate::store::files::{WorkflowName, initial, with_admin, with_time_zone};
use crate::store::schema;

fn json(text: &str) -> serde_json::Value {
    fn of(node: &crate::kit::yaml::Node<'_>) -> serde_json::Value {
        match &node.value {
            Tree::List(items) => items.iter().map(of).collect(),
            Tree::Map(entries) => {
                serde_json::Value::Object(entries.iter().map(|e| (e.key.to_string(), of(&e.value))).collect())
            }
            Tree::Scalar(text, _) => match node.resolve() {
                Some(Plain::Null) => serde_json::Value::Null,
                Some(Plain::Bool(b)) => b.into(),
                Some(Plain::Int(n)) => n.into(),
                Some(Plain::Float(n)) => n.into(),
                // Ticket numbers beyond 63 bits are numbers to a reader of JSON.
                _ => text
                    .parse::<u64>()
                    .ok()
                    .filter(|n| *n > i64::MAX as u64)
                    .map_or_else(|| text.as_ref().into(), Into::into),
            },
        }
    }
    of(&parse(text, &limits()).expect("it is YAML"))
}

pub fn valid(name: &str, text: &str) -> Result<(), String> {
    thread_local! {
        static VALIDATORS: Vec<(&'static str, jsonschema::Validator)> = schema::ALL
            .iter()
            .map(|(name, text)| {
                let schema = serde_json::from_str(text).expect("a schema is JSON");
                (*name, jsonschema::draft202012::new(&schema).expect("a schema is a schema"))
            })
            .collect();
    }
    VALIDATORS.with(|all| {
        let (_, validator) = all.iter().find(|(known, _)| *known == name).expect("it has a schema");
        validator
            .validate(&json(text))
            .map_err(|error| format!("{error} at {}", error.instance_path()))
    })
}

/// Whether the reader of a file of configuration takes a text.
pub fn read(name: &str, text: &str) -> Result<(), Fault> {
    match name {
        "desk" => read_settings(text, &limits()).map(drop),
        "people" => read_people(text, Role::Agent, &limits()).map(drop),
        "groups" => read_groups(text, &limits()).map(drop),
        "organizations" => read_organizations(text, &limits()).map(drop),
        "calendars" => read_calendars(text, &limits(), &|_| Err("missing")).map(drop),
        "categories" => read_categories(text, &limits()).map(drop),
        "ci" => read_ci(text, &limits()).map(drop),
        "fields" => read_fields(text, &limits()).map(drop),
        "form" => read_form("bug", text, &limits()).map(drop),
        "sla" => read_sla(text, &limits()).map(drop),
        "report" => read_report("x", text, &limits()).map(drop),
        "submission" => read_submission(text.as_bytes()).map(drop),
        "views" => read_views(text, &limits()).map(drop),
        "workflow" => read_workflow(text, &limits()).map(drop),
        _ => read_ticket(text, &limits()).map(drop),
    }
}

/// The text with the examples in its comments put in force: lines in which no single blank stands
/// behind the `#`.
pub fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(example) if !example.is_empty() && (!example.starts_with(' ') || example.starts_with("  ")) => {
            example.to_owned()
        }
        _ => line.to_owned(),
    };
    text.lines().map(|l| line(l) + "\n").collect()
}

/// The YAML files of a new desk by the names of their schemas.
fn templates(workflow: WorkflowName) -> Vec<(String, String)> {
    let name = |path: &str| path.strip_suffix(".yaml")?.rsplit('/').next().map(str::to_owned);
    initial(workflow, "es")
        .into_iter()
        .filter_map(|(path, text)| Some((name(&path)?, text)))
        .collect()
}

#[test]
fn what_git_desk_writes_is_valid_by_its_schemas() {
    assert_eq!(valid("ticket", EXAMPLE), Ok(()));
    for (name, text) in WorkflowName::ALL.into_iter().flat_map(templates) {
        assert_eq!((valid(&name, &text), read(&name, &text)), (Ok(()), Ok(())), "{name}");
    }
    let files = templates(WorkflowName::Support);
    let of = |name: &str| files.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str()).expect(name);
    assert_eq!(valid("people", &with_admin(of("people"), "ana", "Ana")), Ok(()));
    assert_eq!(valid("desk", &with_time_zone(of("desk"), "Europe/Madrid")), Ok(()));
}

#[test]
fn every_example_in_a_comment_works_once_it_is_no_comment() {
    for (name, text) in WorkflowName::ALL.into_iter().flat_map(templates) {
        let examples = uncommented(&text);
        assert_ne!(examples.trim_end(), text.trim_end(), "{name} has no example");
        assert_eq!((valid(&name, &examples), read(&name, &examples)), (Ok(()), Ok(())), "{name}\n{examples}");
        // And with an admin in it, as `init` leaves it.
        let ours = uncommented(&with_admin(&text, "eva@example.com", "Eva"));
        assert!(name != "people" || read(&name, &ours).is_ok(), "{ours}");
    }
}

#[test]
fn every_file_names_its_schema_in_its_first_line() {
    for (name, text) in WorkflowName::ALL.into_iter().flat_map(templates) {
        let folder = if name == "desk" { "config/schema" } else { "schema" };
        let first = format!("# yaml-language-server: $schema={folder}/{name}.json");
        assert_eq!(text.lines().next(), Some(first.as_str()));
        assert!(initial(WorkflowName::Support, "en").iter().any(|(path, _)| *path == schema::path(&name)), "{name}");
    }
}

#[test]
fn the_schemas_refuse_what_the_reader_refuses() {
    for (name, text) in [
        ("ticket", EXAMPLE.replace("high", "hihg")),
        ("ticket", EXAMPLE.replace("id: k39fq2m7xd", "id: K39FQ2M7XD")),
        ("ticket", EXAMPLE.replace("title: ", "titel: ")),
        ("desk", "format: 2\n".to_owned()),
        ("desk", "format: 1\ntimezone: UTC\n".to_owned()),
        ("form", "body:\n  - type: drop\n".to_owned()),
        ("sla", "policies:\n- name: x\n".to_owned()),
        ("sla", "policies:\n- {name: x, targets: {}}\n".to_owned()),
        ("sla", "policies:\n- {name: x, targets: {first_reply: {pause: [open]}}}\n".to_owned()),
        ("sla", "policies:\n- {name: x, targets: {first_reply: {default: 4h, from: creation}}}\n".to_owned()),
        ("sla", "policies:\n- {name: x, targets: {next_replay: 4h}}\n".to_owned()),
        ("sla", "policies:\n- {name: x, targets: {next_reply: 4h}, warn_at: [0%]}\n".to_owned()),
        ("ci", "max_new: many\n".to_owned()),
        ("ci", "quiet: soon\n".to_owned()),
        ("ci", "infrastructure:\n- {name: x}\n".to_owned()),
        ("ci", "owners:\n- {path: x}\n".to_owned()),
        ("ci", "branch: [main]\n".to_owned()),
        ("report", "measure: [created]\n".to_owned()),
        ("report", "by: [mnth]\n".to_owned()),
        ("report", "measures: [first_reply.p99]\n".to_owned()),
        ("report", "fail_if: [created]\n".to_owned()),
        ("report", "top: 0\n".to_owned()),
        ("calendars", "office: {hours: {mon: [[\"09:00\", \"17:00\"]]}}\n".to_owned()),
        ("calendars", "office: {time_zone: UTC}\n".to_owned()),
        ("calendars", "office: {time_zone: UTC, hours: {monday: []}}\n".to_owned()),
        ("calendars", "office: {time_zone: UTC, hours: {mon: [[\"09:00\"]]}}\n".to_owned()),
        ("calendars", "office: {time_zone: UTC, hours: {mon: [[\"09:00\", \"24:30\"]]}}\n".to_owned()),
        ("calendars", "office: {time_zone: UTC, overrides: {26-12-24: []}}\n".to_owned()),
        ("calendars", "24x7: {time_zone: UTC, hours: {mon: [[\"09:00\", \"17:00\"]]}}\n".to_owned()),
        ("views", "views:\n  Stale: is:any\n".to_owned()),
        ("views", "views:\n  stale: {about: x}\n".to_owned()),
        ("views", "views:\n  save: is:any\n".to_owned()),
        ("submission", "format: 1\nkind: ticket\ntitle: x\nstatus: solved\n".to_owned()),
        ("workflow", WorkflowName::Support.text().replace("hold: agent", "hold: agents")),
    ] {
        assert!(valid(name, &text).is_err() && read(name, &text).is_err(), "{text}");
    }
    assert!(schema::schema("ticket").is_some() && schema::schema("x").is_none());
}
