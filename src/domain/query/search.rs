//! Full-text search by reading everything: what `search` looks for, and how what it finds is ranked.

use super::ast::{Expr, Query, Value};
use super::compile::{Compiled, compile_with};
use super::facts::Scope;
use super::fault::Fault;
use super::keys::Key;
use super::needle::Needle;
use crate::domain::ticket::{Message, Ticket, TicketId};
use crate::domain::time::Time;
use std::cmp::Reverse;
use std::ops::Range;

/// A query in which words without a key are searched for as words.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    pub compiled: Compiled,
    /// What is looked for; what must not be there is none of it.
    needles: Vec<Needle>,
}

/// Where in a ticket the words are: bytes of its title and of one message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub title: Vec<Range<usize>>,
    /// The place of the message that has most of the words, of several the latest.
    pub message: Option<(usize, Vec<Range<usize>>)>,
    /// How many of the words the title has.
    in_title: usize,
}

/// Where a ticket stands among those that were found: smaller comes first. All words in the title, some
/// of them, none; then what was said last; then by id.
pub type Rank = (u8, Reverse<Time>, TicketId);

impl Search {
    /// Checks every key and value, as [`compile`](super::compile()) does.
    pub fn compile(query: &Query, scope: &Scope<'_>) -> Result<Search, Fault> {
        let compiled = compile_with(query, scope, &Key::Words)?;
        let mut needles = Vec::new();
        collect(&query.filter, &mut needles);
        Ok(Search { compiled, needles })
    }

    /// Whether it looks for any text; a query of terms with keys only is none.
    pub fn has_text(&self) -> bool {
        !self.needles.is_empty()
    }

    pub fn look(&self, ticket: &Ticket) -> Found {
        let in_title: Vec<Vec<Range<usize>>> = self.places(&ticket.title);
        let said = |(place, message): (usize, &Message)| {
            let places = self.places(&message.text);
            (!places.is_empty()).then(|| (places.len(), place, merged(places)))
        };
        let messages = ticket.messages.iter().enumerate().filter_map(said);
        let best = messages.max_by_key(|(words, place, _)| (*words, *place));
        Found {
            in_title: in_title.len(),
            title: merged(in_title),
            message: best.map(|(_, place, ranges)| (place, ranges)),
        }
    }

    pub fn rank(&self, ticket: &Ticket, found: &Found) -> Rank {
        let class = match found.in_title {
            n if n == self.needles.len() => 0,
            0 => 2,
            _ => 1,
        };
        (class, Reverse(ticket.last_message_at()), ticket.id)
    }

    /// The places of each needle that the text has.
    fn places(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        self.needles
            .iter()
            .map(|needle| needle.places(text))
            .filter(|places| !places.is_empty())
            .collect()
    }
}

/// The texts of the terms that have no key and are not negated.
fn collect(expr: &Expr, needles: &mut Vec<Needle>) {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| collect(part, needles)),
        Expr::Not(_) => {}
        Expr::Term(term) if term.key.is_some() => {}
        Expr::Term(term) => {
            let texts = term.values.iter().filter_map(|value| match &value.item {
                Value::Text(text) | Value::Glob(text) => Needle::read(text),
                Value::Range(..) => None,
            });
            needles.extend(texts);
        }
    }
}

/// All ranges in order, those that touch as one.
fn merged(places: Vec<Vec<Range<usize>>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = places.into_iter().flatten().collect();
    all.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in all {
        match out.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}
