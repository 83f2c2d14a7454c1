//! HTML as a person reads it: words, lists, quotes and where links lead. Nothing of it is run, fetched or shown.

use super::text::plain;
use html2text::config;
use html2text::render::PlainDecorator;

/// The most HTML that is laid out, in bytes; what is longer loses its markup only.
const MOST: usize = 2 << 20;
/// The most tags that may be open at a time.
const DEEPEST: usize = 256;
/// Columns. Lines of people are not broken by us.
const WIDTH: usize = 4096;

/// The text of a page.
pub fn text(html: &str) -> String {
    let laid_out = if html.len() <= MOST && depth(html) <= DEEPEST { laid_out(html) } else { None };
    plain(&squeezed(&laid_out.unwrap_or_else(|| stripped(html))))
}

fn laid_out(html: &str) -> Option<String> {
    let config = config::with_decorator(PlainDecorator::new())
        .raw_mode(true)
        .no_table_borders()
        .allow_width_overflow()
        .no_link_wrapping()
        .link_footnotes(true);
    config.string_from_read(html.as_bytes(), WIDTH).ok()
}

/// How deep tags are nested, by their beginnings and ends: no less than what a browser would make of it, but for
/// elements that end by themselves.
fn depth(html: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    let bytes = html.as_bytes();
    for at in memchr(bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => now = now.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() && !is_void(&bytes[at + 1..]) => {
                now += 1;
                most = most.max(now);
            }
            _ => {}
        }
    }
    most
}

fn memchr(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter(|(_, b)| **b == b'<').map(|(at, _)| at)
}

/// Elements that have no end, or whose end is mostly left out.
fn is_void(tag: &[u8]) -> bool {
    let name: Vec<u8> = tag.iter().take_while(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
    let known: [&[u8]; 13] =
        [b"br", b"img", b"hr", b"meta", b"link", b"input", b"col", b"wbr", b"area", b"base", b"p", b"li", b"source"];
    known.contains(&name.as_slice())
}

/// The words between tags, for what is too much to be laid out.
fn stripped(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let name: String = tag[1..].chars().take(8).take_while(|c| c.is_alphanumeric() || *c == '/').collect();
        let name = name.to_ascii_lowercase();
        let end = match name.as_str() {
            "script" => skipped(tag, "</script"),
            "style" => skipped(tag, "</style"),
            _ => 0,
        };
        let close = tag[end..].find('>').map_or(tag.len(), |close| end + close + 1);
        if ["br", "p", "/p", "div", "/div", "tr", "/tr", "li", "h1", "h2", "h3", "table"].contains(&name.as_str()) {
            out.push('\n');
        }
        rest = &tag[close..];
    }
    out.push_str(rest);
    entities(&out)
}

fn skipped(tag: &str, end: &str) -> usize {
    tag.as_bytes()
        .windows(end.len())
        .position(|w| w.eq_ignore_ascii_case(end.as_bytes()))
        .unwrap_or(0)
}

fn entities(text: &str) -> String {
    let pairs = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// No more than one blank line at a time: layout tables leave many.
fn squeezed(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = if line
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{200c}')
            .is_empty()
        {
            ""
        } else {
            line
        };
        if !(line.is_empty() && out.last().is_none_or(|last| last.is_empty())) {
            out.push(line);
        }
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_a_person_would_read_it() {
        let html = "<html><head><style>p {color: red}</style></head><body><p>Hola &amp; adi&oacute;s</p>\
            <ul><li>one<li>two</ul><p>See <a href=\"https://x.example/y\">this</a>.</p>\
            <blockquote>quoted<br>twice</blockquote><script>alert(1)</script></body></html>";
        let text = text(html);
        for part in ["Hola & adiós", "* one\n* two", "https://x.example/y", "> quoted\n> twice"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("alert") && !text.contains("color"), "{text}");
    }

    #[test]
    fn what_is_too_much_loses_its_markup_only() {
        for html in
            [format!("{}deep<b>", "<div>".repeat(100_000)), format!("<p>deep</p>{}", "<table><tr><td>".repeat(50_000))]
        {
            assert!(text(&html).contains("deep"));
        }
        assert_eq!(text(&format!("{}a &lt;b&gt;<br>c<style>x</style>", "<i>".repeat(300))), "a <b>\nc");
    }
}
