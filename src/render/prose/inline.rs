//! Within a line: emphasis, code, links; then broken to the width, each piece in its own dress.

use super::super::layout::wrap;
use super::super::style::Style;
use anstyle::{AnsiColor, Effects, Style as Dress};

/// Bytes that an emphasis, a code or a link may span. It bounds what a hostile text can cost.
const REACH: usize = 400;
/// Emphasis within emphasis.
const DEPTH: usize = 3;

/// A piece of a line that looks the same throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    dress: Dress,
    text: String,
}

/// What stands in front of the pieces of a line, dressed already.
pub struct Lead<'a> {
    pub first: &'a str,
    pub next: &'a str,
    /// Columns of either.
    pub columns: usize,
}

impl Lead<'_> {
    pub const NONE: Lead<'static> = Lead { first: "", next: "", columns: 0 };
}

/// The line broken to the terminal.
pub fn lines(text: &str, dress: Dress, lead: &Lead, style: &Style) -> Vec<String> {
    let mut spans = Vec::new();
    read(text, dress, DEPTH, &mut spans);
    let plain: String = spans.iter().map(|span| span.text.as_str()).collect();
    let room = Style { width: style.width.map(|w| w.saturating_sub(lead.columns)), ..*style };
    let mut rest = spans.iter().flat_map(|span| span.text.chars().map(|c| (c, span.dress)));
    let piece = |(i, piece): (usize, String)| {
        let before = if i == 0 { lead.first } else { lead.next };
        format!("{before}{}", dressed(&piece, &mut rest, style))
    };
    wrap(&plain, 0, 0, &room).into_iter().enumerate().map(piece).collect()
}

/// One piece in the dress that each of its characters has. Breaking a line drops blanks only, so the
/// characters of the piece are found in order.
fn dressed(piece: &str, rest: &mut impl Iterator<Item = (char, Dress)>, style: &Style) -> String {
    let (mut out, mut run, mut worn) = (String::new(), String::new(), Dress::new());
    for c in piece.chars() {
        let dress = rest.find(|(of, _)| *of == c).map_or(worn, |(_, dress)| dress);
        if dress != worn {
            out.push_str(&style.dress(worn, &run));
            run.clear();
            worn = dress;
        }
        run.push(c);
    }
    out + &style.dress(worn, &run)
}

fn read(text: &str, dress: Dress, depth: usize, out: &mut Vec<Span>) {
    let (mut plain, mut at) = (String::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        match mark(&text[at..], before, depth) {
            Some(mark) => {
                push(&mut plain, dress, out);
                mark.write(dress, depth, out);
                at += mark.length;
            }
            None => {
                let escaped = c == '\\' && text[at + 1..].starts_with(['*', '_', '`', '~', '[']);
                at += c.len_utf8();
                if !escaped {
                    plain.push(c);
                } else if let Some(next) = text[at..].chars().next() {
                    plain.push(next);
                    at += next.len_utf8();
                }
            }
        }
    }
    push(&mut plain, dress, out);
}

fn push(plain: &mut String, dress: Dress, out: &mut Vec<Span>) {
    if !plain.is_empty() {
        out.push(Span { dress, text: std::mem::take(plain) });
    }
}

/// Something marked at the beginning of a text: so many bytes.
struct Mark<'a> {
    length: usize,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Code(&'a str),
    Inner(Effects, &'a str),
    /// What is shown, and where it leads when that is something else.
    Link(&'a str, Option<&'a str>),
}

impl Mark<'_> {
    fn write(&self, dress: Dress, depth: usize, out: &mut Vec<Span>) {
        let with = |effects: Effects| dress.effects(dress.get_effects() | effects);
        match self.kind {
            Kind::Code(text) => {
                out.push(Span { dress: dress.fg_color(Some(AnsiColor::Cyan.into())), text: text.to_owned() });
            }
            Kind::Inner(effects, text) => read(text, with(effects), depth - 1, out),
            Kind::Link(text, None) => out.push(Span { dress: with(Effects::UNDERLINE), text: text.to_owned() }),
            Kind::Link(text, Some(address)) => {
                read(text, with(Effects::BOLD), depth - 1, out);
                out.push(Span { dress, text: " (".to_owned() });
                out.push(Span { dress: with(Effects::UNDERLINE), text: address.to_owned() });
                out.push(Span { dress, text: ")".to_owned() });
            }
        }
    }
}

fn mark(text: &str, before: Option<char>, depth: usize) -> Option<Mark<'_>> {
    let in_word = before.is_some_and(char::is_alphanumeric);
    match text.as_bytes().first()? {
        b'`' => code(text),
        b'*' | b'_' | b'~' if !in_word && depth > 0 => emphasis(text),
        b'[' | b'!' if depth > 0 => link(text),
        b'h' if !in_word => bare_link(text),
        b'<' => {
            let inner = bare_link(&text[1..])?;
            let closed = text[1 + inner.length..].starts_with('>');
            closed.then_some(Mark { length: inner.length + 2, kind: inner.kind })
        }
        _ => None,
    }
}

/// The beginning of a text within reach, cut where a character ends.
fn within_reach(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// As many equal signs as the text begins with.
fn run(text: &str) -> &str {
    let sign = text.chars().next().unwrap_or(' ');
    &text[..text.len() - text.trim_start_matches(sign).len()]
}

fn code(text: &str) -> Option<Mark<'_>> {
    let ticks = run(text);
    let inner = within_reach(text.get(ticks.len()..)?);
    let end = inner.match_indices(ticks).map(|(end, _)| end).find(|&end| {
        let (before, after) = (&inner[..end], &inner[end + ticks.len()..]);
        !before.ends_with('`') && !after.starts_with('`')
    })?;
    let shown = inner[..end].strip_prefix(' ').and_then(|t| t.strip_suffix(' ')).unwrap_or(&inner[..end]);
    (!shown.is_empty()).then_some(Mark { length: end + 2 * ticks.len(), kind: Kind::Code(shown) })
}

fn emphasis(text: &str) -> Option<Mark<'_>> {
    let signs = run(text);
    let effects = match signs {
        "*" | "_" => Effects::ITALIC,
        "**" | "__" => Effects::BOLD,
        "***" | "___" => Effects::BOLD | Effects::ITALIC,
        "~~" => Effects::STRIKETHROUGH,
        _ => return None,
    };
    let inner = within_reach(&text[signs.len()..]);
    let closes = |&end: &usize| {
        let (within, after) = (&inner[..end], &inner[end + signs.len()..]);
        let sign = signs.chars().next().unwrap_or(' ');
        end > 0
            && !within.ends_with([' ', sign, '\\'])
            && !after.starts_with(sign)
            && !after.trim_start_matches(['.', '/', '-']).starts_with(char::is_alphanumeric)
    };
    let end = inner.match_indices(signs).map(|(end, _)| end).find(closes)?;
    let opens = !inner.starts_with(' ');
    opens.then_some(Mark { length: end + 2 * signs.len(), kind: Kind::Inner(effects, &inner[..end]) })
}

/// `[text](address)`, and images likewise.
fn link(text: &str) -> Option<Mark<'_>> {
    let image = usize::from(text.starts_with('!'));
    let whole = within_reach(text);
    let inner = whole.get(image..)?.strip_prefix('[')?;
    let end = inner.find("](")?;
    let rest = &inner[end + 2..];
    let close = rest.find(')')?;
    let (shown, address) = (&inner[..end], &rest[..close]);
    if shown.contains('[') || address.is_empty() || address.contains([' ', '(']) {
        return None;
    }
    let length = image + 1 + end + 2 + close + 1;
    let kind =
        if shown.is_empty() || shown == address { Kind::Link(address, None) } else { Kind::Link(shown, Some(address)) };
    Some(Mark { length, kind })
}

fn bare_link(text: &str) -> Option<Mark<'_>> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find([' ', '<', '>', '"', '`']).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_', '~']);
    (address.len() > scheme.len()).then_some(Mark { length: address.len(), kind: Kind::Link(address, None) })
}
