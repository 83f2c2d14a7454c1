//! The store against git itself: git is the oracle of every test.

mod damage;
mod disk;
mod identity;
mod kills;
mod places;
mod text;
pub mod tidy;
mod timeline;
mod untouched;
mod writers;

use crate::support::{Out, World};
use serde_json::Value;
use std::path::Path;

/// The program under test.
pub const DESK: &str = env!("CARGO_BIN_EXE_git-desk");

/// git-desk in another directory.
pub fn desk_in(world: &World, dir: &Path, args: &[&str]) -> Out {
    world.run_in(dir, DESK, args, "")
}

/// git-desk in the repository with variables of its own.
pub fn desk_as(world: &World, env: &[(&str, &str)], args: &[&str]) -> Out {
    run_as(world, &world.repo(), env, DESK, args)
}

/// A program with variables of its own.
pub fn run_as(world: &World, dir: &Path, env: &[(&str, &str)], program: &str, args: &[&str]) -> Out {
    let mut command = world.command(dir, program, args);
    let out = command.envs(env.iter().copied()).output().expect(program);
    Out {
        code: out.status.code().unwrap_or(-1),
        stdout: String::from_utf8(out.stdout).expect("answers are UTF-8"),
        stderr: String::from_utf8(out.stderr).expect("complaints are UTF-8"),
    }
}

/// Files a ticket; gives its id.
#[track_caller]
pub fn file(world: &World, args: &[&str]) -> String {
    id_of(world.desk(&[&["new", "--json"], args].concat()))
}

#[track_caller]
pub fn id_of(out: Out) -> String {
    out.json()["ticket"]["id"].as_str().expect("a ticket has an id").to_owned()
}

/// `show --json` without its envelope.
#[track_caller]
pub fn ticket(world: &World, id: &str) -> Value {
    world.desk(&["show", id, "--json"]).json()["ticket"].clone()
}

/// The kind of an error that `--json` printed.
#[track_caller]
pub fn kind(out: &Out) -> String {
    let error: Value = serde_json::from_str(&out.stderr).unwrap_or_else(|_| panic!("no JSON: {out:?}"));
    error["error"]["kind"].as_str().expect("an error has a kind").to_owned()
}

/// Where a ticket's file is on the branch.
pub fn path_of(id: &str) -> String {
    format!("tickets/{}/{}/{id}.yaml", &id[..1], &id[1..2])
}

/// The titles of all tickets, in no particular order.
#[track_caller]
pub fn titles(world: &World, dir: &Path) -> Vec<String> {
    let list = desk_in(world, dir, &["list", "is:any", "--json"]).json();
    let tickets = list["tickets"].as_array().expect("a list").iter();
    let mut titles: Vec<String> = tickets.map(|t| t["title"].as_str().expect("a title").to_owned()).collect();
    titles.sort();
    titles
}

/// A file that runs as a program.
pub fn script(path: &Path, body: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, format!("#!/bin/sh\n{body}\n")).expect("a script");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a mode");
}

/// Whether this machine lets us mount things in a name space of our own; says so when it does not.
pub fn can_unshare() -> bool {
    let tried = std::process::Command::new("unshare").args(["-rm", "true"]).output();
    let can = tried.is_ok_and(|out| out.status.success());
    if !can {
        eprintln!("skipped: this machine does not allow unshare -rm");
    }
    can
}
