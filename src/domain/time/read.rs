//! Reading instants, dates and periods that people write.
//!
//! A text names a stretch of time: `2026-10-01` a local day, `2026-10` a month, `14:30` a minute, an
//! RFC 3339 stamp a second. An instant is where the stretch begins, so a bare date is local midnight.
//! Understood besides: git's own forms (`@1700000000 +0000`, RFC 2822, `yesterday`, `3 days ago`,
//! `last monday`) and the commonest Spanish words.

pub use super::duration::{Shift, read_duration};
use super::period::{Period, Span};
use super::words;
use super::zone::Zone;
use super::{Time, at};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};

/// Why a text is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTime {
    #[error("empty")]
    Empty,
    /// No form that is known here.
    #[error("unreadable")]
    Unreadable,
    /// Written as a date or a time of day, but there is none such: `2026-02-30`, `25:00`.
    #[error("no such date")]
    NoSuchDate,
    /// Outside the years 1 to 9999.
    #[error("out of range")]
    OutOfRange,
}

/// The instant that `text` names; of a day, month or year its beginning. So it serves both ends of a
/// half-open period. `now` is what relative words count from.
pub fn read_instant(text: &str, now: Time, zone: &Zone) -> Result<Time, BadTime> {
    read_span(text, now, zone).map(|span| span.from)
}

/// The whole stretch that `text` names. A shift (`7d`, `3 days ago`) names the second it leads to.
pub fn read_span(text: &str, now: Time, zone: &Zone) -> Result<Span, BadTime> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BadTime::Empty);
    }
    let span = match epoch(text).or_else(|| long_form(text)) {
        Some(time) => second(time?),
        None => read_local(text, now, zone)?,
    };
    let in_calendar = |t: Time| (1..=9999).contains(&t.year());
    if in_calendar(span.from) { Ok(span) } else { Err(BadTime::OutOfRange) }
}

fn read_local(text: &str, now: Time, zone: &Zone) -> Result<Span, BadTime> {
    if let Some(span) = named_period(text, zone).or_else(|| date_time(text, zone)) {
        return span;
    }
    match Shift::parse(text) {
        Some(shift) => shift.from(now, zone).map(second).ok_or(BadTime::OutOfRange),
        None => words::read(&text.to_lowercase(), now, zone),
    }
}

fn second(time: Time) -> Span {
    lasting(time, 1)
}

/// `seconds` from `from` on.
pub(super) fn lasting(from: Time, seconds: i64) -> Span {
    Span { from, until: at(from.timestamp().saturating_add(seconds)) }
}

/// `@1700000000 +0200`, `1700000000 +0200`, `1700000000`: seconds since 1970; the offset is the
/// author's and changes nothing. Fewer than nine digits need the `@`.
fn epoch(text: &str) -> Option<Result<Time, BadTime>> {
    let (number, offset) = text.split_once(' ').unwrap_or((text, "+0000"));
    let digits = number.strip_prefix('@').unwrap_or(number);
    let marked = digits.len() < number.len();
    let plain = digits.strip_prefix('-').filter(|_| marked).unwrap_or(digits);
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit()) || (!marked && plain.len() < 9) {
        return None;
    }
    read_offset(offset.trim())?;
    Some(digits.parse().map(at).map_err(|_| BadTime::OutOfRange))
}

/// RFC 2822, and `Thu Oct 1 14:30:00 2026 +0200` as `git log` prints it.
fn long_form(text: &str) -> Option<Result<Time, BadTime>> {
    let git = |t| DateTime::parse_from_str(t, "%a %b %e %H:%M:%S %Y %z");
    let time = DateTime::parse_from_rfc2822(text).or_else(|_| git(text)).ok()?;
    Some(Ok(at(time.timestamp())))
}

/// `2026`, `2026-10`, `2026-Q4`, `2026-W09`.
fn named_period(text: &str, zone: &Zone) -> Option<Result<Span, BadTime>> {
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    let year: i32 = number(year, 4..=4)?;
    let (period, first) = match (rest.get(..1), rest.len()) {
        (None, _) => (Period::Year, NaiveDate::from_ymd_opt(year, 1, 1)),
        (Some("Q" | "q"), 2) => {
            let quarter: u32 = number(&rest[1..], 1..=1)?;
            (Period::Quarter, NaiveDate::from_ymd_opt(year, (quarter * 3).saturating_sub(2), 1))
        }
        (Some("W" | "w"), 3) => {
            let week = number(&rest[1..], 2..=2)?;
            (Period::Week, NaiveDate::from_isoywd_opt(year, week, Weekday::Mon))
        }
        (Some(_), 2) => (Period::Month, NaiveDate::from_ymd_opt(year, number(rest, 2..=2)?, 1)),
        _ => return None,
    };
    Some(first.map(|day| period.span(day, zone)).ok_or(BadTime::NoSuchDate))
}

/// `2026-10-01`, with a time of day after `T` or a space, with an offset after that. `None`: it does
/// not begin with a date.
fn date_time(text: &str, zone: &Zone) -> Option<Result<Span, BadTime>> {
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let mut parts = text[..end].split(['-', '/']);
    let mut part = |digits| parts.next().and_then(|p| number::<u32>(p, digits));
    let (year, month, day) = (part(4..=4)?, part(1..=2)?, part(1..=2)?);
    if parts.next().is_some() {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
        return Some(Err(BadTime::NoSuchDate));
    };
    let rest = text[end..].trim_start_matches(['T', 't', ' ']);
    if rest.is_empty() {
        let bare = end == text.len();
        return bare.then(|| Ok(Period::Day.span(date, zone)));
    }
    Some(on_date(date, rest, zone))
}

/// The rest after a date: `14:30`, `14:30:05.25+02:00`, `14:30 UTC`.
fn on_date(date: NaiveDate, text: &str, zone: &Zone) -> Result<Span, BadTime> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        .unwrap_or(text.len());
    let (time, seconds) = time_of_day(&text[..end]).ok_or(BadTime::Unreadable)??;
    let local = date.and_time(time);
    let from = match text[end..].trim() {
        "" => zone.from_local(local),
        offset => {
            let east = read_offset(offset).ok_or(BadTime::Unreadable)?;
            at(local.and_utc().timestamp() - east)
        }
    };
    Ok(lasting(from, seconds))
}

/// `14:30` (a minute), `14:30:05`, `14:30:05.25` (a second); and its length in seconds. `None`: it is
/// not written as a time of day. A leap second is the one before it.
pub(super) fn time_of_day(text: &str) -> Option<Result<(NaiveTime, i64), BadTime>> {
    let whole = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => {
            number::<u64>(fraction, 1..=18)?;
            whole
        }
        None => text,
    };
    let mut parts = whole.split(':');
    let hour: u32 = number(parts.next()?, 1..=2)?;
    let minute: u32 = number(parts.next()?, 2..=2)?;
    let second: Option<u32> = match parts.next() {
        Some(second) => Some(number(second, 2..=2)?),
        None if whole.len() < text.len() => return None,
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let time = NaiveTime::from_hms_opt(hour, minute, second.map_or(0, |s| if s == 60 { 59 } else { s }));
    let length = if second.is_some() { 1 } else { 60 };
    Some(time.map(|t| (t, length)).ok_or(BadTime::NoSuchDate))
}

/// Seconds east of UTC: `Z`, `UTC`, `+02:00`, `-0330`, `+02`.
fn read_offset(text: &str) -> Option<i64> {
    if ["z", "utc", "gmt"].contains(&text.to_ascii_lowercase().as_str()) {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.strip_prefix(['+', '-'])?.replace(':', "");
    let hours: i64 = number(digits.get(..2)?, 2..=2)?;
    let minutes: i64 = match &digits[2..] {
        "" => 0,
        minutes => number(minutes, 2..=2)?,
    };
    let valid = hours < 24 && minutes < 60;
    valid.then_some(sign * TimeDelta::minutes(hours * 60 + minutes).num_seconds())
}

/// Digits only, as many as `length` allows.
fn number<T: std::str::FromStr>(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<T> {
    let good = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if good { text.parse().ok() } else { None }
}
