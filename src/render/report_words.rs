//! What reports are told in: names of columns, figures and notes, as a reader has them.

use super::reader::{Reader, capital};
use super::when;
use super::words::Arg;
use crate::domain::insight::report::{BEFORE, Cell, Check, Datum, Figure, Note, Report, Unit, unit};
use crate::kit::escape::one_line;

/// What the report is called; a team's own one as the team calls it.
pub fn title(report: &Report, reader: &Reader) -> String {
    match &report.own {
        Some(own) => one_line(own.about.as_ref().unwrap_or(&own.name)).into_owned(),
        None => capital(&reader.word("report", report.name)),
    }
}

/// The name of the figure that says of how many another one is.
pub fn companion(name: &str) -> Option<String> {
    match name {
        "percent_targets" => Some("targets_n".to_owned()),
        "percent_tickets" => Some("tickets_n".to_owned()),
        "csat" => Some("csat_n".to_owned()),
        _ => Some(format!("{}_n", name.strip_suffix("_median_s")?)),
    }
}

/// A custom field is called as the desk calls it; what follows from another name, by that one.
pub fn column_name(name: &str, reader: &Reader) -> String {
    let own = || reader.words.has(&format!("column-{name}"));
    if let Some(field) = name.strip_prefix("field.") {
        return one_line(field).into_owned();
    }
    if let Some(figure) = name.strip_suffix(BEFORE).filter(|_| !own()) {
        return reader.words.with("column-before", &[("figure", column_name(figure, reader).into())]);
    }
    match Figure::parse(name).and_then(Figure::parts).filter(|_| !own()) {
        Some((_, statistic)) if statistic == "n" => reader.word("column", "n"),
        Some((measure, statistic)) => {
            let (measure, statistic) = (reader.word("metric", measure), reader.word("column", &statistic));
            let args = [("measure", capital(&measure).into()), ("statistic", statistic.to_lowercase().into())];
            reader.words.with("column-statistic", &args)
        }
        // A sign stays as it is.
        None => match reader.word("column", name) {
            sign if sign.len() == 1 => sign,
            name => capital(&name),
        },
    }
}

/// A column within a table, where there is little room.
pub fn header(name: &str, reader: &Reader) -> String {
    let key = format!("short-{name}");
    if reader.words.has(&key) { reader.words.say(&key) } else { column_name(name, reader) }
}

/// The figure that broke a promise.
pub fn told(check: &Check, cell: &Cell, reader: &Reader) -> String {
    shown(&check.figure, guess(&check.figure), cell, reader)
}

/// A note in words.
pub fn note(note: &Note, reader: &Reader) -> String {
    let arg = |name: &str, datum: &Datum| match datum {
        Datum::Count(n) => Arg::Count(*n),
        // As git tells commits in short.
        Datum::Text(commit) if name == "revision" => Arg::from(commit.chars().take(12).collect::<String>()),
        Datum::Text(text) => Arg::from(one_line(text).into_owned()),
        Datum::Time(time) => Arg::from(reader.date_time(*time)),
    };
    let args: Vec<(&str, Arg)> = note.data.iter().map(|(name, datum)| (*name, arg(name, datum))).collect();
    reader.words.with(&format!("note-{}", note.code), &args)
}

/// A total has no unit of its own; its name has it.
pub fn guess(name: &str) -> Unit {
    match unit(name) {
        Unit::Text => Unit::Number,
        known => known,
    }
}

pub fn shown(column: &str, unit: Unit, cell: &Cell, reader: &Reader) -> String {
    match cell {
        Cell::Null => "–".to_owned(),
        Cell::Text(text) => word(column, text, reader),
        Cell::Time(time) => reader.date_time(*time),
        Cell::Int(n) if unit == Unit::Seconds => when::span(*n, reader.words),
        Cell::Number(n) if unit == Unit::Seconds => when::span(n.round() as i64, reader.words),
        Cell::Int(n) if unit == Unit::Percent => format!("{n} %"),
        Cell::Number(n) if unit == Unit::Percent => format!("{} %", number(*n, 1)),
        Cell::Int(n) => n.to_string(),
        Cell::Number(n) => number(*n, 3),
        Cell::Map(items) => {
            let of = column.strip_prefix("by_").unwrap_or(column);
            let item = |(name, value): &(String, Cell)| {
                format!("{} {}", word(of, name, reader), shown(name, guess(name), value, reader))
            };
            items.iter().map(item).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The names that we gave are told in the reader's language; those of the desk stay.
pub fn word(column: &str, text: &str, reader: &Reader) -> String {
    match column {
        "metric" | "priority" | "type" | "channel" | "weekday" => reader.word(column, text),
        "agent" | "assignee" | "requester" => reader.person_in_short(text),
        "age" => format!("{text} {}", reader.words.say("unit-day")),
        column if column.starts_with("sla_") => reader.word("clock", text),
        "status" | "status_category" => reader.word("status", text),
        _ => one_line(text).into_owned(),
    }
}

/// At most so many decimals, none of them a nought at the end.
pub fn number(n: f64, decimals: usize) -> String {
    let text = format!("{n:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_idle_decimals() {
        assert_eq!([number(87.5, 1), number(100.0, 1), number(2.0 / 3.0, 3)], ["87.5", "100", "0.667"]);
        assert_eq!(number(100.0, 0), "100");
    }
}
