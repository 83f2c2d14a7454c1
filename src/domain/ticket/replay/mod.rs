//! Replaying a stream of events: what each one changes on its ticket, and the way back.
//!
//! The stream is the neutral format of `import events` and `export --format events`. Its events are
//! taken as they were: no workflow refuses them, nothing reacts to them. What a desk knows and the
//! stream has no type for travels as `field` events, and as optional details of the other types (an
//! id, an author other than the actor), so that an export loses nothing.

mod attach;
mod field;
mod retell;
mod status;
#[cfg(test)]
pub(crate) mod tests;

pub use field::message_value;
pub use retell::{Retelling, retell};
pub use status::name_of;

use super::attachment::Enclosed;
use super::model::Author;
use super::workflow::Workflow;
use super::{
    Attachment, Change, Csat, Key, Message, MessageId, Occurrence, Priority, Set, Ticket, TicketId, Value, Visibility,
    diff,
};
use crate::domain::time::Time;

/// The kind of the ids that come from stream names, and the prefix of their refs.
pub const SOURCE: &str = "events";

/// One event of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamEvent {
    /// The ticket's name in the source.
    pub ticket: String,
    /// The ticket's id in a desk, when it does not derive from the name.
    pub id: Option<TicketId>,
    pub at: Time,
    /// Strictly increasing over a stream.
    pub seq: u64,
    pub actor: String,
    pub action: Action,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Create(Box<Create>),
    Status(StatusWord),
    /// The outer `None` leaves a value alone, the inner one clears it.
    Assign {
        assignee: Option<Option<String>>,
        group: Option<Option<String>>,
    },
    Comment(Comment),
    Priority {
        to: Priority,
    },
    Tag {
        add: Vec<String>,
        remove: Vec<String>,
    },
    /// [`Value::Null`] removes.
    Field {
        scope: Scope,
        name: String,
        to: Value,
    },
    /// This ticket goes into another one: its name, and its id when that does not derive from it.
    Merge {
        into: String,
        id: Option<TicketId>,
    },
    Csat {
        score: String,
        comment: Option<String>,
    },
    /// Runs that looked for what a ticket is about: those that are told, and those that are told no more.
    Seen {
        seen: Vec<Occurrence>,
        unseen: Vec<Occurrence>,
    },
    /// A file as a ticket has it. Whoever tells it puts the bytes in.
    File {
        attachment: Attachment,
        bytes: Option<Enclosed>,
    },
    /// Files beside a message, from the actor. No stream has it; what another tracker keeps beside its words comes so.
    Attach {
        beside: MessageId,
        visibility: Visibility,
        files: Vec<Enclosed>,
    },
}

/// How a stream names a status.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusWord {
    /// One of the stream's six words, or a name or alias of the desk's workflow.
    pub word: String,
    /// The exact name, for a desk whose workflow has it.
    pub name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Create {
    pub title: String,
    pub status: StatusWord,
    pub requester: Option<String>,
    pub channel: Option<String>,
    pub category: Option<String>,
    pub subcategory: Option<String>,
    pub priority: Option<Priority>,
    pub language: Option<String>,
    pub tags: Vec<String>,
    pub description: Option<Comment>,
    /// What else the ticket is created with: names and values as in [`Action::Field`]. No stream has it; other
    /// trackers know more of a ticket from its first moment on.
    pub more: Vec<(String, Value)>,
}

/// A message. The details are absent in most streams; exports write those that replay would get wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    pub visibility: Visibility,
    pub role: Author,
    pub body: String,
    pub id: Option<MessageId>,
    /// Who wrote it; the outer `None`: the actor (in a description: the requester).
    pub from: Option<Option<String>>,
    /// When it was written, if not at the event's time.
    pub written: Option<Time>,
    pub channel: Option<String>,
    pub unknown: Vec<(String, Value)>,
    /// What it quotes of others, for the body of the commit. No stream has it.
    pub quoted: Option<String>,
}

impl Comment {
    pub fn new(visibility: Visibility, role: Author, body: String) -> Self {
        let unknown = Vec::new();
        let (id, from, written, channel, quoted) = (None, None, None, None, None);
        Comment { visibility, role, body, id, from, written, channel, unknown, quoted }
    }
}

/// Where a `field` event looks for its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// A key of the ticket, else a custom field.
    #[default]
    Any,
    /// A custom field, though a key of the ticket is called so.
    Custom,
    /// A key of the ticket's file that this version does not know.
    Unknown,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Any => "any",
            Scope::Custom => "custom",
            Scope::Unknown => "unknown",
        }
    }

    pub fn parse(text: &str) -> Option<Scope> {
        [Scope::Any, Scope::Custom, Scope::Unknown].into_iter().find(|s| s.as_str() == text)
    }
}

/// What an event comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Replayed {
    /// For [`super::apply`]; never empty.
    Changes(Vec<Change>),
    /// The ticket is as the event wants it already.
    Unchanged,
    Refused(Refusal),
}

/// Why an event cannot be replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It comes before the creation of its ticket.
    UnknownTicket,
    /// A second creation.
    AlreadyCreated,
    /// Neither a word of the stream nor a status of the workflow.
    UnknownStatus,
    /// The named key of a ticket cannot hold this value.
    BadValue,
}

impl StreamEvent {
    /// The id of the ticket that the event speaks of.
    pub fn ticket_id(&self) -> TicketId {
        self.id.unwrap_or_else(|| id_of(&self.ticket))
    }

    /// The files that it brings, in the order of the [`Change::Attached`] that it is replayed to.
    pub fn enclosed(&self) -> &[Enclosed] {
        match &self.action {
            Action::Attach { files, .. } => files,
            Action::File { bytes, .. } => bytes.as_slice(),
            _ => &[],
        }
    }

    /// What its message quotes of others.
    pub fn quoted(&self) -> Option<&str> {
        match &self.action {
            Action::Comment(comment) => comment.quoted.as_deref(),
            _ => None,
        }
    }

    /// The id of the message that the event makes, unless it names one.
    fn message_id(&self) -> MessageId {
        TicketId::derived("events-message", &format!("{}/{}", self.ticket, self.seq))
    }
}

/// The id that belongs to a name of the stream.
pub fn id_of(name: &str) -> TicketId {
    TicketId::derived(SOURCE, name)
}

/// What `event` changes on its ticket, which is `state` now.
pub fn replay(state: Option<&Ticket>, event: &StreamEvent, workflow: &Workflow) -> Replayed {
    let changes = match (state, &event.action) {
        (None, Action::Create(create)) => created(event, create, workflow),
        (Some(_), Action::Create(_)) => Err(Refusal::AlreadyCreated),
        (None, _) => Err(Refusal::UnknownTicket),
        (Some(ticket), action) => changed(ticket, event, action, workflow),
    };
    match changes {
        Ok(changes) if changes.is_empty() => Replayed::Unchanged,
        Ok(changes) => Replayed::Changes(changes),
        Err(refusal) => Replayed::Refused(refusal),
    }
}

type Outcome = Result<Vec<Change>, Refusal>;

fn created(event: &StreamEvent, create: &Create, workflow: &Workflow) -> Outcome {
    let status = status::name_of(&create.status, workflow).ok_or(Refusal::UnknownStatus)?;
    let mut ticket = Ticket::new(event.ticket_id(), create.title.clone(), status, event.at);
    ticket.closed = status::is_closed(&ticket.status, workflow).then_some(event.at);
    ticket.requester = filled(&create.requester);
    ticket.channel = filled(&create.channel);
    ticket.category = category(create);
    ticket.priority = create.priority;
    ticket.language = filled(&create.language);
    for tag in create.tags.iter().filter(|t| !t.is_empty()) {
        if !ticket.tags.contains(tag) {
            ticket.tags.push(tag.clone());
        }
    }
    if event.id.is_none() {
        ticket.refs.push(format!("{SOURCE}:{}", event.ticket));
    }
    if let Some(description) = &create.description {
        ticket.add_message(message(event, description, ticket.requester.as_deref()));
    }
    let ticket = with_more(ticket, event, &create.more, workflow)?;
    Ok(diff(None, &ticket))
}

fn with_more(
    ticket: Ticket,
    event: &StreamEvent,
    more: &[(String, Value)],
    workflow: &Workflow,
) -> Result<Ticket, Refusal> {
    more.iter().try_fold(ticket, |ticket, (name, to)| {
        let (id, mut out) = (ticket.id, Vec::new());
        field::change(&ticket, (Scope::Any, name, to), event.at, workflow, &mut out)?;
        super::apply(Some(ticket), id, &out).ok_or(Refusal::BadValue)
    })
}

fn category(create: &Create) -> Option<String> {
    match (filled(&create.category), filled(&create.subcategory)) {
        (Some(category), Some(sub)) => Some(format!("{category}/{sub}")),
        (category, sub) => category.or(sub),
    }
}

/// A text that says something: an empty one is no value.
fn filled(text: &Option<String>) -> Option<String> {
    text.clone().filter(|t| !t.is_empty())
}

fn changed(ticket: &Ticket, event: &StreamEvent, action: &Action, workflow: &Workflow) -> Outcome {
    let mut out = Vec::new();
    match action {
        Action::Create(_) => return Err(Refusal::AlreadyCreated),
        Action::Status(to) => status::change(ticket, to, event.at, workflow, &mut out)?,
        Action::Assign { assignee, group } => {
            for (key, to) in [(Key::Assignee, assignee), (Key::Group, group)] {
                if let Some(to) = to {
                    set(ticket, key, filled(to), &mut out);
                }
            }
        }
        Action::Comment(comment) => {
            let message = message(event, comment, Some(&event.actor));
            if !ticket.messages.iter().any(|m| m.id == message.id) {
                out.push(Change::Message(Box::new(message)));
            }
        }
        Action::Priority { to } => set(ticket, Key::Priority, Some(to.to_string()), &mut out),
        Action::Tag { add, remove } => tag(ticket, add, remove, &mut out),
        Action::Field { scope, name, to } => field::change(ticket, (*scope, name, to), event.at, workflow, &mut out)?,
        Action::Merge { into, id } => {
            let target = id.unwrap_or_else(|| id_of(into));
            if target == ticket.id {
                return Err(Refusal::BadValue);
            }
            status::close(ticket, event.at, workflow, &mut out);
            set(ticket, Key::MergedInto, Some(target.to_string()), &mut out);
        }
        Action::Csat { score, comment } => rate(ticket, score, comment, &mut out)?,
        Action::Seen { seen, unseen } => {
            let known = |one: &&Occurrence| ticket.occurrences.contains(*one);
            out.extend(unseen.iter().filter(known).cloned().map(Change::Unseen));
            out.extend(seen.iter().filter(|one| !known(one)).cloned().map(Change::Seen));
        }
        Action::File { attachment, .. } => {
            let is_it = |file: &Attachment| file.id == attachment.id && file.name == attachment.name;
            if !ticket.attachments.iter().any(is_it) {
                out.push(Change::Attached(attachment.clone()));
            }
        }
        Action::Attach { beside, visibility, files } => {
            attach::put(ticket, event, (*beside, *visibility), files, &mut out)
        }
    }
    Ok(out)
}

/// Sets a single value, if it is another one.
fn set(ticket: &Ticket, key: Key, to: Option<String>, out: &mut Vec<Change>) {
    let from = ticket.get(key);
    if from != to {
        out.push(Change::Set { key, from, to });
    }
}

/// The message of a comment or description; `author` wrote it unless the comment names somebody.
fn message(event: &StreamEvent, comment: &Comment, author: Option<&str>) -> Message {
    let from = match &comment.from {
        Some(from) => from.clone(),
        None => author.map(str::to_owned),
    };
    Message {
        id: comment.id.unwrap_or_else(|| event.message_id()),
        at: comment.written.unwrap_or(event.at),
        from: filled(&from),
        role: comment.role,
        channel: comment.channel.clone(),
        visibility: comment.visibility,
        text: comment.body.clone(),
        unknown: comment.unknown.clone(),
    }
}

fn tag(ticket: &Ticket, add: &[String], remove: &[String], out: &mut Vec<Change>) {
    let mut tags = ticket.tags.clone();
    tags.retain(|t| !remove.contains(t));
    for tag in add.iter().filter(|t| !t.is_empty()) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    change_set(ticket, Set::Tags, &tags, out);
}

/// Makes a set equal to `to`.
fn change_set(ticket: &Ticket, set: Set, to: &[String], out: &mut Vec<Change>) {
    let from = ticket.set(set);
    for item in from.iter().filter(|i| !to.contains(i)) {
        out.push(Change::Dropped { set, item: item.clone() });
    }
    for item in to.iter().filter(|i| !from.contains(i)) {
        out.push(Change::Added { set, item: item.clone() });
    }
}

fn rate(ticket: &Ticket, score: &str, comment: &Option<String>, out: &mut Vec<Change>) -> Result<(), Refusal> {
    if score.is_empty() {
        return Err(Refusal::BadValue);
    }
    let to = Some(Csat { score: score.to_owned(), comment: filled(comment) });
    if ticket.csat != to {
        out.push(Change::Rated { from: ticket.csat.clone(), to });
    }
    Ok(())
}
