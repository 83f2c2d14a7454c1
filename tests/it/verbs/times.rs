//! Clocks: the desk's zone decides what days are, `--now` what is present, history what was then.

use super::{at, file, old_desk, shown};
use crate::support::World;

/// A desk in Madrid and one ticket: filed on the 18th, answered on the 19th, solved on the 20th, each at
/// ten in the morning there.
fn desk() -> (World, String) {
    let world = old_desk().with("TZ", "America/Lima");
    let new = ["new", "Printer", "-m", "It burns", "--requester", "sol@example.com", "--json"];
    let id = world.desk_as(&at("2026-11-18T09:00:00Z"), &new).json()["ticket"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    world
        .desk_as(&at("2026-11-19T09:00:00Z"), &["reply", &id, "-m", "We look", "--status", "pending", "-q"])
        .ok();
    world.desk_as(&at("2026-11-20T09:00:00Z"), &["solve", &id, "-q"]).ok();
    (world, id)
}

#[test]
fn a_ticket_is_shown_as_it_was() {
    let (world, id) = desk();
    let at = |time: &str| {
        let seen = world.desk(&["show", &id, "--at", time, "--json"]).json();
        let messages = seen["ticket"]["messages"].as_array().map_or(0, Vec::len);
        format!("{} {messages}", seen["ticket"]["status"].as_str().unwrap_or_default())
    };
    assert_eq!(at("2026-11-18 10:00"), "new 1", "ten in Madrid, not in Lima");
    assert_eq!(at("2026-11-19"), "new 1");
    assert_eq!(at("2026-11-19T09:00:00Z"), "pending 2");
    assert_eq!(at("yesterday"), "new 1");
    assert_eq!(at("@1795165200 +0000"), "solved 2");
    assert_eq!(at("2026-11-21"), "solved 2");
    let refused = world.desk(&["show", &id, "--at", "2026-11-18 09:59"]).fails(4);
    assert_eq!(refused.lines().next(), Some(format!("error: {id} did not exist then").as_str()));
}

#[test]
fn times_are_printed_in_the_desks_zone() {
    let (world, id) = desk();
    let log = "2026-11-18 10:00  Ana  created “Printer”; status: New; requester: sol@example.com; channel: command line; message: “It burns”\n\
               2026-11-19 10:00  Ana  status New → Pending; message: “We look”\n\
               2026-11-20 10:00  Ana  status Pending → Solved; assignee: ana@example.com\n";
    assert_eq!(world.desk(&["log", &id]).ok(), log);
    let shown = world.desk(&["show", &id]).ok();
    assert!(shown.contains("Created    2026-11-18 10:00 (2 d ago)\n"), "{shown}");
    let shown = world.desk(&["show", &id, "--now", "2026-11-20 12:00", "--lang", "es"]).ok();
    assert!(shown.contains("Creado           2026-11-18 10:00 (hace 2 d)\n"), "{shown}");
}

#[test]
fn due_dates_are_read_in_the_desks_zone() {
    let (world, id) = desk();
    let due = |text: &str| {
        world.desk(&["edit", &id, "--due", text, "-q"]).ok();
        shown(&world, &id)["due"].as_str().expect("a time").to_owned()
    };
    assert_eq!(due("2026-12-01"), "2026-11-30T23:00:00Z");
    assert_eq!(due("2026-07-01 09:30"), "2026-07-01T07:30:00Z");
    assert_eq!(due("yesterday"), "2026-11-18T23:00:00Z");
    assert_eq!(due("tomorrow"), "2026-11-20T23:00:00Z");
    assert_eq!(due("mañana"), "2026-11-20T23:00:00Z");
    assert_eq!(due("+2h"), "2026-11-20T11:12:44Z");
    assert_eq!(due("2026-12-01T09:00:00+01:00"), "2026-12-01T08:00:00Z");
}

#[test]
fn queries_count_from_now() {
    let (world, _) = desk();
    let found = |query: &str, now: &str| {
        world.desk(&["list", "is:any", query, "--now", now, "--columns", "title"]).ok() == "Title\nPrinter\n"
    };
    assert!(found("created<3d", "2026-11-20"));
    assert!(!found("created<3d", "2026-11-22"));
    assert!(found("created:yesterday", "2026-11-19"));
    assert!(found("created:2026-11-18", "2027-01-01"));
    assert!(found("updated:2026-11-20", "2027-01-01"));
    let out = world.desk(&["list", "is:any", "--now", "soon"]).fails(2);
    assert_eq!(
        out,
        "error: --now: “soon” is no time\nhint: write 2026-10-01, 2026-10-01 14:30, 2026-10-01T14:30:00Z, 7d or yesterday\n"
    );
}

#[test]
fn a_write_takes_its_time_from_git() {
    let world = World::with_desk();
    let made = world
        .desk_as(&at("1795165200 +0100"), &["new", "x", "--json", "--now", "2020-01-01"])
        .json();
    assert_eq!(made["ticket"]["created"], "2026-11-20T09:00:00Z");
    let id = file(&world, "y", &[]);
    let bad = world.desk_as(&[("GIT_AUTHOR_DATE", "never")], &["solve", &id]).fails(2);
    assert_eq!(bad.lines().next(), Some("error: “never” in GIT_AUTHOR_DATE or GIT_COMMITTER_DATE is no date"));
}
