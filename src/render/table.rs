//! The ticket list for people, and plain tables of anything else.

use super::columns::Column;
use super::countdown;
use super::grid::{self, Grid};
use super::layout::{self, Cell, lay_out};
use super::reader::Reader;
use super::style::Label;
use super::when;
use crate::domain::outcome::clocks::TicketClock;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Key, Ticket, TicketId};
use crate::domain::time::Time;
use crate::kit::escape::one_line;

/// Terminals narrower than the second get short headings and names, narrower than the first shorter
/// names: the title takes what is left.
const NARROW: usize = 100;
const WIDE: usize = 140;

/// One line of the list.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub ticket: &'a Ticket,
    pub category: Category,
    /// When anything last happened to it; absent: not known.
    pub updated: Option<Time>,
    /// How many characters of the id are enough to name it.
    pub prefix: usize,
    /// `None`: nothing is promised, or nobody may see it.
    pub clocks: Option<&'a [TicketClock]>,
}

/// The list, or a friendly line when it is empty.
pub fn tickets(rows: &[Row], columns: &[Column], reader: &Reader) -> String {
    if rows.is_empty() {
        return reader.words.say("list-empty") + "\n";
    }
    let specs: Vec<layout::Column> = columns.iter().map(|c| spec(c, reader)).collect();
    let cells: Vec<Vec<Cell>> = rows.iter().map(|row| columns.iter().map(|c| cell(row, c, reader)).collect()).collect();
    lay_out(&specs, &cells, &reader.style)
}

/// The list in the columns that fit when nobody chooses, without the one that would say the same in every
/// row. On a terminal those in which no ticket has
/// anything are left out: they take room from titles.
pub fn usual(rows: &[Row], without: Option<Key>, reader: &Reader) -> String {
    let width = reader.style.width;
    let filled = |column: &Column| rows.iter().any(|row| !cell(row, column, reader).text.is_empty());
    let hidden = without.map(Column::Key);
    let promised = rows.iter().any(|row| row.clocks.is_some());
    let columns = Column::default_for(width, promised)
        .into_iter()
        .filter(|column| hidden.as_ref() != Some(column));
    let mut columns: Vec<Column> = columns.filter(|column| width.is_none() || filled(column)).collect();
    // Desks without numbers never speak of them.
    if rows.iter().any(|row| row.ticket.number.is_some()) {
        let behind_id = columns.iter().position(|column| *column == Column::Id).map_or(0, |at| at + 1);
        columns.insert(behind_id, Column::Key(Key::Number));
    }
    tickets(rows, &columns, reader)
}

/// Any grid. A column that is a field of tickets gets the field's name, columns of figures stand right.
pub fn grid(grid: &Grid, reader: &Reader) -> String {
    let spec = |(i, name): (usize, &String)| {
        let right = grid.is_figures(i);
        layout::Column { header: reader.heading(name), right, shrinks: !right, widest: usize::MAX }
    };
    let specs: Vec<layout::Column> = grid.columns.iter().enumerate().map(spec).collect();
    let plain = |value| Cell::new(one_line(&grid::text(value)).into_owned(), Label::Plain);
    let rows: Vec<Vec<Cell>> = grid.rows.iter().map(|row| row.iter().map(plain).collect()).collect();
    lay_out(&specs, &rows, &reader.style)
}

/// An id whose beginning, enough to name it, stands out.
pub fn id(id: TicketId, prefix: usize, reader: &Reader) -> String {
    let text = id.to_string();
    let (head, rest) = text.split_at(prefix.min(text.len()));
    reader.style.paint(Label::IdHead, head) + &reader.dim(rest)
}

fn spec(column: &Column, reader: &Reader) -> layout::Column {
    let below = |most: usize| reader.style.width.is_some_and(|w| w < most);
    let header = match column {
        Column::Field(name) => one_line(name).into_owned(),
        Column::Key(Key::Priority) if below(WIDE) => reader.words.say("short-priority"),
        Column::Key(Key::Assignee) if below(WIDE) => reader.words.say("short-assignee"),
        Column::Updated if below(WIDE) => reader.words.say("short-updated"),
        known => reader.heading(&known.name()),
    };
    let fixed = matches!(
        column,
        Column::Id | Column::Updated | Column::Sla | Column::Key(Key::Number | Key::Priority | Key::Status)
    );
    let widest = match column {
        Column::Key(Key::Title) => usize::MAX,
        Column::Key(Key::Status) => 20,
        _ if below(NARROW) => 14,
        _ if below(WIDE) => 20,
        _ => 28,
    };
    layout::Column { header, right: matches!(column, Column::Key(Key::Number)), shrinks: !fixed, widest }
}

fn cell(row: &Row, column: &Column, reader: &Reader) -> Cell {
    let ticket = row.ticket;
    match column {
        Column::Id => Cell { id_head: row.prefix.min(10), ..Cell::new(ticket.id.to_string(), Label::Dim) },
        Column::StatusCategory => status_cell(row.category.as_str(), row.category, reader),
        Column::Key(Key::Status) => status_cell(&ticket.status, row.category, reader),
        Column::Key(Key::Priority) => match ticket.priority {
            Some(p) => Cell::new(reader.word("priority", p.as_str()), Label::Priority(p)),
            None => Cell::new(String::new(), Label::Plain),
        },
        Column::Key(key @ (Key::Requester | Key::Assignee)) => {
            let who = ticket.get(*key).map(|who| reader.person_in_short(&who));
            Cell::new(who.unwrap_or_default(), Label::Plain)
        }
        Column::Key(key) => {
            let text = ticket.get(*key).map(|v| reader.value(*key, &v));
            Cell::new(text.unwrap_or_default(), Label::Plain)
        }
        Column::Updated => {
            let age = row.updated.map(|t| reader.now.signed_duration_since(t).num_seconds().max(0));
            Cell::new(age.map(|s| when::about(s, reader.words)).unwrap_or_default(), Label::Dim)
        }
        Column::Sla => {
            let clocks = row.clocks.unwrap_or_default();
            let due = countdown::next(ticket, row.category.is_unsolved(), clocks, reader);
            due.map_or_else(|| Cell::new(String::new(), Label::Plain), |(text, label)| Cell::new(text, label))
        }
        Column::Set(set) => Cell::new(one_line(&ticket.set(*set).join(", ")).into_owned(), Label::Dim),
        Column::Field(name) => {
            let text = ticket.field(name).map(|v| v.to_text()).unwrap_or_default();
            Cell::new(one_line(&text).into_owned(), Label::Plain)
        }
    }
}

fn status_cell(status: &str, category: Category, reader: &Reader) -> Cell {
    Cell::new(reader.word("status", status), Label::Status(category))
}
