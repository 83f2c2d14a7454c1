//! Messages, what follows from one, and the ticket that goes on where a closed one ended.

use super::{Actor, Refusal, assign, ensure_not_closed};
use crate::domain::people::{Deed, Role, same_person};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Link, Message, MessageId, Ticket, TicketId, Visibility};
use crate::domain::time::Time;

/// The kind of link that a follow-up has to its source.
pub const FOLLOW_UP: &str = "follow-up-of";

/// A message that is about to be written.
#[derive(Clone, Debug)]
pub struct NewMessage {
    pub id: MessageId,
    pub channel: Option<String>,
    pub visibility: Visibility,
    pub text: String,
}

/// Adds a message, with what follows from it: who answers an unassigned ticket gets it (where the desk
/// says so), and a requester's public message wakes a ticket that waits or was solved.
///
/// # Errors
/// [`Refusal::Closed`]: a requester's message then belongs in the [`follow_up`].
/// [`Refusal::Forbidden`] for roles that do not write so, and for a requester whose ticket it is not.
pub fn write(ticket: &mut Ticket, workflow: &Workflow, new: NewMessage, actor: &Actor) -> Result<(), Refusal> {
    ensure_not_closed(ticket, workflow)?;
    if new.text.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    ensure_part(ticket, new.visibility, actor)?;
    let mut message = message(new, actor);
    // An id that is taken would make the message look like one that is there already.
    while ticket.messages.iter().any(|m| m.id == message.id) {
        message.id = MessageId::derived("message", message.id.as_str());
    }
    // Messages are in order of (time, id): what is written in the same second still comes after.
    if let Some(last) = ticket.messages.last().filter(|last| last.at == message.at) {
        message.id = message.id.above(last.id);
    }
    // Ids repeat when a seed is fixed, and by chance: a word is never dropped for that.
    while ticket.messages.iter().any(|m| m.id == message.id) {
        message.id = MessageId::derived("again", message.id.as_str());
    }
    if message.is_reply() && workflow.assign_on_reply && ticket.assignee.is_none() {
        assign(ticket, workflow, Some(actor.who))?;
    }
    if message.role == Author::Requester && message.visibility == Visibility::Public {
        wake(ticket, workflow);
    }
    ticket.add_message(message);
    Ok(())
}

/// A requester writes on tickets that they asked or follow.
pub fn ensure_part(ticket: &Ticket, visibility: Visibility, actor: &Actor) -> Result<(), Refusal> {
    if actor.role == Role::Requester && !takes_part(ticket, actor.who) {
        return Err(Refusal::Forbidden { deed: Deed::of(visibility.is_public()), role: actor.role });
    }
    Ok(())
}

/// Whether a ticket is somebody's own: they asked, or they follow it.
fn takes_part(ticket: &Ticket, who: &str) -> bool {
    ticket.requester.iter().chain(&ticket.followers).any(|other| same_person(other, who))
}

/// The message as it will stand in the ticket.
pub fn message(new: NewMessage, actor: &Actor) -> Message {
    Message {
        id: new.id,
        at: actor.now,
        from: Some(actor.who.to_owned()),
        role: author_of(actor.role),
        channel: new.channel,
        visibility: new.visibility,
        text: new.text,
        unknown: Vec::new(),
    }
}

/// A requester wrote: what waited for them, or was solved, is to be looked at again.
fn wake(ticket: &mut Ticket, workflow: &Workflow) {
    let category = workflow.category(&ticket.status);
    let waits = matches!(category, Category::Pending | Category::Hold | Category::Solved);
    if let (true, Some(open)) = (waits, &workflow.requester_message) {
        ticket.status = open.clone();
        ticket.until = None;
        ticket.resolution = None;
    }
}

/// The role that a message keeps.
pub fn author_of(role: Role) -> Author {
    match role {
        Role::Requester => Author::Requester,
        Role::Bot | Role::System => Author::Bot,
        _ => Author::Agent,
    }
}

/// The ticket that goes on where a closed one ended: subject, requester, followers, tags, custom
/// fields and group of its source; neither messages nor priority. There is one per source, and its id
/// derives from it, so that two clones make the same one.
pub fn follow_up(source: &Ticket, workflow: &Workflow, now: Time) -> Ticket {
    let id = follow_up_id(source.id);
    let status = workflow.first_of(Category::New).map_or("new", |s| s.name.as_str());
    let mut next = heir(source, id, FOLLOW_UP, now);
    next.status = status.to_owned();
    next.tags = source.tags.clone();
    next.followers = source.followers.clone();
    next
}

/// A ticket that comes out of another one: what it is about and whose it is, without a status, and linked
/// to its source.
pub(super) fn heir(source: &Ticket, id: TicketId, kind: &str, now: Time) -> Ticket {
    let mut next = Ticket::new(id, source.title.clone(), String::new(), now);
    next.requester = source.requester.clone();
    next.organization = source.organization.clone();
    next.group = source.group.clone();
    next.brand = source.brand.clone();
    next.channel = source.channel.clone();
    next.language = source.language.clone();
    next.category = source.category.clone();
    next.fields = source.fields.clone();
    next.links = vec![Link { kind: kind.to_owned(), ticket: source.id }];
    next
}

pub fn follow_up_id(source: TicketId) -> TicketId {
    TicketId::derived("follow-up", source.as_str())
}

/// The requester's first message, which nobody may rewrite.
pub fn first_request(ticket: &Ticket) -> Option<&Message> {
    ticket.messages.iter().find(|m| m.role == Author::Requester)
}
