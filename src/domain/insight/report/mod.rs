//! Reports: figures from history, as pure functions of stories, workflow, zone and request.
//!
//! events → [`Case`] (a story and its clocks, one per ticket) → [`measures`] → facts, each at the instant
//! to which it belongs → groups by the keys of `--by` → [`table::Report`].
//! Definitions: `helpdesk.md`, section 4. What to print and in which words is render's business.
//!
//! Durations belong to the date of the event that fulfils them, volumes to that of the creation or
//! transition; periods are `[from, until)`; keys are the ticket's values as of `now`.

mod backlog;
mod by;
mod case;
mod check;
mod compare;
mod distribution;
mod facts;
mod figure;
mod grouped;
mod left;
mod lines;
pub mod measures;
mod name;
mod names;
mod part;
mod picture;
mod recurrence;
mod rows;
mod saved;
mod scope;
mod segments;
mod sla;
pub mod stats;
mod summary;
pub mod table;
mod tally;
#[cfg(test)]
mod tests;
mod times;
mod volume;

pub use backlog::ages;
pub use by::By;
pub use case::{Case, Needed, Setting};
pub use check::{BadLimit, Limit};
pub use figure::Figure;
pub use name::Name;
pub use names::{BEFORE, NOTES, columns, metrics, unit};
pub use part::WEEKDAYS;
pub use picture::picture;
pub use recurrence::Recurring;
pub use saved::{Saved, is_name as is_report_name};
pub use table::{Cell, Check, Column, Datum, Note, Own, Report, Unit};

use crate::domain::ticket::Key;
use crate::domain::time::Time;
use crate::domain::time::zone::tzdb_version;
use scope::Scope;

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub name: Name,
    /// The period that counts is `[from, until)`; `None`: open at that end.
    pub from: Option<Time>,
    pub until: Option<Time>,
    /// In this order they begin every row.
    pub by: Vec<By>,
    /// The figures of `custom`.
    pub measures: Vec<Figure>,
    /// The calendar in whose hours durations are counted, for a note.
    pub calendar: Option<String>,
    /// The revision or date of the policies that are asked for; `None`: those of the tip.
    pub policy_at: Option<String>,
    /// One row per ticket instead of one per group.
    pub rows: bool,
    /// List the tickets of every row.
    pub explain: bool,
    /// Beside every figure what it was in the period before.
    pub compare: bool,
    /// Only so many groups, those with the most tickets.
    pub top: Option<usize>,
    /// Count merged sources (as tickets that the merge closed) and spam.
    pub with_merged: bool,
    /// The instant up to which the stories were told.
    pub now: Time,
    /// The first assignee counts as the first reply (`first_reply_by: assign`).
    pub first_reply_by_assign: bool,
    pub recurrence: Recurring,
    /// Under which conditions the report fails.
    pub fail_if: Vec<Limit>,
    /// What a team calls it.
    pub own: Option<Own>,
}

impl Request {
    /// The report `name` over everything up to `now`.
    pub fn new(name: Name, now: Time) -> Request {
        Request {
            name,
            from: None,
            until: None,
            by: Vec::new(),
            measures: Vec::new(),
            calendar: None,
            policy_at: None,
            own: None,
            rows: false,
            explain: false,
            compare: false,
            top: None,
            with_merged: false,
            now,
            first_reply_by_assign: false,
            recurrence: Recurring::default(),
            fail_if: Vec::new(),
        }
    }

    /// The clocks of tickets are looked at: those of a [`Case`] must be there.
    pub fn asks_clocks(&self) -> bool {
        let figures = || self.measures.iter().any(|figure| figure.asks_clocks());
        match self.name {
            _ if self.rows => true,
            Name::Summary | Name::Sla | Name::Agents | Name::Categories | Name::Channels => true,
            Name::Custom => figures(),
            Name::Volume
            | Name::Backlog
            | Name::Times
            | Name::Distribution
            | Name::Flow
            | Name::Csat
            | Name::Recurrence => false,
        }
    }

    /// The values of tickets are looked at: [`Needed`] must leave them.
    fn asks_values(&self) -> bool {
        let shown = match self.name {
            Name::Summary | Name::Backlog | Name::Categories | Name::Channels | Name::Recurrence => true,
            Name::Volume
            | Name::Times
            | Name::Distribution
            | Name::Sla
            | Name::Agents
            | Name::Flow
            | Name::Csat
            | Name::Custom => false,
        };
        shown || self.rows || self.by.iter().any(By::is_of_ticket)
    }

    /// There are durations in it that a calendar counts; clocks have their own, ages are elapsed days.
    fn counts_durations(&self) -> bool {
        self.rows || !matches!(self.name, Name::Volume | Name::Backlog | Name::Sla | Name::Flow | Name::Csat)
    }

    /// Rows have a period of their own.
    pub fn has_periods(&self) -> bool {
        self.by.iter().any(|by| by.period().is_some())
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
        let mut seen = Vec::new();
        self.measures.retain(|figure| {
            !seen.contains(figure) && {
                seen.push(*figure);
                true
            }
        });
        self
    }
}

/// Makes a report of cases that were told up to `request.now`, in any order.
///
/// # Errors
/// [`BadLimit`]: a condition of the request speaks of what the report does not have.
pub fn report(request: &Request, setting: &Setting, cases: &[Case]) -> Result<Report, BadLimit> {
    let mut request = request.clone().with_each_key_once();
    if request.name == Name::Recurrence && !request.rows {
        // What recurs most comes first, however much is asked for.
        request.top.get_or_insert(usize::MAX);
    }
    let request = &request;
    let mut report = made(request, setting, cases);
    if request.compare && !request.rows {
        let past = |request: Option<Request>| request.map(|request| made(&request, setting, cases));
        let by_period = past(compare::with_row_before(request, setting.zone));
        let past = compare::Past { whole: past(compare::before(request, setting.zone)), by_period };
        report = compare::beside(report, &request.by, &past);
    }
    let counted = request.calendar.clone().filter(|_| request.counts_durations());
    let calendar = counted.map(|name| vec![("calendar", Datum::Text(name))]);
    report.notes.extend(calendar.map(|data| Note { code: "calendar", data }));
    let rules = Datum::Text(tzdb_version().unwrap_or_default());
    let zone = Datum::Text(setting.zone.name().to_owned());
    report.notes.push(Note { code: "zone", data: vec![("zone", zone), ("rules", rules)] });
    report.checks = request.fail_if.iter().map(|limit| limit.check(&report)).collect::<Result<_, _>>()?;
    Ok(report)
}

fn made(request: &Request, setting: &Setting, cases: &[Case]) -> Report {
    let scope = Scope::new(request, *setting, cases);
    match request.name {
        _ if request.rows => rows::rows(scope),
        Name::Summary => summary::summary(scope),
        Name::Volume => volume::volume(scope),
        Name::Backlog => backlog::backlog(scope),
        Name::Times => times::times(scope),
        Name::Distribution => distribution::distribution(scope),
        Name::Sla => sla::sla(scope),
        Name::Agents => grouped::agents(scope),
        Name::Categories => grouped::values(scope, Key::Category),
        Name::Channels => grouped::values(scope, Key::Channel),
        Name::Flow => grouped::flow(scope),
        Name::Csat => grouped::csat(scope),
        Name::Recurrence => recurrence::recurrence(scope),
        Name::Custom => grouped::custom(scope),
    }
}
