//! Real histories, imported and reported by the program, against figures that others computed.
//!
//! The data is not part of the project: where it is absent these tests say so and pass.

use crate::support::World;
use crate::verbs::put;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A history and how its desk is set up.
struct Case<'a> {
    stream: &'a str,
    expected: &'a str,
    zone: &'a str,
    first_reply_by_assign: bool,
    /// What the expected figures call business hours.
    hours: &'a str,
}

const HELPDESK_IT: Case<'static> = Case {
    stream: "helpdesk_it/events.jsonl.gz",
    expected: "helpdesk_it/expected.json",
    zone: "Europe/Rome",
    first_reply_by_assign: true,
    hours: "rome_9_17",
};

const SYNTHETIC: Case<'static> = Case {
    stream: "synthetic/s1k.jsonl.gz",
    expected: "synthetic/s1k.expected.json",
    zone: "Europe/Madrid",
    first_reply_by_assign: false,
    hours: "biz_9_17",
};

fn data() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !dir.is_dir() {
        eprintln!("skipped: there is no ../shared/data");
        return None;
    }
    Some(dir)
}

/// A desk with the history in it, and the expected figures.
fn imported(case: &Case) -> Option<(World, Value)> {
    Some(imported_from(&data()?, case))
}

fn imported_from(data: &Path, case: &Case) -> (World, Value) {
    let world = World::new();
    world.desk(&["init", "-q", "--time-zone", case.zone]).ok();
    if case.first_reply_by_assign {
        let tree = world.root().join("tickets");
        world.git(&["worktree", "add", "-q", tree.to_str().expect("UTF-8"), "tickets"]);
        let settings = fs::read_to_string(tree.join("desk.yaml")).expect("desk.yaml");
        fs::write(tree.join("desk.yaml"), format!("{settings}first_reply_by: assign\n")).expect("desk.yaml");
        world.git_in(&tree, &["commit", "-qam", "Count the first assignment as the first reply"]);
    }
    let stream = data.join(case.stream);
    let out = world.desk(&["import", "events", stream.to_str().expect("UTF-8"), "--json"]).json();
    let expected: Value = serde_json::from_slice(&fs::read(data.join(case.expected)).expect("figures")).expect("JSON");
    assert_eq!(out["import"]["read"], expected["stream_events"]);
    let skipped: u64 = out["import"]["skipped"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|s| s["n"].as_u64())
        .sum();
    assert_eq!(out["import"]["read"].as_u64(), out["import"]["imported"].as_u64().map(|n| n + skipped));
    world.fsck();
    (world, expected)
}

fn report(world: &World, expected: &Value, args: &[&str]) -> Value {
    let now = expected["as_of"].as_str().expect("as_of");
    let mut line = vec!["report"];
    line.extend(args);
    line.extend(["--json", "--with-merged", "--now", now]);
    world.desk(&line).json()["report"].take()
}

fn check_all(world: &World, expected: &Value) {
    check_months(world, expected);
    check_times(world, expected, &[], "calendar");
    check_flow(world, expected);
    check_summary(world, expected);
    check_recurrence(world, expected);
}

/// Keys are named as the expected figures have them: `requester+category`.
fn check_recurrence(world: &World, expected: &Value) {
    for (name, block) in expected["recurrence"].as_object().into_iter().flatten() {
        let by = name.replace('+', ",");
        let report = report(world, expected, &["recurrence", "--by", &by]);
        for (figure, key) in [
            ("tickets_with_key", "tickets_with_key"),
            ("keys", "keys"),
            ("keys_with_2_or_more", "keys_with_2_or_more"),
            ("repeats", "repeats_within_30_days"),
        ] {
            assert_eq!(report["totals"][figure], block[key], "{name} {figure}");
        }
        let rows = report["rows"].as_array().expect("rows").iter();
        let key = |row: &Value| by.split(',').filter_map(|by| row[by].as_str()).collect::<Vec<_>>().join(" / ");
        let most: Vec<Value> = rows.take(10).map(|row| json!([key(row), row["tickets"]])).collect();
        assert_eq!(json!(most), block["top"], "{name}");
    }
}

fn check_months(world: &World, expected: &Value) {
    let rows = report(world, expected, &["volume", "--by", "month"])["rows"].take();
    let mut months = serde_json::Map::new();
    for row in rows.as_array().expect("rows") {
        let figures = json!({
            "created": row["created"], "resolved": row["resolved"],
            "reopened": row["reopened"], "backlog_end": row["backlog"],
        });
        months.insert(row["month"].as_str().expect("a month").to_owned(), figures);
    }
    assert_eq!(&Value::Object(months), &expected["by_month"]);
}

/// Commits the calendar and the policies of the expected figures, and holds the reports against these.
fn check_hours(world: &World, expected: &Value, case: &Case) {
    let days: String = ["mon", "tue", "wed", "thu", "fri"]
        .map(|day| format!("    {day}: [[\"09:00\", \"17:00\"]]\n"))
        .concat();
    put(world, "config/calendars.yaml", &format!("office:\n  time_zone: {}\n  hours:\n{days}", case.zone));
    check_times(world, expected, &["--calendar", "office"], case.hours);
    for (name, block) in expected["sla"].as_object().expect("blocks") {
        check_promise(world, expected, name, block, case);
    }
}

/// Each block of targets is a policy of its own.
fn check_promise(world: &World, expected: &Value, name: &str, block: &Value, case: &Case) {
    let is_resolution = block["metric"] == "full_resolution";
    let metric = if is_resolution { "resolution" } else { "first_reply" };
    let mut target: Vec<String> = Vec::new();
    target.extend(block["target_s"].as_i64().map(|s| format!("default: {s}s")));
    let by_priority = block["by_priority_s"].as_object().into_iter().flatten();
    target.extend(by_priority.map(|(priority, s)| format!("{priority}: {s}s")));
    target.extend(is_resolution.then(|| "solved_time: count".to_owned()));
    let by = if case.first_reply_by_assign { "  first_reply_by: assign\n" } else { "" };
    let calendar = if block["clock"] == "calendar" { "24x7" } else { "office" };
    let targets = format!("  targets:\n    {metric}: {{{}}}\n", target.join(", "));
    put(
        world,
        "config/sla.yaml",
        &format!("policies:\n- name: {name}\n  filter: \"\"\n  calendar: {calendar}\n{by}{targets}"),
    );
    let row = report(world, expected, &["sla"])["rows"][0].take();
    for (figure, key) in [("achieved", "met"), ("breached", "breached"), ("running", "running")] {
        assert_eq!(row[figure], block[key], "{name} {key}");
    }
    let percent = row["percent_targets"].as_f64().expect("a percentage");
    assert!((percent / 100.0 - block["compliance"].as_f64().expect("a part")).abs() < 1e-6, "{name}");
}

fn check_csat(world: &World, expected: &Value) {
    let row = report(world, expected, &["csat"])["rows"][0].take();
    for pair in expected["csat"]["top"].as_array().expect("scores") {
        let score = pair[0].as_str().expect("a score");
        if score != "(none)" {
            assert_eq!(row[score], pair[1], "{score}");
        }
    }
}

fn check_times(world: &World, expected: &Value, more: &[&str], hours: &str) {
    let rows = report(world, expected, &[&["times"], more].concat())["rows"].take();
    let row = |metric: &str| {
        let rows = rows.as_array().expect("rows");
        rows.iter()
            .find(|r| r["metric"] == metric)
            .unwrap_or_else(|| panic!("no row {metric}"))
            .clone()
    };
    let pairs = [
        ("first_reply", "first_response"),
        ("first_resolution", "first_resolution"),
        ("resolution", "full_resolution"),
        ("agent_work", "agent_work"),
        ("requester_wait", "requester_wait"),
    ];
    for (ours, theirs) in pairs {
        let (row, wanted) = (row(ours), &expected[theirs][hours]);
        for (figure, name) in [("n", "n"), ("sum_s", "sum_s"), ("min_s", "min_s"), ("max_s", "max_s")] {
            assert_eq!(row[figure], wanted[name], "{ours} {figure}");
        }
        for (figure, name) in [("mean_s", "mean_s"), ("median_s", "median_s"), ("p90_s", "p90_linear_s")] {
            let (have, want) = (row[figure].as_f64().expect("a number"), wanted[name].as_f64().expect("a number"));
            assert!((have - want).abs() < 0.002, "{ours} {figure}: {have} {want}");
        }
    }
}

fn check_flow(world: &World, expected: &Value) {
    let row = report(world, expected, &["flow"])["rows"][0].take();
    assert_eq!(row["reopens"], expected["reopens"]["total"]);
    assert_eq!(row["tickets_reopened"], expected["reopens"]["tickets"]);
    for kind in ["assignee", "group"] {
        assert_eq!(row[format!("{kind}_handoffs")], expected[format!("{kind}_handoffs")]["total"]);
        assert_eq!(row[format!("tickets_with_{kind}_handoffs")], expected[format!("{kind}_handoffs")]["tickets"]);
    }
}

fn check_summary(world: &World, expected: &Value) {
    let row = report(world, expected, &["summary"])["rows"][0].take();
    assert_eq!(row["tickets"], expected["tickets"]);
    let statuses = expected["final_status"].as_object().expect("a map").iter();
    let ours = |name: &String| if name == "on-hold" { "hold".to_owned() } else { name.clone() };
    let wanted: serde_json::Map<String, Value> = statuses.map(|(name, n)| (ours(name), n.clone())).collect();
    assert_eq!(row["by_status"], Value::Object(wanted));
    for (ours, theirs) in
        [("by_assignee", "assignee_final"), ("by_group", "group_final"), ("by_category", "category_final")]
    {
        for pair in expected[theirs]["top"].as_array().into_iter().flatten() {
            let name = pair[0].as_str().expect("a name");
            if name != "(none)" {
                assert_eq!(row[ours][name], pair[1], "{ours} {name}");
            }
        }
    }
}

#[test]
fn four_years_of_a_real_help_desk_give_the_recorded_figures() {
    let Some((world, expected)) = imported(&HELPDESK_IT) else { return };
    check_all(&world, &expected);
    check_hours(&world, &expected, &HELPDESK_IT);
}

#[test]
fn hard_texts_and_two_languages_give_the_planned_figures_and_survive_an_export() {
    let Some((world, expected)) = imported(&SYNTHETIC) else { return };
    check_all(&world, &expected);
    check_csat(&world, &expected);
    check_hours(&world, &expected, &SYNTHETIC);
    let stream = world.root().join("export.jsonl");
    let stream = stream.to_str().expect("UTF-8");
    world.desk(&["export", "--format", "events", "-o", stream]).ok();
    let other = World::new();
    other.desk(&["init", "-q", "--time-zone", SYNTHETIC.zone]).ok();
    let again = other.desk(&["import", "events", stream, "--json"]).json();
    assert_eq!(again["import"]["skipped"], json!([]));
    check_all(&other, &expected);
    let tickets = |w: &World| w.git(&["rev-parse", "tickets:tickets"]);
    assert_eq!(tickets(&world), tickets(&other), "the very same tickets");
}

/// Any other history of the generator: a directory with `events.jsonl.gz` and `expected.json`. CONTRIBUTING.md has
/// the command.
#[test]
fn fresh_seeds_give_the_planned_figures() {
    let Some(dir) = std::env::var_os("GIT_DESK_FIGURES").map(PathBuf::from) else {
        eprintln!("skipped: GIT_DESK_FIGURES names no directory");
        return;
    };
    let expected: Value = serde_json::from_slice(&fs::read(dir.join("expected.json")).expect("figures")).expect("JSON");
    let zone = expected["args"]["tz"].as_str().expect("the zone of the generator");
    let case = Case { stream: "events.jsonl.gz", expected: "expected.json", zone, ..SYNTHETIC };
    let (world, expected) = imported_from(&dir, &case);
    check_all(&world, &expected);
    check_csat(&world, &expected);
    check_hours(&world, &expected, &case);
}

#[test]
fn an_import_is_done_once() {
    let Some((world, _)) = imported(&SYNTHETIC) else { return };
    let tip = world.git(&["rev-parse", "tickets"]);
    let stream = data().expect("it is there").join(SYNTHETIC.stream);
    let again = world.desk(&["import", "events", stream.to_str().expect("UTF-8"), "--json"]).json();
    assert_eq!(again["import"]["imported"], 0);
    assert_eq!(world.git(&["rev-parse", "tickets"]), tip);
}
