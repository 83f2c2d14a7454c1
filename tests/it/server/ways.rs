//! The ways on which a push comes, and the kinds of repositories that it comes to.

use super::Server;
use crate::support::World;
use std::net::TcpListener;
use std::process::{Child, Stdio};

/// A good push, and a bad one.
fn both(server: &Server) {
    server.edit("created:", "tags:\n- a\ncreated:").commit("tagged");
    server.taken();
    server.edit("- a", "- b").commit_as("eva@example.com", "tagged by a light agent");
    server.refused("adding and removing tags is not possible for this role (light agent)");
    // So many objects that git keeps them aside as a pack.
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    for n in 0..40 {
        server.world.desk(&["new", &format!("Ticket {n}"), "-q"]).ok();
    }
    server.git(&["reset", "-q", "--hard"]);
    server.edit("- a", "- b").commit_as("eva@example.com", "tagged by a light agent");
    server.configure("receive.unpackLimit", "10");
    server.refused("(light agent)");
    server.git(&["reset", "-q", "--hard", "HEAD^"]);
    server.taken();
    server.world.git_in(&server.dir, &["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn by_path() {
    both(&Server::new());
}

#[test]
fn to_a_repository_of_sha256() {
    let world = World::new().with("GIT_DEFAULT_HASH", "sha256");
    std::fs::remove_dir_all(world.repo().join(".git")).expect("a repository");
    world.git(&["init", "-q", "-b", "main"]);
    world.desk(&["init", "-q", "--time-zone", "UTC"]).ok();
    let server = Server::of(world, &["--object-format=sha256"], "pre-receive");
    assert_eq!(server.tip().trim().len(), 64);
    both(&server);
}

#[test]
fn to_a_repository_with_reftables() {
    let world = World::new();
    let tried = world.root().join("tried.git");
    let tried = tried.to_str().expect("UTF-8");
    if world
        .run_in(world.root(), "git", &["init", "-q", "--bare", "--ref-format=reftable", tried], "")
        .code
        != 0
    {
        eprintln!("skipped: this git has no reftables");
        return;
    }
    both(&Server::with(&["--ref-format=reftable"], "pre-receive"));
}

#[test]
fn to_a_repository_that_borrows_objects() {
    let server = Server::new();
    let lent = server.dir.with_file_name("lent.git");
    let (lent, dir) = (lent.to_str().expect("UTF-8"), server.dir.to_str().expect("UTF-8"));
    server.world.git(&["clone", "-q", "--bare", "--shared", dir, lent]);
    server
        .world
        .run_in(lent.as_ref(), env!("CARGO_BIN_EXE_git-desk"), &["hook", "install", "-q"], "")
        .ok();
    server.edit("created:", "tags:\n- a\ncreated:").commit("tagged");
    let out = server.world.run_in(&server.tree, "git", &["push", "-q", lent, "tickets"], "");
    assert_eq!((out.code, out.stderr.as_str()), (0, ""));
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A port that was free just now.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

#[test]
fn by_a_daemon() {
    let server = Server::new();
    let port = free_port();
    let base = format!("--base-path={}", server.world.root().display());
    let line = [
        "daemon",
        "--reuseaddr",
        "--export-all",
        "--enable=receive-pack",
        "--listen=127.0.0.1",
        &format!("--port={port}"),
        &base,
    ];
    let mut command = server.world.command(server.world.root(), "git", &line);
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let _running = Running(child.expect("git runs"));
    let url = format!("git://127.0.0.1:{port}/server.git");
    let answers = || server.world.run_in(&server.tree, "git", &["ls-remote", "-q", &url], "").code == 0;
    let there = (0..100).any(|_| {
        answers() || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            false
        }
    });
    if !there {
        eprintln!("skipped: there is no git daemon");
        return;
    }
    server.git(&["remote", "set-url", "origin", &url]);
    both(&server);
}
