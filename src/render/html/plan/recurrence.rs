//! What comes again: from when to when each key was seen.

use super::{MOST, Seen, number, periods};
use crate::domain::insight::report::Cell;
use crate::domain::time::Time;
use crate::domain::time::period::Period;
use crate::render::html::chart::{Body, Chart, Span, Spans};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

const DAY: i64 = 86_400;
/// Beyond so many days the axis is told in months, then in years.
const WEEKS: i64 = 60;
const MONTHS: i64 = 1_500;
/// More points than this no axis has: a ticket may claim to come from the first century.
const POINTS: usize = 3_000;

struct Sighting {
    name: String,
    from: NaiveDateTime,
    until: NaiveDateTime,
    times: Option<f64>,
}

pub(super) fn charts(seen: &Seen) -> Vec<Chart> {
    let all: Vec<Sighting> = sightings(seen);
    let shown = &all[..all.len().min(MOST)];
    let (Some(first), Some(last)) = (shown.iter().map(|s| s.from).min(), shown.iter().map(|s| s.until).max()) else {
        return Vec::new();
    };
    let days = (last - first).num_days();
    let period = if days <= WEEKS {
        Period::Week
    } else if days <= MONTHS {
        Period::Month
    } else {
        Period::Year
    };
    let length = (last - first).num_seconds().max(DAY) as f64;
    let place = |time: NaiveDateTime| (time - first).num_seconds() as f64 / length;
    let starts: Vec<NaiveDate> = starts(period, first.date(), last.date());
    let span = |s: &Sighting| Span {
        name: s.name.clone(),
        from: place(s.from),
        until: place(s.until),
        told: s.times.map_or_else(String::new, |n| {
            seen.figures.with("page-times-seen", &[("n", seen.figures.number(n, 0).into())])
        }),
    };
    let axis = periods::of(starts.iter().map(|day| period.key(*day)), period, seen.figures);
    let says = seen.figures.say("page-desc-recurrence");
    let starts = starts.iter().map(|day| place(day.and_time(NaiveTime::MIN))).collect();
    let body = Body::Spans(Spans { axis, starts, spans: shown.iter().map(span).collect() });
    vec![Chart::new(seen.figures.say("page-seen"), says, body).partly(seen.first_of(MOST, all.len()))]
}

fn sightings(seen: &Seen) -> Vec<Sighting> {
    let at = |row: &[Cell], column: &str| match row.get(seen.place(column)?)? {
        Cell::Time(time) => Some(local(*time, seen)),
        _ => None,
    };
    let times = |row: &[Cell]| {
        let place = seen.place("occurrences").or_else(|| seen.place("tickets"))?;
        row.get(place).and_then(number)
    };
    let sighting = |row: &Vec<Cell>| {
        let (from, until) = (at(row, "first_seen")?, at(row, "last_seen")?);
        Some(Sighting { name: seen.name(row), from, until: until.max(from), times: times(row) })
    };
    seen.report.rows.iter().filter_map(sighting).collect()
}

fn local(time: Time, seen: &Seen) -> NaiveDateTime {
    (seen.figures.reader.local)(time)
}

/// The first days of the periods that begin within the stretch.
fn starts(period: Period, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let next = |day: &NaiveDate| period.next_first_day(*day);
    let begin = period.first_day(first);
    let all = std::iter::successors(Some(begin), next).skip_while(|day| *day < first);
    all.take_while(|day| *day <= last).take(POINTS).collect()
}
