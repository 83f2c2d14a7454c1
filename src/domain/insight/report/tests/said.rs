//! The shape of reports: keys, rows, ends of periods, names.

use super::made::*;
use crate::domain::insight::report::measures::Measure;
use crate::domain::insight::report::{BEFORE, By, Cell, Figure, NOTES, Name, Report, Request, columns};
use crate::domain::story::Story;
use crate::domain::ticket::{Change, Key, Value};
use std::collections::BTreeSet;

const DAY: i64 = 24 * 60;

fn story(name: &str, days: [i64; 2], extra: Vec<Change>) -> Story {
    let mut first = creation();
    first.extend(extra);
    told(name, &[(days[0] * DAY, first), (days[1] * DAY, vec![status("solved")])])
}

fn desk() -> Vec<Story> {
    let urgent = || set(Key::Priority, Some("urgent"));
    let low = || set(Key::Priority, Some("low"));
    vec![
        story("a", [0, 10], vec![urgent(), tag("x"), tag("y")]),
        story("b", [5, 40], vec![low(), tag("x")]),
        story("c", [70, 75], vec![low()]),
        story("d", [71, 90], vec![]),
    ]
}

#[test]
fn every_key_is_read_as_it_is_written() {
    for word in "day week month quarter year weekday hour priority type assignee group category channel language brand requester \
                 organization status tag field.service"
        .split_whitespace()
    {
        assert_eq!(By::parse(word).map(|by| by.name()).as_deref(), Some(word));
    }
    for word in ["", "field.", "title", "Month", "number", "created"] {
        assert_eq!(By::parse(word), None, "{word:?}");
    }
}

#[test]
fn every_period_has_a_row_and_the_backlog_of_its_end() {
    let request = Request { now: minute(130 * DAY), ..ask(Name::Volume, &[]) };
    let report = answer(&request, &desk());
    assert_eq!(
        lines(&report),
        ["2024-01|2|1|0|1", "2024-02|0|1|0|0", "2024-03|2|2|0|0", "2024-04|0|0|0|0", "2024-05|0|0|0|0"]
    );
}

#[test]
fn a_period_starts_from_the_backlog_that_it_finds() {
    let request =
        Request { from: Some(minute(8 * DAY)), until: Some(minute(72 * DAY)), ..ask(Name::Volume, &["month"]) };
    let report = answer(&request, &desk());
    assert_eq!(lines(&report), ["2024-01|0|1|0|1", "2024-02|0|1|0|0", "2024-03|2|0|0|2"]);
    assert_eq!(total(&report, "backlog_before"), &Cell::Int(2));
    assert_eq!(total(&report, "backlog"), &Cell::Int(2));
}

#[test]
fn what_happens_at_midnight_belongs_to_the_day_that_begins() {
    let noon_to_midnight = 31 * DAY - 9 * 60;
    let events = [(0, creation()), (noon_to_midnight, vec![status("solved")])];
    let request = Request { now: minute(noon_to_midnight), ..ask(Name::Volume, &["month"]) };
    let report = answer(&request, &[told("midnight", &events)]);
    assert_eq!(lines(&report), ["2024-01|1|0|0|1", "2024-02|0|1|0|0"]);
    let until = Request { until: Some(minute(noon_to_midnight)), ..ask(Name::Times, &[]) };
    assert_eq!(cell(&answer(&until, &[told("midnight", &events)]), 1, "n"), &Cell::Int(0));
    let next = told("next", &[(noon_to_midnight, creation())]);
    let rows = Request { rows: true, ..until };
    assert_eq!(total(&answer(&rows, &[next]), "tickets"), &Cell::Int(0));
}

#[test]
fn periods_of_two_kinds_cut_each_other() {
    let request = Request {
        from: Some(minute(27 * DAY)),
        until: Some(minute(36 * DAY)),
        ..ask(Name::Volume, &["month", "week"])
    };
    let report = answer(&request, &[told("long", &[(0, creation()), (31 * DAY, vec![status("solved")])])]);
    let want = [
        "2024-01|2024-W04|0|0|0|1",
        "2024-01|2024-W05|0|0|0|1",
        "2024-02|2024-W05|0|1|0|0",
        "2024-02|2024-W06|0|0|0|0",
    ];
    assert_eq!(lines(&report), want);
}

#[test]
fn keys_begin_the_rows_in_the_order_given_and_values_keep_theirs() {
    let report = answer(&Request { now: minute(90 * DAY), ..ask(Name::Volume, &["priority", "quarter"]) }, &desk());
    assert_eq!(
        lines(&report),
        ["low|2024-Q1|2|2|0|0", "urgent|2024-Q1|1|1|0|0", "-|2024-Q1|1|1|0|0"].map(String::from)
    );
}

#[test]
fn a_ticket_of_two_tags_is_in_both_groups_and_once_in_the_total() {
    let report = answer(&ask(Name::Summary, &["tag"]), &desk());
    let tickets: Vec<_> = (0..3)
        .map(|row| (cell(&report, row, "tag").clone(), cell(&report, row, "tickets").clone()))
        .collect();
    let want = [(Cell::from("x"), 2), (Cell::from("y"), 1), (Cell::Null, 2)].map(|(k, n)| (k, Cell::Int(n)));
    assert_eq!(tickets, want);
    assert_eq!(total(&report, "tickets"), &Cell::Int(4));
}

#[test]
fn custom_fields_group_by_their_values() {
    let field = |value| Change::Field { name: "n".to_owned(), from: None, to: Some(value) };
    let list = Value::List(vec![Value::Int(7), Value::from("z")]);
    let stories = [
        story("a", [0, 1], vec![field(Value::Int(10))]),
        story("b", [0, 1], vec![field(Value::Int(9))]),
        story("c", [0, 1], vec![field(list)]),
    ];
    let report = answer(&ask(Name::Flow, &["field.n"]), &stories);
    let keys: Vec<_> = report.rows.iter().map(|row| row[0].clone()).collect();
    assert_eq!(keys, [Cell::Int(9), Cell::Int(10), Cell::from("7"), Cell::from("z")]);
}

#[test]
fn top_keeps_the_largest_groups_and_says_how_many_it_left_out() {
    let report = answer(&Request { top: Some(1), ..ask(Name::Summary, &["priority"]) }, &desk());
    assert_eq!(report.rows.len(), 1);
    assert_eq!(report.rows[0][0], Cell::from("low"));
    assert_eq!(counts(&report), [("more_left_out", 2)]);
}

#[test]
fn every_row_can_list_its_tickets() {
    let report = answer(&Request { explain: true, ..ask(Name::Times, &["month"]) }, &desk());
    let place = report.columns.iter().position(|c| c.name == "n").expect("n");
    assert_eq!(report.explain.len(), report.rows.len());
    for (row, tickets) in report.rows.iter().zip(&report.explain) {
        assert_eq!(row[place], Cell::from(tickets.len()));
    }
    let volume = answer(&Request { explain: true, ..ask(Name::Volume, &["month"]) }, &desk());
    assert_eq!(volume.explain[0], [id("a"), id("b")]);
}

#[test]
fn a_row_per_ticket_adds_up_to_the_report() {
    for by in [&[][..], &["month"], &["priority", "week"], &["tag"]] {
        let rows = answer(&Request { rows: true, ..ask(Name::Times, by) }, &desk());
        let times = answer(&ask(Name::Times, by), &desk());
        for metric in Measure::ALL.map(Measure::as_str) {
            let place = times.columns.iter().position(|c| c.name == "metric").expect("metric");
            let of_metric = |row: &Vec<Cell>| row[place] == Cell::from(metric);
            let sums = times.rows.iter().filter(|r| of_metric(r)).map(|r| r[place + 2].clone());
            let column = format!("{metric}_s");
            let cells = (0..rows.rows.len()).map(|row| cell(&rows, row, &column).clone());
            assert_eq!(sum(sums), sum(cells), "{metric} {by:?}");
        }
    }
}

fn sum(cells: impl Iterator<Item = Cell>) -> i64 {
    cells.map(|cell| if let Cell::Int(n) = cell { n } else { 0 }).sum()
}

#[test]
fn the_one_row_of_a_summary_is_its_totals() {
    let report = answer(&ask(Name::Summary, &[]), &desk());
    let totals: Vec<_> = report.totals.iter().map(|(_, cell)| cell.clone()).collect();
    assert_eq!(report.rows, [totals]);
}

#[test]
fn a_ticket_from_the_first_century_does_not_cost_a_row_a_day() {
    let old = vec![Change::Created, status("new"), set(Key::Created, Some("0001-01-01T00:00:00Z"))];
    let report = answer(&ask(Name::Volume, &["day"]), &[told("old", &[(0, old), (5, vec![status("solved")])])]);
    assert_eq!(lines(&report), ["0001-01-01|1|0|0|1", "2024-01-01|0|1|0|0"]);
    assert_eq!(report.notes[0].code, "empty_periods_left_out");
}

#[test]
fn nothing_gives_empty_reports() {
    for name in Name::ALL {
        for by in [&[][..], &["month"], &["tag"]] {
            for rows in [true, false] {
                whole(&answer(&Request { rows, ..ask(name, by) }, &[]));
            }
        }
    }
    assert_eq!(answer(&ask(Name::Times, &[]), &[]).rows.len(), 7);
}

/// Every row has a cell for each column, and every name is known once.
fn whole(report: &Report) {
    let known: BTreeSet<&str> = columns().into_iter().collect();
    let names: Vec<&str> = report.columns.iter().map(|c| c.name.as_str()).collect();
    let totals = report.totals.iter().map(|(name, _)| name.as_str());
    assert!(report.rows.iter().all(|row| row.len() == names.len()), "{}", report.name);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    for name in names.iter().copied().chain(totals) {
        let follows = name.ends_with(BEFORE) || Figure::parse(name).is_some();
        assert!(known.contains(name) || follows || name == "field.x", "{name} is not listed");
    }
    assert!(report.notes.iter().all(|n| NOTES.contains(&n.code)));
}

#[test]
fn reports_use_listed_names_only() {
    for name in Name::ALL {
        for by in [&[][..], &["month", "status", "month"], &["field.x", "tag"]] {
            for rows in [true, false] {
                let request = Request { rows, from: Some(minute(1)), top: Some(1), explain: true, ..ask(name, by) };
                whole(&answer(&request, &desk()));
            }
        }
    }
}
