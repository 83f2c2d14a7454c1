//! For whom we print: language, terminal, clock and zone; and the names that this reader knows
//! statuses, fields and the like by.

use super::style::{Label, Style};
use super::when::{self, Local};
use super::words::Words;
use crate::domain::people::People;
use crate::domain::ticket::{Csat, Key};
use crate::domain::time::Time;
use crate::kit::escape::one_line;

/// The person (or the pipe) that reads, all of it decided at the edge.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub words: &'a Words,
    pub style: Style,
    /// The present, for `3 h ago`.
    pub now: Time,
    /// The desk's zone.
    pub local: Local<'a>,
    /// Who is behind an address, where the desk knows.
    pub people: Option<&'a People>,
}

impl<'a> Reader<'a> {
    /// The same reader, told who people are.
    pub fn knowing(self, people: &'a People) -> Reader<'a> {
        Reader { people: Some(people), ..self }
    }

    /// Somebody as a ticket names them, and by name: `Ana Ruiz <ana@example.com>`.
    pub fn person(&self, who: &str) -> String {
        match self.name(who) {
            Some(name) => format!("{} <{}>", one_line(name), one_line(who)),
            None => one_line(who).into_owned(),
        }
    }

    /// Somebody as people call them: by name where the desk knows it.
    pub fn called(&self, who: &str) -> String {
        one_line(self.name(who).unwrap_or(who)).into_owned()
    }

    /// Somebody in little room: by name on a terminal, in a pipe as the ticket has them, for programs.
    pub fn person_in_short(&self, who: &str) -> String {
        let name = self.name(who).filter(|_| self.style.width.is_some());
        one_line(name.unwrap_or(who)).into_owned()
    }

    fn name(&self, who: &str) -> Option<&'a str> {
        self.people?.find(who)?.name.as_deref().filter(|name| !name.is_empty())
    }

    /// A word of a family (`status`, `priority`, `channel` …) as this reader calls it. A word of the
    /// desk's own prints as it is.
    pub fn word(&self, family: &str, word: &str) -> String {
        let key = format!("{family}-{word}");
        if self.words.has(&key) { self.words.say(&key) } else { one_line(word).into_owned() }
    }

    /// The name of a field within a sentence.
    pub fn field(&self, name: &str) -> String {
        self.word("field", name)
    }

    /// The name of a field as a heading.
    pub fn heading(&self, name: &str) -> String {
        capital(&self.field(name))
    }

    /// A single value of a ticket; the value is what [`crate::domain::ticket::Ticket::get`] gives.
    pub fn value(&self, key: Key, value: &str) -> String {
        match key {
            Key::Status => self.word("status", value),
            Key::Priority => self.word("priority", value),
            Key::Type => self.word("type", value),
            Key::Channel => self.word("channel", value),
            Key::Number => format!("#{}", one_line(value)),
            Key::Until | Key::Due | Key::Created | Key::Closed => match value.parse::<Time>() {
                Ok(time) => self.date_time(time),
                Err(_) => one_line(value).into_owned(),
            },
            _ => one_line(value).into_owned(),
        }
    }

    pub fn csat(&self, csat: &Csat) -> String {
        let score = self.word("csat", &csat.score);
        match &csat.comment {
            Some(comment) => format!("{score}: {}", one_line(comment)),
            None => score,
        }
    }

    pub fn date_time(&self, time: Time) -> String {
        when::date_time(time, self.local)
    }

    /// Date and distance: `2026-11-20 09:12 (3 h ago)`.
    pub fn time(&self, time: Time) -> String {
        when::both(time, self.now, self.local, self.words)
    }

    pub fn dim(&self, text: &str) -> String {
        self.style.paint(Label::Dim, text)
    }
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
