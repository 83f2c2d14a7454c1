//! Days and times of day in words, English and Spanish: `yesterday noon`, `last monday`, `el mes
//! pasado`, `9am`.
//!
//! Unlike git, `yesterday` is the whole local day, and a weekday is the latest one that is not after
//! today (`last monday`: before today).

use super::Time;
use super::period::{Period, Span};
use super::read::{BadTime, lasting, time_of_day};
use super::zone::Zone;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

/// What the words named so far.
#[derive(Default)]
struct Named {
    day: Option<NaiveDate>,
    time: Option<(NaiveTime, i64)>,
}

/// The stretch that a text in lower case names.
pub(super) fn read(text: &str, now: Time, zone: &Zone) -> Result<Span, BadTime> {
    if matches!(text, "now" | "ahora") {
        return Ok(lasting(now, 1));
    }
    let today = zone.date(now);
    let words = words_of(text);
    if let Some(span) = whole_period(&words, today, zone) {
        return Ok(span);
    }
    let named = name(&words, today)?;
    match (named.day, named.time) {
        (Some(day), None) => Ok(Period::Day.span(day, zone)),
        (Some(day), Some((time, length))) => Ok(lasting(zone.from_local(day.and_time(time)), length)),
        (None, Some((time, length))) => Ok(lasting(latest(today, time, now, zone), length)),
        (None, None) => Err(BadTime::Unreadable),
    }
}

/// The words that matter: `3.days.ago` style dots part them, articles and prepositions are dropped.
fn words_of(text: &str) -> Vec<&str> {
    let filler = |w: &&str| !matches!(*w, "" | "the" | "at" | "on" | "el" | "la" | "las" | "a" | "de");
    text.split([' ', ',', '.', '\t']).filter(filler).collect()
}

/// The last time that the clock showed `time`, up to `now`.
fn latest(today: NaiveDate, time: NaiveTime, now: Time, zone: &Zone) -> Time {
    let on_today = zone.from_local(today.and_time(time));
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    if on_today <= now { on_today } else { zone.from_local(yesterday.and_time(time)) }
}

/// `this week`, `last month`, `este mes`, `año pasado`.
fn whole_period(words: &[&str], today: NaiveDate, zone: &Zone) -> Option<Span> {
    let (period, last) = match *words {
        ["this" | "este" | "esta", noun] => (period_of(noun)?, false),
        ["last", noun] | [noun, "pasado" | "pasada"] => (period_of(noun)?, true),
        _ => return None,
    };
    let first = period.first_day(today);
    let day = if last { first.checked_sub_days(Days::new(1))? } else { first };
    Some(period.span(day, zone))
}

fn period_of(noun: &str) -> Option<Period> {
    Some(match noun {
        "week" | "semana" => Period::Week,
        "month" | "mes" => Period::Month,
        "quarter" | "trimestre" => Period::Quarter,
        "year" | "año" => Period::Year,
        _ => return None,
    })
}

fn name(words: &[&str], today: NaiveDate) -> Result<Named, BadTime> {
    let mut named = Named::default();
    let mut rest = words;
    while let [first, after @ ..] = rest {
        let (day, used) = match (*first, after) {
            ("last", [noun, ..]) => (weekday(noun).and_then(|d| latest_weekday(d, today.pred_opt()?)), 2),
            (noun, ["pasado", ..]) => (weekday(noun).and_then(|d| latest_weekday(d, today.pred_opt()?)), 2),
            (noun, _) => (day_word(noun, today), 1),
        };
        match day {
            Some(_) if named.day.is_none() => named.day = day,
            None if named.time.is_none() => named.time = Some(time_word(first)?),
            _ => return Err(BadTime::Unreadable),
        }
        rest = &rest[if day.is_some() { used } else { 1 }..];
    }
    Ok(named)
}

fn day_word(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word {
        "today" | "hoy" => Some(today),
        "yesterday" | "ayer" => today.pred_opt(),
        "anteayer" => today.checked_sub_days(Days::new(2)),
        "tomorrow" | "mañana" => today.succ_opt(),
        _ => latest_weekday(weekday(word)?, today),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" | "lunes" => Weekday::Mon,
        "tuesday" | "tue" | "martes" => Weekday::Tue,
        "wednesday" | "wed" | "miércoles" | "miercoles" => Weekday::Wed,
        "thursday" | "thu" | "jueves" => Weekday::Thu,
        "friday" | "fri" | "viernes" => Weekday::Fri,
        "saturday" | "sat" | "sábado" | "sabado" => Weekday::Sat,
        "sunday" | "sun" | "domingo" => Weekday::Sun,
        _ => return None,
    })
}

fn latest_weekday(day: Weekday, until: NaiveDate) -> Option<NaiveDate> {
    let back = u64::from(until.weekday().days_since(day));
    until.checked_sub_days(Days::new(back))
}

/// A time of day, and how many seconds it lasts.
fn time_word(word: &str) -> Result<(NaiveTime, i64), BadTime> {
    let hour = |h: u32| NaiveTime::from_hms_opt(h, 0, 0).map(|t| (t, 60)).ok_or(BadTime::NoSuchDate);
    let clock = |text: &str| text.parse::<u32>().ok().filter(|h| (1..=12).contains(h));
    match word {
        "midnight" | "medianoche" => return hour(0),
        "noon" | "mediodía" | "mediodia" => return hour(12),
        _ => {}
    }
    if let Some(h) = word.strip_suffix("am").and_then(clock) {
        return hour(h % 12);
    }
    if let Some(h) = word.strip_suffix("pm").and_then(clock) {
        return hour(h % 12 + 12);
    }
    time_of_day(word).unwrap_or(Err(BadTime::Unreadable))
}

#[cfg(test)]
mod tests {
    use crate::domain::time::read::{BadTime, read_instant, read_span};
    use crate::domain::time::zone::Zone;
    use crate::domain::time::{at, stamp};
    use proptest::prelude::*;

    /// Wednesday 11 November 2026, 10:15 in Madrid.
    const NOW: i64 = 1_794_388_500;

    fn read(text: &str) -> Result<String, BadTime> {
        let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
        read_instant(text, at(NOW), &zone).map(stamp)
    }

    fn length(text: &str) -> i64 {
        let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
        let span = read_span(text, at(NOW), &zone).unwrap_or_else(|e| panic!("{text}: {e}"));
        (span.until - span.from).num_seconds()
    }

    #[test]
    fn absolute_forms() {
        let table = [
            ("2026-10-01T14:30:05Z", "2026-10-01T14:30:05Z"),
            ("2026-10-01T14:30:05.999+02:00", "2026-10-01T12:30:05Z"),
            ("2026-10-01", "2026-09-30T22:00:00Z"),
            (" 2026/10/01 ", "2026-09-30T22:00:00Z"),
            ("2026-10-01 14:30", "2026-10-01T12:30:00Z"),
            ("2026-10-01 14:30:05", "2026-10-01T12:30:05Z"),
            ("2026-10-01 14:30 -0330", "2026-10-01T18:00:00Z"),
            ("2026-10-01T14:30 UTC", "2026-10-01T14:30:00Z"),
            ("2026-10", "2026-09-30T22:00:00Z"),
            ("2026", "2025-12-31T23:00:00Z"),
            ("2026-Q4", "2026-09-30T22:00:00Z"),
            ("2026-W01", "2025-12-28T23:00:00Z"),
            ("@1700000000 +0000", "2023-11-14T22:13:20Z"),
            ("1700000000 +0200", "2023-11-14T22:13:20Z"),
            ("1700000000", "2023-11-14T22:13:20Z"),
            ("@0 +0000", "1970-01-01T00:00:00Z"),
            ("Thu, 01 Oct 2026 14:30:00 +0200", "2026-10-01T12:30:00Z"),
            ("Thu Oct 1 14:30:00 2026 +0200", "2026-10-01T12:30:00Z"),
        ];
        for (text, want) in table {
            assert_eq!(read(text).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn words_of_both_languages() {
        let table = [
            ("now", "2026-11-11T09:15:00Z"),
            ("today", "2026-11-10T23:00:00Z"),
            ("Hoy", "2026-11-10T23:00:00Z"),
            ("yesterday", "2026-11-09T23:00:00Z"),
            ("ayer", "2026-11-09T23:00:00Z"),
            ("tomorrow", "2026-11-11T23:00:00Z"),
            ("yesterday noon", "2026-11-10T11:00:00Z"),
            ("noon yesterday", "2026-11-10T11:00:00Z"),
            ("noon", "2026-11-10T11:00:00Z"),
            ("9am", "2026-11-11T08:00:00Z"),
            ("10:00", "2026-11-11T09:00:00Z"),
            ("10:30", "2026-11-10T09:30:00Z"),
            ("ayer a las 14:30", "2026-11-10T13:30:00Z"),
            ("monday", "2026-11-08T23:00:00Z"),
            ("wednesday", "2026-11-10T23:00:00Z"),
            ("last wednesday", "2026-11-03T23:00:00Z"),
            ("el miércoles pasado", "2026-11-03T23:00:00Z"),
            ("last.monday 5pm", "2026-11-09T16:00:00Z"),
            ("this month", "2026-10-31T23:00:00Z"),
            ("el mes pasado", "2026-09-30T22:00:00Z"),
            ("last week", "2026-11-01T23:00:00Z"),
            ("7d", "2026-11-04T09:15:00Z"),
            ("3 days ago", "2026-11-08T09:15:00Z"),
            ("hace 2 semanas", "2026-10-28T09:15:00Z"),
            ("3h", "2026-11-11T06:15:00Z"),
        ];
        for (text, want) in table {
            assert_eq!(read(text).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn a_text_names_a_stretch() {
        let table = [
            ("2026-10-25", 25 * 3600),
            ("2026-10-01 14:30", 60),
            ("2026-10-01 14:30:05", 1),
            ("2026-W10", 7 * 86_400),
            ("yesterday", 86_400),
            ("noon", 60),
            ("7d", 1),
        ];
        for (text, want) in table {
            assert_eq!(length(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_says_why() {
        let table = [
            ("", BadTime::Empty),
            ("  ", BadTime::Empty),
            ("2026-02-30", BadTime::NoSuchDate),
            ("2026-13", BadTime::NoSuchDate),
            ("2026-W54", BadTime::NoSuchDate),
            ("2026-Q0", BadTime::NoSuchDate),
            ("2026-10-01 25:00", BadTime::NoSuchDate),
            ("0000-01-01", BadTime::OutOfRange),
            ("999999999999d", BadTime::OutOfRange),
            ("@99999999999999999999", BadTime::OutOfRange),
            ("soon", BadTime::Unreadable),
            ("yesterday today", BadTime::Unreadable),
            ("2026-10-01T", BadTime::Unreadable),
            ("2026-10-01 14:30 +25:00", BadTime::Unreadable),
            ("2026-10-01-02", BadTime::Unreadable),
            ("12345", BadTime::Unreadable),
        ];
        for (text, want) in table {
            assert_eq!(read(text), Err(want), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(
            text in "\\PC{0,20}|[0-9]{1,4}-[0-9QWé]{1,3}(-[0-9]{1,2})?([T ][0-9:.]{0,9}[Z+0-9:é]{0,6})?|@?-?[0-9]{0,20}( [+é0-9]{0,5})?",
        ) {
            let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
            if let Ok(span) = read_span(&text, at(NOW), &zone) {
                prop_assert!(span.from < span.until);
            }
        }
    }
}
