//! What a person does to a ticket: pure functions that return the next version or say why not.
//!
//! Source of the rules: the desk's workflow and the conventions of the field. Solved needs an assignee
//! (the solver becomes one); a first assignment opens; a requester's message reopens; closed is final:
//! a requester's message makes a follow-up, and people change nothing but tags.

use super::model::Author;
use super::workflow::{Category, Status, Workflow};
use super::{Key, Link, Message, MessageId, Ticket, TicketId, Value, Visibility};
use crate::domain::people::{Role, same_person};
use crate::domain::time::Time;

/// The kind of link that a follow-up has to its source.
pub const FOLLOW_UP: &str = "follow-up-of";

/// Why something cannot be done to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// This role may not make this transition; `allowed` are those that exist from here, and for whom.
    #[error("transition {from:?} {to} {role}")]
    Transition { from: Option<String>, to: String, role: Role, allowed: Vec<(String, Vec<Role>)> },
    #[error("unknown-status {word}")]
    UnknownStatus { word: String, known: Vec<String> },
    /// Closed for good; `follow_up` is the way on.
    #[error("closed")]
    Closed,
    #[error("needs-resolution")]
    NeedsResolution,
    #[error("needs-until {status}")]
    NeedsUntil { status: String },
    /// Priority and type, once set, and what every ticket has.
    #[error("cannot-empty {0}")]
    CannotEmpty(Key),
    /// Fixed when the ticket was made.
    #[error("immutable {0}")]
    Immutable(String),
    /// The role may not do this, whatever the status.
    #[error("forbidden {deed:?} {role}")]
    Forbidden { deed: Deed, role: Role },
    #[error("empty-text")]
    EmptyText,
    #[error("too-large {size} {limit}")]
    TooLarge { size: u64, limit: u64 },
}

/// What roles are about, beside transitions, which are the workflow's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A public message.
    Reply,
    Note,
    /// Values, tags, assignment.
    Change,
}

impl Deed {
    pub fn of(visibility: Visibility) -> Deed {
        match visibility {
            Visibility::Public => Deed::Reply,
            Visibility::Internal => Deed::Note,
        }
    }

    /// Requesters only write publicly, light agents only notes; all others do everything.
    pub fn allowed_to(self, role: Role) -> Result<(), Refusal> {
        let allowed = match role {
            Role::Requester => self == Deed::Reply,
            Role::Light => self == Deed::Note,
            _ => true,
        };
        if allowed { Ok(()) } else { Err(Refusal::Forbidden { deed: self, role }) }
    }
}

/// Who acts on this ticket, in which role, and when.
#[derive(Clone, Debug)]
pub struct Actor<'a> {
    /// As tickets carry persons: the address, else the name.
    pub who: &'a str,
    pub role: Role,
    pub now: Time,
}

/// What a status may bring along.
#[derive(Clone, Debug, Default)]
pub struct StatusExtras {
    pub until: Option<Time>,
    pub resolution: Option<String>,
}

/// A message that is about to be written.
#[derive(Clone, Debug)]
pub struct NewMessage {
    pub id: MessageId,
    pub channel: Option<String>,
    pub visibility: Visibility,
    pub text: String,
}

/// Nothing but tags changes on a ticket that is closed for good.
pub fn ensure_not_closed(ticket: &Ticket, workflow: &Workflow) -> Result<(), Refusal> {
    match workflow.category(&ticket.status) {
        Category::Closed => Err(Refusal::Closed),
        _ => Ok(()),
    }
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
        return stay(ticket, workflow, to, extras, actor);
    }
    if !workflow.allows(Some(&ticket.status), &to.name, actor.role) {
        return Err(forbidden(workflow, Some(&ticket.status), &to.name, actor.role));
    }
    enter(ticket, workflow, to, extras, actor)
}

fn stay(
    ticket: &mut Ticket,
    workflow: &Workflow,
    status: &Status,
    extras: &StatusExtras,
    actor: &Actor,
) -> Result<(), Refusal> {
    let until = extras.until.filter(|_| status.until);
    if until.is_none() && extras.resolution.is_none() {
        return Ok(());
    }
    ensure_not_closed(ticket, workflow)?;
    Deed::Change.allowed_to(actor.role)?;
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
    let by_system = word.is_none() && workflow.allows(None, &to.name, Role::System);
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
    let deed = Deed::of(new.visibility);
    deed.allowed_to(actor.role)?;
    if actor.role == Role::Requester && !takes_part(ticket, actor.who) {
        return Err(Refusal::Forbidden { deed, role: actor.role });
    }
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
    let mut next = Ticket::new(id, source.title.clone(), status.to_owned(), now);
    next.requester = source.requester.clone();
    next.organization = source.organization.clone();
    next.group = source.group.clone();
    next.brand = source.brand.clone();
    next.channel = source.channel.clone();
    next.language = source.language.clone();
    next.category = source.category.clone();
    next.tags = source.tags.clone();
    next.fields = source.fields.clone();
    next.followers = source.followers.clone();
    next.links = vec![Link { kind: FOLLOW_UP.to_owned(), ticket: source.id }];
    next
}

pub fn follow_up_id(source: TicketId) -> TicketId {
    TicketId::derived("follow-up", source.as_str())
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

/// What was fixed when the ticket was made: its id, its creation, the requester's first message.
pub fn check_fixed(old: &Ticket, new: &Ticket) -> Result<(), Refusal> {
    if old.id != new.id {
        return Err(Refusal::Immutable("id".to_owned()));
    }
    if old.created != new.created {
        return Err(Refusal::Immutable(Key::Created.to_string()));
    }
    if let Some(first) = first_request(old)
        && !new.messages.iter().any(|m| m == first)
    {
        return Err(Refusal::Immutable(format!("messages/{}", first.id)));
    }
    Ok(())
}

/// On a closed ticket only tags change.
pub fn check_closed(old: &Ticket, new: &Ticket, workflow: &Workflow) -> Result<(), Refusal> {
    if workflow.category(&old.status) == Category::Closed && !same_but_tags(old, new) {
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

fn same_but_tags(old: &Ticket, new: &Ticket) -> bool {
    Ticket { tags: Vec::new(), ..old.clone() } == Ticket { tags: Vec::new(), ..new.clone() }
}

/// The requester's first message, which nobody may rewrite.
pub fn first_request(ticket: &Ticket) -> Option<&Message> {
    ticket.messages.iter().find(|m| m.role == Author::Requester)
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
