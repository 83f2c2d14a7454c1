//! An export loses nothing: out of one desk, into an empty one with the same rules, the very same tickets.
//! The synthetic history has its own round trip, with its figures (`real_data.rs`).

use crate::support::World;
use std::path::Path;

const DESK: &str = env!("CARGO_BIN_EXE_git-desk");

#[test]
fn the_demo_moves_into_an_empty_desk_without_a_loss() {
    let world = World::new();
    let (from, to) = (world.root().join("demo"), world.repo());
    world.run_in(world.root(), DESK, &["demo", "demo", "--json"], "").json();
    with_files_and_runs(&world, &from);
    let stream = world.root().join("demo.jsonl");
    let stream = stream.to_str().expect("UTF-8");
    world.run_in(&from, DESK, &["export", "--format", "events", "-o", stream], "").ok();

    // Its rules without its tickets, which were never there.
    world.git_in(&to, &["fetch", "-q", from.to_str().expect("UTF-8"), "tickets"]);
    world.git_in(&to, &["read-tree", "FETCH_HEAD"]);
    world.git_in(&to, &["rm", "-rq", "--cached", "tickets", "attachments"]);
    let tree = world.git_in(&to, &["write-tree"]);
    let rules = world.git_in(&to, &["commit-tree", "-m", "Rules", tree.trim()]);
    world.git_in(&to, &["update-ref", "refs/heads/tickets", rules.trim()]);

    let told = world.desk(&["import", "events", stream, "--json"]).json();
    assert_eq!(told["import"]["read"], told["import"]["imported"]);
    for folder in ["tickets:tickets", "tickets:attachments"] {
        let tree = |desk: &Path| world.git_in(desk, &["ls-tree", "-r", folder]);
        let (there, here) = (tree(&from), tree(&to));
        let others: Vec<&str> = there.lines().filter(|line| !here.contains(line)).collect();
        assert_eq!((others, there == here), (vec![], true), "the very same files below {folder}");
    }
    let again = world.desk(&["import", "events", stream, "--json"]).json();
    assert_eq!(again["import"]["imported"], 0);
    world.git_in(&to, &["fsck", "--strict", "--no-dangling"]);

    let reports = [
        "summary",
        "volume",
        "backlog",
        "times",
        "sla",
        "agents",
        "categories",
        "channels",
        "flow",
        "csat",
        "recurrence",
    ];
    for name in reports {
        let report = |desk: &Path| {
            let mut report = world.run_in(desk, DESK, &["report", name, "--json"], "").json();
            without_revisions(&mut report);
            report
        };
        assert_eq!(report(&from), report(&to), "{name}");
    }
}

/// What the demo has none of: files, one of which is taken away again, and runs of tests that fail, pass and fail.
fn with_files_and_runs(world: &World, demo: &Path) {
    let desk = |args: &[&str]| assert_eq!(world.run_in(demo, DESK, args, "").code, 0, "{args:?}");
    let open = world.run_in(demo, DESK, &["list", "--json"], "").json();
    let id = open["tickets"][0]["id"].as_str().expect("one is open").to_owned();
    for (name, text) in [("a.txt", "one"), ("b.bin", "\u{0}\u{1}two"), ("c.txt", "three")] {
        std::fs::write(demo.join(name), text).expect("it is written");
    }
    desk(&["attach", &id, "a.txt"]);
    desk(&["undo"]);
    desk(&["attach", &id, "b.bin", "--internal"]);
    desk(&["note", &id, "-m", "See the file.", "--attach", "c.txt"]);
    let case =
        |inside: &str| format!("<testsuite name='s'><testcase classname='C' name='t'>{inside}</testcase></testsuite>");
    let failure = "<failure message='no'>no</failure>";
    for (run, inside) in [("r1", failure), ("r2", ""), ("r3", failure)] {
        std::fs::write(demo.join("report.xml"), case(inside)).expect("it is written");
        desk(&["intake", "junit", "report.xml", "--run", run, "--any-branch"]);
    }
}

/// Reports say by which commit's policies they count; commits differ.
fn without_revisions(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("revision");
            map.values_mut().for_each(without_revisions);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(without_revisions),
        _ => {}
    }
}
