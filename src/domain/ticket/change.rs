//! The difference between two versions of a ticket, field by field, and its application.
//!
//! `apply(old, diff(old, new)) == new` for any two versions: that is what makes the timeline a
//! faithful account of history (a property test holds it).

use super::model::put;
use super::{Attachment, Claim, Csat, Key, Link, Message, Occurrence, Set, Ticket, TicketId, Value};
use crate::domain::time::{Time, stamp};

/// One thing that a commit did to a ticket.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The ticket came to be; what it had from the start follows as further changes.
    Created,
    /// Its file is gone.
    Removed,
    /// A single value. Times are RFC 3339, a number is decimal.
    Set {
        key: Key,
        from: Option<String>,
        to: Option<String>,
    },
    Field {
        name: String,
        from: Option<Value>,
        to: Option<Value>,
    },
    Unknown {
        name: String,
        from: Option<Value>,
        to: Option<Value>,
    },
    Added {
        set: Set,
        item: String,
    },
    Dropped {
        set: Set,
        item: String,
    },
    Linked(Link),
    Unlinked(Link),
    Rated {
        from: Option<Csat>,
        to: Option<Csat>,
    },
    Claimed {
        from: Option<Claim>,
        to: Option<Claim>,
    },
    Seen(Occurrence),
    /// An occurrence is no longer there, or a greater count takes its place.
    Unseen(Occurrence),
    Attached(Attachment),
    Detached(Attachment),
    Message(Box<Message>),
    /// The message with this id was rewritten by hand.
    Edited {
        from: Box<Message>,
        to: Box<Message>,
    },
    Withdrawn(Box<Message>),
}

/// What a name elsewhere begins with that is a number which the ticket had before.
pub const OLD_NUMBER: &str = "number:";

impl Change {
    /// A number for people was given, or the one before it is kept as a name. Nobody has to know, or needs a right for it.
    pub fn is_numbering(&self) -> bool {
        match self {
            Change::Set { key, .. } => *key == Key::Number,
            Change::Added { set, item } => *set == Set::Refs && item.starts_with(OLD_NUMBER),
            _ => false,
        }
    }
}

/// What turns `old` into `new`; from nothing, when `old` is `None`.
pub fn diff(old: Option<&Ticket>, new: &Ticket) -> Vec<Change> {
    let mut out = Vec::new();
    if old.is_none() {
        out.push(Change::Created);
    }
    let had = |key| old.and_then(|old| old.get(key));
    let blank = blank_ticket(new.id);
    let old = old.unwrap_or(&blank);
    for &key in Key::ALL {
        let (from, to) = (had(key), new.get(key));
        if from != to {
            out.push(Change::Set { key, from, to });
        }
    }
    for &set in Set::ALL {
        diff_set(set, old.set(set), new.set(set), &mut out);
    }
    diff_map(&old.fields, &new.fields, &mut out, |name, from, to| Change::Field { name, from, to });
    diff_map(&old.unknown, &new.unknown, &mut out, |name, from, to| Change::Unknown { name, from, to });
    out.extend(old.links.iter().filter(|l| !new.links.contains(l)).cloned().map(Change::Unlinked));
    out.extend(new.links.iter().filter(|l| !old.links.contains(l)).cloned().map(Change::Linked));
    if old.csat != new.csat {
        out.push(Change::Rated { from: old.csat.clone(), to: new.csat.clone() });
    }
    if old.claim != new.claim {
        out.push(Change::Claimed { from: old.claim.clone(), to: new.claim.clone() });
    }
    let (gone, come) = (&old.occurrences, &new.occurrences);
    out.extend(gone.iter().filter(|o| !come.contains(o)).cloned().map(Change::Unseen));
    out.extend(come.iter().filter(|o| !gone.contains(o)).cloned().map(Change::Seen));
    let (gone, come) = (&old.attachments, &new.attachments);
    out.extend(gone.iter().filter(|a| !come.contains(a)).cloned().map(Change::Detached));
    out.extend(come.iter().filter(|a| !gone.contains(a)).cloned().map(Change::Attached));
    diff_messages(&old.messages, &new.messages, &mut out);
    out
}

fn blank_ticket(id: TicketId) -> Ticket {
    Ticket::new(id, String::new(), String::new(), crate::domain::time::at(0))
}

fn diff_set(set: Set, old: &[String], new: &[String], out: &mut Vec<Change>) {
    let missing = |from: &[String], item: &String| !from.contains(item);
    for item in old.iter().filter(|i| missing(new, i)) {
        out.push(Change::Dropped { set, item: item.clone() });
    }
    for item in new.iter().filter(|i| missing(old, i)) {
        out.push(Change::Added { set, item: item.clone() });
    }
}

fn diff_map(
    old: &[(String, Value)],
    new: &[(String, Value)],
    out: &mut Vec<Change>,
    change: impl Fn(String, Option<Value>, Option<Value>) -> Change,
) {
    let find = |map: &[(String, Value)], name: &str| map.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
    for (name, value) in old {
        if find(new, name).is_none() {
            out.push(change(name.clone(), Some(value.clone()), None));
        }
    }
    for (name, value) in new {
        let before = find(old, name);
        if before.as_ref() != Some(value) {
            out.push(change(name.clone(), before, Some(value.clone())));
        }
    }
}

fn diff_messages(old: &[Message], new: &[Message], out: &mut Vec<Change>) {
    for gone in old.iter().filter(|o| !new.iter().any(|n| n.id == o.id)) {
        out.push(Change::Withdrawn(Box::new(gone.clone())));
    }
    // Both are in order and new ones come last as a rule, so the common head costs nothing.
    let same = old.iter().zip(new).take_while(|(o, n)| o == n).count();
    for message in &new[same..] {
        match old.iter().find(|o| o.id == message.id) {
            None => out.push(Change::Message(Box::new(message.clone()))),
            Some(before) if before != message => {
                let (from, to) = (Box::new(before.clone()), Box::new(message.clone()));
                out.push(Change::Edited { from, to });
            }
            Some(_) => {}
        }
    }
}

/// Carries changes out on `state`. `id` is the ticket that they speak of.
pub fn apply(state: Option<Ticket>, id: TicketId, changes: &[Change]) -> Option<Ticket> {
    changes.iter().fold(state, |state, change| apply_one(state, id, change))
}

fn apply_one(state: Option<Ticket>, id: TicketId, change: &Change) -> Option<Ticket> {
    if matches!(change, Change::Removed) {
        return None;
    }
    let mut ticket = state.unwrap_or_else(|| blank_ticket(id));
    match change {
        Change::Created | Change::Removed => {}
        Change::Set { key, to, .. } => ticket.put(*key, to.as_deref()),
        Change::Field { name, to, .. } => ticket.set_field(name, to.clone()),
        Change::Unknown { name, to, .. } => put(&mut ticket.unknown, name, to.clone()),
        Change::Added { set, item } => {
            let list = ticket.set_mut(*set);
            if !list.contains(item) {
                list.push(item.clone());
            }
        }
        Change::Dropped { set, item } => ticket.set_mut(*set).retain(|i| i != item),
        Change::Linked(link) => {
            if !ticket.links.contains(link) {
                ticket.links.push(link.clone());
            }
        }
        Change::Unlinked(link) => ticket.links.retain(|l| l != link),
        Change::Rated { to, .. } => ticket.csat = to.clone(),
        Change::Claimed { to, .. } => ticket.claim = to.clone(),
        Change::Seen(occurrence) => {
            if !ticket.occurrences.contains(occurrence) {
                ticket.occurrences.push(occurrence.clone());
                ticket.occurrences.sort_by_key(|o| o.at);
            }
        }
        Change::Unseen(occurrence) => ticket.occurrences.retain(|o| o != occurrence),
        Change::Attached(file) => {
            if !ticket.attachments.contains(file) {
                ticket.attachments.push(file.clone());
            }
        }
        Change::Detached(file) => ticket.attachments.retain(|a| a != file),
        Change::Message(message) => ticket.add_message((**message).clone()),
        Change::Edited { to, .. } => {
            ticket.messages.retain(|m| m.id != to.id);
            ticket.add_message((**to).clone());
        }
        Change::Withdrawn(message) => ticket.messages.retain(|m| m.id != message.id),
    }
    Some(ticket)
}

impl Ticket {
    /// A single value as text: times in RFC 3339, the number in decimal.
    pub fn get(&self, key: Key) -> Option<String> {
        let time = |t: Option<Time>| t.map(stamp);
        match key {
            Key::Number => self.number.map(|n| n.to_string()),
            Key::Title => (!self.title.is_empty()).then(|| self.title.clone()),
            Key::Status => (!self.status.is_empty()).then(|| self.status.clone()),
            Key::Until => time(self.until),
            Key::Resolution => self.resolution.clone(),
            Key::Type => self.kind.map(|k| k.as_str().to_owned()),
            Key::Priority => self.priority.map(|p| p.as_str().to_owned()),
            Key::Requester => self.requester.clone(),
            Key::Organization => self.organization.clone(),
            Key::Assignee => self.assignee.clone(),
            Key::Group => self.group.clone(),
            Key::Brand => self.brand.clone(),
            Key::Channel => self.channel.clone(),
            Key::Language => self.language.clone(),
            Key::Category => self.category.clone(),
            Key::Form => self.form.clone(),
            Key::Due => time(self.due),
            Key::MergedInto => self.merged_into.map(|id| id.to_string()),
            Key::Created => Some(stamp(self.created)),
            Key::Closed => time(self.closed),
        }
    }

    /// The reverse of [`Ticket::get`]. A text that the key cannot hold empties it.
    pub fn put(&mut self, key: Key, to: Option<&str>) {
        let text = to.map(str::to_owned);
        let time = to.and_then(read_stamp);
        match key {
            Key::Number => self.number = to.and_then(|t| t.parse().ok()),
            Key::Title => self.title = text.unwrap_or_default(),
            Key::Status => self.status = text.unwrap_or_default(),
            Key::Until => self.until = time,
            Key::Resolution => self.resolution = text,
            Key::Type => self.kind = to.and_then(super::Kind::parse),
            Key::Priority => self.priority = to.and_then(super::Priority::parse),
            Key::Requester => self.requester = text,
            Key::Organization => self.organization = text,
            Key::Assignee => self.assignee = text,
            Key::Group => self.group = text,
            Key::Brand => self.brand = text,
            Key::Channel => self.channel = text,
            Key::Language => self.language = text,
            Key::Category => self.category = text,
            Key::Form => self.form = text,
            Key::Due => self.due = time,
            Key::MergedInto => self.merged_into = to.and_then(TicketId::parse),
            Key::Created => self.created = time.unwrap_or(self.created),
            Key::Closed => self.closed = time,
        }
    }
}

/// An RFC 3339 instant with `Z` or an offset; fractions of a second are dropped.
pub fn read_stamp(text: &str) -> Option<Time> {
    let time = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(crate::domain::time::at(time.timestamp()))
}
