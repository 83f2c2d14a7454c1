//! Values in the order of what they mean: numbers by size, days and lengths of time as such, versions
//! part by part. For queries and for sorting.

use super::FieldKind;
use super::read::read_number;
use crate::domain::ticket::change::read_stamp;
use crate::domain::time::Time;
use crate::domain::time::duration::read_duration;
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Characters of a version.
const LONGEST: usize = 64;

/// A value by its meaning. Values of different kinds are ordered too, but that order says nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sorted {
    /// Among the choices of its field, from 0.
    Choice(usize),
    Number(Number),
    Day(NaiveDate),
    Moment(Time),
    /// In seconds.
    Length(i64),
    Version(Version),
    /// In lower case.
    Text(String),
}

impl Sorted {
    /// A text as a value of a declared field. What is not of its type is text.
    pub fn read(text: &str, kind: &FieldKind) -> Sorted {
        let trimmed = text.trim();
        let read = match kind {
            FieldKind::Number { .. } => number(trimmed),
            FieldKind::Date => trimmed.parse().ok().map(Sorted::Day),
            FieldKind::Duration => read_duration(trimmed).map(Sorted::Length),
            FieldKind::Version => version(trimmed),
            FieldKind::Choice(words) => {
                let is_it = |word: &String| word.to_lowercase() == trimmed.to_lowercase();
                words.iter().position(is_it).map(Sorted::Choice)
            }
            FieldKind::Text | FieldKind::Multi(_) | FieldKind::Person | FieldKind::Url => None,
        };
        read.unwrap_or_else(|| Sorted::text(text))
    }

    /// A text as the value that it looks like, where the desk does not say what a field holds. With one
    /// dot it is a number; a version has more, or a `v`.
    pub fn look(text: &str) -> Sorted {
        let trimmed = text.trim();
        if !trimmed.starts_with(|c: char| c.is_ascii_digit() || "+-.vVpP".contains(c)) {
            return Sorted::text(text);
        }
        let day = || trimmed.parse().ok().map(Sorted::Day);
        let moment = || read_stamp(trimmed).map(Sorted::Moment);
        let length = || read_duration(trimmed).map(Sorted::Length);
        let numbered = |text: &str| text.contains('.') || text.starts_with(['v', 'V']);
        let version = || version(trimmed).filter(|_| numbered(trimmed));
        number(trimmed)
            .or_else(day)
            .or_else(moment)
            .or_else(length)
            .or_else(version)
            .unwrap_or_else(|| Sorted::text(text))
    }

    fn text(text: &str) -> Sorted {
        Sorted::Text(text.to_lowercase())
    }

    /// The order of two values of one kind.
    pub fn compare(&self, other: &Sorted) -> Option<Ordering> {
        let same = std::mem::discriminant(self) == std::mem::discriminant(other);
        same.then(|| self.cmp(other))
    }
}

/// A finite number.
#[derive(Clone, Copy, Debug)]
pub struct Number(f64);

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

fn number(text: &str) -> Option<Sorted> {
    // Nothing is less than nothing: -0 is 0.
    Some(Sorted::Number(Number(read_number(text)?.1 + 0.0)))
}

fn version(text: &str) -> Option<Sorted> {
    is_version(text).then(|| Sorted::Version(Version::of(text)))
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

/// A version by its parts, the last of which is their end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(Vec<Part>);

impl Version {
    fn of(text: &str) -> Version {
        let mut parts = parts(text);
        parts.push(Part::End);
        Version(parts)
    }
}

/// What comes before the release is less than its end, a further number more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// `-`, `~`: what follows came before the release.
    Before,
    /// `rc`, `beta`, in lower case.
    Word(String),
    End,
    /// Digits without leading zeros, by their count first.
    Number(usize, String),
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
