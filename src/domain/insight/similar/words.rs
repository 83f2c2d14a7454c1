//! The words of a ticket, and how often each is there: those of the title three times.

use super::strip;
use crate::domain::query::needle::append_words;
use crate::domain::ticket::Ticket;
use std::collections::BTreeMap;

/// How often a word of the title counts.
const TITLE: u32 = 3;
/// The most of all messages together that is looked at, in bytes.
const MOST: usize = 4 * strip::MOST;
/// The most different words of a text.
const DIFFERENT: usize = 4_096;
/// Longer ones are no words, in bytes.
const LONGEST: usize = 64;
/// From this length on, what is made of hexadecimal digits is the name of a run, a commit, an address.
const NAME: usize = 7;

/// Words that say nothing, in the languages of the product: nothing is looked for by them.
#[rustfmt::skip]
const STOP: [&str; 143] = [
    "a", "al", "algo", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "como", "con", "could", "cual",
    "cuando", "de", "del", "desde", "did", "do", "does", "donde", "el", "en", "entre", "era", "es", "esa", "ese", "eso",
    "esta", "estas", "este", "esto", "estos", "for", "from", "fue", "ha", "had", "han", "has", "have", "hay", "how", "i",
    "if", "in", "into", "is", "it", "its", "la", "las", "le", "les", "lo", "los", "mas", "may", "me", "mi", "more", "most",
    "muy", "my", "no", "nos", "not", "o", "of", "on", "or", "our", "out", "para", "pero", "por", "que", "se", "ser", "si",
    "sin", "so", "sobre", "some", "son", "su", "such", "sus", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "tiene", "to", "todo", "too", "un", "una", "uno", "unos", "up", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "y", "ya", "you", "your",
    "also", "any", "after", "before", "only", "other", "same", "cada", "otra", "otro", "porque", "tambien", "solo",
];

/// The words of a text, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bag {
    pub(super) counts: BTreeMap<String, u32>,
}

impl Bag {
    /// Of a title and of what was said.
    pub fn of<'t>(title: &str, said: impl IntoIterator<Item = &'t str>) -> Bag {
        let mut bag = Bag::default();
        bag.add(strip::until(strip::title(title), strip::MOST), TITLE);
        let mut left = MOST;
        for text in said {
            for line in strip::lines(text) {
                let line = strip::until(line, left);
                left -= line.len();
                bag.add(line, 1);
            }
        }
        bag
    }

    /// Of a ticket, by the eyes of a requester or of the desk.
    pub fn of_ticket(ticket: &Ticket, public: bool) -> Bag {
        let seen = ticket.messages.iter().filter(|message| !public || message.visibility.is_public());
        Bag::of(&ticket.title, seen.map(|message| message.text.as_str()))
    }

    fn add(&mut self, text: &str, times: u32) {
        let mut words = String::new();
        append_words(text, &mut words);
        for word in words.split_ascii_whitespace().filter(|word| is_word(word)) {
            if let Some(count) = self.counts.get_mut(word) {
                *count = count.saturating_add(times);
            } else if self.counts.len() < DIFFERENT {
                self.counts.insert(word.to_owned(), times);
            }
        }
    }
}

/// What differs from run to run is none.
fn is_word(word: &str) -> bool {
    let is_name = word.len() >= NAME
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'x');
    word.len() <= LONGEST && !is_name
}

/// Whether a word says anything.
pub(super) fn is_telling(word: &str) -> bool {
    !STOP.contains(&word)
}

/// What the forms of a word have in common: `failing`, `failed`, `fails`; `pagos`, `pago`.
pub(super) fn stem(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "s"];
    let is_plain = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let end = endings.into_iter().find(|end| word.len() >= end.len() + 4 && word.ends_with(end));
    end.filter(|_| is_plain).and_then(|end| word.strip_suffix(end)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_title_count_three_times() {
        let bag = Bag::of("[Bug] Login fails", ["The login hangs.\n### Steps\nlogin 2.7.3", "at run 5f2a9c01d"]);
        let counts: Vec<(&str, u32)> = bag.counts.iter().map(|(word, n)| (word.as_str(), *n)).collect();
        let expected =
            [("2", 1), ("3", 1), ("7", 1), ("at", 1), ("fails", 3), ("hangs", 1), ("login", 5), ("run", 1), ("the", 1)];
        assert_eq!(counts, expected);
    }

    #[test]
    fn forms_of_a_word_are_one() {
        assert_eq!(["failing", "failed", "fails"].map(stem), ["fail"; 3]);
        assert_eq!(["pagos", "pago", "gas", "k8s", "失敗s"].map(stem), ["pago", "pago", "gas", "k8s", "失敗s"]);
    }

    #[test]
    fn what_every_text_has_tells_nothing() {
        assert!(["the", "los", "tambien"].into_iter().all(|word| !is_telling(word)));
        assert!(["gateway", "pago", "502"].into_iter().all(is_telling));
    }

    #[test]
    fn hostile_texts_are_bounded() {
        let many: String = (0..200_000).map(|n| format!("w{n} ")).collect();
        assert!(Bag::of(&many, [many.as_str(), many.as_str()]).counts.len() <= DIFFERENT);
        for text in
            ["", "\0\0", "🦀🦀🦀", "--- !!!", &"9".repeat(1 << 20), &"失".repeat(1 << 20), &"\n".repeat(1 << 20)]
        {
            assert!(Bag::of(text, [text]).counts.len() <= 1, "{}", &text[..text.len().min(4)]);
        }
    }
}
