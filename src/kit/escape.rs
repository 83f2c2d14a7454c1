//! Text of strangers, made harmless for a terminal.
//!
//! A terminal obeys control characters, and a reader believes what bidirectional overrides show. Both
//! are printed here by a visible name: `␛`, `<U+202E>`. Everything that people write in, emoji and
//! right-to-left scripts included, stays as it is.

use std::borrow::Cow;

/// The text with every character that a terminal obeys, or that hides or reorders others, replaced by
/// a visible name. Line feeds and tabs stay; CR LF becomes LF.
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = first_unsafe(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    let mut rest = Scan::new(&text[first..]);
    // Whatever stands before the first unsafe character may open an emoji flag.
    rest.in_flag = text[..first].chars().next_back().is_some_and(|c| c == FLAG);
    while let Some(c) = rest.next() {
        match rest.kind(c) {
            Kind::Safe => out.push(c),
            Kind::LineEnd => {}
            Kind::Unsafe => name(c, &mut out),
        }
    }
    Cow::Owned(out)
}

/// One line: like [`visible`], with each run of line breaks and tabs as one blank, none at the ends.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    let trimmed = text.trim_matches(|c: char| breaks(c) || c == ' ');
    if !trimmed.contains(breaks) {
        return visible(trimmed);
    }
    let words: Vec<&str> = trimmed.split(breaks).filter(|w| !w.is_empty()).collect();
    Cow::Owned(visible(&words.join(" ")).into_owned())
}

/// The lines of a text, each harmless and without its line break. Tabs are four blanks.
pub fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.lines().map(|line| {
        let line = visible(line);
        if line.contains('\t') { Cow::Owned(line.replace('\t', "    ")) } else { line }
    })
}

/// Whether a terminal would obey this character, or a reader be deceived by it, anywhere in a text.
/// Line feed and tab are not among them.
pub fn is_unsafe(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Bidirectional embeddings, overrides and isolates; line and paragraph separators.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => true,
        // Invisible operators, deprecated format characters, interlinear annotation.
        '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => true,
        // Noncharacters.
        '\u{fdd0}'..='\u{fdef}' => true,
        c if u32::from(c) & 0xfffe == 0xfffe => true,
        c => is_tag(c) || c.is_control(),
    }
}

/// The black flag that emoji of regions begin with.
const FLAG: char = '\u{1f3f4}';

/// Invisible copies of ASCII, honest only within the flag of a region.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

fn first_unsafe(text: &str) -> Option<usize> {
    // Nearly all text is printable ASCII; this loop is what a long list spends its time in.
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\t')) {
        return None;
    }
    text.char_indices().find(|&(_, c)| is_unsafe(c)).map(|(at, _)| at)
}

fn name(c: char, out: &mut String) {
    match c {
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('\u{2421}'),
        c => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
    }
}

enum Kind {
    Safe,
    /// The CR of a CR LF.
    LineEnd,
    Unsafe,
}

/// Reads characters and knows whether a tag character belongs to a flag.
struct Scan<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    in_flag: bool,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Scan { chars: text.chars().peekable(), in_flag: false }
    }

    fn next(&mut self) -> Option<char> {
        self.chars.next()
    }

    fn kind(&mut self, c: char) -> Kind {
        let tag_of_flag = self.in_flag && is_tag(c);
        self.in_flag = c == FLAG || tag_of_flag;
        if tag_of_flag || !is_unsafe(c) {
            Kind::Safe
        } else if c == '\r' && self.chars.peek() == Some(&'\n') {
            Kind::LineEnd
        } else {
            Kind::Unsafe
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_are_shown_and_not_obeyed() {
        assert_eq!(visible("a\x1b[31mred\x07\x7f"), "a␛[31mred␇␡");
        assert_eq!(visible("\u{9b}31m\u{85}"), "<U+009B>31m<U+0085>");
        assert_eq!(visible("x\x1b]0;title\x07y"), "x␛]0;title␇y");
    }

    #[test]
    fn overrides_are_named_and_right_to_left_text_is_kept() {
        assert_eq!(visible("evil\u{202e}fdp.exe"), "evil<U+202E>fdp.exe");
        assert_eq!(visible("a\u{2067}b\u{2069}"), "a<U+2067>b<U+2069>");
        for honest in ["لا يعمل الدفع", "שלום\u{200f}!", "👨\u{200d}👩\u{200d}👧 ok", "می\u{200c}خواهم", "日本語"]
        {
            assert!(matches!(visible(honest), Cow::Borrowed(_)), "{honest}");
        }
    }

    #[test]
    fn hidden_ascii_is_named_but_not_in_a_flag() {
        assert_eq!(visible("hi\u{e0041}"), "hi<U+E0041>");
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        assert_eq!(visible(wales), wales);
    }

    #[test]
    fn line_breaks_of_every_kind_end_lines_and_no_more() {
        assert_eq!(visible("a\r\nb\rc"), "a\nb␍c");
        assert_eq!(one_line(" a\r\n\n\tb\u{2028}c "), "a b c");
        assert_eq!(lines("a\r\n\tb\n").collect::<Vec<_>>(), ["a", "    b"]);
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>(),
            (0u32..0xa0).prop_map(|c| char::from_u32(c).unwrap_or(' ')),
            (0x2000u32..0x2070).prop_map(|c| char::from_u32(c).unwrap_or(' ')),
            (0xe0000u32..0xe0080).prop_map(|c| char::from_u32(c).unwrap_or(' ')),
            Just(FLAG),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|v| v.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_survives(text in nasty()) {
            let obeyed = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}');
            prop_assert!(!visible(&text).contains(obeyed));
            prop_assert!(!one_line(&text).contains(char::is_control));
            prop_assert!(lines(&text).all(|l| !l.contains(char::is_control)));
        }

        #[test]
        fn harmless_text_stays_as_it_is(text in "[\\PC\n\t]{0,40}") {
            if !text.contains(is_unsafe) {
                prop_assert_eq!(visible(&text).into_owned(), text);
            }
        }

        #[test]
        fn making_harmless_twice_changes_nothing_more(text in nasty()) {
            let once = visible(&text).into_owned();
            prop_assert_eq!(visible(&once).into_owned(), once);
        }
    }
}
