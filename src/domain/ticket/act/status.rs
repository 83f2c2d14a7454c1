//! Statuses: moving a ticket, and what each status demands and takes away.

use super::{Actor, Refusal, ensure_not_closed};
use crate::domain::people::Role;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::{Category, Status, Workflow};
use crate::domain::time::Time;

/// What a status may bring along.
#[derive(Clone, Debug, Default)]
pub struct StatusExtras {
    pub until: Option<Time>,
    pub resolution: Option<String>,
}

/// Moves a ticket to the status that `word` means. Setting the present status is no transition, but
/// takes what comes with it.
pub fn set_status(
    ticket: &mut Ticket,
    workflow: &Workflow,
    word: &str,
    extras: &StatusExtras,
    actor: &Actor,
) -> Result<(), Refusal> {
    let to = find_status(workflow, word)?;
    if to.name == ticket.status {
        return stay(ticket, workflow, to, extras);
    }
    if !workflow.allows(Some(&ticket.status), &to.name, actor.role) {
        return Err(forbidden(workflow, Some(&ticket.status), &to.name, actor.role));
    }
    enter(ticket, workflow, to, extras, actor)
}

fn stay(ticket: &mut Ticket, workflow: &Workflow, status: &Status, extras: &StatusExtras) -> Result<(), Refusal> {
    let until = extras.until.filter(|_| status.until);
    if until.is_none() && extras.resolution.is_none() {
        return Ok(());
    }
    ensure_not_closed(ticket, workflow)?;
    ticket.until = until.or(ticket.until);
    if extras.resolution.is_some() {
        ticket.resolution = extras.resolution.clone();
    }
    Ok(())
}

pub fn find_status<'w>(workflow: &'w Workflow, word: &str) -> Result<&'w Status, Refusal> {
    workflow.find(word).ok_or_else(|| Refusal::UnknownStatus {
        word: word.to_owned(),
        known: workflow.statuses.iter().map(|s| s.name.clone()).collect(),
    })
}

/// The refusal of a transition, with those that exist.
pub fn forbidden(workflow: &Workflow, from: Option<&str>, to: &str, role: Role) -> Refusal {
    let allowed = workflow.transitions(from).iter().map(|t| (t.to.clone(), t.by.iter().copied().collect()));
    Refusal::Transition { from: from.map(str::to_owned), to: to.to_owned(), role, allowed: allowed.collect() }
}

/// Puts a ticket into a status: what the status demands, and what it takes away.
fn enter(
    ticket: &mut Ticket,
    workflow: &Workflow,
    to: &Status,
    extras: &StatusExtras,
    actor: &Actor,
) -> Result<(), Refusal> {
    if to.until && extras.until.is_none() {
        return Err(Refusal::NeedsUntil { status: to.name.clone() });
    }
    ticket.until = extras.until.filter(|_| to.until);
    if to.category.is_unsolved() {
        ticket.resolution = None;
        ticket.closed = None;
    } else {
        solve(ticket, workflow, extras, actor)?;
    }
    if to.category == Category::Closed {
        ticket.closed = Some(actor.now);
    }
    // What is done is in nobody's hands.
    ticket.claim = ticket.claim.take().filter(|_| to.category.is_unsolved());
    ticket.status = to.name.clone();
    Ok(())
}

fn solve(ticket: &mut Ticket, workflow: &Workflow, extras: &StatusExtras, actor: &Actor) -> Result<(), Refusal> {
    if extras.resolution.is_some() {
        ticket.resolution = extras.resolution.clone();
    }
    if workflow.resolution_required && ticket.resolution.is_none() {
        return Err(Refusal::NeedsResolution);
    }
    // The rule is the system's own for a bot or an automation: they do not become assignees.
    if ticket.assignee.is_none() && actor.role.is_staff() {
        ticket.assignee = Some(actor.who.to_owned());
    }
    Ok(())
}

/// The status in which a new ticket starts: the one asked for, else the first that this role may use;
/// a ticket that has an assignee from the start is opened by the system.
pub fn start(
    ticket: &mut Ticket,
    workflow: &Workflow,
    word: Option<&str>,
    extras: &StatusExtras,
    actor: &Actor,
) -> Result<(), Refusal> {
    let to = match word {
        Some(word) => find_status(workflow, word)?,
        None => default_start(ticket, workflow, actor.role)?,
    };
    let files = workflow.create.iter().any(|t| t.by.contains(&actor.role));
    let by_system = files && word.is_none() && workflow.allows(None, &to.name, Role::System);
    if !by_system && !workflow.allows(None, &to.name, actor.role) {
        return Err(forbidden(workflow, None, &to.name, actor.role));
    }
    enter(ticket, workflow, to, extras, actor)
}

fn default_start<'w>(ticket: &Ticket, workflow: &'w Workflow, role: Role) -> Result<&'w Status, Refusal> {
    if ticket.assignee.is_some()
        && let Some(open) = workflow.first_assignment.as_deref().and_then(|s| workflow.status(s))
    {
        return Ok(open);
    }
    let first = workflow.create.iter().find(|t| t.by.contains(&role)).and_then(|t| workflow.status(&t.to));
    first.ok_or_else(|| forbidden(workflow, None, "new", role))
}
