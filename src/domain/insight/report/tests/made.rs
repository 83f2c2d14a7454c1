//! Made-up tickets and what is asked of them.

pub use crate::domain::story::made::ask as from_requester;
pub use crate::domain::story::made::*;

use super::super::{Case, Cell, Name, Needed, Note, Report, Request, Setting, report};
use crate::domain::sla::Policies;
use crate::domain::story::Story;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Set, TicketId};
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};

pub fn id(name: &str) -> TicketId {
    TicketId::derived("test", name)
}

pub fn tag(name: &str) -> Change {
    Change::Added { set: Set::Tags, item: name.to_owned() }
}

/// The story of a ticket from (minute, changes).
pub fn told(name: &str, events: &[(i64, Vec<Change>)]) -> Story {
    let events: Vec<Event> = events.iter().map(|(m, changes)| event(minute(*m), changes.clone())).collect();
    Story::of(id(name), &events, &workflow(), far())
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
    answer_in(request, cases, policies, &Hours::default())
}

/// The same where durations are counted in these hours.
pub fn answer_in(request: &Request, cases: &[Case], policies: &Policies, hours: &Hours) -> Report {
    let workflow = workflow();
    let setting = Setting { workflow: &workflow, zone: &Zone::utc(), hours, policies };
    let answer = report(request, &setting, cases).expect("figures that the report has");
    let needed = Needed::by(std::slice::from_ref(request));
    let rest: Vec<Case> = cases.iter().cloned().map(|case| needed.of(case)).collect();
    assert_eq!(report(request, &setting, &rest).as_ref(), Ok(&answer), "what is let go of changes nothing");
    answer
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
