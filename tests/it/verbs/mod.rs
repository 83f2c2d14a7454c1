//! What verbs do and print, through the program: the contract of the command line, page by page.

mod around;
mod articles;
mod bad_input;
mod calendars;
mod collisions;
mod conflicts;
mod declared;
mod dry_run;
mod editors;
mod errors;
mod files;
mod follow_ups;
mod formats;
mod forms;
mod guided;
mod hands;
mod indexed;
mod intake;
mod merge_driver;
mod merging;
mod my_desk;
mod options;
mod pages;
mod policies;
mod prompts;
mod queries;
mod query_faults;
mod query_page;
mod relations;
mod reports;
mod requester;
mod rights;
mod rules;
mod search;
mod search_index;
mod several;
mod similar;
mod sla;
mod spanish;
mod times;
mod tour;
mod undo;
mod views;
mod workflows;

use crate::support::{Out, World};
use std::path::PathBuf;

/// Who is at the keyboard. Ana made the desk and is its admin; whoever is not in `people.yaml` is an
/// agent, but on their own tickets a requester.
pub const LUIS: [(&str, &str); 2] = [("GIT_AUTHOR_NAME", "Luis"), ("GIT_AUTHOR_EMAIL", "luis@example.com")];
pub const SOL: [(&str, &str); 2] = [("GIT_AUTHOR_NAME", "Sol"), ("GIT_AUTHOR_EMAIL", "sol@example.com")];

/// The variables of a write at this time.
pub fn at(time: &str) -> [(&str, &str); 2] {
    [("GIT_AUTHOR_DATE", time), ("GIT_COMMITTER_DATE", time)]
}

/// A desk in Madrid that is there since the beginning of the month.
pub fn old_desk() -> World {
    let world = World::new();
    world
        .desk_as(&at("2026-11-01T09:00:00Z"), &["init", "-q", "--time-zone", "Europe/Madrid"])
        .ok();
    world
}

/// Files a ticket that Sol asked for; gives its id.
#[track_caller]
pub fn file(world: &World, title: &str, more: &[&str]) -> String {
    let line = [&["new", title, "--json", "--requester", "sol@example.com"], more].concat();
    world.desk(&line).json()["ticket"]["id"].as_str().expect("an id").to_owned()
}

/// The ticket as `show --json` has it.
#[track_caller]
pub fn shown(world: &World, id: &str) -> serde_json::Value {
    world.desk(&["show", id, "--json"]).json()["ticket"].clone()
}

#[track_caller]
pub fn status(world: &World, id: &str) -> String {
    shown(world, id)["status"].as_str().expect("a status").to_owned()
}

/// Writes a file to the branch past git-desk, as a person with git would.
#[track_caller]
pub fn put(world: &World, path: &str, text: &str) {
    let hash = world.run_in(&world.repo(), "git", &["hash-object", "-w", "--stdin"], text).ok();
    let index: PathBuf = world.root().join("index");
    let git = |args: &[&str]| -> Out {
        let mut command = world.command(&world.repo(), "git", args);
        let out = command.env("GIT_INDEX_FILE", &index).output().expect("git");
        let text = |bytes| String::from_utf8(bytes).expect("git speaks UTF-8");
        Out { code: out.status.code().unwrap_or(-1), stdout: text(out.stdout), stderr: text(out.stderr) }
    };
    git(&["read-tree", "tickets"]).ok();
    git(&["update-index", "--add", "--cacheinfo", &format!("100644,{},{path}", hash.trim())]).ok();
    let tree = git(&["write-tree"]).ok();
    let commit = world.git(&["commit-tree", tree.trim(), "-p", "tickets", "-m", "by hand"]);
    world.git(&["update-ref", "refs/heads/tickets", commit.trim()]);
}

/// Changes a file on the branch past git-desk.
#[track_caller]
pub fn rewrite(world: &World, path: &str, from: &str, to: &str) {
    let text = world.git(&["show", &format!("tickets:{path}")]);
    assert!(text.contains(from), "no {from:?} in {text}");
    put(world, path, &text.replace(from, to));
}

/// Where a ticket's file is.
pub fn path_of(id: &str) -> String {
    format!("tickets/{}/{}/{id}.yaml", &id[..1], &id[1..2])
}

/// Closes a solved ticket, as time will.
#[track_caller]
pub fn close(world: &World, id: &str) {
    rewrite(world, &path_of(id), "status: solved", "status: closed");
    assert_eq!(status(world, id), "closed");
}

/// The tip of the desk and how many objects there are: equal before and after what writes nothing.
pub fn state(world: &World) -> (String, String) {
    let count = world.git(&["count-objects", "-v"]);
    (world.git(&["rev-parse", "tickets"]), count.lines().take(1).collect())
}
