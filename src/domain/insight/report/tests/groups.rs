//! Reports of groups, on histories small enough to count by hand: whose work it was, what was left, what was
//! promised, what requesters thought of it.

use super::made::*;
use crate::domain::insight::report::{Case, Cell, Figure, Name, Report, Request};
use crate::domain::sla::{Clock, Metric, Policies, Policy, State};
use crate::domain::story::Story;
use crate::domain::ticket::{Change, Csat, Key};
use crate::domain::time::zone::Zone;

const DAY: i64 = 24 * 60;

fn said_by(who: &str, name: &str) -> Change {
    use crate::domain::ticket::Visibility::Public;
    use crate::domain::ticket::model::Author::Agent;
    Change::Message(Box::new(message(name, Agent, Public, Some(who))))
}

fn rated(score: &str) -> Change {
    Change::Rated { from: None, to: Some(Csat { score: score.to_owned(), comment: None }) }
}

fn filed(extra: Vec<Change>) -> Vec<Change> {
    [creation(), extra].concat()
}

/// Cells of a row under some columns, between bars.
fn pick(report: &Report, row: usize, columns: &[&str]) -> String {
    let one = |column: &&str| {
        let report = Report { rows: vec![vec![cell(report, row, column).clone()]], ..report.clone() };
        lines(&report).concat()
    };
    columns.iter().map(one).collect::<Vec<_>>().join("|")
}

/// Anna replies and solves, it comes back, Berta solves it; another one waits for Berta, a third for anybody.
fn team() -> Vec<Story> {
    let back = [
        (0, filed(vec![assign("anna")])),
        (10, vec![said_by("anna", "1")]),
        (60, vec![status("solved")]),
        (100, vec![rated("bad")]),
        (200, vec![status("open"), assign("berta")]),
        (300, vec![said_by("berta", "2"), status("solved")]),
        (400, vec![rated("good")]),
    ];
    vec![
        told("back", &back),
        told("waits", &[(500, filed(vec![assign("berta")])), (510, vec![said_by("anna", "3")])]),
        told("free", &[(600, filed(vec![]))]),
    ]
}

#[test]
fn a_solve_counts_for_who_had_the_ticket_then_and_a_reply_for_who_wrote_it() {
    let report = answer(&ask(Name::Agents, &[]), &team());
    let columns = ["agent", "solved", "replies", "first_reply_median_s", "first_reply_n", "reopens", "csat", "csat_n"];
    assert_eq!(pick(&report, 0, &columns), "anna|1|2|600|2|1|-|0");
    assert_eq!(pick(&report, 1, &columns), "berta|1|1|-|0|0|100|1");
    let columns = ["agent", "resolution_median_s", "resolution_n", "open", "n"];
    assert_eq!(pick(&report, 0, &columns), "anna|-|0|0|2");
    assert_eq!(pick(&report, 1, &columns), "berta|18000|1|1|2");
    assert_eq!(pick(&report, 2, &columns), "-|-|0|1|1");
    assert_eq!(report.rows.len(), 3);
    assert_eq!(total(&report, "solved"), &Cell::Int(2));
    assert_eq!(total(&report, "n"), &Cell::Int(3));
}

#[test]
fn what_an_agent_has_in_hand_is_that_of_the_end_of_each_period() {
    let passed = told("x", &[(0, filed(vec![assign("anna")])), (40 * DAY, vec![assign("berta")])]);
    let request = Request { now: minute(70 * DAY), ..ask(Name::Agents, &["month"]) };
    let report = answer(&request, &[passed]);
    let rows: Vec<String> = (0..report.rows.len())
        .map(|row| pick(&report, row, &["month", "agent", "open"]))
        .collect();
    assert_eq!(rows, ["2024-01|anna|1", "2024-02|berta|1", "2024-03|berta|1"]);
}

#[test]
fn the_last_rating_counts_and_four_of_five_is_good() {
    let ticket = |name: &str, scores: &[&str]| {
        let mut events = vec![(0, creation()), (1, vec![status("solved")])];
        events.extend(scores.iter().zip(2..).map(|(score, m)| (m, vec![rated(score)])));
        told(name, &events)
    };
    let taken_back = [(0, creation()), (1, vec![rated("5")]), (2, vec![Change::Rated { from: None, to: None }])];
    let stories = [
        ticket("a", &["bad", "good"]),
        ticket("b", &["good", "1"]),
        ticket("c", &["4"]),
        ticket("d", &["3"]),
        told("e", &taken_back),
    ];
    let report = answer(&ask(Name::Csat, &[]), &stories);
    assert_eq!(lines(&report), ["-|4|2|2|50|-"]);
}

#[test]
fn values_have_what_came_in_what_was_solved_and_what_is_left() {
    let of = |name: &str, category: &str, more: Vec<(i64, Vec<Change>)>| {
        let first = (0, filed(vec![set(Key::Category, Some(category))]));
        told(name, &[vec![first], more].concat())
    };
    let stories = [
        of("a", "mail", vec![(60, vec![reply("1"), status("solved")])]),
        of("b", "mail", vec![]),
        of("c", "web", vec![(30, vec![status("solved")]), (40, vec![status("open")])]),
    ];
    let report = answer(&ask(Name::Categories, &[]), &stories);
    assert_eq!(lines(&report), ["mail|2|1|1|3600|1|3600|1|-|0", "web|1|1|1|-|0|-|0|-|0"]);
}

#[test]
fn the_unsolved_are_as_old_as_they_are() {
    let story = |name: &str, day: i64, who: Option<&str>| {
        told(name, &[(day * DAY, filed(who.map(assign).into_iter().collect()))])
    };
    let stories = [
        story("new", 100, Some("a")),
        story("day", 99, None),
        story("month", 70, None),
        story("older", 69, None),
        told("gone", &[(0, creation()), (1, vec![status("closed")])]),
    ];
    let report = answer(&Request { now: minute(100 * DAY), explain: true, ..ask(Name::Backlog, &[]) }, &stories);
    let rows: Vec<String> = (0..5)
        .map(|row| pick(&report, row, &["age", "tickets", "unassigned", "oldest_s"]))
        .collect();
    assert_eq!(rows, ["0-1|1|0|0", "1-3|1|1|86400", "3-7|0|0|-", "7-30|0|0|-", ">30|2|2|2678400"]);
    assert_eq!(*cell(&report, 4, "oldest"), Cell::from(id("older").to_string()));
    assert_eq!(report.explain[4], [id("older"), id("month")]);
    assert_eq!((total(&report, "backlog"), total(&report, "oldest_s")), (&Cell::Int(4), &Cell::Int(31 * 86_400)));
}

#[test]
fn the_backlog_of_a_period_is_what_was_left_at_its_end() {
    let stories = [
        told("a", &[(0, creation()), (40 * DAY, vec![status("solved")]), (62 * DAY, vec![status("open")])]),
        told("b", &[(30 * DAY, creation())]),
    ];
    let request = Request { now: minute(70 * DAY), ..ask(Name::Backlog, &["month"]) };
    let report = answer(&request, &stories);
    let rows: Vec<String> = (0..report.rows.len())
        .map(|row| pick(&report, row, &["month", "age", "tickets"]))
        .collect();
    assert_eq!(
        rows,
        ["2024-01|0-1|1", "2024-01|>30|1", "2024-02|7-30|1", "2024-03|>30|2"],
        "a reopened ticket is as old as it is"
    );
}

fn clock(metric: Metric, state: State, ended: Option<i64>, breached: Option<i64>) -> Clock {
    Clock {
        policy: 0,
        metric,
        instance: 1,
        priority: None,
        step: 0,
        ended_step: None,
        fulfilled: ended.is_some(),
        target_s: 3_600,
        elapsed_s: 0,
        state,
        started_at: minute(0),
        due_at: None,
        ended_at: ended.map(minute),
        breached_at: breached.map(minute),
        warned_at: None,
    }
}

fn policies() -> Policies {
    let filter = crate::domain::query::Filter::All(Vec::new());
    let targets = std::collections::BTreeMap::new();
    let policy = Policy { name: "gold".to_owned(), filter, targets, first_reply_by_assign: false, warn_at: Vec::new() };
    Policies::new(vec![policy], Zone::utc())
}

/// Promises kept in January and broken in February, one broken and still open since then, one that runs.
fn promised() -> Vec<Case> {
    use Metric::{FirstReply, Resolution};
    use State::{Achieved, Active, Breached, Cancelled};
    let case = |name: &str, clocks: Vec<Clock>| Case::new(told(name, &[(0, creation())]), &clocks);
    vec![
        case(
            "kept",
            vec![clock(FirstReply, Achieved, Some(5), None), clock(Resolution, Cancelled, Some(7), None)],
        ),
        case(
            "late",
            vec![
                clock(FirstReply, Achieved, Some(6), None),
                clock(Resolution, Breached, Some(40 * DAY), Some(20 * DAY)),
            ],
        ),
        case("open", vec![clock(Resolution, Breached, None, Some(41 * DAY))]),
        case("runs", vec![clock(Resolution, Active, None, None)]),
    ]
}

#[test]
fn promises_are_counted_by_policy_and_metric_and_by_ticket() {
    let request = Request { now: minute(70 * DAY), ..ask(Name::Sla, &[]) };
    let report = answer_of(&request, &promised(), &policies());
    assert_eq!(lines(&report), ["gold|first_reply|2|0|0|0|100|2", "gold|resolution|0|2|1|1|0|2"]);
    assert_eq!(total(&report, "percent_targets"), &Cell::Number(50.0));
    // Of three with a decided clock only the first kept everything.
    assert_eq!(total(&report, "percent_tickets"), &Cell::Number(100.0 / 3.0));
    assert_eq!(total(&report, "tickets_n"), &Cell::Int(3));
}

#[test]
fn a_decided_clock_belongs_to_what_fulfilled_it_else_to_its_breach_and_one_that_runs_to_now() {
    let request = Request { now: minute(70 * DAY), ..ask(Name::Sla, &["month"]) };
    let report = answer_of(&request, &promised(), &policies());
    let want = [
        "2024-01|gold|first_reply|2|0|0|0|100|2",
        "2024-01|gold|resolution|0|0|0|1|-|0",
        "2024-02|gold|resolution|0|2|0|0|0|2",
        "2024-03|gold|resolution|0|0|1|0|-|0",
    ];
    assert_eq!(lines(&report), want);
}

#[test]
fn a_row_per_ticket_tells_the_clock_that_says_most() {
    let request = Request { rows: true, now: minute(70 * DAY), ..ask(Name::Sla, &[]) };
    let report = answer_of(&request, &promised(), &policies());
    let columns = ["policy", "sla_first_reply", "sla_resolution"];
    let mut rows: Vec<String> = (0..4).map(|row| pick(&report, row, &columns)).collect();
    rows.sort();
    assert_eq!(rows, ["gold|-|active", "gold|-|breached", "gold|achieved|breached", "gold|achieved|cancelled"]);
}

#[test]
fn a_desk_that_promises_nothing_says_so() {
    let report = answer(&ask(Name::Sla, &[]), &team());
    assert!(report.rows.is_empty());
    assert_eq!(report.notes[0].code, "no_policies");
}

#[test]
fn hours_of_the_day_and_days_of_the_week_are_those_of_the_zone_and_all_there() {
    // 09:30 and 09:45 on a Monday, and 10:00 the Monday after.
    let stories =
        [told("a", &[(30, creation())]), told("b", &[(45, creation()), (7 * DAY + 60, vec![status("solved")])])];
    let report = answer(&ask(Name::Volume, &["weekday", "hour"]), &stories);
    assert_eq!(report.rows.len(), 7 * 24);
    let busy: Vec<String> = lines(&report).into_iter().filter(|line| !line.ends_with("|0|0|0|-")).collect();
    assert_eq!(busy, ["mon|9|2|0|0|-", "mon|10|0|1|0|-"]);
    let flow = answer(&ask(Name::Flow, &["weekday"]), &stories);
    assert_eq!(pick(&flow, 0, &["weekday", "tickets_resolved"]), "mon|1");
}

#[test]
fn custom_gives_what_is_asked_for_in_that_order() {
    let measures = ["resolution.p90", "created", "first_reply.n"].map(|name| Figure::parse(name).expect("a figure"));
    let request = Request { measures: measures.to_vec(), ..ask(Name::Custom, &["assignee"]) };
    let report = answer(&request, &team());
    let names: Vec<&str> = report.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["assignee", "resolution_p90_s", "created", "first_reply_n"]);
    assert_eq!(lines(&report), ["berta|18000|2|2", "-|-|1|0"]);
}

#[test]
fn every_figure_is_read_as_its_column_is_called() {
    for figure in Figure::names().iter().filter_map(|name| Figure::parse(name)).chain(Figure::durations()) {
        assert_eq!(Figure::parse(&figure.name()), Some(figure), "{}", figure.name());
    }
    for bad in ["", "first_reply", "first_reply.", "first_reply.p99", "created.n", "open.median"] {
        assert_eq!(Figure::parse(bad), None, "{bad}");
    }
}
