//! One ticket for people: its fields, what it has to do with others, then the conversation.

use super::layout::wrap;
use super::reader::Reader;
use super::style::{Label, fit};
use super::table::{self, Row};
use super::{facts, thread};
use crate::domain::ticket::relation::{Face, Relation, Said};
use crate::domain::ticket::{Ticket, TicketId};
use crate::kit::escape::one_line;

/// Columns of a title within a line.
const TITLE: usize = 60;

/// What the page of a ticket shows.
pub struct Page<'a> {
    /// The ticket as its row in a list knows it.
    pub row: Row<'a>,
    /// Its links from both ends, in the order in which they are told.
    pub relations: Vec<&'a Relation>,
    /// The tickets that were merged into it.
    pub merged_from: Vec<(TicketId, Face)>,
    /// The ticket it was merged into, when that can be read.
    pub into: Option<&'a Face>,
    pub thread: Vec<Said<'a>>,
}

/// The page, its lines broken to the reader's terminal.
pub fn ticket(page: &Page, reader: &Reader) -> String {
    let mut out = head(&page.row, reader);
    out.push('\n');
    facts::write(&facts::of(page, reader), reader, &mut out);
    thread::write(&page.thread, reader, &mut out);
    out
}

/// A ticket's title as one word of a line.
pub fn title(ticket: &Ticket, reader: &Reader) -> String {
    reader.style.paint(Label::Title, &fit(&one_line(&ticket.title), TITLE))
}

fn head(row: &Row, reader: &Reader) -> String {
    let mut out = table::id(row.ticket.id, row.prefix, reader);
    if let Some(number) = row.ticket.number {
        out.push_str(&format!("  #{number}"));
    }
    out.push('\n');
    for line in wrap(&one_line(&row.ticket.title), 0, 0, &reader.style) {
        out.push_str(&reader.style.paint(Label::Title, &line));
        out.push('\n');
    }
    out
}
