//! The order of a list.

use super::ast::Sort;
use super::clocks::Readings;
use super::eval::field;
use super::facts::{Facts, Scope};
use super::fault::{Fault, FaultKind};
use super::keys::{Instant, Key, Word};
use super::pattern::{fold, lower};
use crate::domain::ticket::field::{FieldKind, Sorted};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Message, Priority, Ticket, TicketId, Visibility};
use crate::domain::time::Time;
use std::cmp::Reverse;

/// Keys of `sort:`, the first decides first. What a ticket does not have comes last in both
/// directions; equals are in order of creation, then of id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// With `true` for descending.
    pub keys: Vec<(SortKey, bool)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SortKey {
    /// Low to urgent.
    Priority,
    Created,
    Updated,
    /// By category, in the order of a ticket's life, then by name.
    Status,
    Title,
    Assignee,
    Requester,
    Closed,
    /// When it is promised: by its own date or by a clock that is still to be fulfilled, whichever is sooner.
    Due,
    Id,
    Number,
    /// How often its fingerprint has been seen.
    Recurs,
    Type,
    /// One of the words that a ticket has once.
    Word(Word),
    /// A custom field, in lower case, and its type where the desk declares it.
    Field(String, Option<FieldKind>),
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
    ("requester", SortKey::Requester),
    ("organization", SortKey::Word(Word::Organization)),
    ("group", SortKey::Word(Word::Group)),
    ("brand", SortKey::Word(Word::Brand)),
    ("channel", SortKey::Word(Word::Channel)),
    ("language", SortKey::Word(Word::Language)),
    ("category", SortKey::Word(Word::Category)),
    ("form", SortKey::Word(Word::Form)),
    ("type", SortKey::Type),
    ("closed", SortKey::Closed),
    ("due", SortKey::Due),
    ("id", SortKey::Id),
    ("number", SortKey::Number),
    ("recurs", SortKey::Recurs),
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
    Value(Sorted),
}

impl Order {
    /// # Errors
    /// [`FaultKind::BadValue`] for a key by which nothing can be sorted.
    pub fn compile(sort: &[Sort], scope: &Scope<'_>) -> Result<Order, Fault> {
        let known = |written: &Sort| Ok((SortKey::find(written, scope)?, written.descending));
        Ok(Order { keys: sort.iter().map(known).collect::<Result<_, _>>()? })
    }

    /// The words after `sort:`; each may have a `-` before it.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// How a list is ordered that does not say, and in which order work is given out: the soonest breach,
    /// the most urgent, new and open before the rest, then who has waited longest.
    pub fn of_work() -> Order {
        Order { keys: [vec![(SortKey::Due, false)], Order::by_urgency().keys].concat() }
    }

    /// The same but for what is due: cheap, for when the order is only to be a good one.
    pub fn by_urgency() -> Order {
        Order { keys: vec![(SortKey::Priority, true), (SortKey::Turn, false), (SortKey::Waiting, false)] }
    }

    /// Whether clocks decide.
    pub fn asks_clocks(&self) -> bool {
        self.keys.iter().any(|(key, _)| *key == SortKey::Due)
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
    fn find(written: &Sort, scope: &Scope<'_>) -> Result<SortKey, Fault> {
        let name = &written.key.item;
        let fault = || Fault::new(FaultKind::BadValue, written.key.span.clone(), name).of_key("sort");
        if let Some(Key::Field(field)) = Key::find(name) {
            return match scope.declared.nearest_field(&field) {
                Some(near) => Err(fault().suggesting(format!("field.{near}"))),
                None => {
                    let kind = scope.declared.field(&field).map(|declared| declared.kind.clone());
                    Ok(SortKey::Field(field, kind))
                }
            };
        }
        let found = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let names = NAMES.iter().map(|(name, _)| *name).chain(["field.NAME"]);
        found.map(|(_, key)| key.clone()).ok_or_else(|| fault().expecting_words(names))
    }

    fn datum(&self, facts: &Facts<'_>) -> Option<Datum> {
        let ticket = facts.ticket;
        match self {
            SortKey::Priority => ticket.priority.map(|p| Datum::Number(rank(p))),
            SortKey::Created => Some(Datum::Time(ticket.created)),
            SortKey::Updated => Some(Datum::Time(facts.updated)),
            SortKey::Status => Some(Datum::Ranked(facts.category as u8, lower(&ticket.status).into_owned())),
            SortKey::Title => Some(Datum::Text(fold(&ticket.title).into_owned())),
            SortKey::Assignee => ticket.assignee.as_deref().map(|who| Datum::Text(lower(who).into_owned())),
            SortKey::Requester => ticket.requester.as_deref().map(|who| Datum::Text(lower(who).into_owned())),
            SortKey::Closed => Instant::Closed.of(facts).map(Datum::Time),
            SortKey::Type => ticket.kind.map(|kind| Datum::Text(kind.as_str().to_owned())),
            SortKey::Word(word) => word.first(ticket).map(|word| Datum::Text(lower(word).into_owned())),
            SortKey::Field(name, kind) => {
                let text = field(ticket, name)?.to_text();
                let value = kind.as_ref().map_or_else(|| Sorted::look(&text), |kind| Sorted::read(&text, kind));
                Some(Datum::Value(value))
            }
            SortKey::Due => {
                let clock = facts.clocks.and_then(Readings::next_breach);
                Instant::Due.of(facts).into_iter().chain(clock).min().map(Datum::Time)
            }
            SortKey::Id => Some(Datum::Text(ticket.id.to_string())),
            SortKey::Number => ticket.number.map(Datum::Number),
            SortKey::Recurs => Some(Datum::Number(facts.recurs.times.into())),
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
