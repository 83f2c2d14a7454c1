//! The inbox through the program: handing in from clones that have nothing, collecting, and everything that can go
//! wrong on the way, with real remotes.

mod collect;
mod faults;
mod hand_in;

use crate::support::{Out, World};
use serde_json::Value;
use std::path::{Path, PathBuf};

const DESK: &str = env!("CARGO_BIN_EXE_git-desk");

/// A desk that is published at a bare remote, and clones of the code beside it.
pub struct Inbox {
    pub world: World,
}

impl Inbox {
    pub fn new() -> Inbox {
        let world = World::new();
        world.git_in(world.root(), &["init", "-q", "--bare", "remote.git"]);
        world.git(&["remote", "add", "origin", &world.root().join("remote.git").display().to_string()]);
        world.git(&["commit", "-q", "--allow-empty", "-m", "one"]);
        world.git(&["commit", "-q", "--allow-empty", "-m", "two"]);
        world.git(&["push", "-q", "origin", "main"]);
        world.desk(&["init", "-q", "--time-zone", "Europe/Madrid"]).ok();
        world.git(&["push", "-q", "origin", "tickets"]);
        Inbox { world }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.world.root().join(name)
    }

    pub fn remote(&self, args: &[&str]) -> String {
        self.world.git_in(&self.path("remote.git"), args)
    }

    /// A clone that has one commit of the code and nothing of the desk.
    pub fn shallow(&self, name: &str) -> PathBuf {
        let address = format!("file://{}", self.path("remote.git").display());
        let args = ["clone", "-q", "--depth=1", "--single-branch", "-b", "main", &address, name];
        self.world.git_in(self.world.root(), &args);
        self.path(name)
    }

    pub fn clone(&self, name: &str) -> PathBuf {
        self.world.git_in(self.world.root(), &["clone", "-q", "remote.git", name]);
        self.path(name)
    }

    pub fn desk_in(&self, clone: &Path, args: &[&str]) -> Out {
        self.world.run_in(clone, DESK, args, "")
    }

    /// Hands in from a clone at a time, as somebody; gives the id that the ticket gets.
    #[track_caller]
    pub fn hand_in(&self, clone: &Path, (who, at): (&str, &str), args: &[&str]) -> String {
        let mut command = self.world.command(clone, DESK, &[&["new", "--inbox", "--json"], args].concat());
        command.env("GIT_AUTHOR_NAME", who).env("GIT_AUTHOR_EMAIL", format!("{who}@example.com"));
        command.env("GIT_AUTHOR_DATE", at).env("GIT_COMMITTER_DATE", at);
        let out = command.output().expect("it runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let answer: Value = serde_json::from_slice(&out.stdout).expect("JSON");
        answer["submitted"]["ticket"].as_str().unwrap_or_default().to_owned()
    }

    /// Hands in a text that somebody made by hand, as a commit of Sol's; gives the commit.
    pub fn hand_in_raw(&self, clone: &Path, name: &str, text: &str) -> String {
        let git = |args: &[&str], stdin: &str| {
            let out = self.world.run_in(clone, "git", args, stdin);
            assert_eq!(out.code, 0, "{args:?}: {}", out.stderr);
            out.stdout.trim().to_owned()
        };
        let blob = git(&["hash-object", "-w", "--stdin"], text);
        let tree = git(&["mktree"], &format!("100644 blob {blob}\tsubmission.yaml\n"));
        let mut command = self.world.command(clone, "git", &["commit-tree", &tree, "-m", "x"]);
        command.env("GIT_AUTHOR_NAME", "sol").env("GIT_AUTHOR_EMAIL", "sol@example.com");
        let out = command.output().expect("it runs");
        let commit = String::from_utf8(out.stdout).expect("an id").trim().to_owned();
        git(&["push", "-q", "origin", &format!("{commit}:refs/desk/inbox/{name}")], "");
        commit
    }

    /// What waits at the remote.
    pub fn waiting(&self) -> usize {
        self.remote(&["for-each-ref", "refs/desk/inbox/"]).lines().count()
    }

    /// What became of each submission: action and ticket.
    #[track_caller]
    pub fn collect(&self, clone: &Path) -> Vec<(String, String)> {
        let answer = self.desk_in(clone, &["collect", "--json"]).json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = answer["collected"]["submissions"].as_array().expect("a list");
        list.iter().map(|one| (text(&one["action"]), text(&one["ticket"]))).collect()
    }

    #[track_caller]
    pub fn ticket(&self, id: &str) -> Value {
        self.world.desk(&["show", id, "--json"]).json()["ticket"].take()
    }

    /// The desk here is that of the remote, and sound.
    #[track_caller]
    pub fn is_sound(&self) {
        let tip = |text: String| text.trim().to_owned();
        assert_eq!(tip(self.world.git(&["rev-parse", "tickets"])), tip(self.remote(&["rev-parse", "tickets"])));
        let checked = self.world.desk(&["check"]);
        assert_eq!(checked.code, 0, "{}", checked.stdout);
        self.world.fsck();
        let out = self
            .world
            .run_in(&self.path("remote.git"), "git", &["fsck", "--strict", "--no-dangling"], "");
        assert_eq!(out.code, 0, "{}", out.stderr);
    }
}
