//! Where repositories are and what they are like: other formats, full disks, worktrees, a git that tidies up.

use super::Team;
use crate::store::tidy::while_git_tidies_up;
use crate::store::{DESK, can_unshare, script};
use crate::support::{World, number};
use std::fs;

/// A hub and two clones whose repositories were made with these options; `None`: this git does not know them.
fn team_with(options: &[&str]) -> Option<Team> {
    let team = Team { world: World::new() };
    for name in ["hub.git", "ana", "luis"] {
        let bare: &[&str] = if name == "hub.git" { &["--bare"] } else { &[] };
        let args = [&["init", "-q", "-b", "main"], options, bare, &[name]].concat();
        if team.world.run_in(team.world.root(), "git", &args, "").code != 0 {
            eprintln!("skipped: this git does not know {options:?}");
            return None;
        }
        if name != "hub.git" {
            team.git(name, &["remote", "add", "origin", "../hub.git"]);
            team.git(name, &["config", "user.name", name]);
            team.git(name, &["config", "user.email", &format!("{name}@example.com")]);
        }
    }
    team.desk("ana", &["init", "-q", "--time-zone", "Europe/Madrid"]).ok();
    team.desk("ana", &["sync", "-q"]);
    Some(team)
}

#[test]
fn sha256_and_reftable_repositories_are_exchanged() {
    let formats: [&[&str]; 3] =
        [&["--object-format=sha256"], &["--ref-format=reftable"], &["--object-format=sha256", "--ref-format=reftable"]];
    for options in formats {
        let Some(team) = team_with(options) else { continue };
        let id = team.ticket();
        assert_eq!(team.desk("luis", &["sync", "-q"]).code, 0);
        team.later("luis", 1, &["tag", &id, "+mine", "-q"]).ok();
        team.later("ana", 2, &["tag", &id, "+theirs", "-q"]).ok();
        team.come_together(&id, &["mine", "theirs"]);
    }
}

/// Checks the desk's branch out beside a clone.
fn worktree(team: &Team, name: &str) -> std::path::PathBuf {
    team.git(name, &["worktree", "add", "-q", &format!("../{name}-files"), "tickets"]);
    team.dir(&format!("{name}-files"))
}

fn status(team: &Team, name: &str) -> String {
    team.git(name, &["status", "--porcelain"])
}

#[test]
fn a_clean_worktree_comes_along_with_what_sync_brings() {
    let team = Team::new();
    let id = team.apart();
    let files = worktree(&team, "luis");
    team.come_together(&id, &["a", "b", "c"]);
    assert_eq!(status(&team, "luis-files"), "");
    let text = fs::read_to_string(files.join(crate::store::path_of(&id))).expect("a ticket");
    assert!(text.contains("- a\n- b\n- c\n"), "{text}");
}

#[test]
fn a_worktree_that_was_left_behind_comes_along_with_sync() {
    let team = Team::new();
    let id = team.apart();
    let tip = team.tip("luis");
    team.git("luis", &["update-ref", "refs/heads/tickets", "tickets~1"]);
    worktree(&team, "luis");
    // Somebody moves the ref under it: the files are those of an earlier commit.
    team.git("luis", &["update-ref", "refs/heads/tickets", &tip]);
    team.come_together(&id, &["a", "b", "c"]);
    assert_eq!(status(&team, "luis-files"), "");
}

#[test]
fn a_worktree_with_edits_keeps_them_through_a_sync() {
    let team = Team::new();
    let id = team.apart();
    let path = worktree(&team, "luis").join(crate::store::path_of(&id));
    let mine = fs::read_to_string(&path).expect("a ticket").replace("title: ", "title: My ");
    fs::write(&path, &mine).expect("an edit");
    team.come_together(&id, &["a", "b", "c"]);
    assert_eq!(fs::read_to_string(&path).expect("a ticket"), mine, "what somebody typed stays");
}

#[test]
fn a_full_disk_stops_a_sync_and_nothing_is_lost() {
    if !can_unshare() {
        return;
    }
    let team = Team::new();
    let id = team.apart();
    let small = team.dir("small");
    fs::create_dir(&small).expect("a directory");
    // A bulk change of many objects waits at the hub: it fits no more.
    let body = format!(
        "mount -t tmpfs -o size=3m none '{small}' || exit 99\ncp -r '{luis}/.' '{small}' && cd '{small}' || exit 98\n\
         export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'\n\
         git config remote.origin.url '{hub}'\n\
         before=$(git rev-parse refs/heads/tickets)\ncat /dev/zero > filler 2>/dev/null\n\
         '{DESK}' sync && exit 97\n[ \"$(git rev-parse refs/heads/tickets)\" = $before ] || exit 96\nrm filler\n\
         '{DESK}' sync -q && git fsck --strict --no-dangling && '{DESK}' check -q && exit 42",
        small = small.display(),
        luis = team.dir("luis").display(),
        hub = team.dir("hub.git").display(),
    );
    let start = team.dir("start");
    script(&start, &body);
    let out = team
        .world
        .run_in(team.world.root(), "unshare", &["-rm", start.to_str().expect("UTF-8")], "");
    if out.code == 99 {
        eprintln!("skipped: no tmpfs here");
        return;
    }
    assert_eq!(out.code, 42, "{out:?}");
    assert!(out.stderr.contains("error: "), "{}", out.stderr);
    team.come_together(&id, &["a", "b", "c"]);
}

#[test]
fn nothing_is_lost_in_a_sync_to_a_git_that_prunes_at_once() {
    let team = Team::new();
    let id = team.apart();
    let (ana, luis) = (team.dir("ana"), team.dir("luis"));
    let rounds = number("GIT_DESK_WRITES", 8);
    let times = while_git_tidies_up(&team.world, &[&ana, &luis], || {
        for round in 0..rounds {
            for (n, name) in (0..).zip(["ana", "luis"]) {
                let seconds = u32::try_from(round * 2 + n + 10).expect("few");
                let tag = format!("+{name}{round}");
                let out = team.later(name, seconds, &["tag", &id, &tag, "-q"]);
                assert_eq!(out.code, 0, "{}", out.stderr);
                let out = team.desk(name, &["sync", "-q"]);
                assert_eq!(out.code, 0, "{}", out.stderr);
            }
        }
    });
    assert!(times > 1, "git tidied up {times} times only");
    let mut tags: Vec<String> = (0..rounds).flat_map(|n| [format!("ana{n}"), format!("luis{n}")]).collect();
    tags.extend(["a", "b", "c"].map(str::to_owned));
    team.come_together(&id, &tags.iter().map(String::as_str).collect::<Vec<_>>());
}
