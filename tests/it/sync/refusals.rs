//! A remote that cannot be reached, does not take what is pushed, or was rewritten: nothing is lost, and the person
//! hears what to do.

use super::Team;
use std::os::unix::fs::PermissionsExt;

#[test]
fn what_cannot_be_published_is_kept_for_the_next_time() {
    let team = Team::new();
    let id = team.ticket();
    team.later("ana", 1, &["tag", &id, "+a", "-q"]).ok();
    let (hub, away) = (team.dir("hub.git"), team.dir("away.git"));
    std::fs::rename(&hub, &away).expect("a move");
    let said = team.desk("ana", &["sync"]).fails(4);
    assert!(said.starts_with("error: there is no repository at origin"), "{said}");
    std::fs::rename(&away, &hub).expect("a move");
    assert_eq!(team.desk("ana", &["sync"]).ok(), "origin: 1 change published\n");
}

#[test]
fn a_protected_branch_is_told_and_the_changes_go_beside_it() {
    let team = Team::new();
    let id = team.ticket();
    let hook = team.dir("hub.git").join("hooks/update");
    let refuse = "#!/bin/sh\n[ \"$1\" = refs/heads/tickets ] || exit 0\necho 'use a merge request' >&2\nexit 1\n";
    std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
    std::fs::write(&hook, refuse).expect("a hook");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    team.later("ana", 1, &["tag", &id, "+a", "-q"]).ok();
    let said = team.desk("ana", &["sync", "-q"]).fails(4);
    assert!(said.contains("use a merge request") && said.contains("git desk sync --to"), "{said}");
    let said = team.desk("ana", &["sync", "--lang", "es", "-q"]).fails(4);
    assert!(said.contains("solicitud de fusión"), "{said}");
    let beside = team.desk("ana", &["sync", "--to", "ana/tickets"]).ok();
    assert_eq!(beside, "1 change is on ana/tickets; open a merge request from there\n");
    assert_eq!(team.git("hub.git", &["rev-parse", "ana/tickets"]).trim(), team.tip("ana"));
    // Somebody merges it; then there is nothing left to do.
    team.git("hub.git", &["update-ref", "refs/heads/tickets", "ana/tickets"]);
    assert_eq!(team.desk("ana", &["sync"]).ok(), "origin and this clone have the same\n");
}

#[test]
fn a_rewritten_history_stops_sync_until_somebody_takes_it() {
    let team = Team::new();
    let id = team.ticket();
    team.later("ana", 1, &["tag", &id, "+mine", "-q"]).ok();
    team.later("ana", 2, &["note", &id, "-m", "Also mine", "-q"]).ok();
    // Somebody rewrites the hub: the last commit there gets other words.
    team.join("luis");
    team.git("luis", &["checkout", "-q", "tickets"]);
    team.git("luis", &["commit", "-q", "--amend", "--allow-empty", "-m", "Rewritten"]);
    team.git("luis", &["push", "-q", "--force", "origin", "tickets"]);
    let before = team.tip("ana");
    let said = team.desk("ana", &["sync"]).fails(4);
    assert!(said.contains("rewritten") && said.contains("git desk sync --adopt"), "{said}");
    assert_eq!(team.tip("ana"), before);
    team.desk("ana", &["sync", "--adopt", "-q"]).ok();
    let subjects = team.git("ana", &["log", "--format=%s", "-3", "tickets"]);
    assert_eq!(subjects, format!("{id} note by ana@example.com\n{id} tags +mine\nRewritten\n"));
    assert_eq!(team.git("hub.git", &["rev-parse", "tickets"]).trim(), team.tip("ana"));
    team.sound("ana");
}

#[test]
fn names_of_remotes_are_never_options() {
    let team = Team::new();
    for name in ["--upload-pack=touch x", "-x", "ext::touch x"] {
        let said = team.desk("ana", &["sync", "--", name]).fails(2);
        assert!(said.contains("is no name for a remote"), "{said}");
    }
    let said = team.desk("ana", &["sync", "--to", "--force"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(!team.dir("ana").join("x").exists());
}
