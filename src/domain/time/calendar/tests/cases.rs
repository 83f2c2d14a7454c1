//! Worked cases, each counted by hand.

use super::*;

const H: i64 = 3_600;
const M: i64 = 60;

/// Rows of start, end, seconds.
fn check_elapsed(hours: &Hours, rows: &[(&str, &str, i64)]) {
    for (from, until, want) in rows {
        assert_eq!(elapsed(hours, from, until), *want, "{from} {until}");
    }
}

/// Rows of start, seconds, what the wall shows then.
fn check_moves(hours: &Hours, go: fn(&Hours, &str, i64) -> Option<String>, rows: &[(&str, i64, &str)]) {
    for (from, seconds, want) in rows {
        assert_eq!(go(hours, from, *seconds).as_deref(), Some(*want), "{from} {seconds}");
    }
}

#[test]
fn an_office_counts_its_hours_and_nothing_else() {
    // 4 March 2024 is a Monday.
    let office = workdays("09:00-13:00 14:00-18:00").in_zone("Europe/Madrid");
    check_elapsed(
        &office,
        &[
            ("2024-03-04T08:00", "2024-03-04T20:00", 8 * H),
            ("2024-03-04T09:00", "2024-03-04T09:00:01", 1),
            ("2024-03-04T12:30", "2024-03-04T14:30", H),
            ("2024-03-04T13:00", "2024-03-04T14:00", 0),
            ("2024-03-08T17:00", "2024-03-11T10:00", 2 * H),
            ("2024-03-09T00:00", "2024-03-11T00:00", 0),
            ("2024-03-04T18:00", "2024-03-04T09:00", 0),
            ("2024-03-04T10:00", "2024-03-04T10:00", 0),
            // 2024 has 262 of these days.
            ("2024-01-01T00:00", "2025-01-01T00:00", 262 * 8 * H),
            ("2024-02-26T00:00", "2024-03-04T00:00", 40 * H),
        ],
    );
}

#[test]
fn closing_time_is_the_deadline_and_an_opening_its_mirror() {
    let office = workdays("09:00-17:00").in_zone("UTC");
    check_moves(
        &office,
        add,
        &[
            ("2024-03-04T16:00", H, "2024-03-04T17:00:00"),
            ("2024-03-04T16:00", H + 1, "2024-03-05T09:00:01"),
            ("2024-03-04T09:00", 8 * H, "2024-03-04T17:00:00"),
            ("2024-03-08T09:00", 8 * H, "2024-03-08T17:00:00"),
            ("2024-03-08T09:00", 40 * H, "2024-03-14T17:00:00"),
            ("2024-03-09T12:00", 1, "2024-03-11T09:00:01"),
            ("2024-03-04T05:00", H, "2024-03-04T10:00:00"),
            ("2024-03-04T10:00", -H, "2024-03-04T09:00:00"),
        ],
    );
    check_moves(
        &office,
        sub,
        &[
            ("2024-03-04T10:00", H, "2024-03-04T09:00:00"),
            ("2024-03-04T10:00", H + 1, "2024-03-01T16:59:59"),
            ("2024-03-04T17:00", 8 * H, "2024-03-04T09:00:00"),
            ("2024-03-10T12:00", 8 * H, "2024-03-08T09:00:00"),
            ("2024-03-04T09:00", 1, "2024-03-01T16:59:59"),
            ("2024-03-04T16:00", -H, "2024-03-04T17:00:00"),
        ],
    );
}

#[test]
fn moving_by_nothing_leads_to_the_next_opening_or_the_last_closing() {
    let office = workdays("09:00-12:00 13:00-17:00").in_zone("UTC");
    check_moves(
        &office,
        add,
        &[
            ("2024-03-04T08:00", 0, "2024-03-04T09:00:00"),
            ("2024-03-04T09:00", 0, "2024-03-04T09:00:00"),
            ("2024-03-04T10:30", 0, "2024-03-04T10:30:00"),
            ("2024-03-04T12:00", 0, "2024-03-04T13:00:00"),
            ("2024-03-04T17:00", 0, "2024-03-05T09:00:00"),
            ("2024-03-08T17:00", 0, "2024-03-11T09:00:00"),
        ],
    );
    check_moves(
        &office,
        sub,
        &[
            ("2024-03-04T18:00", 0, "2024-03-04T17:00:00"),
            ("2024-03-04T17:00", 0, "2024-03-04T17:00:00"),
            ("2024-03-04T10:30", 0, "2024-03-04T10:30:00"),
            ("2024-03-04T13:00", 0, "2024-03-04T12:00:00"),
            ("2024-03-04T09:00", 0, "2024-03-01T17:00:00"),
        ],
    );
}

#[test]
fn hours_are_half_open() {
    let office = workdays("09:00-17:00").in_zone("Europe/Madrid");
    let open = |text| office.is_open(time(&zone("Europe/Madrid"), text));
    assert!(!open("2024-03-04T08:59:59"));
    assert!(open("2024-03-04T09:00:00"));
    assert!(open("2024-03-04T16:59:59"));
    assert!(!open("2024-03-04T17:00:00"));
    assert!(!open("2024-03-09T12:00:00"));
}

#[test]
fn holiday_is_stronger_than_break_than_override_than_the_week() {
    let hours = workdays("09:00-17:00")
        .and_override("2026-12-24", "09:00-12:00")
        .and_break("2026-12-24", "10:00-10:30")
        .and_override("2026-12-26", "10:00-14:00")
        .and_override("2026-12-28", "")
        .and_break("2026-12-29", "00:00-10:00 12:00-13:00")
        .and_override("2026-12-25", "00:00-24:00")
        .and_break("2026-12-25", "10:00-11:00")
        .and_holidays(&["2026-12-25"])
        .in_zone("Europe/Madrid");
    let table = [
        ("2026-12-23", 8 * H),
        ("2026-12-24", 2 * H + 30 * M),
        ("2026-12-25", 0),
        ("2026-12-26", 4 * H),
        ("2026-12-27", 0),
        ("2026-12-28", 0),
        ("2026-12-29", 6 * H),
    ];
    for (date, want) in table {
        let (from, until) = (format!("{date}T00:00"), format!("{date}T23:59:59"));
        assert_eq!(elapsed(&hours, &from, &until), want, "{date}");
    }
    assert_eq!(elapsed(&hours, "2026-12-23T00:00", "2026-12-30T00:00"), 20 * H + 30 * M);
    check_moves(
        &hours,
        add,
        &[("2026-12-24T09:30", H, "2026-12-24T11:00:00"), ("2026-12-24T12:00", 0, "2026-12-26T10:00:00")],
    );
    check_moves(
        &hours,
        sub,
        &[("2026-12-24T11:00", H, "2026-12-24T09:30:00"), ("2026-12-26T10:00", 0, "2026-12-24T12:00:00")],
    );
}

#[test]
fn a_day_of_25_hours_has_25_and_one_of_23_has_23() {
    let always = every_day("00:00-24:00").in_zone("Europe/Madrid");
    check_elapsed(
        &always,
        &[
            ("2024-03-31T00:00", "2024-04-01T00:00", 23 * H),
            ("2024-10-27T00:00", "2024-10-28T00:00", 25 * H),
            ("2024-01-01T00:00", "2025-01-01T00:00", 366 * 24 * H),
        ],
    );
    let lord_howe = every_day("00:00-24:00").in_zone("Australia/Lord_Howe");
    check_elapsed(
        &lord_howe,
        &[
            ("2024-10-06T00:00", "2024-10-07T00:00", 23 * H + 30 * M),
            ("2024-04-07T00:00", "2024-04-08T00:00", 24 * H + 30 * M),
        ],
    );
}

#[test]
fn a_gap_moves_openings_and_closings_forward() {
    // In Madrid 02:00 was followed by 03:00.
    let table = [
        ("01:00-02:30", 90 * M),
        ("02:30-04:00", 30 * M),
        // Both ends move: the interval is whole, an hour later.
        ("02:15-02:45", 30 * M),
        ("02:00-03:00", 0),
        // Opens at 03:30, after its closing.
        ("02:30-03:15", 0),
        // The first closes at 03:30; the second is united with it.
        ("01:00-02:30 03:00-04:00", 2 * H),
        ("00:00-24:00", 23 * H),
        ("22:00-24:00", 2 * H),
    ];
    for (intervals, want) in table {
        let hours = every_day(intervals).in_zone("Europe/Madrid");
        assert_eq!(elapsed(&hours, "2024-03-31T00:00", "2024-04-01T00:00"), want, "{intervals}");
    }
    let night = every_day("01:00-02:30").in_zone("Europe/Madrid");
    assert_eq!(add(&night, "2024-03-31T00:00", 90 * M).as_deref(), Some("2024-03-31T03:30:00"));
    // Lord Howe moves by half an hour: 02:15 is 02:45.
    let howe = every_day("01:00-02:15").in_zone("Australia/Lord_Howe");
    assert_eq!(add(&howe, "2024-10-06T00:00", 75 * M).as_deref(), Some("2024-10-06T02:45:00"));
}

#[test]
fn of_a_time_that_comes_twice_the_first_counts() {
    // In Madrid 03:00 was followed by 02:00.
    let table = [
        ("01:30-02:30", H),
        ("02:15-02:45", 30 * M),
        ("02:30-03:30", 2 * H),
        ("02:00-03:00", 2 * H),
        ("01:00-02:00", H),
        ("00:00-24:00", 25 * H),
    ];
    for (intervals, want) in table {
        let hours = every_day(intervals).in_zone("Europe/Madrid");
        assert_eq!(elapsed(&hours, "2024-10-27T00:00", "2024-10-28T00:00"), want, "{intervals}");
    }
    let hours = every_day("02:15-02:45").in_zone("Europe/Madrid");
    assert!(hours.is_open(time(&zone("UTC"), "2024-10-27T00:30:00Z")));
    assert!(!hours.is_open(time(&zone("UTC"), "2024-10-27T01:30:00Z")));
}

#[test]
fn a_midnight_that_does_not_exist_is_where_the_gap_ends() {
    // Sunday 18 October 2015 began at 01:00.
    let always = every_day("00:00-24:00").in_zone("America/Sao_Paulo");
    check_elapsed(
        &always,
        &[
            ("2015-10-17T00:00", "2015-10-18T01:00", 24 * H),
            ("2015-10-18T01:00", "2015-10-19T00:00", 23 * H),
            ("2015-10-17T23:00", "2015-10-18T02:00", 2 * H),
            ("2015-10-01T00:00", "2015-11-01T00:00", 31 * 24 * H - H),
        ],
    );
    let early = every_day("00:00-02:00").in_zone("America/Sao_Paulo");
    assert_eq!(elapsed(&early, "2015-10-17T12:00", "2015-10-18T12:00"), H);
    assert_eq!(add(&early, "2015-10-17T12:00", 0).as_deref(), Some("2015-10-18T01:00:00"));
    let late = every_day("20:00-24:00").in_zone("America/Sao_Paulo");
    assert_eq!(add(&late, "2015-10-17T20:00", 4 * H).as_deref(), Some("2015-10-18T01:00:00"));
    let holiday = every_day("00:00-24:00").and_holidays(&["2015-10-18"]).in_zone("America/Sao_Paulo");
    assert_eq!(elapsed(&holiday, "2015-10-17T00:00", "2015-10-20T00:00"), 48 * H);
    // The same on the way back: 23:00 of 20 February 2016 came twice.
    assert_eq!(elapsed(&late, "2016-02-20T00:00", "2016-02-21T00:00"), 5 * H);
}

#[test]
fn a_day_that_the_zone_left_out_has_no_hours() {
    // In Apia Thursday 29 December 2011 was followed by Saturday 31.
    let office = workdays("09:00-17:00").in_zone("Pacific/Apia");
    check_elapsed(
        &office,
        &[
            ("2011-12-29T00:00", "2011-12-31T00:00", 8 * H),
            ("2011-12-29T00:00", "2012-01-03T00:00", 16 * H),
            ("2011-12-30T10:00", "2011-12-31T10:00", 0),
        ],
    );
    assert_eq!(add(&office, "2011-12-29T09:00", 8 * H + 1).as_deref(), Some("2012-01-02T09:00:01"));
    let always = every_day("00:00-24:00").in_zone("Pacific/Apia");
    assert_eq!(elapsed(&always, "2011-12-29T00:00", "2012-01-01T00:00"), 48 * H);
    // Thursday's break does not become Saturday's.
    let closed = every_day("09:00-17:00").and_break("2011-12-30", "09:00-17:00").in_zone("Pacific/Apia");
    assert_eq!(elapsed(&closed, "2011-12-31T00:00", "2012-01-01T00:00"), 8 * H);
}

#[test]
fn what_a_gap_moves_over_midnight_counts_once_and_ends_at_a_holiday() {
    // In Pyongyang 23:30 of 4 May 2018 was followed by midnight: a closing at 23:45 moved to 00:15.
    let late = every_day("20:00-23:45");
    let hours = late.clone().in_zone("Asia/Pyongyang");
    assert_eq!(elapsed(&hours, "2018-05-04T12:00", "2018-05-05T12:00"), 3 * H + 45 * M);
    assert_eq!(add(&hours, "2018-05-04T20:00", 3 * H + 45 * M).as_deref(), Some("2018-05-05T00:15:00"));
    let hours = late.and_holidays(&["2018-05-05"]).in_zone("Asia/Pyongyang");
    assert_eq!(elapsed(&hours, "2018-05-04T12:00", "2018-05-05T12:00"), 3 * H + 30 * M);
    let both = every_day("00:00-02:00 22:00-23:45").in_zone("Asia/Pyongyang");
    assert_eq!(elapsed(&both, "2018-05-04T12:00", "2018-05-05T12:00"), 3 * H + 30 * M);
    let paused = every_day("20:00-23:45").and_break("2018-05-05", "00:05-00:10").in_zone("Asia/Pyongyang");
    assert_eq!(elapsed(&paused, "2018-05-04T12:00", "2018-05-05T12:00"), 3 * H + 40 * M);
    // In Toronto 23:30 of 30 March 1919 was followed by 00:30, where the next day began.
    let open = every_day("20:00-24:00");
    let hours = open.clone().in_zone("America/Toronto");
    assert_eq!(elapsed(&hours, "1919-03-30T12:00", "1919-03-31T12:00"), 4 * H);
    let hours = open.and_holidays(&["1919-03-31"]).in_zone("America/Toronto");
    assert_eq!(elapsed(&hours, "1919-03-30T12:00", "1919-03-31T12:00"), 3 * H + 30 * M);
}

#[test]
fn midnight_can_be_an_end_and_a_beginning() {
    let night = Timetable {
        week: [intervals("20:00-24:00"), intervals("00:00-04:00"), vec![], vec![], vec![], vec![], vec![]],
        ..Timetable::default()
    };
    let hours = night.in_zone("UTC");
    check_elapsed(
        &hours,
        &[("2024-03-04T00:00", "2024-03-11T00:00", 8 * H), ("2024-03-04T23:00", "2024-03-05T01:00", 2 * H)],
    );
    // No closing between the two: open until 04:00.
    check_moves(
        &hours,
        add,
        &[("2024-03-04T20:00", 4 * H, "2024-03-05T00:00:00"), ("2024-03-05T00:00", 0, "2024-03-05T00:00:00")],
    );
    check_moves(
        &hours,
        sub,
        &[("2024-03-05T04:00", 4 * H, "2024-03-05T00:00:00"), ("2024-03-05T00:00", 0, "2024-03-05T00:00:00")],
    );
}

#[test]
fn leap_days_are_days() {
    let always = every_day("09:00-10:00").in_zone("UTC");
    check_elapsed(
        &always,
        &[
            ("2024-02-01T00:00", "2024-03-01T00:00", 29 * H),
            ("2023-02-01T00:00", "2023-03-01T00:00", 28 * H),
            ("1900-02-01T00:00", "1900-03-01T00:00", 28 * H),
            ("2000-01-01T00:00", "2400-01-01T00:00", 146_097 * H),
            ("0001-01-01T00:00", "9999-12-31T23:59:59", 3_652_059 * H),
        ],
    );
    let leap = every_day("09:00-10:00").and_holidays(&["2024-02-29"]).in_zone("UTC");
    assert_eq!(elapsed(&leap, "2024-02-01T00:00", "2024-03-01T00:00"), 28 * H);
}

#[test]
fn years_are_counted_as_exactly_as_days() {
    let hours = workdays("00:00-24:00").and_holidays(&["2026-12-25"]).in_zone("Europe/Madrid");
    // Workdays never see a change of the clock here: it is on a Sunday.
    check_elapsed(
        &hours,
        &[
            ("2020-01-01T00:00", "2030-01-01T00:00", (2_609 - 1) * 24 * H),
            ("2031-12-31T12:00", "2032-01-01T12:00", 24 * H),
        ],
    );
    check_moves(
        &hours,
        add,
        &[
            ("2020-01-01T00:00", 2_608 * 24 * H + 1, "2030-01-01T00:00:01"),
            ("2020-01-01T00:00", 2_608 * 24 * H, "2030-01-01T00:00:00"),
        ],
    );
    check_moves(&hours, sub, &[("2030-01-01T00:00", 2_608 * 24 * H, "2020-01-01T00:00:00")]);
}

#[test]
fn a_calendar_without_hours_left_is_never_due() {
    let none = Timetable::default().in_zone("Europe/Madrid");
    assert!(!none.has_hours());
    assert_eq!(elapsed(&none, "0001-01-01T00:00", "9999-12-31T00:00"), 0);
    for n in [0, 1, i64::MAX] {
        assert_eq!(add(&none, "2024-03-04T12:00", n), None);
        assert_eq!(sub(&none, "2024-03-04T12:00", n), None);
    }
    let once = Timetable::default().and_override("2024-03-04", "09:00-10:00").in_zone("UTC");
    assert!(once.has_hours());
    assert_eq!(add(&once, "2024-01-01T00:00", H).as_deref(), Some("2024-03-04T10:00:00"));
    assert_eq!(add(&once, "2024-01-01T00:00", H + 1), None);
    assert_eq!(add(&once, "2024-03-04T10:00", 0), None);
    assert_eq!(sub(&once, "2025-01-01T00:00", H).as_deref(), Some("2024-03-04T09:00:00"));
    assert_eq!(sub(&once, "2024-03-04T09:00", 0), None);
}

#[test]
fn the_calendar_ends_with_its_years() {
    for name in ["UTC", "Pacific/Auckland", "America/Los_Angeles"] {
        let hours = every_day("00:00-24:00").in_zone(name);
        assert_eq!(elapsed(&hours, "9999-12-30T00:00", "9999-12-31T23:59:59"), 48 * H - 1, "{name}");
        assert_eq!(elapsed(&hours, "0001-01-01T00:00", "0001-01-02T00:00"), 24 * H, "{name}");
        assert_eq!(add(&hours, "9999-12-31T22:00", H).as_deref(), Some("9999-12-31T23:00:00"), "{name}");
        assert_eq!(add(&hours, "9999-12-31T22:00", 3 * H), None, "{name}");
        assert_eq!(sub(&hours, "0001-01-01T02:00", 2 * H).as_deref(), Some("0001-01-01T00:00:00"), "{name}");
        assert_eq!(sub(&hours, "0001-01-01T02:00", 3 * H), None, "{name}");
    }
}

#[test]
fn around_the_clock_every_second_counts() {
    let hours = Hours::AroundTheClock;
    assert_eq!(elapsed(&hours, "2024-03-31T00:00", "2024-04-01T00:00"), 24 * H);
    assert_eq!(elapsed(&hours, "2024-04-01T00:00", "2024-03-31T00:00"), 0);
    assert_eq!(add(&hours, "2024-03-31T00:00", 90).as_deref(), Some("2024-03-31T00:01:30"));
    assert_eq!(sub(&hours, "2024-03-31T00:01:30", 90).as_deref(), Some("2024-03-31T00:00:00"));
    for n in [i64::MAX, i64::MIN, 400_000_000_000] {
        assert_eq!(add(&hours, "2024-03-31T00:00", n), None);
        assert_eq!(sub(&hours, "2024-03-31T00:00", n), None);
    }
    assert!(hours.is_open(time(&zone("UTC"), "2024-03-31T00:00")) && hours.has_hours());
}

#[test]
fn open_stretches_bear_the_day_whose_hours_they_are() {
    let hours = workdays("09:00-13:00 14:00-18:00")
        .and_break("2024-03-05", "09:00-10:00")
        .in_zone("Europe/Madrid");
    let zone = zone("Europe/Madrid");
    let span = Span { from: time(&zone, "2024-03-04T12:00"), until: time(&zone, "2024-03-05T11:00") };
    let open: Vec<(String, i64)> = hours
        .open_within(span)
        .map(|o| (o.date.map(|d| d.to_string()).unwrap_or_default(), (o.span.until - o.span.from).num_minutes()))
        .collect();
    assert_eq!(open, [("2024-03-04".to_owned(), 60), ("2024-03-04".to_owned(), 240), ("2024-03-05".to_owned(), 60)]);
    let whole: Vec<super::super::Open> = Hours::AroundTheClock.open_within(span).collect();
    assert_eq!(whole, [super::super::Open { date: None, span }]);
}

#[test]
fn equal_timetables_make_equal_hours_whatever_was_asked_of_them() {
    let (a, b) = (workdays("09:00-17:00").in_zone("UTC"), workdays("09:00-12:00 12:00-17:00").in_zone("UTC"));
    elapsed(&a, "2000-01-01T00:00", "2030-01-01T00:00");
    assert_eq!(a, b);
    assert_ne!(a, workdays("09:00-17:00").in_zone("Europe/Madrid"));
    assert_ne!(a, Hours::AroundTheClock);
}
