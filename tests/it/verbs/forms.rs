//! Forms: listed, shown, checked, and tickets that come out of them.

use super::prompts::{Terminal, WRITES};
use super::{put, shown, state};
use crate::support::World;
use std::fs;
use std::path::{Path, PathBuf};

const BUG: &str = "\
name: Bug report
description: Something does not work as it should
title: '[Bug]'
labels: [bug]
type: incident
body:
  - type: markdown
    attributes:
      value: Thanks for taking the time!
  - type: input
    id: version
    field: version
    attributes: {label: Version, description: Of the shop, placeholder: 2.4.1}
    validations: {required: true}
  - type: dropdown
    id: urgency
    maps_to: priority
    attributes: {label: Urgency, options: [Low, High]}
  - type: textarea
    id: steps
    attributes: {label: Steps}
    validations: {required: true}
  - type: checkboxes
    id: terms
    attributes:
      label: Terms
      options:
        - {label: I have read the rules, required: true}
";

fn desk() -> World {
    let world = World::with_desk();
    put(&world, "forms/bug.yml", BUG);
    put(&world, "forms/idea.yaml", "body: [{type: input, attributes: {label: Idea}}]\n");
    put(&world, "forms/config.yml", "blank_issues_enabled: false\n");
    put(&world, "forms/README.md", "How to write forms\n");
    world
}

#[test]
fn forms_are_listed_and_one_is_shown() {
    let world = desk();
    let list = world.desk(&["form"]).ok();
    let expected = "\
bug   Bug report: Something does not work as it should
      version*, urgency, steps*, terms*
idea  idea
* must be answered
";
    assert_eq!(list, expected);
    let one = world.desk(&["form", "bug", "--lang", "es"]).ok();
    assert!(one.contains("version  una línea, obligatorio\n  Version\n  Of the shop\n"), "{one}");
    assert!(one.contains("    - I have read the rules (obligatorio)\n"), "{one}");
    let json = world.desk(&["form", "BUG.yml", "--json"]).json();
    assert_eq!((&json["form"][0]["name"], &json["form"][0]["type"]), (&"bug".into(), &"incident".into()));
    assert_eq!(json["form"][0]["elements"][2]["options"][1]["label"], "High");
    assert_eq!(json["form"][0]["elements"][1]["field"], "version");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn a_form_that_is_not_there_is_refused_with_the_one_that_was_meant() {
    let world = desk();
    assert!(world.desk(&["form", "bgu"]).fails(4).contains("did you mean bug?"));
    assert!(world.desk(&["form", "xxxxxxxx"]).fails(4).contains("forms are bug, idea"));
    let told = world.desk(&["form", "bgu", "--lang", "es"]).fails(4);
    assert!(told.contains("no existe el formulario «bgu»") && told.contains("¿quizá bug?"), "{told}");
    let empty = World::with_desk();
    assert!(empty.desk(&["form"]).ok().starts_with("There are no forms."));
    assert!(empty.desk(&["form", "bug"]).fails(4).contains("the desk has none"));
}

#[test]
fn check_names_the_place_of_a_mistake_in_a_form() {
    let world = desk();
    put(&world, "forms/bug.yml", &BUG.replace("    id: steps", "    field_id: steps"));
    put(&world, "forms/idea.yml", "body: []\n");
    let out = world.desk(&["check", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    let faults = found["faults"].as_array().expect("a list");
    let places: Vec<_> = faults
        .iter()
        .map(|f| (f["kind"].as_str(), f["path"].as_str(), f["line"].as_u64()))
        .collect();
    let expected =
        [(Some("unreadable"), Some("forms/bug.yml"), Some(20)), (Some("stray"), Some("forms/idea.yml"), None)];
    assert_eq!((out.code, places), (1, expected.to_vec()));
    let told = world.desk(&["form", "bug"]).fails(4);
    assert!(told.contains("forms/bug.yml") && told.contains("line 20, column 5"), "{told}");
}

/// The line that files a ticket by the form, and what it needs.
const FILE: [&str; 11] = [
    "new",
    "Basket is empty",
    "--form",
    "bug",
    "--json",
    "--field",
    "version=2.4.1",
    "--field",
    "steps=Click",
    "--field",
    "terms=yes",
];

#[test]
fn answers_become_the_message_and_the_parts_of_the_ticket_that_the_form_names() {
    let world = desk();
    let filed = world.desk(&[&FILE[..], &["--field", "urgency=h", "--tag", "vip"]].concat()).json();
    let ticket = shown(&world, filed["ticket"]["id"].as_str().expect("an id"));
    assert_eq!((&ticket["priority"], &ticket["type"]), (&"high".into(), &"incident".into()));
    assert_eq!(ticket["fields"]["version"], "2.4.1");
    assert_eq!(ticket["tags"], serde_json::json!(["vip", "bug"]));
    let text = "### Version\n\n2.4.1\n\n### Urgency\n\nHigh\n\n### Steps\n\nClick\n\n### Terms\n\n- [x] I have read the rules\n";
    assert_eq!(ticket["messages"][0]["text"].as_str().map(str::trim_end), Some(text.trim_end()));
    let urgent = world
        .desk(&[&FILE[..], &["--field", "urgency=Low", "--priority", "urgent"]].concat())
        .json();
    assert_eq!(urgent["ticket"]["priority"], "urgent", "what is said beside the form is meant");
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn answers_that_are_missing_or_wrong_are_refused_and_nothing_is_written() {
    let world = desk();
    let before = state(&world);
    let told = world.desk(&["new", "x", "--form", "bug"]).fails(4);
    assert!(told.contains("bug: to be filled: version, steps, terms"), "{told}");
    assert!(told.contains("add --field version=… --field steps=… --field terms=…"), "{told}");
    let told = world.desk(&["new", "x", "--form", "bug", "--lang", "es"]).fails(4);
    assert!(told.contains("version, steps, terms"), "{told}");
    let told = world.desk(&[&FILE[..], &["--field", "urgency=soon"]].concat()).fails(4);
    assert!(told.contains("unknown-choice") && told.contains("Low, High"), "{told}");
    let told = world.desk(&["new", "x", "--form", "bug", "--field", "stpes=x"]).fails(4);
    assert!(told.contains("asks for no “stpes”") && told.contains("did you mean steps?"), "{told}");
    assert!(world.desk(&["new", "x", "--form", "bgu"]).fails(4).contains("did you mean bug?"));
    assert!(world.desk(&["new", "--form", "idea"]).fails(2).contains("TITLE"));
    let dry = world.desk(&[&FILE[..], &["--dry-run", "-q"]].concat()).json();
    assert_eq!(dry["ticket"]["title"], "Basket is empty");
    assert_eq!(state(&world), before);
}

#[test]
fn a_text_as_github_writes_it_answers_a_form() {
    let world = desk();
    let body = "### Version\n\n2.4.1\n\n### Urgency\n\n_No response_\n\n### Steps\n\nClick\n\n### More\n\nx\n\n\
                ### Terms\n\n- [X] I have read the rules\n";
    let line = ["new", "--form", "bug", "-F", "-", "--json", "--field", "version=3.0"];
    let out = world.run_in(&world.repo(), env!("CARGO_BIN_EXE_git-desk"), &line, body);
    let filed: serde_json::Value = serde_json::from_str(&out.ok()).expect("JSON");
    let ticket = shown(&world, filed["ticket"]["id"].as_str().expect("an id"));
    assert_eq!((&ticket["title"], &ticket["fields"]["version"]), (&"[Bug]".into(), &"3.0".into()));
    let text = ticket["messages"][0]["text"].as_str().expect("a text");
    assert!(text.contains("### Steps\n\nClick\n\n### More\n\nx\n\n### Terms"), "{text}");
    let more = world.desk(&[&FILE[..], &["-m", "And one thing more."]].concat()).json();
    let ticket = shown(&world, more["ticket"]["id"].as_str().expect("an id"));
    assert!(
        ticket["messages"][0]["text"]
            .as_str()
            .expect("a text")
            .ends_with("rules\n\nAnd one thing more."),
        "{ticket}"
    );
}

#[test]
fn at_a_terminal_each_question_is_asked_as_what_it_is() {
    let world = desk();
    let line = "new --form bug --field version=2.4.1";
    let Some(terminal) = Terminal::start(&world, line, &[WRITES]) else { return };
    terminal.sees("Title: [Bug]");
    terminal.types(&["Basket", "Enter"]);
    terminal.sees("Urgency");
    terminal.types(&["Up", "Enter"]);
    terminal.sees("Steps *: It really is.");
    terminal.sees("I have read the rules *");
    terminal.types(&["Enter"]);
    terminal.sees("must be answered");
    terminal.types(&["Space"]);
    terminal.types(&["Enter"]);
    terminal.sees("exit 0");
    let list = world.desk(&["list", "--json"]).json();
    let ticket = shown(&world, list["tickets"][0]["id"].as_str().expect("an id"));
    assert_eq!((&ticket["title"], &ticket["priority"]), (&"[Bug] Basket".into(), &"high".into()));
    let text = ticket["messages"][0]["text"].as_str().expect("a text");
    assert!(text.contains("### Steps\n\nIt really is.\n") && text.contains("- [x] I have"), "{text}");
}

/// Asks what depends on an answer, on the brand, and what is wanted only to solve.
const OUTAGE: &str = "\
name: Outage
brand: [acme, shop]
labels: outage
body:
  - type: dropdown
    id: area
    attributes: {label: Area, options: [API, Web]}
    validations: {required: true}
  - type: input
    id: browser
    when: {area: Web}
    attributes: {label: Browser}
    validations: {required: true}
  - type: input
    id: contract
    when: {brand: acme}
    attributes: {label: Contract}
    validations: {required: true}
  - type: input
    id: cause
    field: cause
    required_on: solve
    attributes: {label: Root cause}
  - type: textarea
    id: log
    attributes: {label: Log, render: pyhton}
";

fn outage() -> World {
    let world = World::with_desk();
    put(&world, "forms/outage.yml", OUTAGE);
    world
}

#[test]
fn what_a_form_asks_depends_on_answers_and_on_the_brand() {
    let world = outage();
    let line = |more: &[&str]| world.desk(&[&["new", "Down", "--form", "outage", "--json"], more].concat());
    let told = line(&["--brand", "shop", "--field", "area=web"]).fails(4);
    assert!(told.contains("to be filled: browser"), "{told}");
    let told = line(&["--brand", "acme", "--field", "area=api"]).fails(4);
    assert!(told.contains("to be filled: contract"), "{told}");
    let told = line(&["--brand", "shop", "--field", "area=api", "--field", "browser=x"]).fails(4);
    assert!(told.contains("browser is there only with area: Web"), "{told}");
    assert!(line(&["--field", "area=api"]).fails(4).contains("other-brand"));
    let told = world
        .desk(&["new", "x", "--form", "outage", "--brand", "own", "--field", "area=api", "--lang", "es"])
        .fails(4);
    assert!(told.contains("el formulario outage es para acme, shop"), "{told}");
    let filed = line(&["--brand", "shop", "--field", "area=api"]).json();
    let ticket = shown(&world, filed["ticket"]["id"].as_str().expect("an id"));
    assert_eq!((&ticket["brand"], &ticket["form"]), (&"shop".into(), &"outage".into()));
    let text = ticket["messages"][0]["text"].as_str().expect("a text");
    assert!(text.starts_with("### Area\n\nAPI\n\n### Root cause\n"), "{text}");
    let page = world.desk(&["form", "outage", "--lang", "es"]).ok();
    assert!(page.contains("browser  una línea, obligatorio, solo con area: Web"), "{page}");
    assert!(
        page.contains("cause  una línea, obligatorio para resolver") && page.contains("Para acme, shop"),
        "{page}"
    );
}

#[test]
fn a_ticket_is_not_solved_until_what_its_form_wants_by_then_is_there() {
    let world = outage();
    let line = ["new", "Down", "--form", "outage", "--json", "--brand", "shop", "--field", "area=API"];
    let filed = world.desk(&line).json();
    let id = filed["ticket"]["id"].as_str().expect("an id");
    let told = world.desk(&["solve", id, "-m", "Fixed"]).fails(4);
    assert!(told.contains("to be filled before it is solved: cause"), "{told}");
    assert!(told.contains("git desk edit ID --field cause=…"), "{told}");
    let told = world.desk(&["solve", id, "-m", "Fixed", "--lang", "es"]).fails(4);
    assert!(told.contains("cause"), "{told}");
    world.desk(&["edit", id, "--field", "cause=a full disk"]).ok();
    world.desk(&["solve", id, "-m", "Fixed"]).ok();
    assert_eq!(shown(&world, id)["status"], "solved");
    // A form that is gone holds nothing up.
    let filed = world.desk(&line).json();
    let id = filed["ticket"]["id"].as_str().expect("an id");
    put(&world, "forms/outage.yml", "body: [\n");
    world.desk(&["solve", id, "-m", "Fixed"]).ok();
}

#[test]
fn check_warns_of_a_language_that_nobody_knows() {
    let world = outage();
    let found = world.desk(&["check", "--json"]).json();
    assert_eq!(found["faults"], serde_json::json!([]));
    let warning = &found["warnings"][0];
    assert_eq!((&warning["path"], &warning["line"]), (&"forms/outage.yml".into(), &26.into()));
    let told = world.desk(&["check", "--lang", "es"]);
    let told = format!("{}{}", told.stdout, told.stderr);
    assert!(told.contains("nadie conoce el lenguaje «pyhton»") && told.contains("¿quizá python?"), "{told}");
}

#[test]
fn check_names_what_a_form_refers_to_and_is_not_there() {
    let world = desk();
    put(&world, "config/fields.yaml", "fields:\n  versoin: {type: text}\n");
    put(&world, "config/groups.yaml", "groups:\n  front: {}\n");
    put(&world, "forms/bug.yml", &format!("group: fornt\n{BUG}"));
    let out = world.desk(&["check", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    let faults = found["faults"].as_array().expect("a list");
    let places: Vec<_> = faults
        .iter()
        .map(|f| (f["path"].as_str(), f["line"].as_u64(), f["column"].as_u64()))
        .collect();
    assert_eq!(places, [(Some("forms/bug.yml"), Some(1), Some(8)), (Some("forms/bug.yml"), Some(13), Some(12))]);
    let told = world.desk(&["check"]).stdout;
    assert!(told.contains("fornt") && told.contains("front") && told.contains("versoin"), "{told}");
}

#[test]
fn answers_come_as_json_too() {
    let world = desk();
    let answers = r#"{"title": "Basket", "version": 2.4, "steps": ["One", "Two"], "urgency": "high",
        "terms": {"I have read the rules": true}}"#;
    let line = ["new", "--form", "bug", "--answers", "-", "--json", "--field", "version=3.0"];
    let out = world.run_in(&world.repo(), env!("CARGO_BIN_EXE_git-desk"), &line, answers);
    let filed: serde_json::Value = serde_json::from_str(&out.ok()).expect("JSON");
    let ticket = shown(&world, filed["ticket"]["id"].as_str().expect("an id"));
    assert_eq!((&ticket["title"], &ticket["fields"]["version"]), (&"Basket".into(), &"3.0".into()));
    assert_eq!(ticket["priority"], "high");
    assert!(
        ticket["messages"][0]["text"]
            .as_str()
            .expect("a text")
            .contains("### Steps\n\nOne\nTwo\n")
    );
    let before = state(&world);
    let fails = |answers: &str, more: &[&str]| {
        fs::write(world.repo().join("answers.json"), answers).expect("a file");
        world
            .desk(&[&["new", "x", "--form", "bug", "--answers", "answers.json"], more].concat())
            .fails(4)
    };
    assert!(fails("{\"version\": ", &[]).contains("answers.json is cut off"));
    assert!(fails("[1]", &[]).contains("has no answers"));
    assert!(fails("{\"version\": [[1]]}", &["--lang", "es"]).contains("no es una respuesta"));
    assert!(fails("{\"vresion\": 1}", &[]).contains("did you mean version?"));
    assert_eq!(state(&world), before);
    world.desk(&["new", "x", "--answers", "answers.json"]).fails(2);
}

#[test]
fn at_a_terminal_a_question_waits_for_the_answer_that_it_hangs_on() {
    let world = outage();
    let Some(terminal) = Terminal::start(&world, "new Down --form outage --brand shop", &[WRITES]) else { return };
    terminal.sees("Area *");
    terminal.types(&["Down", "Enter"]);
    terminal.sees("Browser *");
    terminal.types(&["Enter"]);
    terminal.sees("must be answered");
    terminal.types(&["Firefox", "Enter"]);
    terminal.sees("Root cause");
    terminal.types(&["Enter"]);
    terminal.sees("exit 0");
}

/// The files of real forms; `None`, with a word, where they are absent.
fn real() -> Option<Vec<PathBuf>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake/issue-forms");
    let Ok(entries) = fs::read_dir(dir) else {
        eprintln!("skipped: there is no ../shared/data");
        return None;
    };
    Some(entries.filter_map(|e| Some(e.ok()?.path())).collect())
}

#[test]
fn all_real_forms_are_read() {
    let Some(paths) = real() else { return };
    let world = World::with_desk();
    let mut count = 0;
    for path in paths.iter().filter(|p| !p.to_string_lossy().contains("__config.")) {
        let name = path.file_name().expect("a name").to_string_lossy();
        put(&world, &format!("forms/{name}"), &fs::read_to_string(path).expect("UTF-8"));
        count += 1;
    }
    world.desk(&["check"]).ok();
    let list = world.desk(&["form", "--json"]).json();
    assert_eq!(list["form"].as_array().map(Vec::len), Some(count));
    assert!(count > 0);
}
