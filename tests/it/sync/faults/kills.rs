//! Processes killed at any instant: what was acknowledged is there, and nobody has to clean up.

use super::Team;
use crate::support::number;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DESK: &str = env!("CARGO_BIN_EXE_git-desk");

/// Kills a command after a while, with all that it has started or alone; whether it had ended well before.
fn kill_after(mut command: Command, life: Duration, with_all: bool) -> bool {
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("git-desk");
    std::thread::sleep(life);
    if with_all {
        let group = format!("-{}", child.id());
        Command::new("kill")
            .args(["-9", "--", &group])
            .stderr(Stdio::null())
            .status()
            .expect("kill");
    }
    child.kill().ok();
    child.wait().expect("it ends").success()
}

/// How long a command takes here and now.
fn life_of(mut command: Command) -> Duration {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("git-desk");
    start.elapsed()
}

#[test]
fn killed_syncs_lose_nothing_and_block_nobody() {
    let team = Team::new();
    let id = team.apart();
    for name in ["ana", "luis"] {
        // Who dies does not take the hub along.
        team.git(name, &["config", "remote.origin.receivepack", "setsid git-receive-pack"]);
        team.git(name, &["config", "remote.origin.uploadpack", "setsid git-upload-pack"]);
        team.git(name, &["config", "core.fsync", "none"]);
    }
    let sync = |name: &str| team.world.command(&team.dir(name), DESK, &["sync", "-q"]);
    let life = life_of(sync("ana")) * 3 / 2;
    let kills = number("GIT_DESK_KILLS", 24);
    let mut tags = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
    for n in 0..u32::try_from(kills).expect("few") {
        let name = ["ana", "luis"][(n % 2) as usize];
        tags.push(format!("t{n}"));
        let out = team.later(name, 10 + n % 600, &["tag", &id, &format!("+t{n}"), "-q"]);
        assert_eq!(out.code, 0, "after {n} kills: {}", out.stderr);
        kill_after(sync(name), life * (n * 37 % 100) / 100, n % 4 < 2);
    }
    team.come_together(&id, &tags.iter().map(String::as_str).collect::<Vec<_>>());
}
