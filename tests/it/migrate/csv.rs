//! CSV, and the mapping that serves all kinds.

use super::{again, export, import, reason, ticket, write};
use crate::support::World;
use serde_json::json;

#[test]
fn rows_become_tickets_and_broken_ones_are_named_by_their_line() {
    let world = World::with_desk();
    let (counts, bad) = import(&world, "csv", &export("issues.csv"), &[]);
    assert!(bad);
    let told: Vec<_> = counts["invalid"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|i| (&i["cause"]["place"], &i["cause"]["kind"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("5"), &json!("missing")),
            (&json!("6"), &json!("bad-value")),
            (&json!("4"), &json!("unknown-word")),
            (&json!("7"), &json!("unknown-word")),
        ]
    );
    let one = ticket(&world, "csv:A-1");
    assert_eq!(
        (&one["status"], &one["priority"], &one["assignee"]),
        (&json!("solved"), &json!("urgent"), &json!("luis"))
    );
    assert_eq!(one["messages"][0]["text"], "It jams,\nevery \"time\".");
    assert_eq!((&one["tags"], &one["fields"]["customer_tier"]), (&json!(["printer", "floor2"]), &json!("gold")));
    world.desk(&["show", "ref:csv:A-2"]).fails(4);
    again(&world, "csv", &export("issues.csv"), &[]);
}

#[test]
fn a_suggested_mapping_can_be_used_as_it_is_and_changed() {
    let world = World::with_desk();
    let suggested = world.desk(&["import", "csv", &export("issues.csv"), "--suggest-map"]).ok();
    for line in ["  Parked: open", "  P9: normal", "  rosa@acme.com: rosa@acme.com", "  Customer tier: customer_tier"] {
        assert!(suggested.contains(line), "{line}\n{suggested}");
    }
    let changed = suggested
        .replace("Parked: open", "Parked: on-hold")
        .replace("Customer tier: customer_tier", "Customer tier: ~")
        .replace("luis: luis", "luis: luis@acme.com");
    let map = write(&world, "map.yaml", &changed);
    let (counts, _) = import(&world, "csv", &export("issues.csv"), &["--map", map.to_str().expect("UTF-8")]);
    assert_eq!(reason(&counts, "unreadable"), 2, "no word is unknown any more: {counts}");
    let one = ticket(&world, "csv:A-1");
    assert_eq!((&one["assignee"], &one["fields"]), (&json!("luis@acme.com"), &json!({})));
    assert_eq!(ticket(&world, "csv:A-2")["status"], "pending");
    assert_eq!(ticket(&world, "csv:A-5")["status"], "hold");
}

#[test]
fn a_mapping_says_which_columns_are_what() {
    let world = World::with_desk();
    let table = write(&world, "t.csv", "Nr;Was;Wann\n1;Drucker;19.02.2020 10:00\n");
    let table = table.to_str().expect("UTF-8");
    let suggested = world.desk(&["import", "csv", table, "--suggest-map"]).ok();
    assert!(suggested.contains("  Nr: nr"), "{suggested}");
    let map = write(
        &world,
        "map.yaml",
        "source: old\ndates: \"%d.%m.%Y %H:%M\"\nfields: {Nr: id, Was: title, Wann: created}\n",
    );
    import(&world, "csv", table, &["--map", map.to_str().expect("UTF-8")]);
    let one = ticket(&world, "csv:old#1");
    assert_eq!((&one["title"], &one["created"]), (&json!("Drucker"), &json!("2020-02-19T10:00:00Z")));
}

/// A status that nobody knows is named, and its ticket waits: so the mapping that knows it is never too late.
#[test]
fn a_ticket_with_an_unknown_word_waits_for_the_mapping() {
    let world = World::with_desk();
    let mut table = "id,title,created,status\n".to_owned();
    for n in 0..30 {
        table += &format!("W-{n},t,2026-11-20T09:12:44Z,Parked\n");
    }
    let table = write(&world, "t.csv", &(table + "W-99,t,2026-11-20T09:12:44Z,open\n"));
    let table = table.to_str().expect("UTF-8");
    let told = world.desk(&["import", "csv", table, "--dry-run"]);
    assert_eq!(told.code, 4);
    assert!(told.stdout.contains("30 tickets with an unknown word"), "{told:?}");
    assert_eq!(told.stdout.matches("Parked").count(), 1, "a word is named once: {told:?}");
    assert!(told.stderr.contains("cannot be imported; all others can\n"), "nothing was: {told:?}");
    assert!(told.stderr.contains("--suggest-map"), "{told:?}");
    let told = world.desk(&["import", "csv", table]);
    assert!(told.stderr.contains("30 parts were not imported; all others are there"), "{told:?}");
    world.desk(&["show", "ref:csv:W-0"]).fails(4);
    let map = write(&world, "map.yaml", "statuses: {Parked: on-hold}\n");
    let (counts, bad) = import(&world, "csv", table, &["--map", map.to_str().expect("UTF-8")]);
    assert!(!bad && counts["imported"] == 30, "{counts}");
    assert_eq!(ticket(&world, "csv:W-0")["status"], "hold");
}
