//! Reports: figures from history, as pure functions of stories, workflow, zone and request.
//!
//! events → [`Story`] (one per ticket, foldable as history streams by) → [`measures`] → facts, each
//! at the instant to which it belongs → groups by the keys of `--by` → [`table::Report`].
//! Definitions: `helpdesk.md`, section 4. What to print and in which words is render's business.
//!
//! Durations belong to the date of the event that fulfils them, volumes to that of the creation or
//! transition; periods are `[from, until)`; keys are the ticket's values as of `now`.

mod by;
mod facts;
mod flow;
mod lines;
pub mod measures;
mod names;
mod recurrence;
mod rows;
mod scope;
mod segments;
pub mod stats;
mod summary;
pub mod table;
mod tally;
#[cfg(test)]
mod tests;
mod times;
mod volume;

pub use by::By;
pub use names::{NOTES, columns, metrics, unit};
pub use recurrence::Recurring;
pub use table::{Cell, Column, Note, Report, Unit};

use crate::domain::story::Story;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::time::Time;
use crate::domain::time::zone::Zone;

/// The reports that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Summary,
    Volume,
    Times,
    Flow,
    Recurrence,
}

impl Name {
    pub const ALL: [Name; 5] = [Name::Summary, Name::Volume, Name::Times, Name::Flow, Name::Recurrence];

    pub fn as_str(self) -> &'static str {
        match self {
            Name::Summary => "summary",
            Name::Volume => "volume",
            Name::Times => "times",
            Name::Flow => "flow",
            Name::Recurrence => "recurrence",
        }
    }

    pub fn parse(text: &str) -> Option<Name> {
        Name::ALL.into_iter().find(|n| n.as_str() == text)
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub name: Name,
    /// The period that counts is `[from, until)`; `None`: open at that end.
    pub from: Option<Time>,
    pub until: Option<Time>,
    /// In this order they begin every row.
    pub by: Vec<By>,
    /// One row per ticket instead of one per group.
    pub rows: bool,
    /// List the tickets of every row.
    pub explain: bool,
    /// Only so many groups, those with the most tickets.
    pub top: Option<usize>,
    /// Count merged sources (as tickets that the merge closed) and spam.
    pub with_merged: bool,
    /// The instant up to which the stories were told.
    pub now: Time,
    /// The first assignee counts as the first reply (`first_reply_by: assign`).
    pub first_reply_by_assign: bool,
    pub recurrence: Recurring,
}

impl Request {
    /// The report `name` over everything up to `now`.
    pub fn new(name: Name, now: Time) -> Request {
        Request {
            name,
            from: None,
            until: None,
            by: Vec::new(),
            rows: false,
            explain: false,
            top: None,
            with_merged: false,
            now,
            first_reply_by_assign: false,
            recurrence: Recurring::default(),
        }
    }

    /// A key that is asked for twice would be two columns of one name.
    fn with_each_key_once(mut self) -> Request {
        let mut seen = Vec::new();
        self.by.retain(|key| {
            !seen.contains(key) && {
                seen.push(key.clone());
                true
            }
        });
        self
    }
}

/// Makes a report of stories that were told up to `request.now`, in any order.
pub fn report(request: &Request, workflow: &Workflow, zone: &Zone, stories: &[Story]) -> Report {
    let mut request = request.clone().with_each_key_once();
    if request.name == Name::Recurrence && !request.rows {
        // What recurs most comes first, however much is asked for.
        request.top.get_or_insert(usize::MAX);
    }
    let request = &request;
    let scope = scope::Scope::new(request, workflow, zone, stories);
    match request.name {
        _ if request.rows => rows::rows(scope),
        Name::Summary => summary::summary(scope),
        Name::Volume => volume::volume(scope),
        Name::Times => times::times(scope),
        Name::Flow => flow::flow(scope),
        Name::Recurrence => recurrence::recurrence(scope),
    }
}
