//! Everything in `examples/` does what it says, in a desk of its own.

use crate::support::{Out, World};
use std::path::{Path, PathBuf};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// Runs a script.
fn run(world: &World, script: &str, args: &[&str]) -> Out {
    let script = example(script);
    let mut command = world.command(&world.repo(), script.to_str().expect("UTF-8"), args);
    let out = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Out { code: out.status.code().unwrap_or(-1), stdout: text(out.stdout), stderr: text(out.stderr) }
}

#[test]
fn the_small_history_is_imported_whole() {
    let world = World::with_desk();
    let stream = example("events.jsonl");
    let done = world.desk(&["import", "events", stream.to_str().expect("UTF-8"), "--json"]).json();
    assert_eq!(
        done["import"],
        serde_json::json!({"read": 19, "imported": 19, "skipped": [], "floored": 0, "invalid": []})
    );
    let list = world
        .desk(&["list", "is:any", "sort:created", "--columns", "status,title", "--format", "csv"])
        .ok();
    assert_eq!(list, "status,title\nclosed,Checkout returns 502 after a retry\nopen,No puedo entrar en la VPN\n");
}

#[test]
fn the_nightly_report_writes_its_three_files() {
    let world = World::with_desk();
    let stream = example("events.jsonl");
    world.desk(&["import", "events", stream.to_str().expect("UTF-8"), "-q"]);
    run(&world, "nightly-report.sh", &["out"]).ok();
    let read = |name: &str| std::fs::read_to_string(world.repo().join("out").join(name)).expect(name);
    let volume = read("volume.csv");
    assert!(volume.starts_with("month,created,resolved,reopened,backlog\n2026-09,2,2,1,1\n"), "{volume}");
    assert!(read("times.md").starts_with("| metric |"));
    assert!(read("flow.json").contains("\"reopens\""));
}

#[test]
fn solve_all_solves_what_the_query_finds_and_nothing_else() {
    let world = World::with_desk();
    world.desk(&["new", "One", "--tag", "vpn", "-q"]).ok();
    world.desk(&["new", "Two", "--tag", "vpn", "-q"]).ok();
    world.desk(&["new", "Three", "-q"]).ok();
    assert_eq!(run(&world, "solve-all.sh", &["vpn", "The certificate was renewed"]).ok().lines().count(), 2);
    let left = world.desk(&["list", "--columns", "title", "--format", "csv"]).ok();
    assert_eq!(left, "title\nThree\n");
}

#[test]
fn the_same_fingerprint_is_filed_once() {
    let world = World::with_desk();
    let first = run(&world, "file-once.sh", &["job:build", "Build is red", "run 1"]).ok();
    let second = run(&world, "file-once.sh", &["job:build", "Build is red", "run 2"]).ok();
    assert_eq!(first, second);
    let ticket = world.desk(&["show", first.trim(), "--json"]).json()["ticket"].take();
    assert_eq!(ticket["messages"].as_array().expect("messages").len(), 2);
    assert_eq!(ticket["channel"], "ci");
}

#[test]
fn the_small_workflow_is_valid_and_in_force() {
    let world = World::with_desk();
    let tree = world.root().join("tickets");
    world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "tickets"]);
    std::fs::copy(example("workflow-small.yaml"), tree.join("config/workflow.yaml")).expect("copied");
    world.git_in(&tree, &["commit", "-qam", "A workflow of our own"]);
    let made = world.desk(&["new", "Try it", "--json"]).json();
    let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    world.desk(&["assign", &id, "luis@example.com", "-q"]).ok();
    assert_eq!(world.desk(&["show", &id, "--json"]).json()["ticket"]["status"], "doing");
    world.desk(&["status", &id, "wip"]).ok();
    let refused = world.desk(&["solve", &id]).fails(4);
    assert!(refused.contains("-m"), "{refused}");
    world.desk(&["solve", &id, "-m", "Done"]).ok();
}

#[test]
fn stale_tickets_are_tagged_once() {
    let world = World::with_desk();
    let then = [("GIT_AUTHOR_DATE", "2026-10-01T09:00:00Z"), ("GIT_COMMITTER_DATE", "2026-10-01T09:00:00Z")];
    world.desk_as(&then, &["new", "Old | and forgotten", "-q"]).ok();
    world.desk(&["new", "Fresh", "-q"]).ok();
    if world.command(&world.repo(), "python3", &["--version"]).output().is_err() {
        eprintln!("skipped: there is no python3");
        return;
    }
    let table = run(&world, "stale.py", &["14"]).ok();
    assert!(table.starts_with("| ticket |") && table.contains("| Old \\| and forgotten |"), "{table}");
    assert!(!table.contains("Fresh"));
    assert_eq!(run(&world, "stale.py", &["14"]).ok(), "", "a second run finds nothing");
    let tagged = world.desk(&["list", "tag:stale", "--columns", "title", "--format", "csv"]).ok();
    assert_eq!(tagged, "title\nOld | and forgotten\n");
}

#[test]
fn csv_for_spreadsheets_has_no_live_formula() {
    let world = World::with_desk();
    world.desk(&["new", "=HYPERLINK(1)", "--requester", "+cmd", "-q"]).ok();
    run(&world, "to-csv.sh", &["out.csv"]).ok();
    let text = std::fs::read_to_string(world.repo().join("out.csv")).expect("the file");
    assert!(text.starts_with("id,number,title,status,"), "{text}");
    assert!(text.contains(",'=HYPERLINK(1),new,,'+cmd,"), "{text}");
}
