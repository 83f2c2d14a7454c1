//! Calendars: what a file says, and every slip with its place.

use super::super::*;
use super::limits;
use crate::domain::time::calendar::Hours;
use crate::kit::yaml::Expected;
use std::cell::RefCell;

/// The example of the design, which is what people will see.
const EXAMPLE: &str = "\
time_zone: Europe/Madrid
hours:
  mon: [[\"09:00\", \"14:00\"], [\"15:00\", \"18:00\"]]
  fri: [[\"08:00\", \"15:00\"]]
overrides:            # these dates replace the weekly hours
  2026-12-24: [[\"09:00\", \"12:00\"]]
breaks:               # taken out of whatever is open
  2026-12-24: [[\"10:00\", \"10:30\"]]
holidays: [2026-12-25, 2027-01-01]
holidays_ics: holidays/es.ics
";

const ICS: &[u8] = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261208\nSUMMARY:Inmaculada\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Navidad\nEND:VEVENT\nEND:VCALENDAR\n";

fn none(_: &str) -> Result<Vec<u8>, &'static str> {
    Err("missing")
}

fn fault(text: &str) -> Fault {
    let fault = read_calendar(text, &limits(), &none).expect_err(text);
    assert!(fault.line > 0 && !fault.snippet.is_empty(), "{fault:?}");
    fault
}

#[test]
fn the_example_of_the_design_is_read() {
    let asked = RefCell::new(Vec::new());
    let fetch = |path: &str| {
        asked.borrow_mut().push(path.to_owned());
        Ok(ICS.to_vec())
    };
    let calendar = read_calendar(EXAMPLE, &limits(), &fetch).expect("it is in order");
    let timetable = calendar.timetable();
    assert_eq!(asked.into_inner(), ["holidays/es.ics"]);
    assert_eq!(calendar.zone().name(), "Europe/Madrid");
    let lengths: Vec<i64> = timetable.week.iter().map(|day| day.iter().map(|i| i.seconds() / 3_600).sum()).collect();
    assert_eq!(lengths, [8, 0, 0, 0, 7, 0, 0]);
    assert_eq!((timetable.overrides.len(), timetable.breaks.len()), (1, 1));
    let holidays: Vec<(String, Option<&str>)> = timetable
        .holidays
        .iter()
        .map(|(date, name)| (date.to_string(), name.as_deref()))
        .collect();
    let named = |date: &str, name| (date.to_owned(), name);
    assert_eq!(
        holidays,
        [named("2026-12-08", Some("Inmaculada")), named("2026-12-25", Some("Navidad")), named("2027-01-01", None)]
    );
}

#[test]
fn calendars_have_names_and_one_is_always_there() {
    let text = "office: {time_zone: UTC, hours: {mon: [[9:00, 17:00]]}}\nnight:\n  time_zone: UTC\n  overrides:\n    2026-01-01: [[\"00:00\", \"24:00\"]]\n";
    let calendars = read_calendars(text, &limits(), &none).expect("it is in order");
    assert_eq!(calendars.names().collect::<Vec<_>>(), ["office", "night"]);
    assert!(matches!(Hours::named("Office", &calendars), Some(Hours::Business(_))));
    assert_eq!(Hours::named("24x7", &calendars), Some(Hours::AroundTheClock));
    assert_eq!(Hours::named("ofice", &calendars), None);
    assert_eq!(read_calendars("", &limits(), &none).expect("nothing is declared").list.len(), 0);

    let of = |text: &str| read_calendars(text, &limits(), &none).expect_err(text);
    assert!(matches!(
        of(&format!("{text}Office: {{}}\n")).kind,
        FaultKind::DuplicateName { what: "calendar", .. }
    ));
    let reserved = of("24x7: {time_zone: UTC}\n");
    assert_eq!((reserved.path.as_str(), reserved.line), ("24x7", 1));
    let slip = of("office:\n  time_zone: UTC\n  hours: {mon: [[9:00, 17]]}\n");
    assert_eq!((slip.path.as_str(), slip.line, slip.column), ("office.hours.mon[0][1]", 3, 24));
}

#[test]
fn every_slip_is_named_with_its_place() {
    let of = |from: &str, to: &str| {
        let text = EXAMPLE.replacen(from, to, 1);
        assert_ne!(text, EXAMPLE, "{from}");
        let fault = fault(&text);
        (fault.kind, fault.path, fault.line)
    };
    let form = |form, found: &str| FaultKind::Unexpected { expected: Expected::Form(form), found: found.into() };
    let key = |key: &str, nearest: &str| FaultKind::UnknownKey { key: key.into(), nearest: Some(nearest.into()) };
    assert_eq!(
        of("Europe/Madrid", "Europe/Madird"),
        (
            FaultKind::UnknownName {
                what: "zone",
                name: "Europe/Madird".into(),
                nearest: Some("Europe/Madrid".into())
            },
            "time_zone".into(),
            1
        )
    );
    assert_eq!(of("time_zone: Europe/Madrid\n", "").0, FaultKind::Missing { key: "time_zone".into() });
    assert_eq!(of("time_zone:", "timezone:"), (key("timezone", "time_zone"), "timezone".into(), 1));
    assert_eq!(of("  mon:", "  monday:"), (key("monday", "mon"), "hours.monday".into(), 3));
    assert_eq!(of("\"18:00\"", "\"06:00\""), (form("interval-of-a-day", "15:00–06:00"), "hours.mon[1]".into(), 3));
    assert_eq!(of("\"15:00\", \"18", "\"18:00\", \"18").0, form("interval-of-a-day", "18:00–18:00"));
    assert_eq!(of("\"18:00\"", "\"24:01\""), (form("clock", "24:01"), "hours.mon[1][1]".into(), 3));
    assert_eq!(of(", \"18:00\"]", "]").0, form("interval", ""));
    assert_eq!(of("[[\"08:00\", \"15:00\"]]", "08:00-15:00").0.code(), "unexpected");
    assert_eq!(
        of("\"15:00\", \"18", "\"13:30\", \"18"),
        (
            FaultKind::Overlap { first: "09:00–14:00".into(), second: "13:30–18:00".into() },
            "hours.mon[1]".into(),
            3
        )
    );
    assert_eq!(of("2026-12-24", "2026-12-32"), (form("date", "2026-12-32"), "overrides.2026-12-32".into(), 6));
    assert_eq!(of("2027-01-01", "2027-02-29"), (form("date", "2027-02-29"), "holidays[1]".into(), 9));
    assert_eq!(of("2027-01-01", "01/01/2027").1, "holidays[1]");
    let other = |path: &str, why| FaultKind::OtherFile { path: path.into(), line: None, why };
    assert_eq!(of("es.ics", "en.ics"), (other("holidays/en.ics", "missing"), "holidays_ics".into(), 10));
    for path in ["../es.ics", "/etc/passwd", "a//b", "a/../../b", "./b", "C:b", "a\\\\b", ""] {
        assert_eq!(of("holidays/es.ics", &format!("\"{path}\"")).0.code(), "unexpected", "{path}");
    }
}

#[test]
fn intervals_that_touch_are_no_overlap_and_breaks_may_overlap() {
    let text = "time_zone: UTC\nhours:\n  mon: [[\"09:00\", \"12:00\"], [\"12:00\", \"17:00\"]]\nbreaks:\n  2026-01-05: [[\"10:00\", \"11:00\"], [\"10:30\", \"11:30\"]]\n";
    let calendar = read_calendar(text, &limits(), &none).expect("it is in order");
    assert_eq!(calendar.timetable().breaks.values().map(Vec::len).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_calendar_without_hours_is_refused() {
    for (text, path, line) in [
        ("time_zone: UTC\n", "", 1),
        ("time_zone: UTC\nhours:\n", "hours", 2),
        ("time_zone: UTC\nhours: {mon: [], tue: }\n", "hours", 2),
        ("time_zone: UTC\nhours: {}\noverrides: {2026-01-01: []}\n", "hours", 2),
    ] {
        let fault = fault(text);
        assert_eq!((fault.kind, fault.path.as_str(), fault.line), (FaultKind::Empty { what: "hours" }, path, line));
    }
}

#[test]
fn what_is_wrong_with_a_file_of_holidays_is_told_where_it_is_named() {
    let of = |bytes: &'static [u8]| {
        let fetch = |_: &str| Ok(bytes.to_vec());
        read_calendar(EXAMPLE, &limits(), &fetch).expect_err("it is broken")
    };
    let fault = of(b"BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR\n");
    let kind = FaultKind::OtherFile { path: "holidays/es.ics".into(), line: Some(2), why: "line" };
    assert_eq!((fault.kind, fault.line, fault.column), (kind, 10, 15));
    assert!(matches!(of(b"").kind, FaultKind::OtherFile { why: "no-calendar", .. }));
}

#[test]
fn the_files_of_holidays_are_known_before_anything_else_is() {
    let text =
        "a: {time_zone: Nowhere, holidays_ics: [x.ics, y/z.ics]}\nb: {holidays_ics: x.ics}\nc: {holidays_ics: ../x}\n";
    assert_eq!(holiday_files(text, &limits()), ["x.ics", "y/z.ics"]);
    for text in ["", "# holidays_ics: x.ics\n", "holidays_ics: [", "holidays_ics: x.ics"] {
        assert_eq!(holiday_files(text, &limits()), [""; 0], "{text}");
    }
}
