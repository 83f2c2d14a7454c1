//! Attachments: any bytes, safe names, sizes as the desk says, and nothing internal in public.

use super::{LUIS, SOL, file, rewrite};
use crate::support::World;

fn put(world: &World, name: &str, bytes: &[u8]) {
    std::fs::write(world.repo().join(name), bytes).expect("a file");
}

#[test]
fn any_bytes_come_back_as_they_went() {
    let world = World::with_desk();
    put(&world, "raw.bin", &[0, 159, 146, 150, 13, 10, 255]);
    let id = file(&world, "Printer", &["--attach", "raw.bin"]);
    world.desk(&["attachment", &id, "raw", "-o", "out/back.bin", "-q"]).ok();
    assert_eq!(std::fs::read(world.repo().join("out/back.bin")).expect("a file"), [0, 159, 146, 150, 13, 10, 255]);
    world.desk(&["check", "--strict"]).ok();
    world.fsck();
}

#[test]
fn two_files_of_one_name_are_two() {
    let world = World::with_desk();
    put(&world, "log.txt", b"first");
    let id = file(&world, "Printer", &[]);
    world.desk_as(&SOL, &["reply", &id, "-m", "Here", "--attach", "log.txt"]).ok();
    put(&world, "log.txt", b"second");
    world
        .desk_as(&SOL, &["reply", &id, "-m", "And here", "--attach", "log.txt", "--attach", "log.txt"])
        .ok();
    let shown = world.desk(&["attachment", &id]).ok();
    assert_eq!(shown, "log.txt  5 B · text\nlog.txt  6 B · text\nlog-2.txt  6 B · text\n");
    assert_eq!(world.desk(&["attachment", &id, "log.txt"]).ok(), "second");
    let files = world.desk(&["attachment", &id, "--json"]).json()["attachments"].clone();
    let first = format!("{}/log.txt", files[0]["id"].as_str().expect("an id"));
    assert_eq!(world.desk(&["attachment", &id, &first]).ok(), "first");
}

#[test]
fn a_file_over_the_limit_is_refused_by_name_and_nothing_is_written() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    rewrite(&world, "desk.yaml", "#limits:", "limits:\n  attachment: 10 B\n#limits:");
    put(&world, "small.txt", b"small");
    put(&world, "large.txt", b"more than ten");
    let before = world.git(&["rev-parse", "tickets"]);
    let refused = world.desk(&["attach", &id, "small.txt", "large.txt"]).fails(4);
    assert!(refused.starts_with(&format!("error: {id}: large.txt has 13 bytes")), "{refused}");
    let missing = world.desk(&["--lang", "es", "attach", &id, "nothing.txt"]).fails(4);
    assert!(missing.contains("nothing.txt"), "{missing}");
    assert_eq!(world.git(&["rev-parse", "tickets"]), before);
}

#[test]
fn what_is_internal_stays_internal() {
    let world = World::with_desk();
    put(&world, "secret.txt", b"SECRET");
    put(&world, "open.txt", b"open");
    let id = file(&world, "Printer", &[]);
    world.desk_as(&LUIS, &["attach", &id, "open.txt"]).ok();
    world.desk_as(&LUIS, &["attach", &id, "secret.txt", "--internal"]).ok();
    world.desk_as(&LUIS, &["note", &id, "-m", "See", "--attach", "secret.txt"]).ok();
    let public = world.desk(&["show", &id, "--public", "--json"]).ok();
    assert!(public.contains("open.txt") && !public.contains("secret.txt"), "{public}");
    let export = world.desk(&["export", "--public", "--format", "jsonl"]).ok();
    assert!(export.contains("open.txt") && !export.contains("secret.txt"), "{export}");
    // A requester attaches to what is theirs, and never a note.
    assert_eq!(world.desk_as(&SOL, &["attach", &id, "open.txt", "--internal"]).code, 4);
    world.desk_as(&SOL, &["attach", &id, "open.txt"]).ok();
}

#[test]
fn a_file_that_nobody_names_and_a_name_without_its_file_are_found() {
    let world = World::with_desk();
    put(&world, "log.txt", b"trace");
    let id = file(&world, "Printer", &["--attach", "log.txt"]);
    let place = world.git(&["ls-tree", "-r", "--name-only", "tickets", "attachments"]);
    let work = world.root().join("work");
    let dir = work.to_str().expect("a path");
    world.git(&["worktree", "add", "-q", dir, "tickets"]);
    let elsewhere = place.trim().replace("log.txt", "other.txt");
    world.git_in(&work, &["mv", place.trim(), &elsewhere]);
    world.git_in(&work, &["commit", "-q", "-m", "by hand"]);
    let found = world.desk(&["check", "--json"]);
    assert_eq!(found.code, 1);
    assert!(
        found.stdout.contains("\"no-attachment\"") && found.stdout.contains("\"unlisted\""),
        "{}",
        found.stdout
    );
    let gone = world.desk(&["attachment", &id, "log.txt"]).fails(4);
    assert!(gone.contains("has no file log.txt"), "{gone}");
}
