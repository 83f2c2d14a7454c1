//! `recurrence` on histories small enough to count by hand.

use super::made::{answer, answer_in, ask, cell, creation, far, id, lines, minute, set, status, told, total};
use crate::domain::insight::recurrence::Often;
use crate::domain::insight::report::{Case, Cell, Name, Recurring, Report, Request};
use crate::domain::sla::Policies;
use crate::domain::story::Story;
use crate::domain::ticket::{Change, Key, Link, Occurrence, Set};
use crate::domain::time::calendar::{Calendar, Hours, Interval, Timetable};
use crate::domain::time::zone::Zone;
use std::sync::Arc;

const DAY: i64 = 24 * 60;

fn fingerprint(name: &str) -> Change {
    Change::Added { set: Set::Fingerprints, item: name.to_owned() }
}

fn seen(name: &str, at: i64, run: &str, count: u32) -> Change {
    let (fingerprint, run) = (name.to_owned(), Some(run.to_owned()));
    let (commit, branch, url, platform) = (None, None, None, None);
    Change::Seen(Occurrence { fingerprint, at: minute(at), run, count, commit, branch, url, platform })
}

fn filed(more: &[Change]) -> Vec<Change> {
    [creation(), more.to_vec()].concat()
}

fn request() -> Request {
    Request { now: far(), ..ask(Name::Recurrence, &[]) }
}

/// The columns of a row that are named, as text between bars.
fn pick(report: &Report, row: usize, columns: &[&str]) -> String {
    let one = |column: &&str| {
        let report = Report { rows: vec![vec![cell(report, row, column).clone()]], ..report.clone() };
        lines(&report).concat()
    };
    columns.iter().map(one).collect::<Vec<_>>().join("|")
}

/// Seen on day 0 (ticket a), 2 and 4 (by runs, in a), solved on day 5, filed again on day 10 (ticket b, a follow-up).
fn flaky() -> Vec<Story> {
    let follows = Change::Linked(Link { kind: "follow-up-of".to_owned(), ticket: id("a") });
    let a = [
        (0, filed(&[fingerprint("f")])),
        (2 * DAY, vec![seen("f", 2 * DAY, "r1", 5)]),
        (4 * DAY, vec![seen("f", 4 * DAY, "r2", 1)]),
        (5 * DAY, vec![status("solved")]),
    ];
    let b = [(10 * DAY, filed(&[fingerprint("f"), fingerprint("g"), follows]))];
    vec![told("a", &a), told("b", &b), told("none", &[(3 * DAY, creation())])]
}

#[test]
fn a_key_has_its_sightings_their_days_and_the_time_between() {
    let report = answer(&request(), &flaky());
    let columns = ["fingerprint", "tickets", "occurrences", "days", "first_seen", "last_seen"];
    assert_eq!(pick(&report, 0, &columns), "f|2|8|4|2024-01-01T09:00:00Z|2024-01-11T09:00:00Z");
    // 2, 2 and 6 days apart.
    assert_eq!(*cell(&report, 0, "mtbo_median_s"), Cell::Number(2.0 * 86_400.0));
    assert_eq!(*cell(&report, 0, "mtbo_mean_s"), Cell::Number(10.0 * 86_400.0 / 3.0));
    assert_eq!(pick(&report, 1, &["fingerprint", "tickets", "occurrences", "mtbo_mean_s"]), "g|1|1|-");
    assert_eq!(report.rows.len(), 2, "a ticket without a fingerprint has no row");
}

#[test]
fn a_key_says_since_which_commit_and_what_it_is_about() {
    let at = |day: i64, commit: Option<&str>, count: u32, name: &str| {
        let Change::Seen(seen) = seen(name, day * DAY, &format!("run of day {day}"), count) else { unreachable!() };
        Change::Seen(Occurrence { commit: commit.map(str::to_owned), ..seen })
    };
    let before = at(1, Some("0f0f"), 0, "f");
    let other = at(1, Some("abab"), 1, "g");
    let a = [(0, filed(&[fingerprint("f"), before, other, at(3, Some("c0de"), 1, "f"), at(2, None, 1, "f")]))];
    let title = |text: &str| Change::Set { key: Key::Title, from: None, to: Some(text.to_owned()) };
    let b = [(4 * DAY, filed(&[fingerprint("f"), at(4, Some("beef"), 1, "f"), title("It fails again")]))];
    let report = answer(&request(), &[told("b", &b), told("a", &a)]);
    assert_eq!(pick(&report, 0, &["fingerprint", "since_commit", "title"]), "f|c0de|It fails again");
}

#[test]
fn a_burst_of_one_run_counts_once_where_that_is_asked_for() {
    let recurrence = Recurring { per_run: true, ..Recurring::default() };
    let report = answer(&Request { recurrence, ..request() }, &flaky());
    assert_eq!(pick(&report, 0, &["tickets", "occurrences"]), "2|4");
}

#[test]
fn what_comes_back_after_it_was_solved_took_its_time() {
    let report = answer(&request(), &flaky());
    // Solved on day 5, filed again on day 10.
    assert_eq!(*cell(&report, 0, "time_to_recur_median_s"), Cell::Number(5.0 * 86_400.0));
    assert_eq!(pick(&report, 0, &["chain", "open", "reopened"]), "2|1|0");
    let reopened = [(0, filed(&[fingerprint("h")])), (DAY, vec![status("solved")]), (3 * DAY, vec![status("open")])];
    let report = answer(&request(), &[told("h", &reopened)]);
    assert_eq!(pick(&report, 0, &["chain", "open", "reopened", "time_to_recur_median_s"]), "1|1|1|172800");
}

#[test]
fn follow_ups_that_run_in_a_circle_end() {
    let to = |name: &str| Change::Linked(Link { kind: "follow-up-of".to_owned(), ticket: id(name) });
    let stories =
        [("a", "b"), ("b", "a")].map(|(name, other)| told(name, &[(0, filed(&[fingerprint("f"), to(other)]))]));
    assert_eq!(pick(&answer(&request(), &stories), 0, &["chain"]), "2");
}

#[test]
fn recurring_is_three_times_in_thirty_days_or_what_is_asked_for() {
    let every = |days: i64| -> Vec<Story> {
        (0..3)
            .map(|n| told(&format!("{days}-{n}"), &[(n * days * DAY, filed(&[fingerprint("f")]))]))
            .collect()
    };
    assert_eq!(pick(&answer(&request(), &every(15)), 0, &["recurring"]), "1");
    assert_eq!(pick(&answer(&request(), &every(16)), 0, &["recurring"]), "0");
    let often = Often { at_least: 2, within_s: 16 * 86_400 };
    let recurrence = Recurring { often, only: true, ..Recurring::default() };
    let asked = Request { recurrence, ..request() };
    assert_eq!(pick(&answer(&asked, &every(16)), 0, &["recurring"]), "1");
    let report = answer(&asked, &every(17));
    assert!(report.rows.is_empty(), "only what recurs has a row");
    assert_eq!(*total(&report, "keys"), Cell::Int(1));
}

#[test]
fn a_period_shows_what_is_new_in_it_and_the_trend_against_the_one_before() {
    let asked = Request { from: Some(minute(8 * DAY)), until: Some(minute(16 * DAY)), ..request() };
    let report = answer(&asked, &flaky());
    assert_eq!(pick(&report, 0, &["fingerprint", "tickets", "occurrences", "trend", "new"]), "f|1|1|-6|0");
    assert_eq!(pick(&report, 1, &["fingerprint", "tickets", "occurrences", "trend", "new"]), "g|1|1|1|1");
    assert_eq!(*total(&report, "new_keys"), Cell::Int(1));
    assert_eq!(pick(&answer(&request(), &flaky()), 0, &["new"]), "-", "before all of time there is nothing");
}

#[test]
fn a_row_per_period_compares_with_the_period_before() {
    let by_week = Request { by: super::made::ask(Name::Recurrence, &["fingerprint", "week"]).by, ..request() };
    let report = answer(&by_week, &flaky());
    let columns = ["fingerprint", "week", "occurrences", "trend", "new"];
    let rows: Vec<String> = (0..report.rows.len()).map(|row| pick(&report, row, &columns)).collect();
    assert_eq!(rows, ["f|2024-W01|7|7|1", "f|2024-W02|1|-6|0", "g|2024-W02|1|1|1"]);
}

#[test]
fn the_share_of_work_is_the_time_in_new_and_open() {
    let work = |name: &str, days: i64, key: &str| {
        told(name, &[(0, filed(&[fingerprint(key)])), (days * DAY, vec![status("solved")])])
    };
    let report = answer(&request(), &[work("a", 1, "f"), work("b", 3, "g")]);
    assert_eq!(pick(&report, 0, &["fingerprint", "agent_work_share"]), "f|25");
    assert_eq!(pick(&report, 1, &["fingerprint", "agent_work_share"]), "g|75");
}

#[test]
fn a_repeat_is_filed_soon_after_the_one_before_to_the_second() {
    let at = |name: &str, minutes: i64| told(name, &[(minutes, filed(&[set(Key::Category, Some("mail"))]))]);
    let asked = Request { by: ask(Name::Recurrence, &["category"]).by, ..request() };
    let stories = [at("a", 0), at("b", 30 * DAY), at("c", 60 * DAY + 1)];
    let report = answer(&asked, &stories);
    assert_eq!(pick(&report, 0, &["category", "tickets", "repeats"]), "mail|3|1");
    assert_eq!(*total(&report, "repeats"), Cell::Int(1));
}

/// Monday only, 9 to 17: of each week eight hours count.
#[test]
fn durations_are_counted_in_the_hours_of_the_calendar() {
    let nine_to_five = Interval::new(9 * 3_600, 17 * 3_600).expect("an interval");
    let timetable = Timetable {
        week: [vec![nine_to_five], vec![], vec![], vec![], vec![], vec![], vec![]],
        ..Timetable::default()
    };
    let hours = Hours::Business(Arc::new(Calendar::new(Zone::utc(), timetable)));
    let asked = Request { calendar: Some("mondays".to_owned()), ..request() };
    let cases: Vec<Case> = flaky().into_iter().map(Case::from).collect();
    let report = answer_in(&asked, &cases, &Policies::default(), &hours);
    // Seen on Monday at 9, Wednesday, Friday, and on Thursday of the week after; solved on Saturday before that.
    assert_eq!(*cell(&report, 0, "mtbo_mean_s"), Cell::Number(16.0 * 3_600.0 / 3.0));
    assert_eq!(*cell(&report, 0, "time_to_recur_median_s"), Cell::Number(8.0 * 3_600.0));
    assert!(report.notes.iter().any(|note| note.code == "calendar"));
    let volume = answer_in(&Request { name: Name::Volume, ..asked }, &cases, &Policies::default(), &hours);
    assert!(!volume.notes.iter().any(|note| note.code == "calendar"), "what counts no duration does not say so");
}
