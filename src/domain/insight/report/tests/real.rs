//! Every calendar-hour figure of the data sets against the ones that others computed.
//!
//! The data lie beside the repository, not in it; without them these tests say so and pass.

use super::made::{cell, count, total, workflow};
use super::replay::replay;
use crate::domain::insight::report::{By, Case, Cell, Name, Report, Request, Setting, report};
use crate::domain::sla::Policies;
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, stamp};
use serde_json::{Map, Value as Json, json};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

struct Desk {
    cases: Vec<Case>,
    now: Time,
    zone: Zone,
    by_assign: bool,
    expected: Json,
}

impl Desk {
    fn open(stream: &str, expected: &str, zone: &str, by_assign: bool) -> Option<Desk> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        let (Ok(stream), Ok(expected)) = (File::open(folder.join(stream)), File::open(folder.join(expected))) else {
            eprintln!("skipped: no data in {}", folder.display());
            return None;
        };
        let stream = BufReader::new(flate2::read::GzDecoder::new(stream));
        let (stories, now) = replay(stream, &workflow());
        let expected = serde_json::from_reader(expected).expect("JSON");
        let cases = stories.into_iter().map(Case::from).collect();
        Some(Desk { cases, now, zone: Zone::named(zone).expect("a zone"), by_assign, expected })
    }

    fn ask(&self, name: Name, by: &[&str]) -> Report {
        let by = by.iter().filter_map(|b| By::parse(b)).collect();
        let request =
            Request { by, with_merged: true, first_reply_by_assign: self.by_assign, ..Request::new(name, self.now) };
        self.answer(&request)
    }

    fn answer(&self, request: &Request) -> Report {
        let (workflow, hours, policies) = (workflow(), Hours::default(), Policies::default());
        let setting = Setting { workflow: &workflow, zone: &self.zone, hours: &hours, policies: &policies };
        report(request, &setting, &self.cases).expect("figures that the report has")
    }

    /// Every figure that this room computes, in the shape of the expected file.
    fn check(&self) {
        assert_eq!(json!(stamp(self.now)), self.expected["as_of"]);
        self.check_times();
        self.check_months();
        self.check_flow();
        self.check_summary();
        self.check_values();
        self.check_recurrence();
    }

    fn check_times(&self) {
        let times = self.ask(Name::Times, &[]);
        let names = ["first_response", "first_resolution", "full_resolution", "agent_work", "requester_wait"];
        for (row, name) in names.into_iter().enumerate() {
            let want = &self.expected[name]["calendar"];
            let keys = [
                ("n", "n"),
                ("sum_s", "sum_s"),
                ("mean_s", "mean_s"),
                ("min_s", "min_s"),
                ("max_s", "max_s"),
                ("median_s", "median_s"),
                ("p90_s", "p90_linear_s"),
            ];
            for (column, key) in keys {
                same(cell(&times, row, column), &want[key], &format!("{name} {key}"));
            }
        }
        let without = self.expected["tickets"].as_i64().expect("n") - int(cell(&times, 0, "n"));
        assert_eq!(json!(without), self.expected["first_response"]["without"]);
    }

    fn check_months(&self) {
        let volume = self.ask(Name::Volume, &["month"]);
        let row = |row: usize| {
            let figure = |column| int(cell(&volume, row, column));
            let Cell::Text(month) = cell(&volume, row, "month") else { panic!("a month") };
            let figures = json!({
                "created": figure("created"),
                "resolved": figure("resolved"),
                "reopened": figure("reopened"),
                "backlog_end": figure("backlog"),
            });
            (month.clone(), figures)
        };
        let months: Map<String, Json> = (0..volume.rows.len()).map(row).collect();
        assert_eq!(Json::Object(months), self.expected["by_month"]);
    }

    fn check_flow(&self) {
        let flow = self.ask(Name::Flow, &[]);
        let figure = |name: &str| int(cell(&flow, 0, name));
        let most = |column: &str| {
            let rows = self.rows();
            (0..rows.rows.len()).map(|row| int(cell(&rows, row, column))).max()
        };
        let got = json!({"total": figure("reopens"), "tickets": figure("tickets_reopened"), "max": most("reopens")});
        assert_eq!(got, self.expected["reopens"]);
        for name in ["assignee_handoffs", "group_handoffs"] {
            let got = json!({"total": figure(name), "tickets": figure(&format!("tickets_with_{name}"))});
            assert_eq!(got, self.expected[name]);
        }
    }

    fn rows(&self) -> Report {
        let request = Request { rows: true, with_merged: true, ..Request::new(Name::Times, self.now) };
        self.answer(&request)
    }

    fn check_summary(&self) {
        let summary = self.ask(Name::Summary, &[]);
        assert_eq!(json!(int(total(&summary, "tickets"))), self.expected["tickets"]);
        let Json::Object(mut want) = self.expected["final_status"].clone() else { panic!("an object") };
        if let Some(n) = want.remove("on-hold") {
            want.insert("hold".to_owned(), n);
        }
        assert_eq!(map(total(&summary, "by_status")), want);
        assert_eq!(map(total(&summary, "by_status_category")), want);
        for (name, key) in
            [("by_assignee", "assignee_final"), ("by_group", "group_final"), ("by_category", "category_final")]
        {
            assert_eq!(map(total(&summary, name)), top(&self.expected[key]), "{name}");
        }
        if let Some(merged) = self.expected.get("merged") {
            let note = summary.notes.iter().find(|n| n.code == "merged_counted").expect("a note");
            assert_eq!(json!(count(note)), *merged);
        }
    }

    /// Keys are named as the expected file has them: `requester+category`.
    fn check_recurrence(&self) {
        for (name, want) in self.expected["recurrence"].as_object().into_iter().flatten() {
            let by: Vec<&str> = name.split('+').collect();
            let report = self.ask(Name::Recurrence, &by);
            let totals = [
                ("tickets_with_key", "tickets_with_key"),
                ("keys", "keys"),
                ("keys_with_2_or_more", "keys_with_2_or_more"),
                ("repeats", "repeats_within_30_days"),
            ];
            for (ours, theirs) in totals {
                assert_eq!(json!(int(total(&report, ours))), want[theirs], "{name} {ours}");
            }
            let most: Vec<Json> = (0..report.rows.len().min(10))
                .map(|row| {
                    let key = |by: &&str| match cell(&report, row, by) {
                        Cell::Text(text) => text.clone(),
                        other => panic!("a key: {other:?}"),
                    };
                    let keys: Vec<String> = by.iter().map(key).collect();
                    json!([keys.join(" / "), int(cell(&report, row, "tickets"))])
                })
                .collect();
            assert_eq!(json!(most), want["top"], "{name}");
        }
    }

    fn check_values(&self) {
        for (by, key) in [("priority", "priority_final"), ("channel", "channel"), ("language", "lang")] {
            let grouped = self.ask(Name::Summary, &[by]);
            let value = |row: usize| match cell(&grouped, row, by) {
                Cell::Text(text) => Some((text.clone(), json!(int(cell(&grouped, row, "tickets"))))),
                _ => None,
            };
            let got: Map<String, Json> = (0..grouped.rows.len()).filter_map(value).collect();
            if self.expected.get(key).is_some() {
                assert_eq!(got, top(&self.expected[key]), "{by}");
            }
        }
    }
}

fn int(cell: &Cell) -> i64 {
    let Cell::Int(n) = cell else { panic!("a count: {cell:?}") };
    *n
}

/// Integers exactly, others within what three decimals leave open.
fn same(got: &Cell, want: &Json, what: &str) {
    match (got, want) {
        (Cell::Int(n), want) => assert_eq!(json!(n), *want, "{what}"),
        (Cell::Number(n), want) => {
            let want = want.as_f64().expect("a number");
            assert!((n - want).abs() <= 5.1e-4, "{what}: {n} instead of {want}");
        }
        _ => panic!("{what}: {got:?} instead of {want}"),
    }
}

fn map(cell: &Cell) -> Map<String, Json> {
    let Cell::Map(entries) = cell else { panic!("a map: {cell:?}") };
    entries.iter().map(|(name, n)| (name.clone(), json!(int(n)))).collect()
}

/// The `top` list of a distribution, without the tickets that have no value; absent means none has.
fn top(distribution: &Json) -> Map<String, Json> {
    let pairs = distribution["top"].as_array().into_iter().flatten();
    pairs
        .map(|p| (p[0].as_str().expect("a name").to_owned(), p[1].clone()))
        .filter(|(k, _)| k != "(none)")
        .collect()
}

#[test]
fn figures_of_an_italian_help_desk_are_those_that_others_computed() {
    let desk = Desk::open("helpdesk_it/events.jsonl.gz", "helpdesk_it/expected.json", "Europe/Rome", true);
    desk.iter().for_each(Desk::check);
}

#[test]
fn figures_of_the_synthetic_desk_are_those_of_its_generator() {
    let desk = Desk::open("synthetic/s1k.jsonl.gz", "synthetic/s1k.expected.json", "Europe/Madrid", false);
    desk.iter().for_each(Desk::check);
}
