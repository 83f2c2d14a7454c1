//! What a report says, in a sentence; its period; its notes.

use super::figures::Figures;
use super::plan::{keys, number};
use crate::domain::insight::report::{Cell, Report, Unit};
use crate::domain::time::Time;
use crate::render::words::Arg;
use chrono::{NaiveDateTime, NaiveTime};

/// What a section of the whole picture is about, where that is more than the report's name.
pub(super) fn subject(report: &Report) -> Option<&'static str> {
    let by = |name: &str| report.columns.first().is_some_and(|c| c.name == name);
    match report.name {
        "summary" => Some("page-subject-headline"),
        "volume" if by("weekday") => Some("page-subject-hours"),
        "volume" => Some("page-subject-volume"),
        "times" => Some("page-subject-times"),
        "distribution" => Some("page-subject-distribution"),
        _ => None,
    }
}

/// What the figures come to, for the reports of which that can be said in one sentence.
pub(super) fn says(report: &Report, figures: &Figures) -> Option<String> {
    if report.rows.is_empty() {
        return None;
    }
    match report.name {
        "volume" => Some(volume(report, figures)),
        "times" if keys(report) == 0 => times(report, figures),
        _ => None,
    }
}

fn volume(report: &Report, figures: &Figures) -> String {
    let figure = |name: &str| total(report, name).unwrap_or_default();
    let shown = |name: &str| Arg::from(figures.count(figure(name) as i64));
    figures.with(
        "page-says-volume",
        &[
            ("n", Arg::Count(figure("created") as i64)),
            ("created", shown("created")),
            ("resolved", shown("resolved")),
            ("backlog", shown("backlog")),
        ],
    )
}

fn times(report: &Report, figures: &Figures) -> Option<String> {
    let metric = report.columns.iter().position(|c| c.name == "metric")?;
    let row = |name: &str| report.rows.iter().find(|r| matches!(r.get(metric), Some(Cell::Text(t)) if t == name));
    let figure = |row: &[Cell], column: &str| {
        let place = report.columns.iter().position(|c| c.name == column)?;
        row.get(place).and_then(number)
    };
    let told = |name: &str| {
        let row = row(name)?;
        let args = [
            ("median", Arg::from(figures.of(Unit::Seconds, figure(row, "median_s")?))),
            ("p90", Arg::from(figures.of(Unit::Seconds, figure(row, "p90_s")?))),
            ("n", Arg::from(figures.count(figure(row, "n")? as i64))),
        ];
        Some(args)
    };
    let reply = told("first_reply").map(|args| figures.with("page-says-first-reply", &args));
    let resolution = told("resolution").map(|args| figures.with("page-says-resolution", &args));
    let sentences: Vec<String> = [reply, resolution].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn total(report: &Report, name: &str) -> Option<f64> {
    report.totals.iter().find(|(known, _)| known == name).and_then(|(_, cell)| number(cell))
}

/// The period of a report. One of whole days is told by its first and last.
pub(super) fn period(report: &Report, figures: &Figures) -> String {
    let until = report.until.filter(|until| *until < report.as_of);
    let said =
        |from: String, until: String| figures.with("page-period", &[("from", from.into()), ("until", until.into())]);
    match (report.from, until) {
        (None, None) => figures.say("page-period-whole"),
        (None, Some(until)) => figures.with("page-period-open", &[("until", last(until, figures).into())]),
        (Some(from), until) => said(first(from, figures), last(until.unwrap_or(report.as_of), figures)),
    }
}

fn first(from: Time, figures: &Figures) -> String {
    let local = (figures.reader.local)(from);
    if is_midnight(local) { local.date().to_string() } else { figures.reader.date_time(from) }
}

/// Until midnight is until the day before, that day included.
fn last(until: Time, figures: &Figures) -> String {
    let local = (figures.reader.local)(until);
    let day_before = local.date().pred_opt().filter(|_| is_midnight(local));
    day_before.map_or_else(|| figures.reader.date_time(until), |day| day.to_string())
}

fn is_midnight(local: NaiveDateTime) -> bool {
    local.time() == NaiveTime::MIN
}

/// What the reader of the figures must know.
pub(super) fn notes(report: &Report, figures: &Figures) -> Vec<String> {
    report
        .notes
        .iter()
        .map(|note| crate::render::report_words::note(note, figures.reader))
        .collect()
}
