//! Bodies of webhooks, each of the shape that its program sends, through the maps of `examples/maps`; and texts in the
//! shape of a form.

use crate::inbox::Inbox;
use crate::support::World;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Takes in bodies with a map; gives source, action and reason of each item.
fn takes(world: &World, map: &str, bodies: &[&str], more: &[&str]) -> Vec<Value> {
    let map = root(&format!("examples/maps/{map}.yaml"));
    let bodies: Vec<PathBuf> = bodies.iter().map(|name| root(&format!("tests/webhooks/{name}.json"))).collect();
    let mut line = vec!["intake", "json", "--json", "--map", map.to_str().expect("UTF-8")];
    line.extend(bodies.iter().map(|path| path.to_str().expect("UTF-8")));
    line.extend(more);
    world.desk(&line).json()["intake"].as_array().expect("a list").clone()
}

fn actions(found: &[Value]) -> Vec<(&str, &str)> {
    found
        .iter()
        .map(|one| (one["action"].as_str().expect("one"), one["reason"].as_str().expect("one")))
        .collect()
}

fn ticket(world: &World, decision: &Value) -> Value {
    world.desk(&["show", decision["ticket"].as_str().expect("an id"), "--json"]).json()["ticket"].clone()
}

#[test]
fn alerts_are_tickets_that_occur_again_and_are_told_when_it_is_over() {
    let world = World::with_desk();
    let first = takes(&world, "alertmanager", &["alertmanager"], &[]);
    let expected = [("created", "new"), ("created", "new"), ("suppressed", "nothing-open")];
    assert_eq!(actions(&first), expected, "{first:?}");
    let disk = ticket(&world, &first[0]);
    assert_eq!((&disk["title"], &disk["priority"]), (&"Disk of db1 is full".into(), &"urgent".into()));
    assert_eq!((&disk["type"], &disk["channel"]), (&"incident".into(), &"api".into()));
    assert_eq!(disk["tags"], json!(["alert", "critical"]));
    assert_eq!(disk["fingerprints"], json!(["alertmanager:a8ec1b0d2f6d7c31"]));
    assert_eq!(disk["occurrences"][0]["at"], "2026-11-20T03:12:09Z");
    let text = disk["messages"][0]["text"].as_str().expect("a text");
    assert!(text.starts_with("/var has 0.4 % left.\n") && text.contains("\n- instance: db1:9100\n"), "{text}");
    let other = ticket(&world, &first[1]);
    assert_eq!((&other["title"], &other["priority"]), (&"DiskFull".into(), &"normal".into()));
    let again = takes(&world, "alertmanager", &["alertmanager"], &[]);
    let expected = [("duplicate", "known"), ("duplicate", "known"), ("suppressed", "nothing-open")];
    assert_eq!(actions(&again), expected, "{again:?}");
    let over = takes(&world, "alertmanager", &["alertmanager-resolved", "alertmanager-resolved"], &[]);
    assert_eq!(actions(&over), [("updated", "message"), ("duplicate", "known")]);
    let disk = ticket(&world, &over[0]);
    assert_eq!((&disk["id"], disk["messages"].as_array().map(Vec::len)), (&first[0]["ticket"], Some(2)));
    assert_eq!(disk["messages"][1]["text"], "Resolved at 2026-11-20T04:00:00Z");
    assert_eq!(disk["messages"][1]["visibility"], "internal", "it is no answer to anybody");
    world
        .desk(&["solve", first[0]["ticket"].as_str().expect("an id"), "-m", "More disk"])
        .ok();
    let late = takes(&world, "alertmanager", &["alertmanager-resolved"], &[]);
    assert_eq!(actions(&late), [("suppressed", "nothing-open")]);
    let known = takes(&world, "alertmanager", &["alertmanager"], &[]);
    assert_eq!(
        actions(&known)[0],
        ("duplicate", "known"),
        "the same firing that was solved is told again: {known:?}"
    );
    let body = fs::read_to_string(root("tests/webhooks/alertmanager.json")).expect("a body");
    let body = body.replace("2026-11-20T03:1", "2026-11-20T23:1");
    let map = fs::read_to_string(root("examples/maps/alertmanager.yaml")).expect("a map");
    let line = line_of(&world, &map, &body);
    let back = world.desk(&line.iter().map(String::as_str).collect::<Vec<_>>()).json();
    let back = back["intake"].as_array().expect("a list");
    let expected = [("reopened", "back"), ("updated", "seen-again"), ("suppressed", "nothing-open")];
    assert_eq!(actions(back), expected, "{back:?}");
    assert_eq!(ticket(&world, &back[0])["occurrences"].as_array().map(Vec::len), Some(2));
    world.desk(&["check", "--strict"]).ok();
}

#[test]
fn an_issue_of_sentry_is_one_ticket_with_its_events() {
    let world = World::with_desk();
    let found = takes(&world, "sentry", &["sentry", "sentry", "sentry-resolved", "slack"], &[]);
    let expected = [("created", "new"), ("duplicate", "known"), ("updated", "message"), ("suppressed", "skipped")];
    assert_eq!(actions(&found), expected, "{found:?}");
    let issue = ticket(&world, &found[0]);
    assert_eq!(
        (&issue["title"], &issue["priority"]),
        (&"ReferenceError: basket is not defined".into(), &"high".into())
    );
    assert_eq!(
        (&issue["tags"], &issue["fingerprints"]),
        (&json!(["sentry", "javascript"]), &json!(["sentry:1117540176"]))
    );
    assert_eq!(issue["occurrences"][0]["run"], "e4874d664c3540c1a32eab185f12c5ab");
    assert_eq!(issue["messages"][1]["text"], "Sentry: resolved");
    let text = issue["messages"][0]["text"].as_str().expect("a text");
    assert!(text.contains("?(checkout.js)") && text.contains("https://sentry.example/organizations/"), "{text}");
}

#[test]
fn issues_of_github_and_gitlab_with_their_comments_are_one_ticket_each() {
    for (map, bodies, name, requester, tag, comment) in [
        (
            "github",
            ["github", "github-comment", "github-closed"],
            "github:acme/shop#812",
            "octo-ana",
            "bug",
            "The same here.",
        ),
        (
            "gitlab",
            ["gitlab", "gitlab-note", "gitlab-closed"],
            "gitlab:acme/shop#23",
            "ana",
            "billing",
            "It is on line 3.",
        ),
    ] {
        let world = World::with_desk();
        let found = takes(&world, map, &bodies, &[]);
        assert_eq!(actions(&found), [("created", "new"), ("updated", "message"), ("updated", "message")], "{found:?}");
        let issue = ticket(&world, &found[2]);
        assert_eq!((&issue["refs"], &issue["requester"]), (&json!([name]), &requester.into()));
        assert_eq!(issue["tags"], json!([tag]));
        let texts: Vec<&str> = issue["messages"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|m| m["text"].as_str())
            .collect();
        assert!(texts.contains(&comment) && texts.iter().any(|text| text.starts_with("Closed at Git")), "{texts:?}");
        assert_eq!(issue["status_category"], "new", "nothing that comes in solves");
        let again = takes(&world, map, &bodies[..2], &[]);
        assert_eq!(actions(&again), [("duplicate", "known"); 2], "{again:?}");
    }
    let world = World::with_desk();
    assert_eq!(actions(&takes(&world, "github", &["github-labeled"], &[])), [("suppressed", "skipped")]);
}

#[test]
fn a_thread_of_slack_is_one_ticket() {
    let world = World::with_desk();
    let found = takes(&world, "slack", &["slack-handshake", "slack", "slack-bot", "slack-reply"], &[]);
    let expected = [("suppressed", "skipped"), ("created", "new"), ("suppressed", "skipped"), ("updated", "message")];
    assert_eq!(actions(&found), expected, "{found:?}");
    let thread = ticket(&world, &found[3]);
    assert_eq!(thread["title"], "<@U0LAN0Z89> the staging VPN is down since an hour");
    assert_eq!((&thread["channel"], &thread["requester"]), (&"chat".into(), &"slack:U061F7AUR".into()));
    assert_eq!(thread["refs"], json!(["slack:T061EG9R6/C0LAN2Q65/1795144329.000006"]));
    assert_eq!(thread["messages"][1]["text"], "Back again, thanks.");
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = World::with_desk();
    let before = crate::verbs::state(&world);
    let dry = takes(&world, "github", &["github", "github-comment"], &["--dry-run", "-q"]);
    assert_eq!(actions(&dry), [("created", "new"), ("updated", "message")]);
    assert_eq!(crate::verbs::state(&world), before);
}

#[test]
fn what_is_handed_in_becomes_the_same_when_it_is_collected() {
    let inbox = Inbox::new();
    let clone = inbox.shallow("alerts");
    let map = root("examples/maps/alertmanager.yaml");
    for (body, n) in [("alertmanager", 3), ("alertmanager", 3), ("alertmanager-resolved", 1)] {
        let body = root(&format!("tests/webhooks/{body}.json"));
        let [map, body] = [&map, &body].map(|path| path.to_str().expect("UTF-8"));
        let said = inbox.desk_in(&clone, &["intake", "json", "--inbox", "--json", "--map", map, body]).json();
        assert_eq!(actions(said["intake"].as_array().expect("a list")), vec![("handed-in", "waits"); n]);
        inbox.collect(&inbox.world.repo());
    }
    let list = inbox.world.desk(&["list", "sort:title", "--json"]).json();
    let titles: Vec<_> = list["tickets"].as_array().expect("a list").iter().map(|t| t["title"].as_str()).collect();
    assert_eq!(titles, [Some("Disk of db1 is full"), Some("DiskFull")]);
    let disk = inbox
        .world
        .desk(&["show", list["tickets"][0]["id"].as_str().expect("an id"), "--json"])
        .json();
    assert_eq!(disk["ticket"]["occurrences"].as_array().map(Vec::len), Some(1));
    assert_eq!(disk["ticket"]["messages"][1]["text"], "Resolved at 2026-11-20T04:00:00Z");
    inbox.is_sound();
}

/// A map and a body in files of the world; the line that takes them in.
fn line(world: &World, map: &str, body: &str) -> Vec<String> {
    fs::write(world.repo().join("map.yaml"), map).expect("a file");
    fs::write(world.repo().join("body.json"), body).expect("a file");
    ["intake", "json", "--map", "map.yaml", "body.json"].map(str::to_owned).to_vec()
}

#[test]
fn what_is_wrong_with_a_map_or_a_body_is_told_in_both_languages() {
    let world = World::with_desk();
    let fails = |map: &str, body: &str, more: &[&str]| {
        let line = line(&world, map, body);
        let line: Vec<&str> = line.iter().map(String::as_str).chain(more.iter().copied()).collect();
        let out = world.desk(&line);
        assert_eq!(out.code, 4, "{}{}", out.stdout, out.stderr);
        format!("{}{}", out.stdout, out.stderr)
    };
    let told = fails("title: body.a b\n", "{}", &[]);
    assert!(told.contains("map.yaml, line 1, column 15, title: no expression"), "{told}");
    let told = fails("title: body.a b\n", "{}", &["--lang", "es"]);
    assert!(told.contains("map.yaml, línea 1, columna 15, title: no es una expresión"), "{told}");
    let told = fails("tilte: body\n", "{}", &[]);
    assert!(
        told.contains("map.yaml") && told.contains("“title” does") && told.contains("docs/webhooks.md"),
        "{told}"
    );
    let told = fails("title: body.title\n", "{}", &[]);
    assert!(told.contains("refused") && told.contains("line 1") && told.contains("not in the body"), "{told}");
    let told = fails("title: '\"t\"'\npriority: '\"soon\"'\n", "{}", &["--lang", "es"]);
    assert!(told.contains("priority no puede ser «soon»; puede ser low, normal, high, urgent"), "{told}");
    assert!(fails("title: body\n", "{\"a\": ", &[]).contains("body.json is cut off"));
    assert!(fails("title: body\n", "", &["--lang", "es"]).contains("body.json está vacío"));
    assert!(fails("title: body\n", "<html>", &[]).contains("no JSON from line 1, column 1"));
    // What stands before a fault is kept.
    let told = fails("title: body.t\n", "{\"t\": \"One\"}\n{\"t\": \"Two\"}\n{\"t\":", &[]);
    assert!(told.contains("One") && told.contains("Two") && told.contains("cut off"), "{told}");
    assert_eq!(world.desk(&["list", "--json"]).json()["tickets"].as_array().map(Vec::len), Some(2));
    assert!(world.desk(&["intake", "json", "x.json"]).fails(2).contains("--map"));
    assert!(world.desk(&["intake", "json", "--map", "map.yaml"]).fails(2).contains("FILE"));
    assert!(
        world
            .desk(&["intake", "json", "--map", "none.yaml", "body.json"])
            .fails(4)
            .contains("none.yaml")
    );
    world.desk(&["intake", "json", "--map", "map.yaml", "body.json", "--form", "x"]).fails(2);
}

const FORM: &str = "\
title: '[Bug]'
body:
  - {type: textarea, id: what, attributes: {label: What happened?}, validations: {required: true}}
  - {type: dropdown, id: urgency, maps_to: priority, attributes: {label: Urgency, options: [Low, High]}}
  - {type: checkboxes, id: terms, attributes: {label: Terms, options: [{label: I agree, required: true}]}}
";

const ISSUE: &str = "### What happened?\r\n\r\nIt broke.\r\n\r\n```\r\n### Urgency\r\n```\r\n\r\n### Urgency\r\n\r\nHigh\r\n\r\n\
                     ### Terms\r\n\r\n- [x] I agree\r\n";

#[test]
fn a_rendered_issue_is_filed_by_its_form_once() {
    let world = World::with_desk();
    crate::verbs::put(&world, "forms/bug.yml", FORM);
    fs::write(world.repo().join("issue.md"), ISSUE).expect("a file");
    let line = |more: &[&str]| {
        let out = world.desk(&[&["intake", "form", "issue.md", "--form", "bug", "--json"], more].concat());
        out.json()["intake"][0].clone()
    };
    let dry = line(&["--dry-run", "-q"]);
    assert_eq!(dry["action"], "created");
    let filed = line(&["--requester", "ana@example.com"]);
    let ticket = ticket(&world, &filed);
    assert_eq!((&ticket["title"], &ticket["priority"]), (&"[Bug]".into(), &"high".into()));
    assert_eq!((&ticket["channel"], &ticket["form"]), (&"form".into(), &"bug".into()));
    assert_eq!(ticket["requester"], "ana@example.com");
    let text = ticket["messages"][0]["text"].as_str().expect("a text");
    assert!(text.contains("It broke.\n\n```\n### Urgency\n```\n"), "{text}");
    assert_eq!(line(&["--requester", "ana@example.com"])["action"], "duplicate");
    assert_eq!(line(&["--requester", "luis@example.com"])["action"], "created", "somebody else's");
    let named = line(&["--external", "github:acme/shop#9", "--title", "Broken"]);
    assert_eq!(named["action"], "created");
    fs::write(world.repo().join("issue.md"), "Nothing of it").expect("a file");
    let told = world.desk(&["intake", "form", "issue.md", "--form", "bug", "--lang", "es"]).fails(4);
    assert!(told.contains("issue.md no responde a ninguna pregunta del formulario bug"), "{told}");
    fs::write(world.repo().join("issue.md"), "### What happened?\n\nx\n").expect("a file");
    let out = world.desk(&["intake", "form", "issue.md", "--form", "bug"]);
    assert_eq!(out.code, 4);
    assert!(out.stdout.contains("refused") && out.stdout.contains("to be filled: terms"), "{}", out.stdout);
    assert!(world.desk(&["intake", "form", "issue.md"]).fails(2).contains("--form"));
}

/// The blocks of a language in a page.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(root(&format!("docs/{page}"))).expect("a page");
    let parts: Vec<&str> = text.split("```").collect();
    let found = parts.iter().skip(1).step_by(2).filter_map(|block| block.strip_prefix(language));
    found.map(str::to_owned).collect()
}

#[test]
fn the_examples_of_both_pages_work() {
    let world = World::with_desk();
    crate::verbs::put(&world, "forms/outage.yml", &blocks("forms.md", "yaml\n")[0]);
    world.desk(&["check", "--strict"]).ok();
    let line =
        ["new", "Down", "--form", "outage", "--brand", "acme", "--field", "area=Web", "--field", "browser=Firefox"];
    world.desk(&line).ok();
    let body = fs::read_to_string(root("tests/webhooks/alertmanager.json")).expect("a body");
    let body = body.replace("\"instance\": \"db2:9100\"", "\"instance\": \"db2:9100\", \"severity\": \"none\"");
    let line = line_of(&world, &blocks("webhooks.md", "yaml\n")[0], &body);
    let found = world.desk(&line.iter().map(String::as_str).collect::<Vec<_>>()).json();
    let expected = [("created", "new"), ("suppressed", "skipped"), ("suppressed", "nothing-open")];
    assert_eq!(actions(found["intake"].as_array().expect("a list")), expected);
}

fn line_of(world: &World, map: &str, body: &str) -> Vec<String> {
    let mut line = line(world, map, body);
    line.push("--json".to_owned());
    line
}
