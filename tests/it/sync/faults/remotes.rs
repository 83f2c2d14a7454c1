//! Remotes that die, refuse, are damaged, or are not what they were.

use super::Team;
use crate::store::script;
use std::fs;

/// Lets so many bytes of one of git's servers through, and then the line is dead.
fn cut(team: &Team, name: &str, key: &str, pipe: &str) {
    let path = team.dir(&format!("{key}.sh"));
    script(&path, pipe);
    team.git(name, &["config", &format!("remote.origin.{key}"), path.to_str().expect("UTF-8")]);
}

/// A server that says so many bytes and dies, with all that it has started.
fn dying(server: &str, bytes: usize) -> String {
    format!("exec setsid sh -c '{server} \"$@\" | {{ dd bs=1 count={bytes} status=none; kill -- -$$; }}' sh \"$@\"")
}

#[test]
fn a_remote_that_dies_in_mid_push_has_all_or_nothing_and_the_next_sync_goes_on() {
    for bytes in [4, 200, 330, 500] {
        let team = Team::new();
        let id = team.apart();
        // What we send is cut off.
        cut(&team, "ana", "receivepack", &format!("dd bs=1 count={bytes} status=none | git-receive-pack \"$@\""));
        let before = team.tip("hub.git");
        let out = team.desk("ana", &["sync"]);
        assert_eq!(out.code, 4, "{bytes}: {}{}", out.stdout, out.stderr);
        assert!(out.stderr.contains("error: ") && !out.stderr.contains("panicked"), "{}", out.stderr);
        assert_eq!(team.tip("hub.git"), before, "{bytes}");
        team.git("ana", &["config", "--unset", "remote.origin.receivepack"]);
        team.come_together(&id, &["a", "b", "c"]);
    }
}

#[test]
fn a_remote_that_dies_before_it_answers_may_have_taken_it_and_nothing_is_done_twice() {
    for bytes in [10, 400, 10_000] {
        let team = Team::new();
        let id = team.apart();
        // The answer is cut off: the remote has moved its ref, and we do not know.
        cut(&team, "ana", "receivepack", &dying("git-receive-pack", bytes));
        let out = team.desk("ana", &["sync"]);
        assert!([0, 4].contains(&out.code), "{bytes}: {}{}", out.stdout, out.stderr);
        team.git("ana", &["config", "--unset", "remote.origin.receivepack"]);
        team.come_together(&id, &["a", "b", "c"]);
        assert_eq!(team.git("hub.git", &["rev-list", "--count", "-F", "--grep=tags +b", "tickets"]).trim(), "1");
    }
}

#[test]
fn a_remote_that_dies_in_mid_fetch_leaves_everything_as_it_was() {
    for bytes in [1, 200, 400] {
        let team = Team::new();
        let id = team.apart();
        cut(&team, "luis", "uploadpack", &dying("git-upload-pack", bytes));
        let before = team.tip("luis");
        let out = team.desk("luis", &["sync"]);
        assert_eq!(out.code, 4, "{bytes}: {}{}", out.stdout, out.stderr);
        assert_eq!(team.tip("luis"), before, "{bytes}");
        team.git("luis", &["config", "--unset", "remote.origin.uploadpack"]);
        team.come_together(&id, &["a", "b", "c"]);
    }
}

#[test]
fn a_half_written_ref_of_the_remote_is_said_and_never_taken() {
    let team = Team::new();
    let id = team.apart();
    let path = team.dir("hub.git").join("refs/heads/tickets");
    let whole = fs::read(&path).expect("a ref");
    let missing = format!("{}\n", "1".repeat(40));
    for half in [&b""[..], b"0123456789", b"\0\0\0\0", missing.as_bytes()] {
        fs::write(&path, half).expect("a ref");
        let before = team.git("ana", &["for-each-ref"]);
        for args in [&["sync"][..], &["sync", "--dry-run"], &["sync", "--lang", "es"]] {
            let out = team.desk("ana", args);
            assert_eq!((out.code, out.stdout.as_str()), (4, ""), "{half:?}: {}", out.stderr);
        }
        assert_eq!(team.git("ana", &["for-each-ref"]), before);
        assert_eq!(fs::read(&path).expect("a ref"), half, "what is odd is left to its owner");
    }
    fs::write(&path, whole).expect("a ref");
    team.come_together(&id, &["a", "b", "c"]);
}

#[test]
fn a_lock_that_a_dead_server_left_is_said_and_nothing_is_lost() {
    let team = Team::new();
    let id = team.apart();
    let lock = team.dir("hub.git").join("refs/heads/tickets.lock");
    fs::write(&lock, "").expect("a lock");
    let out = team.desk("ana", &["sync"]);
    assert_eq!(out.code, 4, "{}{}", out.stdout, out.stderr);
    fs::remove_file(&lock).expect("it is ours");
    team.come_together(&id, &["a", "b", "c"]);
}

#[test]
fn a_branch_that_was_deleted_at_the_remote_is_published_again() {
    let team = Team::new();
    let id = team.apart();
    team.git("hub.git", &["update-ref", "-d", "refs/heads/tickets"]);
    assert_eq!(team.desk("ana", &["sync", "-q"]).code, 0);
    team.come_together(&id, &["a", "b", "c"]);
}

#[test]
fn a_branch_that_was_set_back_at_the_remote_stops_sync_and_what_was_there_is_kept() {
    let team = Team::new();
    let id = team.apart();
    team.git("hub.git", &["update-ref", "refs/heads/tickets", "refs/heads/tickets~1"]);
    let before = team.tip("ana");
    let said = team.desk("ana", &["sync"]).fails(4);
    assert!(said.contains("git desk sync --adopt"), "{said}");
    assert_eq!(team.tip("ana"), before);
    // Somebody sees that it was a mistake.
    team.git(
        "hub.git",
        &[
            "update-ref",
            "refs/heads/tickets",
            team.git("ana", &["rev-parse", "refs/desk/remotes/origin/heads/tickets"]).trim(),
        ],
    );
    team.come_together(&id, &["a", "b", "c"]);
}
