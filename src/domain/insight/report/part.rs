//! The values by which rows are told apart, and what puts something that happened into a row.

use super::by::By;
use super::segments::Segments;
use super::table::Cell;
use crate::domain::story::Story;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Key, LinkKind, Ticket, TicketId, Value};
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;
use chrono::{Datelike, Timelike};
use std::borrow::Cow;

/// Several keys of many values each multiply. Up to here every combination is a group; beyond, the
/// values of the next key stand joined in one.
const MAX_COMBINATIONS: usize = 1_000;

/// As calendars call the days of a week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// One value of a key. The order of these is the order of rows: periods as time goes by, ranked
/// values by rank, numbers and texts by size, tickets without a value last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<'a> {
    /// The beginning of a period.
    Period(Time),
    Ranked(usize, Cow<'a, str>),
    Int(i64),
    Text(Cow<'a, str>),
    Absent,
}

impl Part<'_> {
    pub(super) fn text(&self) -> String {
        match self {
            Part::Ranked(_, text) | Part::Text(text) => text.clone().into_owned(),
            Part::Int(n) => n.to_string(),
            Part::Period(_) | Part::Absent => String::new(),
        }
    }

    pub(super) fn cell(&self, by: &By, zone: &Zone) -> Cell {
        match (self, by) {
            (Part::Period(start), By::Period(period)) => Cell::Text(zone.key(*period, *start)),
            (Part::Int(n), _) => Cell::Int(*n),
            (Part::Ranked(..) | Part::Text(_), _) => Cell::Text(self.text()),
            (Part::Period(_) | Part::Absent, _) => Cell::Null,
        }
    }
}

/// Where a fact falls among the keys that ask for its time or its agent. What nobody asks for is the
/// same for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot<'a> {
    /// The stretch of time; see [`Segments`].
    pub segment: Time,
    /// From Monday, 0.
    pub weekday: u8,
    pub hour: u8,
    pub who: Option<&'a str>,
}

/// Which of these a list of keys asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    clock: bool,
    pub agent: bool,
}

impl Cut {
    pub(super) fn of(by: &[By]) -> Cut {
        Cut { clock: by.iter().any(By::is_of_clock), agent: by.contains(&By::Agent) }
    }

    /// Facts of one slot may lie apart in time.
    pub(super) fn mixes(self) -> bool {
        self.clock || self.agent
    }

    pub(super) fn slot<'a>(self, at: Time, who: Option<&'a str>, segments: &mut Segments) -> Slot<'a> {
        let (mut weekday, mut hour) = (0, 0);
        if self.clock {
            let local = segments.zone().to_local(at);
            weekday = local.weekday().num_days_from_monday() as u8;
            hour = local.hour() as u8;
        }
        Slot { segment: segments.of(at), weekday, hour, who: who.filter(|_| self.agent) }
    }
}

/// Every combination of the ticket's values for the keys that are its own; exactly one, and empty,
/// when there is no such key.
pub(super) fn combinations<'a>(by: &[By], story: &'a Story, workflow: &Workflow) -> Vec<Vec<Part<'a>>> {
    let mut all = vec![Vec::new()];
    for key in by.iter().filter(|b| b.is_of_ticket()) {
        let mut values = values(key, &story.ticket, workflow);
        values.sort();
        values.dedup();
        if values.is_empty() {
            values.push(Part::Absent);
        }
        if all.len() > 1 && all.len() * values.len() > MAX_COMBINATIONS {
            let joined = values.iter().map(Part::text).collect::<Vec<_>>().join(",");
            values = vec![Part::Text(Cow::Owned(joined))];
        }
        all = product(all, &values);
    }
    all
}

fn product<'a>(heads: Vec<Vec<Part<'a>>>, values: &[Part<'a>]) -> Vec<Vec<Part<'a>>> {
    if let [only] = values {
        return heads.into_iter().map(|head| [head, vec![only.clone()]].concat()).collect();
    }
    let extended = |head: &Vec<Part<'a>>, value: &Part<'a>| [head.as_slice(), std::slice::from_ref(value)].concat();
    let pairs = heads.iter().flat_map(|head| values.iter().map(move |value| (head, value)));
    pairs.map(|(head, value)| extended(head, value)).collect()
}

/// The whole key in the order of `by`: `fields` are the ticket's own values, the others follow from
/// the slot.
pub(super) fn assemble<'a>(by: &[By], fields: &[Part<'a>], slot: Slot<'a>, segments: &Segments) -> Vec<Part<'a>> {
    let mut fields = fields.iter().cloned();
    let mut starts = segments.starts(slot.segment).iter();
    let part = |key: &By| match key {
        By::Period(_) => starts.next().map_or(Part::Absent, |start| Part::Period(*start)),
        By::Weekday => weekday(slot.weekday),
        By::Hour => Part::Int(slot.hour.into()),
        By::Agent => slot.who.map_or(Part::Absent, |who| Part::Text(Cow::Borrowed(who))),
        _ => fields.next().unwrap_or(Part::Absent),
    };
    by.iter().map(part).collect()
}

/// The key of a weekday, from Monday, 0.
pub(super) fn weekday(n: u8) -> Part<'static> {
    let name = WEEKDAYS.get(usize::from(n)).copied().unwrap_or_default();
    Part::Ranked(n.into(), Cow::Borrowed(name))
}

fn values<'a>(key: &By, ticket: &'a Ticket, workflow: &Workflow) -> Vec<Part<'a>> {
    match key {
        By::Period(_) | By::Weekday | By::Hour | By::Agent => Vec::new(),
        By::Tag => ticket.tags.iter().map(|tag| Part::Text(Cow::Borrowed(tag))).collect(),
        By::Fingerprint => ticket.fingerprints.iter().map(|f| Part::Text(Cow::Borrowed(f))).collect(),
        By::Problem => problems(ticket).map(|id| Part::Text(Cow::Owned(id.to_string()))).collect(),
        By::Field(name) => ticket.field(name).map(field_parts).unwrap_or_default(),
        By::Key(key) => value(*key, ticket, workflow).into_iter().collect(),
    }
}

fn value<'a>(key: Key, ticket: &'a Ticket, workflow: &Workflow) -> Option<Part<'a>> {
    let text = |value: &'a Option<String>| value.as_deref().map(|text| Part::Text(Cow::Borrowed(text)));
    match key {
        Key::Priority => ticket.priority.map(|p| Part::Ranked(p as usize, Cow::Owned(p.to_string()))),
        Key::Type => ticket.kind.map(|k| Part::Ranked(k as usize, Cow::Owned(k.to_string()))),
        Key::Status => {
            let rank = workflow.statuses.iter().position(|s| s.name == ticket.status).unwrap_or(usize::MAX);
            Some(Part::Ranked(rank, Cow::Borrowed(&ticket.status)))
        }
        Key::Assignee => text(&ticket.assignee),
        Key::Group => text(&ticket.group),
        Key::Category => text(&ticket.category),
        Key::Channel => text(&ticket.channel),
        Key::Requester => text(&ticket.requester),
        key => ticket.get(key).map(|value| Part::Text(Cow::Owned(value))),
    }
}

fn problems(ticket: &Ticket) -> impl Iterator<Item = TicketId> + '_ {
    let kind = LinkKind::IncidentOf.as_str();
    ticket.links.iter().filter(move |link| link.kind == kind).map(|link| link.ticket)
}

fn field_parts(value: &Value) -> Vec<Part<'_>> {
    match value {
        Value::Null => Vec::new(),
        Value::Int(n) => vec![Part::Int(*n)],
        Value::List(items) => items.iter().map(|v| Part::Text(Cow::Owned(v.to_text()))).collect(),
        other => vec![Part::Text(Cow::Owned(other.to_text()))],
    }
}
