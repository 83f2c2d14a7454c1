//! Which files are reports of tests: those that are named, those of a folder by the usual names, or standard input.

use crate::cli::error::EdgeError;
use crate::intake::ci::{self, Format, Refusal, Report};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How deep and how far folders are looked through.
const DEEPEST: usize = 12;
const MOST_ENTRIES: usize = 200_000;
const MOST_FILES: usize = 5_000;

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 5] = [".git", "node_modules", ".venv", ".cargo", "vendor"];
/// Folders in which every report is one of tests.
const FOLDERS: [&str; 8] = [
    "surefire-reports",
    "failsafe-reports",
    "test-results",
    "test-reports",
    "test_results",
    "junit",
    "TestResults",
    "nextest",
];

/// A file that could be read.
pub struct Found {
    pub path: PathBuf,
    pub report: Report,
    /// That of its bytes: the same file again has the same.
    pub digest: String,
}

/// Reads one file, `-` being standard input; as `format`, else as it begins.
///
/// # Errors
/// [`EdgeError::Unreadable`] and [`EdgeError::Report`].
pub fn read(path: &Path, format: Option<Format>) -> Result<Found, EdgeError> {
    let unreadable = |error: std::io::Error| EdgeError::unreadable(path, &error);
    let mut bytes = Vec::new();
    let limit = ci::MOST_BYTES as u64 + 1;
    open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(unreadable)?;
    let refused = |refusal| EdgeError::Report { path: path.to_owned(), refusal };
    let format = match format.or_else(|| ci::sniff(&bytes)) {
        Some(format) => format,
        None if bytes.trim_ascii().is_empty() => return Err(refused(Refusal::Empty)),
        None => return Err(refused(Refusal::NotThis { line: 1 })),
    };
    let report = ci::read(format, &bytes).map_err(refused)?;
    Ok(Found { path: path.to_owned(), report, digest: ci::digest(&bytes) })
}

#[expect(clippy::disallowed_methods, reason = "the edge: a report may come on standard input")]
fn open(path: &Path) -> std::io::Result<Box<dyn Read>> {
    match path.as_os_str() == "-" {
        true => Ok(Box::new(std::io::stdin())),
        false => Ok(Box::new(File::open(path)?)),
    }
}

/// The format of a name.
pub fn format_of(name: &str) -> Option<Format> {
    Format::ALL.into_iter().find(|format| format.name() == name)
}

/// What is below a folder and looks like a report of tests by its name; in order. Links are not followed.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut left) = (Vec::new(), MOST_ENTRIES);
    look(folder, 0, &mut left, &mut found);
    found.sort();
    found
}

fn look(folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if *left == 0 || found.len() >= MOST_FILES {
            return;
        }
        *left -= 1;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth < DEEPEST && !FOREIGN.contains(&name.as_str()) => {
                look(&path, depth + 1, left, found);
            }
            Ok(kind) if kind.is_file() && is_usual(&path, &name) => found.push(path),
            _ => {}
        }
    }
}

fn is_usual(path: &Path, name: &str) -> bool {
    let lower = name.to_lowercase();
    let within = path
        .ancestors()
        .skip(1)
        .filter_map(|p| p.file_name()?.to_str())
        .any(|f| FOLDERS.contains(&f));
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let Some((_, ending)) = lower.rsplit_once('.') else { return false };
    match ending {
        "xml" => within || says(&["junit", "test", "xunit", "nunit", "report", "results"]),
        "sarif" | "tap" => true,
        "json" | "jsonl" | "ndjson" => says(&["gotest", "go-test", "go_test", "test-output", "libtest", "sarif"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_names_are_found_and_others_are_not() {
        let is = |path: &str| is_usual(Path::new(path), path.rsplit('/').next().unwrap_or(path));
        let usual = [
            "target/surefire-reports/TEST-com.acme.CartTest.xml",
            "build/test-results/test/x.xml",
            "junit.xml",
            "out/report.xml",
            "target/nextest/ci/x.xml",
            "results.sarif",
            "t.tap",
            "go-test.json",
        ];
        usual.iter().for_each(|path| assert!(is(path), "{path}"));
        ["pom.xml", "package.json", "README.md", "junit", "src/main.rs"]
            .iter()
            .for_each(|p| assert!(!is(p), "{p}"));
    }
}
