//! What a ticket's events say, folded one by one, as far as clocks and reports need it.
//!
//! History can be streamed: a story keeps no message, no text and no commit. Its clock is the
//! effective time of the events, which never runs backwards. An event that mattered is remembered by
//! its number, so that whoever has the events can say which commit it was.

#[cfg(test)]
pub(super) mod made;

use crate::domain::people::same_person;
use crate::domain::ticket::change::read_stamp;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::{Category, Workflow};
use crate::domain::ticket::{Change, Csat, Key, Message, MessageId, Set, Ticket, TicketId, Visibility, apply};
use crate::domain::time::period::Span;
use crate::domain::time::{Time, at};
use std::sync::Arc;

/// The tag of tickets that are nobody's work.
const SPAM: &str = "spam";

/// One ticket's life up to an instant.
#[derive(Clone, Debug)]
pub struct Story {
    pub id: TicketId,
    /// The ticket as of the last event: single values, tags, custom fields, refs,
    /// fingerprints, occurrences and links; no texts but the title, and no messages.
    pub ticket: Arc<Ticket>,
    /// Creation first, then every real transition, in order of time.
    pub moves: Vec<Move>,
    /// Every change of the assignee, in order of time.
    pub assignees: Vec<Holder>,
    /// Every change of the group, in order of time.
    pub groups: Vec<Holder>,
    /// Public agent messages that still stand, without the one with which an agent opened the ticket.
    pub replies: Vec<Said>,
    /// Public messages of requesters that still stand, the one that opened the ticket included.
    pub asks: Vec<Said>,
    /// When it was merged into another ticket; `None` again after it left that one.
    pub merged: Option<Merged>,
    /// What the requester last said of the service; a rating that was taken back is none.
    pub rating: Option<Rating>,
    /// An agent opened it with a public message and is its requester: nobody waits for a reply.
    pub for_themselves: bool,
    /// The public message with which an agent opened the ticket: no reply to anybody.
    pub opening: Option<Said>,
    /// Events that were told, those without an effect here included.
    pub steps: u32,
    /// What the ticket's file says of its creation.
    pub created: Option<Time>,
    /// When the last event was that had an effect.
    pub last: Option<Time>,
    /// Its file is there no more.
    pub gone: bool,
}

/// Into which category the ticket came, and from which one. A ticket is created into an unsolved one:
/// filing it as solved is a second move at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub at: Time,
    /// The number of the event, from 0.
    pub step: u32,
    /// `None`: creation.
    pub from: Option<Category>,
    pub to: Category,
}

impl Move {
    /// An entry into solved or closed from an unsolved category.
    pub fn resolves(&self) -> bool {
        !self.to.is_unsolved() && self.from.is_some_and(Category::is_unsolved)
    }

    pub fn reopens(&self) -> bool {
        self.to.is_unsolved() && self.from.is_some_and(|c| !c.is_unsolved())
    }
}

/// Who has the ticket from an instant on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub at: Time,
    /// The number of the event, from 0.
    pub step: u32,
    pub who: Option<Arc<str>>,
}

/// A public message: when it became one, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub id: MessageId,
    pub at: Time,
    /// The number of the event, from 0.
    pub step: u32,
    pub from: Option<Arc<str>>,
}

/// When a ticket was merged away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub at: Time,
    /// The number of the event, from 0.
    pub step: u32,
}

/// A satisfaction, and when it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    pub at: Time,
    /// The number of the event, from 0.
    pub step: u32,
    pub csat: Csat,
}

/// An instant of the story: when, and the number of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    at: Time,
    step: u32,
}

/// The values whose changes are told.
struct Held {
    status: String,
    assignee: Option<String>,
    group: Option<String>,
}

impl Held {
    fn by(ticket: &Ticket) -> Held {
        Held { status: ticket.status.clone(), assignee: ticket.assignee.clone(), group: ticket.group.clone() }
    }
}

impl Story {
    /// A ticket of which nothing has been told yet.
    pub fn new(id: TicketId) -> Story {
        Story {
            id,
            ticket: Arc::new(blank(id)),
            moves: Vec::new(),
            assignees: Vec::new(),
            groups: Vec::new(),
            replies: Vec::new(),
            asks: Vec::new(),
            merged: None,
            rating: None,
            for_themselves: false,
            opening: None,
            steps: 0,
            created: None,
            last: None,
            gone: false,
        }
    }

    /// The story that these events tell up to `now`; events at it are seen.
    pub fn of<'a>(id: TicketId, events: impl IntoIterator<Item = &'a Event>, workflow: &Workflow, now: Time) -> Story {
        let mut story = Story::new(id);
        for event in events {
            story.tell(event, workflow, now);
        }
        story
    }

    /// Takes the next event in. One that is later than `now` has not happened.
    ///
    /// Within an event messages come before the status: the reply that sets pending is a reply.
    pub fn tell(&mut self, event: &Event, workflow: &Workflow, now: Time) {
        let step = self.steps;
        self.steps = step.saturating_add(1);
        if event.at > now || event.changes.is_empty() {
            return;
        }
        let at = self.last.map_or(event.at, |last| event.at.max(last));
        self.last = Some(at);
        let moment = Moment { at, step };
        let before = Held::by(&self.ticket);
        let first = self.moves.is_empty();
        let opening = event.changes.iter().find_map(public_message).filter(|m| first && m.is_reply());
        if let Some(message) = opening {
            self.opening = Some(said(message, moment));
        }
        for change in &event.changes {
            self.take(change, moment);
        }
        if self.gone {
            return;
        }
        if first {
            self.begin(moment, workflow);
            self.for_themselves = opening.is_some_and(|m| is_of(m, &self.ticket));
        } else if before.status != self.ticket.status {
            let from = self.category();
            self.moves.push(Move { at, step, from, to: workflow.category(&self.ticket.status) });
        }
        self.hand_over(before, moment);
    }

    fn take(&mut self, change: &Change, moment: Moment) {
        if self.gone || matches!(change, Change::Created) {
            *self.ticket() = blank(self.id);
        }
        self.gone = matches!(change, Change::Removed);
        match change {
            Change::Message(message) => self.hear(message, moment),
            Change::Edited { to, .. } => self.hear(to, moment),
            Change::Withdrawn(message) => self.unhear(message.id),
            Change::Rated { to, .. } => self.rate(to.as_ref(), moment),
            Change::Set { key: Key::Created, to, .. } => self.created = to.as_deref().and_then(read_stamp),
            change if is_kept(change) => self.apply(change),
            _ => {}
        }
    }

    /// A message counts from when it first was a public one of this role, and no longer when it is none.
    fn hear(&mut self, message: &Message, moment: Moment) {
        let opens = self.opening.as_ref().is_some_and(|opening| opening.id == message.id);
        let asks = message.role == Author::Requester && message.visibility == Visibility::Public;
        for (list, counts) in [(&mut self.replies, message.is_reply() && !opens), (&mut self.asks, asks)] {
            let known = list.iter().any(|said| said.id == message.id);
            if !counts {
                list.retain(|said| said.id != message.id);
            } else if !known {
                list.push(said(message, moment));
            }
        }
    }

    fn unhear(&mut self, id: MessageId) {
        self.replies.retain(|said| said.id != id);
        self.asks.retain(|said| said.id != id);
    }

    /// The comment is a text, and texts are not kept.
    fn rate(&mut self, csat: Option<&Csat>, Moment { at, step }: Moment) {
        let kept = |csat: &Csat| Csat { score: csat.score.clone(), comment: None };
        self.rating = csat.map(|csat| Rating { at, step, csat: kept(csat) });
    }

    fn apply(&mut self, change: &Change) {
        let id = self.id;
        let ticket = std::mem::replace(self.ticket(), blank(id));
        *self.ticket() = apply(Some(ticket), id, std::slice::from_ref(change)).unwrap_or_else(|| blank(id));
    }

    /// The ticket, to change it.
    pub fn ticket(&mut self) -> &mut Ticket {
        Arc::make_mut(&mut self.ticket)
    }

    /// A ticket may say that it is older than its first commit, never that it is younger.
    fn begin(&mut self, Moment { at, step }: Moment, workflow: &Workflow) {
        let created = self.created.map_or(at, |c| c.min(at));
        let category = workflow.category(&self.ticket.status);
        let to = if category.is_unsolved() { category } else { Category::New };
        self.moves.push(Move { at: created, step, from: None, to });
        if to != category {
            self.moves.push(Move { at, step, from: Some(to), to: category });
        }
    }

    fn hand_over(&mut self, before: Held, Moment { at, step }: Moment) {
        let now = &self.ticket;
        if before.assignee != now.assignee {
            self.assignees.push(Holder { at, step, who: now.assignee.as_deref().map(Arc::from) });
        }
        if before.group != now.group {
            self.groups.push(Holder { at, step, who: now.group.as_deref().map(Arc::from) });
        }
        match now.merged_into {
            None => self.merged = None,
            Some(_) if self.merged.is_none() => self.merged = Some(Merged { at, step }),
            Some(_) => {}
        }
    }

    /// Creation; `None` when nothing has happened yet or the ticket's file is gone.
    pub fn created(&self) -> Option<Time> {
        self.moves.first().filter(|_| !self.gone).map(|m| m.at)
    }

    /// The ticket's file was there and is there no more.
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    pub fn is_merged(&self) -> bool {
        self.ticket.merged_into.is_some()
    }

    pub fn is_spam(&self) -> bool {
        self.ticket.tags.iter().any(|t| t == SPAM)
    }

    /// The category after the last event.
    pub fn category(&self) -> Option<Category> {
        self.moves.last().map(|m| m.to)
    }

    /// The category just before `instant`; `None` when the ticket was not there yet.
    pub fn category_before(&self, instant: Time) -> Option<Category> {
        let past = self.moves.partition_point(|m| m.at < instant);
        self.moves[..past].last().map(|m| m.to)
    }

    /// When the ticket was in any of `categories` before `until`, in order; touching stretches are
    /// one, empty ones are left out.
    pub fn spent_in(&self, categories: &[Category], until: Time) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (_, span) in self.stretches(until).filter(|(category, _)| categories.contains(category)) {
            match spans.last_mut() {
                Some(last) if last.until == span.from => last.until = span.until,
                _ => spans.push(span),
            }
        }
        spans
    }

    /// How long the ticket was in which category before `until`, in order; empty stretches are left out.
    pub fn stretches(&self, until: Time) -> impl Iterator<Item = (Category, Span)> {
        let ends = self.moves.iter().skip(1).map(|next| next.at).chain([Time::MAX_UTC]);
        let stretch = move |(step, end): (&Move, Time)| (step.to, Span { from: step.at, until: end.min(until) });
        self.moves.iter().zip(ends).map(stretch).filter(|(_, span)| span.from < span.until)
    }
}

fn blank(id: TicketId) -> Ticket {
    Ticket::new(id, String::new(), String::new(), at(0))
}

fn said(message: &Message, Moment { at, step }: Moment) -> Said {
    Said { id: message.id, at, step, from: message.from.as_deref().map(Arc::from) }
}

fn public_message(change: &Change) -> Option<&Message> {
    match change {
        Change::Message(m) if m.visibility == Visibility::Public => Some(m),
        _ => None,
    }
}

fn is_of(message: &Message, ticket: &Ticket) -> bool {
    matches!((&message.from, &ticket.requester), (Some(from), Some(requester)) if same_person(from, requester))
}

/// Clocks and reports look at these; everything else would only cost memory.
fn is_kept(change: &Change) -> bool {
    match change {
        Change::Set { key, .. } => !matches!(key, Key::Resolution),
        Change::Added { set, .. } | Change::Dropped { set, .. } => !matches!(set, Set::Followers),
        Change::Field { .. } | Change::Linked(_) | Change::Unlinked(_) | Change::Seen(_) | Change::Unseen(_) => true,
        _ => false,
    }
}
