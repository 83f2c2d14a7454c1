//! Holidays from calendars as they are published, and from what strangers send.

use super::*;
use proptest::prelude::*;

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//ES\r\n{events}END:VCALENDAR\r\n")
}

fn event(lines: &str) -> String {
    let lines: String = lines.split(' ').map(|line| line.replace('_', " ") + "\r\n").collect();
    format!("BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n")
}

/// The days of one event, as `2026-12-25`.
fn days(lines: &str) -> Vec<String> {
    let found = read_holidays(calendar(&event(lines)).as_bytes()).unwrap_or_else(|e| panic!("{lines}: {e:?}"));
    found.keys().map(ToString::to_string).collect()
}

fn fault(text: &str) -> BadHolidays {
    read_holidays(text.as_bytes()).expect_err(text)
}

#[test]
fn events_of_whole_days_are_holidays_with_their_names() {
    let text = calendar(
        &(event("DTSTART;VALUE=DATE:20261225 DTEND;VALUE=DATE:20261226 SUMMARY:Navidad\\,_por_fin")
            + &event("DTSTART:20270101")),
    );
    let found = read_holidays(text.as_bytes()).expect("it is in order");
    let told: Vec<(String, Option<&str>)> = found.iter().map(|(d, name)| (d.to_string(), name.as_deref())).collect();
    assert_eq!(told, [("2026-12-25".to_owned(), Some("Navidad, por fin")), ("2027-01-01".to_owned(), None)]);
}

#[test]
fn the_end_of_an_event_is_the_day_after_its_last() {
    let table = [
        ("DTSTART;VALUE=DATE:20261224 DTEND;VALUE=DATE:20261227", 3),
        ("DTSTART;VALUE=DATE:20261224 DTEND;VALUE=DATE:20261225", 1),
        ("DTSTART;VALUE=DATE:20261224 DTEND;VALUE=DATE:20261224", 1),
        ("DTSTART;VALUE=DATE:20261224 DTEND;VALUE=DATE:20261220", 1),
        ("DTSTART;VALUE=DATE:20261224 DURATION:P2D", 2),
        ("DTSTART;VALUE=DATE:20261224 DURATION:P1W", 7),
        ("DTSTART;VALUE=DATE:20240228 DTEND;VALUE=DATE:20240302", 3),
        // From midnight to midnight is a day; from 09:00 on is none.
        ("DTSTART;TZID=Europe/Madrid:20261224T000000 DTEND;TZID=Europe/Madrid:20261225T000000", 1),
        ("DTSTART:20261224T090000Z DTEND:20261224T100000Z", 0),
        ("DTSTART:20261224T000000Z DTEND:20261225T000000Z", 0),
        ("SUMMARY:never", 0),
    ];
    for (lines, want) in table {
        assert_eq!(days(lines).len(), want, "{lines}");
    }
}

#[test]
fn what_is_cancelled_does_not_happen() {
    assert_eq!(days("DTSTART;VALUE=DATE:20261224 STATUS:CANCELLED"), [""; 0]);
    assert_eq!(days("DTSTART;VALUE=DATE:20261224 STATUS:CONFIRMED TRANSP:TRANSPARENT").len(), 1);
    let series = event("UID:a DTSTART;VALUE=DATE:20240101 RRULE:FREQ=YEARLY;COUNT=3")
        + &event("UID:a RECURRENCE-ID;VALUE=DATE:20250101 STATUS:CANCELLED DTSTART;VALUE=DATE:20250101")
        + &event("UID:a RECURRENCE-ID;VALUE=DATE:20260101 DTSTART;VALUE=DATE:20260102")
        + &event("UID:b DTSTART;VALUE=DATE:20260106");
    let found = read_holidays(calendar(&series).as_bytes()).expect("it is in order");
    let days: Vec<String> = found.keys().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-01-01", "2026-01-02", "2026-01-06"]);
}

#[test]
fn a_holiday_comes_again_by_its_rule() {
    let table = [
        ("20240101 RRULE:FREQ=YEARLY;COUNT=3", "2024-01-01 2025-01-01 2026-01-01"),
        ("20240101 RRULE:FREQ=YEARLY;UNTIL=20260101", "2024-01-01 2025-01-01 2026-01-01"),
        ("20240101 RRULE:FREQ=YEARLY;UNTIL=20251231T235959Z", "2024-01-01 2025-01-01"),
        ("20240101 RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=2", "2024-01-01 2026-01-01"),
        ("20240229 RRULE:FREQ=YEARLY;COUNT=2", "2024-02-29 2028-02-29"),
        // Thanksgiving, Memorial Day, and the day after the first Monday of November.
        ("20241128 RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", "2024-11-28 2025-11-27 2026-11-26"),
        ("20240527 RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3", "2024-05-27 2025-05-26 2026-05-25"),
        (
            "20241105 RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2",
            "2024-11-05 2028-11-07",
        ),
        ("20240531 RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=-1;COUNT=2", "2024-05-31 2025-05-31"),
        ("20240131 RRULE:FREQ=MONTHLY;COUNT=3", "2024-01-31 2024-03-31 2024-05-31"),
        ("20240105 RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;COUNT=2", "2024-01-05 2024-01-19"),
        ("20240105 RRULE:FREQ=DAILY;COUNT=2", "2024-01-05 2024-01-06"),
        (
            "20240101 RRULE:FREQ=YEARLY;COUNT=3 EXDATE;VALUE=DATE:20250101 RDATE;VALUE=DATE:20300505",
            "2024-01-01 2026-01-01 2030-05-05",
        ),
        ("20240101 RRULE:FREQ=YEARLY;UNTIL=20200101", ""),
    ];
    for (lines, want) in table {
        assert_eq!(days(&format!("DTSTART;VALUE=DATE:{lines}")).join(" "), want, "{lines}");
    }
    let endless = days("DTSTART;VALUE=DATE:20240101 RRULE:FREQ=YEARLY");
    assert_eq!((endless.len(), endless.last().map(String::as_str)), (77, Some("2100-01-01")));
    assert_eq!(days("DTSTART;VALUE=DATE:20240101 RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").len(), 1);
}

#[test]
fn a_rule_that_is_not_understood_is_named_and_never_guessed() {
    for rule in [
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYEASTER=1",
        "FREQ=YEARLY;BYSETPOS=1",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=WEEKLY;BYDAY=SA",
        "FREQ=YEARLY;COUNT=0",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTHDAY=0",
        "FREQ=YEARLY;UNTIL=never",
        "COUNT=3",
        "YEARLY",
    ] {
        let text = calendar(&event(&format!("DTSTART;VALUE=DATE:20240101 RRULE:{rule}")));
        assert_eq!(fault(&text), BadHolidays { why: "rule", line: Some(6) }, "{rule}");
    }
}

#[test]
fn line_ends_and_folds_of_any_kind_are_read() {
    let text = calendar(&event("DTSTART;VALUE=DATE:20261225 SUMMARY:Navi\r\n_dad X-A;ALTREP=\"http://x:1/\":y"));
    for text in [text.clone(), text.replace("\r\n", "\n"), text.replace("\r\n", "\r"), format!("\u{feff}\n{text}\n\n")]
    {
        let found = read_holidays(text.as_bytes()).unwrap_or_else(|e| panic!("{text:?}: {e:?}"));
        assert_eq!(found.values().next().cloned().flatten().as_deref(), Some("Navidad"), "{text:?}");
    }
    let mut latin = calendar(&event("DTSTART;VALUE=DATE:20261225 SUMMARY:D?a")).into_bytes();
    let place = latin.iter().position(|b| *b == b'?').expect("it is there");
    latin[place] = 0xed;
    assert_eq!(read_holidays(&latin).map(|h| h.len()), Ok(1));
}

#[test]
fn a_file_may_have_several_calendars() {
    let text = calendar(&event("DTSTART;VALUE=DATE:20261225")) + &calendar("") + &calendar(&event("DTSTART:20270101"));
    assert_eq!(read_holidays(text.as_bytes()).map(|h| h.len()), Ok(2));
}

#[test]
fn what_is_no_calendar_is_told_with_its_line() {
    let good = calendar(&event("DTSTART;VALUE=DATE:20261225"));
    let table = [
        (String::new(), "no-calendar", None),
        ("hello\n".to_owned(), "no-calendar", Some(1)),
        ("BEGIN:VEVENT\nEND:VEVENT\n".to_owned(), "no-calendar", Some(1)),
        (good.replace("END:VCALENDAR\r\n", ""), "no-calendar", Some(6)),
        (good.replace("END:VEVENT", "END:VTODO"), "line", Some(6)),
        (good.replace("VERSION:2.0", "VERSION"), "line", Some(2)),
        (good.replace("VERSION:2.0", ":2.0"), "line", Some(2)),
        (good.replace("20261225", "20261325"), "date", Some(5)),
        (good.replace("20261225", "Christmas"), "date", Some(5)),
        (format!("{good}trailing"), "line", Some(8)),
        (good.replace("20261225", "20261225\r\nDTEND:99981231"), "many", Some(5)),
        (good.replace("20261225", "20261225\r\nDURATION:P99999999999999D"), "date", Some(6)),
        (format!("BEGIN:VCALENDAR\n{}", "BEGIN:X\n".repeat(100_000)), "deep", Some(17)),
        ("x".repeat(5 << 20), "large", None),
    ];
    for (text, why, line) in table {
        let shown: String = text.chars().take(200).collect();
        assert_eq!(read_holidays(text.as_bytes()), Err(BadHolidays { why, line }), "{shown}");
    }
}

#[test]
fn hostile_files_cost_little() {
    let many = |lines: &str, n: usize| calendar(&event(lines).repeat(n)).replace("\r\n", "\n");
    for (text, why) in [
        (many("DTSTART;VALUE=DATE:20240101", 6_000), "many"),
        (many("DTSTART;VALUE=DATE:00010101 RRULE:FREQ=DAILY", 50), "many"),
        (many("DTSTART;VALUE=DATE:20240101 RRULE:FREQ=DAILY;COUNT=4000", 50), "many"),
    ] {
        assert_eq!(fault(&text).why, why);
    }
    let months = "2,".repeat(100_000) + "2";
    let long = format!("DTSTART;VALUE=DATE:00010101 RRULE:FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=30");
    assert_eq!(days(&long).len(), 1);
    let comment = many(&format!("DTSTART;VALUE=DATE:20240101 DESCRIPTION:{}", "x".repeat(500)), 4_000);
    assert_eq!(read_holidays(comment.as_bytes()).map(|h| h.len()), Ok(1));
}

proptest! {
    #[test]
    fn no_bytes_panic(
        parts in prop::collection::vec(prop_oneof![
            Just("BEGIN:VCALENDAR\n".to_owned()), Just("BEGIN:VEVENT\r\n".to_owned()), Just("END:VEVENT\n".to_owned()),
            Just("END:VCALENDAR\r".to_owned()), "DTSTART(;VALUE=DATE)?:[0-9]{6,9}(T000000)?\n", "DTEND:[0-9]{8}\n",
            "RRULE:FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);(COUNT|INTERVAL|BYMONTH|BYMONTHDAY)=-?[0-9]{1,4}\n",
            "(RRULE|EXDATE|STATUS|DURATION|SUMMARY)[;:]\\PC{0,12}\n", "\\PC{0,8}\n",
        ], 0..12),
        inside in any::<bool>(),
    ) {
        let text: String = parts.concat();
        let whole = if inside { calendar(&format!("BEGIN:VEVENT\n{text}END:VEVENT\n")) } else { text };
        let _ = read_holidays(whole.as_bytes());
    }

    #[test]
    fn any_yearly_rule_gives_its_days_in_order(
        month in 1u32..13, day in prop::option::of(-31i32..32), weekday in prop::option::of((-5i32..6, 0usize..7)), count in 1usize..30, interval in 1u32..5,
    ) {
        let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let ordinal = |n: i32| if n == 0 { String::new() } else { n.to_string() };
        let day = day.filter(|d| *d != 0).map(|d| format!(";BYMONTHDAY={d}")).unwrap_or_default();
        let weekday = weekday.map(|(n, w)| format!(";BYDAY={}{}", ordinal(n), names[w])).unwrap_or_default();
        let rule = format!("FREQ=YEARLY;INTERVAL={interval};BYMONTH={month};COUNT={count}{day}{weekday}");
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
        let days = Rule::read(&rule).expect("it is understood").days(first, MOST);
        prop_assert!(days.len() <= count && days[0] == first);
        prop_assert!(days.windows(2).all(|w| w[0] < w[1]), "{:?}", days);
    }
}
