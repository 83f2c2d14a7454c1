//! Made-up events and policies: a small language in which tests tell what happened to a ticket.

use crate::domain::query::Filter;
use crate::domain::sla::{Categories, Clock, Metric, Policies, Policy, Targets, Track};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::{Category, Status, Workflow};
use crate::domain::ticket::{Change, Key, Message, Priority, TicketId, Visibility};
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use std::collections::BTreeMap;

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
    Workflow { statuses: Category::ALL.map(status).to_vec(), ..Workflow::default() }
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

pub fn group(to: &str) -> Change {
    set(Key::Group, Some(to))
}

pub fn priority(to: &str) -> Change {
    set(Key::Priority, Some(to))
}

pub fn said(name: &str, role: Author, visibility: Visibility, from: &str) -> Change {
    Change::Message(Box::new(Message {
        id: TicketId::derived("message", name),
        at: at(0),
        from: Some(from.to_owned()),
        role,
        channel: None,
        visibility,
        text: String::new(),
        unknown: Vec::new(),
    }))
}

/// A public message by an agent.
pub fn reply(name: &str) -> Change {
    said(name, Author::Agent, Visibility::Public, "anna")
}

/// A public message by the requester.
pub fn ask(name: &str) -> Change {
    said(name, Author::Requester, Visibility::Public, "rita")
}

/// Creation by a requester, in status new.
pub fn creation() -> Vec<Change> {
    vec![Change::Created, status("new"), set(Key::Requester, Some("rita")), ask("opening")]
}

/// Minutes after Monday 2024-01-01 09:00 UTC.
pub fn minute(m: i64) -> Time {
    at(1_704_099_600 + 60 * m)
}

/// The ticket that (minute, changes) tell of, up to a minute.
pub fn told(policies: &Policies, events: &[(i64, Vec<Change>)], now: i64) -> Track {
    let mut track = Track::new(TicketId::derived("test", "1"));
    for (m, changes) in events {
        track.tell(&event(minute(*m), changes.clone()), &workflow(), policies, minute(now));
    }
    track
}

/// Its clocks at that minute.
pub fn all(policies: &Policies, events: &[(i64, Vec<Change>)], now: i64) -> Vec<Clock> {
    told(policies, events, now).clocks(policies, minute(now))
}

pub fn anything() -> Filter {
    Filter::All(Vec::new())
}

/// A target of so many minutes for every ticket, around the clock.
pub fn within(minutes: i64) -> Targets {
    Targets { default: Some(60 * minutes), ..Targets::default() }
}

/// Targets of so many minutes by priority, and for no other.
pub fn by_priority(list: &[(Priority, i64)]) -> Targets {
    Targets { by_priority: list.iter().map(|(p, m)| (*p, 60 * m)).collect(), ..Targets::default() }
}

pub fn policy(name: &str, targets: &[(Metric, Targets)]) -> Policy {
    Policy {
        name: name.to_owned(),
        filter: anything(),
        targets: targets.iter().cloned().collect::<BTreeMap<_, _>>(),
        first_reply_by_assign: false,
        warn_at: Vec::new(),
    }
}

/// One policy for everything.
pub fn only(targets: &[(Metric, Targets)]) -> Policies {
    Policies::new(vec![policy("only", targets)], Zone::utc())
}

/// One policy with one target for everything.
pub fn one(metric: Metric, minutes: i64) -> Policies {
    only(&[(metric, within(minutes))])
}

pub fn pausing(minutes: i64, pause: &[Category]) -> Targets {
    Targets { pause: Some(Categories::of(pause)), ..within(minutes) }
}

/// Elapsed whole minutes and state of each clock.
pub fn lines(clocks: &[Clock]) -> Vec<String> {
    clocks.iter().map(|c| format!("{} {}", c.elapsed_s / 60, c.state.as_str())).collect()
}

/// What the clocks of a history say at a minute.
pub fn clocks(policies: &Policies, events: &[(i64, Vec<Change>)], now: i64) -> Vec<String> {
    lines(&all(policies, events, now))
}
