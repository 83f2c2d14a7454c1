//! `config/calendars.yaml`: hours by name, and a file with the hours of one calendar.
//!
//! ```yaml
//! office:
//!   time_zone: Europe/Madrid
//!   hours:
//!     mon: [["09:00", "14:00"], ["15:00", "18:00"]]
//!   overrides:                # these dates replace the weekly hours
//!     2026-12-24: [["09:00", "12:00"]]
//!   breaks:                   # taken out of whatever is open
//!     2026-12-24: [["10:00", "10:30"]]
//!   holidays: [2026-12-25, 2027-01-01]
//!   holidays_ics: holidays/es.ics
//! ```

use super::holidays::{BadHolidays, read_holidays};
use super::reader::{each, each_item, entries, fault, items, only_once, require, text, unexpected, unknown_key};
use crate::domain::time::calendar::{AROUND_THE_CLOCK, Calendar, Calendars, Interval, Timetable};
use crate::domain::time::calendar::{read_clock, write_clock};
use crate::domain::time::zone::Zone;
use crate::kit::yaml::near::nearest;
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, Tree, parse};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

const KEYS: [&str; 6] = ["time_zone", "hours", "overrides", "breaks", "holidays", "holidays_ics"];
/// Monday first, as a [`Timetable`] has them.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Gives the bytes of a file that a calendar names: a path below the directory of the calendar's own file,
/// which never leads out of it. An error is `missing`, `unreadable` or `outside`.
pub type Fetch<'f> = &'f dyn Fn(&str) -> Result<Vec<u8>, &'static str>;

/// Reads the calendars of a desk.
pub fn read_calendars(source: &str, limits: &Limits, fetch: Fetch) -> Result<Calendars, Fault> {
    parse(source, limits)
        .and_then(|node| calendars(&node, fetch))
        .map_err(|fault| fault.in_text(source))
}

/// Reads a file of one calendar.
pub fn read_calendar(source: &str, limits: &Limits, fetch: Fetch) -> Result<Calendar, Fault> {
    parse(source, limits)
        .and_then(|node| calendar(&node, fetch))
        .map_err(|fault| fault.in_text(source))
}

/// The files that the calendars of a desk name, each once. Of a text that is in no order: none.
pub fn holiday_files(source: &str, limits: &Limits) -> Vec<String> {
    let says = |line: &str| line.contains("holidays_ics") && !line.trim_start().starts_with('#');
    if !source.lines().any(says) {
        return Vec::new();
    }
    let Ok(node) = parse(source, limits) else { return Vec::new() };
    let named = entries(&node)
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| entry.value.get("holidays_ics"));
    let mut paths: Vec<String> = named.flat_map(items).filter_map(|item| inner_path(item).ok()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn calendars(node: &Node<'_>, fetch: Fetch) -> Result<Calendars, Fault> {
    let mut calendars = Calendars::default();
    let mut seen = HashSet::new();
    each(node, |entry| {
        let (name, place) = (&*entry.key, (entry.line, entry.column));
        if name.trim().is_empty() || name.eq_ignore_ascii_case(AROUND_THE_CLOCK) {
            return Err(bad_key(entry, "calendar-name"));
        }
        only_once("calendar", name, &mut seen, place)?;
        calendars.list.push((name.to_owned(), Arc::new(calendar(&entry.value, fetch)?)));
        Ok(())
    })?;
    Ok(calendars)
}

fn calendar(node: &Node<'_>, fetch: Fetch) -> Result<Calendar, Fault> {
    // What there is comes before what is missing: a misspelt key is both.
    entries(node)?
        .iter()
        .find(|entry| !KEYS.contains(&&*entry.key))
        .map_or(Ok(()), |entry| Err(unknown_key(entry, &KEYS).under(&entry.key)))?;
    require(node, &["time_zone"])?;
    let (mut zone, mut timetable) = (Zone::utc(), Timetable::default());
    each(node, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "time_zone" => zone = read_zone(node)?,
            "hours" => week(node, &mut timetable.week)?,
            "overrides" => timetable.overrides = dated(node, apart)?,
            "breaks" => timetable.breaks = dated(node, intervals)?,
            "holidays" => timetable.holidays.extend(each_item(node, date_of)?.into_iter().map(|date| (date, None))),
            _ => {}
        }
        Ok(())
    })?;
    if !timetable.has_hours() {
        let (place, key) = node.get("hours").map_or((node, ""), |hours| (hours, "hours"));
        let empty = fault(place, FaultKind::Empty { what: "hours" });
        return Err(if key.is_empty() { empty } else { empty.under(key) });
    }
    if let Some(files) = node.get("holidays_ics") {
        from_files(files, fetch, &mut timetable).map_err(|fault| fault.under("holidays_ics"))?;
    }
    Ok(Calendar::new(zone, timetable))
}

fn read_zone(node: &Node<'_>) -> Result<Zone, Fault> {
    let name = text(node).map_err(|_| unexpected(node, Expected::Form("zone")))?;
    Zone::named(name).ok_or_else(|| {
        let names = Zone::names();
        let nearest = nearest(name, names.iter().map(String::as_str));
        fault(node, FaultKind::UnknownName { what: "zone", name: name.to_owned(), nearest })
    })
}

fn week(node: &Node<'_>, week: &mut [Vec<Interval>; 7]) -> Result<(), Fault> {
    each(node, |entry| {
        let Some(day) = WEEKDAYS.iter().position(|day| *day == entry.key) else {
            return Err(bad_weekday(entry));
        };
        week[day] = apart(&entry.value)?;
        Ok(())
    })
}

/// `monday` is meant as `mon`, however far the two are from each other.
fn bad_weekday(entry: &Entry<'_>) -> Fault {
    let begins = entry.key.to_lowercase();
    let meant = WEEKDAYS.into_iter().find(|day| begins.starts_with(day)).map(str::to_owned);
    let nearest = meant.or_else(|| nearest(&entry.key, WEEKDAYS));
    Fault::new(FaultKind::UnknownKey { key: entry.key.to_string(), nearest }, entry.line, entry.column)
}

type Dated = BTreeMap<NaiveDate, Vec<Interval>>;

fn dated(node: &Node<'_>, read: fn(&Node<'_>) -> Result<Vec<Interval>, Fault>) -> Result<Dated, Fault> {
    let mut all = Dated::new();
    each(node, |entry| {
        let date = read_date(&entry.key).ok_or_else(|| bad_key(entry, "date"))?;
        all.insert(date, read(&entry.value)?);
        Ok(())
    })?;
    Ok(all)
}

fn bad_key(entry: &Entry<'_>, form: &'static str) -> Fault {
    let kind = FaultKind::Unexpected { expected: Expected::Form(form), found: entry.key.to_string() };
    Fault::new(kind, entry.line, entry.column)
}

fn date_of(node: &Node<'_>) -> Result<NaiveDate, Fault> {
    let date = text(node).ok().and_then(read_date);
    date.ok_or_else(|| unexpected(node, Expected::Form("date")))
}

/// `2026-12-25`, in the years 1 to 9999.
fn read_date(text: &str) -> Option<NaiveDate> {
    let digits = |(i, b): (usize, u8)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    let good = text.len() == 10 && text.bytes().enumerate().all(digits);
    let date: NaiveDate = good.then(|| text.parse().ok()).flatten()?;
    (date.year() >= 1).then_some(date)
}

/// Intervals of one day. Breaks may overlap: nobody asks which of two it is.
fn intervals(node: &Node<'_>) -> Result<Vec<Interval>, Fault> {
    if !matches!(node.value, Tree::List(_)) && !items(node).is_empty() {
        return Err(unexpected(node, Expected::List));
    }
    each_item(node, interval)
}

/// Intervals of one day that have nothing in common.
fn apart(node: &Node<'_>) -> Result<Vec<Interval>, Fault> {
    let all = intervals(node)?;
    for (i, second) in all.iter().enumerate() {
        if let Some(first) = all[..i].iter().find(|first| first.overlaps(*second)) {
            let kind = FaultKind::Overlap { first: written(*first), second: written(*second) };
            return Err(fault(&items(node)[i], kind).under(&format!("[{i}]")));
        }
    }
    Ok(all)
}

fn written(interval: Interval) -> String {
    format!("{}–{}", write_clock(interval.from()), write_clock(interval.until()))
}

/// `["09:00", "17:00"]`.
fn interval(node: &Node<'_>) -> Result<Interval, Fault> {
    let wrong = || unexpected(node, Expected::Form("interval"));
    let Tree::List(pair) = &node.value else { return Err(wrong()) };
    if pair.len() != 2 {
        return Err(wrong());
    }
    let times = each_item(node, clock)?;
    let &[open, close] = times.as_slice() else { return Err(wrong()) };
    Interval::new(open, close).ok_or_else(|| {
        let found = format!("{}–{}", write_clock(open), write_clock(close));
        fault(node, FaultKind::Unexpected { expected: Expected::Form("interval-of-a-day"), found })
    })
}

fn clock(node: &Node<'_>) -> Result<u32, Fault> {
    let seconds = text(node).ok().and_then(read_clock);
    seconds.ok_or_else(|| unexpected(node, Expected::Form("clock")))
}

/// Adds the holidays of the files that are named. A name that is written by hand stays.
fn from_files(node: &Node<'_>, fetch: Fetch, timetable: &mut Timetable) -> Result<(), Fault> {
    for item in items(node) {
        let path = inner_path(item)?;
        let wrong = |why, line| fault(item, FaultKind::OtherFile { path: path.clone(), line, why });
        let bytes = fetch(&path).map_err(|why| wrong(why, None))?;
        let found = read_holidays(&bytes).map_err(|BadHolidays { why, line }| wrong(why, line))?;
        for (date, name) in found {
            let known = timetable.holidays.entry(date).or_default();
            *known = known.take().or(name);
        }
    }
    Ok(())
}

/// A path that stays below the directory in which it is read.
fn inner_path(node: &Node<'_>) -> Result<String, Fault> {
    let part = |part: &str| !matches!(part, "" | "." | "..");
    let harmless = |c: char| !c.is_control() && !matches!(c, '\\' | ':');
    let inner = |path: &&str| path.len() <= 1_000 && path.split('/').all(part) && path.chars().all(harmless);
    let path = text(node).ok().filter(inner);
    path.map(str::to_owned).ok_or_else(|| unexpected(node, Expected::Form("inner-path")))
}
