//! With the index and without it the answers are the same, byte by byte.
//!
//! `GIT_DESK_BOTH=1 cargo test --test it` asks every question of the suite twice: slow, for whoever changes the index.

use super::{Out, answer};
use std::process::Command;

/// Verbs that change nothing, and say nothing of the index itself.
const READING: [&str; 8] = ["list", "show", "log", "search", "similar", "sla", "report", "export"];

/// The same command, for a desk that uses no index.
pub fn without_index(command: &Command) -> Command {
    let mut other = Command::new(command.get_program());
    other.args(command.get_args()).env_clear();
    if let Some(dir) = command.get_current_dir() {
        other.current_dir(dir);
    }
    other.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    other
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "desk.index")
        .env("GIT_CONFIG_VALUE_0", "false");
    other
}

/// Where it is wished for, asks the same again without the index.
#[track_caller]
pub fn watch(command: &Command, stdin: &str, out: &Out) {
    let reads = command
        .get_args()
        .next()
        .is_some_and(|verb| READING.iter().any(|reading| verb == *reading));
    let ours = command.get_program().to_string_lossy().ends_with("git-desk");
    let counts = command.get_envs().any(|(name, _)| name == "GIT_CONFIG_COUNT");
    if reads && ours && !counts && std::env::var_os("GIT_DESK_BOTH").is_some() {
        assert_eq!(*out, answer(&mut without_index(command), stdin), "with and without the index: {command:?}");
    }
}
