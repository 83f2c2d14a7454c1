//! Several tickets at once: all or none, each once, one move of the branch; and trying without writing.

use super::{file, rewrite, state, status};
use crate::support::World;

fn desk() -> (World, Vec<String>) {
    let world = World::with_desk();
    let ids = ["one", "two", "three"].map(|title| file(&world, title, &[])).to_vec();
    (world, ids)
}

fn commits(world: &World) -> usize {
    world.git(&["rev-list", "--count", "tickets"]).trim().parse().expect("a number")
}

#[test]
fn one_bad_id_and_nothing_is_written() {
    let (world, ids) = desk();
    let before = state(&world);
    let solve = world.desk(&["solve", &ids[0], "zzzzzzzzzz", &ids[1]]);
    assert_eq!(solve.fails(4).lines().next(), Some("error: there is no ticket “zzzzzzzzzz”"));
    assert_eq!(world.desk(&["assign", &ids[0], "#99", "me"]).code, 4);
    assert_eq!(world.desk(&["tag", &ids[0], "UUUU", "+x"]).code, 2);
    assert_eq!(state(&world), before);
}

#[test]
fn one_refusal_and_nothing_is_written() {
    let (world, ids) = desk();
    rewrite(&world, &super::path_of(&ids[2]), "status: new", "status: closed");
    let before = state(&world);
    let refused = world.desk(&["pend", &ids[0], &ids[1], &ids[2], "-m", "Waits"]).fails(4);
    assert_eq!(
        refused.lines().next(),
        Some(format!("error: {}: closed is final; only tags change on a closed ticket", ids[2]).as_str())
    );
    assert_eq!(state(&world), before);
}

#[test]
fn each_ticket_has_a_commit_of_its_own_in_one_move() {
    let (world, ids) = desk();
    let before = commits(&world);
    let moves = || world.git(&["reflog", "show", "tickets"]).lines().count();
    let moved = moves();
    let said = world.desk(&["solve", &ids[0], &ids[1], &ids[2], "-m", "Power is back"]).ok();
    let line = |id: &str, title: &str| {
        format!("{id}  {title} · status New → Solved; resolution: Power is back; assignee: ana@example.com\n")
    };
    assert_eq!(said, line(&ids[0], "one") + &line(&ids[1], "two") + &line(&ids[2], "three"));
    assert_eq!((commits(&world), moves()), (before + 3, moved + 1));
    let subjects = world.git(&["log", "-3", "--format=%s", "tickets"]);
    for id in &ids {
        assert_eq!(subjects.lines().filter(|s| s.contains(id.as_str())).count(), 1, "{subjects}");
    }
    world.fsck();
}

#[test]
fn the_same_id_twice_counts_once() {
    let (world, ids) = desk();
    let before = commits(&world);
    let said = world
        .desk(&["tag", &ids[0], &ids[0][..6], &ids[0].to_uppercase(), "+vip", "--json"])
        .json();
    assert_eq!(said["tickets"].as_array().map(Vec::len), Some(1));
    assert_eq!(commits(&world), before + 1);
}

#[test]
fn nothing_to_do_is_no_commit() {
    let (world, ids) = desk();
    world.desk(&["tag", &ids[0], "+vip", "-q"]).ok();
    let before = commits(&world);
    let said = world.desk(&["tag", &ids[0], &ids[1], "+vip"]).ok();
    assert_eq!(said, format!("{}  one · unchanged\n{}  two · tag added: vip\n", ids[0], ids[1]));
    assert_eq!(commits(&world), before + 1);
    world.desk(&["tag", &ids[0], "+vip", "-q"]).ok();
    assert_eq!(commits(&world), before + 1);
}

#[test]
fn ids_come_from_standard_input() {
    let (world, ids) = desk();
    let input = format!("{}\n  {} {}\n\n", ids[0], ids[1], ids[0]);
    let said = world.desk_with(&["hold", "-", "--json"], &input).json();
    assert_eq!(said["tickets"].as_array().map(Vec::len), Some(2));
    assert_eq!([0, 1, 2].map(|i| status(&world, &ids[i])), ["hold", "hold", "new"]);
    world.desk_with(&["assign", "-", "luis@example.com"], &ids[2]).ok();
    assert_eq!(status(&world, &ids[2]), "open");
    assert_eq!(world.desk_with(&["hold", "-"], "").ok(), "");
}

#[test]
fn a_dry_run_writes_nothing_and_says_so() {
    let (world, ids) = desk();
    let id = ids[0].as_str();
    let before = state(&world);
    for line in [
        &["new", "x", "-m", "y", "--assignee", "me"][..],
        &["status", id, "hold", "-m", "x"],
        &["solve", id],
        &["pend", id],
        &["hold", id],
        &["assign", id, "--me"],
        &["tag", id, "+x"],
        &["reply", id, "-m", "x", "--status", "pending"],
        &["note", id, "-m", "x"],
        &["edit", id, "--priority", "high"],
    ] {
        let out = world.desk(&[line, &["--dry-run"]].concat());
        assert_eq!((out.code, out.stderr.as_str()), (0, "nothing was written (--dry-run); it would be:\n"), "{line:?}");
        assert!(out.stdout.contains(" · "), "{line:?}: {}", out.stdout);
        let json = world.desk(&[line, &["--dry-run", "--json"]].concat());
        assert_eq!(
            (json.code, json.stderr.as_str()),
            (0, "nothing was written (--dry-run); it would be:\n"),
            "{line:?}"
        );
        assert_eq!(state(&world), before, "{line:?}");
    }
    world.desk(&["solve", id, "-q"]).ok();
    let before = state(&world);
    assert_eq!(world.desk(&["reopen", id, "--dry-run", "-q"]).ok(), format!("{id}  one · status Solved → Open\n"));
    assert_eq!(state(&world), before);
}

#[test]
fn making_a_desk_can_be_tried() {
    let world = World::new();
    assert_eq!(world.desk(&["init", "--dry-run"]).ok(), "A desk would be made on refs/heads/tickets.\n");
    assert_eq!(world.git(&["for-each-ref"]), "");
    assert!(world.git(&["count-objects"]).starts_with("0 objects"));
}
