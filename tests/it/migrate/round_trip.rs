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
}
