//! Merging, taking a merge back, splitting: nothing is lost, closed or not, and `check` agrees.

use super::{LUIS, SOL, file, status};
use crate::support::World;

fn ticket(world: &World, id: &str) -> serde_json::Value {
    world.desk(&["show", id, "--json"]).json()["ticket"].clone()
}

fn texts(ticket: &serde_json::Value) -> Vec<String> {
    let messages = ticket["messages"].as_array().expect("messages");
    messages.iter().filter_map(|m| m["text"].as_str()).map(|t| t.trim().to_owned()).collect()
}

fn tip(world: &World) -> String {
    world.git(&["rev-parse", "tickets"])
}

fn sound(world: &World) {
    world.desk(&["check", "--strict"]).ok();
    world.fsck();
}

#[test]
fn a_merge_is_one_commit_and_taking_it_back_leaves_what_was() {
    let world = World::with_desk();
    let [a, b, c] =
        [("one", "x"), ("two", "y"), ("three", "z")].map(|(t, tag)| file(&world, t, &["--tag", tag, "-m", t]));
    world.desk_as(&LUIS, &["pend", &b]).ok();
    let files = |id: &str| world.git(&["show", &format!("tickets:{}", super::path_of(id))]);
    let before: Vec<String> = [&a, &b, &c].map(|id| files(id)).to_vec();
    let commits = || world.git(&["rev-list", "--count", "tickets"]).trim().parse::<u32>().expect("a number");
    let n = commits();
    world.desk_as(&LUIS, &["merge", &a, &b, "--into", &c]).ok();
    assert_eq!(commits(), n + 1);
    assert_eq!((status(&world, &a), status(&world, &b)), ("closed".to_owned(), "closed".to_owned()));
    assert_eq!(ticket(&world, &c)["tags"], serde_json::json!(["z", "x", "y"]));
    let subject = world.git(&["log", "-1", "--format=%s", "tickets"]);
    assert_eq!(subject.trim(), format!("{a} new → closed; merged into {c}; and 2 more tickets"));
    sound(&world);
    world.desk_as(&LUIS, &["unmerge", &b, &a]).ok();
    let after: Vec<String> = [&a, &b, &c].map(|id| files(id)).to_vec();
    assert_eq!(after, before);
    sound(&world);
}

#[test]
fn what_another_part_has_too_stays_when_one_leaves() {
    let world = World::with_desk();
    let [a, b, c] = ["one", "two", "three"].map(|t| file(&world, t, &["--tag", "same"]));
    world.desk(&["tag", &c, "--remove", "same"]).ok();
    world.desk(&["merge", &a, &b, "--into", &c]).ok();
    world.desk(&["unmerge", &a]).ok();
    assert_eq!(ticket(&world, &c)["tags"], serde_json::json!(["same"]));
    world.desk(&["unmerge", &b]).ok();
    assert_eq!(ticket(&world, &c)["tags"], serde_json::json!([]));
    // Leaving together, neither holds it back for the other.
    world.desk(&["merge", &a, &b, "--into", &c]).ok();
    world.desk(&["unmerge", &a, &b]).ok();
    assert_eq!(ticket(&world, &c)["tags"], serde_json::json!([]));
}

#[test]
fn a_message_to_a_merged_ticket_goes_to_the_one_that_it_is_part_of() {
    let world = World::with_desk();
    let [a, b, c] = ["one", "two", "three"].map(|t| file(&world, t, &[]));
    world.desk(&["merge", &a, "--into", &b]).ok();
    world.desk(&["merge", &b, "--into", &c]).ok();
    world.desk_as(&LUIS, &["pend", &c]).ok();
    let said = world.desk_as(&SOL, &["reply", &a, "-m", "Still broken"]).ok();
    assert!(said.contains(&format!("{a} is part of this ticket")), "{said}");
    assert_eq!(texts(&ticket(&world, &c)), ["Still broken"]);
    // Whoever asked wrote as the requester that they are on their own ticket, and wakes the one that goes on.
    assert_eq!(ticket(&world, &c)["messages"][0]["role"], "requester");
    assert_eq!(status(&world, &c), "open");
    sound(&world);
}

#[test]
fn circles_and_second_merges_are_refused() {
    let world = World::with_desk();
    let [a, b, c] = ["one", "two", "three"].map(|t| file(&world, t, &[]));
    world.desk(&["merge", &a, "--into", &b]).ok();
    let before = tip(&world);
    let first = |line: &[&str], code| {
        let said = world.desk(line).fails(code);
        said.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first(&["merge", &b, "--into", &a], 4), format!("error: {a}: it is part of {b}"));
    assert_eq!(first(&["merge", &a, "--into", &c], 4), format!("error: {a}: it is part of {b}"));
    assert_eq!(first(&["merge", &c, "--into", &c], 2), format!("error: {c}: a ticket cannot be merged into itself"));
    assert_eq!(first(&["unmerge", &c], 4), format!("error: {c}: it is part of no other ticket"));
    let spanish = world.desk(&["--lang", "es", "unmerge", &c]).fails(4);
    assert!(spanish.starts_with(&format!("error: {c}: no forma parte de otro ticket")), "{spanish}");
    assert_eq!(tip(&world), before);
}

#[test]
fn merged_tickets_leave_the_counts_and_stay_listed() {
    let world = World::with_desk();
    let [a, b] = ["one", "two"].map(|t| file(&world, t, &[]));
    world.desk(&["merge", &a, "--into", &b]).ok();
    let report = world.desk(&["report", "summary", "--json"]).json();
    assert_eq!(report["report"]["rows"][0]["tickets"], 1, "{report}");
    let listed = world.desk(&["list", "is:merged", "--json"]).json();
    assert_eq!(listed["tickets"][0]["merged_into"], b.as_str());
}

#[test]
fn split_moves_messages_and_their_files_and_never_the_request() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &["--field", "service=print"]);
    std::fs::write(world.repo().join("log.txt"), "trace").expect("a file");
    world.desk_as(&SOL, &["reply", &id, "-m", "It is on fire"]).ok();
    world.desk_as(&SOL, &["reply", &id, "-m", "Also the scanner", "--attach", "log.txt"]).ok();
    let messages = ticket(&world, &id)["messages"].clone();
    let ids: Vec<&str> = messages.as_array().expect("a list").iter().filter_map(|m| m["id"].as_str()).collect();
    let request = world.desk_as(&LUIS, &["split", &id, "--messages", ids[0]]).fails(4);
    assert!(request.contains("fixed"), "{request}");
    let unknown = world.desk_as(&LUIS, &["split", &id, "--messages", "zzzz"]).fails(4);
    assert!(unknown.starts_with(&format!("error: {id}: it has no message zzzz")), "{unknown}");
    let split = ["split", &id, "--messages", ids[1], "--title", "Scanner", "--json"];
    let tickets = world.desk_as(&LUIS, &split).json()["tickets"].clone();
    let new = tickets[1]["id"].as_str().expect("an id").to_owned();
    assert_eq!(texts(&ticket(&world, &id)), ["It is on fire"]);
    assert_eq!(texts(&ticket(&world, &new)), ["Also the scanner"]);
    assert_eq!(ticket(&world, &new)["links"][0]["kind"], "split-from");
    assert_eq!(ticket(&world, &new)["fields"]["service"], "print");
    assert_eq!(world.desk(&["attachment", &new, "log.txt"]).ok(), "trace");
    assert_eq!(ticket(&world, &id)["attachments"], serde_json::json!([]));
    sound(&world);
}
