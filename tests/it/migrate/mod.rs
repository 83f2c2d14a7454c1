//! Other trackers move in: each kind of export through the program, twice.

mod csv;
mod git_bug;
mod github;
mod gitlab;
mod jira;
mod mbox;
mod round_trip;
mod zendesk;

use crate::support::World;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// An export of ours in the shape of a tracker's.
pub fn export(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/migration")
        .join(name)
        .display()
        .to_string()
}

/// Imports; what came of it, and whether the exit code says that something could not be read.
#[track_caller]
pub fn import(world: &World, kind: &str, file: &str, more: &[&str]) -> (Value, bool) {
    let mut args = vec!["import", kind, file, "--json"];
    args.extend(more);
    let out = world.desk(&args);
    assert!(out.code == 0 || out.code == 4, "{out:?}");
    let answer: Value = serde_json::from_str(&out.stdout).expect("JSON");
    let import = answer["import"].clone();
    let skipped: u64 = import["skipped"].as_array().expect("a list").iter().filter_map(|s| s["n"].as_u64()).sum();
    let imported = import["imported"].as_u64().expect("a number");
    assert_eq!(import["read"].as_u64(), Some(imported + skipped), "read = imported + skipped");
    (import, out.code == 4)
}

/// What was named as left out: places and kinds.
pub fn named(counts: &Value) -> Vec<(Value, Value)> {
    let all = counts["invalid"].as_array().expect("a list").iter();
    all.map(|one| (one["cause"]["place"].clone(), one["cause"]["kind"].clone())).collect()
}

/// A second import adds nothing, and the branch stays where it is.
#[track_caller]
pub fn again(world: &World, kind: &str, file: &str, more: &[&str]) {
    let tip = world.git(&["rev-parse", "tickets"]);
    let (import, _) = import(world, kind, file, more);
    assert_eq!(import["imported"], 0, "{import}");
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
}

#[track_caller]
pub fn ticket(world: &World, reference: &str) -> Value {
    world.desk(&["show", &format!("ref:{reference}"), "--json"]).json()["ticket"].clone()
}

/// The file of a ticket as its first commit has it.
pub fn at_first(world: &World, ticket: &Value) -> String {
    let id = ticket["id"].as_str().expect("an id");
    let files = world.git(&["ls-tree", "-r", "--name-only", "tickets"]);
    let path = files
        .lines()
        .find(|path| path.starts_with("tickets/") && path.contains(id))
        .expect("its file");
    let commits = world.git(&["log", "--reverse", "--format=%H", "tickets", "--", path]);
    world.git(&["show", &format!("{}:{path}", commits.lines().next().expect("a commit"))])
}

pub fn reason(import: &Value, word: &str) -> u64 {
    let skipped = import["skipped"].as_array().into_iter().flatten();
    skipped.filter(|s| s["reason"] == word).filter_map(|s| s["n"].as_u64()).sum()
}

/// A file beside the repository.
pub fn write(world: &World, name: &str, text: &str) -> PathBuf {
    let path = world.root().join(name);
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let world = World::with_desk();
    let tip = world.git(&["rev-parse", "tickets"]);
    let (dry, _) = import(&world, "github", &export("github-list.json"), &["--dry-run"]);
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
    let (real, _) = import(&world, "github", &export("github-list.json"), &[]);
    assert_eq!(dry, real);
}

#[test]
fn what_is_no_export_is_refused_by_name() {
    let world = World::with_desk();
    for (text, kind, word) in [
        ("", "github", "export-empty"),
        ("{\"a\"", "github", "no-json"),
        ("[]", "github", "export-nothing"),
        ("{\"type\": [\"object\"], \"properties\": {}}", "github", "export-schema"),
        ("a,b\n1,2\n", "csv", "export-no-column"),
        ("", "csv", "export-empty"),
    ] {
        let path = write(&world, "file", text);
        let out = world.desk(&["import", kind, path.to_str().expect("UTF-8"), "--json"]);
        assert_eq!(out.code, 4, "{text}");
        let told: Value = serde_json::from_str(&out.stderr).expect("JSON");
        assert_eq!(told["error"]["kind"], json!(word), "{text}");
    }
    world.desk(&["import", "events", "-", "--suggest-map"]).fails(2);
    world.desk(&["import", "events", "-", "--map", "x.yaml"]).fails(2);
}

#[test]
fn a_mapping_with_a_fault_is_refused_with_its_place() {
    let world = World::with_desk();
    let map = write(&world, "map.yaml", "statusses: {a: b}\n");
    let told = world
        .desk(&["import", "github", &export("github-list.json"), "--map", map.to_str().expect("UTF-8")])
        .fails(4);
    assert!(told.contains("statuses") && told.contains("map.yaml"), "{told}");
}

/// Each sample is read, or refused by a name; nothing is an answer that nobody foresaw.
#[test]
fn every_sample_is_read_or_refused_by_name() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake/exports");
    let Ok(entries) = std::fs::read_dir(&dir) else {
        eprintln!("skipped: there are no samples");
        return;
    };
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        let file = path.to_str().expect("UTF-8");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let (kind, refusal) = match name.as_str() {
            "dbt_zendesk__ticket_data.csv" => ("csv", None),
            name if name.ends_with(".csv") => ("csv", Some("export-no-column")),
            name if name.contains("zendesk") => ("zendesk", Some("export-schema")),
            "go-gitlab__issue_move.json" => ("gitlab", None),
            // Bodies of webhooks are for `intake json`.
            name if name.contains("gitlab") => ("gitlab", Some("export-nothing")),
            "go-jira__issues_in_sprint.json" => ("jira", None),
            // Another tracker's: not of this kind, and said so.
            _ => ("github", Some("export-nothing")),
        };
        let world = World::with_desk();
        let out = world.desk(&["import", kind, file, "--json", "--dry-run"]);
        let Some(word) = refusal else {
            let answer: Value = serde_json::from_str(&out.stdout).expect("JSON");
            let least = if kind == "csv" { 10 } else { 1 };
            assert!(answer["import"]["imported"].as_u64() >= Some(least), "{name}: {answer}");
            continue;
        };
        assert_eq!(out.code, 4, "{name}");
        let told: Value = serde_json::from_str(&out.stderr).expect("JSON");
        assert_eq!(told["error"]["kind"], word, "{name}: {told}");
    }
}
