//! What the index keeps of a ticket at the tip: what queries ask and lists are ordered by.

use super::Oid;
use crate::domain::query::keys::{Part, Word};
use crate::domain::query::order::waiting_since;
use crate::domain::query::pattern::{fold, lower};
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Ticket, TicketId, Value};
use crate::domain::time::Time;

/// In the order of work, behind everything that has a value.
pub(super) const LAST: i64 = i64::MAX;
/// The mark of a ticket that follows another one; those before it are of [`Part::ALL`], in that order.
pub(super) const FOLLOW_UP: u32 = 40;
/// The mark of spam.
pub(super) const SPAM: u32 = 41;

/// The row of a ticket and what hangs on it. Words are in lower case, the title without accents too.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: TicketId,
    /// Its file.
    pub blob: Oid,
    pub status: String,
    pub category: Category,
    /// When it last changed, where that is known.
    pub updated: Option<Time>,
    pub(super) created: i64,
    pub(super) priority: Option<i64>,
    pub(super) kind: Option<i64>,
    /// One that SQLite has no number for is negative.
    pub(super) number: Option<i64>,
    pub(super) due: Option<i64>,
    pub(super) closed: Option<i64>,
    pub(super) claimed: Option<i64>,
    pub(super) waiting: Option<i64>,
    pub(super) merged_into: Option<i64>,
    pub(super) marks: i64,
    pub(super) title: String,
    pub(super) requester: Option<String>,
    pub(super) assignee: Option<String>,
    /// Organization, group, brand, channel, language, category, form: [`ONCE`].
    pub(super) once: [Option<String>; 7],
    pub(super) words: Vec<(Many, String)>,
    pub(super) links: Vec<(i64, String)>,
    /// Name, number of the item, text.
    pub(super) fields: Vec<(String, i64, Option<String>)>,
}

/// The words that a ticket has once.
pub(super) const ONCE: [Word; 7] =
    [Word::Organization, Word::Group, Word::Brand, Word::Channel, Word::Language, Word::Category, Word::Form];

/// Kinds of words that a ticket may have several of; the numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Many {
    Tag = 1,
    Ref = 2,
    Fingerprint = 3,
    Follower = 4,
}

impl Entry {
    pub fn of(ticket: &Ticket, blob: Oid, workflow: &Workflow) -> Entry {
        let word = |word: &Option<String>| word.as_deref().map(|word| lower(word).into_owned());
        let seconds = |time: Option<Time>| time.map(|time| time.timestamp());
        Entry {
            id: ticket.id,
            blob,
            status: ticket.status.clone(),
            category: workflow.category(&ticket.status),
            updated: None,
            created: ticket.created.timestamp(),
            priority: ticket.priority.map(|priority| priority as i64),
            kind: ticket.kind.map(|kind| kind as i64),
            number: ticket.number.map(u64::cast_signed),
            due: seconds(ticket.due),
            closed: seconds(ticket.closed),
            claimed: ticket.claim.as_ref().map(|claim| claim.until.timestamp()),
            waiting: seconds(waiting_since(ticket)),
            merged_into: ticket.merged_into.map(number_of),
            marks: marks(ticket),
            title: fold(&ticket.title).into_owned(),
            requester: word(&ticket.requester),
            assignee: word(&ticket.assignee),
            once: ONCE.map(|kind| kind.first(ticket).map(|word| lower(word).into_owned())),
            words: words(ticket),
            links: ticket
                .links
                .iter()
                .map(|link| (number_of(link.ticket), lower(&link.kind).into_owned()))
                .collect(),
            fields: fields(ticket),
        }
    }
}

/// The fifty bits of an id.
pub(super) fn number_of(id: TicketId) -> i64 {
    i64::try_from(id.number()).unwrap_or(i64::MAX)
}

/// The id of these bits.
pub(super) fn id_of(number: i64) -> TicketId {
    TicketId::of_number(u64::try_from(number).unwrap_or(0))
}

/// What a ticket has (`has:`), and what it is, as one bit each.
fn marks(ticket: &Ticket) -> i64 {
    let parts = Part::ALL.iter().zip(0..).filter(|(part, _)| part.is_in(ticket));
    let mut marks = parts.fold(0, |marks, (_, bit)| marks | 1 << bit);
    if ticket.links.iter().any(|link| link.kind == "follow-up-of") {
        marks |= 1 << FOLLOW_UP;
    }
    if ticket.tags.iter().any(|tag| tag.eq_ignore_ascii_case("spam")) {
        marks |= 1 << SPAM;
    }
    marks
}

fn words(ticket: &Ticket) -> Vec<(Many, String)> {
    let lists = [
        (Many::Tag, &ticket.tags),
        (Many::Ref, &ticket.refs),
        (Many::Fingerprint, &ticket.fingerprints),
        (Many::Follower, &ticket.followers),
    ];
    let each = lists
        .into_iter()
        .flat_map(|(kind, list)| list.iter().map(move |w| (kind, lower(w).into_owned())));
    let mut words: Vec<(Many, String)> = each.collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Of two fields whose names differ in case only, queries see the first.
fn fields(ticket: &Ticket) -> Vec<(String, i64, Option<String>)> {
    let mut rows: Vec<(String, i64, Option<String>)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in &ticket.fields {
        let name = lower(name).into_owned();
        if seen.contains(&name) {
            continue;
        }
        seen.push(name.clone());
        let mut texts = Vec::new();
        items(value, &mut texts);
        match (value, texts.is_empty()) {
            (Value::Null, _) => {}
            (_, true) => rows.push((name, 0, None)),
            _ => rows.extend(texts.into_iter().zip(0..).map(|(text, n)| (name.clone(), n, Some(text)))),
        }
    }
    rows
}

fn items(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::List(list) => list.iter().for_each(|item| items(item, texts)),
        other => texts.push(other.to_text()),
    }
}
