//! Pages of hand-made reports: complete, well-formed, harmless, the same each time.

use super::{Page, page};
use crate::domain::insight::report::{Cell, Column, Datum, Note, Report, Unit};
use crate::domain::time::at;
use crate::render::reader::Reader;
use crate::render::style::Style;
use crate::render::words::{Lang, Words};

/// 2026-11-20T09:12:44Z.
const NOW: i64 = 1_795_165_964;

/// What strangers write.
const HOSTILE: &str = "<script>alert(1)</script>\"' & \u{202e}gnp\u{7}\u{0}]]> </text></svg> {{x}}";

fn report(name: &'static str, columns: &[(&str, Unit)], rows: Vec<Vec<Cell>>) -> Report {
    const KEYS: [&str; 10] =
        ["month", "week", "weekday", "hour", "metric", "policy", "channel", "agent", "fingerprint", "age"];
    let column = |(name, unit): &(&str, Unit)| Column { name: (*name).to_owned(), unit: *unit };
    Report {
        name,
        own: None,
        from: None,
        until: None,
        as_of: at(NOW),
        columns: columns.iter().map(column).collect(),
        keys: columns
            .iter()
            .filter(|(name, _)| KEYS.contains(name) || name.starts_with("field."))
            .count(),
        rows,
        totals: Vec::new(),
        checks: Vec::new(),
        notes: Vec::new(),
        explain: Vec::new(),
    }
}

/// A row for each of `n` months from January 2022.
fn volume(n: i64) -> Report {
    use Unit::{Count, Text};
    let columns = [("month", Text), ("created", Count), ("resolved", Count), ("reopened", Count), ("backlog", Count)];
    let row = |i: i64| {
        let month = format!("{}-{:02}", 2022 + i / 12, i % 12 + 1);
        vec![Cell::Text(month), (1_000 + 7 * i).into(), (900 + 5 * i).into(), (3 * i).into(), (100 + 5 * i).into()]
    };
    let mut made = report("volume", &columns, (0..n).map(row).collect());
    made.totals = vec![
        ("created".into(), 1_234_567_i64.into()),
        ("resolved".into(), 2_i64.into()),
        ("backlog".into(), 3_i64.into()),
    ];
    made.notes = vec![Note { code: "merged_left_out", data: vec![("n", Datum::Count(33))] }];
    made
}

fn times() -> Report {
    use Unit::{Count, Seconds, Text};
    let columns = [
        ("metric", Text),
        ("n", Count),
        ("min_s", Seconds),
        ("median_s", Seconds),
        ("p90_s", Seconds),
        ("max_s", Seconds),
    ];
    let row = |metric: &str, n: i64, median: f64| {
        vec![metric.into(), n.into(), 60_i64.into(), median.into(), (median * 4.0).into(), 400_000_i64.into()]
    };
    let nothing = vec!["hold".into(), 0_i64.into(), Cell::Null, Cell::Null, Cell::Null, Cell::Null];
    report("times", &columns, vec![row("first_reply", 40, 8_820.0), row("resolution", 30, 90_000.0), nothing])
}

/// Reports of every kind, with names that strangers gave.
fn all() -> Vec<Report> {
    use Unit::{Count, Percent, Seconds, Text, Time};
    let text = |text: &str| Cell::Text(text.to_owned());
    let sla =
        [("policy", Text), ("metric", Text), ("achieved", Count), ("breached", Count), ("percent_targets", Percent)];
    let by_week = [("week", Text), sla[0], sla[1], sla[4]];
    let week = |key: &str, percent: f64| vec![text(key), text(HOSTILE), "first_reply".into(), percent.into()];
    let heat = [("weekday", Text), ("hour", Count), ("created", Count)];
    let seen = [("fingerprint", Text), ("tickets", Count), ("first_seen", Time), ("last_seen", Time)];
    let month = 30 * 86_400;
    let mut flow = report(
        "flow",
        &[("channel", Text), ("reopens", Count), ("reopen_rate", Percent)],
        vec![vec![text(HOSTILE), 3_i64.into(), 12.5.into()], vec![Cell::Null, 0_i64.into(), Cell::Null]],
    );
    flow.totals = vec![("reopen_rate".into(), 12.5.into())];
    let mut summary = report("summary", &[("tickets", Count)], vec![vec![7_i64.into()]]);
    summary.totals = vec![
        ("tickets".into(), 7_i64.into()),
        (
            "by_assignee".into(),
            Cell::Map(vec![(HOSTILE.into(), 4_i64.into()), ("x".repeat(500), 3_i64.into())]),
        ),
    ];
    vec![
        volume(9),
        times(),
        flow,
        summary,
        report(
            "sla",
            &sla,
            vec![vec![text(HOSTILE), "first_reply".into(), 9_i64.into(), 1_i64.into(), 90.0.into()]],
        ),
        report("sla", &by_week, vec![week("2026-W09", 100.0), week("2026-W10", 83.3)]),
        report(
            "volume",
            &heat,
            vec![vec![text("mon"), 9_i64.into(), 41_i64.into()], vec![7_i64.into(), 23_i64.into(), 2_i64.into()]],
        ),
        report(
            "distribution",
            &[("upto_s", Seconds), ("first_reply", Count), ("resolution", Count)],
            vec![vec![3_600_i64.into(), 17_i64.into(), 1_i64.into()], vec![Cell::Null, 5_i64.into(), 19_i64.into()]],
        ),
        report(
            "recurrence",
            &seen,
            vec![
                vec![text(HOSTILE), 21_i64.into(), at(NOW - 5 * month).into(), at(NOW).into()],
                vec![text("b"), 22_i64.into(), at(NOW - month).into(), at(NOW - month).into()],
            ],
        ),
        report(
            "agents",
            &[("agent", Text), ("solved", Count), ("replies", Count), ("open", Count)],
            vec![vec![text(HOSTILE), 31_i64.into(), 32_i64.into(), 33_i64.into()]],
        ),
        report("custom", &[("field.<b>", Text), ("tickets", Count)], vec![vec![text(HOSTILE), 51_i64.into()]]),
        report("backlog", &[("age", Text), ("tickets", Count)], Vec::new()),
    ]
}

fn draw_in(lang: Lang, reports: &[Report]) -> String {
    let words = Words::new(lang);
    let utc = |t: crate::domain::time::Time| t.naive_utc();
    let reader = Reader { words: &words, style: Style::default(), now: at(NOW), local: &utc, people: None };
    let described = Page {
        desk: HOSTILE,
        version: "1.2.3",
        zone: "UTC",
        command: &format!("git desk report summary '{HOSTILE}'"),
        whole: true,
        reports,
    };
    page(&described, &reader)
}

fn draw(reports: &[Report]) -> String {
    draw_in(Lang::En, reports)
}

/// Every element that is opened is closed, in order; attributes are quoted. Gives the names.
#[track_caller]
fn elements(page: &str) -> Vec<String> {
    const VOID: [&str; 1] = ["meta"];
    let (mut open, mut all): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let body = page.strip_prefix("<!DOCTYPE html>").expect("a document");
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "a loose > in {part:?}");
        assert_eq!(tag.matches('"').count() % 2, 0, "a loose quote in {tag:?}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let name = tag.split([' ', '\n']).next().unwrap_or_default().to_owned();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name:?} is no element");
        all.push(name.clone());
        if !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert_eq!(open, [""; 0], "left open");
    all
}

/// The page without its style sheet, in which `>` is a combinator.
fn without_style(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").expect("a style sheet");
    let (_, tail) = rest.split_once("</style>").expect("its end");
    format!("{head}{tail}")
}

#[test]
fn a_page_is_well_formed_whatever_strangers_write() {
    for lang in Lang::ALL {
        let text = without_style(&draw_in(lang, &all()));
        let names = elements(&text);
        assert!(!names.iter().any(|n| n == "script"), "nothing runs");
        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(!text.chars().any(|c| c != '\n' && crate::kit::escape::is_unsafe(c)), "no control or bidi character");
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    let text = draw(&all()).to_lowercase();
    for outside in ["http", "src=", "@import", "url(", "<link", "javascript:", "onload", "onclick"] {
        assert!(!text.contains(outside), "{outside}");
    }
}

#[test]
fn every_figure_of_a_report_is_in_its_table() {
    for made in all() {
        let text = draw(std::slice::from_ref(&made));
        let tables: String = text
            .split("<table")
            .skip(1)
            .map(|t| t.split("</table>").next().unwrap_or_default())
            .collect();
        let numbers = made.rows.iter().flatten().chain(made.totals.iter().map(|(_, cell)| cell));
        for cell in numbers {
            let shown = match cell {
                Cell::Int(n) if *n < 1_000 => n.to_string(),
                Cell::Number(n) if n.fract() != 0.0 => n.to_string(),
                Cell::Text(text) => text.chars().take_while(|c| c.is_ascii_alphanumeric()).collect(),
                _ => continue,
            };
            let ours = ["first_reply", "resolution", "hold"].iter().any(|n| n.starts_with(&shown));
            let told = tables.contains(&format!(">{shown}")) || tables.contains(&format!(" {shown}"));
            let length = made.columns.iter().any(|c| c.unit == Unit::Seconds);
            assert!(told || ours || length || shown == "mon", "{}: {shown} of {cell:?}", made.name);
        }
    }
}

#[test]
fn figures_are_written_as_the_language_writes_them() {
    let (english, spanish) = (draw(&[volume(9), times()]), draw_in(Lang::Es, &[volume(9), times()]));
    assert!(english.contains("1,234,567") && english.contains("2 h 27 min".replace(' ', "\u{a0}").as_str()));
    assert!(spanish.contains("1\u{202f}234\u{202f}567") && spanish.contains("<html lang=\"es\">"));
    assert!(spanish.contains(">1049<"), "four digits stand together");
}

#[test]
fn charts_have_titles_and_descriptions_and_each_id_is_there_once() {
    let text = draw(&all());
    let images = text.matches("role=\"img\"").count();
    assert!(images >= 12, "{images}");
    assert_eq!(text.matches("<desc id=").count(), images);
    let mut ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    let named = text.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(named.flat_map(str::split_whitespace).all(|id| ids.binary_search(&id).is_ok()));
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    let names = elements(&without_style(&draw(&all())));
    let levels: Vec<u32> = names.iter().filter_map(|n| n.strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(levels.windows(2).all(|w| w[1] <= w[0] + 1), "{levels:?}");
}

#[test]
fn a_long_history_and_a_short_one_have_few_labels() {
    for n in [1, 3, 60, 600] {
        let text = draw(&[volume(n)]);
        let narrow = text
            .split("class=\"labels narrow\"")
            .nth(1)
            .and_then(|t| t.split("</g>").next())
            .expect("labels");
        let labels = narrow.matches("<text").count() - narrow.matches("class=\"below\"").count();
        assert!((1..=4).contains(&labels), "{n}: {labels}");
    }
}

#[test]
fn nothing_is_said_in_words() {
    let text = draw(&[report("backlog", &[("age", Unit::Text)], Vec::new())]);
    assert!(text.contains("There is nothing to show.") && !text.contains("role=\"img\""));
}

#[test]
fn figures_of_any_size_are_drawn() {
    let mut wild = volume(3);
    for (row, n) in wild.rows.iter_mut().zip([i64::MAX, i64::MIN, 0]) {
        row[1] = n.into();
        row[2] = Cell::Number(f64::NAN);
        row[4] = Cell::Number(f64::INFINITY);
    }
    let text = draw(&[wild]);
    elements(&without_style(&text));
    assert!(!text.contains("NaN") && !text.contains("inf"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(draw(&all()), draw(&all()));
}
