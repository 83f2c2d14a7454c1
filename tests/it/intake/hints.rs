//! A ticket that is made from outside says which ones are strikingly like it, and nothing else does.

use super::{Tests, junit};
use serde_json::Value;

const FAILS: &str = "ConnectException: the payments gateway refused the checkout of a basket";

fn file(tests: &Tests, day: u32, name: &str, more: &[&str]) -> Vec<Value> {
    tests.write("report.xml", &junit(&[(name, Some(FAILS))]));
    let run = format!("r{day}");
    let line = [&["intake", "junit", "report.xml", "--run", &run, "--json"], more].concat();
    let answer: Value = serde_json::from_str(&tests.desk(day, &line).stdout).expect("JSON");
    answer["intake"].as_array().expect("a list").clone()
}

#[test]
fn a_ticket_that_is_made_names_what_it_is_like() {
    let tests = Tests::new();
    let title = format!("Basket pays: {FAILS}");
    let made = tests.desk(1, &["new", &title, "-m", &title, "--json"]).ok();
    let made: Value = serde_json::from_str(&made).expect("JSON");
    let known = &made["ticket"]["id"];
    let rehearsed = file(&tests, 2, "Basket.pays", &["--dry-run"]);
    assert_eq!(rehearsed[0]["similar"], serde_json::json!([known]), "{rehearsed:?}");
    let created = file(&tests, 2, "Basket.pays", &[]);
    assert_eq!((&created[0]["action"], &created[0]["similar"]), (&"created".into(), &serde_json::json!([known])));
    // Seen again it is known for what it is.
    let again = file(&tests, 3, "Basket.pays", &[]);
    assert_eq!((&again[0]["action"], &again[0]["similar"]), (&"updated".into(), &serde_json::json!([])));
}

#[test]
fn people_get_one_quiet_line() {
    for (lang, words) in [("en", "looks like "), ("es", "se parece a ")] {
        let tests = Tests::new();
        let title = format!("Basket pays: {FAILS}");
        tests.desk(1, &["new", &title, "-m", &title, "-q"]).ok();
        tests.write("report.xml", &junit(&[("Basket.pays", Some(FAILS))]));
        let shown = tests.desk(2, &["intake", "junit", "report.xml", "--run", "r", "--lang", lang]).ok();
        assert_eq!(shown.lines().filter(|line| line.trim_start().starts_with(words)).count(), 1, "{shown}");
    }
}
