//! Calendars of business hours: the stable JSON shape, and how people see them.

use super::layout::{Cell, Column, lay_out};
use super::reader::Reader;
use super::style::Label;
use super::words::Words;
use crate::domain::time::calendar::{Hours, Interval, Timetable, write_clock};
use crate::domain::time::period::Span;
use crate::domain::time::stamp;
use crate::domain::time::zone::{Zone, tzdb_version};
use crate::kit::escape::one_line;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Weekdays as files name them, Monday first.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What is told of a calendar.
pub struct Told<'a> {
    /// `None`: it is a file's.
    pub name: Option<&'a str>,
    pub hours: &'a Hours,
    /// The calendar's; of one around the clock the desk's.
    pub zone: &'a Zone,
    pub period: Span,
    /// Each open stretch of the period is wanted.
    pub in_detail: bool,
}

/// A calendar, in full. Noun `calendar`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CalendarView {
    pub name: Option<String>,
    pub time_zone: String,
    /// Version of the zone rules.
    pub tzdb: Option<String>,
    /// Weekday → intervals; all seven.
    pub hours: Map<String, Json>,
    pub overrides: Vec<DateView>,
    pub breaks: Vec<DateView>,
    pub holidays: Vec<HolidayView>,
    /// The period that is told of, RFC 3339 in UTC, half-open.
    pub from: String,
    pub until: String,
    /// Open seconds of the period.
    pub open_s: i64,
    /// Each open stretch of the period, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<OpenView>>,
}

/// Local times of day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IntervalView {
    pub from: String,
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateView {
    pub date: String,
    pub hours: Vec<IntervalView>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HolidayView {
    pub date: String,
    pub name: Option<String>,
}

/// RFC 3339 in UTC.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenView {
    /// The local day whose hours these are.
    pub date: String,
    pub from: String,
    pub until: String,
    pub seconds: i64,
}

impl CalendarView {
    pub fn new(told: &Told) -> CalendarView {
        let timetable = timetable(told.hours);
        let dated = |all: &BTreeMap<NaiveDate, Vec<Interval>>| {
            let date = |(date, hours): (&NaiveDate, &Vec<Interval>)| DateView { date: key(*date), hours: views(hours) };
            all.iter().map(date).collect()
        };
        let holiday =
            |(date, name): (&NaiveDate, &Option<String>)| HolidayView { date: key(*date), name: name.clone() };
        CalendarView {
            name: told.name.map(str::to_owned),
            time_zone: told.zone.name().to_owned(),
            tzdb: tzdb_version(),
            hours: WEEKDAYS
                .into_iter()
                .zip(&timetable.week)
                .map(|(day, hours)| (day.to_owned(), json!(views(hours))))
                .collect(),
            overrides: dated(&timetable.overrides),
            breaks: dated(&timetable.breaks),
            holidays: timetable.holidays.iter().map(holiday).collect(),
            from: stamp(told.period.from),
            until: stamp(told.period.until),
            open_s: told.hours.elapsed(told.period),
            open: told.in_detail.then(|| open_views(told)),
        }
    }
}

fn open_views(told: &Told) -> Vec<OpenView> {
    let view = |open: crate::domain::time::calendar::Open| OpenView {
        date: key(open.date.unwrap_or_else(|| told.zone.date(open.span.from))),
        from: stamp(open.span.from),
        until: stamp(open.span.until),
        seconds: (open.span.until - open.span.from).num_seconds(),
    };
    told.hours.open_within(told.period).map(view).collect()
}

fn views(hours: &[Interval]) -> Vec<IntervalView> {
    let view = |i: &Interval| IntervalView { from: write_clock(i.from()), until: write_clock(i.until()) };
    hours.iter().map(view).collect()
}

/// What is written; around the clock it is every day from 00:00 to 24:00.
fn timetable(hours: &Hours) -> Timetable {
    match hours {
        Hours::Business(calendar) => calendar.timetable().clone(),
        Hours::AroundTheClock => {
            Timetable { week: std::array::from_fn(|_| vec![Interval::WHOLE_DAY]), ..Timetable::default() }
        }
    }
}

fn key(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// `8 h 30 min`, `1976 h`: hours are not made days, since a day of work has fewer than 24.
pub fn length(seconds: i64, words: &Words) -> String {
    let parts = [(seconds / 3_600, "unit-hour"), (seconds / 60 % 60, "unit-minute"), (seconds % 60, "unit-second")];
    let told: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n != 0)
        .map(|(n, unit)| format!("{n} {}", words.say(unit)))
        .collect();
    if told.is_empty() { format!("0 {}", words.say("unit-second")) } else { told.join(" ") }
}

/// `28800 s`.
pub fn seconds(seconds: i64, words: &Words) -> String {
    format!("{seconds} {}", words.say("unit-second"))
}

/// The week, and the dates of the period that are different.
pub fn show(told: &Told, reader: &Reader) -> String {
    let (words, style) = (reader.words, &reader.style);
    let timetable = timetable(told.hours);
    let name = told.name.map(|name| one_line(name).into_owned()).unwrap_or_default();
    let zone = style.paint(Label::Dim, told.zone.name());
    let gap = if name.is_empty() { "" } else { "  " };
    let mut out = format!("{}{gap}{zone}\n\n", style.paint(Label::Title, &name));
    out.push_str(&lay_out(&columns(&["day", "hours", "length"], words), &week_rows(&timetable, words), style));
    let dates = date_rows(told, &timetable, words);
    if !dates.is_empty() {
        out.push('\n');
        out.push_str(&lay_out(&columns(&["date", "day", "hours", "why"], words), &dates, style));
    }
    let day = |time| key(told.zone.date(time));
    let open = length(told.hours.elapsed(told.period), words);
    let args =
        [("from", day(told.period.from).into()), ("until", day(told.period.until).into()), ("open", open.into())];
    let tzdb = words.with("calendar-rules", &[("version", tzdb_version().unwrap_or_default().into())]);
    out + "\n" + &words.with("calendar-open-in", &args) + "\n" + &style.paint(Label::Dim, &tzdb) + "\n"
}

fn columns(names: &[&str], words: &Words) -> Vec<Column> {
    let column = |name: &&str| Column {
        header: words.say(&format!("calendar-column-{name}")),
        right: *name == "length",
        shrinks: *name == "why",
        widest: usize::MAX,
    };
    names.iter().map(column).collect()
}

fn week_rows(timetable: &Timetable, words: &Words) -> Vec<Vec<Cell>> {
    let row = |(day, hours): (&str, &Vec<Interval>)| {
        let seconds: i64 = hours.iter().map(|i| i.seconds()).sum();
        let told = hours.iter().map(|i| format!("{}–{}", write_clock(i.from()), write_clock(i.until())));
        vec![
            Cell::new(words.say(&format!("weekday-{day}")), Label::Plain),
            cell(told.collect(), words),
            Cell::new(if seconds == 0 { String::new() } else { length(seconds, words) }, Label::Dim),
        ]
    };
    WEEKDAYS.into_iter().zip(&timetable.week).map(row).collect()
}

fn cell(hours: Vec<String>, words: &Words) -> Cell {
    match hours.is_empty() {
        true => Cell::new(words.say("calendar-no-hours"), Label::Dim),
        false => Cell::new(hours.join("  "), Label::Plain),
    }
}

/// The exceptions of the period, with what is really open then.
fn date_rows(told: &Told, timetable: &Timetable, words: &Words) -> Vec<Vec<Cell>> {
    let (first, last) = (told.zone.date(told.period.from), told.zone.date(told.period.until));
    let until_midnight = told.zone.local_midnight(last) == told.period.until;
    let inside = |date: &NaiveDate| first <= *date && (*date < last || (*date == last && !until_midnight));
    let row = |date: NaiveDate| {
        let day = WEEKDAYS[date.weekday().num_days_from_monday() as usize];
        vec![
            Cell::new(key(date), Label::Plain),
            Cell::new(words.say(&format!("weekday-{day}")), Label::Plain),
            cell(open_on(told, date), words),
            Cell::new(why(timetable, date, words), Label::Dim),
        ]
    };
    timetable.exceptions(first, last).into_iter().filter(inside).map(row).collect()
}

/// The open stretches of a date, as a clock on the wall shows them.
fn open_on(told: &Told, date: NaiveDate) -> Vec<String> {
    let next = date.succ_opt().unwrap_or(date);
    let day = Span { from: told.zone.local_midnight(date), until: told.zone.local_midnight(next) };
    let shown = |open: crate::domain::time::calendar::Open| {
        let clock = |time| told.zone.to_local(time);
        let (from, until) = (clock(open.span.from), clock(open.span.until));
        let ends_the_day = until.date() > date && until.time() == NaiveTime::MIN;
        let until = if ends_the_day { 86_400 } else { until.num_seconds_from_midnight() };
        format!("{}–{}", write_clock(from.num_seconds_from_midnight()), write_clock(until))
    };
    told.hours.open_within(day).map(shown).collect()
}

/// Everything that makes a date different, the strongest first.
fn why(timetable: &Timetable, date: NaiveDate, words: &Words) -> String {
    let mut reasons = Vec::new();
    if let Some(name) = timetable.holidays.get(&date) {
        let holiday = words.say("calendar-holiday");
        reasons.push(match name {
            Some(name) => format!("{holiday}: {}", one_line(name)),
            None => holiday,
        });
    }
    if timetable.breaks.contains_key(&date) {
        reasons.push(words.say("calendar-break"));
    }
    if timetable.overrides.contains_key(&date) {
        reasons.push(words.say("calendar-override"));
    }
    reasons.join(", ")
}
