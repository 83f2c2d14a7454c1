//! Made-up events: a small language in which tests tell what happened to a ticket.

use super::super::{Case, Cell, Name, Note, Report, Request, Setting, report};
use crate::domain::sla::Policies;
use crate::domain::story::Story;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::{Category, Status, Workflow};
use crate::domain::ticket::{Change, Key, Message, Set, TicketId, Visibility};
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};

/// Six statuses that are called as their categories are.
pub fn workflow() -> Workflow {
    let status = |category: Category| Status {
        name: category.as_str().to_owned(),
        category,
        aliases: Vec::new(),
        until: false,
        shown_as: None,
        to: Vec::new(),
    };
    Workflow {
        name: "test".to_owned(),
        statuses: Category::ALL.map(status).to_vec(),
        create: Vec::new(),
        first_assignment: None,
        requester_message: None,
        resolution_required: false,
        assign_on_reply: false,
        close_after_days: None,
    }
}

pub fn id(name: &str) -> TicketId {
    TicketId::derived("test", name)
}

pub fn event(time: Time, changes: Vec<Change>) -> Event {
    Event {
        commit: String::new(),
        at: time,
        actor: String::new(),
        actor_name: String::new(),
        source: None,
        subject: String::new(),
        changes,
    }
}

pub fn set(key: Key, to: Option<&str>) -> Change {
    Change::Set { key, from: None, to: to.map(str::to_owned) }
}

pub fn status(to: &str) -> Change {
    set(Key::Status, Some(to))
}

pub fn assign(to: &str) -> Change {
    set(Key::Assignee, Some(to))
}

pub fn tag(name: &str) -> Change {
    Change::Added { set: Set::Tags, item: name.to_owned() }
}

pub fn message(name: &str, role: Author, visibility: Visibility, from: Option<&str>) -> Message {
    Message {
        id: TicketId::derived("message", name),
        at: at(0),
        from: from.map(str::to_owned),
        role,
        channel: None,
        visibility,
        text: String::new(),
        unknown: Vec::new(),
    }
}

pub fn reply(name: &str) -> Change {
    Change::Message(Box::new(message(name, Author::Agent, Visibility::Public, Some("anna"))))
}

pub fn from_requester(name: &str) -> Change {
    Change::Message(Box::new(message(name, Author::Requester, Visibility::Public, Some("rita"))))
}

/// Creation by a requester, in status new.
pub fn creation() -> Vec<Change> {
    vec![Change::Created, status("new"), set(Key::Requester, Some("rita")), from_requester("opening")]
}

/// The story of a ticket from (minute, changes).
pub fn told(name: &str, events: &[(i64, Vec<Change>)]) -> Story {
    let events: Vec<Event> = events.iter().map(|(m, changes)| event(minute(*m), changes.clone())).collect();
    Story::of(id(name), &events, &workflow(), far())
}

/// Minutes after Monday 2024-01-01 09:00 UTC.
pub fn minute(m: i64) -> Time {
    at(1_704_099_600 + 60 * m)
}

/// Later than everything that tests tell.
pub fn far() -> Time {
    at(1_900_000_000)
}

pub fn ask(name: Name, by: &[&str]) -> Request {
    let by = by.iter().filter_map(|b| super::super::By::parse(b)).collect();
    Request { by, ..Request::new(name, minute(500_000)) }
}

pub fn answer(request: &Request, stories: &[Story]) -> Report {
    let cases: Vec<Case> = stories.iter().cloned().map(Case::from).collect();
    answer_of(request, &cases, &Policies::default())
}

pub fn answer_of(request: &Request, cases: &[Case], policies: &Policies) -> Report {
    let (workflow, hours) = (workflow(), Hours::default());
    let setting = Setting { workflow: &workflow, zone: &Zone::utc(), hours: &hours, policies };
    report(request, &setting, cases).expect("figures that the report has")
}

/// How many a note speaks of.
pub fn count(note: &Note) -> i64 {
    note.data[0].1.count().expect("a count")
}

/// The codes of the notes about what is counted, with how many; without that of the zone.
pub fn counts(report: &Report) -> Vec<(&'static str, i64)> {
    report
        .notes
        .iter()
        .filter_map(|note| Some((note.code, note.data.first()?.1.count()?)))
        .collect()
}

/// The cell of a row under this column.
pub fn cell<'r>(report: &'r Report, row: usize, column: &str) -> &'r Cell {
    let place = report.columns.iter().position(|c| c.name == column).expect("a column of the report");
    &report.rows[row][place]
}

pub fn total<'r>(report: &'r Report, name: &str) -> &'r Cell {
    &report.totals.iter().find(|(n, _)| n == name).expect("a total of the report").1
}

/// The rows as text, cells between bars.
pub fn lines(report: &Report) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(t) => t.clone(),
        Cell::Int(n) => n.to_string(),
        Cell::Number(n) => n.to_string(),
        Cell::Null => "-".to_owned(),
        Cell::Time(t) => crate::domain::time::stamp(*t),
        Cell::Map(entries) => format!("{} entries", entries.len()),
    };
    report.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>().join("|")).collect()
}
