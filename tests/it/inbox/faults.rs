//! Two who collect at once, and one who is killed: the work is done once, and nothing is lost.

use super::{DESK, Inbox};
use std::process::Stdio;
use std::time::Duration;

const EARLY: &str = "2026-11-20T08:00:00Z";

/// Titles of the desk, sorted.
fn titles(inbox: &Inbox) -> Vec<String> {
    let csv = inbox.world.desk(&["list", "is:any", "--columns", "title", "--format", "csv"]).ok();
    let mut titles: Vec<String> = csv.lines().skip(1).map(str::to_owned).collect();
    titles.sort();
    titles
}

#[test]
fn several_who_collect_at_once_do_the_work_once() {
    let inbox = Inbox::new();
    let ci = inbox.shallow("ci");
    let wanted: Vec<String> = (10..30).map(|n| format!("Job {n}")).collect();
    for title in &wanted {
        inbox.hand_in(&ci, ("sol", EARLY), &[title]);
    }
    let clones: Vec<_> = ["a", "b", "c"].iter().map(|name| inbox.clone(name)).collect();
    let running: Vec<_> = clones
        .iter()
        .map(|clone| {
            let mut command = inbox.world.command(clone, DESK, &["collect", "-q"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    for one in running {
        let out = one.wait_with_output().expect("it ends");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    }
    assert_eq!(inbox.waiting(), 0);
    inbox.collect(&inbox.world.repo());
    assert_eq!(titles(&inbox), wanted);
    let folded = inbox.remote(&["log", "--format=%(trailers:key=Inbox,valueonly)", "tickets"]);
    assert_eq!(folded.lines().filter(|line| !line.is_empty()).count(), wanted.len(), "each once");
    inbox.is_sound();
}

/// Somebody was killed between the push and the removal: the next run only removes.
#[test]
fn what_was_folded_and_not_removed_is_known_again() {
    let inbox = Inbox::new();
    let (ci, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let facts =
        [&["Plain", "-m", "x"][..], &["Seen", "--fingerprint", "f"], &["Named", "--external", "a:1", "-m", "y"]];
    for line in facts {
        inbox.hand_in(&ci, ("sol", EARLY), line);
    }
    let id = inbox.hand_in(&ci, ("sol", EARLY), &["Talk", "-m", "z"]);
    let waiting = inbox.remote(&["for-each-ref", "--format=create %(refname) %(objectname)", "refs/desk/inbox/"]);
    inbox.collect(&repo);
    inbox.hand_in_raw(&ci, "m", &format!("format: 1\nkind: message\nticket: {id}\ntext: More\n"));
    let message = inbox.remote(&["for-each-ref", "--format=create %(refname) %(objectname)", "refs/desk/inbox/"]);
    inbox.collect(&repo);
    inbox.world.desk(&["solve", "--query", "title:Seen", "-q", "--yes"]);
    let out = inbox
        .world
        .run_in(&inbox.path("remote.git"), "git", &["update-ref", "--stdin"], &(waiting + &message));
    assert_eq!((out.code, inbox.waiting()), (0, 5), "{}", out.stderr);
    let done = inbox.collect(&repo);
    assert!(done.len() == 5 && done.iter().all(|(action, _)| action == "known"), "{done:?}");
    assert_eq!(inbox.waiting(), 0);
    inbox.is_sound();
}

/// Killed at whatever instant, again and again: in the end everything is there once.
#[test]
fn killed_at_any_instant_it_loses_nothing_and_does_nothing_twice() {
    let inbox = Inbox::new();
    let (ci, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let mut wanted = Vec::new();
    for round in 0..12 {
        for n in 0..3 {
            let title = format!("Round {round:02} {n}");
            inbox.hand_in(&ci, ("sol", EARLY), &[&title, "-m", "x"]);
            wanted.push(title);
        }
        let mut command = inbox.world.command(&repo, DESK, &["collect", "-q"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(5 + round * 11));
        child.kill().ok();
        child.wait().expect("it ends");
    }
    inbox.collect(&repo);
    assert_eq!((inbox.waiting(), titles(&inbox)), (0, wanted));
    let folded = inbox.remote(&["log", "--format=%(trailers:key=Inbox,valueonly)", "tickets"]);
    assert_eq!(folded.lines().filter(|line| !line.is_empty()).count(), 36, "each once");
    inbox.is_sound();
}

/// `kill -9` of whoever hands in: what was acknowledged is at the remote, what was kept goes along later.
#[test]
fn who_is_killed_while_handing_in_loses_nothing_that_was_kept() {
    let inbox = Inbox::new();
    let ci = inbox.shallow("ci");
    for round in 0..10 {
        let title = format!("Job {round}");
        let mut command = inbox.world.command(&ci, DESK, &["new", "--inbox", &title, "-q"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(4 + round * 5));
        child.kill().ok();
        child.wait().expect("it ends");
    }
    let kept = inbox.world.git_in(&ci, &["for-each-ref", "refs/desk/outbox/"]).lines().count();
    let there = inbox.waiting();
    inbox.hand_in(&ci, ("sol", EARLY), &["Last"]);
    assert_eq!(inbox.world.git_in(&ci, &["for-each-ref", "refs/desk/outbox/"]), "");
    assert!(inbox.waiting() > there && inbox.waiting() <= there + kept + 1);
    inbox.collect(&inbox.world.repo());
    inbox.is_sound();
}
