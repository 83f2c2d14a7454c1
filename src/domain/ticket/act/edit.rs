//! Values, tags and assignment by hand, and what no hand may change.

use super::{Refusal, ensure_not_closed, find_status, first_request, forbidden};
use crate::domain::people::{Role, same_person};
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Key, Message, OLD_NUMBER, Ticket, Value};

/// Gives a ticket to somebody, or to nobody. The first assignment of a new ticket opens it.
pub fn assign(ticket: &mut Ticket, workflow: &Workflow, who: Option<&str>) -> Result<(), Refusal> {
    ensure_not_closed(ticket, workflow)?;
    let was_assigned = ticket.assignee.is_some();
    ticket.assignee = who.map(str::to_owned);
    let is_new = workflow.category(&ticket.status) == Category::New;
    if who.is_some()
        && !was_assigned
        && is_new
        && let Some(open) = &workflow.first_assignment
    {
        ticket.status = open.clone();
    }
    Ok(())
}

/// A title is one line, whatever was pasted.
pub fn one_line_title(text: &str) -> String {
    text.split(|c: char| c.is_control())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Sets or empties a single value by hand. A blank value is none.
pub fn set_value(ticket: &mut Ticket, workflow: &Workflow, key: Key, value: Option<&str>) -> Result<(), Refusal> {
    ensure_not_closed(ticket, workflow)?;
    let value = value.filter(|v| !v.trim().is_empty());
    let fixed = matches!(key, Key::Created | Key::Number | Key::Closed | Key::MergedInto);
    if fixed {
        return Err(Refusal::Immutable(key.to_string()));
    }
    if value.is_none() && matches!(key, Key::Title | Key::Priority | Key::Type | Key::Status) {
        return match ticket.get(key) {
            Some(_) => Err(Refusal::CannotEmpty(key)),
            None => Ok(()),
        };
    }
    match key {
        Key::Assignee => assign(ticket, workflow, value),
        Key::Title => {
            ticket.title = one_line_title(value.unwrap_or_default());
            Ok(())
        }
        _ => {
            ticket.put(key, value);
            Ok(())
        }
    }
}

/// Sets or empties a custom field by hand.
pub fn set_field(ticket: &mut Ticket, workflow: &Workflow, name: &str, value: Option<Value>) -> Result<(), Refusal> {
    ensure_not_closed(ticket, workflow)?;
    ticket.set_field(name, value);
    Ok(())
}

/// Adds and removes tags; allowed on a closed ticket too.
pub fn tag(ticket: &mut Ticket, add: &[String], remove: &[String]) {
    ticket.tags.retain(|t| !remove.contains(t));
    for tag in add {
        if !ticket.tags.contains(tag) {
            ticket.tags.push(tag.clone());
        }
    }
}

/// Whether the requester and the assignee are one: then nobody waits for a reply.
pub fn is_own(ticket: &Ticket) -> bool {
    matches!((&ticket.requester, &ticket.assignee), (Some(r), Some(a)) if same_person(r, a))
}

/// Whether a version written by hand may follow another: what is fixed stays, a transition is one that
/// this role may make, and on a closed ticket only tags change.
pub fn check_rewrite(old: &Ticket, new: &Ticket, workflow: &Workflow, role: Role) -> Result<(), Refusal> {
    check_fixed(old, new)?;
    check_closed(old, new, workflow)?;
    check_kept(old, new)?;
    if old.status != new.status {
        find_status(workflow, &new.status)?;
        if !workflow.allows(Some(&old.status), &new.status, role) {
            return Err(forbidden(workflow, Some(&old.status), &new.status, role));
        }
    }
    Ok(())
}

/// What was fixed when the ticket was made: its id, its creation, the requester's first message; and its number, once
/// it has one.
pub fn check_fixed(old: &Ticket, new: &Ticket) -> Result<(), Refusal> {
    if old.id != new.id {
        return Err(Refusal::Immutable("id".to_owned()));
    }
    if old.created != new.created {
        return Err(Refusal::Immutable(Key::Created.to_string()));
    }
    // People have written it down.
    if old.number.is_some() && old.number != new.number {
        return Err(Refusal::Immutable(Key::Number.to_string()));
    }
    if let Some(first) = first_request(old)
        && !new.messages.iter().any(|m| m == first)
    {
        return Err(Refusal::Immutable(format!("messages/{}", first.id)));
    }
    Ok(())
}

/// On a closed ticket only tags change, and numbers; it may be taken out of the one that it was merged into,
/// and what was written may be withdrawn from sight.
pub fn check_closed(old: &Ticket, new: &Ticket, workflow: &Workflow) -> Result<(), Refusal> {
    if workflow.category(&old.status) == Category::Closed && !may_follow_closed(old, new) {
        return Err(Refusal::Closed);
    }
    Ok(())
}

/// What is never emptied again once it is there.
pub fn check_kept(old: &Ticket, new: &Ticket) -> Result<(), Refusal> {
    let emptied = |key: &Key| old.get(*key).is_some() && new.get(*key).is_none();
    match [Key::Priority, Key::Type, Key::Title].into_iter().find(emptied) {
        Some(key) => Err(Refusal::CannotEmpty(key)),
        None => Ok(()),
    }
}

fn may_follow_closed(old: &Ticket, new: &Ticket) -> bool {
    if old.merged_into.is_some() && new.merged_into.is_none() {
        return true;
    }
    let texts_aside = |ticket: &Ticket| -> Vec<Message> {
        ticket.messages.iter().map(|m| Message { text: String::new(), ..m.clone() }).collect()
    };
    let bare = |ticket: &Ticket| -> Ticket {
        let refs = ticket.refs.iter().filter(|name| !name.starts_with(OLD_NUMBER)).cloned().collect();
        Ticket { tags: Vec::new(), number: None, refs, messages: texts_aside(ticket), ..ticket.clone() }
    };
    bare(old) == bare(new)
}
