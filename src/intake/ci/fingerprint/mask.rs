//! What differs from run to run, taken out of a text: the rest says what went wrong.
//!
//! One pass from left to right; what is masked is not looked at again. Each token that is masked gets the number of
//! its first place among those of its kind, so `a93c7d2 is not a93c7d2` and `a93c7d2 is not b04d8e3` stay two things.
//! Dates, durations and plain numbers get none: whether two of them are the same is chance, and would part what
//! belongs together.

use regex::{Captures, Regex, RegexBuilder};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How much of a text is masked, in bytes.
const MOST: usize = 4096;
/// The most that a mask of a project may take to compile, in bytes.
const MASK_SIZE: usize = 1 << 20;

/// In the order in which they are tried at one place.
static MASKS: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        r"(?P<url>\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>\x22'`)\]]+)",
        r"(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)",
        r"(?P<uuid>\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b)",
        r"(?P<date>\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:Z| ?[+-]\d{2}:?\d{2})?(?: UTC\b)?|\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,4},?(?: \d{4})?(?: \d{2}:\d{2}(?::\d{2})?)?(?: (?:GMT|UTC|MST)?[+-]\d{4}| [A-Z]{3,4}\b)?|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?\b)",
        r"(?P<ip>\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b|\[?(?:[0-9A-Fa-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})\]?(?::\d{1,5}\b)?)",
        r"(?P<host>\b(?:localhost:\d{1,5}|(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[a-z][A-Za-z-]*:\d{2,5}|com|org|net|dev|local|internal|lan|cloud))\b)",
        r"(?P<path>[A-Za-z]:\\[^\s:*?\x22<>|]+|(?:/[\w.@+~-]+){2,}/?)",
        r"(?P<hex>\b0[xX][0-9A-Fa-f]+\b|\b[0-9A-Fa-f]{7,64}\b)",
        r"(?P<duration>\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|secs?|seconds?|mins?|minutes?|hours?|[smhd])\b)",
        r"(?P<number>\b\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\b)",
        // Words, and folders of a relative path, which would else begin an absolute one.
        r"(?P<word>\w+/?)",
    ];
    Regex::new(&parts.join("|")).expect("our own masks are valid")
});
const KINDS: [&str; 10] = ["url", "email", "uuid", "date", "ip", "host", "path", "hex", "duration", "number"];

/// Endings of files, which look like a host when a line follows.
const SOURCES: [&str; 24] = [
    "c", "cc", "clj", "cpp", "cs", "ex", "exs", "go", "groovy", "h", "hpp", "java", "js", "jsx", "kt", "mjs", "php",
    "py", "rb", "rs", "scala", "swift", "ts", "tsx",
];

/// The masks of a project beside ours.
#[derive(Clone, Debug, Default)]
pub struct Masks {
    own: Vec<Regex>,
    roots: Vec<String>,
}

/// A mask of a project that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadMask {
    /// It is no regular expression, or too large a one.
    Unreadable { mask: String },
    /// It has this many groups; the one that is masked must be the only one.
    Groups { mask: String, found: usize },
}

impl Masks {
    /// `own`: regular expressions with one capture group each, which is what is masked. `roots`: folders below which
    /// the project lies; what lies elsewhere is masked.
    ///
    /// # Errors
    /// [`BadMask`]: the first that cannot be used.
    pub fn new(own: &[String], roots: &[String]) -> Result<Masks, BadMask> {
        let compiled = own.iter().map(|mask| compile(mask)).collect::<Result<Vec<Regex>, BadMask>>()?;
        let with_slash = |root: &String| format!("{}/", root.trim_end_matches(['/', '\\']));
        let roots = roots.iter().filter(|r| r.len() > 1).map(with_slash).collect();
        Ok(Masks { own: compiled, roots })
    }

    /// The text without what differs from run to run.
    pub fn apply(&self, text: &str) -> String {
        let text = crate::intake::ci::kept::until(text, MOST);
        let mut text = self.roots.iter().fold(plain(text), |text, root| text.replace(root, ""));
        let mut known: HashMap<String, usize> = HashMap::new();
        for mask in &self.own {
            text = replace_group(mask, &text);
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        // What a mask of the project left is a word in angle brackets, and none of ours fits it.
        let masked = MASKS.replace_all(&text, |found: &Captures| {
            let whole = found.get(0).map_or("", |m| m.as_str());
            let Some(kind) = KINDS.into_iter().find(|kind| found.name(kind).is_some()) else { return whole.to_owned() };
            if !is_one(kind, whole) {
                return numbers(whole);
            }
            if matches!(kind, "date" | "duration" | "number") {
                return format!("<{kind}>");
            }
            let next = counts.get(kind).copied().unwrap_or(0) + 1;
            let number = *known.entry(format!("{kind} {whole}")).or_insert(next);
            if number == next {
                counts.insert(kind, number);
            }
            format!("<{kind}{number}>")
        });
        masked.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn compile(mask: &str) -> Result<Regex, BadMask> {
    let compiled = RegexBuilder::new(mask).size_limit(MASK_SIZE).build();
    let compiled = compiled.map_err(|_| BadMask::Unreadable { mask: mask.to_owned() })?;
    match compiled.captures_len() - 1 {
        1 => Ok(compiled),
        found => Err(BadMask::Groups { mask: mask.to_owned(), found }),
    }
}

fn replace_group(mask: &Regex, text: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for group in mask.captures_iter(text).filter_map(|found| found.get(1)).filter(|g| !g.is_empty()) {
        if group.start() >= from {
            out.push_str(&text[from..group.start()]);
            out.push_str("<own>");
            from = group.end();
        }
    }
    out.push_str(&text[from..]);
    out
}

/// `12:6:789` and `pods.go:1022` are no address: their figures are masked.
fn numbers(text: &str) -> String {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text
        .split(':')
        .map(|part| Some(part).filter(is_number).map_or(part, |_| "<number>"))
        .collect();
    parts.join(":")
}

/// What a shape alone cannot tell.
fn is_one(kind: &str, text: &str) -> bool {
    let has_digit = text.bytes().any(|b| b.is_ascii_digit());
    match kind {
        // "effaceable" is a word.
        "hex" => has_digit && text.bytes().any(|b| b.is_ascii_alphabetic()),
        // `Bee::buzz` is none, and `12:6:789` is none.
        "ip" if !text.contains('.') => has_digit && (text.contains("::") || text.matches(':').count() >= 7),
        // `java.net` and `com.example.net` are packages.
        "host" => {
            let first = text.split('.').next().unwrap_or_default();
            if let Some((name, _)) = text.rsplit_once(':') {
                // `pods.go:1022` is a line of a file.
                return !SOURCES.contains(&name.rsplit('.').next().unwrap_or_default());
            }
            !matches!(first, "java" | "javax" | "com" | "org" | "net" | "io" | "dev" | "edu")
        }
        _ => true,
    }
}

/// Without the colours of terminals and other control characters.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => match rest.next_if(|c| matches!(c, '[' | ']')) {
                Some('[') => while rest.next().is_some_and(|c| !('@'..='~').contains(&c)) {},
                Some(_) => while rest.next().is_some_and(|c| c != '\u{7}' && c != '\\') {},
                None => {}
            },
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
