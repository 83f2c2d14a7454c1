//! `--dry-run` of every verb that writes: what it would do is printed, and not a byte changes; `-q` and
//! `--no-input`.

use super::{LUIS, SOL, file, shown};
use crate::support::World;
use git_desk::cli::args::Verb;
use git_desk::render::words::{Lang, Words};
use std::collections::BTreeMap;
use std::path::Path;

/// Verbs that write nothing, or no tickets.
const READ: &[&str] = &[
    "conflicts",
    "merge-driver",
    "list",
    "show",
    "log",
    "attachment",
    "next",
    "triage",
    "requester",
    "view",
    "form",
    "search",
    "similar",
    "sla",
    "report",
    "calendar",
    "export",
    "import",
    "collect",
    "init",
    "check",
    "demo",
    "help",
    "man",
    "completions",
    "schema",
    "config",
    "people",
    "doctor",
    "uninstall",
    "hook",
];

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.ends_with(".git/desk/index") {
            // What was read is remembered, which is no writing.
            continue;
        }
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.insert(path.clone(), std::fs::read(&path).expect("a file"));
        }
    }
    all
}

#[test]
fn nothing_is_written_and_what_would_be_is_printed() {
    let world = World::with_desk();
    std::fs::write(world.repo().join("log.txt"), "trace").expect("a file");
    let [a, b, solved, merged] = ["a", "b", "solved", "merged"].map(|title| file(&world, title, &[]));
    world.desk_as(&SOL, &["reply", &a, "-m", "First", "-q"]).ok();
    world.desk_as(&SOL, &["reply", &a, "-m", "Second", "-q"]).ok();
    let message = shown(&world, &a)["messages"][1]["id"].as_str().expect("an id").to_owned();
    world.desk(&["solve", &solved, "-q"]).ok();
    world.desk(&["merge", &merged, "--into", &b, "-q"]).ok();
    world.desk(&["claim", &b, "-q"]).ok();
    let lines: Vec<Vec<&str>> = vec![
        vec!["new", "x", "-m", "y", "--attach", "log.txt"],
        vec!["edit", &a, "--priority", "high"],
        vec!["reply", &a, "-m", "x", "--status", "pending", "--attach", "log.txt"],
        vec!["note", &a, "-m", "x"],
        vec!["assign", &a, "--me"],
        vec!["status", &a, "hold", "-m", "x"],
        vec!["solve", &a],
        vec!["pend", &a],
        vec!["hold", &a],
        vec!["reopen", &solved],
        vec!["claim", &a],
        vec!["release", &b],
        vec!["escalate", &a, "--to", "network", "-m", "x"],
        vec!["tag", &a, "+x"],
        vec!["link", &a, "--to", &b],
        vec!["follow", &a],
        vec!["merge", &a, "--into", &b],
        vec!["unmerge", &merged],
        vec!["split", &a, "--messages", &message],
        vec!["attach", &a, "log.txt"],
        vec!["undo"],
        vec!["sync", "."],
        vec!["intake", "junit", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/report.xml")],
    ];
    let tried: Vec<&str> = lines.iter().map(|line| line[0]).chain(READ.iter().copied()).chain(["close"]).collect();
    for (verb, _) in Verb::ALL {
        assert!(tried.contains(verb), "{verb} is neither tried nor known to write nothing");
    }
    let before = files(&world.repo());
    for line in &lines {
        for lang in [Lang::En, Lang::Es] {
            let out = world.desk(&[&line[..], &["--dry-run", "--lang", lang.as_str()]].concat());
            assert!(out.code == 0 && (out.stdout.contains(" · ") || line[0] == "sync"), "{line:?}: {out:?}");
            assert!(out.stderr.contains(&Words::new(lang).say("dry-run")), "{line:?}: {out:?}");
            let quiet = world.desk(&[&line[..], &["--dry-run", "-q", "--no-input", "--lang", lang.as_str()]].concat());
            assert_eq!((quiet.code, &quiet.stdout, quiet.stderr.as_str()), (0, &out.stdout, ""), "{line:?}");
        }
        world.desk(&[&line[..], &["--dry-run", "-q", "--json"]].concat()).json();
        assert!(files(&world.repo()) == before, "{line:?} wrote something");
    }
    // `close` is for workflows that let people.
    let closed = world.desk(&["close", &a, "--dry-run"]);
    assert!(closed.code == 4 && files(&world.repo()) == before);
}

#[test]
fn what_would_be_is_what_then_is() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    for line in [&["tag", &id, "+x"][..], &["pend", &id], &["assign", &id, "--me"], &["solve", &id, "-m", "Done"]] {
        let tried = world.desk(&[line, &["--dry-run", "-q"]].concat()).ok();
        assert_eq!(world.desk(line).ok(), tried);
    }
    // Whoever may not, may not try either.
    let eva = [LUIS[0], ("GIT_AUTHOR_EMAIL", "eva@example.com")];
    super::rewrite(&world, "config/people.yaml", "\npeople:", "\npeople:\n  eva@example.com: light");
    assert_eq!(world.desk_as(&eva, &["tag", &id, "+y", "--dry-run"]).code, 4);
}
