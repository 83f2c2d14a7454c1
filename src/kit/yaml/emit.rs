//! The canonical form: the same tree always gives the same bytes, and every YAML reader, of version
//! 1.1 or 1.2, reads the same texts back from them.
//!
//! Block maps and lists, one item a line; literal blocks for texts of several lines; quotes where a
//! bare text could be taken for something else. One line of text stays one line of the file.

use super::node::{Entry, Node, Style, Tree};
use std::fmt::Write;

/// Characters up to which a key may stand before its colon without `?` (YAML allows 1,024).
const SIMPLE_KEY: usize = 1000;

/// The tree as canonical YAML, ending in a newline.
pub fn emit(node: &Node<'_>) -> String {
    let mut out = String::with_capacity(1024);
    match &node.value {
        Tree::Map(entries) if !entries.is_empty() => map(&mut out, entries, 0),
        Tree::List(items) if !items.is_empty() => list(&mut out, items, 0),
        tree => inline(&mut out, tree, 0),
    }
    out
}

/// A text as it stands on one line: bare where nobody can mistake it, else in double quotes.
pub fn one_line(text: &str) -> String {
    let mut out = String::new();
    push_line(&mut out, text);
    out
}

fn map(out: &mut String, entries: &[Entry<'_>], indent: usize) {
    for (i, entry) in entries.iter().enumerate() {
        if i > 0 {
            spaces(out, indent);
        }
        key(out, &entry.key, indent);
        match &entry.value.value {
            Tree::Map(entries) if !entries.is_empty() => {
                out.push('\n');
                spaces(out, indent + 2);
                map(out, entries, indent + 2);
            }
            Tree::List(items) if !items.is_empty() => {
                out.push('\n');
                spaces(out, indent);
                list(out, items, indent);
            }
            tree => {
                out.push(' ');
                inline(out, tree, indent);
            }
        }
    }
}

fn key(out: &mut String, key: &str, indent: usize) {
    let start = out.len();
    push_line(out, key);
    if out.len() - start > SIMPLE_KEY {
        out.insert_str(start, "? ");
        out.push('\n');
        spaces(out, indent);
    }
    out.push(':');
}

fn list(out: &mut String, items: &[Node<'_>], indent: usize) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            spaces(out, indent);
        }
        out.push_str("- ");
        match &item.value {
            Tree::Map(entries) if !entries.is_empty() => map(out, entries, indent + 2),
            Tree::List(items) if !items.is_empty() => list(out, items, indent + 2),
            tree => inline(out, tree, indent),
        }
    }
}

/// What fits behind a key or a dash at `indent`: a scalar or an empty collection.
fn inline(out: &mut String, tree: &Tree<'_>, indent: usize) {
    match tree {
        Tree::Map(_) => out.push_str("{}\n"),
        Tree::List(_) => out.push_str("[]\n"),
        Tree::Scalar(text, Style::Bare) if is_bare(text) => {
            out.push_str(text);
            out.push('\n');
        }
        Tree::Scalar(text, style) => {
            let wanted = *style == Style::Block || text.contains('\n');
            if wanted && fits_block(text) {
                block(out, text, indent + 2);
            } else {
                push_line(out, text);
                out.push('\n');
            }
        }
    }
}

fn block(out: &mut String, text: &str, indent: usize) {
    out.push('|');
    if text.starts_with(['\n', ' ', '\t']) {
        out.push('2');
    }
    match text.strip_suffix('\n') {
        None => out.push('-'),
        Some(rest) if rest.ends_with('\n') => out.push('+'),
        Some(_) => {}
    }
    out.push('\n');
    for line in text.split_inclusive('\n') {
        if line != "\n" {
            spaces(out, indent);
        }
        out.push_str(line);
    }
    if !text.ends_with('\n') {
        out.push('\n');
    }
}

/// Whether a literal block gives this text back, whoever reads it. Lines of nothing but blanks at
/// the start or the end are where readers differ.
fn fits_block(text: &str) -> bool {
    let edge = |line: Option<&str>| line.is_some_and(|l| !l.trim_matches([' ', '\t']).is_empty());
    let lines = || text.split('\n').filter(|l| !l.is_empty());
    edge(lines().next()) && edge(lines().next_back()) && text.chars().all(|c| c == '\n' || is_printable(c))
}

/// May stand unescaped in any YAML file, and no reader takes it for the end of a line.
fn is_printable(c: char) -> bool {
    match c {
        '\t' | ' '..='~' => true,
        '\0'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    }
}

fn push_line(out: &mut String, text: &str) {
    if is_bare(text) && !is_ambiguous(text) { out.push_str(text) } else { quote(out, text) }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c if c <= '\u{ff}' => drop(write!(out, "\\x{:02x}", c as u32)),
            c => drop(write!(out, "\\u{:04x}", c as u32)),
        }
    }
    out.push('"');
}

/// Whether the text can stand without quotes at all: one line that means itself, character for
/// character, to whoever reads plain scalars.
fn is_bare(text: &str) -> bool {
    let starts = match text.chars().next() {
        Some('-') => text[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.'),
        Some(c) => !c.is_whitespace() && !"?:,[]{}#&*!|>'\"%@`=".contains(c),
        None => false,
    };
    let bytes = text.as_bytes();
    let goes_on = |(i, c): (usize, char)| match c {
        '\t' => false,
        ':' => bytes.get(i + 1).is_some_and(|&next| next != b' '),
        ' ' => bytes.get(i + 1).is_some_and(|&next| next != b'#'),
        c => is_printable(c),
    };
    starts && !text.ends_with(char::is_whitespace) && text.char_indices().all(goes_on)
}

/// Whether some reader, of any version of YAML, could take the bare text for null, a boolean, a
/// number, a date, a time, a merge key or the end of the document. Too wide is harmless.
fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 14] =
        ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "nan", "inf", "infinity"];
    let numeric = |c: char| c.is_ascii_hexdigit() || "_.:,+-xXoOtTzZ ".contains(c);
    let starts_number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        || text.starts_with("...")
        || starts_number && text.chars().all(numeric)
        || matches!(text.trim_start_matches(['+', '-', '.']), t if t.len() < text.len() && is_not_finite(t))
}

fn is_not_finite(word: &str) -> bool {
    ["inf", "nan", "infinity"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

fn spaces(out: &mut String, n: usize) {
    out.extend(std::iter::repeat_n(' ', n));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_reader_would_mistake_is_quoted_and_plain_words_are_not() {
        for text in ["no", "Y", "1e3", "0x1F", "0o7", "1_000", "12:30:45", "2026-11-20", "007", "~", "=", "<<"] {
            assert_eq!(one_line(text), format!("\"{text}\""), "{text}");
        }
        for text in ["", " a", "a ", "- a", "-", "a: b", "a #b", "#a", ".inf", "-.INF", ".nan", "...", "---", "a:"] {
            assert_eq!(one_line(text), format!("\"{text}\""), "{text}");
        }
        for text in ["Checkout returns 502", "a:b", "a#b", "payments/checkout", "ana@example.com", "3 failed", "¿no?"]
        {
            assert_eq!(one_line(text), text);
        }
    }

    #[test]
    fn a_block_has_the_header_that_gives_its_text_back() {
        let header = |text: &str| {
            let mut out = String::new();
            inline(&mut out, &Tree::Scalar(text.into(), Style::Block), 0);
            out
        };
        assert_eq!(header("a"), "|-\n  a\n");
        assert_eq!(header("a\n\nb\n"), "|\n  a\n\n  b\n");
        assert_eq!(header("a\n\n"), "|+\n  a\n\n");
        assert_eq!(header(" a\nb"), "|2-\n   a\n  b\n");
        assert_eq!(header("a\r\n"), "\"a\\r\\n\"\n");
        assert_eq!(header("a\n  "), "\"a\\n  \"\n");
        assert_eq!(header("\n"), "\"\\n\"\n");
    }
}
