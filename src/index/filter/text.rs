//! Patterns as comparisons of a column, where these can say it.

use super::super::asked::Question;
use super::Reading;
use super::condition::Bound;
use crate::domain::query::pattern::Pattern;

/// A comparison of one column, and whether a lookup over it leads to the rows.
pub(super) struct Comparison {
    pub sql: String,
    pub values: Vec<Bound>,
    /// The column is one text, or begins with one.
    pub narrow: bool,
}

impl Reading<'_> {
    /// The column, whose texts are in the case that the pattern is in, is like it. Without a text it is not.
    pub(super) fn like(&mut self, column: &str, pattern: &Pattern) -> Comparison {
        let first = match pattern.pieces() {
            [only] => return compare(format!("{column} = ?"), [only.clone()]),
            pieces if pieces.iter().all(String::is_empty) => {
                return Comparison { sql: format!("{column} IS NOT NULL"), values: Vec::new(), narrow: false };
            }
            [first, ..] => first,
            [] => "",
        };
        let range = match (first.is_empty(), behind(first)) {
            (true, _) => Comparison { sql: String::new(), values: Vec::new(), narrow: false },
            (_, Some(end)) => compare(format!("{column} >= ? AND {column} < ?"), [first.to_owned(), end]),
            (_, None) => compare(format!("{column} >= ?"), [first.to_owned()]),
        };
        if matches!(pattern.pieces(), [_, last] if last.is_empty()) {
            return range;
        }
        let Comparison { mut sql, mut values, narrow } = range;
        if narrow {
            sql.push_str(" AND ");
        }
        sql.push_str(&format!("asked(?, {column})"));
        values.push(self.question(Question::Like(pattern.clone())));
        Comparison { sql, values, narrow }
    }
}

fn compare<const N: usize>(sql: String, texts: [String; N]) -> Comparison {
    Comparison { sql, values: texts.map(Bound::Text).into(), narrow: true }
}

/// The first text behind all that begin so; `None`: there is none. Bytes of UTF-8 are in the order of characters.
fn behind(beginning: &str) -> Option<String> {
    let mut text = beginning.to_owned();
    while let Some(last) = text.pop() {
        // Between the two lie the surrogates, which are no characters.
        let next = if last == '\u{d7ff}' { Some('\u{e000}') } else { char::from_u32(last as u32 + 1) };
        if let Some(next) = next {
            text.push(next);
            return Some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::behind;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_behind_the_last_character() {
        assert_eq!(behind("a"), Some("b".to_owned()));
        assert_eq!(behind("\u{d7ff}").as_deref(), Some("\u{e000}"));
        assert_eq!(behind("a\u{10ffff}\u{10ffff}").as_deref(), Some("b"));
        assert_eq!(behind("\u{10ffff}"), None);
    }

    proptest! {
        #[test]
        fn what_begins_so_is_what_lies_between(text in "\\PC{0,4}", beginning in "[a-b\u{7f}\u{d7ff}\u{10ffff}é]{1,3}") {
            let between = *text >= *beginning && behind(&beginning).is_none_or(|end| text < end);
            prop_assert_eq!(between, text.starts_with(&beginning));
            let longer = format!("{}{}", beginning, text);
            prop_assert!(*longer >= *beginning && behind(&beginning).is_none_or(|end| longer < end));
        }
    }
}
