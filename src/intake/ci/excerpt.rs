//! What of a failure is worth keeping: its beginning and its last lines, without colours and without secrets.

use super::Case;
use super::fingerprint::plain;
use super::kept::until;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The longest excerpt, in bytes.
pub const MOST: usize = 8 << 10;
/// How many lines are kept of the end.
const LAST: usize = 30;
/// A longer line is cut, in bytes.
const LINE: usize = 500;
/// How much of the beginning is kept of a text that is too long, in bytes.
const HEAD: usize = 3 << 10;
/// What stands for a secret.
const HIDDEN: &str = "***";

/// Shapes of secrets; what stands in a group stays. Repetitions before a mark are bounded, or a hostile text would
/// be looked through again from each of its words.
static SECRETS: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        r"(?s:-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z))",
        r"(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@]{1,100}:)[^\s/@]{1,100}@",
        r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*",
        r"\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|sk-[\w-]{20,}|AKIA[0-9A-Z]{16})\b",
        r"(?i:(?P<bearer>\b(?:bearer|basic) )[\w.~+/=-]{8,})",
        r#"(?i:(?P<key>\b[A-Za-z0-9_.-]{0,40}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[A-Za-z0-9_.-]{0,40}["']?\s*[:=]\s*)(?:"[^"\n]*"|'[^'\n]*'|[^\s"',;&]+))"#,
    ];
    Regex::new(&parts.join("|")).expect("our own masks are valid")
});

/// The text with what looks like a secret hidden.
pub fn without_secrets(text: &str) -> String {
    let hide = |found: &Captures| {
        let keep = |name: &str| found.name(name).map_or("", |m| m.as_str());
        let behind = if found.name("url").is_some() { "@" } else { "" };
        format!("{}{}{}{HIDDEN}{behind}", keep("url"), keep("bearer"), keep("key"))
    };
    SECRETS.replace_all(text, hide).into_owned()
}

/// What of a failure is kept: what it says, then what it printed; at most [`MOST`] bytes.
pub fn excerpt(case: &Case) -> String {
    let message = case.message.trim();
    let is_said = case.text.contains(message);
    let parts = [if is_said { "" } else { message }, case.text.trim(), case.output.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    shortened(&without_secrets(&plain(&parts.join("\n\n"))))
}

fn shortened(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(|line| until(line, LINE).trim_end()).collect();
    let whole = lines.join("\n");
    if whole.len() <= MOST {
        return whole;
    }
    let mut head = String::new();
    let mut taken = 0;
    for line in lines.iter().take_while(|line| line.len() <= HEAD) {
        if head.len() + line.len() + 1 > HEAD {
            break;
        }
        head.push_str(line);
        head.push('\n');
        taken += 1;
    }
    let room = MOST - head.len() - "…\n".len();
    let (mut tail, mut size) = (Vec::new(), 0);
    for line in lines.iter().skip(taken).rev().take(LAST) {
        size += line.len() + 1;
        if size > room {
            break;
        }
        tail.push(*line);
    }
    tail.reverse();
    format!("{head}…\n{}", tail.join("\n"))
}
