//! The fast reader of our own canonical emission.
//!
//! It knows the forms that [`super::emit()`] writes and nothing else. Whatever deviates (a comment, a
//! blank line, another indentation, single quotes) is `None`, and the tolerant reader has its say.

use super::node::{Entry, Node, Style, Tree, duplicate};
use super::read::Limits;
use std::borrow::Cow;

/// The tree in `text`, if it is written the canonical way and within the limits.
pub(super) fn read<'a>(text: &'a str, limits: &Limits) -> Option<Node<'a>> {
    if text.len() > limits.bytes || !text.ends_with('\n') || !is_clean(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader { text, at: 0, line: 1, start: 0, left: limits.nodes, depth: limits.depth };
    let root = reader.map(0, 1)?;
    (reader.at == text.len()).then_some(root)
}

/// No character that YAML forbids, or that some reader takes for the end of a line.
fn is_clean(bytes: &[u8]) -> bool {
    // Almost every file is plain ASCII; without an early exit this is a few vector instructions.
    let ascii = |all, &b: &u8| all & (matches!(b, b'\n' | b' '..=b'~'));
    bytes.iter().fold(true, ascii) || is_clean_text(bytes)
}

fn is_clean_text(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(i, &b)| match b {
        b'\n' | b'\t' | 0x20..=0x7e => true,
        0x00..=0x1f | 0x7f => false,
        // C1 controls with NEL; U+2028 and U+2029; U+FEFF, U+FFFE and U+FFFF.
        0xc2 => bytes[i + 1] >= 0xa0,
        0xe2 => bytes[i + 1] != 0x80 || !matches!(bytes[i + 2], 0xa8 | 0xa9),
        0xef => !matches!((bytes[i + 1], bytes[i + 2]), (0xbb, 0xbf) | (0xbf, 0xbe | 0xbf)),
        _ => true,
    })
}

struct Reader<'a> {
    text: &'a str,
    /// The next byte; always on the boundary of a character.
    at: usize,
    line: u32,
    /// Where the present line starts.
    start: usize,
    /// Nodes that may still come.
    left: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Passes the end of a line, which must be here.
    fn newline(&mut self) -> Option<()> {
        if self.text.as_bytes().get(self.at) != Some(&b'\n') {
            return None;
        }
        self.at += 1;
        self.line += 1;
        self.start = self.at;
        Some(())
    }

    fn place(&self) -> (u32, u32) {
        let before = &self.text[self.start..self.at];
        let characters = if before.is_ascii() { before.len() } else { before.chars().count() };
        (self.line, characters as u32 + 1)
    }

    fn node(&mut self, value: Tree<'a>, (line, column): (u32, u32)) -> Option<Node<'a>> {
        self.left = self.left.checked_sub(1)?;
        Some(Node { value, line, column })
    }

    /// Passes the indentation of the next line if it is exactly `indent` and the line goes on.
    fn indented(&mut self, indent: usize) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let spaces = rest.iter().take_while(|&&b| b == b' ').count();
        let here = spaces == indent && rest.len() > spaces;
        if here {
            self.at += indent;
        }
        here
    }

    /// The map whose first key is here.
    fn map(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        if depth > self.depth {
            return None;
        }
        let place = self.place();
        let mut entries = Vec::with_capacity(if indent == 0 { 24 } else { 8 });
        loop {
            let (line, column) = self.place();
            let len = self.key()?;
            let key = Cow::Borrowed(&self.text[self.at..self.at + len]);
            self.at += len + 1;
            let value = self.value(indent, depth)?;
            entries.push(Entry { key, line, column, value });
            if !self.indented(indent) {
                break;
            }
        }
        if duplicate(&entries).is_some() {
            return None;
        }
        self.node(Tree::Map(entries), place)
    }

    /// The length of the key that is here, if a plain key and its colon are.
    fn key(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let is_first = |b: u8| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..);
        let goes_on = |b: u8| is_first(b) || matches!(b, b' ' | b'+' | b'-' | b'.' | b'/' | b'@');
        let len = rest.iter().position(|&b| !goes_on(b))?;
        let ends = rest[len] == b':' && matches!(rest.get(len + 1), Some(b' ' | b'\n'));
        // Beyond 1,024 characters YAML has no simple key.
        (ends && len > 0 && len <= 1000 && is_first(rest[0]) && rest[len - 1] != b' ').then_some(len)
    }

    /// What follows the colon of a key in a map at `indent`.
    fn value(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        if self.peek(0) == b' ' {
            self.at += 1;
            return self.scalar(indent);
        }
        self.newline()?;
        if self.indented(indent) {
            let (line, column) = self.place();
            return if self.is_item() { self.list(indent, depth + 1, (line, column + 2)) } else { None };
        }
        if self.indented(indent + 2) && !self.is_item() { self.map(indent + 2, depth + 1) } else { None }
    }

    fn is_item(&self) -> bool {
        self.peek(0) == b'-' && self.peek(1) == b' '
    }

    /// The list whose first dash is here. The parser places a list that is not indented at its first
    /// item, so `place` is for the caller to say.
    fn list(&mut self, indent: usize, depth: usize, place: (u32, u32)) -> Option<Node<'a>> {
        if depth > self.depth {
            return None;
        }
        let mut items = Vec::with_capacity(4);
        loop {
            self.at += 2;
            items.push(self.item(indent, depth)?);
            let line = self.at;
            if !self.indented(indent) {
                break;
            }
            if !self.is_item() {
                // A key of the map that has this list: its indentation is the map's to pass.
                self.at = line;
                break;
            }
        }
        self.node(Tree::List(items), place)
    }

    fn item(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        if self.is_item() {
            let place = self.place();
            return self.list(indent + 2, depth + 1, place);
        }
        if self.key().is_some() { self.map(indent + 2, depth + 1) } else { self.scalar(indent) }
    }

    /// The scalar that is here, with the end of its line; its parent is at `indent`.
    fn scalar(&mut self, indent: usize) -> Option<Node<'a>> {
        if self.peek(0) == b'|' {
            return self.block(indent);
        }
        let place = self.place();
        let value = match self.peek(0) {
            b'"' => self.quoted()?,
            b'[' | b'{' => self.empty()?,
            _ => self.plain()?,
        };
        self.node(value, place)
    }

    fn empty(&mut self) -> Option<Tree<'a>> {
        let tree = match (self.peek(0), self.peek(1)) {
            (b'[', b']') => Tree::List(Vec::new()),
            (b'{', b'}') => Tree::Map(Vec::new()),
            _ => return None,
        };
        self.at += 2;
        self.newline()?;
        Some(tree)
    }

    /// A plain scalar of one line.
    fn plain(&mut self) -> Option<Tree<'a>> {
        let rest = &self.text.as_bytes()[self.at..];
        let starts = match rest[0] {
            b'-' => matches!(rest.get(1), Some(b'0'..=b'9' | b'.')),
            b => !PLAIN_START_EXCEPT.contains(&b),
        };
        let ends = |i: usize| matches!(rest.get(i + 1), None | Some(b' ' | b'\n'));
        let stops = |(i, &b): (usize, &u8)| match b {
            b'\n' | b'\t' => true,
            b':' => ends(i),
            b' ' => matches!(rest.get(i + 1), None | Some(b'#' | b'\n')),
            _ => false,
        };
        let len = rest.iter().enumerate().position(stops)?;
        let text = &self.text[self.at..self.at + len];
        self.at += len;
        self.newline()?;
        starts.then_some(Tree::Scalar(Cow::Borrowed(text), Style::Bare))
    }

    fn quoted(&mut self) -> Option<Tree<'a>> {
        let rest = &self.text[self.at + 1..];
        let stop = rest.bytes().position(|b| matches!(b, b'"' | b'\\' | b'\n' | b'\t'))?;
        let text = match rest.as_bytes()[stop] {
            b'"' => {
                self.at += stop + 2;
                Cow::Borrowed(&rest[..stop])
            }
            b'\\' => Cow::Owned(self.escaped()?),
            _ => return None,
        };
        self.newline()?;
        Some(Tree::Scalar(text, Style::Text))
    }

    /// A quoted text that has escapes in it, from its opening quote to its closing one.
    fn escaped(&mut self) -> Option<String> {
        let mut out = String::new();
        let mut rest = &self.text[self.at + 1..];
        loop {
            let stop = rest.bytes().position(|b| matches!(b, b'"' | b'\\' | b'\n' | b'\t'))?;
            out.push_str(&rest[..stop]);
            match rest.as_bytes()[stop] {
                b'"' => {
                    self.at = self.text.len() - rest.len() + stop + 1;
                    return Some(out);
                }
                b'\\' => rest = unescape(&rest[stop + 1..], &mut out)?,
                _ => return None,
            }
        }
    }

    /// A literal block below a parent at `indent`: its content stands two further in. Its place is
    /// that of its first line which is not blank.
    fn block(&mut self, indent: usize) -> Option<Node<'a>> {
        self.at += 1;
        let told = self.peek(0) == b'2';
        self.at += usize::from(told);
        let chomp = self.peek(0);
        self.at += usize::from(matches!(chomp, b'-' | b'+'));
        self.newline()?;
        let from = self.at;
        let first = self.block_line(indent + 2)?;
        if !told && (first.is_empty() || first.starts_with([' ', '\t'])) {
            return None;
        }
        let mut first_line = (!first.is_empty()).then_some(self.line - 1);
        let mut blank = 0;
        while !self.is_at_end() {
            match self.block_line(indent + 2) {
                Some("") => blank += 1,
                Some(_) => (first_line, blank) = (first_line.or(Some(self.line - 1)), 0),
                None => break,
            }
        }
        if blank > 0 && chomp != b'+' {
            return None;
        }
        let mut text = self.dedented(from, indent + 2);
        if chomp == b'-' {
            match &mut text {
                Cow::Borrowed(text) => *text = text.strip_suffix('\n')?,
                Cow::Owned(text) => drop(text.pop()),
            }
        }
        self.node(Tree::Scalar(text, Style::Block), (first_line?, indent as u32 + 3))
    }

    /// Passes one line of a block and gives its content; stays where it is when the block has ended.
    fn block_line(&mut self, indent: usize) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let len = rest.bytes().position(|b| b == b'\n')?;
        let line = &rest[..len];
        let content = match line.as_bytes().iter().take(indent).position(|&b| b != b' ') {
            _ if line.is_empty() => "",
            None if line.len() > indent => &line[indent..],
            _ => return None,
        };
        self.at += len;
        self.newline()?;
        Some(content)
    }

    /// The lines from `from` to here without their indentation.
    fn dedented(&self, from: usize, indent: usize) -> Cow<'a, str> {
        let block = &self.text[from..self.at];
        if block.bytes().filter(|&b| b == b'\n').count() == 1 {
            return Cow::Borrowed(&block[indent.min(block.len() - 1)..]);
        }
        let mut out = String::with_capacity(block.len());
        for line in block.split_inclusive('\n') {
            out.push_str(if line == "\n" { line } else { &line[indent..] });
        }
        Cow::Owned(out)
    }
}

/// What cannot begin a plain scalar; `=` is a value of its own in YAML 1.1.
const PLAIN_START_EXCEPT: &[u8; 21] = b" ?:,[]{}#&*!|>'\"%@`=\n";

/// Reads the escape whose backslash is before `rest`; gives what follows it.
fn unescape<'t>(rest: &'t str, out: &mut String) -> Option<&'t str> {
    let digits = match rest.as_bytes().first()? {
        b'n' => return push(out, '\n', rest),
        b't' => return push(out, '\t', rest),
        b'r' => return push(out, '\r', rest),
        b'"' => return push(out, '"', rest),
        b'\\' => return push(out, '\\', rest),
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => return None,
    };
    let number = rest.get(1..=digits)?;
    if !number.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    out.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
    Some(&rest[digits + 1..])
}

fn push<'t>(out: &mut String, c: char, rest: &'t str) -> Option<&'t str> {
    out.push(c);
    Some(&rest[1..])
}
