//! Merging tickets, taking a merge back, and splitting one in two.
//!
//! A merge destroys nothing: the source is closed and says where it went; its messages and files stay in
//! it and show in the target's thread, which is derived on reading. Only what a list or a filter looks
//! at (tags, followers, links) is united in the target.

use super::talk::heir;
use super::{Actor, Refusal, StatusExtras, ensure_not_closed, first_request, start};
use crate::domain::people::{Role, same_person};
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Change, Link, MessageId, Set, Ticket, TicketId};

/// The kind of link that a ticket has to the one out of which it was split.
pub const SPLIT: &str = "split-from";

/// Merges `source` into `target`.
///
/// # Errors
/// [`Refusal::OwnMerge`], [`Refusal::Merged`] and [`Refusal::Closed`] for a source or a target that is
/// merged or closed already, so no circle can come about.
pub fn merge(source: &mut Ticket, target: &mut Ticket, workflow: &Workflow, actor: &Actor) -> Result<(), Refusal> {
    if source.id == target.id {
        return Err(Refusal::OwnMerge);
    }
    ensure_apart(source, workflow)?;
    ensure_apart(target, workflow)?;
    let closed = workflow.first_of(Category::Closed).map_or("closed", |s| s.name.as_str());
    if !workflow.allows(Some(&source.status), closed, Role::System) {
        return Err(super::forbidden(workflow, Some(&source.status), closed, actor.role));
    }
    unite(source, target);
    source.status = closed.to_owned();
    source.closed = Some(actor.now);
    source.merged_into = Some(target.id);
    source.until = None;
    source.claim = None;
    Ok(())
}

/// The ticket is neither part of another one nor closed.
pub fn ensure_apart(ticket: &Ticket, workflow: &Workflow) -> Result<(), Refusal> {
    match ticket.merged_into {
        Some(into) => Err(Refusal::Merged { into }),
        None => ensure_not_closed(ticket, workflow),
    }
}

fn unite(source: &Ticket, target: &mut Ticket) {
    for tag in &source.tags {
        if !target.tags.contains(tag) {
            target.tags.push(tag.clone());
        }
    }
    let own = target.requester.clone();
    let hears = |who: &&String| !own.as_deref().is_some_and(|own| same_person(own, who));
    for who in source.requester.iter().chain(&source.followers).filter(hears) {
        if !target.followers.iter().any(|f| same_person(f, who)) {
            target.followers.push(who.clone());
        }
    }
    let between = [source.id, target.id];
    target.links.retain(|l| l.ticket != source.id);
    for link in source.links.iter().filter(|l| !between.contains(&l.ticket)) {
        if !target.links.contains(link) {
            target.links.push(link.clone());
        }
    }
}

/// Takes a merge back: the source is as `before` had it, messages that came since included, and the
/// target loses what the merge `gave` it, unless one of the tickets `others` that are still merged into
/// it has it too.
///
/// # Errors
/// [`Refusal::NotMerged`].
pub fn unmerge(
    (source, before): (&mut Ticket, &Ticket),
    (target, gave): (&mut Ticket, &[Change]),
    others: &[Ticket],
) -> Result<(), Refusal> {
    if source.merged_into.is_none() {
        return Err(Refusal::NotMerged);
    }
    source.status = before.status.clone();
    source.until = before.until;
    source.resolution = before.resolution.clone();
    (source.closed, source.merged_into) = (before.closed, None);
    let has = |ticket: &Ticket, change: &Change| match change {
        Change::Added { set: Set::Followers, item } => {
            ticket.requester.iter().chain(&ticket.followers).any(|who| same_person(who, item))
        }
        Change::Added { set, item } => ticket.set(*set).contains(item),
        Change::Linked(link) => ticket.links.contains(link),
        _ => false,
    };
    let goes = |change: &&Change| has(source, change) && !others.iter().any(|other| has(other, change));
    for change in gave.iter().filter(goes) {
        match change {
            Change::Added { set, item } => target.set_mut(*set).retain(|i| i != item),
            Change::Linked(link) => target.links.retain(|l| l != link),
            _ => {}
        }
    }
    // A link between the two went with the merge.
    let lost = gave.iter().filter_map(|change| match change {
        Change::Unlinked(link) if link.ticket == source.id && !target.links.contains(link) => Some(link.clone()),
        _ => None,
    });
    target.links.extend(lost.collect::<Vec<Link>>());
    Ok(())
}

/// What is to be split off.
#[derive(Clone, Debug)]
pub struct Split {
    /// Of the new ticket.
    pub id: TicketId,
    /// `None`: that of the source.
    pub title: Option<String>,
    /// The messages that move.
    pub messages: Vec<MessageId>,
}

/// Moves messages, and the files that came with them, into a new ticket that links to its source.
///
/// # Errors
/// [`Refusal::NoMessage`] for one that the ticket does not have; [`Refusal::Immutable`] for the request
/// that the ticket was made with.
pub fn split(source: &mut Ticket, workflow: &Workflow, wanted: &Split, actor: &Actor) -> Result<Ticket, Refusal> {
    ensure_apart(source, workflow)?;
    let first = first_request(source).map(|m| m.id);
    for id in &wanted.messages {
        if !source.messages.iter().any(|m| m.id == *id) {
            return Err(Refusal::NoMessage(id.to_string()));
        }
        if first == Some(*id) {
            return Err(Refusal::Immutable(format!("messages/{id}")));
        }
    }
    let mut new = heir(source, wanted.id, SPLIT, actor.now);
    new.priority = source.priority;
    if let Some(title) = &wanted.title {
        new.title = title.clone();
    }
    start(&mut new, workflow, None, &StatusExtras::default(), actor)?;
    let moves = |id: &MessageId| wanted.messages.contains(id);
    new.messages = source.messages.extract_if(.., |m| moves(&m.id)).collect();
    new.attachments = source.attachments.extract_if(.., |a| moves(&a.id)).collect();
    Ok(new)
}
