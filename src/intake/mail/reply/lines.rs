//! What each line of a mail is.

use super::words;
use super::words::Key;

/// The most lines of one attribution, blank ones included.
const MOST_LINES: usize = 6;
/// The longest attribution, in bytes.
const LONGEST: usize = 400;
/// How far the headers of a quoted mail go.
const HEADERS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Blank,
    /// Nothing but hyphens, underscores and their like.
    Rule,
    /// `>`, or `C>`.
    Quote,
    /// Says who wrote what is quoted, and when.
    Attribution,
    /// Says who wrote, not when: one only where a quote follows.
    Weak,
    /// Of a device.
    Device,
    /// Begins a mail that is copied below without being quoted: its headers, or a line that says so.
    Copied,
    Text,
}

/// What each line is. Those between fences are text.
pub fn classify(lines: &[&str]) -> Vec<Line> {
    let mut out: Vec<Line> = lines.iter().map(|line| alone(line)).collect();
    for (from, to) in fences(lines) {
        out[from..=to].fill(Line::Text);
    }
    // What is passed on is not taken apart any more.
    let passed_on = lines.iter().position(|line| words::is_forward_mark(line.trim())).unwrap_or(lines.len());
    for at in 0..passed_on {
        if out[at] == Line::Text && is_copied(&lines[at..]) && !in_fence(lines, at) {
            out[at] = Line::Copied;
        }
    }
    for end in 0..passed_on {
        let found = attribution(lines, end).filter(|(from, _)| out[*from] == Line::Text);
        let is_one = |kind| kind == Line::Attribution || next(&out, end) == Some(Line::Quote);
        if let Some((from, kind)) = found.filter(|(_, kind)| is_one(*kind)) {
            out[from..=end].fill(kind);
        }
    }
    for kind in &mut out[passed_on..] {
        if *kind != Line::Blank {
            *kind = Line::Text;
        }
    }
    out
}

/// The first line behind this one that is not blank.
pub fn next(lines: &[Line], at: usize) -> Option<Line> {
    lines[at + 1..].iter().copied().find(|line| *line != Line::Blank)
}

fn alone(line: &str) -> Line {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        Line::Blank
    } else if is_quote(trimmed) {
        Line::Quote
    } else if is_rule(trimmed) {
        Line::Rule
    } else if words::is_original_mark(trimmed) {
        Line::Copied
    } else if words::is_device(trimmed) {
        Line::Device
    } else {
        Line::Text
    }
}

fn is_quote(line: &str) -> bool {
    let initials = line.chars().take_while(char::is_ascii_alphabetic).count();
    line.starts_with('>') || ((1..=3).contains(&initials) && line[initials..].starts_with('>'))
}

fn is_rule(line: &str) -> bool {
    let marks = |c: char| "-_=*#~+–—―ᐧ".contains(c) || c.is_whitespace();
    line.chars().all(marks) && (line.chars().count() > 1 || "—―ᐧ".contains(line))
}

/// Pairs of lines that begin and end a block of code.
fn fences(lines: &[&str]) -> Vec<(usize, usize)> {
    let marks: Vec<usize> = (0..lines.len()).filter(|at| is_fence(lines[*at])).collect();
    marks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~ ")
}

/// Only asked of lines that look like a header, which are few.
fn in_fence(lines: &[&str], at: usize) -> bool {
    fences(lines).into_iter().any(|(from, to)| (from..=to).contains(&at))
}

/// Headers of three kinds, from whom among them, with nothing else between.
fn is_copied(lines: &[&str]) -> bool {
    if lines.first().and_then(|line| words::header_key(line)).is_none() {
        return false;
    }
    let mut found: Vec<Key> = Vec::new();
    let mut blanks = 0;
    for line in lines.iter().take(HEADERS) {
        match words::header_key(line) {
            Some(key) => {
                blanks = 0;
                if !found.contains(&key) {
                    found.push(key);
                }
            }
            None if line.trim().is_empty() && blanks == 0 => blanks += 1,
            // Long lists of people go on in the next line.
            None if found.last() == Some(&Key::To) && (line.contains('@') || line.contains(';')) => {}
            None => break,
        }
    }
    found.len() >= 3 && found.contains(&Key::From)
}

/// The first line of the attribution that ends at `end`, and of which kind it is.
fn attribution(lines: &[&str], end: usize) -> Option<(usize, Line)> {
    let last = bare(lines[end]);
    if !last.trim_end_matches(|c: char| "*_ \u{a0}".contains(c)).ends_with([':', '：']) {
        return None;
    }
    let first = end.saturating_sub(MOST_LINES - 1);
    let joined = |from: usize| lines[from..=end].iter().map(|line| bare(line)).collect::<Vec<_>>().join(" ");
    let whole: Vec<(usize, String)> = (first..=end).rev().map(|from| (from, joined(from))).collect();
    let fits = |text: &str| text.len() <= LONGEST && (words::ends_as_attribution(text) || words::has_verb(text));
    let is_short = |text: &str| text.len() <= LONGEST;
    let is_dated = |(from, text): &&(usize, String)| {
        let says = fits(text) && (words::has_date(text) || text.contains('@'));
        words::starts_as_attribution(bare(lines[*from])) && (says || (is_short(text) && words::is_dated_address(text)))
    };
    if let Some((from, _)) = whole.iter().find(is_dated) {
        return Some((*from, Line::Attribution));
    }
    let is_whole = |(from, text): &&(usize, String)| {
        let is_open = text.matches('>').count() > text.matches('<').count();
        let says = (fits(text) && text.contains('@')) || (is_short(text) && words::is_dated_address(text));
        says && !is_open && !lines[*from].trim().is_empty()
    };
    if let Some((from, _)) = whole.iter().find(is_whole) {
        return Some((*from, Line::Attribution));
    }
    let is_weak = last.len() <= 80 && words::ends_as_attribution(last);
    is_weak.then_some((end, Line::Weak))
}

/// Without the marks of a quote.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['>', ' ']).trim_start_matches(['*', '_'])
}

/// Whether what is quoted holds no words but who wrote: an exchange of nothing.
pub fn is_empty_quote(lines: &[&str]) -> bool {
    let says_who = |line: &str| words::ends_as_attribution(line) && (words::has_date(line) || line.contains('@'));
    let words = lines.iter().map(|line| bare(line)).filter(|line| !line.is_empty() && !is_rule(line));
    let mut seen = false;
    for line in words {
        if !says_who(line) {
            return false;
        }
        seen = true;
    }
    seen
}
