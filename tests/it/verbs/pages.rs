//! Reports for eyes and for machines that watch: pages, OpenMetrics, JUnit XML.

use super::reports::NAMES;
use super::{at, old_desk};
use crate::support::World;
use serde_json::Value;

const HOSTILE: &str = "<script>alert(1)</script> \"&\" \u{202e}gnp";

/// A desk with a ticket that was answered and solved, one that waits, and a category of a stranger.
fn desk() -> World {
    let world = old_desk();
    let new = ["new", "Printer", "-m", "It burns", "--requester", "sol@example.com", "--category", HOSTILE, "--json"];
    let made = world.desk_as(&at("2026-11-18T09:00:00Z"), &new).json();
    let id = made["ticket"]["id"].as_str().expect("an id").to_owned();
    world.desk_as(&at("2026-11-19T09:00:00Z"), &["reply", &id, "-m", "We look", "-q"]).ok();
    world.desk_as(&at("2026-11-20T09:00:00Z"), &["solve", &id, "-q"]).ok();
    world
        .desk_as(&at("2026-11-20T09:00:00Z"), &["new", "Phone", "--channel", "phone", "-q"])
        .ok();
    world
}

fn report(world: &World, words: &[&str]) -> String {
    let line: Vec<&str> = ["report"].into_iter().chain(words.iter().copied()).collect();
    world.desk(&line).ok()
}

#[test]
fn every_report_has_a_page_that_needs_nothing_and_runs_nothing() {
    let world = desk();
    for name in NAMES {
        for lang in ["en", "es"] {
            let page = report(&world, &[name, "--format", "html", "--lang", lang]);
            assert!(page.starts_with(&format!("<!DOCTYPE html><html lang=\"{lang}\">")), "{name}");
            assert!(page.ends_with("</html>\n"), "{name}");
            let outside = ["http", "src=", "@import", "url(", "<script"];
            assert_eq!(outside.map(|word| page.contains(word)), [false; 5], "{name}");
            assert!(!page.contains('\u{202e}'), "{name}");
        }
    }
    assert!(report(&world, &["categories", "--format", "html"]).contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn the_summary_is_the_whole_picture() {
    let world = desk();
    let page = report(&world, &["summary", "--format", "html"]);
    for heading in ["At a glance", "Created, resolved, left", "Backlog by age", "When tickets come in", "Agents"] {
        assert!(page.contains(&format!(">{heading}</h2>")), "{heading}");
    }
    assert!(
        page.contains("Left out, because there are no data: Satisfaction, Service levels, Recurrence."),
        "{page}"
    );
    let one = report(&world, &["summary", "--by", "channel", "--format", "html"]);
    assert!(!one.contains("At a glance"), "one report was asked for");
}

#[test]
fn a_page_has_the_figures_of_the_json_and_the_same_bytes_each_time() {
    let world = desk();
    let words = ["times", "--now", "2026-11-20T12:00:00Z"];
    let rows = world.desk(&[&["report"][..], &words, &["--json"]].concat()).json()["report"]["rows"].take();
    let resolution = rows
        .as_array()
        .expect("rows")
        .iter()
        .find(|r| r["metric"] == "resolution")
        .expect("a row");
    assert_eq!(resolution["max_s"], Value::from(2 * 86_400));
    let page = report(&world, &[&words[..], &["--format", "html"]].concat());
    assert!(page.contains(">2\u{a0}d</td>") && page.contains("n = 1"), "{page}");
    assert_eq!(page, report(&world, &[&words[..], &["--format", "html"]].concat()));
}

#[test]
fn the_words_on_a_page_make_it_again() {
    let world = desk();
    let page = report(&world, &["volume", "-tag:ci", "--by", "week", "--format", "html", "--lang", "es"]);
    let command = page
        .split("<code>git desk ")
        .nth(1)
        .and_then(|rest| rest.split("</code>").next())
        .expect("a command");
    let words: Vec<&str> = command.split(' ').collect();
    assert_eq!(words[..5], ["report", "volume", "-tag:ci", "--by", "week"]);
    assert_eq!(world.desk(&words).ok(), page);
}

#[test]
fn what_a_collector_reads_has_the_figures_of_the_json() {
    let world = desk();
    let text = report(&world, &["volume", "--by", "channel", "--format", "openmetrics", "--lang", "es"]);
    assert!(text.contains("# HELP git_desk_volume_created Created (report volume).\n"), "{text}");
    assert!(text.contains("\ngit_desk_volume_created{channel=\"phone\"} 1\n"), "{text}");
    assert!(text.contains("\ngit_desk_volume_overall_backlog 1\n"), "{text}");
    assert!(text.ends_with("# EOF\n"));
}

#[test]
fn a_pipeline_is_told_which_promise_broke_and_by_which_tickets() {
    let world = desk();
    let limits = ["--fail-if", "max_s[resolution]>1d", "--fail-if", "created>5", "--fail-if", "percent_targets<90"];
    let line = [&["report", "times", "--explain", "--format", "junit"][..], &limits[..2]].concat();
    let out = world.desk(&line);
    assert_eq!(out.code, 1, "{}", out.stderr);
    let id = world
        .desk(&["list", "is:any", "status:solved", "--columns", "id", "--format", "csv"])
        .ok();
    let id = id.lines().nth(1).expect("an id");
    assert!(out.stdout.contains("name=\"max_s[resolution]&gt;1d\""), "{}", out.stdout);
    assert!(out.stdout.contains(&format!("type=\"broken\">resolution: 2 d\n  {id}</failure>")), "{}", out.stdout);
    let kept = [&["report", "summary", "--format", "junit"][..], &limits[2..]].concat();
    let kept = world.desk(&kept);
    assert_eq!(kept.code, 0, "{}", kept.stderr);
    let kept = kept.stdout;
    assert!(kept.contains("tests=\"2\" failures=\"0\" skipped=\"1\""), "{kept}");
    assert!(kept.contains("name=\"created&gt;5\" time=\"0\"/>"), "{kept}");
}

#[test]
fn without_a_condition_there_is_nothing_to_test() {
    let world = desk();
    let refused = world.desk(&["report", "times", "--format", "junit"]).fails(2);
    assert!(refused.contains("--fail-if"), "{refused}");
}
