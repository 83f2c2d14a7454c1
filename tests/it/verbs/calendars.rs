//! `calendar`: counting with the calendars of a desk and with files, what it refuses, and what `check` finds.

use super::put;
use crate::support::World;
use serde_json::{Value, json};

/// The calendar of the design's contract.
const OFFICE: &str = "\
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
const ICS: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261209\nSUMMARY:Puente\nEND:VEVENT\nEND:VCALENDAR\n";

fn named(name: &str, calendar: &str) -> String {
    let lines: String = calendar.lines().map(|line| format!("  {line}\n")).collect();
    format!("{name}:\n{lines}")
}

/// A desk whose only calendar is the office's.
fn desk() -> World {
    let world = World::with_desk();
    put(&world, "config/holidays/es.ics", ICS);
    put(&world, "config/calendars.yaml", &named("office", OFFICE));
    world
}

fn answer(world: &World, line: &[&str]) -> (i32, Value) {
    let out = world.desk(&[&["calendar"], line, &["--json"]].concat());
    assert_eq!(out.stderr, "", "{line:?}");
    (out.code, serde_json::from_str(&out.stdout).expect("--json prints JSON"))
}

#[test]
fn the_calendar_of_the_desk_counts() {
    let world = desk();
    let table: [(&[&str], i32, Value); 9] = [
        // Times are those of Madrid; answers are UTC.
        (&["elapsed", "2026-11-20T14:00", "2026-11-23T10:00"], 0, json!({"version": 1, "seconds": 7_200})),
        (
            &["elapsed", "2026-11-20T13:00:00Z", "2026-11-23T09:00:00Z"],
            0,
            json!({"version": 1, "seconds": 7_200}),
        ),
        (&["elapsed", "2026-11-23", "2026-11-20"], 0, json!({"version": 1, "seconds": 0})),
        (&["elapsed", "2026-12-24", "2026-12-26"], 0, json!({"version": 1, "seconds": 9_000})),
        (&["elapsed", "2026-12-07", "2026-12-09"], 0, json!({"version": 1, "seconds": 0})),
        (&["add", "2026-11-20T14:00", "1h"], 0, json!({"version": 1, "at": "2026-11-20T14:00:00Z"})),
        (&["sub", "2026-11-23T10:00", "PT2H"], 0, json!({"version": 1, "at": "2026-11-20T13:00:00Z"})),
        (&["is-open", "2026-11-20T08:00"], 0, json!({"version": 1, "open": true})),
        (&["is-open", "2026-11-20T15:00"], 1, json!({"version": 1, "open": false})),
    ];
    for (line, code, want) in table {
        assert_eq!(answer(&world, line), (code, want), "{line:?}");
    }
    let around = answer(&world, &["elapsed", "2026-11-20T14:00", "2026-11-23T10:00", "--calendar", "24x7"]);
    assert_eq!(around, (0, json!({"version": 1, "seconds": 244_800})));
}

#[test]
fn a_file_needs_no_repository() {
    let world = World::new();
    let place = world.root().join("elsewhere");
    std::fs::create_dir_all(place.join("holidays")).expect("a folder");
    std::fs::write(place.join("office.yaml"), OFFICE).expect("a file");
    std::fs::write(place.join("holidays/es.ics"), ICS).expect("a file");
    let run =
        |line: &[&str]| world.run_in(world.root(), env!("CARGO_BIN_EXE_git-desk"), &[&["calendar"], line].concat(), "");
    let file = ["--file", "elsewhere/office.yaml"];
    let elapsed = run(&[&["elapsed", "2026-12-04T14:00", "2026-12-11T09:00", "--json"], &file[..]].concat());
    assert_eq!(elapsed.json(), json!({"version": 1, "seconds": 2 * 3_600}), "Monday and Tuesday are holidays");
    assert_eq!(run(&[&["add", "2026-12-04T14:00", "1h"], &file[..]].concat()).ok(), "2026-12-04T15:00:00+01:00\n");
    assert_eq!(run(&[&["is-open", "10:00", "--now", "2026-12-04T12:00"], &file[..]].concat()).ok(), {
        "open until 2026-12-04T15:00:00+01:00\n"
    });
    let shown = run(&[&["show", "--from", "2026-12-01", "--until", "2026-12-28"], &file[..]].concat()).ok();
    assert!(shown.contains("2026-12-08  Tuesday   closed                    holiday: Puente\n"), "{shown}");
    assert!(shown.contains("2026-12-24  Thursday  09:00–10:00  10:30–12:00  break, special hours\n"), "{shown}");
    assert!(shown.contains("Open from 2026-12-01 until 2026-12-28: 39 h 30 min\n"), "{shown}");

    assert!(run(&["show", "--file", "nowhere.yaml"]).fails(4).contains("nowhere.yaml"));
    std::fs::write(place.join("holidays/es.ics"), "nonsense\n").expect("a file");
    let told = run(&[&["show"], &file[..]].concat()).fails(4);
    assert!(
        told.contains("elsewhere/office.yaml: line 10, column 15: holidays/es.ics:1: this is no iCalendar"),
        "{told}"
    );
    std::fs::remove_file(place.join("holidays/es.ics")).expect("it is there");
    assert!(
        run(&[&["show"], &file[..]].concat())
            .fails(4)
            .contains("holidays/es.ics: there is no such file")
    );
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_directory_of_the_file() {
    let world = World::new();
    let place = world.root().join("elsewhere");
    std::fs::create_dir_all(place.join("holidays")).expect("a folder");
    std::fs::write(place.join("office.yaml"), OFFICE).expect("a file");
    std::fs::write(world.root().join("secret.ics"), ICS).expect("a file");
    std::os::unix::fs::symlink("../../secret.ics", place.join("holidays/es.ics")).expect("a link");
    let line = ["calendar", "show", "--file", "elsewhere/office.yaml"];
    let told = world.run_in(world.root(), env!("CARGO_BIN_EXE_git-desk"), &line, "").fails(4);
    assert!(told.contains("it is outside the directory"), "{told}");
}

#[test]
fn the_only_calendar_is_meant_and_of_several_one_is_named() {
    let world = World::with_desk();
    let show = |more: &[&str]| world.desk(&[&["calendar", "show", "--json"], more].concat());
    let told: Value = serde_json::from_str(&show(&[]).fails(2)).expect("JSON");
    assert_eq!(told["error"]["kind"], "no-calendars");
    let both = named("office", OFFICE) + &named("night", "time_zone: UTC\nhours:\n  sun: [[\"22:00\", \"24:00\"]]");
    put(&world, "config/holidays/es.ics", ICS);
    put(&world, "config/calendars.yaml", &both);
    let told: Value = serde_json::from_str(&show(&[]).fails(2)).expect("JSON");
    assert_eq!(
        (&told["error"]["kind"], &told["error"]["hint"]),
        (&"which-calendar".into(), &"add --calendar NAME: office, night, 24x7".into())
    );
    assert_eq!(show(&["--calendar", "Night"]).json()["calendar"]["time_zone"], "UTC");
    let told: Value = serde_json::from_str(&show(&["--calendar", "ofice"]).fails(4)).expect("JSON");
    assert_eq!(
        (&told["error"]["kind"], &told["error"]["hint"]),
        (&"unknown-calendar-near".into(), &"did you mean office?".into())
    );
    assert!(show(&["--calendar", "moon"]).fails(4).contains("calendars are office, night, 24x7"));
}

#[test]
fn what_depends_on_the_present_needs_to_be_told_it() {
    let world = desk();
    for text in ["now", "yesterday", "3d", "10:00", "last month", "this year", "in 2 hours"] {
        let told = world.desk(&["calendar", "is-open", text]).fails(2);
        assert!(told.starts_with(&format!("error: “{text}” depends on the present\nhint: ")), "{told}");
    }
    let at = |now: &str| world.desk(&["calendar", "add", "yesterday", "0s", "--now", now]).ok();
    assert_eq!(at("2026-11-24"), "2026-11-23T09:00:00+01:00\n");
    assert_eq!(at("2026-12-25T10:00:00Z"), "2026-12-24T09:00:00+01:00\n");
}

#[test]
fn no_hours_left_is_no_answer() {
    let world = World::with_desk();
    put(
        &world,
        "config/calendars.yaml",
        "once: {time_zone: UTC, overrides: {2026-01-05: [[\"09:00\", \"10:00\"]]}}\n",
    );
    assert_eq!(
        answer(&world, &["add", "2026-01-01", "1h"]),
        (0, json!({"version": 1, "at": "2026-01-05T10:00:00Z"}))
    );
    for line in [["add", "2026-01-01", "2h"], ["add", "2026-02-01", "0s"], ["sub", "2026-01-01", "1s"]] {
        assert_eq!(answer(&world, &line), (1, json!({"version": 1, "at": null})));
    }
    let plain = world.desk(&["calendar", "add", "2026-02-01", "1h"]);
    assert_eq!((plain.code, plain.stdout.as_str()), (1, "no hours are left\n"));
    let closed = world.desk(&["calendar", "is-open", "2026-02-01", "--lang", "es"]);
    assert_eq!((closed.code, closed.stdout.as_str()), (1, "cerrado, y no quedan horas\n"));
}

#[test]
fn words_that_are_missing_or_too_many_are_named() {
    let world = desk();
    let table = [
        ("elapsed", "<START> is missing"),
        ("elapsed 2026-01-01", "<END> is missing"),
        ("add 2026-01-01", "<DURATION> is missing"),
        ("is-open", "<TIME> is missing"),
        ("is-open 2026-01-01 2026-01-02", "“2026-01-02” is one word too many"),
        ("show 2026-01-01", "“2026-01-01” is one word too many"),
        ("elapsed 2026-01-01 2026-01-02 --from 2026-01-01", "“--from” is one word too many"),
        ("elapsed 2026-13-01 2026-01-02", "<START>: “2026-13-01” is no time"),
        ("add 2026-01-01 4x", "“4x” is no length of time"),
        ("sub 2026-01-01 99999999999999999999s", "is no length of time"),
    ];
    for (line, want) in table {
        let words: Vec<&str> = ["calendar"].into_iter().chain(line.split(' ')).collect();
        let told = world.desk(&words).fails(2);
        assert!(told.contains(want), "{line}: {told}");
    }
    world.desk(&["calendar", "nothing"]).fails(2);
    world.desk(&["calendar", "show", "--file", "x", "--calendar", "office"]).fails(2);
}

/// Slips in a calendar, where they are, and what is said of them in both languages.
const SLIPS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Europe/Madrid",
        "Europe/Madird",
        "2:14",
        "there is no time zone “Europe/Madird”; there is “Europe/Madrid”",
        "no existe «Europe/Madird» (zona horaria); sí existe «Europe/Madrid»",
    ),
    (
        "\"18:00\"",
        "\"06:00\"",
        "4:31",
        "should be an interval that ends after it begins",
        "un intervalo que termine después de empezar",
    ),
    ("\"15:00\"]", "\"25:00\"]", "5:21", "should be a time of day", "una hora del día"),
    (
        "\"15:00\", \"18",
        "\"13:00\", \"18",
        "4:31",
        "09:00–14:00 and 13:00–18:00 overlap",
        "09:00–14:00 y 13:00–18:00 se solapan",
    ),
    (
        "2026-12-24:",
        "2026-12-34:",
        "7:5",
        "should be a date such as 2026-12-25, not “2026-12-34”",
        "una fecha como 2026-12-25",
    ),
    ("2027-01-01", "2027-02-30", "10:26", "should be a date", "una fecha"),
    (
        "holidays_ics",
        "holiday_ics",
        "11:3",
        "the key “holiday_ics” means nothing here; “holidays_ics” does",
        "la clave «holiday_ics»",
    ),
    (
        "es.ics",
        "en.ics",
        "11:17",
        "holidays/en.ics: there is no such file",
        "holidays/en.ics: no existe ese archivo",
    ),
    (
        "holidays/es.ics",
        "../desk.yaml",
        "11:17",
        "should be the path of a file in this directory or below it",
        "la ruta de un archivo de este directorio",
    ),
];

#[test]
fn a_slip_is_named_with_its_place_by_check_and_by_whoever_counts() {
    let world = desk();
    for (from, to, place, en, es) in SLIPS {
        let calendar = OFFICE.replacen(from, to, 1);
        assert_ne!(calendar, OFFICE, "{from}");
        put(&world, "config/calendars.yaml", &named("office", &calendar));
        for (lang, want) in [("en", en), ("es", es)] {
            let checked = world.desk(&["check", "--lang", lang]);
            assert_eq!(checked.code, 1, "{to}");
            let line = checked
                .stdout
                .lines()
                .find(|line| line.starts_with("config/calendars.yaml:"))
                .unwrap_or_default();
            assert!(
                line.starts_with(&format!("config/calendars.yaml:{place}: ")) && line.contains(want),
                "{to}: {line}"
            );
            let used = world.desk(&["calendar", "show", "--lang", lang]).fails(4);
            let (row, column) = place.split_once(':').expect("line:column");
            assert!(used.contains(want) && used.contains(row) && used.contains(column), "{to}: {used}");
        }
    }
    put(&world, "config/calendars.yaml", "office:\n  time_zone: UTC\n  hours: {mon: []}\n");
    let line = world.desk(&["check"]).stdout;
    assert!(line.contains("config/calendars.yaml:3:10: office.hours has no hours"), "{line}");
    assert!(world.desk(&["list"]).code == 0, "other verbs do not need it");
}

#[test]
fn the_week_and_the_dates_that_differ_are_shown_in_both_languages() {
    let world = desk();
    let shown = world
        .desk(&["calendar", "show", "--from", "2026-12-01", "--until", "2027-01-08", "--lang", "es"])
        .ok();
    let want = "\
office  Europe/Madrid

Día        Horario                   Duración
lunes      09:00–14:00  15:00–18:00       8 h
martes     cerrado
miércoles  cerrado
jueves     cerrado
viernes    08:00–15:00                    7 h
sábado     cerrado
domingo    cerrado

Fecha       Día      Horario                   Motivo
2026-12-07  lunes    cerrado                   festivo: Puente
2026-12-08  martes   cerrado                   festivo: Puente
2026-12-24  jueves   09:00–10:00  10:30–12:00  descanso, horario especial
2026-12-25  viernes  cerrado                   festivo
2027-01-01  viernes  cerrado                   festivo

Abierto desde 2026-12-01 hasta 2027-01-08: 55 h 30 min
";
    assert!(shown.starts_with(want), "{shown}");
    let line = ["calendar", "show", "--from", "2026-12-24", "--until", "2026-12-26", "--json"];
    let calendar = &world.desk(&line).json()["calendar"];
    assert_eq!(calendar["open"][1], {
        json!({"date": "2026-12-24", "from": "2026-12-24T09:30:00Z", "until": "2026-12-24T11:00:00Z", "seconds": 5_400})
    });
    assert_eq!(
        (&calendar["open_s"], &calendar["holidays"][0]),
        (&json!(9_000), &json!({"date": "2026-12-07", "name": "Puente"}))
    );
    assert_eq!(calendar["hours"]["fri"], json!([{"from": "08:00", "until": "15:00"}]));
}

#[test]
fn calendars_are_completed_by_name() {
    let world = desk();
    let mut command = world.command(
        &world.repo(),
        env!("CARGO_BIN_EXE_git-desk"),
        &["--", "git-desk", "calendar", "show", "--calendar", ""],
    );
    let out = command.env("COMPLETE", "fish").output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&out.stdout), "office\tEurope/Madrid\n24x7\n");
}
