//! A hermetic desk: nothing of the machine's home, configuration, clock or language gets in.

pub mod both;
pub mod catalogue;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Out {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Out {
    /// The answer of a command that had to succeed without a word of complaint.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "stdout: {}", self.stdout);
        self.stdout
    }

    /// The complaint of a command that had to fail with this code and without an answer.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "stderr: {}", self.stderr);
        self.stderr
    }

    /// The answer as JSON, of a command that had to succeed.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.ok()).expect("--json prints JSON")
    }
}

/// A world with one repository in it.
pub struct World {
    root: TempDir,
    /// Variables on top of the hermetic ones; a later value of a name replaces an earlier one.
    pub env: Vec<(String, String)>,
}

impl World {
    /// A home and an empty repository, no desk yet.
    pub fn new() -> World {
        let world = World { root: tempfile::tempdir().expect("a temporary directory"), env: Vec::new() };
        std::fs::create_dir(world.root.path().join("home")).expect("a home");
        std::fs::write(world.root.path().join("home/.gitconfig"), GITCONFIG).expect("a configuration");
        std::fs::create_dir(world.repo()).expect("a directory");
        world.git(&["init", "-q", "-b", "main"]);
        world
    }

    /// The same with a desk.
    pub fn with_desk() -> World {
        let world = World::new();
        world.desk(&["init", "-q", "--time-zone", "Europe/Madrid"]).ok();
        world
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn repo(&self) -> PathBuf {
        self.root.path().join("repo")
    }

    /// The same world at another moment, as somebody else, in another language: one more variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> World {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// git-desk in the repository.
    pub fn desk(&self, args: &[&str]) -> Out {
        self.run_in(&self.repo(), env!("CARGO_BIN_EXE_git-desk"), args, "")
    }

    /// git-desk with something on standard input.
    pub fn desk_with(&self, args: &[&str], stdin: &str) -> Out {
        self.run_in(&self.repo(), env!("CARGO_BIN_EXE_git-desk"), args, stdin)
    }

    /// git in the repository; it has to succeed.
    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        self.git_in(&self.repo(), args)
    }

    #[track_caller]
    pub fn git_in(&self, dir: &Path, args: &[&str]) -> String {
        let out = self.run_in(dir, "git", args, "");
        assert_eq!(out.code, 0, "git {args:?}: {}", out.stderr);
        out.stdout
    }

    /// git-desk with more variables, for this one call: as somebody else, at another time.
    pub fn desk_as(&self, variables: &[(&str, &str)], args: &[&str]) -> Out {
        let mut command = self.command(&self.repo(), env!("CARGO_BIN_EXE_git-desk"), args);
        command.envs(variables.iter().copied());
        run(command, "")
    }

    /// git-desk in a directory, with its index and without: it has to say the same.
    #[track_caller]
    pub fn both(&self, dir: &Path, args: &[&str]) -> Out {
        let mut command = self.command(dir, env!("CARGO_BIN_EXE_git-desk"), args);
        let without = answer(&mut both::without_index(&command), "");
        let with = answer(&mut command, "");
        assert_eq!(with, without, "{args:?}");
        with
    }

    pub fn run_in(&self, dir: &Path, program: &str, args: &[&str], stdin: &str) -> Out {
        run(self.command(dir, program, args), stdin)
    }

    /// A command in this world that is not started yet. It finds `git desk`, as after an installation.
    pub fn command(&self, dir: &Path, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(dir).env_clear();
        command.env("PATH", search_path());
        let home = self.root.path().join("home");
        command
            .env("HOME", &home)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", home.join(".gitconfig"));
        for (name, value) in FIXED {
            command.env(name, value);
        }
        for (name, value) in &self.env {
            command.env(name, value);
        }
        command
    }

    /// The whole repository is sound in git's eyes.
    #[track_caller]
    pub fn fsck(&self) {
        let out = self.run_in(&self.repo(), "git", &["fsck", "--strict", "--no-dangling"], "");
        assert_eq!(out.code, 0, "git fsck: {}{}", out.stdout, out.stderr);
    }
}

pub fn run(mut command: Command, stdin: &str) -> Out {
    let out = answer(&mut command, stdin);
    catalogue::watch(&command, &out);
    both::watch(&command, stdin, &out);
    out
}

/// What a command says.
fn answer(command: &mut Command, stdin: &str) -> Out {
    let program = command.get_program().to_owned();
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.unwrap_or_else(|e| panic!("{program:?}: {e}"));
    let mut input = child.stdin.take().expect("stdin is piped");
    let bytes = stdin.as_bytes().to_vec();
    let feeder = std::thread::spawn(move || drop(std::io::Write::write_all(&mut input, &bytes)));
    let out = child.wait_with_output().expect("the child ends");
    feeder.join().expect("the feeder ends");
    Out {
        code: out.status.code().unwrap_or(-1),
        stdout: String::from_utf8(out.stdout).expect("answers are UTF-8"),
        stderr: String::from_utf8(out.stderr).expect("complaints are UTF-8"),
    }
}

/// The machine's, with our program first.
#[expect(clippy::disallowed_methods, reason = "where git and the shell are is all that a test takes from the machine")]
fn search_path() -> std::ffi::OsString {
    let ours = Path::new(env!("CARGO_BIN_EXE_git-desk")).parent().expect("it is in a folder");
    let theirs = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(ours.to_owned()).chain(std::env::split_paths(&theirs));
    std::env::join_paths(all).expect("none of them has the separator in its name")
}

/// A number from the environment: how long a test goes on whose usual length is short.
#[expect(clippy::disallowed_methods, reason = "a longer run is asked for by whoever starts the tests")]
pub fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

const GITCONFIG: &str = "[user]\n\tname = Ana\n\temail = ana@example.com\n[init]\n\tdefaultBranch = main\n\
                         [gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";

/// The clock stands still: Friday 20 November 2026, 09:12:44 in London, 10:12:44 in Madrid.
const FIXED: [(&str, &str); 8] = [
    ("LANG", "C.UTF-8"),
    ("TZ", "UTC"),
    ("CI", "1"),
    ("GIT_DESK_NOW", "2026-11-20T09:12:44Z"),
    ("GIT_DESK_SEED", "a seed for tests"),
    ("GIT_AUTHOR_DATE", "2026-11-20T09:12:44Z"),
    ("GIT_COMMITTER_DATE", "2026-11-20T09:12:44Z"),
    ("GIT_TERMINAL_PROMPT", "0"),
];
