//! Times and durations for people: `3 h ago`, `hace 3 h`, `2 d 4 h`, `2026-11-20 09:12`.
//!
//! A day here is 24 hours of the span that is told, not a calendar day. Where local time is needed the
//! caller passes a function from instants to local time.

use super::words::Words;
use crate::domain::time::Time;
use crate::domain::time::stamp;
use crate::domain::time::zone::Zone;
use chrono::NaiveDateTime;

/// Turns an instant into the desk's local time.
pub type Local<'a> = &'a dyn Fn(Time) -> NaiveDateTime;

/// Seconds in a minute, an hour, a day.
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// `2026-11-20 09:12`, the same in every language.
pub fn date_time(time: Time, local: Local) -> String {
    local(time).format("%Y-%m-%d %H:%M").to_string()
}

/// The units of a length of time, in seconds, with the keys of their words.
const UNITS: [(u64, &str); 4] = [(DAY, "unit-day"), (HOUR, "unit-hour"), (MINUTE, "unit-minute"), (1, "unit-second")];

/// `2026-11-20T09:12:00+01:00`: RFC 3339 as the zone has it then, for people and programs alike; in UTC where
/// the zone is off by seconds, as all were before there were zones.
pub fn with_offset(time: Time, zone: &Zone) -> String {
    let offset = zone.offset_s(time.timestamp());
    if offset % 60 != 0 {
        return stamp(time);
    }
    let minutes = offset / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("{}{sign}{hours:02}:{rest:02}", zone.to_local(time).format("%Y-%m-%dT%H:%M:%S"))
}

/// A length of time in its two greatest units: `2 d 4 h`, `15 min`, `0 s`. Negative with a `-`.
pub fn span(seconds: i64, words: &Words) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}{}", in_units(seconds, &UNITS, words))
}

/// The same with a minus sign proper, as a countdown has it: `−3 h`.
pub fn signed(seconds: i64, words: &Words) -> String {
    format!("{}{}", minus(seconds), in_units(seconds, &UNITS, words))
}

/// The same without days, for hours of business: `26 h 10 min`.
pub fn hours(seconds: i64, words: &Words) -> String {
    format!("{}{}", minus(seconds), in_units(seconds, &UNITS[1..], words))
}

/// To the second, in figures that can be added up: `26:10:00`.
pub fn exact(seconds: i64) -> String {
    let left = seconds.unsigned_abs();
    format!("{}{}:{:02}:{:02}", minus(seconds), left / HOUR, left % HOUR / MINUTE, left % MINUTE)
}

fn minus(seconds: i64) -> &'static str {
    if seconds < 0 { "\u{2212}" } else { "" }
}

fn in_units(seconds: i64, units: &[(u64, &str)], words: &Words) -> String {
    let left = seconds.unsigned_abs();
    let first = units.iter().position(|&(size, _)| left >= size).unwrap_or(units.len() - 1);
    let told = |i: usize, n: u64| format!("{n} {}", words.say(units[i].1));
    let (size, rest) = (units[first].0, left % units[first].0);
    let mut out = told(first, left / size);
    if let Some(&(next, _)) = units.get(first + 1)
        && rest >= next
    {
        out.push(' ');
        out.push_str(&told(first + 1, rest / next));
    }
    out
}

/// A length of time in its greatest unit: `3 d`.
pub fn about(seconds: i64, words: &Words) -> String {
    let whole = match seconds.unsigned_abs() {
        s if s >= DAY => s - s % DAY,
        s if s >= HOUR => s - s % HOUR,
        s if s >= MINUTE => s - s % MINUTE,
        s => s,
    };
    span(i64::try_from(whole).unwrap_or(i64::MAX) * seconds.signum(), words)
}

/// When something was or will be, seen from `now`: `3 h ago`, `in 2 d`, `just now`.
pub fn relative(time: Time, now: Time, words: &Words) -> String {
    let ago = now.signed_duration_since(time).num_seconds();
    let length = about(ago.saturating_abs(), words);
    match ago {
        // A clock that is read once is a little behind what happens meanwhile.
        -59..=4 => words.say("when-now"),
        5.. => words.with("when-ago", &[("span", length.into())]),
        _ => words.with("when-in", &[("span", length.into())]),
    }
}

/// Date and distance: `2026-11-20 09:12 (3 h ago)`.
pub fn both(time: Time, now: Time, local: Local, words: &Words) -> String {
    format!("{} ({})", date_time(time, local), relative(time, now, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::at;
    use crate::render::words::Lang;

    #[test]
    fn spans_have_two_units_at_most() {
        let words = Words::new(Lang::En);
        let told = |s| span(s, &words);
        assert_eq!([told(0), told(59), told(60), told(61)], ["0 s", "59 s", "1 min", "1 min 1 s"]);
        assert_eq!([told(3_600), told(187_200), told(86_460)], ["1 h", "2 d 4 h", "1 d"]);
        assert_eq!(told(-5_400), "-1 h 30 min");
        assert_eq!(told(i64::MIN), "-106751991167300 d 15 h");
    }

    #[test]
    fn a_countdown_goes_below_nothing_and_business_hours_make_no_days() {
        let words = Words::new(Lang::En);
        assert_eq!([signed(187_200, &words), signed(-10_800, &words)], ["2 d 4 h", "\u{2212}3 h"]);
        assert_eq!([hours(187_200, &words), hours(-94_200, &words)], ["52 h", "\u{2212}26 h 10 min"]);
        assert_eq!([exact(94_205), exact(0), exact(-59)], ["26:10:05", "0:00:00", "\u{2212}0:00:59"]);
    }

    #[test]
    fn distance_is_told_in_both_languages() {
        let (en, es) = (Words::new(Lang::En), Words::new(Lang::Es));
        let now = at(1_000_000);
        assert_eq!(relative(at(1_000_000 - 3 * 3_600 - 59), now, &en), "3 h ago");
        assert_eq!(relative(at(1_000_000 - 3 * 3_600), now, &es), "hace 3 h");
        assert_eq!(relative(at(1_000_000 + 2 * 86_400), now, &en), "in 2 d");
        assert_eq!(relative(at(1_000_000 + 2 * 86_400), now, &es), "dentro de 2 d");
        assert_eq!(relative(now, now, &en), "just now");
        assert_eq!(relative(now, now, &es), "ahora mismo");
        assert_eq!(relative(at(1_000_059), now, &en), "just now");
        assert_eq!(relative(at(1_000_060), now, &en), "in 1 min");
    }

    #[test]
    fn dates_look_the_same_everywhere() {
        let utc = |t: Time| t.naive_utc();
        assert_eq!(date_time(at(1_795_079_564), &utc), "2026-11-19 09:12");
    }
}
