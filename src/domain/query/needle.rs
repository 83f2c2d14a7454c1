//! What is looked for by `search`: words that follow each other, in a text read without regard to case
//! and accents. The last of them may be the beginning of a longer word: `time` finds *timeout*.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word, or a phrase. Punctuation between words does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// Folded; at least one, none of them empty.
    words: Vec<String>,
}

impl Needle {
    /// `None`: there is no letter or digit in it.
    pub fn read(text: &str) -> Option<Needle> {
        let mut all = String::new();
        append_words(text, &mut all);
        let words: Vec<String> = all.split_ascii_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Needle { words })
    }

    /// As they are compared: lower case, without accents; letters and digits only. The last of them may be
    /// the beginning of a word.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.find(&Folded::of(text).text, 0).is_some()
    }

    /// Where it is in a text: ranges of its bytes, in order, apart from each other.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::of(text);
        let (mut out, mut from) = (Vec::new(), 0);
        while let Some(place) = self.find(&folded.text, from) {
            from = place.end;
            out.push(folded.origin(text, &place));
        }
        out
    }

    /// The first place at or behind `from` in a folded text.
    fn find(&self, folded: &str, mut from: usize) -> Option<Range<usize>> {
        let first = self.words.first()?;
        while let Some(start) = folded.get(from..)?.find(first.as_str()).map(|at| from + at) {
            if begins_word(folded, start)
                && let Some(end) = self.follow(folded, start + first.len())
            {
                return Some(start..end);
            }
            from = start + folded[start..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// Where the rest of the words ends, when they follow the first one, which ends here.
    fn follow(&self, folded: &str, mut end: usize) -> Option<usize> {
        for word in &self.words[1..] {
            if !begins_word(folded, end) {
                return None;
            }
            let rest = folded[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
            let after = rest.strip_prefix(word.as_str())?;
            end = folded.len() - after.len();
        }
        Some(end)
    }
}

/// Appends the words of a text as needles have them, with blanks between them and before them.
pub fn append_words(text: &str, words: &mut String) {
    let mut last = None;
    let mut add = |c: char| {
        if c.is_alphanumeric() {
            if last.is_none_or(|last| is_boundary(last, c)) {
                words.push(' ');
            }
            words.push(c);
        }
        last = Some(c);
    };
    match text.is_ascii() {
        true => text.chars().for_each(|c| add(c.to_ascii_lowercase())),
        false => text.chars().flat_map(folded).for_each(add),
    }
}

/// A character in lower case without accents; one that is an accent is none.
fn folded(c: char) -> impl Iterator<Item = char> {
    // Of its own an accent is part of the character before it.
    let base = (!is_combining_mark(c)).then(|| c.to_lowercase());
    base.into_iter().flatten().nfd().filter(|c| !is_combining_mark(*c))
}

/// Whether no word goes on across this place.
fn begins_word(folded: &str, at: usize) -> bool {
    match (folded[..at].chars().next_back(), folded[at..].chars().next()) {
        (Some(before), Some(after)) => is_boundary(before, after),
        _ => true,
    }
}

fn is_boundary(before: char, after: char) -> bool {
    !before.is_alphanumeric() || !after.is_alphanumeric() || stands_alone(before) || stands_alone(after)
}

/// A character of a script that puts no blanks between words: Chinese, Japanese.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text in lower case without accents, and where each of its pieces was.
struct Folded {
    text: String,
    /// Beginnings of characters, in the folded text and in the original. Empty: they are the same.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    fn of(text: &str) -> Folded {
        if text.is_ascii() {
            return Folded { text: text.to_ascii_lowercase(), origins: Vec::new() };
        }
        let mut all = Folded { text: String::with_capacity(text.len()), origins: Vec::new() };
        for (at, c) in text.char_indices() {
            if !is_combining_mark(c) {
                all.origins.push((all.text.len(), at));
                all.text.extend(folded(c));
            }
        }
        all
    }

    /// The bytes of the original that became this range.
    fn origin(&self, text: &str, range: &Range<usize>) -> Range<usize> {
        if self.origins.is_empty() {
            return range.clone();
        }
        let begins_behind = |place: usize| self.origins.partition_point(|(folded, _)| *folded < place);
        let start = self.origins.partition_point(|(folded, _)| *folded <= range.start);
        let original = |index: usize| self.origins.get(index).map_or(text.len(), |(_, at)| *at);
        original(start.saturating_sub(1))..original(begins_behind(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(needle: &str, text: &'t str) -> Vec<&'t str> {
        let needle = Needle::read(needle).unwrap_or_else(|| panic!("{needle} has words"));
        needle.places(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        assert_eq!(found("time", "Timeout, TIMES and a downtime"), ["Time", "TIME"]);
        assert_eq!(found("502", "HTTP 502; 5021 and 1502"), ["502", "502"]);
        assert_eq!(found("k3-502", "about K3 502."), ["K3 502"]);
        assert_eq!(found("out", "timeout"), [""; 0]);
    }

    #[test]
    fn a_phrase_is_words_in_a_row_whatever_is_between_them() {
        assert_eq!(found("timeout err", "a timeout-error, a timeout\n  erring"), ["timeout-err", "timeout\n  err"]);
        assert_eq!(found("ana@acme.com", "from Ana@Acme.com"), ["Ana@Acme.com"]);
        assert_eq!(found("timeout error", "timeouts error; timeout of an error; errors"), [""; 0]);
        assert_eq!(found("a a b", "a a a b"), ["a a b"]);
    }

    #[test]
    fn accents_do_not_matter_on_either_side() {
        assert_eq!(found("facturacion", "La FACTURACIÓN falla"), ["FACTURACIÓN"]);
        assert_eq!(found("FACTURACIÓN", "la facturacion"), ["facturacion"]);
        let decomposed = "facturacio\u{301}n";
        assert_eq!(found(decomposed, &format!("su {decomposed}!")), [decomposed]);
        assert_eq!(found("facturacio", &format!("su {decomposed}")), ["facturacio\u{301}"]);
        assert_eq!(found("straße", "die Straße"), ["Straße"]);
    }

    #[test]
    fn scripts_without_blanks_are_searched_character_by_character() {
        assert_eq!(found("失敗", "決済が失敗する"), ["失敗"]);
        assert_eq!(found("する", "決済が失敗する"), ["する"]);
    }

    #[test]
    fn what_has_no_word_is_no_needle() {
        for text in ["", "  ", "!?", "-", "*", "\u{301}"] {
            assert_eq!(Needle::read(text), None, "{text}");
        }
    }

    proptest! {
        /// The index knows these words only.
        #[test]
        fn a_needle_is_in_a_text_when_it_is_in_its_words(needle in "[aáA失 ]{1,3}|\\PC{1,4}", text in "[aáÁ\u{301}b失 -]{0,20}|\\PC{0,20}") {
            let Some(needle) = Needle::read(&needle) else { return Ok(()) };
            let mut words = String::new();
            append_words(&text, &mut words);
            let words: Vec<&str> = words.split(' ').collect();
            let (last, whole) = needle.words().split_last().expect("it has words");
            let begins = |found: &[&str]| found.iter().zip(whole).all(|(a, b)| a == b) && found[whole.len()].starts_with(last.as_str());
            prop_assert_eq!(needle.is_in(&text), words.windows(whole.len() + 1).any(begins));
        }

        #[test]
        fn places_are_in_order_and_hold_what_is_looked_for(needle in "[aáA ]{1,3}|\\PC{1,3}", text in "[aáÁ\u{301}b -]{0,20}|\\PC{0,20}") {
            let Some(needle) = Needle::read(&needle) else { return Ok(()) };
            let places = needle.places(&text);
            prop_assert_eq!(needle.is_in(&text), !places.is_empty());
            let mut end = 0;
            for place in places {
                prop_assert!(place.start >= end && place.end > place.start);
                end = place.end;
                prop_assert!(needle.is_in(&text[place]));
            }
        }
    }
}
