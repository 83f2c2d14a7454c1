//! Guided work: `next` and `triage` where nobody is at a terminal.

use super::{LUIS, file, rewrite};
use crate::support::World;

fn next(world: &World, who: &[(&str, &str)], line: &[&str]) -> Option<String> {
    let out = world.desk_as(who, &[line, &["--json"]].concat());
    let answer: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    assert_eq!(out.code, i32::from(answer["ticket"].is_null()), "{}", out.stderr);
    answer["ticket"]["title"].as_str().map(str::to_owned)
}

#[test]
fn the_next_ticket_is_the_most_urgent_that_nobody_has() {
    let world = World::with_desk();
    assert_eq!(next(&world, &LUIS, &["next"]), None);
    let low = file(&world, "low", &["--priority", "low"]);
    let urgent = file(&world, "urgent", &["--priority", "urgent"]);
    file(&world, "taken", &["--priority", "urgent", "--assignee", "eva@example.com"]);
    assert_eq!(next(&world, &LUIS, &["next"]).as_deref(), Some("urgent"));
    world.desk(&["claim", &urgent]).ok();
    assert_eq!(next(&world, &LUIS, &["next"]).as_deref(), Some("low"));
    assert_eq!(next(&world, &[], &["next"]).as_deref(), Some("urgent"), "one's own claim is no hindrance");
    world.desk_as(&LUIS, &["pend", &low]).ok();
    world.desk(&["release", &urgent]).ok();
    assert_eq!(next(&world, &LUIS, &["next"]).as_deref(), Some("urgent"));
}

#[test]
fn a_view_serves_its_own_in_its_order() {
    let world = World::with_desk();
    file(&world, "other", &["--priority", "urgent"]);
    file(&world, "b", &["--tag", "vip", "--priority", "urgent"]);
    file(&world, "a", &["--tag", "vip", "--priority", "low"]);
    file(&world, "taken", &["--tag", "vip", "--assignee", "eva@example.com"]);
    world.desk(&["view", "save", "vip", "tag:vip", "is:any", "sort:title", "--shared"]).ok();
    assert_eq!(next(&world, &LUIS, &["next", "--view", "vip"]).as_deref(), Some("a"));
    assert_eq!(next(&world, &LUIS, &["next", "--view", "vip", "--skip", "Too easy"]).as_deref(), Some("b"));
    assert!(world.desk(&["next", "--view", "pivs"]).fails(2).contains("there is no view"));
}

#[test]
fn a_skip_stays_in_the_ticket_and_wraps_when_all_are_skipped() {
    let world = World::with_desk();
    let [a, _] = ["one", "two"].map(|t| file(&world, t, &[]));
    let first = next(&world, &LUIS, &["next"]).expect("a ticket");
    let second = next(&world, &LUIS, &["next", "--skip", "Needs French"]).expect("a ticket");
    assert_ne!(first, second);
    assert_eq!(next(&world, &[], &["next"]).as_ref(), Some(&first), "others did not skip it");
    let skipped = if first == "one" { &a } else { &second };
    let list = world.desk(&["list", &format!("title:{first}"), "--json"]).json();
    let id = list["tickets"][0]["id"].as_str().expect("an id");
    let shown = world.desk(&["show", id, "--json"]).json();
    assert_eq!(shown["ticket"]["messages"][0]["visibility"], "internal", "{skipped}");
    assert_eq!(shown["ticket"]["messages"][0]["text"], "Needs French");
    assert_eq!(next(&world, &LUIS, &["next", "--skip", "Nor this"]).as_ref(), Some(&first), "it begins again");
    let blank = world.desk_as(&LUIS, &["next", "--skip", " "]);
    assert_eq!(blank.code, 2);
}

#[test]
fn what_changed_since_it_was_skipped_is_served_again() {
    let world = World::with_desk();
    let ids = ["one", "two"].map(|t| file(&world, t, &[]));
    let first = next(&world, &LUIS, &["next"]).expect("a ticket");
    next(&world, &LUIS, &["next", "--skip", "Later"]);
    let id = if first == "one" { &ids[0] } else { &ids[1] };
    world.desk(&["edit", id, "--priority", "urgent"]).ok();
    assert_eq!(next(&world, &LUIS, &["next"]), Some(first));
}

#[test]
fn a_guided_agent_claims_only_what_is_next() {
    let world = World::with_desk();
    let [a, b] = [("one", "urgent"), ("two", "low")].map(|(t, p)| file(&world, t, &["--priority", p]));
    rewrite(&world, "config/people.yaml", "\npeople:", "\npeople:\n  luis@example.com: guided");
    let refused = world.desk_as(&LUIS, &["claim", &b]).fails(4);
    assert!(
        refused.starts_with(&format!("error: {b}: a guided agent takes the ticket that is next")),
        "{refused}"
    );
    world.desk_as(&LUIS, &["claim", &a]).ok();
}

#[test]
fn triage_without_a_terminal_gives_the_first_new_ticket() {
    let world = World::with_desk();
    assert_eq!(next(&world, &[], &["triage"]), None);
    let spanish = world.desk(&["triage", "--lang", "es"]);
    assert_eq!((spanish.code, spanish.stderr.as_str()), (1, "No hay tickets nuevos.\n"));
    let id = file(&world, "one", &[]);
    assert_eq!(next(&world, &[], &["triage"]).as_deref(), Some("one"));
    world.desk(&["assign", &id, "--me"]).ok();
    assert_eq!(next(&world, &[], &["triage"]), None);
}
