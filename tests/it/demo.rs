//! `git desk demo`: the first thing that anybody tries.

use crate::support::{Out, World};
use std::path::Path;

const DESK: &str = env!("CARGO_BIN_EXE_git-desk");

fn demo(world: &World, dir: &Path, args: &[&str]) -> Out {
    world.run_in(dir, DESK, args, "")
}

fn tip(world: &World, desk: &Path) -> String {
    world.git_in(desk, &["rev-parse", "tickets"])
}

/// A world without a home, a name, or a configuration, for whoever comes by for the first time.
fn stranger() -> World {
    World::new().with("HOME", "/nonexistent").with("GIT_CONFIG_GLOBAL", "/dev/null")
}

#[test]
fn a_stranger_gets_a_sound_desk_that_is_the_same_every_time() {
    let world = stranger();
    let made = demo(&world, world.root(), &["demo", "one", "--json"]).json();
    assert_eq!(made["demo"]["created"], true);
    demo(&world, world.root(), &["demo", "two", "--json"]).json();
    let (one, two) = (world.root().join("one"), world.root().join("two"));
    assert_eq!(tip(&world, &one), tip(&world, &two));
    world.git_in(&one, &["fsck", "--strict", "--no-dangling"]);
    let commits = world.git_in(&one, &["rev-list", "--count", "tickets"]);
    assert_eq!(made["demo"]["commits"].to_string(), commits.trim());
    let files = world.git_in(&one, &["ls-tree", "-r", "--name-only", "tickets", "tickets/"]);
    let all = demo(&world, &one, &["list", "is:solved", "or", "is:unsolved", "--json"]).json();
    assert_eq!(all["tickets"].as_array().map(Vec::len), Some(files.lines().count()), "every ticket can be read");
    assert_eq!(made["demo"]["tickets"], files.lines().count());
}

#[test]
fn the_commands_that_it_proposes_work() {
    let world = stranger();
    for (lang, words) in [("en", "To try next"), ("es", "Para seguir probando")] {
        let dir = world.root().join(lang);
        let told = demo(&world, world.root(), &["demo", lang, "--lang", lang]).ok();
        let (_, commands) = told.split_once(words).expect("it says what to try");
        let commands: Vec<&str> = commands.lines().filter_map(|l| l.trim().strip_prefix("git desk")).collect();
        assert!(commands.len() >= 5, "{told}");
        for command in commands {
            let (command, _) = command.split_once("  ").expect("it says why");
            let line = format!("exec \"$0\" {command}");
            let out = world.run_in(&dir, "sh", &["-c", &line, DESK], "");
            assert_eq!(out.code, 0, "{command}: {}", out.stderr);
        }
    }
}

#[test]
fn what_one_has_tried_stays() {
    let world = stranger();
    demo(&world, world.root(), &["demo"]).ok();
    let dir = world.root().join("git-desk-demo");
    demo(&world, &dir, &["new", "Mine", "-m", "All mine."]).ok();
    let before = tip(&world, &dir);
    let again = demo(&world, world.root(), &["demo", "--json"]).json();
    assert_eq!(again["demo"]["created"], false);
    assert_eq!(tip(&world, &dir), before);
    assert!(demo(&world, world.root(), &["demo"]).ok().contains("is still there"));
}

#[test]
fn a_directory_with_something_in_it_is_refused() {
    let world = stranger();
    let dir = world.root().join("full");
    std::fs::create_dir(&dir).expect("a directory");
    std::fs::write(dir.join("thesis.tex"), "do not touch").expect("a file");
    for args in [["demo", "full"], ["demo", "full/thesis.tex"], ["demo", "repo"]] {
        let complaint = demo(&world, world.root(), &args).fails(4);
        assert!(complaint.contains(args[1]) && complaint.contains("hint:"), "{complaint}");
    }
    assert_eq!(std::fs::read_dir(&dir).expect("it is there").count(), 1);
}

/// Also when the environment names the outer repository, as it does in a hook of git.
#[test]
fn a_repository_around_it_is_left_alone() {
    let world = World::with_desk();
    let look = |world: &World| {
        let state = ["for-each-ref", "config --list --local", "count-objects -v", "worktree list"];
        let state = state.map(|line| world.git(&line.split(' ').collect::<Vec<_>>()));
        (state, std::fs::read_dir(world.repo()).expect("it is there").count())
    };
    let before = look(&world);
    let git_dir = world.repo().join(".git").display().to_string();
    let world = world.with("GIT_DIR", &git_dir);
    let inside = world.repo().join("sub");
    std::fs::create_dir(&inside).expect("a directory");
    demo(&world, &inside, &["demo"]).ok();
    assert!(inside.join("git-desk-demo/.git/refs/heads/tickets").is_file());
    let mut world = world;
    world.env.clear();
    assert_eq!(look(&world).0, before.0);
    assert_eq!(look(&world).1, before.1 + 1);
}

/// The texts of tickets are in two languages anyway; the words around them are in one.
#[test]
fn spanish_is_spanish() {
    let world = stranger();
    let told = demo(&world, world.root(), &["--lang", "es", "demo"]).ok();
    for english in ["To try next", "A year in figures", "Requester", "Ticket volume", "there is now a desk"] {
        assert!(!told.contains(english), "{english}");
    }
    assert!(told.contains("Un año en cifras") && told.contains("Solicitante"));
}
