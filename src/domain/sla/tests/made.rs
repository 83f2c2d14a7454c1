//! Made-up policies, and events that only clocks look at.

pub use crate::domain::story::made::*;

use crate::domain::query::Filter;
use crate::domain::sla::{Categories, Clock, Metric, Policies, Policy, Targets, Track};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Change, Key, Priority, TicketId, Visibility};
use crate::domain::time::zone::Zone;
use std::collections::BTreeMap;

pub fn group(to: &str) -> Change {
    set(Key::Group, Some(to))
}

pub fn priority(to: &str) -> Change {
    set(Key::Priority, Some(to))
}

pub fn said(name: &str, role: Author, visibility: Visibility, from: &str) -> Change {
    Change::Message(Box::new(message(name, role, visibility, Some(from))))
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
