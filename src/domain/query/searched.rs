//! What of a ticket is searched for words, and who may see it.
//!
//! Its title; what was said and noted; the names of its files; whom it is from, what it is about, and the values of its
//! custom fields. Who works on it and how far it has come is asked by keys, and is no text.

use super::needle::Needle;
use crate::domain::ticket::{Ticket, Value, Visibility};
use std::borrow::Cow;

/// Kinds of texts. A requester sees the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Title,
    /// Public messages, and the names of public files.
    Said,
    /// Internal ones.
    Noted,
    /// What the desk keeps of it besides.
    Kept,
}

/// Where in a ticket a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    /// The message at this place.
    Message(usize),
    Attachment,
    Requester,
    Organization,
    Category,
    Tag,
    Ref,
    /// The custom field of this name.
    Field(String),
}

/// One of the texts of a ticket. No phrase goes on from one to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'t> {
    pub column: Column,
    pub part: Part,
    pub text: Cow<'t, str>,
}

/// Words to search for, and whether by the eyes of a requester.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    pub needle: Needle,
    pub public: bool,
}

impl Column {
    pub const ALL: [Column; 4] = [Column::Title, Column::Said, Column::Noted, Column::Kept];

    /// Whether requesters may see it. What the desk keeps besides is not theirs.
    pub fn is_public(self) -> bool {
        matches!(self, Column::Title | Column::Said)
    }

    /// Those by which tickets are held against each other: what was said, in the eyes of the desk or of a requester.
    pub fn compared(public: bool) -> impl Iterator<Item = Column> {
        let all = [Column::Title, Column::Said, Column::Noted].into_iter();
        all.filter(move |column| !public || column.is_public())
    }

    fn of(visibility: Visibility) -> Column {
        if visibility.is_public() { Column::Said } else { Column::Noted }
    }
}

impl Sought {
    pub fn is_in(&self, ticket: &Ticket) -> bool {
        texts(ticket).any(|text| (!self.public || text.column.is_public()) && self.needle.is_in(&text.text))
    }
}

/// All texts of a ticket: its title, its messages in their order, then the rest.
pub fn texts(ticket: &Ticket) -> impl Iterator<Item = Text<'_>> {
    let text = |column, part, text| Text { column, part, text: Cow::Borrowed(text) };
    let title = std::iter::once(text(Column::Title, Part::Title, ticket.title.as_str()));
    let messages = ticket.messages.iter().enumerate();
    let messages =
        messages.map(move |(place, message)| text(Column::of(message.visibility), Part::Message(place), &message.text));
    let files = ticket.attachments.iter();
    let files = files.map(move |file| text(Column::of(file.visibility), Part::Attachment, &file.name));
    title.chain(messages).chain(files).chain(kept(ticket))
}

fn kept(ticket: &Ticket) -> impl Iterator<Item = Text<'_>> {
    let text = |part, text| Text { column: Column::Kept, part, text };
    let once = [
        (Part::Requester, &ticket.requester),
        (Part::Organization, &ticket.organization),
        (Part::Category, &ticket.category),
    ];
    let once = once
        .into_iter()
        .filter_map(move |(part, word)| Some(text(part, Cow::Borrowed(word.as_deref()?))));
    let tags = ticket.tags.iter().map(move |tag| text(Part::Tag, Cow::Borrowed(tag.as_str())));
    let refs = ticket.refs.iter().map(move |name| text(Part::Ref, Cow::Borrowed(name.as_str())));
    let fields = ticket.fields.iter().flat_map(move |(name, value)| {
        let part = Part::Field(name.clone());
        leaves(value).into_iter().map(move |leaf| text(part.clone(), leaf))
    });
    once.chain(tags).chain(refs).chain(fields)
}

/// The plain values within a value.
fn leaves(value: &Value) -> Vec<Cow<'_, str>> {
    match value {
        Value::Null => Vec::new(),
        Value::Text(text) => vec![Cow::Borrowed(text)],
        Value::List(items) => items.iter().flat_map(leaves).collect(),
        Value::Map(items) => items.iter().flat_map(|(_, item)| leaves(item)).collect(),
        plain => vec![Cow::Owned(plain.to_text())],
    }
}
