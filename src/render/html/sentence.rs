//! What a report says, in a sentence; its period; its notes.

use super::figures::Figures;
use super::plan::{keys, number};
use crate::domain::insight::report::{Cell, Report, Unit, unit};
use crate::domain::time::Time;
use crate::render::report_words::note;
use crate::render::words::Arg;
use chrono::{NaiveDateTime, NaiveTime};

/// What a section of the whole picture is about, where that is more than the report's name.
pub(super) fn subject(report: &Report) -> Option<&'static str> {
    let by = |name: &str| report.columns.first().is_some_and(|c| c.name == name);
    match report.name {
        "summary" => Some("page-subject-headline"),
        "volume" if by("weekday") => Some("page-subject-hours"),
        "volume" => Some("page-subject-volume"),
        "sla" if keys(report) > 0 => Some("page-subject-course"),
        "times" => Some("page-subject-times"),
        "distribution" => Some("page-subject-distribution"),
        _ => None,
    }
}

/// What the report shows, in a sentence or two.
pub(super) fn says(report: &Report, figures: &Figures) -> Option<String> {
    let say = |key: &str| Some(figures.say(key));
    let keys = keys(report);
    if report.rows.is_empty() {
        return None;
    }
    if report.columns.iter().any(|column| column.name == "id") {
        return say("page-says-tickets");
    }
    match report.name {
        "volume" if is_by_hour(report) => busiest(report, figures),
        "volume" => told(report, figures, "page-says-volume", "created", &["created", "resolved", "backlog"]),
        "summary" => told(report, figures, "page-says-summary", "tickets", &["tickets", "unassigned"]),
        "times" if keys == 0 => times(report, figures),
        "times" => say("page-says-medians"),
        "sla" if keys > 0 => say("page-says-course"),
        "sla" => {
            told(report, figures, "page-says-sla", "targets_n", &["percent_targets", "targets_n", "percent_tickets"])
        }
        "backlog" => told(report, figures, "page-says-backlog", "backlog", &["backlog", "oldest_s"]),
        "distribution" => {
            told(report, figures, "page-says-spread", "first_reply_n", &["first_reply_n", "resolution_n"])
        }
        "agents" => told(report, figures, "page-says-agents", "solved", &["solved", "replies"]),
        "flow" => told(
            report,
            figures,
            "page-says-flow",
            "tickets_resolved",
            &["tickets_reopened", "tickets_resolved", "one_touch"],
        ),
        "csat" => told(report, figures, "page-says-csat", "rated", &["good", "rated"]),
        "recurrence" => told(report, figures, "page-says-recurrence", "keys", &["keys", "recurring_keys"]),
        "categories" | "channels" => say("page-says-values"),
        _ if keys > 0 => {
            let names = report.columns.iter().take(keys).map(|column| figures.column(&column.name));
            let names = names.collect::<Vec<_>>().join(", ");
            Some(figures.with("page-says-by", &[("keys", names.into())]))
        }
        _ => None,
    }
}

/// A sentence of totals; `n` chooses its form. None where a total is missing.
fn told(report: &Report, figures: &Figures, key: &str, n: &str, names: &[&'static str]) -> Option<String> {
    let cell = |name: &str| report.totals.iter().find(|(known, _)| known == name).map(|(_, cell)| cell);
    let mut args = vec![("n", Arg::Count(cell(n)?.number()? as i64))];
    for name in names {
        args.push((name, figures.cell(name, unit(name), cell(name)?).into()));
    }
    Some(figures.with(key, &args))
}

fn is_by_hour(report: &Report) -> bool {
    ["weekday", "hour"]
        .iter()
        .all(|name| report.columns.iter().take(report.keys).any(|c| c.name == *name))
}

/// The hour of the week at which most tickets come in.
fn busiest(report: &Report, figures: &Figures) -> Option<String> {
    let place = |name: &str| report.columns.iter().position(|c| c.name == name);
    let (day, hour, created) = (place("weekday")?, place("hour")?, place("created")?);
    let n = |row: &[Cell]| row.get(created).and_then(number).unwrap_or_default();
    // Of several the first.
    let most = report.rows.iter().rev().max_by(|a, b| n(a).total_cmp(&n(b)))?;
    let args = [
        ("day", Arg::from(figures.key("weekday", most.get(day)?))),
        ("hour", figures.key("hour", most.get(hour)?).into()),
        ("created", figures.count(n(most) as i64).into()),
    ];
    Some(figures.with("page-says-hours", &args))
}

fn times(report: &Report, figures: &Figures) -> Option<String> {
    let metric = report.columns.iter().position(|c| c.name == "metric")?;
    let row = |name: &str| report.rows.iter().find(|r| matches!(r.get(metric), Some(Cell::Text(t)) if t == name));
    let figure = |row: &[Cell], column: &str| {
        let place = report.columns.iter().position(|c| c.name == column)?;
        row.get(place).and_then(number)
    };
    let said = |name: &str| {
        let row = row(name)?;
        let args = [
            ("median", Arg::from(figures.of(Unit::Seconds, figure(row, "median_s")?))),
            ("p90", Arg::from(figures.of(Unit::Seconds, figure(row, "p90_s")?))),
            ("n", Arg::from(figures.count(figure(row, "n")? as i64))),
        ];
        Some(args)
    };
    let reply = said("first_reply").map(|args| figures.with("page-says-first-reply", &args));
    let resolution = said("resolution").map(|args| figures.with("page-says-resolution", &args));
    let sentences: Vec<String> = [reply, resolution].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
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
    report.notes.iter().map(|told| note(told, figures.reader)).collect()
}
