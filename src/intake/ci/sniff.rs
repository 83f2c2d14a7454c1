//! Which format a file has, by how it begins.

use super::{Format, decode};

/// How much of a file is looked at, in bytes.
const HEAD: usize = 4096;

/// The format that a file seems to have; it may still be refused. The name decides only between those that look
/// alike. `None`: nothing that we know.
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    // Only XML declares encodings, and one that nobody knows is refused by its name.
    let Ok(head) = decode::text(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default()) else {
        return Some(Format::Junit);
    };
    let lines = || head.lines().map(str::trim).filter(|l| !l.is_empty());
    if head.trim_start().starts_with('<') {
        return Some(Format::Junit);
    }
    if lines().any(is_go) {
        return Some(Format::Gotest);
    }
    if lines().any(is_rust) {
        return Some(Format::Libtest);
    }
    if lines().any(is_tap) {
        return Some(Format::Tap);
    }
    (head.trim_start().starts_with('{') && (head.contains("sarif") || head.contains("\"runs\"")))
        .then_some(Format::Sarif)
}

fn is_go(line: &str) -> bool {
    line.starts_with('{')
        && line.contains("\"Action\":")
        && (line.contains("\"Package\":") || line.contains("\"Time\":"))
}

fn is_rust(line: &str) -> bool {
    let is_json = line.starts_with('{') && ["\"suite\"", "\"test\""].iter().any(|t| line.contains(t));
    let is_plain = line
        .strip_prefix("running ")
        .is_some_and(|l| l.ends_with(" test") || l.ends_with(" tests"));
    (is_json && line.contains("\"event\"")) || is_plain
}

fn is_tap(line: &str) -> bool {
    let is_plan = line.strip_prefix("1..").is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    let is_point = ["ok", "not ok"]
        .iter()
        .any(|w| line.strip_prefix(w).is_some_and(|r| r.is_empty() || r.starts_with(' ')));
    is_plan || is_point || line.starts_with("TAP version ")
}
