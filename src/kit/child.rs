//! Running git as a child process: arguments as arguments (never through a shell), its output as data.

use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Read, Write};
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
    let mut command = quiet_git();
    command.env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// The same, for which `GIT_TERMINAL_PROMPT` is as the person has it.
fn quiet_git() -> Command {
    let mut command = Command::new("git");
    command.args(["-c", "core.hooksPath=/dev/null"]).args(WINDOWS).env("LC_ALL", "C");
    command
}

/// git on a repository, talking to another one. With `may_ask` it may ask a person who is there for a
/// password; it never tidies up afterwards, since that is the user's to decide.
pub fn git_afar(git_dir: &Path, may_ask: bool, args: &[impl AsRef<OsStr>]) -> Git {
    let mut command = if may_ask { quiet_git() } else { plain_git() };
    command.args(["-c", "gc.auto=0", "-c", "maintenance.auto=false"]);
    let mut dir = OsString::from("--git-dir=");
    dir.push(git_dir);
    command.arg(dir).args(args);
    Git { command, input: Vec::new() }
}

/// What a child said, whether or not it did what it should.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// `None`: it was killed.
    pub code: Option<i32>,
    pub stdout: String,
    /// Without the lines that only show how far it is.
    pub stderr: String,
}

/// How much of what a child complains of is kept, in bytes.
const COMPLAINTS: usize = 1 << 18;

/// Starts a program that nobody waits for: in a group of its own, so that an interrupt meant for us spares it, without
/// input or output, and with nobody whom git or ssh could ask. Whether it started is all that is known of it.
pub fn start_detached(program: &Path, args: &[impl AsRef<OsStr>], variables: &[(&str, &str)]) -> std::io::Result<()> {
    let mut command = Command::new(program);
    command.args(args).envs(variables.iter().copied());
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_ASKPASS", "false");
    command.env("SSH_ASKPASS", "false").env("SSH_ASKPASS_REQUIRE", "force");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map(drop)
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

    /// Runs it to its end. `told` hears each line of its standard error as it comes: also those that it
    /// writes over itself, which show how far it is and are not kept.
    pub fn listen(mut self, told: &mut dyn FnMut(&str)) -> Result<Said, Error> {
        let stdin = if self.input.is_empty() { Stdio::null() } else { Stdio::piped() };
        self.command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().map_err(|e| match e.kind() {
            ErrorKind::NotFound => Error::NotFound,
            _ => Error::Io(e.to_string()),
        })?;
        let (stdin, input) = (child.stdin.take(), self.input);
        let feeder = stdin.map(|mut stdin| std::thread::spawn(move || drop(stdin.write_all(&input))));
        let mut answers = child.stdout.take().expect("stdout is piped");
        let complaints = child.stderr.take().expect("stderr is piped");
        // Read from a thread of its own: a child that says much on both would block us.
        let reader = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            answers.read_to_end(&mut bytes).map(|_| bytes)
        });
        let stderr = hear(complaints, told);
        let stdout = reader.join().unwrap_or_else(|_| Ok(Vec::new()));
        let stdout = stdout.map_err(|e| Error::Io(e.to_string()))?;
        let status = child.wait().map_err(|e| Error::Io(e.to_string()))?;
        feeder.map(|feeder| feeder.join().ok());
        Ok(Said { code: status.code(), stdout: String::from_utf8_lossy(&stdout).into_owned(), stderr })
    }

    /// The same as text, without the last line feed.
    pub fn text(self) -> Result<String, Error> {
        let bytes = self.bytes()?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned())
    }
}

/// Tells each line as it comes; gives those that ended in a line feed.
fn hear(mut from: impl Read, told: &mut dyn FnMut(&str)) -> String {
    let (mut kept, mut line, mut buffer) = (String::new(), Vec::new(), [0; 4096]);
    let mut end = |line: &mut Vec<u8>, is_whole: bool| {
        let text = String::from_utf8_lossy(line).into_owned();
        line.clear();
        if !text.trim().is_empty() {
            told(&text);
        }
        if is_whole && kept.len() + text.len() < COMPLAINTS {
            kept.push_str(&text);
            kept.push('\n');
        }
    };
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        for byte in &buffer[..read] {
            match byte {
                b'\r' | b'\n' => end(&mut line, *byte == b'\n'),
                byte if line.len() < COMPLAINTS => line.push(*byte),
                _ => {}
            }
        }
    }
    if !line.is_empty() {
        end(&mut line, true);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_child_writes_over_is_told_and_not_kept() {
        let mut told = Vec::new();
        let said = "remote: Counting: 10%\rremote: Counting: 100%\nfatal: no\nend";
        let kept = hear(said.as_bytes(), &mut |line| told.push(line.to_owned()));
        assert_eq!(kept, "remote: Counting: 100%\nfatal: no\nend\n");
        assert_eq!(told, ["remote: Counting: 10%", "remote: Counting: 100%", "fatal: no", "end"]);
    }

    #[test]
    fn a_child_that_says_without_end_fills_no_memory() {
        let endless = std::io::repeat(b'x').take(4 << 20);
        assert!(hear(endless, &mut |_| {}).len() <= COMPLAINTS + 1);
    }
}
