//! `sync`: clones that work apart and come to the same, over real remotes.

mod beside;
mod by_itself;
mod exchange;
mod faults;
mod numbers;
mod places;
mod refusals;
mod simulation;

use crate::support::{Out, World};
use std::path::PathBuf;

/// A bare repository that everybody can reach, and clones of it.
struct Team {
    world: World,
}

impl Team {
    /// The hub, and a first clone with a desk that is published.
    fn new() -> Team {
        let world = World::new();
        world.git_in(world.root(), &["init", "-q", "--bare", "-b", "main", "hub.git"]);
        let team = Team { world };
        team.join("ana");
        team.desk("ana", &["init", "-q", "--time-zone", "Europe/Madrid"]).ok();
        team.desk("ana", &["sync", "-q"]);
        team
    }

    fn dir(&self, name: &str) -> PathBuf {
        self.world.root().join(name)
    }

    /// A new clone, whose owner has that name.
    fn join(&self, name: &str) {
        self.world.run_in(self.world.root(), "git", &["clone", "-q", "hub.git", name], "");
        self.git(name, &["config", "user.name", name]);
        self.git(name, &["config", "user.email", &format!("{name}@example.com")]);
    }

    fn desk(&self, name: &str, args: &[&str]) -> Out {
        self.world.run_in(&self.dir(name), env!("CARGO_BIN_EXE_git-desk"), args, "")
    }

    /// git-desk in a clone, so many seconds after the clock of the world.
    fn later(&self, name: &str, seconds: u32, args: &[&str]) -> Out {
        let date = format!("2026-11-20T09:{:02}:{:02}Z", 20 + seconds / 60, seconds % 60);
        let mut command = self.world.command(&self.dir(name), env!("CARGO_BIN_EXE_git-desk"), args);
        command.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        // Ids differ between people.
        command.env("GIT_DESK_SEED", format!("{name} {seconds}"));
        crate::support::run(command, "")
    }

    /// A program in a clone, whatever becomes of it.
    fn run(&self, name: &str, program: &str, args: &[&str]) -> Out {
        self.world.run_in(&self.dir(name), program, args, "")
    }

    #[track_caller]
    fn git(&self, name: &str, args: &[&str]) -> String {
        self.world.git_in(&self.dir(name), args)
    }

    /// A commit of git's own that writes a file.
    fn write(&self, name: &str, path: &str, text: &str) {
        self.by_hand(name, &format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len()), "1795166000 +0000");
    }

    /// A commit of git's own: what it changes in the words of `git fast-import`, and its date.
    fn by_hand(&self, name: &str, change: &str, date: &str) {
        let head = format!("committer Hand <{name}@example.com> {date}\ndata 7\nby hand\n");
        let commit = format!("commit refs/heads/tickets\n{head}from refs/heads/tickets^0\n{change}");
        self.world.run_in(&self.dir(name), "git", &["fast-import", "--quiet"], &commit).ok();
    }

    fn tip(&self, name: &str) -> String {
        self.git(name, &["rev-parse", "refs/heads/tickets"]).trim().to_owned()
    }

    /// A ticket that everybody has.
    fn ticket(&self) -> String {
        let made = self.desk("ana", &["new", "Printer is on fire", "--json"]).json();
        self.desk("ana", &["sync", "-q"]);
        made["ticket"]["id"].as_str().expect("an id").to_owned()
    }

    /// Another text in a file of the branch, written by hand and published.
    fn rewrite(&self, path: &str, from: &str, to: &str) {
        self.git("ana", &["worktree", "add", "-q", "../files", "tickets"]);
        let file = self.dir("files").join(path);
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(text.contains(from), "{text}");
        std::fs::write(&file, text.replace(from, to)).expect("a file");
        self.git("files", &["commit", "-qam", "by hand"]);
        self.git("ana", &["worktree", "remove", "../files"]);
        self.desk("ana", &["sync", "-q"]).ok();
    }

    fn shown(&self, name: &str, id: &str) -> serde_json::Value {
        self.desk(name, &["show", id, "--json"]).json()["ticket"].clone()
    }

    /// git and we find nothing wrong.
    #[track_caller]
    fn sound(&self, name: &str) {
        self.git(name, &["fsck", "--strict", "--no-dangling"]);
        let checked = self.desk(name, &["check"]);
        assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
    }
}
