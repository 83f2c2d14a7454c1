//! `docs/reliability.md` names a test for each fault, and the tests exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../docs/reliability.md");

/// Files below a directory.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).expect("a directory").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The names of all tests that run the program, and of those in the sources.
fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = [root.join("tests/it"), root.join("src")].into_iter().flat_map(|dir| files(&dir));
    let mut names = BTreeSet::new();
    for path in sources.filter(|path| path.extension().is_some_and(|e| e == "rs")) {
        let text = std::fs::read_to_string(path).expect("sources are UTF-8");
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            let name = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next());
            names.extend(name.filter(|_| is_test).map(str::to_owned));
            is_test = line == "#[test]" || is_test && name.is_none();
        }
    }
    names
}

#[test]
fn every_fault_of_the_page_has_a_test_and_each_test_exists() {
    let tests = tests();
    let rows = PAGE.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| fault"));
    let mut faults = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, _, named, times] = cells[..] else { panic!("four cells: {row}") };
        let names: Vec<&str> = named.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty() && !times.is_empty(), "{row}");
        for name in names {
            assert!(tests.contains(name), "no test is called {name}");
        }
        faults += 1;
    }
    assert!(faults > 20, "the table has {faults} rows");
}
