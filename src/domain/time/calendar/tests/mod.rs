//! Business hours: worked cases, laws, and a slow definition to hold the fast one against.

mod cases;
mod laws;
mod slow;

use super::{Calendar, Hours, Interval, Timetable, read_clock};
use crate::domain::time::Time;
use crate::domain::time::period::Span;
use crate::domain::time::zone::Zone;
use chrono::{NaiveDate, NaiveDateTime};
use std::sync::Arc;

/// `"09:00-13:00 14:00-18:00"`.
fn intervals(text: &str) -> Vec<Interval> {
    let interval = |part: &str| {
        let (from, until) = part.split_once('-').expect("from-until");
        let clock = |text| read_clock(text).expect("a time of day");
        Interval::new(clock(from), clock(until)).expect("an interval")
    };
    text.split_whitespace().map(interval).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone of the database")
}

/// The same hours from Monday to Friday.
fn workdays(hours: &str) -> Timetable {
    let mut timetable = Timetable::default();
    timetable.week[..5].fill(intervals(hours));
    timetable
}

fn every_day(hours: &str) -> Timetable {
    Timetable { week: std::array::from_fn(|_| intervals(hours)), ..Timetable::default() }
}

impl Timetable {
    fn and_override(mut self, date: &str, hours: &str) -> Timetable {
        self.overrides.insert(day(date), intervals(hours));
        self
    }

    fn and_break(mut self, date: &str, hours: &str) -> Timetable {
        self.breaks.insert(day(date), intervals(hours));
        self
    }

    fn and_holidays(mut self, dates: &[&str]) -> Timetable {
        self.holidays.extend(dates.iter().map(|date| (day(date), None)));
        self
    }

    fn in_zone(self, name: &str) -> Hours {
        Hours::Business(Arc::new(Calendar::new(zone(name), self)))
    }
}

/// `2024-03-31T02:30` in a zone, or with an offset of its own.
fn time(zone: &Zone, text: &str) -> Time {
    if let Ok(time) = chrono::DateTime::parse_from_rfc3339(text) {
        return time.to_utc();
    }
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    zone.from_local(local.unwrap_or_else(|| panic!("{text}")))
}

fn zone_of(hours: &Hours) -> Zone {
    match hours {
        Hours::Business(calendar) => calendar.zone().clone(),
        Hours::AroundTheClock => Zone::utc(),
    }
}

fn elapsed(hours: &Hours, from: &str, until: &str) -> i64 {
    let zone = zone_of(hours);
    hours.elapsed(Span { from: time(&zone, from), until: time(&zone, until) })
}

/// What a clock on the wall of the calendar shows after a move.
fn shown(hours: &Hours, moved: Option<Time>) -> Option<String> {
    moved.map(|t| zone_of(hours).to_local(t).format("%Y-%m-%dT%H:%M:%S").to_string())
}

fn add(hours: &Hours, from: &str, seconds: i64) -> Option<String> {
    shown(hours, hours.add(time(&zone_of(hours), from), seconds))
}

fn sub(hours: &Hours, from: &str, seconds: i64) -> Option<String> {
    shown(hours, hours.sub(time(&zone_of(hours), from), seconds))
}
