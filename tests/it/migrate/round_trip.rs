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
    let stream = world.root().join("demo.jsonl");
    let stream = stream.to_str().expect("UTF-8");
    world.run_in(&from, DESK, &["export", "--format", "events", "-o", stream], "").ok();

    // Its rules without its tickets, which were never there.
    world.git_in(&to, &["fetch", "-q", from.to_str().expect("UTF-8"), "tickets"]);
    world.git_in(&to, &["read-tree", "FETCH_HEAD"]);
    world.git_in(&to, &["rm", "-rq", "--cached", "tickets"]);
    let tree = world.git_in(&to, &["write-tree"]);
    let rules = world.git_in(&to, &["commit-tree", "-m", "Rules", tree.trim()]);
    world.git_in(&to, &["update-ref", "refs/heads/tickets", rules.trim()]);

    let told = world.desk(&["import", "events", stream, "--json"]).json();
    assert_eq!(told["import"]["read"], told["import"]["imported"]);
    let tickets = |desk: &Path| world.git_in(desk, &["rev-parse", "tickets:tickets"]);
    assert_eq!(tickets(&from), tickets(&to), "the very same tickets");

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
