//! What a report is broken down by: periods of the desk's zone, and the values of tickets.

use super::segments::Segments;
use super::table::Cell;
use crate::domain::story::Story;
use crate::domain::ticket::link::LinkKind;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Key, Ticket, TicketId, Value};
use crate::domain::time::Time;
use crate::domain::time::period::Period;
use crate::domain::time::zone::Zone;

/// Several keys of many values each multiply. Up to here every combination is a group; beyond, the
/// values of the next key stand joined in one.
const MAX_COMBINATIONS: usize = 1_000;

/// One key of `--by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The local period in which something happened.
    Period(Period),
    /// A single value that the ticket has as of `now`.
    Key(Key),
    /// A ticket of several tags is in the group of each of them.
    Tag,
    /// A ticket of several fingerprints is in the group of each of them.
    Fingerprint,
    /// The problem that the ticket is an incident of.
    Problem,
    /// A custom field; a list counts like tags.
    Field(String),
}

impl By {
    /// The single values that tickets can be grouped by.
    pub const KEYS: [Key; 10] = [
        Key::Priority,
        Key::Type,
        Key::Assignee,
        Key::Group,
        Key::Category,
        Key::Channel,
        Key::Language,
        Key::Brand,
        Key::Requester,
        Key::Organization,
    ];

    /// `month`, `priority`, `status`, `tag`, `field.service` … `None`: no such key.
    pub fn parse(text: &str) -> Option<By> {
        if let Some(name) = text.strip_prefix("field.") {
            return (!name.is_empty()).then(|| By::Field(name.to_owned()));
        }
        match text {
            "tag" => return Some(By::Tag),
            "fingerprint" => return Some(By::Fingerprint),
            "problem" => return Some(By::Problem),
            _ => {}
        }
        let keys = || By::KEYS.into_iter().chain([Key::Status]);
        Period::parse(text)
            .map(By::Period)
            .or_else(|| keys().find(|k| k.as_str() == text).map(By::Key))
    }

    /// The words that `parse` reads, for a hint; custom fields come as `field.NAME`.
    pub fn names() -> Vec<&'static str> {
        let periods = Period::ALL.iter().map(|p| p.as_str());
        let keys = By::KEYS.into_iter().chain([Key::Status]).map(Key::as_str);
        periods.chain(keys).chain(["tag", "fingerprint", "problem"]).collect()
    }

    /// The word that `parse` reads, and the name of the column.
    pub fn name(&self) -> String {
        match self {
            By::Period(period) => period.as_str().to_owned(),
            By::Key(key) => key.as_str().to_owned(),
            By::Tag => "tag".to_owned(),
            By::Fingerprint => "fingerprint".to_owned(),
            By::Problem => "problem".to_owned(),
            By::Field(name) => format!("field.{name}"),
        }
    }

    pub(super) fn period(&self) -> Option<Period> {
        match self {
            By::Period(period) => Some(*period),
            _ => None,
        }
    }

    fn values(&self, story: &Story, workflow: &Workflow) -> Vec<Part> {
        let ticket = &story.ticket;
        match self {
            By::Period(_) => Vec::new(),
            By::Key(Key::Priority) => {
                ticket.priority.map(|p| Part::Ranked(p as usize, p.to_string())).into_iter().collect()
            }
            By::Key(Key::Type) => ticket.kind.map(|k| Part::Ranked(k as usize, k.to_string())).into_iter().collect(),
            By::Key(Key::Status) => vec![status_part(&ticket.status, workflow)],
            By::Key(key) => ticket.get(*key).map(Part::Text).into_iter().collect(),
            By::Tag => ticket.tags.iter().cloned().map(Part::Text).collect(),
            By::Fingerprint => ticket.fingerprints.iter().cloned().map(Part::Text).collect(),
            By::Problem => problems(ticket).map(|id| Part::Text(id.to_string())).collect(),
            By::Field(name) => ticket.field(name).map(field_parts).unwrap_or_default(),
        }
    }
}

fn problems(ticket: &Ticket) -> impl Iterator<Item = TicketId> + '_ {
    let kind = LinkKind::IncidentOf.as_str();
    ticket.links.iter().filter(move |link| link.kind == kind).map(|link| link.ticket)
}

fn status_part(name: &str, workflow: &Workflow) -> Part {
    let rank = workflow.statuses.iter().position(|s| s.name == name).unwrap_or(usize::MAX);
    Part::Ranked(rank, name.to_owned())
}

fn field_parts(value: &Value) -> Vec<Part> {
    match value {
        Value::Null => Vec::new(),
        Value::Int(n) => vec![Part::Int(*n)],
        Value::List(items) => items.iter().map(|v| Part::Text(v.to_text())).collect(),
        other => vec![Part::Text(other.to_text())],
    }
}

/// One value of a key. The order of these is the order of rows: periods as time goes by, ranked
/// values by rank, numbers and texts by size, tickets without a value last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The beginning of a period.
    Period(Time),
    Ranked(usize, String),
    Int(i64),
    Text(String),
    Absent,
}

impl Part {
    pub(super) fn text(&self) -> String {
        match self {
            Part::Ranked(_, text) | Part::Text(text) => text.clone(),
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

/// Every combination of the ticket's values for the keys that are no periods; exactly one, and
/// empty, when there is no such key.
pub(super) fn combinations(by: &[By], story: &Story, workflow: &Workflow) -> Vec<Vec<Part>> {
    let mut all = vec![Vec::new()];
    for key in by.iter().filter(|b| b.period().is_none()) {
        let mut values = key.values(story, workflow);
        values.sort();
        values.dedup();
        if values.is_empty() {
            values.push(Part::Absent);
        }
        if all.len() > 1 && all.len() * values.len() > MAX_COMBINATIONS {
            values = vec![Part::Text(values.iter().map(Part::text).collect::<Vec<_>>().join(","))];
        }
        all = product(&all, &values);
    }
    all
}

fn product(heads: &[Vec<Part>], values: &[Part]) -> Vec<Vec<Part>> {
    let extended = |head: &Vec<Part>, value: &Part| [head.as_slice(), std::slice::from_ref(value)].concat();
    heads
        .iter()
        .flat_map(|head| values.iter().map(move |value| extended(head, value)))
        .collect()
}

/// The whole key in the order of `by`: `fields` are its values without the periods, which follow
/// from the segment.
pub(super) fn assemble(by: &[By], fields: &[Part], segment: Time, segments: &mut Segments) -> Vec<Part> {
    let mut fields = fields.iter().cloned();
    let mut starts = segments.starts(segment).into_iter();
    by.iter()
        .map(|key| match key.period() {
            Some(_) => starts.next().map_or(Part::Absent, Part::Period),
            None => fields.next().unwrap_or(Part::Absent),
        })
        .collect()
}
