//! Made-up events: a small language in which tests tell what happened to a ticket.

use crate::domain::ticket::model::Author;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::{Category, Status, Workflow};
use crate::domain::ticket::{Change, Key, Message, TicketId, Visibility};
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

/// A public message by an agent.
pub fn reply(name: &str) -> Change {
    Change::Message(Box::new(message(name, Author::Agent, Visibility::Public, Some("anna"))))
}

/// A public message by the requester.
pub fn ask(name: &str) -> Change {
    Change::Message(Box::new(message(name, Author::Requester, Visibility::Public, Some("rita"))))
}

/// Creation by a requester, in status new.
pub fn creation() -> Vec<Change> {
    vec![Change::Created, status("new"), set(Key::Requester, Some("rita")), ask("opening")]
}

/// Minutes after Monday 2024-01-01 09:00 UTC.
pub fn minute(m: i64) -> Time {
    at(1_704_099_600 + 60 * m)
}
