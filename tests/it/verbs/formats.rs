//! Formats: what programs read is valid by its schema and the same in every language; what people read is
//! plain in a pipe.

use super::{LUIS, file, rewrite, shown};
use crate::support::World;
use git_desk::cli::args::Verb;
use git_desk::cli::values::Format;
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

/// What is typed for each verb that answers in JSON, and the noun of its answer. The tickets are `id`, another
/// one and a third; the lines build on one another.
fn lines<'a>(id: &'a str, other: &'a str, third: &'a str) -> Vec<(&'static str, Vec<&'a str>)> {
    let stream = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/events.jsonl");
    vec![
        ("tickets", vec![]),
        ("tickets", vec!["list", "is:any"]),
        ("tickets", vec!["list", "title:nothing"]),
        ("ticket", vec!["show", id]),
        ("ticket", vec!["show", id, "--public"]),
        ("ticket", vec!["show", id, "--at", "2026-11-21"]),
        ("events", vec!["log", id]),
        ("requester", vec!["requester", "sol@example.com"]),
        ("matches", vec!["search", "fire"]),
        ("matches", vec!["similar", "-m", "Printer burns"]),
        ("view", vec!["view"]),
        ("form", vec!["form"]),
        ("ticket", vec!["next"]),
        ("ticket", vec!["triage"]),
        ("ticket", vec!["new", "Third", "--type", "task"]),
        ("tickets", vec!["reply", id, "-m", "x"]),
        ("tickets", vec!["note", id, "-m", "x"]),
        ("tickets", vec!["status", id, "hold"]),
        ("tickets", vec!["pend", id]),
        ("tickets", vec!["hold", id]),
        ("tickets", vec!["solve", id, "-m", "Done"]),
        ("tickets", vec!["reopen", id]),
        ("tickets", vec!["assign", id, "--none"]),
        ("tickets", vec!["claim", id]),
        ("tickets", vec!["release", id]),
        ("tickets", vec!["escalate", id, "--to", "second", "-m", "Too hot"]),
        ("tickets", vec!["tag", id, "+x"]),
        ("tickets", vec!["follow", id]),
        ("tickets", vec!["link", id, "--to", other]),
        ("ticket", vec!["show", other]),
        ("tickets", vec!["merge", other, "--into", id, "--yes"]),
        ("ticket", vec!["show", id]),
        ("ticket", vec!["show", other]),
        ("tickets", vec!["unmerge", other]),
        ("tickets", vec!["split", id, "--messages", "FIRST"]),
        ("attachments", vec!["attach", id, concat!(env!("CARGO_MANIFEST_DIR"), "/LICENSE-MIT")]),
        ("attachments", vec!["attachment", id]),
        ("ticket", vec!["show", id]),
        ("tickets", vec!["edit", id, "--title", "Fire is out"]),
        ("undone", vec!["undo"]),
        ("sync", vec!["sync", "."]),
        ("conflicts", vec!["conflicts"]),
        ("view", vec!["view", "save", "fires", "title:fire"]),
        ("clocks", vec!["sla"]),
        ("clocks", vec!["sla", id]),
        ("clocks", vec!["sla", "explain", id]),
        ("report", vec!["report", "summary"]),
        ("seconds", vec!["calendar", "elapsed", "2026-11-20", "2026-11-21", "--calendar", "24x7"]),
        ("at", vec!["calendar", "add", "2026-11-20", "4h", "--calendar", "24x7"]),
        ("open", vec!["calendar", "is-open", "2026-11-20", "--calendar", "24x7"]),
        ("calendar", vec!["calendar", "show", "--from", "2026-11-20", "--calendar", "24x7"]),
        ("faults", vec!["check", "--strict"]),
        ("people", vec!["people"]),
        ("config", vec!["config"]),
        ("config", vec!["config", "time_zone"]),
        ("doctor", vec!["doctor"]),
        ("uninstall", vec!["uninstall", "--dry-run"]),
        ("tickets", vec!["close", third]),
        ("import", vec!["import", "events", stream]),
        (
            "explanation",
            vec!["intake", "explain", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/report.xml")],
        ),
        ("intake", vec!["intake", "junit", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/report.xml")]),
        ("collected", vec!["collect"]),
        ("quarantine", vec!["collect", "--quarantine"]),
        ("init", vec!["init"]),
        ("demo", vec!["demo", "DEMO"]),
        ("schema", vec!["schema"]),
    ]
}

/// Fails unless an answer is valid by the published schema of its noun.
#[track_caller]
fn assert_valid(world: &World, noun: &str, line: &[&str], answer: &Value) {
    let schema = world.desk(&["schema", noun]).json();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(answer).map(|e| e.to_string()).collect();
    assert_eq!(faults, [""; 0], "{line:?}");
    assert_eq!((&answer["version"], answer[noun].is_null()), (&Value::from(1), false), "{line:?}");
}

#[test]
fn every_json_answer_satisfies_its_schema() {
    let (world, id) = desk();
    let (other, third) = (file(&world, "Other", &["-m", "x"]), file(&world, "Closed", &[]));
    rewrite(&world, "config/workflow.yaml", "closed: system", "closed: [agent, system]");
    let demo = world.root().join("demo").display().to_string();
    for (noun, line) in lines(&id, &other, &third) {
        let first = shown(&world, &id)["messages"][0]["id"].as_str().expect("an id").to_owned();
        let place = |word: &&'_ str| match *word {
            "FIRST" => first.clone(),
            "DEMO" => demo.clone(),
            word => word.to_owned(),
        };
        let words: Vec<String> = line.iter().map(place).chain(["--json".to_owned()]).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let out = world.desk(&words);
        assert_eq!(out.code, 0, "{words:?}: {}", out.stderr);
        let answer: Value = serde_json::from_str(&out.stdout).expect("--json prints JSON");
        assert_valid(&world, noun, &words, &answer);
    }
}

#[test]
fn no_verb_that_answers_in_json_is_forgotten() {
    let lines = lines("", "", "");
    let tried = |verb: &str| lines.iter().any(|(_, line)| line.contains(&verb));
    let forgotten: Vec<&str> = Verb::ALL
        .iter()
        .filter(|(verb, formats)| formats.contains(&Format::Json) && !tried(verb))
        .map(|(verb, _)| *verb)
        .collect();
    assert_eq!(forgotten, [""; 0], "a line for each in lines(), with the noun of its answer");
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
