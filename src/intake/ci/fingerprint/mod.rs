//! By what a failure is known again, version 1: one key for the test, one for the cause.
//!
//! The *test key* hashes kind, suite, class and the name of the test without its parameters; neither lines nor runs
//! nor branches are in it. The *cause key* hashes the first line of the error and the topmost frames that lie in the
//! project, both masked: tests that break for one reason share it. Keys begin with the version that made them, so
//! that another version never takes its keys for these.

mod mask;
#[cfg(test)]
mod tests;

pub use mask::{BadMask, Masks, plain};

use super::{Case, kept::short};
use sha2::{Digest, Sha256};

/// How many frames of the project make a cause.
const FRAMES: usize = 3;
/// How many lines are looked through for the error and for frames.
const LINES: usize = 400;

/// A failure, and how its keys come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What is hashed for the test: kind, suite, class, name; or what the tool knows it by.
    pub test: Vec<String>,
    /// `v1:` and 32 hexadecimal digits.
    pub key: String,
    /// The first line of the error, as it is; empty when nothing was said.
    pub error: String,
    /// The same, masked.
    pub masked: String,
    /// Frames of the project, masked, the topmost first.
    pub frames: Vec<String>,
    /// As `key`; `None` when nothing was said, which is no cause that two tests can share.
    pub cause: Option<String>,
}

impl Explained {
    /// The test by its suite, class and name, as they are hashed.
    pub fn name(&self) -> String {
        let parts: Vec<&str> = self.test.iter().skip(1).map(String::as_str).filter(|p| !p.is_empty()).collect();
        parts.join(" · ").replace('\n', " · ")
    }
}

/// The keys of a failure, and what they are made of.
pub fn explain(case: &Case, masks: &Masks) -> Explained {
    let error = error_line(case);
    let masked = masks.apply(&error);
    let frames: Vec<String> = case
        .text
        .lines()
        .take(LINES)
        .filter(|l| is_frame(l))
        .filter(|l| is_ours(l))
        .take(FRAMES)
        .map(|l| masks.apply(l))
        .collect();
    let cause = (!masked.is_empty()).then(|| {
        let mut parts = vec!["cause", masked.as_str()];
        parts.extend(frames.iter().map(String::as_str));
        hash(&parts)
    });
    let test = test_parts(case, masks, &masked);
    let key = hash(&test.iter().map(String::as_str).collect::<Vec<_>>());
    Explained { test, key, error, masked, frames, cause }
}

/// What stands for the test. A test without any name is known by what it says.
fn test_parts(case: &Case, masks: &Masks, masked: &str) -> Vec<String> {
    let suite = masks.apply(&case.suite);
    if let Some(identity) = &case.identity {
        return vec!["finding".to_owned(), suite, identity.clone()];
    }
    let (class, name) = (masks.apply(&case.class), bare(&case.name));
    let kind = if case.whole_suite { "suite" } else { "test" };
    let mut parts = vec![kind.to_owned(), suite, class, name];
    if parts.iter().skip(1).all(String::is_empty) {
        parts.push(masked.to_owned());
    }
    parts
}

/// The name of a test without its parameters: `t[a-1]`, `t(int)`, `t/0`, `t#01` are `t`.
fn bare(name: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0usize;
    for c in name.chars() {
        match c {
            '[' => depth += 1,
            ']' if depth > 0 => depth -= 1,
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    // What never closes is no parameter.
    let mut bare = if depth > 0 { name.to_owned() } else { bare };
    if let Some(open) = bare.rfind('(').filter(|at| bare.trim_end().ends_with(')') && *at > 0) {
        bare.truncate(open);
    }
    let end = bare.trim_end();
    let digits = end.trim_end_matches(|c: char| c.is_ascii_digit());
    let cut = if digits.len() < end.len() { digits.strip_suffix(['/', '#']).unwrap_or(end) } else { end };
    let cut = cut.split_whitespace().collect::<Vec<_>>().join(" ");
    if cut.is_empty() { name.trim().to_owned() } else { cut }
}

/// The first line that says what went wrong: of the message, else of the text, with the kind when there is no other.
fn error_line(case: &Case) -> String {
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .take(LINES)
            .map(|l| plain(l).trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    };
    if let Some(first) = lines(&case.message).into_iter().next() {
        return short(&first);
    }
    let said = lines(&case.text);
    // pytest marks them; elsewhere a line that names an error says more than the one above it.
    let marked = said.iter().find_map(|l| l.strip_prefix("E ").map(|l| l.trim().to_owned()));
    let named = said
        .iter()
        .find(|l| !is_frame(l) && ["rror", "xception", "panic", "assert", "FAIL"].iter().any(|w| l.contains(w)));
    let first = marked.or(named.cloned()).or_else(|| said.into_iter().next());
    short(&first.unwrap_or_else(|| case.kind.clone()))
}

/// Lines of stack traces: Java, .NET and JavaScript (`at …`), Python (`File "…", line 1`), Go and Rust (`x.go:1 +0x`).
fn is_frame(line: &str) -> bool {
    let line = line.trim_start();
    let has_place = |ending: &str| {
        line.find(ending)
            .is_some_and(|at| line[at + ending.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    (line.starts_with("at ") && line.len() > 3)
        || (line.starts_with("File \"") && line.contains("\", line "))
        || [".go:", ".rs:", ".py:", ".rb:", ".php:", ".c:", ".cc:", ".cpp:", ".h:"]
            .iter()
            .any(|e| has_place(e))
            && line.split_whitespace().count() <= 4
}

/// Frames of languages, of their libraries and of those who run tests say nothing about a project.
fn is_ours(line: &str) -> bool {
    const FOREIGN: [&str; 34] = [
        "at java.",
        "at javax.",
        "at jdk.",
        "at sun.",
        "at org.junit",
        "at junit.",
        "at org.testng",
        "at org.apache.maven",
        "at org.gradle",
        "at org.hamcrest",
        "at org.assertj",
        "at org.mockito",
        "at kotlin.",
        "at scala.",
        "at System.",
        "at Microsoft.",
        "at NUnit.",
        "at Xunit.",
        "node_modules",
        "node:",
        "(internal/",
        "site-packages",
        "dist-packages",
        "/lib/python",
        "<frozen ",
        "/usr/",
        "/src/testing/",
        "/src/runtime/",
        "/rustc/",
        "/.cargo/",
        "core::",
        "std::",
        "/gems/",
        "/vendor/",
    ];
    !FOREIGN.iter().any(|foreign| line.contains(foreign))
}

/// The key of all that fails in a source file.
pub fn file_key(file: &str) -> String {
    hash(&["file", file])
}

/// The key of all failures of a kind that is no fault of the code.
pub fn infrastructure_key(name: &str) -> String {
    hash(&["infrastructure", name])
}

/// The key of a test alone: [`Explained::key`] of one that passed.
pub fn test_key(case: &Case, masks: &Masks) -> String {
    let test = test_parts(case, masks, "");
    hash(&test.iter().map(String::as_str).collect::<Vec<_>>())
}

fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // Lengths keep parts apart whatever is in them.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    let digits: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("v1:{digits}")
}
