//! `go test -json`: one event a line (`go doc test2json`). Lines that are none are what the build printed.
//!
//! A test that began and never ended went down with its package: an error. A package that failed without any test
//! of it failing (it did not build, a race was found, `TestMain` gave up) is a case of its own.

use super::kept::{Kept, short};
use super::{Case, Fault, Format, MOST_CASES, Outcome, Refusal, Report};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "Action")]
    action: String,
    #[serde(rename = "Package", alias = "ImportPath")]
    package: Option<String>,
    #[serde(rename = "Test")]
    test: Option<String>,
    /// Seconds.
    #[serde(rename = "Elapsed")]
    elapsed: Option<f64>,
    #[serde(rename = "Output")]
    output: Option<String>,
    /// The package of a build that failed; it fits an `ImportPath`.
    #[serde(rename = "FailedBuild")]
    failed_build: Option<String>,
}

#[derive(Default)]
struct Parse {
    cases: Vec<Case>,
    /// What runs, or says something: package and test; the whole package has no test.
    open: BTreeMap<(String, String), Running>,
    /// Names of tests below which one is red.
    red_above: HashSet<(String, String)>,
    packages: HashSet<String>,
    faults: Vec<Fault>,
}

#[derive(Default)]
struct Running {
    output: Kept,
    has_begun: bool,
}

pub fn read(text: &str) -> Result<Report, Refusal> {
    let mut parse = Parse::default();
    let (mut events, mut last_is_cut) = (0usize, false);
    for (number, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())).filter(|(_, l)| !l.is_empty()) {
        if parse.cases.len() >= MOST_CASES || parse.open.len() > MOST_CASES {
            parse.faults.push(Fault::TooMany { limit: MOST_CASES });
            break;
        }
        last_is_cut = false;
        match serde_json::from_str::<Event>(line) {
            Ok(event) => {
                events += 1;
                parse.event(event);
            }
            Err(_) if line.starts_with("{\"") && parse.faults.len() < 20 => {
                last_is_cut = true;
                parse.faults.push(Fault::Odd { line: number });
            }
            Err(_) => {}
        }
    }
    if events == 0 {
        return Err(Refusal::NotThis { line: 1 });
    }
    if last_is_cut {
        parse.faults.pop();
    }
    Ok(parse.finish(last_is_cut))
}

impl Parse {
    fn event(&mut self, event: Event) {
        let key = (event.package.unwrap_or_default(), event.test.unwrap_or_default());
        let outcome = match event.action.as_str() {
            "run" | "start" => {
                self.open.entry(key).or_default().has_begun = true;
                return;
            }
            "output" | "build-output" => {
                self.open.entry(key).or_default().output.push(&event.output.unwrap_or_default());
                return;
            }
            "pass" | "bench" => Outcome::Passed,
            "fail" => Outcome::Failed,
            "skip" => Outcome::Skipped,
            _ => return,
        };
        let millis = event
            .elapsed
            .filter(|s| s.is_finite() && (0.0..1e12).contains(s))
            .map(|s| (s * 1000.0).round() as u64);
        if key.1.is_empty() {
            self.package_ended(key.0, outcome, millis, event.failed_build);
        } else {
            let output = self.open.remove(&key).unwrap_or_default().output;
            self.ended(key, outcome, millis, output);
        }
    }

    fn ended(&mut self, (package, test): (String, String), outcome: Outcome, millis: Option<u64>, output: Kept) {
        let mut case = Case::new(&short(&package), "", &short(&test), outcome);
        case.duration = millis;
        if outcome.is_bad() {
            case.text = words(output);
            case.message = message(&case.text);
            for (at, _) in test.match_indices('/').take(64) {
                self.red_above.insert((package.clone(), test[..at].to_owned()));
            }
        }
        case.is_parent = outcome.is_bad() && self.red_above.contains(&(package.clone(), test));
        self.packages.insert(package);
        self.cases.push(case);
    }

    fn package_ended(&mut self, package: String, outcome: Outcome, millis: Option<u64>, built: Option<String>) {
        self.packages.insert(package.clone());
        let whole = self.open.remove(&(package.clone(), String::new())).unwrap_or_default();
        let from = (package.clone(), String::new());
        let left: Vec<(String, String)> = self
            .open
            .range(from..)
            .take_while(|((p, _), _)| *p == package)
            .map(|(key, _)| key.clone())
            .collect();
        let mut is_explained = !outcome.is_bad();
        // From the innermost outwards, so that a parent knows of its subtests.
        for key in left.into_iter().rev() {
            let Some(running) = self.open.remove(&key) else { continue };
            if outcome.is_bad() && running.has_begun {
                is_explained = true;
                self.ended(key, Outcome::Error, None, running.output);
            }
        }
        let seen = self.cases.iter().rev().take_while(|c| c.suite == package);
        if is_explained || seen.clone().any(|c| c.outcome.is_bad()) {
            return;
        }
        let mut output = built.and_then(|b| self.open.remove(&(b, String::new()))).unwrap_or_default().output;
        output.push(&whole.output.into_text());
        let mut case = Case::new(&short(&package), "", "", Outcome::Error);
        (case.whole_suite, case.duration, case.text) = (true, millis, words(output));
        // A test that passed and yet printed why the package failed: what it said is all there is.
        case.message = message(&case.text);
        self.cases.push(case);
    }

    fn finish(mut self, is_cut: bool) -> Report {
        let left: Vec<((String, String), Running)> = std::mem::take(&mut self.open).into_iter().collect();
        let is_running = left.iter().any(|((_, test), r)| r.has_begun && !test.is_empty());
        if is_cut || is_running {
            self.faults.push(Fault::Truncated { cases: self.cases.len() });
        }
        Report { format: Format::Gotest, suites: self.packages.len() as u64, cases: self.cases, faults: self.faults }
    }
}

/// What a test printed, without what the tool says around it.
fn words(output: Kept) -> String {
    let is_frame = |l: &str| {
        let l = l.trim_start();
        ["=== RUN", "=== PAUSE", "=== CONT", "=== NAME", "--- FAIL", "--- PASS"]
            .iter()
            .any(|w| l.starts_with(w))
    };
    let text = output.into_text();
    text.lines().filter(|l| !is_frame(l)).collect::<Vec<_>>().join("\n")
}

/// The line of a panic, else the first one, without `file_test.go:51:` before it.
fn message(text: &str) -> String {
    let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty());
    let panic = lines().find(|l| l.starts_with("panic:") || l.starts_with("fatal error:"));
    let line = panic.or_else(|| lines().next()).unwrap_or_default();
    let place = line.find(".go:").map(|at| &line[at + 4..]);
    let behind = place.and_then(|p| p.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(": "));
    short(behind.filter(|b| !b.trim().is_empty()).unwrap_or(line))
}
