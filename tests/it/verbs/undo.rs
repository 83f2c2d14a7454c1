//! `undo`: a new commit that does the opposite, and never over what somebody else did.

use super::{LUIS, file, status};
use crate::support::World;

fn text(world: &World, id: &str) -> String {
    world.git(&["show", &format!("tickets:{}", super::path_of(id))])
}

fn sound(world: &World) {
    world.desk(&["check", "--strict"]).ok();
    world.fsck();
}

#[test]
fn step_by_step_back_to_the_beginning() {
    let world = World::with_desk();
    std::fs::write(world.repo().join("log.txt"), "trace").expect("a file");
    let id = file(&world, "Printer", &[]);
    let empty = world.git(&["rev-parse", "tickets~1^{tree}"]);
    let lines: [&[&str]; 6] = [
        &["edit", &id, "--priority", "high", "--field", "service=web"],
        &["tag", &id, "+a", "+b"],
        &["reply", &id, "-m", "Hello", "--status", "pending", "--attach", "log.txt"],
        &["solve", &id, "-m", "Done"],
        &["reopen", &id],
        &["claim", &id],
    ];
    let mut before = Vec::new();
    for line in lines {
        before.push(text(&world, &id));
        world.desk(line).ok();
    }
    for then in before.iter().rev() {
        let undone = world.desk(&["undo", "-q"]).ok();
        assert_eq!(&text(&world, &id), then, "{undone}");
        sound(&world);
    }
    world.desk(&["undo", "-q"]).ok();
    assert_eq!(world.git(&["rev-parse", "tickets^{tree}"]), empty, "the ticket was filed by mistake");
    sound(&world);
    let nothing = world.desk_as(&LUIS, &["undo"]).fails(4);
    assert!(nothing.starts_with("error: there is nothing of yours to take back"), "{nothing}");
}

#[test]
fn a_bulk_change_is_taken_back_as_one() {
    let world = World::with_desk();
    let ids = ["one", "two", "three"].map(|t| file(&world, t, &[]));
    let tree = || world.git(&["rev-parse", "tickets^{tree}"]);
    let before = tree();
    world.desk(&["solve", "--query", "is:unsolved"]).ok();
    assert_eq!(ids.iter().filter(|id| status(&world, id) == "solved").count(), 3);
    let undone = world.desk(&["undo", "--json"]).json()["undone"].clone();
    assert_eq!(undone["commits"].as_array().map(Vec::len), Some(3));
    assert_eq!(tree(), before);
    sound(&world);
}

#[test]
fn a_merge_and_a_split_are_taken_back_whole() {
    let world = World::with_desk();
    let [a, b] = ["one", "two"].map(|t| file(&world, t, &["--tag", t, "-m", t]));
    let tree = || world.git(&["rev-parse", "tickets^{tree}"]);
    let before = tree();
    world.desk(&["merge", &a, "--into", &b]).ok();
    world.desk(&["undo", "-q"]).ok();
    assert_eq!(tree(), before);
    world.desk_as(&LUIS, &["note", &a, "-m", "Second thing"]).ok();
    let shown = world.desk(&["show", &a, "--json"]).json();
    let message = shown["ticket"]["messages"][1]["id"].as_str().expect("an id").to_owned();
    let before = tree();
    world.desk(&["split", &a, "--messages", &message]).ok();
    world.desk(&["undo", "-q"]).ok();
    assert_eq!(tree(), before);
    sound(&world);
}

#[test]
fn what_somebody_changed_after_it_is_not_written_over() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    world.desk(&["edit", &id, "--priority", "high"]).ok();
    world.desk_as(&LUIS, &["edit", &id, "--priority", "low", "--force"]).ok();
    let before = world.git(&["rev-parse", "tickets"]);
    let refused = world.desk(&["undo"]).fails(3);
    assert_eq!(
        refused,
        format!(
            "error: {id}: somebody changed this again after it:\n  priority: High\n\
             hint: set it by hand with git desk edit {id}\n"
        )
    );
    let spanish = world.desk(&["undo", "--lang", "es"]).fails(3);
    assert!(spanish.starts_with(&format!("error: {id}: alguien volvió a cambiar esto después:")), "{spanish}");
    assert_eq!(world.git(&["rev-parse", "tickets"]), before);
    // Somebody else's change of another thing is in nobody's way.
    world.desk_as(&LUIS, &["tag", &id, "+x"]).ok();
    world.desk_as(&LUIS, &["undo", &id, "--dry-run"]);
    world.desk_as(&LUIS, &["undo", "-q"]).ok();
}

#[test]
fn a_commit_that_only_says_that_it_takes_back_is_judged() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    world.desk_as(&LUIS, &["pend", &id]).ok();
    let pended = world.git(&["rev-parse", "tickets"]);
    super::rewrite(&world, &super::path_of(&id), "status: pending", "status: new");
    assert_eq!(world.desk(&["check"]).code, 1, "pending to new is not for people");
    let message = format!("{id} by hand\n\nUndo: {}", pended.trim());
    let tree = world.git(&["rev-parse", "tickets^{tree}"]);
    let commit = world.git(&["commit-tree", tree.trim(), "-p", pended.trim(), "-m", &message]);
    world.git(&["update-ref", "refs/heads/tickets", commit.trim()]);
    world.desk(&["check"]).ok();
    super::rewrite(&world, &super::path_of(&id), "status: new", "status: closed\nclosed: 2026-11-20T10:00:00Z");
    let tree = world.git(&["rev-parse", "tickets^{tree}"]);
    let commit = world.git(&["commit-tree", tree.trim(), "-p", pended.trim(), "-m", &message]);
    world.git(&["update-ref", "refs/heads/tickets", commit.trim()]);
    assert_eq!(world.desk(&["check"]).code, 1, "closing is more than taking back");
}

#[test]
fn what_was_closed_meanwhile_stays_and_closing_itself_can_be_taken_back() {
    let world = World::with_desk();
    let [a, b] = ["one", "two"].map(|title| file(&world, title, &[]));
    world.desk(&["edit", &a, "--priority", "high", "-q"]).ok();
    world.desk_as(&LUIS, &["merge", &a, "--into", &b, "-q"]).ok();
    let before = world.git(&["rev-parse", "tickets"]);
    let refused = world.desk(&["undo", &a]).fails(4);
    assert!(refused.starts_with(&format!("error: {a}: closed is final")), "{refused}");
    assert_eq!(world.git(&["rev-parse", "tickets"]), before);
    let tried = world.desk_as(&LUIS, &["undo", "--dry-run"]);
    assert_eq!((tried.code, tried.stderr.as_str()), (0, "nothing was written (--dry-run); it would be:\n"));
    world.desk_as(&LUIS, &["undo", "-q"]).ok();
    assert_eq!(status(&world, &a), "new");
    sound(&world);
}
