//! On what the presence of a field depends.

use crate::domain::people::same_person;
use crate::domain::ticket::category::is_within;
use crate::domain::ticket::{Key, Ticket, Value};
use std::fmt;

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A value of the ticket, one of [`Subject::KEYS`].
    Key(Key),
    /// Another custom field, by name.
    Field(String),
}

impl Subject {
    /// The values of a ticket on which a field may depend.
    pub const KEYS: [Key; 6] = [Key::Type, Key::Category, Key::Priority, Key::Group, Key::Brand, Key::Channel];

    /// Reads `type`, `category` …, `field.NAME`.
    pub fn parse(word: &str) -> Option<Subject> {
        match word.strip_prefix("field.") {
            Some("") => None,
            Some(name) => Some(Subject::Field(name.to_owned())),
            None => Subject::KEYS.into_iter().find(|key| key.as_str() == word).map(Subject::Key),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Key(key) => key.fmt(f),
            Subject::Field(name) => write!(f, "field.{name}"),
        }
    }
}

/// A field is there when its subject has any of these values; `*` is any value at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub on: Subject,
    pub any: Vec<String>,
}

impl Condition {
    pub fn holds(&self, ticket: &Ticket) -> bool {
        match &self.on {
            Subject::Key(key) => ticket.get(*key).is_some_and(|value| self.fits(&value)),
            Subject::Field(name) => match ticket.field(name) {
                Some(Value::List(items)) => items.iter().any(|item| self.fits(&item.to_text())),
                Some(value) => self.fits(&value.to_text()),
                None => false,
            },
        }
    }

    /// Whether a value is one of those that are wanted; a blank one is none.
    pub fn fits(&self, value: &str) -> bool {
        !value.is_empty() && self.any.iter().any(|wanted| self.is(value, wanted))
    }

    /// A category stands for all that grows on it.
    fn is(&self, value: &str, wanted: &str) -> bool {
        let branch = self.on == Subject::Key(Key::Category) && is_within(value, wanted.trim_end_matches("/*"));
        branch || wanted == "*" || same_person(value, wanted)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.on, self.any.join(", "))
    }
}
