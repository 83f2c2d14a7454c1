//! `collect`: what was handed in becomes commits in order of time, once, whoever collects and however often.

use super::{DESK, Inbox};
use serde_json::json;

const EARLY: &str = "2026-11-20T08:00:00Z";
const LATE: &str = "2026-11-20T09:00:00Z";

fn pair(action: &str, ticket: &str) -> (String, String) {
    (action.to_owned(), ticket.to_owned())
}

#[test]
fn submissions_become_commits_in_order_of_time_with_author_and_date() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("ci");
    let facts = ["--type", "incident", "--priority", "high", "--tag", "vpn", "--field", "floor=3", "--channel", "web"];
    let late = inbox.hand_in(&clone, ("sol", LATE), &[&["Late", "-m", "Since nine"], &facts[..]].concat());
    let early = inbox.hand_in(&clone, ("luis", EARLY), &["Early", "--requester", "sol@example.com"]);
    let repo = inbox.world.repo();
    assert_eq!(inbox.collect(&repo), [pair("created", &early), pair("created", &late)]);
    assert_eq!((inbox.waiting(), inbox.collect(&repo)), (0, Vec::new()));
    let log =
        inbox
            .world
            .git(&["log", "-2", "--reverse", "--format=%an %aI %(trailers:key=Inbox,valueonly)", "tickets"]);
    let lines: Vec<&str> = log.lines().filter(|line| !line.is_empty()).collect();
    assert!(
        lines[0].starts_with("luis 2026-11-20T08:00:00") && lines[1].starts_with("sol 2026-11-20T09:00:00"),
        "{log}"
    );
    assert!(lines.iter().all(|line| line.rsplit(' ').next().is_some_and(|oid| oid.len() == 40)), "{log}");
    let ticket = inbox.ticket(&late);
    assert_eq!(
        (&ticket["status"], &ticket["type"], &ticket["priority"]),
        (&json!("new"), &json!("incident"), &json!("high"))
    );
    assert_eq!((&ticket["requester"], &ticket["fields"]["floor"]), (&json!("sol@example.com"), &json!("3")));
    let message = &ticket["messages"][0];
    assert_eq!(
        (&message["role"], &message["visibility"], &message["at"]),
        (&json!("requester"), &json!("public"), &json!(LATE))
    );
    assert_eq!(inbox.ticket(&early)["requester"], "sol@example.com");
    inbox.is_sound();
}

#[test]
fn what_is_known_by_its_fingerprint_is_seen_again_until_it_is_solved() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let line = |title: &'static str| [title, "--fingerprint", "nightly", "--channel", "ci", "-m", title];
    let id = inbox.hand_in(&clone, ("robot", "2026-11-20T01:00:00Z"), &line("Nightly fails"));
    inbox.hand_in(&clone, ("robot", "2026-11-20T02:00:00Z"), &line("Nightly fails again"));
    assert_eq!(inbox.collect(&repo), [pair("created", &id), pair("occurrence", &id)]);
    inbox.hand_in(&clone, ("robot", "2026-11-20T03:00:00Z"), &line("And again"));
    assert_eq!(inbox.collect(&repo), [pair("occurrence", &id)]);
    let ticket = inbox.ticket(&id);
    assert_eq!(ticket["occurrences"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        (ticket["messages"].as_array().map(Vec::len), &ticket["messages"][0]["role"]),
        (Some(1), &json!("bot"))
    );
    assert!(inbox.world.git(&["log", "-1", "--format=%B", "tickets"]).contains("And again"), "no word is lost");
    inbox.world.desk(&["solve", &id, "-q"]).ok();
    inbox.hand_in(&clone, ("robot", "2026-11-20T04:00:00Z"), &line("It is back"));
    let again = inbox.collect(&repo);
    assert!(again.len() == 1 && again[0].0 == "created" && again[0].1 != id, "{again:?}");
    inbox.is_sound();
}

#[test]
fn what_has_a_name_elsewhere_is_one_ticket_also_with_one_that_somebody_filed_by_hand() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let by_hand = inbox.world.desk(&["new", "By hand", "--external", "github:a/b#1", "--json"]).json();
    let by_hand = by_hand["ticket"]["id"].as_str().expect("an id");
    inbox.hand_in(&clone, ("sol", EARLY), &["Same", "--external", "github:a/b#1"]);
    let other = inbox.hand_in(&clone, ("sol", EARLY), &["Other", "--external", "github:a/b#2", "-m", "Words"]);
    inbox.hand_in(&clone, ("sol", LATE), &["Other", "--external", "github:a/b#2", "-m", "Words"]);
    inbox.hand_in(
        &clone,
        ("sol", "2026-11-20T09:01:00Z"),
        &["Other", "--external", "github:a/b#2", "-m", "More words"],
    );
    let mut done = inbox.collect(&repo);
    done.sort();
    let mut wanted = [pair("known", by_hand), pair("created", &other), pair("known", &other), pair("message", &other)];
    wanted.sort();
    assert_eq!(done, wanted);
    assert_eq!(inbox.ticket(&other)["messages"].as_array().map(Vec::len), Some(2));
    inbox.is_sound();
}

#[test]
fn messages_and_runs_reach_tickets_that_are_there() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let id = inbox.hand_in(&clone, ("sol", EARLY), &["Printer", "--fingerprint", "f"]);
    inbox.collect(&repo);
    inbox.world.desk(&["pend", &id, "-q", "-m", "Which floor?"]).ok();
    inbox.hand_in_raw(&clone, "a", &format!("format: 1\nkind: message\nticket: {id}\ntext: The third\n"));
    inbox.hand_in_raw(&clone, "b", "format: 1\nkind: occurrence\noccurrences:\n- fingerprint: f\n  at: 2026-11-20T08:30:00Z\n  run: r1\n  count: 3\n");
    let mut done = inbox.collect(&repo);
    done.sort();
    assert_eq!(done, [pair("message", &id), pair("occurrence", &id)]);
    let ticket = inbox.ticket(&id);
    assert_eq!((&ticket["status"], &ticket["messages"][1]["text"]), (&json!("open"), &json!("The third")));
    assert_eq!(ticket["occurrences"][1]["count"], 3);
    inbox.is_sound();
}

#[test]
fn a_form_is_filled_by_what_was_handed_in() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let form = "name: Bug\ndescription: x\ntitle: Bug\nlabels: [bug]\nbody:\n- type: input\n  id: version\n  \
                attributes:\n    label: Version\n  validations:\n    required: true\n";
    inbox.world.git(&["worktree", "add", "-q", "../tickets", "tickets"]);
    let work = inbox.path("tickets");
    std::fs::create_dir_all(work.join("forms")).expect("a folder");
    std::fs::write(work.join("forms/bug.yml"), form).expect("a form");
    inbox.world.git_in(&work, &["add", "-A"]);
    inbox.world.git_in(&work, &["commit", "-qm", "form"]);
    let id = inbox.hand_in(&clone, ("sol", EARLY), &["Basket", "--form", "bug", "--field", "version=2.4"]);
    inbox.hand_in(&clone, ("sol", LATE), &["Nothing answered", "--form", "bug"]);
    inbox.hand_in(&clone, ("sol", LATE), &["No such form", "--form", "nosuch"]);
    let done = inbox.collect(&repo);
    assert_eq!(done[0], pair("created", &id));
    assert_eq!(done[1..], [pair("set-aside", ""), pair("set-aside", "")]);
    let ticket = inbox.ticket(&id);
    assert!(ticket["messages"][0]["text"].as_str().is_some_and(|text| text.contains("2.4")), "{ticket}");
    assert_eq!(ticket["tags"], json!(["bug"]));
}

#[test]
fn nobody_acts_as_staff_by_way_of_the_inbox() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let id = inbox.hand_in(&clone, ("ana", EARLY), &["By the admin", "-m", "I am the admin"]);
    inbox.collect(&repo);
    let ticket = inbox.ticket(&id);
    assert_eq!((&ticket["messages"][0]["role"], &ticket["status"]), (&json!("requester"), &json!("new")));
    assert!(ticket["assignee"].is_null());
    // Sol says something on a ticket that is Ana's.
    inbox.hand_in_raw(&clone, "a", &format!("format: 1\nkind: message\nticket: {id}\ntext: Let me in\n"));
    assert_eq!(inbox.collect(&repo), [pair("set-aside", "")]);
    assert_eq!(inbox.ticket(&id)["messages"].as_array().map(Vec::len), Some(1));
    inbox.is_sound();
}

#[test]
fn what_is_no_submission_is_set_aside_with_its_reason_and_the_rest_is_folded() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let good = inbox.hand_in(&clone, ("sol", EARLY), &["Good"]);
    let bad = inbox.hand_in_raw(&clone, "x1", "format: 1\nkind: ticket\ntitle: x\nstatus: solved\n");
    inbox.hand_in_raw(&clone, "x2", "\u{1b}[2J: [");
    inbox.hand_in_raw(
        &clone,
        "x3",
        "format: 1\nkind: ticket\ntitle: x\nrequester: other@example.com\ngroup: 'no\u{7}'\n",
    );
    inbox.hand_in_raw(&clone, "x4", "format: 1\nkind: message\nticket: zzzzzzzzzz\ntext: x\n");
    inbox.hand_in_raw(
        &clone,
        "x5",
        "format: 1\nkind: occurrence\noccurrences:\n- {fingerprint: none, at: 2026-11-20T08:30:00Z}\n",
    );
    inbox
        .world
        .git_in(&clone, &["push", "-q", "origin", "main:refs/desk/inbox/x6", "main^{tree}:refs/desk/inbox/x7"]);
    let told = inbox.desk_in(&repo, &["collect"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stdout.contains(&good) && !told.stdout.contains(['\u{1b}', '\u{7}']), "{}", told.stdout);
    assert_eq!(told.stdout.matches("set aside").count(), 7, "{}", told.stdout);
    assert!(told.stderr.contains("collect --quarantine"));
    assert_eq!(inbox.waiting(), 0, "{}", inbox.remote(&["for-each-ref"]));
    let aside = inbox.world.desk(&["collect", "--quarantine", "--json"]).json();
    let reasons: Vec<&str> = aside["quarantine"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["reason"].as_str())
        .collect();
    assert_eq!(reasons.len(), 7, "{aside}");
    for reason in ["unreadable", "layout", "not-a-commit", "refused", "nothing-seen"] {
        assert!(reasons.contains(&reason), "{reason}: {aside}");
    }
    assert!(inbox.remote(&["rev-list", "--all"]).contains(&bad), "what was handed in is kept");
    let spanish = inbox.world.desk(&["collect", "--quarantine", "--lang", "es"]).ok();
    assert!(spanish.contains("su commit contiene"), "{spanish}");
    let fresh = inbox.clone("fresh");
    assert_eq!(
        inbox.desk_in(&fresh, &["collect", "--quarantine"]).ok().lines().count(),
        7,
        "everybody can see them"
    );
    inbox.is_sound();
}

#[test]
fn a_run_makes_so_many_tickets_and_says_that_more_wait() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    for n in 0..5 {
        inbox.hand_in(&clone, ("sol", EARLY), &[&format!("Flood {n}")]);
    }
    let told = inbox.desk_in(&repo, &["collect", "--limit", "2"]);
    assert_eq!((told.code, told.stdout.lines().count()), (0, 2), "{}", told.stdout);
    assert!(told.stderr.contains("3 submissions go on waiting"), "{}", told.stderr);
    assert_eq!(inbox.waiting(), 3);
    assert_eq!(inbox.collect(&repo).len(), 3);
    assert_eq!(inbox.world.desk(&["list", "--columns", "id", "--format", "csv"]).ok().lines().count(), 6);
}

#[test]
fn a_dry_run_says_what_would_be_and_moves_nothing() {
    let inbox = Inbox::new();
    let (clone, repo) = (inbox.shallow("ci"), inbox.world.repo());
    let id = inbox.hand_in(&clone, ("sol", EARLY), &["Wait"]);
    let refs = (inbox.world.git(&["for-each-ref"]), inbox.remote(&["for-each-ref"]));
    assert!(inbox.desk_in(&repo, &["collect", "--dry-run"]).stdout.contains(&id));
    assert_eq!((inbox.world.git(&["for-each-ref"]), inbox.remote(&["for-each-ref"])), refs);
}

#[test]
fn a_clone_that_is_behind_or_went_its_own_way_catches_up_first() {
    let inbox = Inbox::new();
    let (ci, other) = (inbox.shallow("ci"), inbox.clone("other"));
    inbox.desk_in(&other, &["new", "Elsewhere", "-q"]).ok();
    inbox.world.git_in(&other, &["push", "-q", "origin", "tickets"]);
    let first = inbox.hand_in(&ci, ("sol", EARLY), &["One"]);
    let repo = inbox.world.repo();
    assert_eq!(inbox.collect(&repo), [pair("created", &first)]);
    // What is not published yet goes along.
    inbox.world.desk(&["new", "Unpublished", "-q"]).ok();
    let second = inbox.hand_in(&ci, ("sol", EARLY), &["Two"]);
    assert_eq!(inbox.collect(&repo), [pair("created", &second)]);
    inbox.is_sound();
    // With a seed of its own: two desks that draw the same id file the same ticket.
    let mut apart = inbox.world.command(&other, DESK, &["new", "Apart", "-q"]);
    assert!(apart.env("GIT_DESK_SEED", "another").output().expect("it runs").status.success());
    inbox.hand_in(&ci, ("sol", EARLY), &["Three"]);
    let done = inbox.collect(&other);
    assert_eq!((done.len(), inbox.waiting()), (1, 0), "both are brought together, and the fold is on top");
    inbox.world.desk(&["sync", "-q"]).ok();
    assert_eq!(inbox.world.desk(&["list", "--columns", "id", "--format", "csv"]).ok().lines().count(), 7);
    inbox.is_sound();
}

#[test]
fn a_repository_without_remotes_collects_what_waits_in_itself() {
    let inbox = Inbox::new();
    let ci = inbox.shallow("ci");
    let id = inbox.hand_in(&ci, ("sol", EARLY), &["Into the bare one"]);
    inbox.hand_in_raw(&ci, "bad", "nonsense");
    let bare = inbox.path("remote.git");
    assert_eq!(inbox.collect(&bare), [pair("created", &id), pair("set-aside", "")]);
    assert_eq!(inbox.waiting(), 0);
    assert_eq!(inbox.desk_in(&bare, &["collect", "--quarantine"]).ok().lines().count(), 1);
    assert!(inbox.remote(&["log", "-1", "--format=%s", "tickets"]).contains("Into the bare one"));
}
