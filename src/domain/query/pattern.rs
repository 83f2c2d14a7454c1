//! Text compared: without regard to case, whole or in part, with `*` for any text.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Pieces of text with anything between them: `["a"]` is exactly *a*, `["", "a", ""]` contains it,
/// `["", "@acme.com"]` ends with it. Pieces are folded in advance, as the text to compare must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<String>,
}

impl Pattern {
    pub fn exactly(folded: impl Into<String>) -> Self {
        Pattern { pieces: vec![folded.into()] }
    }

    /// `*` in it stands for any text.
    pub fn glob(folded: &str) -> Self {
        Pattern { pieces: folded.split('*').map(str::to_owned).collect() }
    }

    pub fn ends_with(folded: impl Into<String>) -> Self {
        Pattern { pieces: vec![String::new(), folded.into()] }
    }

    /// The pattern anywhere in a longer text.
    pub fn anywhere(self) -> Self {
        let mut pieces = vec![String::new()];
        pieces.extend(self.pieces.into_iter().filter(|p| !p.is_empty()));
        pieces.push(String::new());
        Pattern { pieces }
    }

    /// One piece: equal to it. More: the first begins the text, the last ends it, and the others come
    /// between in order.
    pub fn pieces(&self) -> &[String] {
        &self.pieces
    }

    /// Takes time in proportion to the text and no more, whatever the pattern.
    pub fn matches(&self, folded: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces.iter().all(|only| only == folded);
        };
        let Some(mut rest) = folded.strip_prefix(first.as_str()) else {
            return false;
        };
        for piece in middle {
            match rest.find(piece.as_str()) {
                Some(place) => rest = &rest[place + piece.len()..],
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

/// Lower case: how names, words and addresses are compared.
pub fn lower(text: &str) -> Cow<'_, str> {
    match text.is_ascii() && !text.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}

/// Lower case without accents: how prose is searched.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return lower(text);
    }
    Cow::Owned(text.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_match_in_order_and_do_not_overlap() {
        let table = [
            ("payments/*", "payments/checkout", true),
            ("payments/*", "payments", false),
            ("*/checkout", "payments/checkout", true),
            ("a*a", "a", false),
            ("a*a", "aa", true),
            ("a*b*a", "aba", true),
            ("a*b*a", "ab", false),
            ("*", "", true),
            ("**", "x", true),
            ("", "", true),
            ("", "x", false),
        ];
        for (glob, text, want) in table {
            assert_eq!(Pattern::glob(glob).matches(text), want, "{glob} {text}");
        }
        assert!(Pattern::glob("b*d").anywhere().matches("abcde"));
        assert!(Pattern::exactly("").anywhere().matches("x"));
        assert!(!Pattern::exactly("*").matches("x"));
    }

    #[test]
    fn prose_is_folded_and_names_keep_their_accents() {
        assert_eq!(fold("Facturación ÑANDÚ"), "facturacion nandu");
        assert_eq!(fold("PLAIN"), "plain");
        assert_eq!(lower("José@X"), "josé@x");
    }
}
