//! From commits to events and back: whoever made the commits, whatever the clocks said.

use super::{desk_as, desk_in, file, kind, path_of, ticket};
use crate::support::World;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A desk with a ticket, and the branch checked out beside it.
fn by_hand() -> (World, String, PathBuf) {
    let world = World::with_desk();
    let id = file(&world, &["A ticket", "-m", "text"]);
    world.git(&["worktree", "add", "-q", "../files", "tickets"]);
    let files = world.root().join("files");
    (world, id, files)
}

/// Edits the ticket's file as a person would.
fn edit(files: &std::path::Path, id: &str, from: &str, to: &str) {
    let path = files.join(path_of(id));
    let text = fs::read_to_string(&path).expect("a ticket");
    assert!(text.contains(from), "{from:?} is not in {text}");
    fs::write(&path, text.replacen(from, to, 1)).expect("an edit");
}

fn commit(world: &World, files: &std::path::Path, message: &str) -> String {
    world.git_in(files, &["commit", "-qam", message]);
    world.git_in(files, &["rev-parse", "HEAD"]).trim().to_owned()
}

fn events(world: &World, id: &str) -> Vec<Value> {
    let log = world.desk(&["log", id, "--json"]).json();
    log["events"].as_array().expect("events").clone()
}

/// The ticket as its events add up to, at a time after all of them.
fn folded(world: &World, id: &str) -> Value {
    without_the_present(world.desk(&["show", id, "--at", "2100-01-01T00:00:00Z", "--json"]).json()["ticket"].clone())
}

fn without_the_present(mut ticket: Value) -> Value {
    // What others say of it is known of the present only.
    for key in ["updated", "inverse_links", "merged_from"] {
        ticket.as_object_mut().expect("a ticket").remove(key);
    }
    ticket
}

/// The events of a ticket add up to its file at the tip.
#[track_caller]
fn assert_adds_up(world: &World, id: &str) {
    assert_eq!(folded(world, id), without_the_present(ticket(world, id)));
}

fn title_at(world: &World, id: &str, at: &str) -> Value {
    world.desk(&["show", id, "--at", at, "--json"]).json()["ticket"]["title"].clone()
}

#[test]
fn a_commit_made_by_hand_counts_as_much_as_ours() {
    let (world, id, files) = by_hand();
    edit(&files, &id, "title: A ticket", "title: By hand");
    let made = commit(&world, &files, "whatever");
    let events = events(&world, &id);
    let last = events.last().expect("an event");
    assert_eq!((last["commit"].as_str(), last["to"].as_str()), (Some(made.as_str()), Some("By hand")), "{last}");
    assert_adds_up(&world, &id);
    world.desk(&["tag", &id, "+a"]).ok();
    assert_eq!(world.git_in(&files, &["status", "--porcelain"]), "");
}

#[test]
fn a_version_that_cannot_be_read_sets_nothing() {
    let (world, id, files) = by_hand();
    edit(&files, &id, "title: A ticket", "title: [broken");
    let broken = commit(&world, &files, "a slip");
    // On another branch the ticket goes on; the slip there is none.
    world.git_in(&files, &["branch", "other", &format!("{broken}~1")]);
    world.desk(&["--ref", "other", "tag", &id, "+other"]).ok();
    edit(&files, &id, "title: [broken", "title: Mended");
    let mended = commit(&world, &files, "mended");
    world.git_in(&files, &["merge", "-q", "-m", "merged", "other"]);
    let events = events(&world, &id);
    assert!(events.iter().all(|e| e["commit"] != broken.as_str()), "{events:#?}");
    let of_mending: Vec<&Value> = events.iter().filter(|e| e["commit"] == mended.as_str()).collect();
    assert_eq!(of_mending.len(), 1, "{of_mending:#?}");
    assert_eq!((of_mending[0]["from"].as_str(), of_mending[0]["to"].as_str()), (Some("A ticket"), Some("Mended")));
    assert_adds_up(&world, &id);
}

#[test]
fn a_ticket_removed_and_brought_back_by_hand() {
    let (world, id, files) = by_hand();
    let path = files.join(path_of(&id));
    let text = fs::read(&path).expect("a ticket");
    world.git_in(&files, &["rm", "-q", &path_of(&id)]);
    commit(&world, &files, "gone");
    assert_eq!(kind(&world.desk(&["show", &id, "--json"])), "unknown-ticket");
    fs::create_dir_all(path.parent().expect("a directory")).expect("directories");
    fs::write(&path, text).expect("a ticket");
    world.git_in(&files, &["add", "."]);
    commit(&world, &files, "back");
    assert_adds_up(&world, &id);
}

#[test]
fn a_file_in_the_wrong_place_is_no_ticket_and_hides_none() {
    let (world, id, files) = by_hand();
    let text = fs::read(files.join(path_of(&id))).expect("a ticket");
    for place in ["tickets/0/0", "tickets", "tickets/a/bb", "tickets/ab/c", "tickets/a/b/c", "other/a/b"] {
        fs::create_dir_all(files.join(place)).expect("directories");
        fs::write(files.join(place).join("k39fq2m7xd.yaml"), &text).expect("a stray file");
    }
    world.git_in(&files, &["add", "."]);
    commit(&world, &files, "strays");
    assert_eq!(super::titles(&world, &world.repo()), ["A ticket"]);
    assert_eq!(kind(&world.desk(&["log", "k39f", "--json"])), "unknown-ticket");
    assert_adds_up(&world, &id);
}

#[test]
fn a_merge_of_disjoint_edits_is_no_event() {
    let (world, id, files) = by_hand();
    world.git_in(&files, &["branch", "other"]);
    let at = |time: &str, args: &[&str]| {
        desk_as(&world, &[("GIT_AUTHOR_DATE", time), ("GIT_COMMITTER_DATE", time)], args).ok();
    };
    at("2026-11-20T10:00:00Z", &["tag", &id, "+ours"]);
    at("2026-11-20T11:00:00Z", &["--ref", "other", "edit", &id, "--title", "Theirs", "--priority", "high"]);
    world.git_in(&files, &["merge", "-q", "-m", "merged", "other"]);
    let merge = world.git(&["rev-parse", "tickets"]);
    let events = events(&world, &id);
    assert!(events.iter().all(|e| e["commit"] != merge.trim()), "{events:#?}");
    assert_adds_up(&world, &id);
    let shown = ticket(&world, &id);
    assert_eq!((shown["title"].as_str(), shown["tags"][0].as_str()), (Some("Theirs"), Some("ours")));
    assert_eq!(shown["updated"], "2026-11-20T11:00:00Z");
    assert_eq!(title_at(&world, &id, "2026-11-20T10:30:00Z"), "A ticket");
    world.fsck();
}

#[test]
fn what_a_merge_changes_beyond_its_parents_is_an_event_of_the_merge() {
    let (world, id, files) = by_hand();
    world.git_in(&files, &["branch", "other"]);
    world.desk(&["tag", &id, "+ours"]).ok();
    world.desk(&["--ref", "other", "edit", &id, "--priority", "high"]).ok();
    world.git_in(&files, &["merge", "-q", "--no-commit", "other"]);
    edit(&files, &id, "title: A ticket", "title: Evil");
    let merge = commit(&world, &files, "merged, and more");
    let of_merge: Vec<Value> = events(&world, &id).into_iter().filter(|e| e["commit"] == merge.as_str()).collect();
    assert_eq!(of_merge.len(), 1, "{of_merge:#?}");
    assert_eq!(of_merge[0]["to"], "Evil");
    assert_adds_up(&world, &id);
}

#[test]
fn a_merge_that_breaks_a_ticket_is_mended_by_the_next_commit() {
    let (world, id, files) = by_hand();
    world.git_in(&files, &["branch", "other"]);
    world.desk(&["tag", &id, "+ours"]).ok();
    world.desk(&["--ref", "other", "edit", &id, "--priority", "high"]).ok();
    world.git_in(&files, &["merge", "-q", "--no-commit", "other"]);
    edit(&files, &id, "title: A ticket", "title: [evil");
    commit(&world, &files, "a broken merge");
    edit(&files, &id, "title: [evil", "title: Mended");
    let mended = commit(&world, &files, "mended");
    let events = events(&world, &id);
    let of_mending: Vec<&Value> = events.iter().filter(|e| e["commit"] == mended.as_str()).collect();
    assert_eq!(of_mending.len(), 1, "{of_mending:#?}");
    assert_adds_up(&world, &id);
}

#[test]
fn clocks_that_are_wrong_neither_reorder_nor_postdate_a_ticket() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let at = |author: &str, committer: &str, title: &str| {
        let env = [("GIT_AUTHOR_DATE", author), ("GIT_COMMITTER_DATE", committer)];
        assert_eq!(desk_as(&world, &env, &["edit", &id, "--title", title]).code, 0);
    };
    // The author's clock is an hour ahead of the recorder's: 120 seconds of it are believed.
    at("2026-11-20T11:00:00Z", "2026-11-20T10:00:00Z", "ahead");
    // An author's clock that is behind, after the one before.
    at("2026-11-20T01:00:00Z", "2026-11-20T10:00:10Z", "behind");
    at("2026-11-20T10:02:01Z", "2026-11-20T10:03:00Z", "right");
    let times: Vec<Value> = events(&world, &id)
        .into_iter()
        .filter(|e| e["to"].is_string())
        .map(|e| e["at"].clone())
        .collect();
    let last = &times[times.len() - 3..];
    assert_eq!(last, ["2026-11-20T10:02:00Z", "2026-11-20T10:02:00Z", "2026-11-20T10:02:01Z"]);
    assert_eq!(title_at(&world, &id, "2026-11-20T10:01:59Z"), "A ticket");
    assert_eq!(title_at(&world, &id, "2026-11-20T10:02:00Z"), "behind");
    assert_eq!(title_at(&world, &id, "2026-11-20T10:02:01Z"), "right");
    assert_eq!(kind(&world.desk(&["show", &id, "--at", "2026-11-20T09:12:43Z", "--json"])), "no-ticket-then");
    assert_adds_up(&world, &id);
}

#[test]
fn a_clock_a_day_behind_the_tip_is_told() {
    let world = World::with_desk();
    let id = file(&world, &["A ticket"]);
    let late = [("GIT_AUTHOR_DATE", "2026-11-19T09:12:43Z"), ("GIT_COMMITTER_DATE", "2026-11-19T09:12:43Z")];
    let out = desk_as(&world, &late, &["tag", &id, "+a"]);
    assert!(out.code == 0 && out.stderr.contains("clock"), "{out:?}");
    let out = desk_as(&world, &[("GIT_AUTHOR_DATE", "2026-11-19T09:12:45Z")], &["tag", &id, "+b"]);
    assert_eq!((out.code, out.stderr.as_str()), (0, ""));
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A verb that may or may not be possible now.
fn random_verb(dice: &mut Dice, id: &str) -> Vec<String> {
    let n = dice.roll(4).to_string();
    let words: Vec<&str> = match dice.roll(9) {
        0 => vec!["reply", id, "-m", &n],
        1 => vec!["note", id, "-m", &n],
        2 => vec!["status", id, "open"],
        3 => vec!["pend", id],
        4 => vec!["solve", id, "-m", &n],
        5 => vec!["edit", id, "--title", &n],
        6 => vec!["edit", id, "--priority", ["low", "normal", "high", "urgent"][dice.roll(4) as usize]],
        7 => vec!["assign", id, ["ana", "luis", "eva"][dice.roll(3) as usize]],
        _ => vec!["tag", id, ["+a", "+b", "--remove=a", "--remove=b"][dice.roll(4) as usize]],
    };
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn events_add_up_to_the_tip_after_random_work_on_two_branches_with_random_clocks() {
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let (world, id, files) = by_hand();
        for round in 0..3 {
            world.git_in(&files, &["branch", "-f", "other", "tickets"]);
            for step in 0..6 {
                let time = format!("@{} +0000", 1_795_165_964 + dice.roll(7_200));
                let seed = format!("{seed}/{round}/{step}");
                let env = [("GIT_AUTHOR_DATE", time.as_str()), ("GIT_COMMITTER_DATE", &time), ("GIT_DESK_SEED", &seed)];
                let verb = random_verb(&mut dice, &id);
                let reference = ["tickets", "other"][dice.roll(2) as usize];
                let mut args = vec!["--ref", reference];
                args.extend(verb.iter().map(String::as_str));
                let out = desk_as(&world, &env, &args);
                assert!([0, 4].contains(&out.code), "{args:?}: {out:?}");
            }
            // Where texts collide ours is taken: the difference from the law is the merge's own event.
            world.git_in(&files, &["merge", "-q", "-X", "ours", "-m", "merged", "other"]);
            if desk_in(&world, &files, &["show", &id]).code == 0 {
                assert_adds_up(&world, &id);
            }
        }
        world.fsck();
    }
}
