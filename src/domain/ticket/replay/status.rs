//! Statuses in a stream: its six words, and what a change of status brings with it.

use super::{Refusal, StatusWord, set};
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Change, Key, Ticket};
use crate::domain::time::{Time, stamp};

/// The stream's word for a category.
pub fn word_of(category: Category) -> &'static str {
    match category {
        Category::Hold => "on-hold",
        other => other.as_str(),
    }
}

/// The category that a word of the stream means.
fn category_of(word: &str) -> Option<Category> {
    Category::ALL.into_iter().find(|c| word_of(*c) == word).or_else(|| Category::parse(word))
}

/// The status of the workflow that carries this word as its name or alias.
fn named<'a>(word: &str, workflow: &'a Workflow) -> Option<&'a str> {
    let found = workflow.find(word)?;
    let same = |name: &String| name.to_lowercase() == word.to_lowercase();
    (same(&found.name) || found.aliases.iter().any(same)).then_some(found.name.as_str())
}

/// The status that a stream means. A category that the workflow has switched off keeps its word.
pub fn name_of(to: &StatusWord, workflow: &Workflow) -> Option<String> {
    if let Some(exact) = &to.name
        && workflow.status(exact).is_some()
    {
        return Some(exact.clone());
    }
    if let Some(name) = named(&to.word, workflow) {
        return Some(name.to_owned());
    }
    let category = category_of(&to.word)?;
    let found = workflow.find(category.as_str());
    Some(found.map_or(category.as_str(), |s| s.name.as_str()).to_owned())
}

pub fn is_closed(status: &str, workflow: &Workflow) -> bool {
    workflow.category(status) == Category::Closed
}

/// Brings the ticket into the status that the stream means.
pub fn change(
    ticket: &Ticket,
    to: &StatusWord,
    at: Time,
    workflow: &Workflow,
    out: &mut Vec<Change>,
) -> Result<(), Refusal> {
    let name = name_of(to, workflow).ok_or(Refusal::UnknownStatus)?;
    // A word for a category says nothing new about a ticket that is in this category by another name.
    let exact = to.name.as_ref() == Some(&name) || named(&to.word, workflow).is_some();
    if exact || workflow.category(&ticket.status) != workflow.category(&name) {
        change_to(ticket, &name, at, workflow, out);
    }
    Ok(())
}

/// Closes the ticket, unless it is closed.
pub fn close(ticket: &Ticket, at: Time, workflow: &Workflow, out: &mut Vec<Change>) {
    if !is_closed(&ticket.status, workflow) {
        let name = workflow.first_of(Category::Closed).map_or("closed", |s| s.name.as_str());
        change_to(ticket, name, at, workflow, out);
    }
}

/// The status by its name, and with it the time of closing and the end of a postponement.
pub fn change_to(ticket: &Ticket, name: &str, at: Time, workflow: &Workflow, out: &mut Vec<Change>) {
    if ticket.status == name {
        return;
    }
    set(ticket, Key::Status, Some(name.to_owned()), out);
    if !workflow.status(name).is_some_and(|s| s.until) {
        set(ticket, Key::Until, None, out);
    }
    let was_closed = is_closed(&ticket.status, workflow);
    match (was_closed, is_closed(name, workflow)) {
        (false, true) => set(ticket, Key::Closed, Some(stamp(at)), out),
        (true, false) => set(ticket, Key::Closed, None, out),
        _ => {}
    }
}
