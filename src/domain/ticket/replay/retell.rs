//! The way back: from a ticket's timeline to the events of a stream.
//!
//! The teller replays what it tells. Whatever still differs from the ticket after the events that the
//! stream has types for is told as `field` events; so nothing is lost, by construction.

use super::{Action, Comment, Create, Replayed, SOURCE, Scope, StatusWord, StreamEvent, field, id_of, replay, status};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{
    Attachment, Change, Csat, Key, Message, Priority, Set, Ticket, TicketId, Value, Visibility, apply, diff,
};

/// What is the same for all tickets of an export.
pub struct Retelling<'a> {
    pub workflow: &'a Workflow,
    /// The refs of a ticket, for the name of the one that a ticket is merged into.
    pub refs: &'a dyn Fn(TicketId) -> Option<Vec<String>>,
}

/// The events of one ticket in a stream, from its timeline. `seq` is 0: it counts over a stream.
pub fn retell(id: TicketId, events: &[Event], how: &Retelling) -> Vec<StreamEvent> {
    let last = crate::domain::ticket::timeline::fold(id, events);
    let (refs, files) = last.map(|ticket| (ticket.refs, ticket.attachments)).unwrap_or_default();
    let (name, id_needed) = name_in_stream(id, &refs);
    let mut teller = Teller { id, name, id_needed, how, files, told: None, out: Vec::new() };
    let mut goal = None;
    for event in events {
        goal = apply(goal, id, &event.changes);
        // A ticket whose file was taken away and came back goes on from where it was.
        if let Some(goal) = &goal {
            teller.tell(event, goal);
        }
    }
    teller.out
}

/// What a stream calls a ticket, and its id where that does not derive from the name.
fn name_in_stream(id: TicketId, refs: &[String]) -> (String, Option<TicketId>) {
    let mut names = refs.iter().filter_map(|r| r.strip_prefix(SOURCE)?.strip_prefix(':'));
    match names.find(|n| id_of(n) == id) {
        Some(name) => (name.to_owned(), None),
        None => (id.to_string(), Some(id)),
    }
}

struct Teller<'a> {
    id: TicketId,
    name: String,
    id_needed: Option<TicketId>,
    how: &'a Retelling<'a>,
    /// Those that are there at the end: what was taken away stays away.
    files: Vec<Attachment>,
    /// The ticket as a reader of `out` has it.
    told: Option<Ticket>,
    out: Vec<StreamEvent>,
}

impl Teller<'_> {
    fn tell(&mut self, event: &Event, goal: &Ticket) {
        if self.told.is_none() {
            let create = create(event, goal, self.how.workflow);
            self.say(event, Action::Create(Box::new(create)));
        }
        for stage in [Self::plain, Self::status, Self::rest] {
            let Some(told) = &self.told else { return };
            let missing = diff(Some(told), goal);
            if missing.is_empty() {
                return;
            }
            for action in stage(self, event, &missing, goal) {
                self.say(event, action);
            }
        }
    }

    /// Says it, and hears it as a reader would.
    fn say(&mut self, event: &Event, action: Action) {
        let (ticket, id, actor) = (self.name.clone(), self.id_needed, event.actor.clone());
        let said = StreamEvent { ticket, id, at: event.at, seq: 0, actor, action };
        if let Replayed::Changes(changes) = replay(self.told.as_ref(), &said, self.how.workflow) {
            self.told = apply(self.told.take(), self.id, &changes);
            self.out.push(said);
        }
    }

    /// What the stream has types for, messages first: a reply that sets pending is a first reply.
    fn plain(&self, event: &Event, missing: &[Change], goal: &Ticket) -> Vec<Action> {
        let mut said: Vec<Action> = missing.iter().filter_map(|c| comment(event, c)).collect();
        said.extend(missing.iter().filter_map(|c| self.file(c)));
        said.extend(seen(missing));
        said.extend(tags(missing));
        let set = |key| missing.iter().find_map(|c| set_to(c, key));
        if let Some(Some(to)) = set(Key::Priority).map(|to| to.and_then(Priority::parse)) {
            said.push(Action::Priority { to });
        }
        let (assignee, group) = (set(Key::Assignee), set(Key::Group));
        if assignee.is_some() || group.is_some() {
            let owned = |to: Option<Option<&str>>| to.map(|to| to.map(str::to_owned));
            said.push(Action::Assign { assignee: owned(assignee), group: owned(group) });
        }
        if let Some(into) = goal.merged_into
            && set(Key::MergedInto).is_some()
        {
            let (into, id) = name_in_stream(into, &(self.how.refs)(into).unwrap_or_default());
            said.push(Action::Merge { into, id });
        }
        said
    }

    fn file(&self, change: &Change) -> Option<Action> {
        let Change::Attached(file) = change else { return None };
        let attachment = self.files.iter().find(|last| *last == file)?.clone();
        Some(Action::File { attachment, bytes: None })
    }

    fn status(&self, _: &Event, missing: &[Change], goal: &Ticket) -> Vec<Action> {
        let mut said = Vec::new();
        if missing.iter().any(|c| set_to(c, Key::Status).is_some()) {
            let from = self.told.as_ref().map(|t| t.status.as_str());
            said.push(Action::Status(word(from, &goal.status, self.how.workflow)));
        }
        for change in missing {
            if let Change::Rated { to: Some(Csat { score, comment }), .. } = change {
                said.push(Action::Csat { score: score.clone(), comment: comment.clone() });
            }
        }
        said
    }

    fn rest(&self, _: &Event, missing: &[Change], goal: &Ticket) -> Vec<Action> {
        let mut said: Vec<Action> = missing.iter().filter_map(|c| as_field(c, goal)).collect();
        // Sets and links are told whole, however many of their elements changed.
        said.dedup();
        said
    }
}

fn create(event: &Event, goal: &Ticket, workflow: &Workflow) -> Create {
    let (category, subcategory) = match goal.category.as_deref().map(|c| c.split_once('/').unwrap_or((c, ""))) {
        Some((category, sub)) if !category.is_empty() => (Some(category.to_owned()), Some(sub.to_owned())),
        _ => (None, goal.category.clone()),
    };
    let said_first = |c: &Change| match c {
        Change::Message(m) if m.visibility == Visibility::Public && !m.text.is_empty() => Some((**m).clone()),
        _ => None,
    };
    let first = event.changes.iter().find_map(said_first);
    Create {
        title: goal.title.clone(),
        status: word(None, &goal.status, workflow),
        requester: goal.requester.clone(),
        channel: goal.channel.clone(),
        category,
        subcategory: subcategory.filter(|s| !s.is_empty()),
        priority: goal.priority,
        language: goal.language.clone(),
        tags: goal.tags.clone(),
        more: Vec::new(),
        description: first.map(|m| told_as(event, &m, goal.requester.as_deref())),
    }
}

/// How the stream says a status: by its word where a reader makes the same of it.
fn word(from: Option<&str>, name: &str, workflow: &Workflow) -> StatusWord {
    let category = workflow.category(name);
    let plain = StatusWord { word: status::word_of(category).to_owned(), name: None };
    let moved = from.is_none_or(|from| workflow.category(from) != category);
    if moved && status::name_of(&plain, workflow).as_deref() == Some(name) {
        return plain;
    }
    StatusWord { name: Some(name.to_owned()), ..plain }
}

fn comment(event: &Event, change: &Change) -> Option<Action> {
    let Change::Message(message) = change else { return None };
    Some(Action::Comment(told_as(event, message, Some(&event.actor))))
}

/// A message with the details that a reader would not guess; its id always, since `seq` may change.
fn told_as(event: &Event, message: &Message, author: Option<&str>) -> Comment {
    Comment {
        visibility: message.visibility,
        role: message.role,
        body: message.text.clone(),
        id: Some(message.id),
        from: (message.from.as_deref() != author.filter(|a| !a.is_empty())).then(|| message.from.clone()),
        written: (message.at != event.at).then_some(message.at),
        channel: message.channel.clone(),
        unknown: message.unknown.clone(),
        quoted: None,
    }
}

fn seen(missing: &[Change]) -> Option<Action> {
    let (mut seen, mut unseen) = (Vec::new(), Vec::new());
    for change in missing {
        match change {
            Change::Seen(one) => seen.push(one.clone()),
            Change::Unseen(one) => unseen.push(one.clone()),
            _ => {}
        }
    }
    (!seen.is_empty() || !unseen.is_empty()).then_some(Action::Seen { seen, unseen })
}

fn tags(missing: &[Change]) -> Option<Action> {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for change in missing {
        match change {
            Change::Added { set: Set::Tags, item } => add.push(item.clone()),
            Change::Dropped { set: Set::Tags, item } => remove.push(item.clone()),
            _ => {}
        }
    }
    (!add.is_empty() || !remove.is_empty()).then_some(Action::Tag { add, remove })
}

/// The value that a change gives this key; the outer `None`: it speaks of something else.
fn set_to(change: &Change, key: Key) -> Option<Option<&str>> {
    match change {
        Change::Set { key: k, to, .. } if *k == key => Some(to.as_deref()),
        _ => None,
    }
}

fn as_field(change: &Change, goal: &Ticket) -> Option<Action> {
    let any = |name: &str, to: Value| Some((Scope::Any, name.to_owned(), to));
    let one = |id: TicketId, to: Value| any("messages", Value::Map(vec![(id.to_string(), to)]));
    let texts = |items: &[String]| Value::List(items.iter().map(|i| i.as_str().into()).collect());
    let null = |to: &Option<Value>| to.clone().unwrap_or(Value::Null);
    let (scope, name, to) = match change {
        // A claim binds nobody elsewhere.
        Change::Created | Change::Removed | Change::Claimed { .. } => None,
        Change::Seen(_) | Change::Unseen(_) | Change::Attached(_) | Change::Detached(_) => None,
        Change::Set { key, to, .. } => any(key.as_str(), to.as_deref().map_or(Value::Null, Value::from)),
        Change::Field { name, to, .. } => {
            let scope = if field::is_reserved(name) { Scope::Custom } else { Scope::Any };
            Some((scope, name.clone(), null(to)))
        }
        Change::Unknown { name, to, .. } => Some((Scope::Unknown, name.clone(), null(to))),
        Change::Added { set, .. } | Change::Dropped { set, .. } => any(set.as_str(), texts(goal.set(*set))),
        Change::Linked(_) | Change::Unlinked(_) => any("links", field::links_value(&goal.links)),
        Change::Rated { to, .. } => any("csat", field::csat_value(to.as_ref())),
        Change::Message(m) => one(m.id, field::message_value(m)),
        Change::Edited { to, .. } => one(to.id, field::message_value(to)),
        Change::Withdrawn(m) => one(m.id, Value::Null),
    }?;
    Some(Action::Field { scope, name, to })
}
