//! `similar`: what it finds and what it leaves out; the question of `new` at a terminal. Each answer is asked for twice:
//! of the index, and of git without it.

use super::prompts::Terminal;
use super::{SOL, file, put, shown, state};
use crate::support::{Out, World};
use serde_json::Value;

const NO_INDEX: [(&str, &str); 3] =
    [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "desk.index"), ("GIT_CONFIG_VALUE_0", "false")];

/// What the program answers, with the index and without it.
#[track_caller]
fn similar(world: &World, words: &[&str]) -> Out {
    let line = [&["similar"], words].concat();
    let (out, read) = (world.desk(&line), world.desk_as(&NO_INDEX, &line));
    assert_eq!((out.code, &out.stdout, &out.stderr), (read.code, &read.stdout, &read.stderr), "{words:?}");
    out
}

#[track_caller]
fn matches(world: &World, words: &[&str]) -> Vec<Value> {
    let out = similar(world, &[words, &["--json"]].concat());
    let found: Value = serde_json::from_str(&out.stdout).expect("--json prints JSON");
    let matches = found["matches"].as_array().expect("a list").clone();
    assert_eq!(out.code, i32::from(matches.is_empty()), "exit 1 is: nothing like it");
    matches
}

#[track_caller]
fn titles(world: &World, words: &[&str]) -> Vec<String> {
    matches(world, words)
        .iter()
        .map(|m| m["title"].as_str().expect("a title").to_owned())
        .collect()
}

const CHECKOUT: &str = "Timeout at checkout";
const GATEWAY: &str = "Gateway answers 502 at checkout";
const PRINTER: &str = "Printer is on fire";

/// Ids of the tickets by these titles, and one that is like none.
fn desk() -> (World, [String; 3]) {
    let world = World::with_desk();
    let checkout = file(&world, CHECKOUT, &["-m", "The gateway answers 502 after a minute"]);
    let gateway = file(&world, GATEWAY, &["-m", "It is slow"]);
    let printer = file(&world, PRINTER, &["-m", "Water please"]);
    (world, [checkout, gateway, printer])
}

#[test]
fn what_is_like_a_ticket_is_told_with_the_words_and_a_score() {
    let (world, [checkout, gateway, printer]) = desk();
    let found = matches(&world, &[&checkout]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["id"], gateway.as_str());
    let terms: Vec<&str> = found[0]["terms"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for word in ["checkout", "gateway", "answers", "502"] {
        assert!(terms.contains(&word), "{terms:?}");
    }
    let score = found[0]["score"].as_f64().expect("a number");
    assert!((0.1..=1.0).contains(&score), "{score}");
    let none = similar(&world, &[&printer]);
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.trim()), (1, "", "No ticket is like it."));
    let none = similar(&world, &[&printer, "--lang", "es"]);
    assert_eq!(none.stderr.trim(), "Ningún ticket se le parece.");
}

#[test]
fn people_read_it_in_their_language() {
    let (world, [checkout, gateway, _]) = desk();
    let shown = similar(&world, &[&checkout]).ok();
    assert!(shown.contains(&gateway) && shown.contains(GATEWAY) && shown.contains("% alike: "), "{shown}");
    let spanish = similar(&world, &[&checkout, "--lang", "es"]).ok();
    assert!(spanish.contains("% parecido: ") && spanish.contains("502"), "{spanish}");
    let lines = similar(&world, &[&checkout, "--format", "jsonl"]).ok();
    assert_eq!(lines.lines().count(), 1);
}

#[test]
fn a_text_is_held_against_the_tickets_too() {
    let (world, [checkout, gateway, _]) = desk();
    let ids = |words: &[&str]| matches(&world, words).iter().map(|m| m["id"].clone()).collect::<Vec<_>>();
    let mut found = ids(&["-m", "[Bug] Gateway answers 502"]);
    assert_eq!(found.remove(0), gateway.as_str());
    assert_eq!(found, [checkout.as_str()]);
    std::fs::write(world.repo().join("text.md"), "Fire in the printer\n\nagain").expect("written");
    assert_eq!(titles(&world, &["-F", "text.md"]), [PRINTER]);
    assert_eq!(titles(&world, &["-m", "zebra"]), [""; 0]);
    assert_eq!(titles(&world, &["-m", "🦀 \u{1} --- 🦀"]), [""; 0]);
}

#[test]
fn merged_tickets_stand_for_where_they_went_and_spam_for_nothing() {
    let (world, [checkout, gateway, printer]) = desk();
    let twin = file(&world, "Checkout: gateway 502", &[]);
    world.desk(&["merge", &gateway, "--into", &printer, "--yes", "-q"]).ok();
    assert!(titles(&world, &[&checkout]).contains(&PRINTER.to_owned()));
    assert!(!titles(&world, &[&checkout]).contains(&GATEWAY.to_owned()));
    world.desk(&["tag", &twin, "+Spam", "-q"]).ok();
    assert_eq!(titles(&world, &[&checkout]), [PRINTER]);
    // Those that are one with it are not like it.
    world.desk(&["merge", &checkout, "--into", &printer, "--yes", "-q"]).ok();
    for one in [&checkout, &gateway, &printer] {
        assert_eq!(titles(&world, &[one]), [""; 0]);
    }
}

#[test]
fn notes_count_for_the_desk_and_not_for_requesters() {
    let world = World::with_desk();
    let one = file(&world, "First", &[]);
    let two = file(&world, "Second", &[]);
    for id in [&one, &two] {
        world.desk(&["note", id, "-m", "dunning by the lawyer", "-q"]).ok();
    }
    assert_eq!(titles(&world, &[&one]), ["Second"]);
    assert_eq!(titles(&world, &[&one, "--public"]), [""; 0]);
    put(&world, "config/people.yaml", "people:\n  ana@example.com: admin\n  sol@example.com: requester\n");
    let out = world.desk_as(&SOL, &["similar", &one]);
    assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.stderr);
}

#[test]
fn at_most_five_are_told() {
    let world = World::with_desk();
    let ids: Vec<String> = (0..8).map(|n| file(&world, &format!("Gateway timeout number{n}"), &[])).collect();
    assert_eq!(matches(&world, &[&ids[0]]).len(), 5);
}

#[test]
fn what_is_wrong_is_refused() {
    let (world, [checkout, ..]) = desk();
    world.desk(&["similar"]).fails(2);
    world.desk(&["similar", &checkout, "-m", "text"]).fails(2);
    world.desk(&["similar", "zzzz"]).fails(4);
    world.desk(&["similar", &checkout, "--format", "csv"]).fails(2);
}

const LIKE: &str = "new 'Gateway answers 502 at checkout' -m 'It is slow today'";

#[test]
fn a_new_ticket_like_an_old_one_can_be_added_to_it() {
    for (lang, question, added) in [
        ("en_US.UTF-8", "It looks like what is there already:", "Add it to"),
        ("es_ES.UTF-8", "Se parece a algo que ya existe:", "Añadirlo a"),
    ] {
        let (world, [_, gateway, _]) = desk();
        let Some(terminal) = Terminal::start(&world, LIKE, &[("LANG", lang)]) else { return };
        let screen = terminal.sees(added);
        assert!(screen.contains(question) && screen.contains(GATEWAY), "{screen}");
        terminal.types(&["Down", "Enter"]);
        terminal.sees("exit 0");
        let ticket = shown(&world, &gateway);
        let last = ticket["messages"].as_array().and_then(|all| all.last()).expect("a message").clone();
        assert_eq!(last["text"], "Gateway answers 502 at checkout\n\nIt is slow today");
        assert_eq!(last["visibility"], "internal");
    }
}

#[test]
fn it_can_be_shown_first_and_filed_all_the_same() {
    let (world, [_, gateway, _]) = desk();
    let Some(terminal) = Terminal::start(&world, LIKE, &[]) else { return };
    terminal.sees("Add it to");
    // The last one shows the last one that is offered.
    terminal.types(&["Up", "Enter"]);
    terminal.sees("Show");
    terminal.types(&["Enter"]);
    terminal.sees("exit 0");
    let list = world.desk(&["list", "--json"]).json();
    assert_eq!(list["tickets"].as_array().map(Vec::len), Some(4));
    assert_eq!(shown(&world, &gateway)["messages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn leaving_the_question_writes_nothing() {
    let (world, _) = desk();
    let before = state(&world);
    let Some(terminal) = Terminal::start(&world, LIKE, &[]) else { return };
    terminal.sees("Add it to");
    terminal.types(&["Escape"]);
    let screen = terminal.sees("exit ");
    assert!(!screen.contains("exit 0"), "{screen}");
    assert_eq!(state(&world), before);
}

#[test]
fn nobody_is_asked_who_does_not_want_it() {
    let (world, _) = desk();
    for more in ["--no-similar", "--json", "--no-input", "--dry-run"] {
        let Some(terminal) = Terminal::start(&world, &format!("{LIKE} {more}"), &[]) else { return };
        let screen = terminal.sees("exit 0");
        assert!(!screen.contains("looks like"), "{screen}");
    }
}
