//! Full-text search: what `search` looks for, where in a ticket it is, and how what is found is ranked.

use super::ast::{Expr, Query, Value};
use super::compile::{Compiled, compile_with};
use super::facts::Scope;
use super::fault::Fault;
use super::keys::Key;
use super::needle::Needle;
use super::searched::{Part, texts};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use std::cmp::Reverse;
use std::ops::Range;

/// A query in which words without a key are searched for as words.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    pub compiled: Compiled,
    /// What is looked for; what must not be there is none of it.
    needles: Vec<Needle>,
    /// By the eyes of a requester.
    public: bool,
}

/// Where in a ticket the words are: bytes of its title, of one message, and of one of the other texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub title: Vec<Range<usize>>,
    /// The place of the message that has most of the words, of several the latest.
    pub message: Option<(usize, Vec<Range<usize>>)>,
    /// What else has most of them, of several the first.
    pub other: Option<Other>,
    /// The title has all of the words.
    pub all_in_title: bool,
}

/// A text of a ticket that is neither its title nor a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub part: Part,
    pub text: String,
    pub places: Vec<Range<usize>>,
}

/// Where a ticket stands among those that were found: smaller comes first. All words in the title, some
/// of them, none; then what was said last; then by id.
pub type Rank = (u8, Reverse<Time>, TicketId);

impl Search {
    /// Checks every key and value, as [`compile`](super::compile()) does. With `public`, words are looked for
    /// where requesters see them.
    pub fn compile(query: &Query, scope: &Scope<'_>, public: bool) -> Result<Search, Fault> {
        let compiled = compile_with(query, scope, &Key::Words { public })?;
        let mut needles = Vec::new();
        collect(&query.filter, &mut needles);
        Ok(Search { compiled, needles, public })
    }

    /// Whether it looks for any text; a query of terms with keys only is none.
    pub fn has_text(&self) -> bool {
        !self.needles.is_empty()
    }

    /// What is looked for; at least one, unless there is no text.
    pub fn needles(&self) -> &[Needle] {
        &self.needles
    }

    pub fn is_public(&self) -> bool {
        self.public
    }

    pub fn look(&self, ticket: &Ticket) -> Found {
        let mut found = Found::default();
        let (mut most_said, mut most_kept) = (0, 0);
        for text in texts(ticket).filter(|text| !self.public || text.column.is_public()) {
            let places = self.places(&text.text);
            let words = places.len();
            match text.part {
                Part::Title => {
                    found.all_in_title = words == self.needles.len();
                    found.title = merged(places);
                }
                Part::Message(place) if words > 0 && words >= most_said => {
                    most_said = words;
                    found.message = Some((place, merged(places)));
                }
                Part::Message(_) => {}
                part if words > most_kept => {
                    most_kept = words;
                    found.other = Some(Other { part, text: text.text.into_owned(), places: merged(places) });
                }
                _ => {}
            }
        }
        found
    }

    pub fn rank(&self, ticket: &Ticket, found: &Found) -> Rank {
        let class = class_of(found.all_in_title, !found.title.is_empty());
        (class, Reverse(ticket.last_message_at()), ticket.id)
    }

    /// The places of each needle that the text has.
    pub(super) fn places(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        self.needles
            .iter()
            .map(|needle| needle.places(text))
            .filter(|places| !places.is_empty())
            .collect()
    }
}

/// By titles: all words in it, some of them, none.
pub(super) fn class_of(all_in_title: bool, any_in_title: bool) -> u8 {
    match (all_in_title, any_in_title) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
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
pub(super) fn merged(places: Vec<Vec<Range<usize>>>) -> Vec<Range<usize>> {
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
