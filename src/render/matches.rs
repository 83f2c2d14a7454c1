//! What a search found: each ticket with the place where the words are, lit up. Articles: `found_articles`.

use super::excerpt::Excerpt;
use super::found_articles::ArticleView;
use super::head::{HeadView, before_title, column};
use super::reader::Reader;
use super::style::{Label, width};
use crate::domain::query::search::{Found, Other};
use crate::domain::query::searched::Part;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Message, Ticket};
use crate::domain::time::stamp;
use crate::kit::escape::one_line;
use serde::Serialize;
use std::ops::Range;

/// Columns of an excerpt that nothing narrows.
pub(super) const EXCERPT: usize = 160;
/// On a terminal that is narrower than that, still so many.
const NARROWEST: usize = 30;

/// What was found. Noun `matches`, a list: tickets, then articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AnyMatch {
    Ticket(MatchView),
    Article(ArticleView),
}

/// A ticket that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchView {
    #[serde(flatten)]
    pub head: HeadView,
    /// Whether the title has any of the words.
    pub in_title: bool,
    /// The message that has most of them.
    pub message: Option<FoundMessage>,
    /// The field, or the name of a file, that has most of them.
    pub field: Option<FoundField>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundMessage {
    pub id: String,
    pub at: String,
    pub from: Option<String>,
    pub visibility: &'static str,
    /// A line of its text around what was found.
    pub excerpt: String,
    /// Beginning and end of each place in the excerpt, in characters.
    pub places: Vec<(usize, usize)>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundField {
    /// `requester`, `organization`, `category`, `tags`, `refs`, `attachments`, `fields.NAME`.
    pub name: String,
    pub excerpt: String,
    pub places: Vec<(usize, usize)>,
}

/// What is known of one ticket that was found.
#[derive(Clone, Copy)]
pub struct Hit<'a> {
    pub ticket: &'a Ticket,
    pub category: Category,
    pub found: &'a Found,
    pub prefix: usize,
}

impl Hit<'_> {
    fn message(&self) -> Option<(&Message, &[Range<usize>])> {
        let (place, ranges) = self.found.message.as_ref()?;
        Some((self.ticket.messages.get(*place)?, ranges))
    }
}

pub fn view(hit: &Hit) -> MatchView {
    let message = hit.message().map(|(message, ranges)| {
        let excerpt = Excerpt::of(&message.text, ranges, EXCERPT);
        FoundMessage {
            id: message.id.to_string(),
            at: stamp(message.at),
            from: message.from.clone(),
            visibility: message.visibility.as_str(),
            places: excerpt.places(),
            excerpt: excerpt.text(),
        }
    });
    MatchView {
        head: HeadView::of(hit.ticket, hit.category),
        in_title: !hit.found.title.is_empty(),
        message,
        field: hit.found.other.as_ref().map(field),
    }
}

fn field(other: &Other) -> FoundField {
    let excerpt = Excerpt::of(&other.text, &other.places, EXCERPT);
    let name = match (&other.part, field_of(&other.part)) {
        (Part::Field(name), family) => format!("{family}.{name}"),
        (_, name) => name.to_owned(),
    };
    FoundField { name, places: excerpt.places(), excerpt: excerpt.text() }
}

/// The name of the field that a part is of, or one of.
fn field_of(part: &Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Message(_) => "message",
        Part::Attachment => "attachments",
        Part::Requester => "requester",
        Part::Organization => "organization",
        Part::Category => "category",
        Part::Tag => "tags",
        Part::Ref => "refs",
        Part::Field(_) => "fields",
    }
}

/// A ticket on a line, and on the next what one of its messages says, else what else has the words.
pub fn lines(hits: &[Hit], reader: &Reader) -> String {
    let column = column(hits.iter().map(|hit| hit.ticket), reader);
    hits.iter().map(|hit| one(hit, column, reader)).collect()
}

fn one(hit: &Hit, column: usize, reader: &Reader) -> String {
    let ticket = hit.ticket;
    let indent = ticket.id.as_str().len() + 2;
    let room = reader.style.width.map(|all| all.saturating_sub(indent + column + 2));
    let title = Excerpt::whole(&ticket.title, &hit.found.title, room).painted(Label::Title, reader);
    let mut out = before_title((ticket, hit.category), hit.prefix, column, reader);
    out.push_str(&format!("{title}\n"));
    match (hit.message(), &hit.found.other) {
        (Some((message, ranges)), _) => out.push_str(&said(message, ranges, indent, reader)),
        (None, Some(other)) if !hit.found.all_in_title => out.push_str(&kept(other, indent, reader)),
        (None, _) => {}
    }
    out
}

fn kept(other: &Other, indent: usize, reader: &Reader) -> String {
    let name = match &other.part {
        Part::Field(name) => one_line(name).into_owned(),
        part => reader.field(field_of(part)),
    };
    let head = format!("{name}: ");
    below(&head, &other.text, &other.places, Label::Dim, indent, reader)
}

fn said(message: &Message, ranges: &[Range<usize>], indent: usize, reader: &Reader) -> String {
    let day = (reader.local)(message.at).format("%Y-%m-%d");
    let head = message
        .from
        .as_deref()
        .map_or_else(|| format!("{day}: "), |who| format!("{} {day}: ", reader.person_in_short(who)));
    let label = if message.visibility.is_public() { Label::Dim } else { Label::Internal };
    below(&head, &message.text, ranges, label, indent, reader)
}

/// A line that belongs to the one above it.
pub(super) fn below(
    head: &str,
    text: &str,
    places: &[Range<usize>],
    label: Label,
    indent: usize,
    reader: &Reader,
) -> String {
    let room = |all: usize| all.saturating_sub(indent + width(head)).max(NARROWEST);
    let excerpt = Excerpt::of(text, places, reader.style.width.map_or(EXCERPT, room)).painted(Label::Plain, reader);
    format!("{}{}{excerpt}\n", " ".repeat(indent), reader.style.paint(label, head))
}
