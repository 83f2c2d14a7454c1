//! Files that nobody here wrote: each gives the count that another parser found, or a refusal by name.
//!
//! They lie beside the repository, not in it; without them these tests say so and pass.

use crate::intake::ci::{Case, Fault, Format, Outcome, Refusal, Report, read, sniff};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/intake");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no data in {}", folder.display());
    None
}

/// File and what is expected of it, of one folder.
fn index(below: &str) -> Vec<(String, String, Vec<u8>)> {
    let Some(folder) = folder() else { return Vec::new() };
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).expect("an index");
    let rows = index
        .lines()
        .map(|l| l.split('\t').collect::<Vec<_>>())
        .filter(|row| row[0].starts_with(below));
    rows.filter_map(|row| {
        let bytes = std::fs::read(folder.join(row[0])).ok()?;
        Some((row[0].to_owned(), (*row.get(5)?).to_owned(), bytes))
    })
    .collect()
}

fn number(expected: &str, key: &str) -> Option<usize> {
    let found = expected.split_whitespace().find_map(|w| w.strip_prefix(key)?.strip_prefix('='));
    found.and_then(|n| n.parse().ok())
}

fn count(report: &Report, is_it: impl Fn(&Case) -> bool) -> usize {
    report.cases.iter().filter(|c| !c.whole_suite && is_it(c)).count()
}

#[test]
fn every_junit_file_gives_the_counts_of_its_elements() {
    for (file, expected, bytes) in index("junit/") {
        let read = read(Format::Junit, &bytes);
        if expected.starts_with("MALFORMED") {
            let is_named = match &read {
                Err(Refusal::Doctype | Refusal::NotThis { .. }) => true,
                Ok(report) => !report.faults.is_empty(),
                Err(_) => false,
            };
            assert!(is_named, "{file}: {read:?}");
            continue;
        }
        if !expected.contains("root=testsuite") {
            assert!(matches!(read, Err(Refusal::Other { .. })), "{file}: {read:?}");
            continue;
        }
        let report = read.unwrap_or_else(|e| panic!("{file}: {e:?}"));
        assert_eq!(report.faults, Vec::new(), "{file}");
        assert_eq!(Some(report.suites as usize), number(&expected, "suites"), "{file}");
        assert_eq!(Some(count(&report, |_| true)), number(&expected, "cases"), "{file}");
        let with = |outcome| Some(count(&report, |c| c.outcome == outcome));
        let passed = count(&report, |c| matches!(c.outcome, Outcome::Passed | Outcome::Flaky));
        assert_eq!(Some(passed), number(&expected, "case_pass"), "{file}");
        assert_eq!(with(Outcome::Failed), number(&expected, "case_fail"), "{file}");
        assert_eq!(with(Outcome::Error), number(&expected, "case_error"), "{file}");
        assert_eq!(with(Outcome::Skipped), number(&expected, "case_skip"), "{file}");
        assert_eq!(sniff(&bytes), Some(Format::Junit), "{file}");
    }
}

#[test]
fn every_sarif_file_gives_its_results_or_is_refused_by_version() {
    for (file, expected, bytes) in index("sarif/") {
        let read = read(Format::Sarif, &bytes);
        if expected.contains("version=1.0") {
            assert_eq!(read, Err(Refusal::Other { found: "SARIF 1.0.0".to_owned() }), "{file}");
            continue;
        }
        let report = read.unwrap_or_else(|e| panic!("{file}: {e:?}"));
        assert_eq!(Some(count(&report, |_| true)), number(&expected, "results"), "{file}");
        assert_eq!(Some(report.suites as usize), number(&expected, "runs"), "{file}");
        let is_broken = file.contains("Catastrophic");
        assert_eq!(report.cases.iter().any(|c| c.whole_suite && c.outcome == Outcome::Error), is_broken, "{file}");
    }
}

/// `[ 1, 3, 4 ]`, `[ 1 .. 5 ]`
fn list(expected: &str, key: &str) -> Vec<usize> {
    let Some((_, rest)) = expected.split_once(&format!(" {key}=[")) else { return Vec::new() };
    let inner = rest.split(']').next().unwrap_or_default();
    match inner.split_once("..") {
        Some((from, to)) => (from.trim().parse().expect("a number")..=to.trim().parse().expect("a number")).collect(),
        None => inner.split(',').filter_map(|n| n.trim().parse().ok()).collect(),
    }
}

#[test]
fn every_tap_file_gives_what_the_harness_of_perl_found() {
    for (file, expected, bytes) in index("tap/") {
        let report = read(Format::Tap, &bytes).unwrap_or_else(|e| panic!("{file}: {e:?}"));
        let Some(ran) = number(&expected, "tests_run") else { continue };
        let cases: Vec<&Case> = report.cases.iter().filter(|c| c.suite.is_empty()).collect();
        assert_eq!(cases.len(), ran, "{file}");
        let failed: Vec<usize> = (1..).zip(&cases).filter(|(_, c)| c.outcome.is_bad()).map(|(n, _)| n).collect();
        assert_eq!(failed, list(&expected, "failed"), "{file}");
        // A plan that skips all is read under version 13 as well, where the harness does not.
        let is_skipped = file.contains("skipall");
        let has_plan = expected.contains("good_plan=TRUE") || is_skipped;
        assert_eq!(report.faults.contains(&Fault::NoPlan), !has_plan, "{file}");
    }
}

#[test]
fn every_go_stream_gives_its_tests() {
    let expected = BTreeMap::from([
        ("gotestsum__go-test-json-flaky-rerun.out", [6, 6, 0]),
        // The test that panicked never ended.
        ("gotestsum__go-test-json-missing-test-fail.out", [0, 1, 0]),
        ("gotestsum__go-test-json-panic-race-1.out", [1, 0, 0]),
        ("gotestsum__go-test-json-with-parallel-fails.out", [4, 8, 0]),
        ("gotestsum__go-test-json.out", [42, 12, 5]),
        ("test-reporter__golang-json.json", [5, 6, 1]),
    ]);
    let Some(folder) = folder() else { return };
    for (file, counts) in expected {
        let bytes = std::fs::read(folder.join("other-test-formats").join(file)).expect("a sample");
        assert_eq!(sniff(&bytes), Some(Format::Gotest), "{file}");
        let report = read(Format::Gotest, &bytes).expect("it can be read");
        let found = [
            count(&report, |c| c.outcome == Outcome::Passed),
            count(&report, |c| c.outcome.is_bad()),
            count(&report, |c| c.outcome == Outcome::Skipped),
        ];
        assert_eq!(found, counts, "{file}");
    }
}

#[test]
fn other_formats_are_refused_and_not_misread() {
    let others = ["dart-json.json", "dotnet-trx.trx", "mocha-json.json", "rspec-json.json", "dotnet-xunitv3.trx"];
    let Some(folder) = folder() else { return };
    for file in others.map(|f| format!("test-reporter__{f}")) {
        let bytes = std::fs::read(folder.join("other-test-formats").join(&file)).expect("a sample");
        for format in Format::ALL {
            assert!(read(format, &bytes).is_err(), "{file} as {format:?}");
        }
    }
}
