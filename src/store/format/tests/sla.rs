//! `config/sla.yaml`: what it says, and every slip with its place.

use super::super::*;
use super::limits;
use crate::domain::sla::{Categories, Metric, Warning};
use crate::domain::ticket::Priority;
use crate::domain::ticket::workflow::Category;
use crate::kit::yaml::Expected;

const TEXT: &str = "\
policies:
- name: gold
  filter: organization:acme
  calendar: office
  targets:
    first_reply: {urgent: 15m, high: PT1H, default: 4h, calendar: 24x7}
    next_reply: {default: 2h, from: creation}
    resolution: {urgent: 4h, low: 3d, default: P1DT2H, pause: [pending, hold], solved_time: count}
  first_reply_by: assign
  warn_at: [50%, 30m]
- name: standard
  filter: \"\"
  targets: {first_reply: 8h}
";

fn of(text: &str) -> Result<Vec<WrittenPolicy>, Fault> {
    read_sla(text, &limits())
}

#[test]
fn policies_are_read_with_calendars_filters_and_targets() {
    let policies = of(TEXT).expect("it is in order");
    let gold = &policies[0];
    assert_eq!((gold.name.as_str(), gold.filter.as_str()), ("gold", "organization:acme"));
    assert_eq!((gold.at, gold.filter_at), ((2, 9), (3, 11)));
    assert_eq!(gold.first_reply_by_assign, Some(true));
    assert_eq!(gold.warn_at, [Warning::Percent(50), Warning::Left(1800)]);
    let first = &gold.targets[&Metric::FirstReply].targets;
    assert_eq!((first.of(Some(Priority::Urgent)), first.of(Some(Priority::High))), (Some(900), Some(3600)));
    assert_eq!((first.of(None), first.calendar.as_deref()), (Some(14_400), None));
    let next = &gold.targets[&Metric::NextReply];
    assert_eq!((next.targets.calendar.as_deref(), next.calendar_at), (Some("office"), (4, 13)));
    assert!(next.targets.from_creation);
    let resolution = &gold.targets[&Metric::Resolution];
    assert_eq!(resolution.targets.pause, Some(Categories::of(&[Category::Pending, Category::Hold])));
    assert!(resolution.targets.solved_time_counts);
    let days: Vec<_> = resolution.in_days.iter().map(|(text, s, at)| (text.as_str(), *s, *at)).collect();
    assert_eq!(days, [("3d", 259_200, (8, 35)), ("P1DT2H", 93_600, (8, 48))]);
    let standard = &policies[1];
    assert_eq!((standard.filter.as_str(), standard.first_reply_by_assign), ("", None));
    assert_eq!(standard.targets[&Metric::FirstReply].targets.default, Some(28_800));
}

#[test]
fn a_desk_may_promise_nothing() {
    for text in ["", "policies:\n", "policies: []\n"] {
        assert_eq!(of(text).expect(text), []);
    }
}

/// The fault that an edit of the text makes: kind, path, line and column.
fn fault(from: &str, to: &str) -> (FaultKind, String, (u32, u32)) {
    let edited = TEXT.replacen(from, to, 1);
    assert_ne!(edited, TEXT, "{from}");
    let fault = of(&edited).expect_err(to);
    assert!(!fault.snippet.is_empty(), "{fault:?}");
    (fault.kind, fault.path, (fault.line, fault.column))
}

fn unknown(key: &str, nearest: Option<&str>) -> FaultKind {
    FaultKind::UnknownKey { key: key.to_owned(), nearest: nearest.map(str::to_owned) }
}

#[test]
fn keys_metrics_and_priorities_that_are_none_are_named_with_the_one_that_was_meant() {
    let policy = |rest: &str| format!("policies[0].{rest}");
    assert_eq!(fault("filter:", "fliter:"), (unknown("fliter", Some("filter")), policy("fliter"), (3, 3)));
    let metric = fault("next_reply", "next_replay");
    assert_eq!(metric, (unknown("next_replay", Some("next_reply")), policy("targets.next_replay"), (7, 5)));
    let priority = fault("urgent: 15m", "urgnet: 15m");
    assert_eq!(priority, (unknown("urgnet", Some("urgent")), policy("targets.first_reply.urgnet"), (6, 19)));
    assert_eq!(fault("from: creation", "solved_time: count").0, unknown("solved_time", None));
    assert_eq!(fault("solved_time: count", "from: creation").0, unknown("from", None));
    assert_eq!(fault("policies:", "polices:").0, unknown("polices", Some("policies")));
}

#[test]
fn durations_and_warnings_that_are_none_are_named() {
    let form = |name, found: &str| FaultKind::Unexpected { expected: Expected::Form(name), found: found.to_owned() };
    for bad in ["4", "0h", "-4h", "4x", "soon", "1 month"] {
        let (kind, path, at) = fault("15m", bad);
        assert_eq!((kind, path.as_str()), (form("duration", bad), "policies[0].targets.first_reply.urgent"));
        assert_eq!(at, (6, 27));
    }
    for bad in ["0%", "101%", "half", "0m"] {
        assert_eq!(fault("50%", bad), (form("warning", bad), "policies[0].warn_at[0]".to_owned(), (10, 13)));
    }
}

#[test]
fn a_policy_without_a_target_is_none() {
    let form = |name| FaultKind::Unexpected { expected: Expected::Form(name), found: String::new() };
    assert_eq!(fault("{first_reply: 8h}", "{}"), (form("targets"), "policies[1].targets".to_owned(), (13, 12)));
    let missing = |key: &str| FaultKind::Missing { key: key.to_owned() };
    let empty = fault("{default: 2h, from: creation}", "{from: creation}");
    assert_eq!((empty.0, empty.1.as_str()), (form("target"), "policies[0].targets.next_reply"));
    assert_eq!(fault("  targets: {first_reply: 8h}\n", "").0, missing("targets"));
    assert_eq!(fault("- name: standard\n  filter", "- filter").0, missing("name"));
}

#[test]
fn other_slips_are_named_where_they_are() {
    let twice = FaultKind::DuplicateName { what: "policy", name: "Gold".to_owned() };
    assert_eq!(fault("name: standard", "name: Gold"), (twice, "policies".to_owned(), (11, 9)));
    assert_eq!(fault("[pending, hold]", "[waiting]").1, "policies[0].targets.resolution.pause[0]");
    assert_eq!(fault("assign", "asign").1, "policies[0].first_reply_by");
    assert_eq!(fault("count", "yes").1, "policies[0].targets.resolution.solved_time");
    assert_eq!(fault("calendar: office", "calendar: []").1, "policies[0].calendar");
    assert_eq!(fault("name: gold", "name: \"\"").1, "policies[0].name");
    assert_eq!(of("policies: {gold: {}}").unwrap_err().path, "policies");
    assert_eq!(of("policies: [gold]").unwrap_err().path, "policies[0]");
}
