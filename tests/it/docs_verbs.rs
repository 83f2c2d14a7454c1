//! `schema`, `man` and `completions`: none of them needs a repository.

use crate::support::{Out, World};
use std::fs;
use std::path::Path;

/// The program in a directory that is no repository.
fn outside(world: &World, args: &[&str]) -> Out {
    world.run_in(&world.root().join("home"), env!("CARGO_BIN_EXE_git-desk"), args, "")
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn every_schema_that_is_listed_is_printed_and_valid() {
    let world = World::new();
    let listed = outside(&world, &["schema"]).ok();
    let json = outside(&world, &["schema", "--json"]).json();
    let names: Vec<&str> = json["schema"].as_array().expect("a list").iter().filter_map(|n| n.as_str()).collect();
    assert_eq!(listed.lines().collect::<Vec<_>>(), names);
    for name in &names {
        let schema = outside(&world, &["schema", name]).json();
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
    }
    assert!(names.contains(&"faults") && names.contains(&"ticket-file") && names.contains(&"workflow-file"));
    assert!(outside(&world, &["schema", "tickte"]).fails(2).contains("ticket-file"));
}

#[test]
fn what_check_prints_follows_its_schema() {
    let world = World::with_desk();
    world.desk(&["new", "x"]).ok();
    let schema = world.desk(&["schema", "faults"]).json();
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let answer = world.desk(&["check", "--strict", "--json"]).json();
    let faults: Vec<String> = validator.iter_errors(&answer).map(|e| e.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_manual_in_a_pipe_is_roff_in_the_language_of_the_reader() {
    let world = World::new();
    assert!(outside(&world, &["man"]).ok().contains(".TH GIT-DESK 1"));
    assert!(outside(&world, &["man", "--lang", "es"]).ok().contains(".SH NOMBRE"));
}

#[test]
fn installed_pages_are_where_man_looks_and_the_answer_says_so() {
    let world = World::new();
    let data = world.root().join("data");
    let world = world.with("XDG_DATA_HOME", &text(&data));
    let told = outside(&world, &["man", "--install"]).ok();
    assert!(told.contains(&text(&data.join("man"))), "{told}");
    let page = |path: &str| fs::read_to_string(data.join("man").join(path)).expect("the page is there");
    assert!(page("man1/git-desk.1").contains("SYNOPSIS"));
    assert!(page("es/man1/git-desk-check.1").contains("SINOPSIS"));
    assert!(told.contains("export MANPATH="), "{told}");
}

#[test]
fn git_help_desk_shows_the_page_that_was_installed() {
    let world = World::new();
    let data = world.root().join("data");
    if world.command(world.root(), "man", &["--version"]).output().is_err() {
        eprintln!("skipped: there is no man");
        return;
    }
    let world = world.with("XDG_DATA_HOME", &text(&data)).with("MANPAGER", "cat");
    let world = world.with("MANPATH", &text(&data.join("man")));
    outside(&world, &["man", "--install"]).ok();
    // Git knows pages by the names of commands: `git help desk-new` would look for `gitdesk-new`.
    let pages = [
        ("git", ["help", "desk"].as_slice(), "git desk [OPTIONS] [VERB]"),
        ("man", &["git-desk-requester"], "git desk requester [OPTIONS]"),
    ];
    for (program, args, usage) in pages {
        let out = world.run_in(&world.repo(), program, args, "");
        assert!(out.stdout.contains(usage), "{}{}", out.stdout, out.stderr);
    }
}

#[test]
fn without_a_home_nothing_is_installed() {
    let world = World::new().with("HOME", "none").with("XDG_DATA_HOME", "not/absolute");
    assert!(outside(&world, &["man", "--install"]).fails(4).contains("HOME"));
}

#[test]
fn pages_and_scripts_are_written_where_they_are_wanted() {
    let world = World::new();
    let dir = world.root().join("out");
    outside(&world, &["man", "--out", &text(&dir)]).ok();
    assert!(dir.join("man1/git-desk-new.1").is_file() && dir.join("es/man1/git-desk-new.1").is_file());
    for (shell, file) in SCRIPTS {
        let told = outside(&world, &["completions", shell, "--out", &text(&dir)]).ok();
        assert_eq!(told.trim_end(), text(&dir.join(file)));
        let printed = outside(&world, &["completions", shell]).ok();
        assert_eq!(fs::read_to_string(dir.join(file)).expect("the script is there"), printed);
    }
    let file = world.root().join("file");
    fs::write(&file, "").expect("a file");
    assert!(outside(&world, &["man", "--out", &text(&file)]).fails(4).contains("cannot be written"));
}

/// Each shell and the file in which it looks for its script.
const SCRIPTS: [(&str, &str); 5] = [
    ("bash", "git-desk.bash"),
    ("zsh", "_git-desk"),
    ("fish", "git-desk.fish"),
    ("elvish", "git-desk.elv"),
    ("powershell", "git-desk.ps1"),
];
