//! Forms: what is asked of whoever files a certain kind of ticket, as GitHub's issue forms put it, and what
//! the answers become.
//!
//! `answer` holds answers against the elements; `asked` says which of them are there at all; `body` writes
//! answers as the text of a message and reads such a text back; `later` holds a ticket that is to be solved
//! against the form that it was filed by.

mod answer;
mod asked;
mod body;
mod later;
#[cfg(test)]
mod tests;

pub use answer::Answers;
pub use asked::Facts;

use super::field::{Condition, Moment};
use super::{Key, Kind, Priority};

/// A file in `forms/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// What is typed: the name of its file without the ending.
    pub name: String,
    /// What people see in its place.
    pub label: String,
    /// What it is for.
    pub description: Option<String>,
    /// The title of a ticket that is given no other.
    pub title: Option<String>,
    pub tags: Vec<String>,
    /// Who gets the ticket. A desk has one assignee; GitHub's forms may name several.
    pub assignee: Option<String>,
    pub kind: Option<Kind>,
    pub priority: Option<Priority>,
    pub group: Option<String>,
    pub category: Option<String>,
    /// The brands that it is for; of one alone the ticket gets it. Empty: all.
    pub brands: Vec<String>,
    /// In their order. Ids differ.
    pub elements: Vec<Element>,
}

/// A question, or a text between questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    pub id: String,
    /// The question; for a text between questions, that text.
    pub label: String,
    pub description: Option<String>,
    /// An example of an answer.
    pub placeholder: Option<String>,
    /// From when on it must be answered. What must be answered to solve has a custom field for a target.
    pub required: Option<Moment>,
    /// All of these must hold for it to be asked. A field is the answer to an element before this one, by id.
    pub when: Vec<Condition>,
    /// The answer that is there before anybody says anything.
    pub preset: Vec<String>,
    pub kind: ElementKind,
    /// Where the answer goes besides the message.
    pub target: Option<Target>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ElementKind {
    /// A text in Markdown, to be read only.
    Markdown,
    /// One line.
    Input,
    /// Lines; `render` is the language of the code block that they become.
    Textarea {
        render: Option<String>,
    },
    Dropdown {
        multiple: bool,
        options: Vec<String>,
    },
    Checkboxes(Vec<Checkbox>),
    /// Files, which a ticket has as attachments.
    Upload,
}

/// A box to tick; one that is required must be ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkbox {
    pub label: String,
    pub required: bool,
}

/// The part of a ticket that an answer fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A custom field.
    Field(String),
    Part(Part),
}

/// The parts of a ticket that a form may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Type,
    Priority,
    Group,
    Brand,
    Category,
    Language,
    Requester,
}

impl Part {
    pub const ALL: [Part; 7] =
        [Part::Type, Part::Priority, Part::Group, Part::Brand, Part::Category, Part::Language, Part::Requester];

    pub fn as_str(self) -> &'static str {
        match self {
            Part::Type => "type",
            Part::Priority => "priority",
            Part::Group => "group",
            Part::Brand => "brand",
            Part::Category => "category",
            Part::Language => "language",
            Part::Requester => "requester",
        }
    }

    pub fn key(self) -> Key {
        match self {
            Part::Type => Key::Type,
            Part::Priority => Key::Priority,
            Part::Group => Key::Group,
            Part::Brand => Key::Brand,
            Part::Category => Key::Category,
            Part::Language => Key::Language,
            Part::Requester => Key::Requester,
        }
    }

    /// Whether a word can stand there, in whatever case it is written.
    pub fn takes(self, word: &str) -> bool {
        let word = word.to_lowercase();
        match self {
            Part::Type => Kind::parse(&word).is_some(),
            Part::Priority => Priority::parse(&word).is_some(),
            _ => true,
        }
    }
}

impl ElementKind {
    /// As it is written in a file.
    pub fn as_str(&self) -> &'static str {
        match self {
            ElementKind::Markdown => "markdown",
            ElementKind::Input => "input",
            ElementKind::Textarea { .. } => "textarea",
            ElementKind::Dropdown { .. } => "dropdown",
            ElementKind::Checkboxes(_) => "checkboxes",
            ElementKind::Upload => "upload",
        }
    }
}

impl Element {
    /// Whether it takes an answer in words: neither a text to be read nor a place for files.
    pub fn is_question(&self) -> bool {
        !matches!(self.kind, ElementKind::Markdown | ElementKind::Upload)
    }

    /// What can be chosen; empty where an answer is written.
    pub fn options(&self) -> Vec<String> {
        match &self.kind {
            ElementKind::Dropdown { options, .. } => options.clone(),
            ElementKind::Checkboxes(boxes) => boxes.iter().map(|b| b.label.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether several options may be chosen.
    pub fn is_multiple(&self) -> bool {
        matches!(self.kind, ElementKind::Dropdown { multiple: true, .. } | ElementKind::Checkboxes(_))
    }
}

impl Form {
    /// The elements that take an answer.
    pub fn questions(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(|e| e.is_question())
    }

    /// The question of this id, in whatever case it is written.
    pub fn question(&self, id: &str) -> Option<&Element> {
        self.questions().find(|e| e.id.eq_ignore_ascii_case(id))
    }
}

/// Whether a form can be called so, and with it the file: letters, digits, hyphens, underscores, dots
/// within.
pub fn is_name(text: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && !text.starts_with(['.', '-']) && text.len() <= 100 && text.chars().all(inner)
}

/// The id of an element that has none, from its label: `What happened?` → `what-happened`.
pub fn id_of_label(label: &str) -> String {
    let mut id = String::new();
    for c in label.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}
