//! The tolerant reader: any YAML that people write, within budgets.
//!
//! The events come from the parser below serde-saphyr, because only there a bare scalar still has
//! its source text (`007`, `12:30:45`, `1.10`).

use super::fault::{Expected, Fault, FaultKind};
use super::node::{Entry, Node, Style, Tree, duplicate};
use super::strict;
use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag, options};
use std::borrow::Cow;

/// What one text may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the text.
    pub bytes: usize,
    /// Lists and maps inside one another.
    pub depth: usize,
    /// Scalars, lists and maps together.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 8 << 20, depth: 64, nodes: 400_000 }
    }
}

/// Reads one document. An empty text is null.
pub fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Node<'a>, Fault> {
    if text.len() > limits.bytes {
        return Err(Fault::new(FaultKind::TooLarge { limit: limits.bytes }, 1, 1));
    }
    match strict::read(text, limits) {
        Some(node) => Ok(node),
        None => parse_any(text, limits).map_err(|fault| fault.in_text(text)),
    }
}

/// As [`parse`], from bytes that may be no text at all.
pub fn parse_bytes<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Node<'a>, Fault> {
    parse(text_of(bytes, limits)?, limits)
}

/// The text in these bytes, if they are UTF-8 and not too many.
pub fn text_of<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a str, Fault> {
    if bytes.len() > limits.bytes {
        return Err(Fault::new(FaultKind::TooLarge { limit: limits.bytes }, 1, 1));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = good.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let shown = String::from_utf8_lossy(bytes);
        Fault::new(FaultKind::NotUtf8, short(line), short(column)).in_text(&shown)
    })
}

/// The tolerant reader alone, without the strict one before it.
pub(super) fn parse_any<'a>(text: &'a str, limits: &Limits) -> Result<Node<'a>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(line) = conflict_marker(text) {
        return Err(Fault::new(FaultKind::ConflictMarkers, line, 1));
    }
    let options = options! {
        disallow_directives: true,
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    Builder { parser, limits, left: limits.nodes }.document()
}

/// The line of the first mark that a merge tool left. Such a line cannot be part of a text in a
/// ticket: whatever belongs to a key is indented.
fn conflict_marker(text: &str) -> Option<u32> {
    let is_mark = |line: &str| {
        ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
        })
    };
    text.split('\n').position(is_mark).map(|i| short(i + 1))
}

struct Builder<'a, 'l> {
    parser: Parser<'a, StrInput<'a>>,
    limits: &'l Limits,
    /// Nodes that may still come.
    left: usize,
}

impl<'a> Builder<'a, '_> {
    fn next(&mut self) -> Result<(Event<'a>, Span), Fault> {
        match self.parser.next_event() {
            Some(Ok(pair)) => Ok(pair),
            Some(Err(error)) => Err(self.scan_fault(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn scan_fault(&self, error: &ScanError) -> Fault {
        let kind = match error.kind() {
            ErrorKind::RecursionLimitExceeded => FaultKind::TooDeep { limit: self.limits.depth },
            kind => FaultKind::Syntax(kind.to_string()),
        };
        Fault::new(kind, short(error.marker().line()).max(1), short(error.marker().col() + 1))
    }

    fn document(&mut self) -> Result<Node<'a>, Fault> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => return Err(fault_at(FaultKind::SecondDocument, &span)),
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, &span, 0)?),
            }
        }
        let empty = Tree::Scalar(Cow::Borrowed(""), Style::Bare);
        Ok(root.unwrap_or(Node { value: empty, line: 1, column: 1 }))
    }

    fn node(&mut self, event: Event<'a>, span: &Span, depth: usize) -> Result<Node<'a>, Fault> {
        self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| fault_at(FaultKind::TooMany { limit: self.limits.nodes }, span))?;
        if depth > self.limits.depth {
            return Err(fault_at(FaultKind::TooDeep { limit: self.limits.depth }, span));
        }
        let value = match event {
            Event::Scalar(text, style, _, tag) => scalar(text, style, tag.as_deref(), span)?,
            Event::SequenceStart(_, _, tag) => {
                only_tag(tag.as_deref(), "seq", span)?;
                self.list(depth + 1)?
            }
            Event::MappingStart(_, _, tag) => {
                only_tag(tag.as_deref(), "map", span)?;
                self.map(depth + 1)?
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => return Err(fault_at(FaultKind::Alias, span)),
            _ => return Err(fault_at(FaultKind::Syntax(String::new()), span)),
        };
        Ok(Node { value, line: line(span), column: column(span) })
    }

    fn list(&mut self, depth: usize) -> Result<Tree<'a>, Fault> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Tree::List(items)),
                (event, span) => items.push(self.node(event, &span, depth)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Tree<'a>, Fault> {
        let mut entries = Vec::new();
        loop {
            let (key, at) = match self.next()? {
                (Event::MappingEnd, _) => break,
                (event, span) => (self.key(event, &span)?, span),
            };
            let (event, span) = self.next()?;
            let value = self.node(event, &span, depth)?;
            entries.push(Entry { key, line: line(&at), column: column(&at), value });
        }
        match duplicate(&entries) {
            None => Ok(Tree::Map(entries)),
            Some(i) => {
                let Entry { key, line, column, .. } = &entries[i];
                Err(Fault::new(FaultKind::DuplicateKey(key.to_string()), *line, *column))
            }
        }
    }

    fn key(&mut self, event: Event<'a>, span: &Span) -> Result<Cow<'a, str>, Fault> {
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(fault_at(FaultKind::Alias, span)),
            Event::Scalar(_, _, _, Some(tag)) => Err(fault_at(FaultKind::Tag(tag.original()), span)),
            Event::Scalar(text, style, _, _) if style != ScalarStyle::Plain || !span.is_empty() => Ok(text),
            _ => {
                let expected = FaultKind::Unexpected { expected: Expected::Key, found: String::new() };
                Err(fault_at(expected, span))
            }
        }
    }
}

fn scalar<'a>(text: Cow<'a, str>, style: ScalarStyle, tag: Option<&Tag>, span: &Span) -> Result<Tree<'a>, Fault> {
    only_tag(tag, "str", span)?;
    // The parser says `~` where nothing is written.
    let text = if style == ScalarStyle::Plain && span.is_empty() { Cow::Borrowed("") } else { text };
    let style = match style {
        ScalarStyle::Plain if tag.is_none() => Style::Bare,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        _ => Style::Text,
    };
    Ok(Tree::Scalar(text, style))
}

/// A tag would be lost when the file is written again, so only one that says what the node is
/// anyway is let through.
fn only_tag(tag: Option<&Tag>, allowed: &str, span: &Span) -> Result<(), Fault> {
    match tag {
        Some(tag) if !tag.is_yaml_core_schema_tag(allowed) => Err(fault_at(FaultKind::Tag(tag.original()), span)),
        _ => Ok(()),
    }
}

fn fault_at(kind: FaultKind, span: &Span) -> Fault {
    Fault::new(kind, line(span), column(span))
}

fn line(span: &Span) -> u32 {
    short(span.start.line()).max(1)
}

fn column(span: &Span) -> u32 {
    short(span.start.col() + 1)
}

fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
