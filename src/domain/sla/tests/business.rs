//! Clocks on business hours: due dates, breaches, warnings and explanations in the hours of a calendar.

use super::made::*;
use crate::domain::sla::{Metric, Policies, Policy, Reason, State, Targets, Warning};
use crate::domain::ticket::Change;
use crate::domain::time::calendar::{Calendar, Hours, Interval, Timetable};
use crate::domain::time::stamp;
use crate::domain::time::zone::Zone;
use chrono::TimeDelta;
use std::sync::Arc;

/// Monday to Friday, nine to one and three to six, in Madrid. Minute 0 is Monday at ten there.
pub fn office() -> Hours {
    let hours = |from: u32, until: u32| Interval::new(from * 3600, until * 3600).expect("an interval");
    let mut timetable = Timetable::default();
    timetable.week.iter_mut().take(5).for_each(|day| *day = vec![hours(9, 13), hours(15, 18)]);
    let madrid = Zone::named("Europe/Madrid").expect("a zone of the database");
    Hours::Business(Arc::new(Calendar::new(madrid, timetable)))
}

fn closed() -> Hours {
    Hours::Business(Arc::new(Calendar::new(Zone::utc(), Timetable::default())))
}

fn on(hours: Hours, minutes: i64) -> Targets {
    Targets { hours, calendar: Some("office".to_owned()), ..within(minutes) }
}

fn filed() -> Vec<(i64, Vec<Change>)> {
    vec![(0, creation())]
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

#[test]
fn only_open_hours_count() {
    let policies = only(&[(Metric::FirstReply, on(office(), 100 * HOUR))]);
    let elapsed = |now| all(&policies, &filed(), now)[0].elapsed_s / 3600;
    assert_eq!((elapsed(2 * HOUR), elapsed(4 * HOUR), elapsed(6 * HOUR), elapsed(DAY)), (2, 3, 4, 7));
}

#[test]
fn a_target_used_up_at_closing_time_is_due_at_that_closing_time_and_breached_after_the_next_opening() {
    let policies = only(&[(Metric::FirstReply, on(office(), 6 * HOUR))]);
    let clock = |now| all(&policies, &filed(), now)[0].clone();
    assert_eq!(clock(1).due_at.map(stamp).as_deref(), Some("2024-01-01T17:00:00Z"));
    // The deadline is past, but no more time has elapsed than the target: until nine the next morning.
    for now in [8 * HOUR, 12 * HOUR, 23 * HOUR] {
        assert_eq!((clock(now).state, clock(now).left_s()), (State::Active, 0), "{now}");
    }
    let late = clock(23 * HOUR + 1);
    assert_eq!((late.state, late.elapsed_s), (State::Breached, 6 * 3600 + 60));
    assert_eq!(late.breached_at, Some(minute(23 * HOUR) + TimeDelta::seconds(1)));
    assert_eq!(late.due_at, clock(1).due_at);
}

#[test]
fn a_reply_on_the_weekend_after_a_target_that_was_used_up_on_friday_evening_is_in_time() {
    let policies = only(&[(Metric::FirstReply, on(office(), 34 * HOUR))]);
    let events = [filed(), vec![(5 * DAY, vec![reply("1")])]].concat();
    assert_eq!(clocks(&policies, &events, 20 * DAY), [format!("{} achieved", 34 * HOUR)]);
}

#[test]
fn each_metric_may_have_hours_of_its_own() {
    let policies = only(&[(Metric::FirstReply, within(HOUR)), (Metric::Resolution, on(office(), 7 * HOUR))]);
    let clocks = all(&policies, &filed(), DAY);
    assert_eq!(lines(&clocks), [format!("{DAY} breached"), format!("{} active", 7 * HOUR)]);
}

#[test]
fn a_clock_without_hours_is_never_due_and_never_breached() {
    let policies = only(&[(Metric::FirstReply, on(closed(), 1))]);
    let clock = &all(&policies, &filed(), 900 * DAY)[0];
    assert_eq!((clock.state, clock.elapsed_s, clock.due_at, clock.breached_at), (State::Active, 0, None, None));
}

#[test]
fn warnings_come_in_open_hours() {
    let warned = Policy {
        warn_at: vec![Warning::Left(2 * 3600)],
        ..policy("x", &[(Metric::FirstReply, on(office(), 9 * HOUR))])
    };
    let policies = Policies::new(vec![warned], Zone::utc());
    let clock = &all(&policies, &filed(), 2 * DAY)[0];
    // Six hours are left on Monday; the seventh ends on Tuesday at ten.
    assert_eq!(clock.warned_at.map(stamp).as_deref(), Some("2024-01-02T09:00:00Z"));
}

#[test]
fn an_explanation_has_a_line_for_each_opening_and_for_what_lies_between() {
    let policies = only(&[(Metric::Resolution, on(office(), 100 * HOUR))]);
    let track = told(&policies, &filed(), DAY);
    let lines = track.explain(&policies, &track.clocks(&policies, minute(DAY))[0], minute(DAY));
    let told: Vec<_> = lines.iter().map(|l| (l.day.to_string(), l.seconds() / 3600, l.reason)).collect();
    let line = |day: &str, hours, reason| (format!("2024-01-{day}"), hours, reason);
    let wanted = [
        line("01", 3, Reason::Runs),
        line("01", 0, Reason::Closed),
        line("01", 3, Reason::Runs),
        line("01", 0, Reason::Closed),
        line("02", 1, Reason::Runs),
    ];
    assert_eq!(told, wanted);
}
