//! Clocks as the cases of a pipeline's tests: a promise that is late is a test that fails.

use super::countdown::{length, metric};
use super::junit::{Case, Outcome, Suite};
use super::reader::Reader;
use crate::domain::outcome::clocks::TicketClock;
use crate::domain::ticket::Ticket;
use crate::domain::time::Time;

/// A case for each clock, with its ticket. `is_late` says which of them fail.
pub fn suite(
    clocks: &[(&Ticket, &TicketClock)],
    is_late: impl Fn(&TicketClock) -> bool,
    now: Time,
    policies_of: &str,
    reader: &Reader,
) -> Suite {
    let case = |(ticket, told): &(&Ticket, &TicketClock)| Case {
        name: format!("{} {} {}", told.ticket, told.clock.metric.as_str(), told.clock.instance),
        outcome: if is_late(told) { late(ticket, told, reader) } else { Outcome::Kept },
    };
    Suite {
        name: reader.words.say("junit-clocks"),
        class: "git-desk.sla".to_owned(),
        at: now,
        properties: vec![("policies_of", policies_of.to_owned())],
        cases: clocks.iter().map(case).collect(),
    }
}

fn late(ticket: &Ticket, told: &TicketClock, reader: &Reader) -> Outcome {
    let length = |seconds| length(seconds, told, reader).into();
    let args = [
        ("metric", metric(told, reader).into()),
        ("elapsed", length(told.clock.elapsed_s)),
        ("target", length(told.clock.target_s)),
    ];
    let who = ticket.assignee.as_deref().map(|who| reader.person(who)).unwrap_or_default();
    let due = told.clock.due_at.map(|due| reader.date_time(due)).unwrap_or_default();
    let lines = [ticket.title.as_str(), &told.policy, &due, &who];
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Outcome::Broken { message: reader.words.with("junit-late", &args), details: lines.join("\n") }
}
