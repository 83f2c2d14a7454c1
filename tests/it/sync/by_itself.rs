//! `desk.autosync`: a write is followed by a sync that nobody waits for.

use super::Team;
use std::time::{Duration, Instant};

/// A sync takes a second on a slow machine that does other things.
const PATIENCE: Duration = Duration::from_secs(60);

#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Team {
    fn is_published(&self, name: &str) -> bool {
        let hub = self.git("hub.git", &["rev-parse", "refs/heads/tickets"]);
        hub.trim() == self.tip(name)
    }
}

#[test]
fn what_is_written_is_published_by_itself_where_somebody_wants_it() {
    let team = Team::new();
    team.desk("ana", &["new", "Mine", "-q"]).ok();
    assert!(!team.is_published("ana"), "nobody asked for it");
    team.git("ana", &["config", "desk.autosync", "true"]);
    team.desk("ana", &["list"]).ok();
    for title in ["A second", "A third", "A fourth"] {
        team.desk("ana", &["new", title, "-q"]).ok();
    }
    let numbered = || team.git("ana", &["show", "refs/heads/tickets:numbers.yaml"]).contains("next: 5");
    let has_numbers = || team.git("ana", &["ls-tree", "refs/heads/tickets"]).contains("numbers.yaml") && numbered();
    wait_until("all are published", || team.is_published("ana") && has_numbers());
    assert!(!team.dir("ana").join(".git/desk/autosync").exists());
    team.sound("ana");
}

#[test]
fn why_it_failed_is_kept_until_a_sync_succeeds() {
    let team = Team::new();
    team.git("ana", &["config", "desk.autosync", "true"]);
    team.git("ana", &["remote", "set-url", "origin", "../nowhere.git"]);
    team.desk("ana", &["new", "Mine", "-q"]).ok();
    let note = team.dir("ana").join(".git/desk/autosync");
    wait_until("it failed", || std::fs::read_to_string(&note).is_ok_and(|text| text.ends_with('\n')));
    let doctor = team.desk("ana", &["doctor"]).stdout;
    assert!(doctor.contains("! the last sync that ran by itself failed: "), "{doctor}");
    assert!(team.desk("ana", &["uninstall", "--dry-run"]).stdout.contains("desk/autosync"));
    team.git("ana", &["remote", "set-url", "origin", "../hub.git"]);
    team.desk("ana", &["sync", "-q"]).ok();
    assert!(!note.exists());
}
