//! `sla`, and what `show`, `list` and queries say of clocks: the worked example of the design to the minute,
//! countdowns, the order of work, and what a pipeline is told.

use super::{at, file, old_desk, put, shown};
use crate::support::World;
use serde_json::Value;

/// Every metric around the clock, which is what the worked example counts in.
const ALL: &str = "policies:
- name: all
  calendar: 24x7
  targets:
    first_reply: {default: 2h}
    next_reply: {default: 30m}
    periodic_update: {default: 4h}
    pausable_update: {default: 4h}
    requester_wait: {default: 8h}
    agent_work: {default: 8h}
    resolution: {default: 8h}
    group_ownership: {default: 1d}
  warn_at: [50%]
";

const SOL: [(&str, &str); 2] = [("GIT_AUTHOR_NAME", "Sol"), ("GIT_AUTHOR_EMAIL", "sol@example.com")];

/// A time of the day of the worked example, a Monday; the desk is in Madrid.
fn monday(time: &str) -> String {
    format!("2026-11-16T{time}:00+01:00")
}

fn with_policies(text: &str) -> World {
    let world = old_desk();
    let world = world
        .with("GIT_AUTHOR_DATE", "2026-11-01T10:00:00Z")
        .with("GIT_COMMITTER_DATE", "2026-11-01T10:00:00Z");
    put(&world, "config/sla.yaml", text);
    world
}

/// Does something at a time of that Monday, as the agent or as the requester.
#[track_caller]
fn does(world: &World, who: &[(&str, &str)], time: &str, line: &[&str]) -> String {
    let when = monday(time);
    world.desk_as(&[who, &at(&when)[..]].concat(), line).ok()
}

/// The worked example: every step one commit.
fn worked() -> (World, String) {
    let world = with_policies(ALL);
    let new = ["new", "Worked example", "-m", "Hello", "--json"];
    let made: Value = serde_json::from_str(&does(&world, &SOL, "09:00", &new)).expect("JSON");
    let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    does(&world, &[], "09:20", &["assign", &id, "ana@example.com"]);
    does(&world, &[], "10:00", &["reply", &id, "-m", "Which one?", "--status", "pending"]);
    does(&world, &SOL, "13:00", &["reply", &id, "-m", "This one"]);
    does(&world, &[], "13:45", &["reply", &id, "-m", "We wait for parts", "--status", "hold"]);
    does(&world, &[], "15:00", &["status", &id, "open"]);
    does(&world, &[], "16:00", &["reply", &id, "-m", "Done", "--status", "solved"]);
    (world, id)
}

fn clocks(world: &World, line: &[&str]) -> Vec<Value> {
    let answer = world.desk(&[line, &["--json"]].concat()).json();
    answer["clocks"].as_array().expect("a list").clone()
}

/// `metric minutes state` of each clock.
fn told(clocks: &[Value]) -> Vec<String> {
    let word = |clock: &Value, key: &str| clock[key].as_str().unwrap_or_default().to_owned();
    let minutes = |clock: &Value| clock["elapsed_s"].as_i64().expect("seconds") / 60;
    clocks
        .iter()
        .map(|c| format!("{} {} {}", word(c, "metric"), minutes(c), word(c, "state")))
        .collect()
}

#[test]
fn the_worked_example_comes_out_to_the_minute() {
    let (world, id) = worked();
    let expected = [
        "first_reply 60 achieved",
        "next_reply 45 breached",
        "periodic_update 225 achieved",
        "periodic_update 135 achieved",
        "pausable_update 45 achieved",
        "pausable_update 135 achieved",
        "requester_wait 240 achieved",
        "agent_work 165 achieved",
        "resolution 420 achieved",
    ];
    let all = clocks(&world, &["sla", &id]);
    assert_eq!(told(&all), expected);
    assert!(all.iter().all(|c| c["elapsed_s"].as_i64().is_some_and(|s| s % 60 == 0)));
    let next = &all[1];
    assert_eq!((&next["target_s"], &next["left_s"]), (&1_800.into(), &(-900).into()));
    assert_eq!(next["due_at"], "2026-11-16T12:30:00Z");
    assert_eq!(next["breached_at"], "2026-11-16T12:30:01Z", "a deadline is kept until it is over");
    assert_eq!(next["ended_at"], "2026-11-16T12:45:00Z");
    assert_eq!(shown(&world, &id)["sla"].as_array(), Some(&all), "show has the same");
}

#[test]
fn every_clock_opens_into_what_it_counted() {
    let (world, id) = worked();
    for clock in clocks(&world, &["sla", "explain", &id]) {
        let intervals = clock["intervals"].as_array().expect("intervals");
        let sum: i64 = intervals.iter().filter_map(|i| i["counted_s"].as_i64()).sum();
        assert_eq!(Some(sum), clock["elapsed_s"].as_i64(), "{}", clock["metric"]);
        for commit in intervals.iter().filter_map(|i| i["commit"].as_str()) {
            world.git(&["cat-file", "-e", commit]);
        }
        let seams = intervals.windows(2).all(|pair| pair[0]["until"] == pair[1]["from"]);
        assert!(seams && intervals.first().is_some_and(|i| i["from"] == clock["started_at"]));
    }
    let text = world.desk(&["sla", "explain", &id, "agent_work"]).ok();
    let rows: Vec<&str> = text.lines().filter(|line| line.contains("2026-11-16  ")).collect();
    assert_eq!(rows.len(), 6, "{text}");
    assert!(rows[2].starts_with("Mon 2026-11-16  10:00:00  13:00:00        –  Pending   paused"), "{text}");
    assert!(text.contains("Sum                                 2:45:00  = 9900 s"), "{text}");
    let spanish = world.desk(&["sla", "explain", &id, "agent_work", "--lang", "es"]).ok();
    assert!(spanish.contains("lun 2026-11-16") && spanish.contains("en pausa"), "{spanish}");
    let csv = world.desk(&["sla", "explain", &id, "agent_work", "--format", "csv"]).ok();
    assert_eq!(csv.lines().count(), 7, "{csv}");
}

#[test]
fn explain_is_a_word_and_never_a_ticket() {
    let (world, id) = worked();
    assert!(world.desk(&["sla", "explain"]).fails(2).contains("<ID> is missing"));
    let refused = world.desk(&["sla", "explain", &id, "frist_reply"]).fails(2);
    assert!(
        refused.contains("there is no clock “frist_reply”") && refused.contains("group_ownership"),
        "{refused}"
    );
    assert!(world.desk(&["sla", "explain", &id, "resolution", "x"]).fails(2).contains("x"));
    world.desk(&["sla", "explain", "zzzz"]).fails(4);
    world.desk(&["sla", "zzzz"]).fails(4);
}

/// Three tickets as of Monday 13:20: one late, one warned, one with time.
fn three() -> (World, [String; 3]) {
    let world = with_policies(ALL);
    let new = |title: &str, time: &str, more: &[&str]| {
        let line = [&["new", title, "-m", "x", "--json", "--requester", "sol@example.com", "--channel", "email"], more];
        let made: Value = serde_json::from_str(&does(&world, &SOL, time, &line.concat())).expect("JSON");
        made["ticket"]["id"].as_str().expect("an id").to_owned()
    };
    let calm = new("Calm", "13:15", &["--priority", "urgent"]);
    let late = new("Late", "10:00", &["--priority", "low"]);
    let warned = new("Warned", "12:00", &[]);
    let world = world.with("GIT_DESK_NOW", &monday("13:20"));
    (world, [calm, late, warned])
}

fn titles(world: &World, line: &[&str]) -> String {
    let answer = world.desk(&[line, &["--json"]].concat()).json();
    let tickets = answer["tickets"].as_array().expect("a list").iter();
    tickets.filter_map(|t| t["title"].as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn work_comes_by_clock_then_by_priority() {
    let (world, [calm, late, _]) = three();
    assert_eq!(titles(&world, &["list"]), "Late Warned Calm");
    assert_eq!(titles(&world, &[]), "Late Warned Calm");
    assert_eq!(titles(&world, &["list", "sort:-due"]), "Calm Warned Late");
    for verb in ["next", "triage"] {
        assert_eq!(world.desk(&[verb, "--json"]).json()["ticket"]["id"], late.as_str(), "{verb}");
    }
    world.desk(&["edit", &calm, "--due", "2026-11-16 10:00", "-q"]).ok();
    assert_eq!(titles(&world, &["list", "sort:due"]), "Calm Late Warned", "its own date is sooner");
    put(&world, "config/sla.yaml", "policies: []\n");
    world.desk(&["edit", &calm, "--unset", "due", "-q"]).ok();
    assert_eq!(titles(&world, &["list"]), "Calm Late Warned", "without promises the most urgent");
}

#[test]
fn queries_ask_for_clocks() {
    let (world, [_, late, _]) = three();
    for (query, expected) in [
        ("sla:breached", "Late"),
        ("sla:warned", "Warned"),
        ("sla.first_reply:warned", "Warned"),
        ("sla.left<1h", "Late Warned"),
        ("sla.first_reply.left<0", "Late"),
        ("sla.first_reply.left>=1h", "Calm"),
        ("sla.policy:ALL tag:none", ""),
        ("-sla:breached priority:urgent", "Calm"),
        ("sla:none", ""),
    ] {
        assert_eq!(titles(&world, &["list", query]), expected, "{query}");
    }
    assert!(world.desk(&["list", "sla.policy:al"]).fails(2).contains("did you mean all?"));
    assert!(world.desk(&["list", "sla.frist_reply:breached"]).fails(2).contains("sla.first_reply"));
    let report = world.desk(&["report", "summary", "sla:breached", "--json"]).json();
    assert_eq!(report["report"]["totals"]["tickets"], 1, "{report}");
    world.desk(&["tag", "--query", "sla:breached", "+late", "-q"]).ok();
    assert_eq!(shown(&world, &late)["tags"], serde_json::json!(["late"]));
}

#[test]
fn a_list_counts_down_in_colour() {
    let (world, [_, late, _]) = three();
    let list = world.desk(&["list", "--columns", "title,sla"]).ok();
    assert_eq!(list, "Title   SLA\nLate    −1 h 20 min\nWarned  40 min\nCalm    1 h 55 min\n");
    let painted = world.desk(&["list", "--columns", "sla", "--color", "always"]).ok();
    for part in ["\u{1b}[31m−1 h 20 min", "\u{1b}[33m40 min", "\u{1b}[32m1 h 55 min"] {
        assert!(painted.contains(part), "{painted}");
    }
    let quiet = world.desk(&["list"]).ok();
    assert!(quiet.starts_with("ID          Status  Priority  SLA          Title"), "{quiet}");
    let page = world.desk(&["show", &late]).ok();
    assert!(page.contains("−1 h 20 min, was due 2026-11-16 12:00 (all)"), "{page}");
    let es = world.desk(&["show", &late, "--lang", "es"]).ok();
    assert!(es.contains("−1 h 20 min, venció 2026-11-16 12:00 (all)"), "{es}");
    assert!(!world.desk(&["show", &late, "--public"]).ok().contains("SLA"));
    assert!(world.desk(&["show", &late, "--public", "--json"]).json()["ticket"]["sla"].is_null());
    let rows = world.desk(&["list", "--json"]).json();
    assert_eq!(rows["tickets"][0]["sla"][0]["left_s"], -4_800);
    let csv = world.desk(&["list", "--format", "csv", "--columns", "title,sla"]).ok();
    assert_eq!(csv, "title,sla\nLate,-4800\nWarned,2400\nCalm,6900\n");
}

#[test]
fn a_desk_that_promises_nothing_shows_nothing_of_clocks() {
    let world = World::with_desk();
    let id = file(&world, "Printer", &[]);
    assert!(!world.desk(&["list"]).ok().contains("SLA"));
    assert!(world.desk(&["list", "--json"]).json()["tickets"][0]["sla"].is_null());
    assert!(!world.desk(&["show", &id]).ok().contains("SLA"));
    assert_eq!(shown(&world, &id)["sla"], serde_json::json!([]));
    assert_eq!(world.desk(&["sla"]).ok(), "The desk promises nothing: config/sla.yaml has no policy.\n");
    assert_eq!(clocks(&world, &["sla"]), Vec::<Value>::new());
    assert_eq!(titles(&world, &["list", "sla:none"]), "Printer");
}

#[test]
fn a_pipeline_fails_on_what_can_still_be_done() {
    let (world, [calm, late, warned]) = three();
    let code = |line: &[&str]| world.desk(&[&["sla"], line].concat()).code;
    assert_eq!(code(&["--fail-on", "breach"]), 1);
    assert_eq!(code(&["--fail-on", "warn"]), 1);
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&[&warned, "--fail-on", "breach"]), 0);
    assert_eq!(code(&[&warned, "--fail-on", "warn"]), 1);
    assert_eq!(code(&["explain", &late, "--fail-on", "breach"]), 1);
    assert_eq!(code(&["title:Calm", "--fail-on", "warn"]), 0);
    assert_eq!(code(&[&calm, "--fail-on", "warn", "--json"]), 0);
    assert!(world.desk(&["sla", "--fail-on", "often"]).fails(2).contains("breach"));
    does(&world, &[], "13:20", &["reply", &late, "-m", "Sorry", "--status", "solved"]);
    assert_eq!(code(&[&late, "--fail-on", "breach"]), 0, "broken, and done");
    assert_eq!(code(&["--fail-on", "breach"]), 0);
}

#[test]
fn the_clock_can_stand_in_the_past() {
    let (world, id) = worked();
    assert_eq!(clocks(&world, &["sla"]), Vec::<Value>::new(), "it is solved");
    let then = clocks(&world, &["sla", "--now", "2026-11-16 13:40"]);
    let metrics: Vec<&str> = then.iter().filter_map(|c| c["metric"].as_str()).collect();
    assert_eq!(metrics[0], "next_reply");
    assert_eq!((&then[0]["state"], &then[0]["left_s"]), (&"breached".into(), &(-600).into()));
    assert_eq!(clocks(&world, &["sla", &id, "--now", "2026-11-15"]), Vec::<Value>::new(), "not filed yet");
    let paused = clocks(&world, &["sla", "--now", "2026-11-16 12:00"]);
    let last = paused.last().expect("clocks");
    assert_eq!((&last["state"], last["due_at"].is_null()), (&"paused".into(), true), "what stands still comes last");
}

#[test]
fn promises_of_an_earlier_day_can_be_asked() {
    let (world, id) = worked();
    let before = world.git(&["rev-parse", "tickets"]).trim().to_owned();
    put(&world, "config/sla.yaml", "policies:\n- name: late\n  targets: {first_reply: {default: 30m}}\n");
    assert_eq!(told(&clocks(&world, &["sla", &id])), ["first_reply 60 breached"]);
    let then = world.desk(&["sla", &id, "--policy-at", &before, "--json"]).json();
    assert_eq!((&then["policies_of"], then["clocks"].as_array().map(Vec::len)), (&before.as_str().into(), Some(9)));
    let text = world.desk(&["sla", &id, "--policy-at", &before]).ok();
    assert!(text.starts_with(&format!("Policies and calendars of {before}\n")), "{text}");
    assert!(world.desk(&["sla", "--policy-at", "nonsense"]).fails(2).contains("nonsense"));
}

#[test]
fn a_shallow_clone_lists_without_clocks_and_counts_nothing() {
    let (world, [_, late, _]) = three();
    let (url, dir) = (format!("file://{}", world.repo().display()), world.root().join("shallow"));
    world.git_in(world.root(), &["clone", "-q", "--depth", "1", "--branch", "tickets", &url, "shallow"]);
    let desk = |line: &[&str]| world.run_in(&dir, env!("CARGO_BIN_EXE_git-desk"), line, "");
    for line in [&["list"][..], &["show", &late]] {
        let out = desk(line);
        assert_eq!(out.code, 0, "{}", out.stderr);
        assert!(out.stdout.contains("Late") && !out.stdout.contains("SLA"), "{}", out.stdout);
        assert!(out.stderr.starts_with("SLA clocks are not shown: this clone is shallow"), "{}", out.stderr);
    }
    for line in [&["sla"][..], &["sla", &late], &["sla", "explain", &late], &["list", "sla:breached"]] {
        assert!(desk(line).fails(4).contains("git fetch --unshallow"), "{line:?}");
    }
}

#[test]
fn a_ticket_that_was_taken_away_and_came_back_keeps_its_clocks() {
    let (world, id) = worked();
    let before = clocks(&world, &["sla", &id]);
    world.git(&["worktree", "add", "-q", "../files", "tickets"]);
    let files = world.root().join("files");
    world.git_in(&files, &["rm", "-q", &super::path_of(&id)]);
    world.git_in(&files, &["commit", "-qm", "oops"]);
    world.git_in(&files, &["revert", "--no-edit", "HEAD"]);
    assert_eq!(clocks(&world, &["sla", &id]), before);
}

#[test]
fn an_earlier_version_has_the_clocks_of_its_time() {
    let (world, id) = worked();
    let then = world.desk(&["show", &id, "--at", "2026-11-16 13:40", "--json"]).json();
    let next = &then["ticket"]["sla"][1];
    assert_eq!((&next["metric"], &next["left_s"]), (&"next_reply".into(), &(-600).into()));
    assert!(next["ended_at"].is_null());
}

#[test]
fn hours_of_business_are_counted_by_their_calendar() {
    let world = with_policies("policies:\n- {name: day, calendar: office, targets: {first_reply: {default: 4h}}}\n");
    let days = "  hours: {mon: [[\"09:00\", \"14:00\"], [\"15:00\", \"18:00\"]], tue: [[\"09:00\", \"18:00\"]]}\n";
    put(&world, "config/calendars.yaml", &format!("office:\n  time_zone: Europe/Madrid\n{days}"));
    let new = ["new", "Printer", "-m", "x", "--requester", "sol@example.com", "--json"];
    let made: Value = serde_json::from_str(&does(&world, &SOL, "16:00", &new)).expect("JSON");
    let id = made["ticket"]["id"].as_str().expect("an id");
    let seen = |now: &str| world.desk(&["sla", id, "--now", now, "--json"]).json()["clocks"][0].clone();
    let tuesday = seen("2026-11-17 10:30");
    assert_eq!((&tuesday["elapsed_s"], &tuesday["due_at"]), (&12_600.into(), &"2026-11-17T10:00:00Z".into()));
    assert_eq!(seen("2026-11-17 08:00")["left_s"], 7_200, "the night does not count");
    assert_eq!(tuesday["calendar"], "office");
    let text = world.desk(&["sla", "explain", id, "--now", "2026-11-18 10:30"]).ok();
    let rows: Vec<&str> = text.lines().filter(|l| l.contains("2026-11-1") && l.contains("New")).collect();
    assert_eq!(rows.len(), 4, "{text}");
    let words = |row: &str| row.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(rows[0]).starts_with("Mon 2026-11-16 16:00:00 18:00:00 2:00:00 New counts"), "{text}");
    assert!(
        words(rows[1]).starts_with("Mon 2026-11-16 18:00:00 2026-11-17 09:00:00 – New outside hours"),
        "{text}"
    );
    assert!(text.contains("11:00:00  = 39600 s") && text.contains("breached"), "{text}");
    let late = world.desk(&["sla", id, "--now", "2026-11-24 12:00"]).ok();
    assert!(late.contains("\u{2212}18 h"), "hours make no days: {late}");
}

#[test]
fn clocks_that_cannot_be_known_hide_no_ticket() {
    let (world, [_, late, _]) = three();
    put(&world, "config/sla.yaml", "policies:\n- name: x\n  targets: {first_reply: {default: soon}}\n");
    for line in [&["list"][..], &["show", &late], &[]] {
        let out = world.desk(line);
        assert_eq!(out.code, 0, "{}", out.stderr);
        assert!(out.stdout.contains("Late") && out.stderr.contains("config/sla.yaml: line 3"), "{}", out.stderr);
    }
    for line in [&["sla"][..], &["list", "sla:breached"], &["sla", &late]] {
        assert!(world.desk(line).fails(4).contains("config/sla.yaml: line 3"));
    }
}
