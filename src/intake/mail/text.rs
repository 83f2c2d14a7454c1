//! The text of parts: one kind of line end, nothing that cannot be stored, cut where it is too long.

use super::MOST_TEXT;
use std::borrow::Cow;

/// Text as it can be stored: line feeds only, no NUL, no spaces that only fill up a line.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    // Of "flowed" text the trailing space means something to programs only.
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split('\n').map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// At most as much as is kept, cut at a line where there is one near; whether it was cut.
pub fn cut(text: String) -> (String, bool) {
    if text.len() <= MOST_TEXT {
        return (text, false);
    }
    let end = (0..=MOST_TEXT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let head = &text[..end];
    let line = head.rfind('\n').filter(|at| end - at < 4096).unwrap_or(end);
    (format!("{}\n…", &text[..line]), true)
}

/// One line: line ends, tabs and runs of spaces become one space. Control characters go: nobody means them in a
/// header, and they deceive.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most this many bytes, cut between characters.
pub fn short(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Cow::Owned(format!("{}…", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_storable() {
        assert_eq!(plain("\u{feff}a \r\nb\0\rc\n\n"), "a\nb\u{fffd}\nc");
        assert_eq!(one_line("a\r\n\tb  \u{1b}[2Jc"), "a b [2Jc");
        let (text, is_cut) = cut("é\n".repeat(MOST_TEXT));
        assert!(is_cut && text.len() <= MOST_TEXT + 4 && text.ends_with("é\n…"));
    }
}
