//! Reports through the program: every one of them in every format, the team's own ones, promises that break,
//! periods that are none.

use super::put;
use crate::store::kind;
use crate::support::{Out, World};
use serde_json::Value;

/// Every report that is ours.
pub const NAMES: [&str; 13] = [
    "summary",
    "volume",
    "backlog",
    "times",
    "distribution",
    "sla",
    "agents",
    "categories",
    "channels",
    "flow",
    "csat",
    "recurrence",
    "custom",
];
const NOW: &str = "2026-04-10T12:00:00Z";

/// A few tickets of three months: solved, reopened, rated, open.
const STREAM: &str = r#"{"ticket":"1","at":"2026-01-05T09:00:00Z","seq":1,"actor":"rita","type":"create","title":"Router","status":"new","requester":"rita","channel":"email","category":"net","priority":"high"}
{"ticket":"1","at":"2026-01-05T09:30:00Z","seq":2,"actor":"ana","type":"assign","assignee":"ana","group":"frontline"}
{"ticket":"1","at":"2026-01-05T10:00:00Z","seq":3,"actor":"ana","type":"comment","visibility":"public","role":"agent","body":"On it"}
{"ticket":"1","at":"2026-01-06T09:00:00Z","seq":4,"actor":"ana","type":"status","to":"solved"}
{"ticket":"1","at":"2026-01-07T09:00:00Z","seq":5,"actor":"rita","type":"csat","score":"good"}
{"ticket":"2","at":"2026-02-02T09:00:00Z","seq":6,"actor":"rita","type":"create","title":"Again","status":"new","requester":"rita","channel":"phone","category":"net","priority":"low"}
{"ticket":"2","at":"2026-02-02T17:00:00Z","seq":7,"actor":"luis","type":"assign","assignee":"luis"}
{"ticket":"2","at":"2026-02-03T09:00:00Z","seq":8,"actor":"luis","type":"comment","visibility":"public","role":"agent","body":"Yes"}
{"ticket":"2","at":"2026-02-03T10:00:00Z","seq":9,"actor":"luis","type":"status","to":"solved"}
{"ticket":"2","at":"2026-02-04T10:00:00Z","seq":10,"actor":"luis","type":"status","to":"open"}
{"ticket":"2","at":"2026-02-08T10:00:00Z","seq":11,"actor":"luis","type":"status","to":"solved"}
{"ticket":"3","at":"2026-03-03T09:00:00Z","seq":12,"actor":"=cmd|x","type":"create","title":"Printer","status":"new","requester":"=cmd|x","channel":"email","category":"print, paper","priority":"urgent"}
{"ticket":"4","at":"2026-04-09T09:00:00Z","seq":13,"actor":"rita","type":"create","title":"Late","status":"new","requester":"rita","channel":"web","category":"net","priority":"normal"}
"#;

const SLA: &str = "policies:\n- name: all\n  filter: \"\"\n  targets:\n    first_reply: {default: 4h}\n    resolution: {default: 3d}\n";
const CALENDARS: &str = "office:
  time_zone: UTC
  hours:
    mon: [[\"09:00\", \"17:00\"]]
    tue: [[\"09:00\", \"17:00\"]]
    wed: [[\"09:00\", \"17:00\"]]
    thu: [[\"09:00\", \"17:00\"]]
    fri: [[\"09:00\", \"17:00\"]]
";

/// A desk with that history, its policies and a report of its own.
fn desk() -> World {
    let world = World::new();
    world.desk(&["init", "-q", "--time-zone", "UTC"]).ok();
    let out = world.desk_with(&["import", "events", "-"], STREAM);
    assert_eq!(out.code, 0, "{}", out.stderr);
    put(&world, "config/sla.yaml", SLA);
    put(&world, "config/calendars.yaml", CALENDARS);
    world
}

/// Fails unless a text has all of these in it.
#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part} in {text}");
    }
}

fn run(world: &World, args: &[&str]) -> Out {
    let line: Vec<&str> = ["report"].iter().chain(args).copied().chain(["--now", NOW]).collect();
    world.desk(&line)
}

fn json(world: &World, args: &[&str]) -> Value {
    let line: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    run(world, &line).json()["report"].take()
}

/// Lines that show a report from different sides.
fn lines() -> Vec<Vec<&'static str>> {
    let plain = NAMES.iter().map(|name| vec![*name]);
    let by = NAMES.iter().map(|name| vec![*name, "--by", "month,priority"]);
    let others = [
        vec!["times", "--rows"],
        vec!["volume", "--by", "weekday"],
        vec!["summary", "--compare", "--from", "2026-02-01", "--until", "2026-03-01"],
        vec!["volume", "--by", "month", "--compare", "--from", "2026-02-01"],
        vec!["custom", "--by", "assignee", "--measure", "created,first_reply.median,resolution.p90,percent_targets"],
        vec!["times", "--calendar", "office", "--by", "channel"],
        vec!["agents", "--explain"],
    ];
    plain.chain(by).chain(others).collect()
}

#[test]
fn every_report_satisfies_the_schema_and_speaks_spanish() {
    let world = desk();
    let schema = world.desk(&["schema", "report"]).json();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for line in lines() {
        let answer = run(&world, &[line.as_slice(), &["--json"]].concat()).json();
        let faults: Vec<String> = validator.iter_errors(&answer).map(|e| e.to_string()).collect();
        assert_eq!(faults, [""; 0], "{line:?}");
        let spanish: Vec<&str> = line.iter().copied().chain(["--lang", "es"]).collect();
        run(&world, &spanish).ok();
    }
}

/// The text of a cell in a format of lines.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn every_format_has_the_same_figures() {
    let world = desk();
    for line in lines() {
        let report = json(&world, &line);
        let columns: Vec<String> = report["columns"].as_array().expect("columns").iter().map(text).collect();
        let rows = report["rows"].as_array().expect("rows");
        let with = |format: &str| run(&world, &[line.as_slice(), &["--format", format]].concat()).ok();
        let jsonl: Vec<Value> = with("jsonl").lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
        assert_eq!(&jsonl, rows, "{line:?}");
        let csv = with("csv");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), columns);
        let lines_of_csv: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
        assert_eq!(lines_of_csv.len(), rows.len(), "{line:?}");
        for (cells, row) in lines_of_csv.iter().zip(rows) {
            let single = cells.iter().zip(&columns).filter(|(_, column)| !row[column.as_str()].is_object());
            for (cell, column) in single {
                match (cell.parse::<f64>(), row[column].as_f64()) {
                    (Ok(cell), Some(n)) => assert!((cell - n).abs() < 1e-6, "{line:?} {column}"),
                    // A formula is made harmless.
                    _ => assert_eq!(cell.trim_start_matches('\''), text(&row[column]), "{line:?} {column}"),
                }
            }
        }
        let (markdown, table, page) = (with("markdown"), with("table"), with("html"));
        assert_eq!(markdown.lines().count(), rows.len() + 2, "{line:?}");
        for row in rows {
            let counts = columns.iter().filter(|c| !c.ends_with("_s") && row[c.as_str()].is_i64());
            for n in counts.map(|c| row[c.as_str()].to_string()) {
                for (format, text) in [("markdown", &markdown), ("table", &table), ("html", &page)] {
                    assert!(text.contains(&n), "{line:?} {format} lacks {n}");
                }
            }
        }
    }
}

#[test]
fn the_same_now_gives_the_same_bytes() {
    let world = desk();
    for line in lines() {
        for format in ["table", "json", "csv", "html"] {
            let words: Vec<&str> = line.iter().copied().chain(["--format", format]).collect();
            let first = run(&world, &words).ok();
            let again =
                world.desk_as(&[("TZ", "Asia/Tokyo")], &[&["report"], words.as_slice(), &["--now", NOW]].concat());
            assert_eq!(first, again.ok(), "{words:?}");
        }
    }
}

#[test]
fn figures_of_a_small_desk_are_those_that_one_counts() {
    let world = desk();
    let office = json(&world, &["times", "--calendar", "office"]);
    let of = |metric: &str, figure: &str| {
        let rows = office["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["metric"] == metric).expect("a row")[figure].clone()
    };
    // Monday 09:00 to 10:00, and Monday 09:00 to Tuesday 09:00: a day of eight hours.
    assert_eq!((of("first_reply", "min_s"), of("first_reply", "max_s")), (3_600.into(), 28_800.into()));
    // Monday to Tuesday 09:00; Monday to Sunday: five days of eight hours.
    assert_eq!((of("resolution", "min_s"), of("resolution", "max_s")), (28_800.into(), 144_000.into()));
    let notes: Vec<&str> = office["notes"]
        .as_array()
        .expect("notes")
        .iter()
        .filter_map(|n| n["code"].as_str())
        .collect();
    assert_eq!(notes, ["calendar", "zone"]);
    let sla = json(&world, &["sla"]);
    let row = |n: usize| sla["rows"][n].clone();
    assert_eq!((row(0)["achieved"].clone(), row(0)["breached"].clone()), (1.into(), 3.into()));
    assert_eq!(
        (row(1)["achieved"].clone(), row(1)["breached"].clone(), row(1)["running"].clone()),
        (1.into(), 2.into(), 1.into())
    );
    let agents = json(&world, &["agents"]);
    let luis = agents["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["agent"] == "luis")
        .expect("Luis");
    assert_eq!(
        (luis["solved"].clone(), luis["reopens"].clone(), luis["replies"].clone()),
        (2.into(), 1.into(), 1.into())
    );
}

#[test]
fn a_report_of_the_teams_own_is_a_name() {
    let world = desk();
    put(
        &world,
        "config/reports/network.yaml",
        "about: How the network is\nquery: category:net or category:none\nby: month\nmeasures: [created, open, resolution.median]\ncalendar: office\nfrom: 2026-01-01\ntop: 5\nfail_if: \"open[2026-04]>0\"\n",
    );
    let out = run(&world, &["network", "--json"]);
    assert_eq!(out.code, 1, "{}", out.stderr);
    let report: Value = serde_json::from_str(&out.stdout).expect("JSON");
    let report = &report["report"];
    assert_eq!((report["name"].as_str(), report["about"].as_str()), (Some("network"), Some("How the network is")));
    assert_eq!(report["columns"], serde_json::json!(["month", "created", "open", "resolution_median_s"]));
    assert_eq!(report["rows"].as_array().map(Vec::len), Some(3), "in March nothing happened");
    assert_eq!(report["fail_if"][0]["found"], serde_json::json!([{"row": "2026-04", "value": 1}]));
    // Flags take the place of what the file says; words of a query narrow it.
    let narrowed = run(&world, &["network", "priority:high", "--by", "priority", "--measure", "created", "--json"]);
    assert_eq!(narrowed.code, 2, "its promise speaks of what it no longer has: {}", narrowed.stderr);
    let table = run(&world, &["network"]);
    assert!(table.stdout.starts_with("How the network is\n"), "{}", table.stdout);
    assert_eq!(table.stderr, "broken: open[2026-04]>0 (2026-04: 1)\n");
    let near = run(&world, &["netwrk", "--json"]);
    assert_eq!((near.code, kind(&near).as_str()), (2, "unknown-report-near"));
    assert!(near.stderr.contains("network"), "{}", near.stderr);
    assert_eq!(world.desk(&["check"]).code, 0);
}

#[test]
fn what_is_wrong_with_a_teams_own_report_is_said_with_its_place_by_check_and_at_use() {
    let world = desk();
    for (text, place, word) in [
        ("by: [mnth]\n", (1, 6), "mnth"),
        ("measures:\n- created\n- first_reply.p99\n", (3, 3), "first_reply.p99"),
        ("about: x\nmeasure: created\n", (2, 1), "measure"),
        ("fail_if: [created]\n", (1, 11), "created"),
        ("from: soon\n", (1, 7), "soon"),
        ("top: 0\n", (1, 6), "0"),
    ] {
        put(&world, "config/reports/mine.yaml", text);
        for out in [world.desk(&["check"]), run(&world, &["mine"])] {
            let said = format!("{}{}", out.stdout, out.stderr);
            assert_has(&said, &["config/reports/mine.yaml", word]);
            let (line, column) = place;
            let places = [format!("line {line}, column {column}"), format!(":{line}:{column}:")];
            assert!(places.iter().any(|place| said.contains(place)), "{text}: {said}");
            assert!(matches!(out.code, 1 | 4), "{text}");
        }
    }
    for (text, word) in [("calendar: ofice\n", "ofice"), ("query: colour:red\n", "colour")] {
        put(&world, "config/reports/mine.yaml", text);
        let check = world.desk(&["check"]);
        assert_eq!(check.code, 1, "{text}");
        assert_has(&check.stdout, &["config/reports/mine.yaml", word]);
        assert_ne!(run(&world, &["mine"]).code, 0, "{text}");
    }
    put(&world, "config/reports/mine.yaml", "by: month\n");
    put(&world, "config/reports/summary.yaml", "by: month\n");
    assert_eq!(world.desk(&["check"]).code, 1, "one of ours would be found before it");
}

#[test]
fn a_broken_promise_is_told_on_stderr_and_ends_with_1() {
    let world = desk();
    let broken = run(&world, &["summary", "--fail-if", "backlog>1", "--fail-if", "percent_targets < 90%"]);
    assert_eq!(broken.code, 1);
    assert_has(&broken.stderr, &["broken: backlog>1 (2)", "broken: percent_targets < 90% ("]);
    assert!(broken.stdout.starts_with("Summary\n"));
    let kept = run(&world, &["times", "--fail-if", "median_s[resolution]>30d"]);
    assert_eq!((kept.code, kept.stderr.as_str()), (0, ""));
    let unmeasured = run(&world, &["times", "created>2026-04-01", "--fail-if", "resolution_median_s>1h"]);
    assert_eq!(unmeasured.code, 0);
    assert!(unmeasured.stderr.contains("nothing was measured"), "{}", unmeasured.stderr);
    let json = run(&world, &["times", "--fail-if", "median_s[resolution]>1d", "--json"]);
    let answer: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!((json.code, &answer["report"]["fail_if"][0]["broken"]), (1, &Value::Bool(true)));
    let quiet = run(&world, &["summary", "-q", "--fail-if", "backlog>1"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (1, ""));
}

#[test]
fn what_cannot_be_asked_for_is_a_usage_error() {
    let world = desk();
    for (line, wanted) in [
        (&["times", "--from", "2026-03-01", "--until", "2026-02-01"][..], "backwards-period"),
        (&["summary", "--compare"], "nothing-before"),
        (&["summary", "--fail-if", "baclog>1"], "unknown-figure"),
        (&["times", "--fail-if", "first_repl_median_s>3d"], "unknown-figure"),
        (&["volume", "--fail-if", "created[2020-01]>1"], "unknown-row"),
        (&["summary", "--fail-if", "backlog"], "bad-condition"),
        (&["summary", "--fail-if", "backlog>3d"], "bad-limit"),
        (&["custom", "--measure", "createt"], "unknown-figure"),
        (&["times", "--measure", "created"], "measure-elsewhere"),
        (&["recurrence", "--by", "weekday"], "recurrence-by-clock"),
        (&["nothing-like-it"], "unknown-report"),
    ] {
        let out = run(&world, &[line, &["--json"]].concat());
        assert_eq!((out.code, kind(&out).as_str()), (2, wanted), "{line:?}: {}", out.stderr);
        let told = run(&world, &[line, &["--lang", "es"]].concat());
        assert!(told.stderr.contains("sugerencia:"), "{line:?}: {}", told.stderr);
    }
    let calendar = run(&world, &["times", "--calendar", "ofice"]);
    assert_ne!(calendar.code, 0);
    assert!(calendar.stderr.contains("office"), "{}", calendar.stderr);
}

#[test]
fn policies_of_an_earlier_day_judge_as_they_did() {
    let world = desk();
    let tip = world.git(&["rev-parse", "tickets"]);
    put(&world, "config/sla.yaml", &SLA.replace("4h", "30d").replace("3d", "60d"));
    let figure = |args: &[&str]| json(&world, &[&["sla"], args].concat())["totals"]["breached"].clone();
    assert_eq!((figure(&[]), figure(&["--policy-at", tip.trim()])), (1.into(), 5.into()));
    let notes = json(&world, &["sla", "--policy-at", tip.trim()])["notes"].take();
    let policies = notes.as_array().expect("notes").iter().find(|n| n["code"] == "policies").expect("a note");
    assert_eq!(policies["data"]["revision"].as_str(), Some(tip.trim()));
}

#[test]
fn a_shallow_history_makes_no_report() {
    let world = desk();
    let url = format!("file://{}", world.repo().display());
    world.git_in(world.root(), &["clone", "-q", "--depth", "1", "--branch", "tickets", &url, "shallow"]);
    let shallow = world.root().join("shallow");
    for name in NAMES {
        let out = world.run_in(&shallow, env!("CARGO_BIN_EXE_git-desk"), &["report", name, "--ref", "tickets"], "");
        assert_eq!(out.code, 4, "{name}: {}", out.stderr);
        assert!(out.stderr.contains("git fetch --unshallow"), "{name}: {}", out.stderr);
    }
}
