//! An export loses nothing: out of one desk, into an empty one with the same rules, the same tickets and the same figures.
//! The synthetic history has its own round trip beside its figures (`real_data.rs`).

use crate::support::World;
use serde_json::Value;
use std::path::Path;

const DESK: &str = env!("CARGO_BIN_EXE_git-desk");

fn report(world: &World, desk: &Path, name: &str) -> Value {
    let args = ["report", name, "--json", "--now", "2026-11-22T19:00:00Z"];
    let mut report = world.run_in(desk, DESK, &args, "").json();
    // The rules have the same content in either desk, and stand in another commit.
    if let Some(notes) = report["report"]["notes"].as_array_mut() {
        for note in notes {
            note["data"].as_object_mut().and_then(|data| data.remove("revision"));
        }
    }
    report
}

#[test]
fn the_demo_moves_into_an_empty_desk_without_a_loss() {
    let world = World::new();
    let (from, to) = (world.root().join("demo"), world.repo());
    world.run_in(world.root(), DESK, &["demo", "demo", "--json"], "").json();
    let stream = world.root().join("demo.jsonl");
    let stream = stream.to_str().expect("UTF-8");
    world.run_in(&from, DESK, &["export", "--format", "events", "-o", stream], "").ok();

    // Its rules without its tickets.
    world.git_in(&to, &["fetch", "-q", from.to_str().expect("UTF-8"), "tickets"]);
    let rules = world.git_in(&to, &["commit-tree", "-m", "Rules", "FETCH_HEAD^{tree}"]);
    world.git_in(&to, &["update-ref", "refs/heads/rules", rules.trim()]);
    world.git_in(&to, &["checkout", "-q", "rules"]);
    world.git_in(&to, &["rm", "-rq", "tickets"]);
    world.git_in(&to, &["commit", "-qm", "No tickets"]);
    world.git_in(&to, &["update-ref", "refs/heads/tickets", "rules"]);

    let told = world.desk(&["import", "events", stream, "--json"]).json();
    assert_eq!(told["import"]["read"], told["import"]["imported"]);
    let tickets = |desk: &Path| world.git_in(desk, &["rev-parse", "tickets:tickets"]);
    assert_eq!(tickets(&from), tickets(&to), "the very same tickets");
    for name in ["summary", "times", "volume", "flow", "sla", "agents", "recurrence", "backlog", "csat"] {
        assert_eq!(report(&world, &from, name), report(&world, &to, name), "{name}");
    }
}
