//! A server with our hook: real pushes of commits that people made by hand.

mod install;
mod judged;
mod refs;
mod roles;
mod signed;
mod together;
mod ways;

use crate::support::{Out, World};
use std::path::PathBuf;

/// A bare repository with the hook, and a clone with a worktree in which people edit by hand.
struct Server {
    world: World,
    dir: PathBuf,
    tree: PathBuf,
    id: String,
}

/// Who is who on the server; Sol asked and is not listed.
const PEOPLE: &str = "people:\n  ana@example.com: admin\n  luis@example.com: agent\n  lea@example.com: lead\n  \
                      eva@example.com: light\n  rita@example.com: requester\n  robot@example.com: bot\n";

impl Server {
    fn new() -> Server {
        Server::with(&[], "pre-receive")
    }

    /// With more words for `git init`, and one of the two hooks.
    fn with(init: &[&str], hook: &str) -> Server {
        let world = World::new();
        world.desk(&["init", "-q", "--time-zone", "UTC"]).ok();
        Server::of(world, init, hook)
    }

    fn of(world: World, init: &[&str], hook: &str) -> Server {
        let luis = [("GIT_AUTHOR_NAME", "Luis"), ("GIT_AUTHOR_EMAIL", "luis@example.com")];
        let line = ["new", "Printer on fire", "-m", "Really", "--requester", "sol@example.com", "--json"];
        let made = world.desk_as(&luis, &line);
        let id = made.json()["ticket"]["id"].as_str().expect("an id").to_owned();
        let tree = world.root().join("by-hand");
        world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "tickets"]);
        let dir = world.root().join("server.git");
        let path = dir.to_str().expect("UTF-8").to_owned();
        world.git(&[&["init", "-q", "--bare"], init, &[&path]].concat());
        world.git(&["remote", "add", "origin", &path]);
        let server = Server { world, dir, tree, id };
        server.write("config/people.yaml", PEOPLE).commit("people");
        let installed = server.on_server(&["hook", "install", &format!("--{hook}")]);
        assert_eq!(installed.code, 0, "{installed:?}");
        server.taken();
        server
    }

    fn on_server(&self, args: &[&str]) -> Out {
        self.world.run_in(&self.dir, env!("CARGO_BIN_EXE_git-desk"), args, "")
    }

    fn configure(&self, key: &str, value: &str) -> &Server {
        self.world.git_in(&self.dir, &["config", key, value]);
        self
    }

    fn git(&self, args: &[&str]) -> String {
        self.world.git_in(&self.tree, args).trim().to_owned()
    }

    fn ticket(&self) -> String {
        path_of(&self.id)
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.tree.join(path)).expect("the file is there")
    }

    fn write(&self, path: &str, text: &str) -> &Server {
        let path = self.tree.join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(path, text).expect("the file can be written");
        self
    }

    #[track_caller]
    fn edit(&self, from: &str, to: &str) -> &Server {
        let text = self.read(&self.ticket());
        assert!(text.contains(from), "{from} is not in\n{text}");
        self.write(&self.ticket(), &text.replacen(from, to, 1))
    }

    fn commit(&self, message: &str) -> &Server {
        self.commit_as("ana@example.com", message)
    }

    /// Author and committer are the same person.
    fn commit_as(&self, who: &str, message: &str) -> &Server {
        self.git(&["add", "-A"]);
        self.git_as(who, &["commit", "-q", "--allow-empty", "-m", message]);
        self
    }

    fn git_as(&self, who: &str, args: &[&str]) {
        let mut command = self.world.command(&self.tree, "git", args);
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_EMAIL"), who).env(format!("GIT_{role}_NAME"), who);
        }
        let out = command.output().expect("git runs");
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn push(&self, args: &[&str]) -> Out {
        self.world.run_in(&self.tree, "git", &[&["push", "-q", "origin"], args].concat(), "")
    }

    fn tip(&self) -> String {
        self.world
            .git_in(&self.dir, &["for-each-ref", "--format=%(objectname)", "refs/heads/tickets"])
    }

    /// The server takes what the clone has.
    #[track_caller]
    fn taken(&self) {
        let out = self.push(&["tickets"]);
        assert_eq!((out.code, out.stderr.as_str()), (0, ""));
        assert_eq!(self.tip().trim(), self.git(&["rev-parse", "tickets"]));
    }

    /// The server does not take it, says why, and nothing has changed there.
    #[track_caller]
    fn refused(&self, saying: &str) -> String {
        self.refused_push(&["tickets"], saying)
    }

    #[track_caller]
    fn refused_push(&self, args: &[&str], saying: &str) -> String {
        let before = self.tip();
        let out = self.push(args);
        assert_eq!(out.code, 1, "{out:?}");
        let told: Vec<&str> = out
            .stderr
            .lines()
            .filter_map(|line| line.strip_prefix("remote: "))
            .map(str::trim)
            .collect();
        let told = told.join("\n");
        assert!(told.contains(saying), "{saying} is not in\n{told}\n({})", out.stderr);
        assert_eq!(self.tip(), before);
        told
    }
}

fn path_of(id: &str) -> String {
    format!("tickets/{}/{}/{id}.yaml", &id[..1], &id[1..2])
}
