//! A ticket in short: how the answers of `search` and `similar` begin, as data and on a line.

use super::reader::Reader;
use super::style::{Label, width};
use super::table;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::stamp;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeadView {
    pub id: String,
    pub number: Option<u64>,
    pub title: String,
    pub status: String,
    pub status_category: &'static str,
    pub created: String,
}

impl HeadView {
    pub fn of(ticket: &Ticket, category: Category) -> HeadView {
        HeadView {
            id: ticket.id.to_string(),
            number: ticket.number,
            title: ticket.title.clone(),
            status: ticket.status.clone(),
            status_category: category.as_str(),
            created: stamp(ticket.created),
        }
    }
}

/// The columns that the longest of their statuses takes.
pub(super) fn column<'t>(tickets: impl Iterator<Item = &'t Ticket>, reader: &Reader) -> usize {
    let status = |ticket: &Ticket| width(&reader.word("status", &ticket.status));
    tickets.map(status).max().unwrap_or_default()
}

/// Id and status, and the blanks up to where the title stands.
pub(super) fn before_title(
    (ticket, category): (&Ticket, Category),
    prefix: usize,
    column: usize,
    reader: &Reader,
) -> String {
    let status = reader.word("status", &ticket.status);
    let gap = " ".repeat(column.saturating_sub(width(&status)) + 2);
    let status = reader.style.paint(Label::Status(category), &status);
    format!("{}  {status}{gap}", table::id(ticket.id, prefix, reader))
}
