//! `new --inbox`: what is handed in arrives without anything being read, and is never lost.

use super::Inbox;

const SOL: (&str, &str) = ("sol", "2026-11-20T09:00:00Z");

#[test]
fn a_clone_that_has_nothing_of_the_desk_hands_in_and_fetches_nothing() {
    let inbox = Inbox::new();
    let shallow = inbox.shallow("shallow");
    let bare = inbox.path("bare.git");
    inbox.world.git_in(
        inbox.world.root(),
        &["clone", "-q", "--bare", "--single-branch", "-b", "main", "remote.git", "bare.git"],
    );
    for (clone, title) in [(&shallow, "From a shallow clone"), (&bare, "From a bare one")] {
        let refs = inbox.world.git_in(clone, &["for-each-ref"]);
        let id = inbox.hand_in(clone, SOL, &[title, "-m", "It fails"]);
        assert_eq!(id.len(), 10);
        assert_eq!(inbox.world.git_in(clone, &["for-each-ref"]), refs, "nothing is left behind and no branch is made");
        assert!(!clone.join("FETCH_HEAD").exists() && !clone.join(".git/FETCH_HEAD").exists());
    }
    assert_eq!(inbox.waiting(), 2);
    let shown = inbox.remote(&["for-each-ref", "--format=%(refname) %(tree)", "refs/desk/inbox/"]);
    let (_, tree) = shown.lines().next().and_then(|line| line.split_once(' ')).expect("a ref");
    assert_eq!(inbox.remote(&["ls-tree", "-r", "--name-only", tree]), "submission.yaml\n");
}

#[test]
fn what_it_says_is_what_the_ticket_is_called_and_the_same_twice_is_one() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("ci");
    let said = inbox.desk_in(&clone, &["new", "--inbox", "Nightly fails"]).ok();
    assert!(said.contains("Nightly fails: handed in at origin"), "{said}");
    let spanish = inbox.desk_in(&clone, &["new", "--inbox", "Nightly fails", "--lang", "es"]).ok();
    assert!(spanish.contains("entregado en origin"), "{spanish}");
    assert_eq!(inbox.waiting(), 1, "the same in the same second is the same");
    inbox.collect(&inbox.world.repo());
    assert_eq!(inbox.ticket(&said[..10])["title"], "Nightly fails");
}

#[test]
fn only_what_a_requester_may_say_can_be_handed_in() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("ci");
    for more in [&["--status", "open"][..], &["--assignee", "ana"], &["--due", "1d"], &["--attach", "x"]] {
        inbox.desk_in(&clone, &[&["new", "x", "--inbox"], more].concat()).fails(2);
    }
    inbox.desk_in(&clone, &["new", "x", "--remote", "origin"]).fails(2);
    inbox.desk_in(&clone, &["new", "--inbox"]).fails(2);
    let refused = inbox.desk_in(&clone, &["new", "x", "--inbox", "--remote", "--upload-pack=touch x"]);
    assert_eq!(refused.code, 2);
    inbox.desk_in(&clone, &["new", "x", "--inbox", "--remote=-x"]).fails(2);
    assert!(
        inbox
            .desk_in(&clone, &["new", "x", "--inbox", "--remote", "nosuch"])
            .fails(2)
            .contains("nosuch")
    );
    assert_eq!(inbox.waiting(), 0);
}

#[test]
fn a_dry_run_shows_the_file_and_keeps_nothing() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("ci");
    let out = inbox.desk_in(&clone, &["new", "--inbox", "yes", "-m", "a\nb", "--tag", "t", "--dry-run"]);
    assert_eq!(out.stdout, "format: 1\nkind: ticket\ntitle: \"yes\"\ntags:\n- t\ntext: |-\n  a\n  b\n");
    assert_eq!((inbox.waiting(), inbox.world.git_in(&clone, &["for-each-ref", "refs/desk"])), (0, String::new()));
}

/// Offline, then refused by a hook, then through: everything arrives in the end.
#[test]
fn what_could_not_be_sent_is_kept_and_goes_along_the_next_time() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("ci");
    let (there, gone) = (inbox.path("remote.git"), inbox.path("gone.git"));
    std::fs::rename(&there, &gone).expect("it goes offline");
    let told = inbox.desk_in(&clone, &["new", "--inbox", "One", "-m", "first"]).fails(4);
    assert!(told.contains("refs/desk/outbox/") && told.contains("there is no repository at origin"), "{told}");
    let json = inbox.desk_in(&clone, &["new", "--inbox", "Two", "--json"]).fails(4);
    let json: serde_json::Value = serde_json::from_str(&json).expect("one line of JSON");
    assert_eq!(json["error"]["kind"], "remote-no-repository");
    assert!(json["error"]["kept"].as_str().is_some_and(|kept| kept.starts_with("refs/desk/outbox/")));
    std::fs::rename(&gone, &there).expect("it is back");
    let hook = there.join("hooks/pre-receive");
    std::fs::create_dir_all(there.join("hooks")).expect("a folder");
    std::fs::write(&hook, "#!/bin/sh\necho 'not on Sundays' >&2\nexit 1\n").expect("a hook");
    executable(&hook);
    let told = inbox.desk_in(&clone, &["new", "--inbox", "Three", "--lang", "es"]).fails(4);
    assert!(told.contains("rechaza") && told.contains("not on Sundays") && told.contains("guardado"), "{told}");
    std::fs::remove_file(&hook).expect("the hook goes");
    inbox.hand_in(&clone, SOL, &["Four"]);
    assert_eq!(inbox.waiting(), 4);
    assert_eq!(inbox.world.git_in(&clone, &["for-each-ref", "refs/desk"]), "");
}

#[cfg(unix)]
fn executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[cfg(not(unix))]
fn executable(_: &std::path::Path) {}

#[test]
fn a_host_that_takes_branches_only_gets_branches() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("ci");
    for place in [&clone, &inbox.world.repo()] {
        inbox.world.git_in(place, &["config", "desk.inboxRef", "desk-inbox"]);
    }
    let id = inbox.hand_in(&clone, SOL, &["By a branch"]);
    assert!(inbox.remote(&["for-each-ref"]).contains("refs/heads/desk-inbox/"));
    assert_eq!(inbox.collect(&inbox.world.repo()), [("created".to_owned(), id)]);
    assert!(!inbox.remote(&["for-each-ref"]).contains("desk-inbox"));
    inbox.world.git_in(&clone, &["config", "desk.inboxRef", "refs/heads/tickets"]);
    assert!(inbox.desk_in(&clone, &["new", "x", "--inbox"]).fails(2).contains("refs/heads/tickets"));
}
