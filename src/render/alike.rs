//! The tickets that are most like another one, and what they share with it.

use super::layout::wrap;
use super::reader::Reader;
use super::style::{Label, width};
use super::table;
use crate::domain::insight::similar::Likeness;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::stamp;
use crate::kit::escape::one_line;
use serde::Serialize;

/// Columns before what two tickets share.
const INDENT: usize = 12;

/// A ticket that is like another one. Noun `matches`, a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlikeView {
    pub id: String,
    pub number: Option<u64>,
    pub title: String,
    pub status: String,
    pub status_category: &'static str,
    pub created: String,
    /// How much alike, from 0 to 1, with three decimals.
    pub score: f64,
    /// The words that both have, what says most first.
    pub terms: Vec<String>,
}

/// What is known of one of them.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub ticket: &'a Ticket,
    pub category: Category,
    pub likeness: &'a Likeness,
    pub prefix: usize,
}

pub fn view(row: &Row) -> AlikeView {
    let ticket = row.ticket;
    AlikeView {
        id: ticket.id.to_string(),
        number: ticket.number,
        title: ticket.title.clone(),
        status: ticket.status.clone(),
        status_category: row.category.as_str(),
        created: stamp(ticket.created),
        score: (row.likeness.score * 1000.0).round() / 1000.0,
        terms: row.likeness.terms.clone(),
    }
}

/// A ticket on a line, and on the next how much alike it is and by which words.
pub fn lines(rows: &[Row], reader: &Reader) -> String {
    let status = |row: &Row| width(&reader.word("status", &row.ticket.status));
    let column = rows.iter().map(status).max().unwrap_or_default();
    rows.iter().map(|row| one(row, column, reader)).collect()
}

fn one(row: &Row, column: usize, reader: &Reader) -> String {
    let ticket = row.ticket;
    let status = reader.word("status", &ticket.status);
    let gap = " ".repeat(column.saturating_sub(width(&status)) + 2);
    let status = reader.style.paint(Label::Status(row.category), &status);
    let id = table::id(ticket.id, row.prefix, reader);
    let head = format!("{id}  {status}{gap}{}", reader.style.paint(Label::Title, &one_line(&ticket.title)));
    let indent = " ".repeat(INDENT);
    let shared = reader.style.paint(Label::Dim, &shared(row.likeness, reader));
    let below = format!("{indent}{shared}");
    let lines = match reader.style.width {
        None => vec![head, below],
        Some(_) => [wrap(&head, 0, INDENT, &reader.style), wrap(&below, 0, INDENT, &reader.style)].concat(),
    };
    lines.into_iter().map(|line| line + "\n").collect()
}

/// How much, and by which words, in the reader's language.
pub fn shared(likeness: &Likeness, reader: &Reader) -> String {
    let percent = format!("{:.0}", (likeness.score * 100.0).max(1.0));
    let args = [("percent", percent.into()), ("terms", likeness.terms.join(", ").into())];
    reader.words.with("similar-shared", &args)
}
