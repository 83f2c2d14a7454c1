//! What somebody wrote apart from what they quoted, whatever program and language it was written in.
//!
//! Where it is in doubt, words stay visible: a quote that hides nothing new costs a scroll, hidden words cost an
//! answer.

mod lines;
#[cfg(test)]
mod tests;
mod words;

use lines::{Line, classify, is_empty_quote, next};

/// The most lines of a signature below `--`, blank ones not counted.
const SIGNATURE: usize = 15;
/// The same below a longer rule, which may as well part two paragraphs.
const BELOW_RULE: usize = 6;
/// The widest line of such a signature, in bytes.
const NARROW: usize = 100;
/// Texts of more lines are not looked at beyond these.
const MOST_LINES: usize = 20_000;

/// A text in its two parts. Every line is in one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// What the sender wrote. Empty only where the text has no words but who wrote to whom.
    pub visible: String,
    /// Quotes, what introduces them, signatures.
    pub quoted: String,
}

/// Splits the text of a mail. What is passed on (`Fwd: …`) is what the mail is about, and stays whole.
pub fn split_of(subject: &str, text: &str) -> Split {
    if words::is_forward_subject(subject) {
        return Split { visible: text.trim_end().to_owned(), quoted: String::new() };
    }
    split(text)
}

/// Splits a text.
pub fn split(text: &str) -> Split {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    if lines.len() > MOST_LINES {
        return Split { visible: text.trim_end().to_owned(), quoted: String::new() };
    }
    let kinds = classify(&lines);
    let mut kept = vec![true; lines.len()];
    let end = end_of_words(&lines, &kinds, copied(&kinds));
    kept[end..].fill(false);
    inside(&kinds[..end], &mut kept[..end]);
    let visible = joined(&lines, |at| kept[at]);
    if !visible.is_empty() {
        return Split { visible, quoted: joined(&lines, |at| !kept[at]) };
    }
    let whole = joined(&lines, |_| true);
    if is_empty_quote(&lines) {
        return Split { visible: String::new(), quoted: whole };
    }
    Split { visible: whole, quoted: String::new() }
}

/// Where a mail begins that is copied below the words, without marks; the end, where none does.
fn copied(kinds: &[Line]) -> usize {
    let begins = |at: &usize| match kinds[*at] {
        Line::Copied => true,
        Line::Attribution => {
            let is_last = kinds.get(at + 1) != Some(&Line::Attribution);
            is_last && next(kinds, *at) != Some(Line::Quote)
        }
        _ => false,
    };
    let has_words = |at: usize| kinds[..at].contains(&Line::Text);
    let found = (0..kinds.len()).filter(begins).find(|at| has_words(*at));
    found.map_or(kinds.len(), |at| {
        let of_same = kinds[..at].iter().rev().take_while(|kind| **kind == Line::Attribution).count();
        if kinds[at] == Line::Attribution { at - of_same } else { at }
    })
}

/// The end of the words above quotes, rules and signatures.
fn end_of_words(lines: &[&str], kinds: &[Line], limit: usize) -> usize {
    let mut end = limit;
    loop {
        let words = kinds[..end].iter().rposition(|kind| matches!(kind, Line::Text | Line::Copied));
        end = words.map_or(0, |last| last + 1);
        match signature(&lines[..end], &kinds[..end]) {
            Some(at) => end = at,
            None => return end,
        }
    }
}

/// The line that parts a signature from the words above it.
fn signature(lines: &[&str], kinds: &[Line]) -> Option<usize> {
    let mut below: Vec<&str> = Vec::new();
    for at in (0..lines.len()).rev() {
        match kinds[at] {
            Line::Rule if kinds[..at].contains(&Line::Text) && parts(lines, kinds, at, &below) => return Some(at),
            Line::Rule | Line::Quote => return None,
            Line::Blank => {}
            _ => below.push(lines[at]),
        }
        if below.len() > SIGNATURE {
            return None;
        }
    }
    None
}

fn parts(lines: &[&str], kinds: &[Line], at: usize, below: &[&str]) -> bool {
    let rule = lines[at].trim();
    if matches!(rule, "--" | "—" | "- --" | "––") {
        return true;
    }
    let is_apart = at == 0 || matches!(kinds[at - 1], Line::Blank | Line::Quote);
    let is_small = below.len() <= BELOW_RULE && below.iter().all(|line| line.len() <= NARROW);
    let reaches = || below.iter().any(|line| words::has_contact(line));
    is_apart && is_small && (rule.chars().all(|c| c == '_') || (rule.chars().all(|c| c == '-') && reaches()))
}

/// Within the words: who wrote goes, and so does a single quote above an answer; quotes between answers stay.
fn inside(kinds: &[Line], kept: &mut [bool]) {
    for (at, kind) in kinds.iter().enumerate() {
        kept[at] &= *kind != Line::Attribution;
    }
    let first = kinds.iter().position(|kind| *kind != Line::Blank);
    let Some(first) = first.filter(|at| matches!(kinds[*at], Line::Attribution | Line::Weak)) else { return };
    let Some(words) = kinds.iter().position(|kind| matches!(kind, Line::Text | Line::Device)) else { return };
    if !kinds[words..].contains(&Line::Quote) {
        kept[first..words].fill(false);
    }
}

/// The chosen lines, without blank lines around them, and no more than one blank line where others were left out.
fn joined(lines: &[&str], is_chosen: impl Fn(usize) -> bool) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut skipped = false;
    for (at, line) in lines.iter().enumerate() {
        if !is_chosen(at) {
            skipped = true;
            continue;
        }
        let is_second_blank = line.is_empty() && out.last().is_none_or(|last| last.is_empty());
        if !(is_second_blank && (skipped || out.is_empty())) {
            out.push(line);
        }
        skipped &= line.is_empty();
    }
    while out.last().is_some_and(|last| last.trim().is_empty()) {
        out.pop();
    }
    out.join("\n")
}
