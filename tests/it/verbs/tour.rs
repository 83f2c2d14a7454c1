//! A day at the desk, word for word: what a new user types and reads.

use super::{SOL, at, old_desk};
use crate::support::World;

#[test]
fn a_desk_is_made_and_says_how_to_go_on() {
    let world = World::new();
    let out = world.desk(&["init"]);
    assert_eq!(out.stdout, "The desk is ready on refs/heads/tickets.\n");
    assert_eq!(out.stderr, "Next: git desk new \"Printer is on fire\" -m \"It really is.\" && git desk list\n");
    assert_eq!(world.desk(&["init"]).ok(), "There is a desk on refs/heads/tickets already.\n");
    assert_eq!(world.desk(&[]).ok(), "Nothing needs you now.\n");
    assert_eq!(world.desk(&["list"]).ok(), "No tickets here.\n");
    world.desk(&["new", "Printer is on fire", "-m", "It really is."]).ok();
    assert!(world.desk(&["list"]).ok().contains("Printer is on fire"), "the advice works");
}

#[test]
fn what_was_done_is_one_short_line() {
    let world = World::with_desk();
    let said = world
        .desk(&["new", "Printer is on fire", "-m", "It really is.", "--priority", "high"])
        .ok();
    let id = said[..10].to_owned();
    assert_eq!(said, format!("{id}  Printer is on fire · created; status: New\n"));
    let rows: &[(&[&str], &str)] = &[
        (&["reply", &id, "-m", "On our way"], "message added"),
        (&["note", &id, "-m", "Bring water"], "internal note added"),
        (
            &["note", &id, "-m", "Out of water", "--status", "hold"],
            "status New → On hold; internal note added",
        ),
        (&["hold", &id], "unchanged"),
        (&["assign", &id, "luis@example.com"], "assignee: luis@example.com"),
        (&["assign", &id, "eva@example.com"], "assignee luis@example.com → eva@example.com"),
        (&["assign", &id, "--none"], "assignee cleared (was eva@example.com)"),
        (&["tag", &id, "+fire", "+office"], "tag added: fire; tag added: office"),
        (&["tag", &id, "--remove", "office"], "tag removed: office"),
        (
            &["edit", &id, "--priority", "urgent", "--due", "tomorrow"],
            "priority High → Urgent; due: 2026-11-21 00:00",
        ),
        (&["edit", &id, "--field", "floor=3"], "floor: 3"),
        (
            &["solve", &id, "-m", "New printer"],
            "status On hold → Solved; resolution: New printer; assignee: ana@example.com",
        ),
        (&["reopen", &id], "status Solved → Open; resolution cleared (was New printer)"),
        (&["pend", &id, "-q"], "status Open → Pending"),
    ];
    for (line, told) in rows {
        assert_eq!(world.desk(line).ok(), format!("{id}  Printer is on fire · {told}\n"), "{line:?}");
    }
    let said = world.desk(&["new", "Second", "--assignee", "me"]).ok();
    assert!(said.ends_with("  Second · created; status: Open; assignee: ana@example.com\n"), "{said}");
}

#[test]
fn a_list_a_page_and_a_log() {
    let world = old_desk();
    let new = ["new", "Printer is on fire", "-m", "It really is.", "--priority", "high", "--tag", "office", "--json"];
    let id = world.desk_as(&[&SOL[..], &at("2026-11-19T09:12:44Z")].concat(), &new).json()["ticket"]["id"].clone();
    let id = id.as_str().expect("an id");
    world
        .desk(&["reply", id, "-m", "On our way.\n\n    with water", "--status", "pending", "-q"])
        .ok();
    world.desk(&["note", id, "-m", "Bring > 10 l", "-q"]).ok();
    let list = format!(
        "ID          Status   Priority  Title               Requester        Assignee  Updated  Tags\n\
         {id}  Pending  High      Printer is on fire  sol@example.com            0 s      office\n"
    );
    assert_eq!(world.desk(&["list"]).ok(), list);
    assert_eq!(world.desk(&[]).ok(), format!("Nothing needs you now.\n\nWaiting for others (1)\n{list}"));
    let page = format!(
        "{id}
Printer is on fire

  Status     Pending
  Priority   High
  Requester  sol@example.com
  Channel    command line
  Created    2026-11-19 10:12 (1 d ago)
  Updated    2026-11-20 10:12 (just now)
  Tags       office

sol@example.com · requester · command line · public · 2026-11-19 10:12 (1 d ago)
  It really is.

ana@example.com · agent · command line · public · 2026-11-20 10:12 (just now)
  On our way.

      with water

ana@example.com · agent · command line · internal note · 2026-11-20 10:12 (just now)
┃ Bring > 10 l
"
    );
    assert_eq!(world.desk(&["show", id]).ok(), page);
    let log = "\
2026-11-19 10:12  Sol  created “Printer is on fire”; status: New; priority: High; requester: sol@example.com; \
channel: command line; tag added: office; message: “It really is.”
2026-11-20 10:12  Ana  status New → Pending; message: “On our way.”
2026-11-20 10:12  Ana  internal note: “Bring > 10 l”
";
    assert_eq!(world.desk(&["log", id]).ok(), log);
}
