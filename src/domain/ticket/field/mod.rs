//! Custom fields: what a desk declares, what may stand in them, and when they must be filled.
//!
//! `read` turns what somebody typed, or wrote into a file, into the one form of its type; `check`
//! holds a ticket against all declarations; `order` compares values by their type, as queries do.

mod check;
mod condition;
mod order;
mod read;

pub use check::Moment;
pub use condition::{Condition, Subject};
pub use order::{Sorted, is_version};
pub use read::Reading;

use crate::domain::people::same_person;

/// One entry of `config/fields.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As tickets carry it.
    pub name: String,
    pub kind: FieldKind,
    /// What people see in its place.
    pub label: Said,
    /// What belongs into it.
    pub help: Said,
    /// From when on it must be filled. `None`: never.
    pub required: Option<Moment>,
    /// All of these must hold for the field to be there at all.
    pub when: Vec<Condition>,
}

/// The types of fields.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    Text,
    /// Both ends are allowed values.
    Number {
        least: Option<f64>,
        most: Option<f64>,
    },
    /// One of these words.
    Choice(Vec<String>),
    /// Any of these words, each once.
    Multi(Vec<String>),
    /// A day, `2026-11-20`.
    Date,
    /// A length of time, `1h30m`; a day has 24 hours.
    Duration,
    Person,
    /// `2.10.1`, `v3`, `1.0.0-rc.1`.
    Version,
    /// An address of the web or of a repository.
    Url,
}

impl FieldKind {
    /// The words for the types, in the order of the documentation.
    pub const NAMES: [&'static str; 9] =
        ["text", "number", "choice", "multi", "date", "duration", "person", "version", "url"];

    pub fn as_str(&self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Number { .. } => "number",
            FieldKind::Choice(_) => "choice",
            FieldKind::Multi(_) => "multi",
            FieldKind::Date => "date",
            FieldKind::Duration => "duration",
            FieldKind::Person => "person",
            FieldKind::Version => "version",
            FieldKind::Url => "url",
        }
    }

    /// The words that may stand in it, where they are few.
    pub fn choices(&self) -> &[String] {
        match self {
            FieldKind::Choice(words) | FieldKind::Multi(words) => words,
            _ => &[],
        }
    }
}

/// A text for people in the languages that somebody wrote it in: tag of the language, text. An empty
/// tag is for all the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(pub Vec<(String, String)>);

impl Said {
    /// The text in this language, else in its main language (`es` for `es-MX`), else for all, else the
    /// first that there is.
    pub fn in_language(&self, tag: &str) -> Option<&str> {
        let main = tag.split(['-', '_']).next().unwrap_or(tag);
        let of = |wanted: &str| self.0.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted));
        let found = of(tag).or_else(|| of(main)).or_else(|| of("")).or(self.0.first());
        found.map(|(_, text)| text.as_str())
    }
}

/// The custom fields of a desk. A desk that declares none takes any name and any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    pub list: Vec<Field>,
}

impl Fields {
    /// The field of this name, in whatever case it is written.
    pub fn find(&self, name: &str) -> Option<&Field> {
        self.list.iter().find(|f| same_person(&f.name, name))
    }
}

/// What is wrong with the custom fields of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldFault {
    /// The desk declares fields, and not this one.
    #[error("unknown-field {name}")]
    Unknown { name: String, known: Vec<String> },
    /// Not of the type (one of [`FieldKind::NAMES`]).
    #[error("bad-field-value {field} {kind}")]
    Form { field: String, kind: &'static str, found: String },
    #[error("unknown-choice {field} {found}")]
    NoChoice { field: String, found: String, known: Vec<String> },
    #[error("out-of-range {field} {found}")]
    Range { field: String, found: String, least: Option<String>, most: Option<String> },
    /// Nobody of the desk, and no address either.
    #[error("unknown-person {field} {found}")]
    NoPerson { field: String, found: String, known: Vec<String> },
    /// These must be filled, from this moment on.
    #[error("missing-fields {}", fields.join(","))]
    Missing { fields: Vec<String>, moment: Moment },
    /// The field is there only when something else has a certain value, as `type: incident`.
    #[error("field-not-here {field}")]
    NotHere { field: String, needs: String },
}

#[cfg(test)]
mod tests;
