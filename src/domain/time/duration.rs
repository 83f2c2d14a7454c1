//! Durations, and shifts from an instant: `4h`, `PT4H`, `7d`, `3 days ago`, `hace 2 semanas`.
//!
//! The same words mean two things. As a *duration* a day is 86,400 seconds of a running clock. As a
//! *shift* of an instant, days and more are local calendar days at the same wall-clock time, hours
//! and less are elapsed.

use super::Time;
use super::zone::Zone;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// The unit of a suffix or a word in English or Spanish.
    fn parse(word: &str) -> Option<Unit> {
        Some(match word {
            "s" | "sec" | "secs" | "second" | "seconds" | "segundo" | "segundos" => Unit::Second,
            "m" | "min" | "mins" | "minute" | "minutes" | "minuto" | "minutos" => Unit::Minute,
            "h" | "hour" | "hours" | "hora" | "horas" => Unit::Hour,
            "d" | "day" | "days" | "día" | "días" | "dia" | "dias" => Unit::Day,
            "w" | "week" | "weeks" | "semana" | "semanas" => Unit::Week,
            "month" | "months" | "mes" | "meses" => Unit::Month,
            "y" | "year" | "years" | "año" | "años" => Unit::Year,
            _ => return None,
        })
    }

    /// Its length on a running clock; months and years have none.
    fn seconds(self) -> Option<i64> {
        match self {
            Unit::Second => Some(1),
            Unit::Minute => Some(60),
            Unit::Hour => Some(3_600),
            Unit::Day => Some(86_400),
            Unit::Week => Some(7 * 86_400),
            Unit::Month | Unit::Year => None,
        }
    }
}

/// Reads a duration in seconds: `90s`, `15m`, `4h`, `3d`, `2w`, sums of them (`1h30m`, `1d 4h`), and
/// ISO 8601 (`PT4H`, `P1DT2H`, `P2W`). A day has 86,400 s. Months and years are no durations.
pub fn read_duration(text: &str) -> Option<i64> {
    duration_parts(text)?
        .iter()
        .try_fold(0_i64, |sum, (n, unit)| sum.checked_add(n.checked_mul(unit.seconds()?)?))
}

/// Whether a duration is written in days or weeks, wholly or in part.
pub fn is_in_days(text: &str) -> bool {
    let parts = duration_parts(text).unwrap_or_default();
    parts.iter().any(|(_, unit)| matches!(unit, Unit::Day | Unit::Week))
}

fn duration_parts(text: &str) -> Option<Vec<(i64, Unit)>> {
    let text = text.trim();
    match text.strip_prefix(['P', 'p']) {
        Some(iso) => iso_parts(iso),
        None => parts(&text.to_lowercase()),
    }
}

/// `1DT2H`: designators in order, `M` only after the `T`.
fn iso_parts(text: &str) -> Option<Vec<(i64, Unit)>> {
    let (date, time) = match text.split_once(['T', 't']) {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    let mut out = designated(date, &[('w', Unit::Week), ('d', Unit::Day)])?;
    out.extend(designated(time, &[('h', Unit::Hour), ('m', Unit::Minute), ('s', Unit::Second)])?);
    (!out.is_empty()).then_some(out)
}

fn designated(text: &str, mut allowed: &[(char, Unit)]) -> Option<Vec<(i64, Unit)>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (n, after) = leading_number(rest)?;
        let letter = after.chars().next()?.to_ascii_lowercase();
        let place = allowed.iter().position(|(c, _)| *c == letter)?;
        out.push((n, allowed[place].1));
        allowed = &allowed[place + 1..];
        rest = &after[letter.len_utf8()..];
    }
    Some(out)
}

/// `1d 4h`, `3 days`, `1h30m`: numbers with their units, in lower case.
fn parts(text: &str) -> Option<Vec<(i64, Unit)>> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (n, after) = leading_number(rest)?;
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        out.push((n, Unit::parse(&after[..end])?));
        rest = after[end..].trim_start();
    }
    (!out.is_empty()).then_some(out)
}

fn leading_number(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// A distance from an instant, into the past unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    parts: Vec<(i64, Unit)>,
    pub future: bool,
}

impl Shift {
    /// Reads `7d`, `2w`, `3h`, `3 days ago`, `3.days.ago`, `a week ago`, `hace 3 días`; into the
    /// future `+3d`, `in 3 days`, `en 3 días`, `dentro de 3 días`. `None`: it is no shift.
    pub fn parse(text: &str) -> Option<Shift> {
        let text = text.trim().to_lowercase().replace('.', " ");
        let past = ["hace "].iter().find_map(|p| text.strip_prefix(p)).or_else(|| text.strip_suffix(" ago"));
        let ahead = ["+", "in ", "en ", "dentro de "].iter().find_map(|p| text.strip_prefix(p));
        let amount = ahead.or(past).unwrap_or(&text).trim();
        let parts = parts(&with_digits(amount))?;
        Some(Shift { parts, future: ahead.is_some() })
    }

    /// The instant this far from `now`. `None`: beyond the calendar.
    pub fn from(&self, now: Time, zone: &Zone) -> Option<Time> {
        self.parts.iter().try_fold(now, |time, (n, unit)| {
            let n = if self.future { *n } else { n.checked_neg()? };
            match unit {
                Unit::Second | Unit::Minute | Unit::Hour => {
                    let seconds = n.checked_mul(unit.seconds()?)?;
                    time.checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)
                }
                Unit::Day => zone.add_days(time, n),
                Unit::Week => zone.add_days(time, n.checked_mul(7)?),
                Unit::Month => zone.add_months(time, n.try_into().ok()?),
                Unit::Year => zone.add_months(time, n.checked_mul(12)?.try_into().ok()?),
            }
        })
    }
}

/// `a week` and `una semana` with the number as a digit.
fn with_digits(text: &str) -> String {
    match text.split_once(' ') {
        Some(("a" | "an" | "one" | "un" | "una", rest)) => format!("1 {rest}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{at, stamp};
    use proptest::prelude::*;

    #[test]
    fn durations_are_seconds_of_a_running_clock() {
        let table = [
            ("90s", 90),
            ("15m", 900),
            ("4h", 14_400),
            ("3d", 259_200),
            ("2w", 1_209_600),
            ("1h30m", 5_400),
            ("1d 4h", 100_800),
            ("3 days", 259_200),
            ("0s", 0),
            ("PT4H", 14_400),
            ("P1DT2H", 93_600),
            ("pt90s", 90),
            ("P2W", 1_209_600),
        ];
        for (text, want) in table {
            assert_eq!(read_duration(text), Some(want), "{text}");
        }
    }

    #[test]
    fn days_and_weeks_are_told_from_shorter_units() {
        for text in ["3d", "1d 4h", "2 weeks", "P1DT2H", "p2w", "3 días", "1 semana"] {
            assert!(is_in_days(text), "{text}");
        }
        for text in ["90s", "30 seconds", "PT4H", "40h", "15 minutos", "", "P"] {
            assert!(!is_in_days(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        let huge = "9".repeat(30) + "s";
        for text in ["", "4", "h", "4x", "-4h", "P", "PT", "P1M", "PT1D", "P1DT", "PT1S2H", "2 months", "1.5h", &huge] {
            assert_eq!(read_duration(text), None, "{text}");
        }
        assert_eq!(read_duration("9223372036854775807w"), None);
    }

    #[test]
    fn shifts_keep_the_wall_clock_for_days_and_elapse_for_hours() {
        let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
        // Monday 1 April 2024, 12:00 in Madrid; the clocks went forward the day before.
        let now = at(1_711_965_600);
        let table = [
            ("2d", "2024-03-30T11:00:00Z"),
            ("48h", "2024-03-30T10:00:00Z"),
            ("1w", "2024-03-25T11:00:00Z"),
            ("3 days ago", "2024-03-29T11:00:00Z"),
            ("3.days.ago", "2024-03-29T11:00:00Z"),
            ("a week ago", "2024-03-25T11:00:00Z"),
            ("hace 3 días", "2024-03-29T11:00:00Z"),
            ("hace una semana", "2024-03-25T11:00:00Z"),
            ("1 month ago", "2024-03-01T11:00:00Z"),
            ("90s", "2024-04-01T09:58:30Z"),
            ("+1d", "2024-04-02T10:00:00Z"),
            ("in 2 hours", "2024-04-01T12:00:00Z"),
            ("dentro de 2 días", "2024-04-03T10:00:00Z"),
        ];
        for (text, want) in table {
            let shift = Shift::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(shift.from(now, &zone).map(stamp).as_deref(), Some(want), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,12}|[+0-9dwhmsPT .]{0,24}|(in |hace )?[0-9]{1,19} ?(d|w|months|y)( ago)?") {
            read_duration(&text);
            if let Some(shift) = Shift::parse(&text) {
                shift.from(at(1_711_965_600), &Zone::utc());
            }
        }
    }
}
