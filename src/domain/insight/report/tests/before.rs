//! `--compare` and `--fail-if`.

use super::made::*;
use crate::domain::insight::report::{BadLimit, Cell, Limit, Name, Report, Request, Setting, report};
use crate::domain::sla::Policies;
use crate::domain::story::Story;
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, stamp};

const DAY: i64 = 24 * 60;

/// So many tickets filed in each month of 2024, on its 10th at 09:00.
fn months(counts: [i64; 4]) -> Vec<Story> {
    let tenth = [9, 40, 69, 100];
    let of = |(n, day): (i64, i64)| (0..n).map(move |i| told(&format!("{day}-{i}"), &[(day * DAY, creation())]));
    counts.into_iter().zip(tenth).flat_map(of).collect()
}

fn day(text: &str) -> Option<Time> {
    Some(format!("{text}T00:00:00Z").parse().expect("an instant"))
}

fn compare(name: Name, by: &[&str], from: &str, until: &str) -> Request {
    let now = minute(130 * DAY);
    Request { compare: true, from: day(from), until: day(until), now, ..ask(name, by) }
}

#[test]
fn a_period_of_whole_months_is_compared_with_as_many_months_before() {
    let report = answer(&compare(Name::Volume, &[], "2024-03-01", "2024-05-01"), &months([1, 2, 3, 4]));
    let created = |name| total(&report, name);
    assert_eq!((created("created"), created("created_before")), (&Cell::Int(7), &Cell::Int(3)));
    let note = report.notes.iter().find(|note| note.code == "compared").expect("a note");
    let times: Vec<String> = note
        .data
        .iter()
        .map(|(_, datum)| match datum {
            crate::domain::insight::report::Datum::Time(time) => stamp(*time),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(times, ["2024-01-01T00:00:00Z", "2024-03-01T00:00:00Z"]);
}

#[test]
fn days_are_compared_with_as_many_days_whatever_the_clocks_do_and_else_seconds() {
    let zone = Zone::named("Europe/Madrid").expect("a zone");
    let begin = |from: &str, until: &str| {
        let time = |text: &str| Some(text.parse::<Time>().expect("an instant"));
        let request =
            Request { from: time(from), until: time(until), ..compare(Name::Volume, &[], "2024-01-01", "2024-01-02") };
        let (workflow, hours, policies) = (workflow(), Hours::default(), Policies::default());
        let setting = Setting { workflow: &workflow, zone: &zone, hours: &hours, policies: &policies };
        let made = report(&request, &setting, &[]).expect("a report");
        let note = made.notes.into_iter().find(|note| note.code == "compared").expect("a note");
        format!("{:?}", note.data[0].1)
    };
    // The week after the clocks went forward: midnight seven days before is an hour further away.
    assert!(begin("2024-04-01T22:00:00Z", "2024-04-08T22:00:00Z").contains("2024-03-25T23:00:00Z"));
    assert!(begin("2024-04-02T08:00:00Z", "2024-04-02T10:00:00Z").contains("2024-04-02T06:00:00Z"));
}

#[test]
fn rows_of_periods_stand_beside_the_period_before_them() {
    let report = answer(&compare(Name::Volume, &["month"], "2024-02-01", "2024-05-01"), &months([1, 2, 3, 4]));
    let rows: Vec<_> = (0..3)
        .map(|row| (cell(&report, row, "created").clone(), cell(&report, row, "created_before").clone()))
        .collect();
    let want = [(2, 1), (3, 2), (4, 3)].map(|(now, before)| (Cell::Int(now), Cell::Int(before)));
    assert_eq!(rows, want);
    let names: Vec<&str> = report.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names[..4], ["month", "created", "created_before", "resolved"]);
}

#[test]
fn rows_of_values_stand_beside_their_like_and_what_was_not_there_is_empty() {
    let tagged = |name: &str, minutes: i64, tags: &[&str]| {
        told(name, &[(minutes, [creation(), tags.iter().map(|t| tag(t)).collect()].concat())])
    };
    let stories = [tagged("a", 40 * DAY, &["x"]), tagged("b", 65 * DAY, &["x"]), tagged("c", 66 * DAY, &["y"])];
    let report = answer(&compare(Name::Custom, &["tag"], "2024-03-01", "2024-04-01"), &stories);
    let created = |row| (cell(&report, row, "created").clone(), cell(&report, row, "created_before").clone());
    assert_eq!(created(0), (Cell::Int(1), Cell::Int(1)));
    assert_eq!(created(1), (Cell::Int(1), Cell::Null));
}

fn checked(text: &str, report: &Report) -> Result<Vec<(String, Cell)>, BadLimit> {
    Ok(Limit::parse(text)?.check(report)?.broken)
}

#[test]
fn a_promise_is_about_a_total_a_part_of_one_a_column_or_a_row() {
    let stories = months([1, 2, 3, 4]);
    let now = minute(130 * DAY);
    let volume = answer(&Request { now, ..ask(Name::Volume, &["month"]) }, &stories);
    let broken = |text: &str| checked(text, &volume).expect("it can be looked at");
    assert_eq!(broken("created>9"), [(String::new(), Cell::Int(10))]);
    assert_eq!(broken("created > 10"), []);
    assert_eq!(broken("created[2024-02]>=2"), [("2024-02".to_owned(), Cell::Int(2))]);
    assert_eq!(broken("created[*]>2").len(), 2);
    let summary = answer(&Request { now, ..ask(Name::Summary, &[]) }, &stories);
    assert_eq!(checked("by_status.new=10", &summary).map(|found| found.len()), Ok(1));
    assert_eq!(checked("by_status.solved!=0", &summary), Ok(Vec::new()), "what nobody has is 0");
    let times = answer(&Request { now, ..ask(Name::Times, &[]) }, &stories);
    assert_eq!(checked("n[first_reply]<=0", &times).map(|found| found.len()), Ok(1));
}

#[test]
fn durations_have_units_and_what_was_not_measured_breaks_nothing() {
    let solved = told("a", &[(0, creation()), (3 * DAY, vec![status("solved")])]);
    let times = answer(&ask(Name::Times, &[]), &[solved]);
    for (text, n) in [
        ("resolution_median_s>2d", 1),
        ("resolution_median_s>=72h", 1),
        ("resolution_median_s>72h", 0),
        ("resolution_median_s>259199", 1),
        ("median_s[resolution]<P4D", 1),
    ] {
        assert_eq!(checked(text, &times).map(|found| found.len()), Ok(n), "{text}");
    }
    let check = Limit::parse("first_reply_median_s>1s")
        .and_then(|limit| limit.check(&times))
        .expect("a figure");
    assert!(check.missing && !check.is_broken());
}

#[test]
fn what_a_report_does_not_have_is_refused_with_what_it_has() {
    let volume = answer(&ask(Name::Volume, &[]), &months([1, 0, 0, 0]));
    let refused = |text: &str| checked(text, &volume).expect_err(text);
    assert!(matches!(refused("createt>1"), BadLimit::Figure { known, .. } if known.contains(&"created".to_owned())));
    assert!(
        matches!(refused("created[2023-01]>1"), BadLimit::Row { known, .. } if known.contains(&"2024-01".to_owned()))
    );
    assert!(matches!(refused("created>3d"), BadLimit::Value { .. }));
    assert!(matches!(refused("created>NaN"), BadLimit::Value { .. }));
    assert!(matches!(refused("month>3"), BadLimit::Figure { .. }), "a key is no figure");
    for form in ["", "created", ">3", "created>", "created[x>3", "created~3", "created!3"] {
        assert!(matches!(Limit::parse(form), Err(BadLimit::Form(_))), "{form:?}");
    }
}
