//! Two people at one ticket: what somebody has not seen is not written over, wherever they look from.

use super::{LUIS, SOL, file, state, status};
use crate::support::World;

fn notes(world: &World) -> std::path::PathBuf {
    world.repo().join(".git/desk/looked")
}

/// Ana looks; Luis changes what she saw.
fn overtaken(world: &World) -> String {
    let id = file(world, "Printer", &[]);
    world.desk(&["show", &id]).ok();
    world.desk_as(&LUIS, &["edit", &id, "--priority", "high", "-q"]).ok();
    id
}

/// Everything that writes over a ticket; messages, files and followers only add to it.
fn rewrites(id: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["edit", id, "--priority", "low"],
        vec!["status", id, "hold"],
        vec!["solve", id],
        vec!["pend", id],
        vec!["hold", id],
        vec!["assign", id, "--me"],
        vec!["tag", id, "+x"],
        vec!["claim", id],
        vec!["escalate", id, "--to", "network", "-m", "Hard"],
    ]
}

#[test]
fn every_verb_that_rewrites_is_refused_and_force_writes() {
    let world = World::with_desk();
    let id = overtaken(&world);
    let before = state(&world);
    for line in rewrites(&id) {
        let refused = world.desk(&line).fails(3);
        let first =
            format!("error: {id} changed since you looked at it; luis@example.com did this:\n  priority: High\n");
        assert!(refused.starts_with(&first), "{line:?}: {refused}");
        assert!(refused.ends_with("--force writes over it\n"), "{line:?}: {refused}");
        let spanish = world.desk(&[&line[..], &["--lang", "es"]].concat()).fails(3);
        assert!(spanish.ends_with("--force escribe encima\n"), "{line:?}: {spanish}");
        let tried = world.desk(&[&line[..], &["--dry-run"]].concat()).fails(3);
        assert_eq!(tried.lines().next(), refused.lines().next(), "{line:?}");
        world.desk(&[&line[..], &["--force", "--dry-run", "-q"]].concat()).ok();
        assert_eq!(state(&world).0, before.0);
    }
    for line in [&["reply", &id, "-m", "Hi"][..], &["note", &id, "-m", "Hi"], &["follow", &id]] {
        world.desk(&[line, &["-q"]].concat()).ok();
    }
}

#[test]
fn one_ticket_of_a_bulk_change_holds_up_all_and_is_named() {
    let world = World::with_desk();
    let other = file(&world, "Plotter", &[]);
    let id = overtaken(&world);
    let before = state(&world).0;
    for line in [&["solve", "--query", "is:unsolved"][..], &["solve", &other, &id], &["tag", "--query", "is:any", "+x"]]
    {
        let refused = world.desk(line).fails(3);
        assert!(refused.starts_with(&format!("error: {id} changed since you looked at it")), "{refused}");
        assert_eq!(state(&world).0, before);
    }
    world.desk(&["solve", "--query", "is:unsolved", "--force", "-q"]).ok();
    assert_eq!((status(&world, &id), status(&world, &other)), ("solved".to_owned(), "solved".to_owned()));
}

#[test]
fn nobody_collides_with_themselves() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    world.desk(&["show", &id]).ok();
    for line in rewrites(&id).into_iter().chain([
        vec!["reply", &id, "-m", "Hi"],
        vec!["reopen", &id],
        vec!["note", &id, "-m", "Hi"],
    ]) {
        let out = world.desk(&[&line[..], &["-q"]].concat());
        assert_ne!(out.code, 3, "{line:?}: {out:?}");
    }
}

#[test]
fn a_merge_and_its_taking_back_heed_both_sides() {
    let world = World::with_desk();
    let id = overtaken(&world);
    let other = file(&world, "Plotter", &[]);
    for line in
        [&["merge", &id, "--into", &other][..], &["merge", &other, "--into", &id], &["link", &id, "--to", &other]]
    {
        let refused = world.desk(line).fails(3);
        assert!(refused.starts_with(&format!("error: {id} changed since you looked at it")), "{refused}");
    }
    world.desk(&["merge", &other, "--into", &id, "--force", "-q"]).ok();
    world.desk(&["show", &id]).ok();
    world.desk_as(&LUIS, &["tag", &id, "+vip", "-q"]).ok();
    assert_eq!(world.desk(&["unmerge", &other]).code, 3);
    world.desk(&["unmerge", &other, "--force", "-q"]).ok();
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn notes_are_of_one_person_and_one_desk() {
    let world = World::with_desk();
    let id = overtaken(&world);
    // Sol looked at nothing.
    world.desk_as(&[("GIT_AUTHOR_EMAIL", "zoe@example.com")], &["tag", &id, "+x", "-q"]).ok();
    // The same commits under another name are another desk.
    world.git(&["update-ref", "refs/heads/other", "tickets"]);
    world.desk(&["--ref", "other", "tag", &id, "+y", "-q"]).ok();
    assert_eq!(world.desk(&["tag", &id, "+y"]).code, 3);
}

#[test]
fn a_linked_worktree_shares_the_notes() {
    let world = World::with_desk();
    world.git(&["commit", "-q", "--allow-empty", "-m", "x"]);
    let tree = world.root().join("tree");
    world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "-b", "work"]);
    let id = file(&world, "Printer", &[]);
    let there = |line: &[&str]| world.run_in(&tree, env!("CARGO_BIN_EXE_git-desk"), line, "");
    there(&["show", &id]).ok();
    world.desk_as(&LUIS, &["edit", &id, "--priority", "high", "-q"]).ok();
    assert_eq!(world.desk(&["solve", &id]).code, 3);
    assert_eq!(there(&["solve", &id]).code, 3);
    world.desk(&["show", &id]).ok();
    there(&["solve", &id, "-q"]).ok();
}

#[test]
fn what_was_seen_outlives_a_collection_of_garbage() {
    let world = World::with_desk();
    let id = overtaken(&world);
    world.git(&["gc", "-q", "--prune=now"]);
    assert_eq!(world.desk(&["solve", &id]).code, 3);
    // A commit that is gone was on another history: nothing is said, and nothing stops the work.
    let path = std::fs::read_dir(notes(&world)).expect("notes").flatten().next().expect("a file").path();
    let text = std::fs::read_to_string(&path).expect("lines");
    let gone: Vec<String> = text
        .lines()
        .filter_map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            let [id, _, seconds] = words[..] else { return None };
            Some(format!("{id} {} {seconds}\n", "1".repeat(40)))
        })
        .collect();
    std::fs::write(&path, format!("nonsense\n{}\n", gone.concat())).expect("the file can be written");
    world.desk(&["solve", &id, "-q"]).ok();
}

#[test]
#[cfg(unix)]
fn where_no_notes_can_be_kept_work_goes_on() {
    let world = World::with_desk();
    std::fs::create_dir_all(world.repo().join(".git/desk")).expect("a folder");
    // Not even an administrator can make a folder of a file.
    std::fs::write(notes(&world), "in the way").expect("a file");
    let id = overtaken(&world);
    world.desk(&["solve", &id, "-q"]).ok();
    assert_eq!(status(&world, &id), "solved");
}

#[test]
fn a_claim_of_somebody_else_holds_up_all_but_messages() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    world.desk_as(&LUIS, &["claim", &id, "--for", "1h", "-q"]).ok();
    for line in rewrites(&id).into_iter().chain([vec!["release", &id]]) {
        let refused = world.desk(&line).fails(3);
        assert!(refused.starts_with(&format!("error: {id}: luis@example.com has it in hand until ")), "{refused}");
    }
    world.desk_as(&SOL, &["reply", &id, "-m", "Hello?", "-q"]).ok();
    world.desk(&["claim", &id, "--force", "-q"]).ok();
    assert_eq!(world.desk_as(&LUIS, &["solve", &id]).code, 3);
    world.desk(&["release", &id, "-q"]).ok();
    world.desk(&["check", "--strict"]).ok();
}
