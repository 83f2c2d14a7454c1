//! Colours: what a piece of text is (a [`Label`]) decides how it looks.
//!
//! Whether to colour at all, and how wide the terminal is, the edge decides and passes in.

use crate::domain::ticket::Priority;
use crate::domain::ticket::workflow::Category;
use anstyle::{AnsiColor, Effects};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How to print for this reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub color: bool,
    /// Columns of the terminal. `None` for a pipe: nothing is wrapped or cut.
    pub width: Option<usize>,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Plain,
    Header,
    Title,
    /// Secondary text: times, channels, the rest of an id.
    Dim,
    /// The part of an id that is enough to name it.
    IdHead,
    Status(Category),
    Priority(Priority),
    /// Who writes: somebody who asks, somebody of the desk.
    Requester,
    Agent,
    Internal,
    /// What was looked for.
    Hit,
    Error,
    /// Things are as they should be.
    Done,
    Warning,
    Hint,
}

impl Label {
    fn style(self) -> anstyle::Style {
        let plain = anstyle::Style::new();
        let color = |c: AnsiColor| plain.fg_color(Some(c.into()));
        match self {
            Label::Plain => plain,
            Label::Header | Label::Dim => plain.effects(Effects::DIMMED),
            Label::Title => plain.effects(Effects::BOLD),
            Label::IdHead => color(AnsiColor::Magenta).effects(Effects::BOLD),
            Label::Status(category) => match category {
                Category::New => color(AnsiColor::Cyan).effects(Effects::BOLD),
                Category::Open => color(AnsiColor::Red),
                Category::Pending => color(AnsiColor::Blue),
                Category::Hold => color(AnsiColor::Magenta),
                Category::Solved => color(AnsiColor::Green),
                Category::Closed => plain.effects(Effects::DIMMED),
            },
            Label::Priority(Priority::Urgent) => color(AnsiColor::Red).effects(Effects::BOLD),
            Label::Priority(Priority::High) => color(AnsiColor::Yellow),
            Label::Priority(Priority::Normal) => plain,
            Label::Priority(Priority::Low) => plain.effects(Effects::DIMMED),
            Label::Requester => color(AnsiColor::Cyan).effects(Effects::BOLD),
            Label::Agent => color(AnsiColor::Green).effects(Effects::BOLD),
            Label::Hit => color(AnsiColor::Yellow).effects(Effects::BOLD),
            Label::Internal | Label::Warning => color(AnsiColor::Yellow),
            Label::Error => color(AnsiColor::Red).effects(Effects::BOLD),
            Label::Done => color(AnsiColor::Green),
            Label::Hint => color(AnsiColor::Cyan),
        }
    }
}

impl Style {
    /// The text in the colours of its label. The text must be harmless already.
    pub fn paint(&self, label: Label, text: &str) -> String {
        self.dress(label.style(), text)
    }

    /// The text in a look of its own. The text must be harmless already.
    pub fn dress(&self, look: anstyle::Style, text: &str) -> String {
        match self.color && !text.is_empty() && !look.is_plain() {
            true => format!("{look}{text}{look:#}"),
            false => text.to_owned(),
        }
    }
}

/// Columns that a terminal gives this text.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text cut to `max` columns, `…` included where something is missing.
pub fn fit(text: &str, max: usize) -> String {
    // A flood of combining marks has no width, but a cost.
    let bytes = max.saturating_mul(BYTES_PER_COLUMN);
    if text.len() <= max || (text.len() <= bytes && width(text) <= max) {
        return text.to_owned();
    }
    match max.checked_sub(1) {
        Some(room) => format!("{}…", head(text, room, bytes).trim_end()),
        None => String::new(),
    }
}

/// The longest beginning of at most so many columns and bytes. Combining characters stay with their
/// base; joined emoji are counted part by part, so that they may be cut early but never late.
fn head(text: &str, columns: usize, bytes: usize) -> &str {
    const JOINER: char = '\u{200d}';
    let (mut used, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns || at + c.len_utf8() > bytes {
            break;
        }
        end = at + c.len_utf8();
    }
    text[..end].trim_end_matches(JOINER)
}

/// Bytes that one column may take: a base with a handful of marks, or half a family of emoji.
const BYTES_PER_COLUMN: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_off_unless_asked_for() {
        assert_eq!(Style::default().paint(Label::Error, "x"), "x");
        let style = Style { color: true, width: None };
        assert_eq!(style.paint(Label::Error, "x"), "\x1b[1m\x1b[31mx\x1b[0m");
        assert_eq!(style.paint(Label::Plain, "x"), "x");
    }

    #[test]
    fn cutting_counts_columns_and_not_characters() {
        assert_eq!(fit("checkout", 8), "checkout");
        assert_eq!(fit("checkout!", 8), "checkou…");
        assert_eq!(fit("決済が失敗する", 8), "決済が…");
        assert_eq!(fit("e\u{301}e\u{301}e\u{301}", 3), "e\u{301}e\u{301}e\u{301}");
        assert_eq!(fit("e\u{301}e\u{301}e\u{301}e\u{301}", 3), "e\u{301}e\u{301}…");
        assert_eq!(fit("pay now", 5), "pay…");
        assert_eq!(fit("x", 0), "");
    }

    #[test]
    fn a_flood_of_combining_marks_is_cut() {
        let flood = format!("a{}", "\u{301}".repeat(100_000));
        assert!(fit(&flood, 20).len() < 1_000);
    }
}
