//! `--compare`: beside every figure what it was in the period before, as `<figure>_before`.
//!
//! The period before ends where the request's begins and is as long: so many months where both ends are the
//! first of a month, so many local days where both are midnight, else so many seconds. A period that is
//! still open ends at `now`. Where rows have a period of their own (`--by month`) each stands beside the row
//! of the period before it; with several such keys there is none.

use super::Request;
use super::by::By;
use super::names::BEFORE;
use super::table::{Cell, Column, Datum, Note, Report, Unit};
use crate::domain::time::Time;
use crate::domain::time::period::Period;
use crate::domain::time::zone::Zone;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;

/// The same request over the period before. `None`: without a beginning there is none.
pub(super) fn before(request: &Request, zone: &Zone) -> Option<Request> {
    let from = request.from?;
    let until = request.until.filter(|until| *until <= request.now).unwrap_or(request.now);
    Some(Request { from: Some(earlier(from, until, zone)), until: Some(from), compare: false, ..request.clone() })
}

/// Where the period before `[from, until)` begins.
fn earlier(from: Time, until: Time, zone: &Zone) -> Time {
    let midnight = |time: Time| Some(zone.date(time)).filter(|day| zone.local_midnight(*day) == time);
    let (Some(first), Some(last)) = (midnight(from), midnight(until)) else {
        return from.checked_sub_signed(until - from).unwrap_or(Time::MIN_UTC);
    };
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let moved = match (first.day(), last.day()) {
        (1, 1) => {
            let n = u32::try_from(months(last) - months(first)).unwrap_or(0);
            first.checked_sub_months(chrono::Months::new(n))
        }
        _ => {
            let n = u64::try_from((last - first).num_days()).unwrap_or(0);
            first.checked_sub_days(chrono::Days::new(n))
        }
    };
    moved.map_or(Time::MIN_UTC, |day| zone.local_midnight(day))
}

/// The same request, begun a period of its rows earlier. `None`: its rows have no period, or several.
pub(super) fn with_row_before(request: &Request, zone: &Zone) -> Option<Request> {
    let period = row_period(&request.by)?;
    let begun = |from: Time| {
        let first = period.first_day(zone.date(from));
        first.pred_opt().map_or(Time::MIN_UTC, |day| period.span(day, zone).from)
    };
    Some(Request { from: request.from.map(begun), compare: false, ..request.clone() })
}

fn row_period(by: &[By]) -> Option<Period> {
    let mut periods = by.iter().filter_map(By::period);
    periods.next().filter(|_| periods.next().is_none())
}

/// What the figures stand beside.
pub(super) struct Past {
    /// Over the period before.
    pub whole: Option<Report>,
    /// Whose rows are those of the periods before.
    pub by_period: Option<Report>,
}

/// Puts the figures of the past into a report: rows beside the rows of the same keys, totals beside totals.
pub(super) fn beside(mut report: Report, by: &[By], past: &Past) -> Report {
    let has_periods = by.iter().any(|b| b.period().is_some());
    let rows = if has_periods { past.by_period.as_ref() } else { past.whole.as_ref() };
    let known: HashMap<Vec<String>, &Vec<Cell>> = rows
        .into_iter()
        .flat_map(|r| r.rows.iter().map(|row| (identity(row, r.keys), row)))
        .collect();
    let places: Vec<usize> = (report.keys..report.columns.len()).filter(|n| is_compared(&report, *n)).collect();
    let keys = report.keys;
    for row in &mut report.rows {
        let mut key = identity(row, keys);
        if has_periods {
            move_back(&mut key, by);
        }
        let old = known.get(&key);
        for (shift, place) in places.iter().enumerate() {
            let cell = old.and_then(|old| old.get(*place)).cloned().unwrap_or(Cell::Null);
            row.insert(place + shift + 1, cell);
        }
    }
    for (shift, place) in places.iter().enumerate() {
        let column = &report.columns[place + shift];
        let column = Column { name: format!("{}{BEFORE}", column.name), unit: column.unit };
        report.columns.insert(place + shift + 1, column);
    }
    if let Some(whole) = &past.whole {
        add_totals(&mut report, whole);
    }
    report.notes.extend(note(past, has_periods));
    report
}

/// A figure that does not stand beside its past already.
fn is_compared(report: &Report, place: usize) -> bool {
    let Column { name, unit } = &report.columns[place];
    let before = format!("{name}{BEFORE}");
    let has_past = name.ends_with(BEFORE) || report.columns.iter().any(|c| c.name == before);
    let is_map = report.rows.iter().any(|row| matches!(row[place], Cell::Map(_)));
    !matches!(unit, Unit::Text | Unit::Time) && !has_past && !is_map
}

fn note(past: &Past, has_periods: bool) -> Vec<Note> {
    let period = |r: &Report| Some(vec![("from", Datum::Time(r.from?)), ("until", Datum::Time(r.until?))]);
    let whole = past.whole.as_ref().and_then(period).map(|data| Note { code: "compared", data });
    let rows = has_periods.then(|| Note { code: "compared_periods", data: Vec::new() });
    whole.into_iter().chain(rows).collect()
}

fn add_totals(report: &mut Report, past: &Report) {
    let mut totals = Vec::new();
    let names: Vec<String> = report.totals.iter().map(|(name, _)| name.clone()).collect();
    for (name, cell) in std::mem::take(&mut report.totals) {
        let before = format!("{name}{BEFORE}");
        let old = past.totals.iter().find(|(known, _)| *known == name).map(|(_, cell)| cell);
        let old = old.filter(|cell| !matches!(cell, Cell::Map(_) | Cell::Text(_) | Cell::Time(_)));
        let new = old.filter(|_| !names.contains(&before) && !name.ends_with(BEFORE)).cloned();
        totals.push((name, cell));
        totals.extend(new.map(|cell| (before, cell)));
    }
    report.totals = totals;
}

/// What tells a row apart, as texts.
fn identity(row: &[Cell], keys: usize) -> Vec<String> {
    row.iter().take(keys).map(Cell::key).collect()
}

/// The key of the same row one period earlier.
fn move_back(key: &mut [String], by: &[By]) {
    for (text, by) in key.iter_mut().zip(by) {
        if let By::Period(period) = by {
            let before = period.read(text).and_then(|first| first.pred_opt());
            *text = before.map_or_else(String::new, |day| period.key(day));
        }
    }
}
