//! The order of a list.

use super::ast::Sort;
use super::facts::Facts;
use super::fault::{Fault, FaultKind};
use super::keys::Instant;
use super::pattern::{fold, lower};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Message, Priority, Ticket, TicketId, Visibility};
use crate::domain::time::Time;
use std::cmp::Reverse;

/// Keys of `sort:`, the first decides first. What a ticket does not have comes last in both
/// directions; equals are in order of creation, then of id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// With `true` for descending.
    pub keys: Vec<(SortKey, bool)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// Low to urgent.
    Priority,
    Created,
    Updated,
    /// By category, in the order of a ticket's life, then by name.
    Status,
    Title,
    Assignee,
    Due,
    Id,
    Number,
    /// What the desk has to act on (new and open) before what waits for others. Not a word of the
    /// language.
    Turn,
    /// Since when somebody waits for an answer. Not a word of the language.
    Waiting,
}

const NAMES: &[(&str, SortKey)] = &[
    ("priority", SortKey::Priority),
    ("created", SortKey::Created),
    ("updated", SortKey::Updated),
    ("status", SortKey::Status),
    ("title", SortKey::Title),
    ("assignee", SortKey::Assignee),
    ("due", SortKey::Due),
    ("id", SortKey::Id),
    ("number", SortKey::Number),
];

/// Where a ticket stands in an order: smaller comes first. Made once per ticket
/// (`sort_by_cached_key`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    cells: Vec<Cell>,
    created: Time,
    id: TicketId,
}

/// In this order of variants: what is missing comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Up(Datum),
    Down(Reverse<Datum>),
    Missing,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Datum {
    Number(u64),
    Time(Time),
    Text(String),
    Ranked(u8, String),
}

impl Order {
    pub fn compile(sort: &[Sort]) -> Result<Order, Fault> {
        let known = |written: &Sort| {
            let found = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&written.key.item));
            found.map(|(_, key)| (*key, written.descending)).ok_or_else(|| {
                let fault = Fault::new(FaultKind::BadValue, written.key.span.clone(), &written.key.item);
                fault.of_key("sort").expecting_words(NAMES.iter().map(|(name, _)| *name))
            })
        };
        Ok(Order { keys: sort.iter().map(known).collect::<Result<_, _>>()? })
    }

    /// The words after `sort:`; each may have a `-` before it.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// How a list is ordered that does not say: new and open before the rest, urgent first, then who has
    /// waited longest.
    pub fn of_work() -> Order {
        Order { keys: vec![(SortKey::Turn, false), (SortKey::Priority, true), (SortKey::Waiting, false)] }
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn place(&self, facts: &Facts<'_>) -> Place {
        let cell = |(key, descending): &(SortKey, bool)| match (key.datum(facts), descending) {
            (None, _) => Cell::Missing,
            (Some(datum), false) => Cell::Up(datum),
            (Some(datum), true) => Cell::Down(Reverse(datum)),
        };
        Place { cells: self.keys.iter().map(cell).collect(), created: facts.ticket.created, id: facts.ticket.id }
    }
}

impl SortKey {
    fn datum(self, facts: &Facts<'_>) -> Option<Datum> {
        let ticket = facts.ticket;
        match self {
            SortKey::Priority => ticket.priority.map(|p| Datum::Number(rank(p))),
            SortKey::Created => Some(Datum::Time(ticket.created)),
            SortKey::Updated => Some(Datum::Time(facts.updated)),
            SortKey::Status => Some(Datum::Ranked(facts.category as u8, lower(&ticket.status).into_owned())),
            SortKey::Title => Some(Datum::Text(fold(&ticket.title).into_owned())),
            SortKey::Assignee => ticket.assignee.as_deref().map(|who| Datum::Text(lower(who).into_owned())),
            SortKey::Due => Instant::Due.of(facts).map(Datum::Time),
            SortKey::Id => Some(Datum::Text(ticket.id.to_string())),
            SortKey::Number => ticket.number.map(Datum::Number),
            SortKey::Turn => Some(Datum::Number(match facts.category {
                Category::New | Category::Open => 0,
                Category::Pending | Category::Hold => 1,
                Category::Solved | Category::Closed => 2,
            })),
            SortKey::Waiting => waiting_since(ticket).map(Datum::Time),
        }
    }
}

fn rank(priority: Priority) -> u64 {
    priority as u64
}

/// The oldest public message of the requester that no agent has answered; creation, when no agent has
/// answered at all. `None`: nobody waits.
pub fn waiting_since(ticket: &Ticket) -> Option<Time> {
    let Some(reply) = ticket.messages.iter().rposition(|m| m.is_reply()) else {
        return Some(ticket.created);
    };
    let asks = |m: &&Message| m.role == Author::Requester && m.visibility == Visibility::Public;
    ticket.messages[reply + 1..].iter().find(asks).map(|m| m.at)
}
