//! Values compared by what they mean: numbers by size, days and lengths of time as such, versions part
//! by part. For queries and for sorting.

use super::FieldKind;
use super::read::read_number;
use crate::domain::ticket::Value;
use crate::domain::time::duration::read_duration;
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Characters of a version.
const LONGEST: usize = 64;

/// How a stored value compares with another text, by the type of the field. `None`: the type has no
/// order of its own, or one of the two is not of the type; compare them as texts, then.
pub fn compare(kind: &FieldKind, value: &Value, other: &str) -> Option<Ordering> {
    let text = value.to_text();
    let (a, b) = (text.trim(), other.trim());
    match kind {
        FieldKind::Number { .. } => read_number(a)?.1.partial_cmp(&read_number(b)?.1),
        FieldKind::Date => Some(a.parse::<NaiveDate>().ok()?.cmp(&b.parse::<NaiveDate>().ok()?)),
        FieldKind::Duration => Some(read_duration(a)?.cmp(&read_duration(b)?)),
        FieldKind::Version => (is_version(a) && is_version(b)).then(|| compare_versions(a, b)),
        // In the order in which the desk lists them.
        FieldKind::Choice(words) => {
            let place = |word: &str| words.iter().position(|w| w.to_lowercase() == word.to_lowercase());
            Some(place(a)?.cmp(&place(b)?))
        }
        FieldKind::Text | FieldKind::Multi(_) | FieldKind::Person | FieldKind::Url => None,
    }
}

/// A digit first, perhaps behind a `v`; then digits, letters, and what stands between them.
pub fn is_version(text: &str) -> bool {
    let number = number_of(text);
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_' | '~');
    text.len() <= LONGEST && number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(inner)
}

fn number_of(version: &str) -> &str {
    version.strip_prefix(['v', 'V']).unwrap_or(version)
}

/// The parts of a version. What comes before the release is less than its end, a further number more.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// `-`, `~`: what follows came before the release.
    Before,
    /// `rc`, `beta`, in lower case.
    Word(String),
    End,
    /// Digits without leading zeros, by their count first.
    Number(usize, String),
}

fn compare_versions(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (parts(a).into_iter(), parts(b).into_iter());
    loop {
        let (left, right) = (a.next().unwrap_or(Part::End), b.next().unwrap_or(Part::End));
        match left.cmp(&right) {
            Ordering::Equal if left == Part::End => return Ordering::Equal,
            Ordering::Equal => {}
            unequal => return unequal,
        }
    }
}

/// Without the build (`+…`), and without zeros at the end: `1.0` is `1`.
fn parts(version: &str) -> Vec<Part> {
    let number = number_of(version).split('+').next().unwrap_or_default();
    let mut out: Vec<Part> = Vec::new();
    let mut rest = number;
    while let Some(first) = rest.chars().next() {
        let is_same = |c: char| match first.is_ascii_digit() {
            true => c.is_ascii_digit(),
            false => first.is_ascii_alphabetic() && c.is_ascii_alphabetic(),
        };
        let end = rest.find(|c| !is_same(c)).unwrap_or(rest.len()).max(1);
        let (part, after) = rest.split_at(end);
        match first {
            '-' | '~' => {
                trim_zeros(&mut out);
                out.push(Part::Before);
            }
            c if c.is_ascii_digit() => {
                let digits = part.trim_start_matches('0');
                out.push(Part::Number(digits.len(), digits.to_owned()));
            }
            c if c.is_ascii_alphabetic() => {
                trim_zeros(&mut out);
                out.push(Part::Word(part.to_ascii_lowercase()));
            }
            _ => {}
        }
        rest = after;
    }
    trim_zeros(&mut out);
    out
}

fn trim_zeros(parts: &mut Vec<Part>) {
    while matches!(parts.last(), Some(Part::Number(0, _))) {
        parts.pop();
    }
}
