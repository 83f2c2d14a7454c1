//! Clones that work together by way of a server that judges.

use super::Server;
use crate::support::Out;
use std::path::{Path, PathBuf};

/// A second clone of the server.
fn second(server: &Server) -> PathBuf {
    let dir = server.world.root().join("second");
    let (from, to) = (server.dir.to_str().expect("UTF-8"), dir.to_str().expect("UTF-8"));
    server.world.git(&["clone", "-q", "--no-checkout", from, to]);
    dir
}

fn desk_in(server: &Server, dir: &Path, who: &str, args: &[&str]) -> Out {
    let mut command = server.world.command(dir, env!("CARGO_BIN_EXE_git-desk"), args);
    for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
        command.env(name, who);
    }
    let out = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Out { code: out.status.code().unwrap_or(-1), stdout: text(out.stdout), stderr: text(out.stderr) }
}

#[test]
fn two_clones_that_wrote_apart_come_together_through_the_server() {
    let server = Server::new();
    let (one, two) = (server.world.repo(), second(&server));
    for round in 0..4 {
        let reply = format!("Round {round}");
        let tag = format!("+round-{round}");
        desk_in(&server, &one, "luis@example.com", &["reply", &server.id, "-m", &reply, "-q"]).ok();
        desk_in(&server, &two, "lea@example.com", &["tag", &server.id, &tag, "-q"]).ok();
        desk_in(&server, &two, "lea@example.com", &["edit", &server.id, "--title", &reply, "-q"]).ok();
        desk_in(&server, &one, "luis@example.com", &["edit", &server.id, "--title", &tag, "-q"]).ok();
        for dir in [&one, &two, &one] {
            let out = desk_in(&server, dir, "ana@example.com", &["sync", "-q"]);
            assert_eq!(out.code, 0, "{out:?}");
        }
        let tips = [&one, &two].map(|dir| server.world.git_in(dir, &["rev-parse", "tickets"]));
        assert_eq!(tips[0], tips[1]);
        assert_eq!(server.tip(), tips[0]);
    }
    let out = server.on_server(&["check"]);
    assert_eq!(out.code, 0, "{out:?}");
}

#[test]
fn a_sync_that_the_server_refuses_says_why() {
    let server = Server::new();
    server.edit("created:", "tags:\n- a\ncreated:").commit_as("eva@example.com", "tagged");
    let out = server.world.desk(&["sync"]);
    assert_ne!(out.code, 0, "{out:?}");
    assert!(
        out.stderr
            .contains("adding and removing tags is not possible for this role (light agent)"),
        "{out:?}"
    );
}

#[test]
fn what_was_handed_in_comes_through_the_server_and_is_collected() {
    let server = Server::new();
    let one = server.world.repo();
    let sent = desk_in(&server, &one, "sol@example.com", &["new", "By the inbox", "-m", "Hello", "--inbox", "-q"]);
    assert_eq!(sent.code, 0, "{sent:?}");
    let waiting = server
        .world
        .git_in(&server.dir, &["for-each-ref", "--format=%(refname)", "refs/desk/inbox/"]);
    assert_eq!(waiting.lines().count(), 1, "{waiting}");
    let collected = desk_in(&server, &one, "ana@example.com", &["collect", "-q"]);
    assert_eq!(collected.code, 0, "{collected:?}");
    desk_in(&server, &one, "ana@example.com", &["sync", "-q"]);
    assert!(server.on_server(&["list"]).ok().contains("By the inbox"));
    let waiting = server
        .world
        .git_in(&server.dir, &["for-each-ref", "--format=%(refname)", "refs/desk/inbox/"]);
    assert_eq!(waiting, "");
}
