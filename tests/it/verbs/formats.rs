//! Formats: what programs read is valid by its schema and the same in every language; what people read is
//! plain in a pipe.

use super::{LUIS, file};
use crate::support::World;
use serde_json::Value;

fn desk() -> (World, String) {
    let world = World::with_desk();
    let more = ["-m", "It burns", "--priority", "high", "--tag", "vip", "--field", "floor=3", "--due", "2026-12-01"];
    let id = file(&world, "Printer is on fire", &more);
    world
        .desk_as(&LUIS, &["reply", &id, "-m", "Water is on its way", "--status", "pending", "-q"])
        .ok();
    world.desk(&["note", &id, "-m", "No water left", "-q"]).ok();
    file(&world, "Second", &["--assignee", "me", "--external", "github:acme/shop#812"]);
    (world, id)
}

#[test]
fn every_json_answer_satisfies_its_schema() {
    let (world, id) = desk();
    let lines: &[(&str, &[&str])] = &[
        ("tickets", &[]),
        ("tickets", &["list", "is:any"]),
        ("tickets", &["list", "title:nothing"]),
        ("ticket", &["show", &id]),
        ("ticket", &["show", &id, "--public"]),
        ("ticket", &["show", &id, "--at", "2026-11-21"]),
        ("events", &["log", &id]),
        ("requester", &["requester", "sol@example.com"]),
        ("ticket", &["new", "Third", "--type", "task"]),
        ("tickets", &["reply", &id, "-m", "x"]),
        ("tickets", &["note", &id, "-m", "x"]),
        ("tickets", &["status", &id, "hold"]),
        ("tickets", &["pend", &id]),
        ("tickets", &["hold", &id]),
        ("tickets", &["solve", &id, "-m", "Done"]),
        ("tickets", &["reopen", &id]),
        ("tickets", &["assign", &id, "--none"]),
        ("tickets", &["tag", &id, "+x"]),
        ("tickets", &["edit", &id, "--title", "Fire is out"]),
        ("init", &["init"]),
        ("schema", &["schema"]),
    ];
    for (noun, line) in lines {
        let answer = world.desk(&[line, &["--json"][..]].concat()).json();
        let schema = world.desk(&["schema", noun]).json();
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let faults: Vec<String> = validator.iter_errors(&answer).map(|e| e.to_string()).collect();
        assert_eq!(faults, [""; 0], "{line:?}");
        assert_eq!((&answer["version"], answer[noun].is_null()), (&Value::from(1), false), "{line:?}");
    }
}

#[test]
fn what_programs_read_has_no_language() {
    let (world, id) = desk();
    for (verb, formats) in FORMATS {
        let line = if *verb == "list" { vec!["list", "is:any"] } else { vec![*verb, id.as_str()] };
        for format in formats.iter().filter(|f| **f != "table") {
            let answer = |lang| world.desk(&[&line[..], &["--format", format, "--lang", lang]].concat()).ok();
            let english = answer("en");
            assert!(!english.is_empty());
            assert_eq!(english, answer("es"), "{verb} as {format}");
        }
        let answer = |lang| world.desk(&[&line[..], &["--lang", lang]].concat()).ok();
        assert_ne!(answer("en"), answer("es"), "{verb} speaks to people");
    }
}

/// The formats of the verbs that read.
const FORMATS: &[(&str, &[&str])] = &[
    ("list", &["table", "json", "jsonl", "csv", "yaml", "markdown"]),
    ("show", &["table", "json", "yaml", "markdown"]),
    ("log", &["table", "json", "jsonl", "csv", "markdown"]),
];

#[test]
fn a_verb_answers_in_its_formats_and_in_no_other() {
    let (world, id) = desk();
    for (verb, formats) in FORMATS {
        let line = if *verb == "list" { vec!["list"] } else { vec![*verb, id.as_str()] };
        for format in ["table", "json", "jsonl", "csv", "yaml", "markdown"] {
            let code = world.desk(&[&line[..], &["--format", format]].concat()).code;
            assert_eq!(code, if formats.contains(&format) { 0 } else { 2 }, "{verb} as {format}");
        }
    }
    let csv = world.desk(&["solve", &id, "--format", "csv"]).fails(2);
    assert_eq!(csv, "error: 'csv' is no value for '--format'\nhint: possible values: table, json\n");
    assert_eq!(super::status(&world, &id), "pending", "refused before anything is done");
}

#[test]
fn lines_rows_and_markdown_say_the_same() {
    let (world, id) = desk();
    let columns = ["--columns", "id,status,title,tags,field.floor"];
    let answer = |format| {
        world
            .desk(&[&["list", "floor", "or", "has:due", "--format", format], &columns[..]].concat())
            .ok()
    };
    assert_eq!(answer("csv"), format!("id,status,title,tags,field.floor\n{id},pending,Printer is on fire,vip,3\n"));
    let markdown = "| id | status | title | tags | field.floor |\n| --- | --- | --- | --- | --- |\n";
    assert_eq!(answer("markdown"), format!("{markdown}| {id} | pending | Printer is on fire | vip | 3 |\n"));
    let line: Value = serde_json::from_str(&answer("jsonl")).expect("one line");
    assert_eq!((&line["id"], &line["fields"]["floor"]), (&id.as_str().into(), &"3".into()));
    let log = world.desk(&["log", &id, "--format", "csv"]).ok();
    let header = "at,actor,actor_name,kind,name,from,to,visibility,commit,source\n";
    assert!(log.starts_with(header) && log.contains(",status,,new,pending,,"), "{log}");
    assert!(log.contains(",message,,,Water is on its way,public,"), "{log}");
}

#[test]
fn formulas_are_dead_in_a_spreadsheet() {
    let world = World::with_desk();
    let id = file(&world, "=HYPERLINK(\"http://evil\")", &["--requester", "@SUM(A1)", "-m", "+1+1"]);
    for line in [&["list"][..], &["log", &id]] {
        let csv = world.desk(&[line, &["--format", "csv"]].concat()).ok();
        assert!(csv.contains("'=HYPERLINK") && csv.contains("'@SUM"), "{csv}");
        for live in [",=", ",\"=", ",@", ",+"] {
            assert!(!csv.contains(live), "{live} in {csv}");
        }
    }
}

#[test]
fn a_pipe_gets_neither_colour_nor_cut_lines() {
    let world = World::with_desk()
        .with("COLUMNS", "40")
        .with("TERM", "xterm-256color")
        .with("CLICOLOR_FORCE", "1");
    let title = "A title that is much longer than forty columns, to its very end";
    let id = file(&world, title, &["-m", title]);
    for line in [&["list"][..], &["show", &id], &["log", &id], &[]] {
        let plain = world.desk(line).ok();
        assert!(plain.contains(title) && !plain.contains('\u{1b}'), "{plain}");
        let colored = world.desk(&[line, &["--color", "always"]].concat()).ok();
        assert!(colored.contains("\u{1b}["), "{colored}");
        assert_eq!(without_colors(&colored), plain, "colours change nothing else");
        assert_eq!(world.desk(&[line, &["--color", "never"]].concat()).ok(), plain);
    }
}

fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn what_strangers_write_is_shown_and_not_obeyed() {
    let world = World::with_desk();
    let id = file(&world, "bell\u{7}\u{1b}[31mred\u{202e}", &["-m", "\u{1b}]0;title\u{7}", "--tag", "a\u{1b}b"]);
    for line in [&["list"][..], &["show", &id], &["log", &id], &["solve", &id, "--dry-run", "-q"]] {
        for format in ["table", "json"] {
            let out = world.desk(&[line, &["--format", format]].concat()).ok();
            let bad = out.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
            assert_eq!(bad, None, "{line:?} {format}: {out}");
        }
    }
}

#[test]
fn quiet_says_nothing_but_the_answer() {
    let world = World::new();
    let out = world.desk(&["init", "-q"]);
    assert_eq!((out.stderr.as_str(), out.stdout.as_str()), ("", "The desk is ready on refs/heads/tickets.\n"));
    let out = world.desk(&["new", "x", "--dry-run", "-q"]);
    assert_eq!((out.code, out.stderr.as_str()), (0, ""));
    assert_eq!(world.desk(&["show", "zzzz", "-q"]).fails(4).lines().count(), 2, "an error is no chatter");
}
