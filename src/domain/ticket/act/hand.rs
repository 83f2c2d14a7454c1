//! Whose hands a ticket is in: claims, followers, links, escalation.

use super::{Actor, NewMessage, Refusal, assign, ensure_not_closed, write};
use crate::domain::people::same_person;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Claim, Link, Ticket, TicketId};
use crate::domain::time::Time;

/// Who has the ticket in hand at this instant.
pub fn holder(ticket: &Ticket, now: Time) -> Option<&Claim> {
    ticket.claim.as_ref().filter(|claim| claim.until > now)
}

/// Takes a ticket in hand. Whoever has it already keeps it, for the time that is said last.
///
/// # Errors
/// [`Refusal::Claimed`] while somebody else has it.
pub fn claim(ticket: &mut Ticket, workflow: &Workflow, until: Time, actor: &Actor) -> Result<(), Refusal> {
    ensure_not_closed(ticket, workflow)?;
    if let Some(claim) = holder(ticket, actor.now).filter(|c| !same_person(&c.by, actor.who)) {
        return Err(Refusal::Claimed { by: claim.by.clone(), until: claim.until });
    }
    ticket.claim = Some(Claim { by: actor.who.to_owned(), until });
    Ok(())
}

/// Lets a ticket go; of one that nobody holds there is nothing to let go.
pub fn release(ticket: &mut Ticket, workflow: &Workflow) -> Result<(), Refusal> {
    if ticket.claim.is_some() {
        ensure_not_closed(ticket, workflow)?;
        ticket.claim = None;
    }
    Ok(())
}

/// Adds somebody who hears of the ticket.
pub fn follow(ticket: &mut Ticket, workflow: &Workflow, who: &str) -> Result<(), Refusal> {
    if ticket.followers.iter().any(|f| same_person(f, who)) {
        return Ok(());
    }
    ensure_not_closed(ticket, workflow)?;
    ticket.followers.push(who.to_owned());
    Ok(())
}

pub fn unfollow(ticket: &mut Ticket, workflow: &Workflow, who: &str) -> Result<(), Refusal> {
    if ticket.followers.iter().any(|f| same_person(f, who)) {
        ensure_not_closed(ticket, workflow)?;
        ticket.followers.retain(|f| !same_person(f, who));
    }
    Ok(())
}

/// Links a ticket to another one. The other side is not written: what it shows is derived.
///
/// # Errors
/// [`Refusal::OwnLink`] for a link to itself.
pub fn link(ticket: &mut Ticket, workflow: &Workflow, kind: &str, to: TicketId) -> Result<(), Refusal> {
    if ticket.id == to {
        return Err(Refusal::OwnLink);
    }
    let link = Link { kind: kind.to_owned(), ticket: to };
    if !ticket.links.contains(&link) {
        ensure_not_closed(ticket, workflow)?;
        ticket.links.push(link);
    }
    Ok(())
}

/// Takes links to another ticket away: those of a kind, or all of them.
pub fn unlink(ticket: &mut Ticket, workflow: &Workflow, kind: Option<&str>, to: TicketId) -> Result<(), Refusal> {
    let goes = |l: &Link| l.ticket == to && kind.is_none_or(|kind| l.kind == kind);
    if ticket.links.iter().any(goes) {
        ensure_not_closed(ticket, workflow)?;
        ticket.links.retain(|l| !goes(l));
    }
    Ok(())
}

/// Hands a ticket to the next level: its group, nobody of the old one as assignee, and why. `stays`:
/// whether the assignee is in the new group too.
pub fn escalate(
    ticket: &mut Ticket,
    workflow: &Workflow,
    (group, stays): (&str, bool),
    reason: NewMessage,
    actor: &Actor,
) -> Result<(), Refusal> {
    write(ticket, workflow, reason, actor)?;
    ticket.group = Some(group.to_owned());
    ticket.claim = None;
    if !stays && ticket.assignee.is_some() {
        assign(ticket, workflow, None)?;
    }
    Ok(())
}
