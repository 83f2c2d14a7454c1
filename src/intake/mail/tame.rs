//! Bytes made harmless for the parser of MIME, which bounds neither depth nor number nor headers.
//!
//! A nested message stays one opaque part, so no depth of nesting is ever walked: the first letter of its type is
//! replaced by a control character ([`hide`]), and put back in whatever comes out ([`show`]).

use super::model::Fault;
use std::borrow::Cow;

/// The most headers of a block, lines that go on counted too.
const MOST_LINES: usize = 2_000;
/// The longest header, in bytes.
const LONGEST: usize = 32 << 10;
/// The most bytes of all headers.
const MOST_HEADER_BYTES: usize = 2 << 20;
/// The most lines that may be borders of parts.
const MOST_BORDERS: usize = 20_000;
/// The most multiparts that are looked into: each whose end is not there costs a walk through the rest.
const MOST_MULTIPARTS: usize = 64;
/// Words that make the parser look inside, and the letters that hide them.
const WORDS: [&[u8]; 3] = [b"message", b"digest", b"boundary"];
const LOWER: u8 = 1;
const UPPER: u8 = 2;

/// A mail that the parser may be given, and what was left out of it.
pub fn tame(bytes: &[u8]) -> (Vec<u8>, Vec<Fault>) {
    let bytes = with_line_feeds(bytes);
    let mut state = Walk::default();
    let mut out = Vec::with_capacity(bytes.len());
    for line in without_envelope(&bytes).split_inclusive(|b| *b == b'\n') {
        match state.next(line) {
            Fate::Keep => out.extend_from_slice(line),
            Fate::Drop => {}
            Fate::End => break,
        }
    }
    let deep = hide(&mut out);
    let mut faults = state.faults;
    if deep {
        faults.push(Fault::TooDeep);
    }
    (out, faults)
}

/// A carriage return that stands alone is the end of a line that somebody meant.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_bare = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    // `\r\r\n` is one end of a line that a careless program wrote twice.
    if !(0..bytes.len()).any(is_bare) {
        return Cow::Borrowed(bytes);
    }
    let plain = (0..bytes.len()).filter(|at| !(is_bare(*at) && bytes[*at..].starts_with(b"\r\r\n")));
    Cow::Owned(plain.map(|at| if is_bare(at) { b'\n' } else { bytes[at] }).collect())
}

/// Without blank lines before the first header, and without the line that a mailbox puts there.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    loop {
        let line = rest.split_inclusive(|b| *b == b'\n').next().unwrap_or_default();
        let is_blank = line.trim_ascii().is_empty() && !line.is_empty();
        if is_blank || line.starts_with(b"From ") || line.starts_with(b">From ") {
            rest = &rest[line.len()..];
        } else {
            return rest;
        }
    }
}

enum Fate {
    Keep,
    Drop,
    End,
}

/// Where a walk through the lines is.
struct Walk {
    /// That were declared so far.
    boundaries: Vec<Vec<u8>>,
    in_headers: bool,
    /// Of the present block.
    lines: usize,
    /// Of the present header.
    length: usize,
    /// Of all headers.
    bytes: usize,
    borders: usize,
    faults: Vec<Fault>,
}

impl Default for Walk {
    fn default() -> Walk {
        let (lines, length, bytes, borders) = (0, 0, 0, 0);
        Walk { boundaries: Vec::new(), in_headers: true, lines, length, bytes, borders, faults: Vec::new() }
    }
}

impl Walk {
    fn next(&mut self, line: &[u8]) -> Fate {
        if self.is_border(line) {
            self.borders += 1;
            (self.in_headers, self.lines, self.length) = (true, 0, 0);
            return if self.borders > MOST_BORDERS { self.end() } else { Fate::Keep };
        }
        if !self.in_headers {
            return Fate::Keep;
        }
        if line.trim_ascii().is_empty() {
            self.in_headers = false;
            return Fate::Keep;
        }
        self.header(line)
    }

    fn header(&mut self, line: &[u8]) -> Fate {
        let goes_on = matches!(line.first(), Some(b' ' | b'\t'));
        self.length = if goes_on { self.length + line.len() } else { line.len() };
        self.lines += 1;
        if self.lines > MOST_LINES || self.length > LONGEST || self.bytes + line.len() > MOST_HEADER_BYTES {
            self.tell(Fault::TooManyHeaders);
            return Fate::Drop;
        }
        self.bytes += line.len();
        if let Some(at) = find(line, b"boundary").filter(|_| self.boundaries.len() < MOST_MULTIPARTS) {
            self.boundaries.push(boundary(&line[at..]));
        }
        Fate::Keep
    }

    fn is_border(&self, line: &[u8]) -> bool {
        let name = line.strip_prefix(b"--");
        name.is_some_and(|name| self.boundaries.iter().any(|boundary| name.starts_with(boundary)))
    }

    fn end(&mut self) -> Fate {
        self.tell(Fault::TooManyParts);
        Fate::End
    }

    fn tell(&mut self, fault: Fault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// What is declared by `boundary=…`; where that is split or encoded, whatever begins with two hyphens is a border.
fn boundary(declared: &[u8]) -> Vec<u8> {
    let value = declared.iter().position(|b| *b == b'=').map(|at| declared[at + 1..].trim_ascii());
    match (value, declared.contains(&b'*')) {
        (Some([b'"', rest @ ..]), false) => rest.split(|b| *b == b'"').next().unwrap_or_default().to_vec(),
        (Some(rest), false) => {
            let ends = |b: &u8| b.is_ascii_whitespace() || *b == b';';
            rest.split(ends).next().unwrap_or_default().to_vec()
        }
        _ => Vec::new(),
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word))
}

/// Whether multiparts were hidden, too.
fn hide(bytes: &mut [u8]) -> bool {
    let mut multiparts = 0;
    for at in 0..bytes.len() {
        let Some(word) = WORDS.into_iter().find(|word| begins(&bytes[at..], word)) else { continue };
        let is_hidden = match word {
            b"message" => matches!(next_of(&bytes[at + word.len()..]), Some(b'/' | b'(')),
            b"digest" => matches!(last_of(&bytes[..at]), Some(b'/' | b')')),
            _ => {
                multiparts += 1;
                multiparts > MOST_MULTIPARTS
            }
        };
        if is_hidden {
            bytes[at] = if bytes[at].is_ascii_uppercase() { UPPER } else { LOWER };
        }
    }
    multiparts > MOST_MULTIPARTS
}

fn begins(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn next_of(bytes: &[u8]) -> Option<u8> {
    bytes.iter().copied().find(|b| !b.is_ascii_whitespace())
}

fn last_of(bytes: &[u8]) -> Option<u8> {
    bytes.iter().rev().copied().find(|b| !b.is_ascii_whitespace())
}

/// What [`hide`] took, put back.
pub fn show(bytes: &mut [u8]) {
    for at in 0..bytes.len() {
        let is_upper = match bytes[at] {
            LOWER => false,
            UPPER => true,
            _ => continue,
        };
        let rest = &bytes[at + 1..];
        if let Some(word) = WORDS.into_iter().find(|word| begins(rest, &word[1..])) {
            bytes[at] = if is_upper { word[0].to_ascii_uppercase() } else { word[0] };
        }
    }
}

/// As [`show`], for text.
pub fn shown(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    show(&mut bytes);
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        assert_eq!(with_line_feeds(b"a\rb\r\nc\r\r\nd\r").as_ref(), b"a\nb\r\nc\r\nd\n");
    }

    #[test]
    fn what_a_mailbox_puts_before_a_mail_goes() {
        assert_eq!(tame(b"\n\nFrom ana Mon Nov 23 10:00:00 2026\nSubject: x\n").0, b"Subject: x\n");
    }

    proptest! {
        #[test]
        fn what_is_hidden_comes_back(text in "([ -~]|message/|Digest|/digest|\n|boundary=){0,60}") {
            let mut bytes = text.clone().into_bytes();
            hide(&mut bytes);
            show(&mut bytes);
            prop_assert_eq!(bytes, text.into_bytes());
        }
    }
}
