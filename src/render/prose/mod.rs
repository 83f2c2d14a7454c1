//! The text of a message on a screen.
//!
//! With colours, Markdown looks like what it means; without (a pipe, `NO_COLOR`) the text stays as it
//! was written, and only long lines of prose are broken. Most messages are plain e-mails, so we are
//! gentler than CommonMark: line breaks stay, a sign that could be meant as itself stays, no word of a
//! text is ever dropped, and what is code or a table is not touched.

mod inline;
#[cfg(test)]
mod tests;

use super::layout::wrap;
use super::style::{Style, width};
use crate::kit::escape;
use anstyle::{AnsiColor, Effects};
use inline::Lead;
use std::borrow::Cow;

/// The lines of a text, harmless, broken to the terminal's width and dressed for it.
pub fn lines(text: &str, style: &Style) -> Vec<String> {
    let mut state = State::default();
    let mut out = Vec::new();
    for line in rejoined(escape::lines(text.trim_end()).collect(), style) {
        let block = state.read(&line);
        match (style.color, block) {
            (true, block) => out.extend(dressed(&block, style)),
            (false, Block::Text { .. }) => out.extend(wrap(&line, 0, 0, style)),
            (false, _) => out.push(line.into_owned()),
        }
    }
    out
}

/// A line this much narrower than the terminal may still have been broken by whoever wrote it.
const NEARLY_FULL: usize = 12;

/// Prose that was broken for a wider screen than this one, in one piece again: a break in mid-sentence
/// beside a break of ours is hard to read. What fits stays as it was broken.
fn rejoined<'a>(lines: Vec<Cow<'a, str>>, style: &Style) -> Vec<Cow<'a, str>> {
    let Some(room) = style.width else { return lines };
    let mut out: Vec<Cow<str>> = Vec::with_capacity(lines.len());
    let (mut state, mut last, mut joining) = (State::default(), 0, false);
    for line in lines {
        let (is_prose, goes_on) = match state.read(&line) {
            Block::Text { indent, sign, text } => (true, indent == 0 && sign.is_empty() && !text.is_empty()),
            _ => (false, false),
        };
        joining = goes_on && (last > room || joining && last + NEARLY_FULL > room);
        last = if is_prose { width(&line) } else { 0 };
        match out.last_mut().filter(|_| joining) {
            Some(before) => *before = Cow::Owned(format!("{} {}", before.trim_end(), line.trim())),
            None => out.push(line),
        }
    }
    out
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block<'a> {
    /// Prose: columns before it and in front of its further lines, and the sign of a list before it.
    Text {
        indent: usize,
        sign: &'a str,
        text: &'a str,
    },
    Heading(&'a str),
    /// How deep, and what is quoted.
    Quote(usize, &'a str),
    Code(&'a str),
    /// Stays as it is: a row of a table.
    Bare(&'a str),
    Rule,
    /// The line that opens or closes a block of code.
    Fence,
}

/// What the lines before say of the next one.
#[derive(Default)]
struct State {
    /// The sign and the length of the fence that is open.
    fence: Option<(char, usize)>,
    /// Whether an indented line goes on with an item of a list.
    in_list: bool,
}

impl State {
    fn read<'a>(&mut self, line: &'a str) -> Block<'a> {
        let trimmed = line.trim();
        if let Some((sign, length)) = self.fence {
            let closes = trimmed.len() >= length && trimmed.chars().all(|c| c == sign);
            self.fence = self.fence.filter(|_| !closes);
            return if closes { Block::Fence } else { Block::Code(line) };
        }
        self.fence = fence(trimmed);
        if self.fence.is_some() {
            return Block::Fence;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        if indent >= 4 && !self.in_list && !trimmed.is_empty() {
            return Block::Code(line);
        }
        let item = item(trimmed);
        self.in_list = item.is_some() || self.in_list && (indent > 0 || trimmed.is_empty());
        block(trimmed, indent, item)
    }
}

fn block<'a>(trimmed: &'a str, indent: usize, item: Option<(&'a str, &'a str)>) -> Block<'a> {
    if is_rule(trimmed) {
        return Block::Rule;
    }
    if let Some((sign, text)) = item {
        return Block::Text { indent, sign, text };
    }
    let signs = trimmed.len() - trimmed.trim_start_matches('#').len();
    match trimmed.as_bytes().first() {
        Some(b'#') if signs <= 6 && trimmed[signs..].starts_with(' ') => Block::Heading(trimmed[signs..].trim()),
        Some(b'>') => {
            let text = trimmed.trim_start_matches(['>', ' ']);
            Block::Quote(trimmed[..trimmed.len() - text.len()].matches('>').count(), text)
        }
        Some(b'|') => Block::Bare(trimmed),
        _ => Block::Text { indent, sign: "", text: trimmed },
    }
}

/// Three or more backticks or tildes begin a block of code.
fn fence(trimmed: &str) -> Option<(char, usize)> {
    let sign = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = trimmed.trim_start_matches(sign);
    let length = trimmed.len() - rest.len();
    (length >= 3 && !rest.contains('`')).then_some((sign, length))
}

fn is_rule(trimmed: &str) -> bool {
    trimmed.len() >= 3 && ["-", "*", "_"].iter().any(|sign| trimmed.replace(sign, "").is_empty())
}

/// The sign of an item of a list (`-`, `*`, `+`, `1.`, `1)`) and what follows it.
fn item(trimmed: &str) -> Option<(&str, &str)> {
    let digits = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = match trimmed.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=4).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = &trimmed[length..];
    let text = rest.trim_start();
    (rest.starts_with(' ') && !text.is_empty()).then_some((&trimmed[..length], text))
}

/// Deeper quotes and lists are not told apart by more columns: there are none left for the text.
const DEEPEST: usize = 8;

fn dressed(block: &Block, style: &Style) -> Vec<String> {
    let plain = anstyle::Style::new();
    let code = plain.fg_color(Some(AnsiColor::Cyan.into()));
    match *block {
        Block::Fence => Vec::new(),
        Block::Code(line) => vec![style.dress(code, line)],
        Block::Bare(line) => vec![line.to_owned()],
        Block::Rule => vec![style.dress(plain.effects(Effects::DIMMED), "────────")],
        Block::Heading(text) => {
            inline::lines(text, plain.effects(Effects::BOLD | Effects::UNDERLINE), &Lead::NONE, style)
        }
        Block::Quote(depth, text) => {
            let dim = plain.effects(Effects::DIMMED);
            let depth = depth.min(DEEPEST);
            let bar = style.dress(dim, &"│ ".repeat(depth));
            inline::lines(text, dim, &Lead { first: &bar, next: &bar, columns: 2 * depth }, style)
        }
        Block::Text { indent, sign, text } => {
            let (sign, text) = match (sign, text.get(..4)) {
                ("", _) => (String::new(), text),
                (_, Some("[ ] ")) => ("☐ ".to_owned(), &text[4..]),
                (_, Some("[x] " | "[X] ")) => ("☑ ".to_owned(), &text[4..]),
                ("-" | "*" | "+", _) => ("• ".to_owned(), text),
                (number, _) => (format!("{number} "), text),
            };
            let indent = " ".repeat(indent.min(2 * DEEPEST));
            let columns = indent.len() + width(&sign);
            let lead = Lead { first: &(indent + &sign), next: &" ".repeat(columns), columns };
            inline::lines(text, plain, &lead, style)
        }
    }
}
