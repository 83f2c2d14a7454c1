//! Rust's test harness: `--format json` (one event a line) and the plain text that `cargo test` prints.
//!
//! A harness that announces more tests than it names was cut short, or went down with one of them.

use super::kept::{Kept, short};
use super::{Case, Fault, Format, MOST_CASES, Outcome, Refusal, Report};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    of: String,
    event: String,
    name: Option<String>,
    stdout: Option<String>,
    message: Option<String>,
    reason: Option<String>,
    /// Seconds; a number, or text like `0.1s` from older ones.
    exec_time: Option<serde_json::Value>,
    test_count: Option<u64>,
}

pub fn read(text: &str) -> Result<Report, Refusal> {
    let mut parse = Parse::default();
    for (number, line) in text.lines().enumerate() {
        if parse.cases.len() >= MOST_CASES {
            parse.faults.push(Fault::TooMany { limit: MOST_CASES });
            break;
        }
        if parse.section.is_none() && line.starts_with('{') {
            match serde_json::from_str::<Event>(line) {
                Ok(event) => parse.event(event),
                Err(_) if parse.faults.len() < 20 => parse.faults.push(Fault::Odd { line: number + 1 }),
                Err(_) => {}
            }
        } else {
            parse.line(line);
        }
    }
    parse.finish()
}

#[derive(Default)]
struct Parse {
    cases: Vec<Case>,
    /// What failing tests printed: by name within the suite that is open.
    said: HashMap<String, Kept>,
    /// The test whose output is being read.
    section: Option<String>,
    suite: String,
    suites: u64,
    /// Where the cases of the suite that is open begin, and how many it promised.
    open: Option<(usize, u64)>,
    faults: Vec<Fault>,
}

impl Parse {
    fn event(&mut self, event: Event) {
        match (event.of.as_str(), event.event.as_str()) {
            ("suite", "started") => self.begin(event.test_count.unwrap_or(0)),
            ("suite", _) => self.end(),
            ("test", state) => {
                let outcome = match state {
                    "ok" => Outcome::Passed,
                    "ignored" => Outcome::Skipped,
                    "failed" => Outcome::Failed,
                    "timeout" => Outcome::Error,
                    _ => return,
                };
                let mut case = Case::new(&self.suite, "", &short(&event.name.unwrap_or_default()), outcome);
                let mut said = Kept::default();
                said.push(&event.stdout.unwrap_or_default());
                case.text = if outcome.is_bad() { said.into_text() } else { String::new() };
                case.message = event.message.or(event.reason).map_or_else(|| message(&case.text), |m| short(&m));
                case.duration = event.exec_time.and_then(|t| millis(&t));
                self.cases.push(case);
            }
            _ => {}
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("---- ").and_then(|l| l.strip_suffix(" ----")) {
            let name = name.strip_suffix(" stdout").or_else(|| name.strip_suffix(" stderr")).unwrap_or(name);
            self.section = Some(name.to_owned());
        } else if line.starts_with("test result: ") {
            self.end();
        } else if let Some(name) = &self.section {
            match line == "failures:" {
                true => self.section = None,
                false => {
                    let said = self.said.entry(name.clone()).or_default();
                    said.push(line);
                    said.push("\n");
                }
            }
        } else if let Some(count) = line.strip_prefix("running ").and_then(count) {
            self.begin(count);
        } else if let Some(unit) = line.trim_start().strip_prefix("Running ") {
            self.suite = short(unit.split(" (").next().unwrap_or_default());
        } else if let Some(unit) = line.trim_start().strip_prefix("Doc-tests ") {
            self.suite = short(&format!("doc {unit}"));
        } else if let Some(test) = line.strip_prefix("test ") {
            self.test(test);
        }
    }

    fn test(&mut self, line: &str) {
        let Some((name, result)) = line.rsplit_once(" ... ") else { return };
        let outcome = match result.split([' ', ',']).next().unwrap_or_default() {
            "ok" | "bench:" => Outcome::Passed,
            "FAILED" => Outcome::Failed,
            "ignored" => Outcome::Skipped,
            _ => return,
        };
        // `- should panic` says something about the test, and is no part of its name.
        let name = name.strip_suffix(" - should panic").unwrap_or(name);
        self.cases.push(Case::new(&self.suite, "", &short(name), outcome));
    }

    fn begin(&mut self, count: u64) {
        if self.open.is_some() {
            self.end();
        }
        self.suites += 1;
        self.open = Some((self.cases.len(), count));
    }

    fn end(&mut self) {
        self.section = None;
        let Some((from, planned)) = self.open.take() else { return };
        let said = std::mem::take(&mut self.said);
        let ran = self.cases.len().saturating_sub(from) as u64;
        if planned > ran {
            self.faults.push(Fault::OtherThanPlanned { planned, ran });
        }
        let mut said = said;
        for case in self.cases.iter_mut().skip(from).filter(|c| c.outcome.is_bad()) {
            if let Some(kept) = said.remove(&case.name) {
                case.text = kept.into_text();
                case.message = message(&case.text);
            }
        }
    }

    fn finish(mut self) -> Result<Report, Refusal> {
        if self.cases.is_empty() && self.suites == 0 {
            return Err(Refusal::NotThis { line: 1 });
        }
        if self.open.is_some() {
            let before = self.faults.len();
            self.end();
            self.faults.truncate(before);
            self.faults.push(Fault::Truncated { cases: self.cases.len() });
        }
        Ok(Report { format: Format::Libtest, suites: self.suites, cases: self.cases, faults: self.faults })
    }
}

/// `5 tests`
fn count(rest: &str) -> Option<u64> {
    let number = rest.strip_suffix(" tests").or_else(|| rest.strip_suffix(" test"))?;
    number.parse().ok()
}

/// What a panic says: on the line behind `thread '…' panicked at src/lib.rs:1:2:`, or within it as it was before.
fn message(text: &str) -> String {
    let mut lines = text.lines();
    let Some(head) = lines.by_ref().find(|l| l.contains("panicked at")) else {
        return short(text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default());
    };
    let old = head
        .split_once("panicked at '")
        .and_then(|(_, rest)| rest.rsplit_once("', "))
        .map(|(said, _)| said);
    short(old.or_else(|| lines.find(|l| !l.trim().is_empty())).unwrap_or(head))
}

fn millis(value: &serde_json::Value) -> Option<u64> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim_end_matches('s').parse().ok())?;
    (seconds.is_finite() && (0.0..1e12).contains(&seconds)).then(|| (seconds * 1000.0).round() as u64)
}
