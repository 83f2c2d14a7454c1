//! Every figure of the data sets, around the clock and in business hours, against the ones that others computed.
//!
//! The data lie beside the repository, not in it; without them these tests say so and pass.

use super::made::{cell, count, total, workflow};
use super::replay::replay;
use crate::domain::insight::report::{By, Case, Cell, Name, Report, Request, Setting, report};
use crate::domain::query::Filter;
use crate::domain::sla::{Metric, Policies, Policy, Targets, Track};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Priority, TicketId};
use crate::domain::time::calendar::{Calendar, Hours, Interval, Timetable};
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, stamp};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::sync::Arc;

struct Desk {
    tickets: BTreeMap<TicketId, Vec<Event>>,
    cases: Vec<Case>,
    now: Time,
    zone: Zone,
    by_assign: bool,
    /// What the expected figures call the business hours of this desk.
    hours: &'static str,
    expected: Json,
}

impl Desk {
    fn open(folder: [&str; 2], zone: &str, by_assign: bool, hours: &'static str) -> Option<Desk> {
        let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        let [stream, expected] = folder.map(|path| File::open(data.join(path)));
        let (Ok(stream), Ok(expected)) = (stream, expected) else {
            eprintln!("skipped: no data in {}", data.display());
            return None;
        };
        let (tickets, now) = replay(BufReader::new(flate2::read::GzDecoder::new(stream)));
        let cases = cases(&tickets, &Policies::default(), now);
        let expected = serde_json::from_reader(expected).expect("JSON");
        Some(Desk { tickets, cases, now, zone: Zone::named(zone).expect("a zone"), by_assign, hours, expected })
    }

    fn ask(&self, name: Name, by: &[&str]) -> Report {
        let by = by.iter().filter_map(|b| By::parse(b)).collect();
        let request =
            Request { by, with_merged: true, first_reply_by_assign: self.by_assign, ..Request::new(name, self.now) };
        self.answer(&request)
    }

    fn answer(&self, request: &Request) -> Report {
        self.answer_in(request, &Hours::default(), &self.cases, &Policies::default())
    }

    fn answer_in(&self, request: &Request, hours: &Hours, cases: &[Case], policies: &Policies) -> Report {
        let workflow = workflow();
        let setting = Setting { workflow: &workflow, zone: &self.zone, hours, policies };
        report(request, &setting, cases).expect("figures that the report has")
    }

    /// Monday to Friday, nine to five.
    fn nine_to_five(&self) -> Hours {
        let mut timetable = Timetable::default();
        let hours = Interval::new(9 * 3600, 17 * 3600).expect("an interval");
        timetable.week.iter_mut().take(5).for_each(|day| day.push(hours));
        Hours::Business(Arc::new(Calendar::new(self.zone.clone(), timetable)))
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
        self.check_promises();
        self.check_ratings();
    }

    fn check_times(&self) {
        let times = self.ask(Name::Times, &[]);
        self.check_durations(&times, "calendar");
        let without = self.expected["tickets"].as_i64().expect("n") - int(cell(&times, 0, "n"));
        assert_eq!(json!(without), self.expected["first_response"]["without"]);
        let request =
            Request { with_merged: true, first_reply_by_assign: self.by_assign, ..Request::new(Name::Times, self.now) };
        let times = self.answer_in(&request, &self.nine_to_five(), &self.cases, &Policies::default());
        self.check_durations(&times, self.hours);
    }

    fn check_durations(&self, times: &Report, hours: &str) {
        let names = ["first_response", "first_resolution", "full_resolution", "agent_work", "requester_wait"];
        for (row, name) in names.into_iter().enumerate() {
            let want = &self.expected[name][hours];
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
                same(cell(times, row, column), &want[key], &format!("{name} {hours} {key}"));
            }
        }
    }

    /// Each block of targets is a policy of its own.
    fn check_promises(&self) {
        for (name, want) in self.expected["sla"].as_object().into_iter().flatten() {
            let policies = Policies::new(vec![self.policy(want)], self.zone.clone());
            let cases = cases(&self.tickets, &policies, self.now);
            let ask = |by: &[&str]| {
                let by = by.iter().filter_map(|b| By::parse(b)).collect();
                let request = Request { by, with_merged: true, ..Request::new(Name::Sla, self.now) };
                self.answer_in(&request, &Hours::default(), &cases, &policies)
            };
            let figures = |report: &Report, row| {
                let figure = |column| int(cell(report, row, column));
                json!({"met": figure("achieved"), "breached": figure("breached"), "running": figure("running")})
            };
            let whole = ask(&[]);
            for key in ["met", "breached", "running"] {
                assert_eq!(figures(&whole, 0)[key], want[key], "{name} {key}");
            }
            let percent = cell(&whole, 0, "percent_targets").number().expect("a percentage");
            assert!((percent / 100.0 - want["compliance"].as_f64().expect("a part")).abs() < 5.1e-7, "{name}");
            if want.get("by_priority").is_some() {
                let report = ask(&["priority"]);
                let one = |row: usize| (cell(&report, row, "priority").key(), figures(&report, row));
                let got: Map<String, Json> = (0..report.rows.len()).map(one).collect();
                assert_eq!(Json::Object(got), want["by_priority"], "{name}");
            }
        }
    }

    /// The policy that a block of the expected figures means.
    fn policy(&self, block: &Json) -> Policy {
        let is_resolution = block["metric"] == "full_resolution";
        let metric = if is_resolution { Metric::Resolution } else { Metric::FirstReply };
        let hours = if block["clock"] == "calendar" { Hours::default() } else { self.nine_to_five() };
        let targets = block.get("by_priority_s").and_then(Json::as_object).into_iter().flatten();
        let target = |(name, s): (&String, &Json)| Some((Priority::parse(name)?, s.as_i64()?));
        let targets = Targets {
            by_priority: targets.filter_map(target).collect(),
            default: block.get("target_s").and_then(Json::as_i64),
            hours,
            solved_time_counts: is_resolution,
            ..Targets::default()
        };
        Policy {
            name: "block".to_owned(),
            filter: Filter::All(Vec::new()),
            targets: BTreeMap::from([(metric, targets)]),
            first_reply_by_assign: self.by_assign,
            warn_at: Vec::new(),
        }
    }

    fn check_ratings(&self) {
        let Some(want) = self.expected.get("csat").map(top) else { return };
        let csat = self.ask(Name::Csat, &[]);
        for score in ["good", "bad"] {
            assert_eq!(json!(int(cell(&csat, 0, score))), want[score], "{score}");
        }
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

fn cases(tickets: &BTreeMap<TicketId, Vec<Event>>, policies: &Policies, now: Time) -> Vec<Case> {
    let case = |(id, events): (&TicketId, &Vec<Event>)| {
        let mut track = Track::new(*id);
        events.iter().for_each(|event| track.tell(event, &workflow(), policies, now));
        let clocks = track.clocks_with_merged(policies, now);
        Case::new(track.story, &clocks)
    };
    tickets.iter().map(case).collect()
}

#[test]
fn figures_of_an_italian_help_desk_are_those_that_others_computed() {
    let files = ["helpdesk_it/events.jsonl.gz", "helpdesk_it/expected.json"];
    let desk = Desk::open(files, "Europe/Rome", true, "rome_9_17");
    desk.iter().for_each(Desk::check);
}

#[test]
fn figures_of_the_synthetic_desk_are_those_of_its_generator() {
    let files = ["synthetic/s1k.jsonl.gz", "synthetic/s1k.expected.json"];
    let desk = Desk::open(files, "Europe/Madrid", false, "biz_9_17");
    desk.iter().for_each(Desk::check);
}
