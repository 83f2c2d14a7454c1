//! What is wrong with a query, and where.
//!
//! The words are found by name: `query-fault-<kind>` for what happened (arguments `key` and `found`)
//! and `query-expected-<what>` for what would do (argument `list`), both in `query.ftl`.

use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// The first thing wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {found}", kind.as_str())]
pub struct Fault {
    pub kind: FaultKind,
    /// Bytes of the query line, on character boundaries; empty where something is missing.
    pub span: Range<usize>,
    /// The text that is at fault.
    pub found: String,
    /// The key that it belongs to.
    pub key: Option<String>,
    /// What would mend it, as it can be typed in the place of `found`.
    pub suggestion: Option<String>,
    pub expected: Option<Expected>,
}

/// What would have done in this place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of these words.
    Words(Vec<String>),
    Time,
    Number,
    Duration,
    Version,
    Id,
}

impl Expected {
    /// The last part of `query-expected-<what>`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Expected::Words(_) => "words",
            Expected::Time => "time",
            Expected::Number => "number",
            Expected::Duration => "duration",
            Expected::Version => "version",
            Expected::Id => "id",
        }
    }
}

/// Kinds and their names.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident => $word:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FaultKind { $($(#[$doc])* $variant),+ }

        impl FaultKind {
            pub const ALL: &'static [FaultKind] = &[$(FaultKind::$variant),+];

            /// A stable name, the last part of `query-fault-<kind>`.
            pub fn as_str(self) -> &'static str {
                match self { $(FaultKind::$variant => $word),+ }
            }
        }
    };
}

kinds! {
    UnknownKey => "unknown-key",
    /// `!=`, `==`, `=>` and the like.
    UnknownOperator => "unknown-operator",
    BadValue => "bad-value",
    NoSuchDate => "no-such-date",
    /// A time outside the years 1 to 9999.
    TimeRange => "time-range",
    /// Nothing after `key:` or after a comma, or an empty quotation.
    MissingValue => "missing-value",
    /// Nothing to the left or right of `or`, or after `-`.
    MissingTerm => "missing-term",
    UnclosedQuote => "unclosed-quote",
    UnclosedParen => "unclosed-paren",
    UnopenedParen => "unopened-paren",
    EmptyGroup => "empty-group",
    /// The key has no order, so `<` and `>` mean nothing.
    NoOrder => "no-order",
    /// `<` and `>` take one plain value.
    OneValue => "one-value",
    /// The key takes no `a..b`.
    NoRange => "no-range",
    /// A range that ends before or where it begins.
    EmptyRange => "empty-range",
    /// The key takes no `*`.
    NoWildcard => "no-wildcard",
    /// Something to search for without a letter or digit in it.
    NoWord => "no-word",
    /// `sort:` in parentheses or negated.
    SortPlace => "sort-place",
    /// `me`, and nobody knows who that is.
    UnknownMe => "unknown-me",
    /// Nothing that the ticket itself says, where only that counts, as in a policy.
    NotStored => "not-stored",
    TooDeep => "too-deep",
    TooLong => "too-long",
}

impl Fault {
    pub fn new(kind: FaultKind, span: Range<usize>, found: &str) -> Self {
        Fault { kind, span, found: found.to_owned(), key: None, suggestion: None, expected: None }
    }

    pub fn of_key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    pub fn suggesting(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }

    pub fn expecting(mut self, expected: Expected) -> Self {
        self.expected = Some(expected);
        self
    }

    /// Expects one of these words, and suggests the nearest to what was found.
    pub fn expecting_words<'a>(self, words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let nearest = nearest(&self.found, &words).map(str::to_owned);
        let list = words.iter().map(|w| (*w).to_owned()).collect();
        Fault { suggestion: nearest.or(self.suggestion), expected: Some(Expected::Words(list)), ..self }
    }

    /// The query on one line and carets under the span on the next. Control characters show as one
    /// replacement character, so that a query from a file cannot steer the terminal.
    pub fn caret(&self, query: &str) -> String {
        let mut line = String::new();
        let (mut before, mut under) = (0, 0);
        for (place, c) in query.char_indices() {
            let shown = match c {
                '\n' | '\t' | '\r' => ' ',
                c if c.is_control() => char::REPLACEMENT_CHARACTER,
                c => c,
            };
            line.push(shown);
            let width = shown.width().unwrap_or(0);
            if place < self.span.start {
                before += width;
            } else if place < self.span.end {
                under += width;
            }
        }
        format!("{line}\n{}{}", " ".repeat(before), "^".repeat(under.max(1)))
    }
}

/// The word most like `typed`, when it is like enough to be meant: a third of the letters may differ.
pub(super) fn nearest<'a>(typed: &str, words: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let allowed = (typed.chars().count() / 3).clamp(1, 3);
    let ranked = words.iter().map(|word| (strsim::osa_distance(&typed, &word.to_lowercase()), *word));
    ranked
        .filter(|(d, _)| (1..=allowed).contains(d))
        .min_by_key(|(d, _)| *d)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_span_and_wide_characters_take_two_columns() {
        let fault = |span| Fault::new(FaultKind::BadValue, span, "x");
        assert_eq!(fault(7..11).caret("status:opne x"), "status:opne x\n       ^^^^");
        let line = "title:日本 statsu:open";
        let at = line.find("statsu").expect("it is there");
        assert_eq!(fault(at..at + 6).caret(line), format!("{line}\n           ^^^^^^"));
        assert_eq!(fault(6..12).caret("title:日本"), "title:日本\n      ^^^^");
        assert_eq!(fault(5..5).caret("(open"), "(open\n     ^");
        assert_eq!(fault(0..1).caret("\u{1b}[31m\nx"), "\u{fffd}[31m x\n^");
        assert_eq!(fault(90..99).caret("é"), "é\n ^");
    }

    #[test]
    fn a_mistyped_word_finds_the_one_that_was_meant() {
        let words = ["status", "title", "tag"];
        assert_eq!(nearest("statsu", &words), Some("status"));
        assert_eq!(nearest("Titel", &words), Some("title"));
        assert_eq!(nearest("frobnicate", &words), None);
        assert_eq!(nearest("", &words), None);
    }

    #[test]
    fn every_kind_has_its_words_in_both_languages() {
        let sources =
            [include_str!("../../render/words/en/query.ftl"), include_str!("../../render/words/es/query.ftl")];
        let expected = [
            Expected::Words(Vec::new()),
            Expected::Time,
            Expected::Number,
            Expected::Duration,
            Expected::Version,
            Expected::Id,
        ];
        let faults = FaultKind::ALL.iter().map(|k| format!("\nquery-fault-{} =", k.as_str()));
        let keys = faults.chain(expected.iter().map(|e| format!("\nquery-expected-{} =", e.as_str())));
        for key in keys {
            assert!(sources.iter().all(|s| s.contains(&key)), "{key}");
        }
    }
}
