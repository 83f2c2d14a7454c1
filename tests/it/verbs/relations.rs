//! What `show` derives from the other tickets: links from their end, threads that were merged.

use super::{SOL, at, file, path_of, put, rewrite, shown};
use crate::support::World;
use serde_json::{Value, json};

/// Adds lines to a ticket's file past git-desk, before when it was created.
fn add(world: &World, id: &str, lines: &str) {
    rewrite(world, &path_of(id), "created:", &format!("{lines}created:"));
}

fn texts(ticket: &Value) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let messages = ticket["messages"].as_array().expect("messages").iter();
    messages.map(|m| (text(&m["text"]).unwrap_or_default(), text(&m["ticket"]))).collect()
}

#[test]
fn a_link_is_told_from_both_ends() {
    let world = World::with_desk();
    let (problem, incident) = (file(&world, "Gateway is down", &[]), file(&world, "Cannot pay", &[]));
    let strange = file(&world, "From the future", &[]);
    add(&world, &incident, &format!("links:\n- kind: incident-of\n  ticket: {problem}\n"));
    add(&world, &strange, &format!("links:\n- kind: supersedes\n  ticket: {problem}\n"));
    let own = shown(&world, &incident);
    assert_eq!(
        own["links"],
        json!([{"kind": "incident-of", "ticket": problem, "title": "Gateway is down", "status": "new"}])
    );
    let mut seen = shown(&world, &problem)["inverse_links"].as_array().expect("inverse links").clone();
    seen.sort_by_key(|link| link["title"].to_string());
    assert_eq!(
        seen,
        [
            json!({"kind": "problem-of", "stored": "incident-of", "ticket": incident, "title": "Cannot pay", "status": "new"}),
            json!({"kind": null, "stored": "supersedes", "ticket": strange, "title": "From the future", "status": "new"}),
        ]
    );
    let page = |lang| world.desk(&["show", &problem, "--lang", lang]).ok();
    assert!(page("en").contains(&format!("problem of {incident} · New · Cannot pay\n")), "{}", page("en"));
    assert!(page("es").contains(&format!("problema de {incident} · Nuevo · Cannot pay\n")), "{}", page("es"));
    assert!(page("en").contains(&format!("“supersedes” in {strange} · New · From the future\n")));
    let public = world.desk(&["show", &problem, "--public"]).ok();
    assert!(!public.contains("Cannot pay"), "links are the desk's own business: {public}");
    let past = world.desk(&["show", &problem, "--at", "2026-11-21", "--json"]).json();
    assert_eq!(past["ticket"]["inverse_links"], Value::Null, "nobody asked what the others said then");
}

#[test]
fn a_link_to_a_ticket_that_is_not_there_is_shown_by_its_id() {
    let world = World::with_desk();
    let id = file(&world, "Alone", &[]);
    add(&world, &id, "links:\n- kind: blocks\n  ticket: zzzzzzzzzz\n");
    assert!(world.desk(&["show", &id]).ok().contains("blocks zzzzzzzzzz\n"));
    assert_eq!(shown(&world, &id)["links"], json!([{"kind": "blocks", "ticket": "zzzzzzzzzz"}]));
}

/// Three tickets, the first merged into the second, that into the third; each with a message of Sol, the
/// second with a note besides.
fn merged(world: &World) -> [String; 3] {
    let filed = |n: &str| {
        let time = format!("2026-11-20T09:0{n}:00Z");
        let line = ["new", n, "-m", n, "--json"];
        let ticket = world.desk_as(&[&SOL[..], &at(&time)].concat(), &line).json()["ticket"]["id"].clone();
        ticket.as_str().expect("an id").to_owned()
    };
    let ids = ["1", "2", "3"].map(filed);
    world.desk_as(&at("2026-11-20T09:10:00Z"), &["note", &ids[1], "-m", "later", "-q"]).ok();
    add(world, &ids[0], &format!("merged_into: {}\n", ids[1]));
    add(world, &ids[1], &format!("merged_into: {}\n", ids[2]));
    ids
}

#[test]
fn a_merged_thread_has_the_messages_of_its_sources_in_order_of_time() {
    let world = World::with_desk();
    let [first, second, target] = merged(&world);
    let thread = shown(&world, &target);
    let told = |text: &str, id: Option<&String>| (text.to_owned(), id.cloned());
    let expected = [told("1", Some(&first)), told("2", Some(&second)), told("3", None), told("later", Some(&second))];
    assert_eq!(texts(&thread), expected);
    assert_eq!(thread["merged_from"], json!([second]), "directly");
    let page = world.desk(&["show", &target]).ok();
    assert!(page.contains(&format!("written in {first} · 2026-11-20")), "{page}");
    assert!(page.contains(&format!("Merged from  {second} · New · 2\n")), "{page}");
    let page = world.desk(&["show", &first]).ok();
    assert!(page.contains(&format!("{second} · New · 2\n")), "a merged ticket says where it went: {page}");
}

#[test]
fn a_requester_reads_their_own_merged_messages_and_nobody_elses() {
    let world = World::with_desk();
    let [first, _, target] = merged(&world);
    let public = |id: &str| world.desk(&["show", id, "--public", "--json"]).json()["ticket"].clone();
    assert_eq!(texts(&public(&target)).len(), 3, "all three are Sol's");
    rewrite(&world, &path_of(&first), "requester: sol@example.com", "requester: eva@example.com");
    assert_eq!(texts(&public(&target)).len(), 2);
    assert_eq!(texts(&shown(&world, &target)).len(), 4, "the desk reads all");
}

#[test]
fn merges_in_a_circle_are_shown_once_around() {
    let world = World::with_desk();
    let [first, _, last] = merged(&world);
    add(&world, &last, &format!("merged_into: {first}\n"));
    assert_eq!(texts(&shown(&world, &first)).len(), 4);
    put(&world, &path_of("0000000000"), "not a ticket at all: [");
    assert_eq!(texts(&shown(&world, &last)).len(), 4, "a broken file hides nothing");
}
