//! A line of a text around the places that matter in it, which are lit up.

use super::reader::Reader;
use super::style::{Label, width};
use crate::kit::escape::{is_unsafe, visible};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns before the first place.
const BEFORE: usize = 40;

/// Harmless pieces of one line; with `true` for those that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pieces: Vec<(String, bool)>,
}

impl Excerpt {
    /// At most so many columns from a little before the first place. Places are bytes of the text, in
    /// order, apart from each other.
    pub fn of(text: &str, places: &[Range<usize>], columns: usize) -> Excerpt {
        let first = places.first().map_or(0, |place| place.start);
        let start = beginning(text, first, BEFORE.min(columns / 3));
        let mut excerpt = Excerpt { pieces: Vec::new() };
        if start > 0 {
            excerpt.push("…", false);
        }
        excerpt.fill(text, start, places, columns);
        excerpt
    }

    /// The text from its beginning on; `None`: all of it.
    pub fn whole(text: &str, places: &[Range<usize>], columns: Option<usize>) -> Excerpt {
        let mut excerpt = Excerpt { pieces: Vec::new() };
        excerpt.fill(text, 0, places, columns.unwrap_or(usize::MAX));
        excerpt
    }

    fn fill(&mut self, text: &str, start: usize, places: &[Range<usize>], columns: usize) {
        let mut used: usize = self.pieces.iter().map(|(piece, _)| width(piece)).sum();
        let mut places = places.iter().skip_while(|place| place.end <= start).peekable();
        let mut blank = true;
        for (at, c) in text[start..].trim_end().char_indices().map(|(at, c)| (start + at, c)) {
            places.next_if(|place| place.end <= at);
            let matters = places.peek().is_some_and(|place| place.contains(&at));
            let space = c.is_whitespace();
            if space && blank {
                continue;
            }
            blank = space;
            let shown = if space { ' ' } else { c };
            used += shown.width().unwrap_or(0);
            // The last column is for the sign that something is missing.
            let more = || text[at..].trim_end().chars().nth(1).is_some();
            if used > columns || (used == columns && more()) {
                return self.cut();
            }
            let mut buffer = [0; 4];
            let piece = shown.encode_utf8(&mut buffer);
            if is_unsafe(shown) { self.push(&visible(piece), matters) } else { self.push(piece, matters) }
        }
    }

    fn cut(&mut self) {
        if let Some((piece, _)) = self.pieces.last_mut() {
            piece.truncate(piece.trim_end().len());
        }
        self.push("…", false);
    }

    fn push(&mut self, text: &str, matters: bool) {
        match self.pieces.last_mut().filter(|(_, last)| *last == matters) {
            Some((piece, _)) => piece.push_str(text),
            None => self.pieces.push((text.to_owned(), matters)),
        }
    }

    pub fn text(&self) -> String {
        self.pieces.iter().map(|(piece, _)| piece.as_str()).collect()
    }

    /// Beginning and end of what matters, in characters of the text.
    pub fn places(&self) -> Vec<(usize, usize)> {
        let mut at = 0;
        let mut out = Vec::new();
        for (piece, matters) in &self.pieces {
            let end = at + piece.chars().count();
            out.extend(matters.then_some((at, end)));
            at = end;
        }
        out
    }

    /// In the looks of a label, and what matters in its own.
    pub fn painted(&self, label: Label, reader: &Reader) -> String {
        let label = |matters: bool| if matters { Label::Hit } else { label };
        self.pieces
            .iter()
            .map(|(piece, matters)| reader.style.paint(label(*matters), piece))
            .collect()
    }
}

/// Where to begin, so that about so many columns come before a place, and no word is cut.
fn beginning(text: &str, place: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut start = place;
    for (at, c) in text[..place].char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > columns {
            let cut = text[start..place].find(char::is_whitespace);
            return cut.map_or(start, |blank| {
                let rest = &text[start + blank..place];
                place - rest.trim_start().len()
            });
        }
        start = at;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::slice::from_ref;

    fn excerpt(text: &str, word: &str, columns: usize) -> String {
        let place = text.find(word).expect("it is there");
        let excerpt = Excerpt::of(text, from_ref(&(place..place + word.len())), columns);
        excerpt
            .pieces
            .iter()
            .map(|(piece, hit)| if *hit { format!("[{piece}]") } else { piece.clone() })
            .collect()
    }

    #[test]
    fn a_short_text_is_there_whole_on_one_line() {
        assert_eq!(excerpt("The gateway\n\n  times out.\n", "times", 80), "The gateway [times] out.");
    }

    #[test]
    fn a_long_one_is_cut_on_both_sides_between_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(excerpt(text, "eight", 30), "…seven [eight] nine ten eleven…");
        assert_eq!(excerpt(text, "one", 12), "[one] two thr…");
        assert_eq!(excerpt(text, "twelve", 30), "…eleven [twelve]");
    }

    #[test]
    fn wide_characters_count_two_and_dangerous_ones_are_named() {
        assert_eq!(excerpt("決済が失敗する", "失敗", 10), "…が[失敗]す…");
        let shown = excerpt("a \u{1b}[31mred", "red", 80);
        assert!(!shown.contains('\u{1b}') && shown.ends_with("[red]"), "{shown}");
    }

    #[test]
    fn places_are_characters_of_the_excerpt() {
        let text = "é é timeout é";
        let at = text.find("timeout").expect("it is there");
        let excerpt = Excerpt::of(text, from_ref(&(at..at + 7)), 80);
        assert_eq!((excerpt.text().as_str(), excerpt.places()), (text, vec![(4, 11)]));
        assert_eq!(Excerpt::whole("abc", from_ref(&(1..2)), Some(2)).text(), "a…");
    }
}
