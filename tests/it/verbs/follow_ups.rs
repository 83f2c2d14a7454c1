//! What a requester says after closing makes one follow-up ticket.

use super::{SOL, close, file, shown, status};
use crate::support::World;
use serde_json::json;

/// A closed ticket of Sol's with everything that a follow-up takes over or leaves.
fn closed(world: &World) -> String {
    let more = ["-m", "It burns", "--priority", "high", "--group", "hardware", "--tag", "vip", "--field", "floor=3"];
    let id = file(world, "Printer is on fire", &more);
    super::rewrite(world, &super::path_of(&id), "fields:", "followers: [eva@example.com]\nfields:");
    world.desk(&["solve", &id, "-q", "-m", "Water"]).ok();
    close(world, &id);
    id
}

#[test]
fn the_second_message_goes_to_the_same_follow_up() {
    let world = World::with_desk();
    let source = closed(&world);
    let said = world.desk_as(&SOL, &["reply", &source, "-m", "It burns again"]).ok();
    let next = said.split(' ').next().expect("an id").to_owned();
    let note = format!("  {source} is closed: this went to its follow-up ticket\n");
    assert_eq!(said, format!("{next}  Printer is on fire · created; status: New\n{note}"));
    let said = world.desk_as(&SOL, &["reply", &source, "-m", "Hello?"]).ok();
    assert_eq!(said, format!("{next}  Printer is on fire · message added\n{note}"));

    let ticket = shown(&world, &next);
    let taken = json!({
        "title": ticket["title"], "requester": ticket["requester"], "followers": ticket["followers"],
        "tags": ticket["tags"], "fields": ticket["fields"], "group": ticket["group"], "links": ticket["links"],
        "priority": ticket["priority"], "assignee": ticket["assignee"], "resolution": ticket["resolution"],
    });
    assert_eq!(
        taken,
        json!({
            "title": "Printer is on fire", "requester": "sol@example.com", "followers": ["eva@example.com"],
            "tags": ["vip"], "fields": {"floor": "3"}, "group": "hardware",
            "links": [{"kind": "follow-up-of", "ticket": source, "title": "Printer is on fire", "status": "closed"}],
            "priority": null, "assignee": null, "resolution": null,
        })
    );
    let texts: Vec<_> = ticket["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|m| m["text"].clone())
        .collect();
    assert_eq!(texts, [json!("It burns again"), json!("Hello?")]);
    assert_eq!(status(&world, &source), "closed");
    assert!(world.desk(&["show", &source]).ok().contains(&format!("followed up by {next}")));
    world.fsck();
}

#[test]
fn a_closed_follow_up_has_its_own() {
    let world = World::with_desk();
    let source = closed(&world);
    let reply = |text| world.desk_as(&SOL, &["reply", &source, "-m", text, "--json"]).json()["tickets"][0].clone();
    let second = reply("again")["id"].as_str().expect("an id").to_owned();
    world.desk(&["solve", &second, "-q"]).ok();
    close(&world, &second);
    let third = reply("and again");
    assert_ne!(third["id"], json!(second));
    assert_eq!(third["links"], json!([{"kind": "follow-up-of", "ticket": second}]));
}

#[test]
fn an_agent_makes_no_follow_up() {
    let world = World::with_desk();
    let source = closed(&world);
    let refused = world.desk(&["reply", &source, "-m", "Still there?"]).fails(4);
    let kept = refused.lines().nth(1).unwrap_or_default();
    let path = kept.strip_prefix("your text is in ").expect("the file that has the text");
    assert_eq!(std::fs::read_to_string(world.repo().join(path)).ok().as_deref(), Some("Still there?"));
    let expected = format!(
        "error: {source}: closed is final; only tags change on a closed ticket\n{kept}\n\
         to go on with it: the same command with -F {path}\n\
         hint: file a new ticket; a message by its requester makes a follow-up\n"
    );
    assert_eq!(refused, expected);
}
