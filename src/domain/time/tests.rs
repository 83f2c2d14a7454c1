//! Times as people write them.

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
