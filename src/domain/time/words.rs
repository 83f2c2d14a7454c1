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
