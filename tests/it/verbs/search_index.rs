//! The index of words behind `search`: it is brought along whatever happens to the desk, and nobody misses it.

use super::search::{search, titles};
use super::{file, path_of, put, rewrite};
use crate::support::World;
use std::fs;
use std::path::PathBuf;

fn desk() -> World {
    let world = World::with_desk();
    for (title, text) in [("Till one", "red alarm"), ("Till two", "green light"), ("Till three", "red light")] {
        file(&world, title, &["-m", text]);
    }
    world
}

/// The files of the index of words.
fn files(world: &World) -> Vec<PathBuf> {
    let root = world.repo().join(".git/desk/index");
    let dirs = fs::read_dir(root).expect("there is an index").flatten().map(|dir| dir.path());
    let texts = dirs.filter(|dir| dir.to_string_lossy().ends_with("-texts"));
    texts
        .flat_map(|dir| fs::read_dir(dir).expect("it can be read").flatten())
        .map(|file| file.path())
        .filter(|path| !path.to_string_lossy().ends_with("-journal"))
        .collect()
}

fn count(world: &World, words: &[&str]) -> usize {
    titles(world, words).len()
}

#[test]
fn it_is_brought_along_whoever_changes_the_desk() {
    let world = desk();
    assert_eq!(count(&world, &["red"]), 2);
    let made = files(&world);
    assert!(!made.is_empty());
    let id = file(&world, "Till four", &["-m", "red tape"]);
    assert_eq!(count(&world, &["red"]), 3);
    world.desk(&["edit", &id, "--title", "Till blue"]).ok();
    assert_eq!((count(&world, &["blue"]), count(&world, &["four"])), (1, 0));
    rewrite(&world, &path_of(&id), "red tape", "violet tape");
    assert_eq!((count(&world, &["red"]), count(&world, &["violet"])), (2, 1));
    assert_eq!(files(&world), made, "it was not made anew");
    // The desk goes back to where it was, and on from there.
    let tip = world.git(&["rev-parse", "tickets"]);
    world.git(&["update-ref", "refs/heads/tickets", "tickets~3"]);
    assert_eq!((count(&world, &["tape"]), count(&world, &["till"])), (0, 3));
    world.git(&["update-ref", "refs/heads/tickets", tip.trim()]);
    assert_eq!((count(&world, &["tape"]), count(&world, &["till"])), (1, 4));
}

#[test]
fn a_file_that_cannot_be_read_is_found_by_nobody_and_named_by_every_search() {
    let world = desk();
    assert_eq!(count(&world, &["red"]), 2);
    let id = file(&world, "Till four", &["-m", "red tape"]);
    rewrite(&world, &path_of(&id), "title: Till four", "title: [");
    let out = search(&world, &["red"]);
    assert!(out.code == 0 && out.stderr.contains(&id) && !out.stdout.contains("tape"), "{out:?}");
    rewrite(&world, &path_of(&id), "title: [", "title: Till mended");
    assert_eq!(count(&world, &["red", "mended"]), 1);
}

#[test]
fn how_large_a_ticket_may_be_decides_what_is_found() {
    let world = desk();
    let text = "red ".repeat(2_000);
    let id = file(&world, "Long", &["-m", &text]);
    assert_eq!(count(&world, &["red"]), 3);
    let settings = world.git(&["show", "tickets:desk.yaml"]);
    put(&world, "desk.yaml", &format!("{settings}\nlimits: {{ticket: 2KiB}}\n"));
    let out = search(&world, &["red"]);
    assert!(out.stderr.contains(&id), "{out:?}");
    assert_eq!(count(&world, &["red"]), 2);
}

#[test]
fn whatever_is_odd_about_it_the_answer_is_the_same() {
    let world = desk();
    let harm: [fn(&PathBuf); 4] = [
        |file| fs::write(file, "no database").expect("it can be written"),
        |file| fs::write(file, "").expect("it can be written"),
        |file| fs::remove_file(file).expect("it can be removed"),
        |file| {
            let bytes = fs::read(file).expect("it can be read");
            let half: Vec<u8> = bytes.iter().enumerate().map(|(n, b)| if n < 4_096 { *b } else { !*b }).collect();
            fs::write(file, half).expect("it can be written");
        },
    ];
    for harm in harm {
        assert_eq!(count(&world, &["red"]), 2);
        files(&world).iter().for_each(harm);
        assert_eq!(count(&world, &["red"]), 2);
        assert_eq!(count(&world, &["light"]), 2, "and once more");
        assert!(!files(&world).is_empty(), "it is there again");
    }
    let all = world.repo().join(".git/desk/index");
    fs::remove_dir_all(&all).expect("it can be removed");
    assert_eq!(count(&world, &["red"]), 2);
    assert!(all.is_dir());
}

#[test]
fn where_it_cannot_be_written_every_ticket_is_read() {
    let world = desk();
    // A file where the directory would be: that holds for root too.
    fs::create_dir_all(world.repo().join(".git/desk")).expect("a directory");
    fs::remove_dir_all(world.repo().join(".git/desk/index")).unwrap_or_default();
    fs::write(world.repo().join(".git/desk/index"), "in the way").expect("it can be written");
    assert_eq!(count(&world, &["red", "--limit", "1"]), 1);
    let out = search(&world, &["light", "--limit", "1"]);
    assert!(out.stderr == "… and one more\n", "{out:?}");
}

#[test]
fn two_desks_of_one_repository_do_not_mix() {
    let world = desk();
    assert_eq!(count(&world, &["red"]), 2);
    world.desk(&["--ref", "other", "init", "-q"]).ok();
    world.desk(&["--ref", "other", "new", "Elsewhere", "-m", "red"]).ok();
    assert_eq!(titles(&world, &["red", "--ref", "other"]), ["Elsewhere"]);
    assert_eq!(count(&world, &["red"]), 2);
}
