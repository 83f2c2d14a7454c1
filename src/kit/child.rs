//! Running git as a child process: arguments as arguments (never through a shell), its output as data.

use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Why a child gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// git is not installed, or not on `PATH`.
    #[error("git-not-found")]
    NotFound,
    /// It ran and said no. `stderr` is its own word, as text.
    #[error("exit {code:?}: {stderr}")]
    Failed { code: Option<i32>, stderr: String },
    #[error("io: {0}")]
    Io(String),
}

/// A call of git that is being put together.
pub struct Git {
    command: Command,
    input: Vec<u8>,
}

/// git on the repository whose git directory (or common directory) this is.
pub fn git(git_dir: &Path, args: &[impl AsRef<OsStr>]) -> Git {
    let mut command = plain_git();
    let mut dir = OsString::from("--git-dir=");
    dir.push(git_dir);
    command.arg(dir).args(args);
    Git { command, input: Vec::new() }
}

/// git in a directory (its own `.git` decides which repository).
pub fn git_in(dir: &Path, args: &[impl AsRef<OsStr>]) -> Git {
    let mut command = plain_git();
    forget_callers_repository(&mut command);
    command.arg("-C").arg(dir).args(args);
    Git { command, input: Vec::new() }
}

/// git in a work tree, given its git directory: what lies above or in the work tree does not matter.
pub fn git_at(git_dir: &Path, work_tree: &Path, args: &[impl AsRef<OsStr>]) -> Git {
    let mut command = plain_git();
    forget_callers_repository(&mut command);
    for (option, path) in [("--git-dir=", git_dir), ("--work-tree=", work_tree)] {
        let mut option = OsString::from(option);
        option.push(path);
        command.arg(option);
    }
    command.current_dir(work_tree).args(args);
    Git { command, input: Vec::new() }
}

/// What the caller's environment says of its own repository does not hold for another work tree.
fn forget_callers_repository(command: &mut Command) {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"] {
        command.env_remove(name);
    }
}

/// git maps packs into memory, all of them if it is not told otherwise: a gigabyte for a long history.
const WINDOWS: [&str; 4] = ["-c", "core.packedGitLimit=128m", "-c", "core.packedGitWindowSize=16m"];

/// git with the user's hooks off and its messages in English, since we read some of them.
fn plain_git() -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "core.hooksPath=/dev/null"])
        .args(WINDOWS)
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

impl Git {
    pub fn input(mut self, input: Vec<u8>) -> Git {
        self.input = input;
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Git {
        self.command.env(name, value);
        self
    }

    /// The call as it stands, for a child that is talked to while it runs.
    pub fn into_command(self) -> Command {
        self.command
    }

    /// What it printed, when it succeeded.
    pub fn bytes(mut self) -> Result<Vec<u8>, Error> {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().map_err(|e| match e.kind() {
            ErrorKind::NotFound => Error::NotFound,
            _ => Error::Io(e.to_string()),
        })?;
        let mut stdin = child.stdin.take().expect("stdin is piped");
        let input = self.input;
        // Fed from a thread of its own: a child that prints before it has read all would block us.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().map_err(|e| Error::Io(e.to_string()))?;
        feeder.join().ok();
        if output.status.success() {
            return Ok(output.stdout);
        }
        let stderr = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(Error::Failed { code: output.status.code(), stderr })
    }

    /// The same as text, without the last line feed.
    pub fn text(self) -> Result<String, Error> {
        let bytes = self.bytes()?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned())
    }
}
