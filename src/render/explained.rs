//! A clock as a proof: every stretch of its life with its day, whether it counts and why, and the commit
//! that made it so. What counts is summed up below.

use super::clocks::calendar;
use super::countdown::{label, length, metric, state};
use super::layout::{Cell, Column, lay_out, wrap};
use super::reader::Reader;
use super::style::Label;
use super::when;
use crate::domain::outcome::clocks::{Deed, Explained, Interval};
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;
use crate::kit::escape::one_line;

/// Characters of a commit's name that people need.
const ABBREVIATED: usize = 10;
/// Columns by which a broken line stands in.
const HANGING: usize = 2;

/// One clock, its head first.
pub fn page(explained: &Explained, reader: &Reader) -> String {
    let told = &explained.clock;
    let clock = &told.clock;
    let name = [("metric", metric(told, reader).into()), ("instance", i64::from(clock.instance).into())];
    let name = if clock.instance == 1 { metric(told, reader) } else { reader.words.with("sla-instance", &name) };
    let mut out = format!(
        "{} · {}\n",
        reader.style.paint(Label::Title, &name),
        reader.style.paint(label(told), &state(told, reader))
    );
    let args = [
        ("policy", one_line(&told.policy).into_owned().into()),
        ("target", length(clock.target_s, told, reader).into()),
        ("calendar", calendar(told, reader).into()),
        ("zone", one_line(explained.zone.name()).into_owned().into()),
    ];
    out.push_str(&(reader.words.with("sla-explain-promise", &args) + "\n"));
    out.push_str(&moment("sla-explain-started", clock.started_at, explained.started_by.as_ref(), explained, reader));
    if let Some(breached) = clock.breached_at {
        out.push_str(&moment("sla-explain-breached", breached, None, explained, reader));
    }
    if let Some(ended) = clock.ended_at {
        let key = if clock.fulfilled { "sla-explain-fulfilled" } else { "sla-explain-ended" };
        out.push_str(&moment(key, ended, explained.ended_by.as_ref(), explained, reader));
    }
    out.push('\n');
    out + &intervals(explained, reader)
}

fn moment(key: &str, at: Time, by: Option<&Deed>, explained: &Explained, reader: &Reader) -> String {
    let at = second(at, &explained.zone);
    let by = by.map(|deed| {
        let args = [
            ("commit", commit(deed).into()),
            ("actor", reader.person(&deed.actor).into()),
            ("subject", one_line(&deed.subject).into_owned().into()),
        ];
        reader.words.with("sla-explain-by", &args)
    });
    let line = reader.words.with(key, &[("at", at.into())]);
    let line = by.into_iter().fold(line, |line, by| format!("{line} {by}"));
    wrap(&line, 0, HANGING, &reader.style).join("\n") + "\n"
}

fn intervals(explained: &Explained, reader: &Reader) -> String {
    let column = |(key, right): (&str, bool)| Column {
        header: reader.words.say(key),
        right,
        shrinks: false,
        widest: usize::MAX,
    };
    let columns: Vec<Column> = [
        ("sla-head-day", false),
        ("sla-head-from", false),
        ("sla-head-until", false),
        ("sla-head-counts", true),
        ("sla-head-status", false),
        ("sla-head-reason", false),
        ("sla-head-commit", false),
    ]
    .into_iter()
    .map(column)
    .collect();
    let mut rows: Vec<Vec<Cell>> = explained.intervals.iter().map(|i| row(i, &explained.zone, reader)).collect();
    let sum: i64 = explained.intervals.iter().map(|interval| interval.counted.seconds()).sum();
    let empty = || Cell::new(String::new(), Label::Plain);
    let title = |text: String| Cell::new(text, Label::Title);
    let words = reader.words.with("sla-explain-seconds", &[("n", sum.into())]);
    rows.push(vec![
        title(reader.words.say("sla-explain-sum")),
        empty(),
        empty(),
        title(when::exact(sum)),
        title(words),
        empty(),
        empty(),
    ]);
    lay_out(&columns, &rows, &reader.style)
}

fn row(interval: &Interval, zone: &Zone, reader: &Reader) -> Vec<Cell> {
    let counted = &interval.counted;
    let counts = counted.seconds() > 0;
    let look = if counts { Label::Plain } else { Label::Dim };
    let (from, until) = (zone.to_local(counted.span.from), zone.to_local(counted.span.until));
    // Midnight is the end of the day that it closes.
    let until = match from.date() == until.date() {
        true => until.format("%H:%M:%S").to_string(),
        false => until.format("%Y-%m-%d %H:%M:%S").to_string(),
    };
    let figure = if counts { when::exact(counted.seconds()) } else { "–".to_owned() };
    vec![
        Cell::new(format!("{} {}", weekday(counted.day, reader), counted.day), look),
        Cell::new(from.format("%H:%M:%S").to_string(), look),
        Cell::new(until, look),
        Cell::new(figure, look),
        Cell::new(reader.word("status", counted.category.as_str()), look),
        Cell::new(reader.word("sla-reason", counted.reason.as_str()), look),
        Cell::new(interval.by.as_ref().map(commit).unwrap_or_default(), Label::Dim),
    ]
}

fn weekday(day: chrono::NaiveDate, reader: &Reader) -> String {
    use chrono::Datelike;
    let key = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.weekday().num_days_from_monday() as usize];
    reader.word("sla-day", key)
}

fn commit(deed: &Deed) -> String {
    deed.commit.chars().take(ABBREVIATED).collect()
}

fn second(at: Time, zone: &Zone) -> String {
    zone.to_local(at).format("%Y-%m-%d %H:%M:%S").to_string()
}
