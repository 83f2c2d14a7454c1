//! What happened to a ticket, change by change: the shape of `log`.

use super::{MessageView, json};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Claim, Csat, Key, Set, Value, Visibility};
use crate::domain::time::stamp;
use serde_json::Value as Json;

/// One change of one event.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct EventView {
    pub at: String,
    pub actor: String,
    pub actor_name: String,
    /// `created`, a key of the ticket file (`status`, `assignee` …), `field`, `tag-added` … `message`,
    /// `note`; see the schema.
    pub kind: &'static str,
    pub from: Json,
    pub to: Json,
    /// The name of the custom field, of the unknown key, or of the link's kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageView>,
    pub commit: String,
    /// Source and sequence number of an imported event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The entries of the log, one for each change of each event.
pub fn events(events: &[Event]) -> Vec<EventView> {
    events.iter().flat_map(|e| e.changes.iter().map(|c| EventView::new(e, c))).collect()
}

impl EventView {
    fn new(event: &Event, change: &Change) -> Self {
        let mut view = EventView {
            at: stamp(event.at),
            actor: event.actor.clone(),
            actor_name: event.actor_name.clone(),
            kind: kind(change),
            from: Json::Null,
            to: Json::Null,
            name: None,
            message: None,
            commit: event.commit.clone(),
            source: event.source.clone(),
        };
        view.fill(change);
        view
    }

    fn fill(&mut self, change: &Change) {
        match change {
            Change::Created | Change::Removed => {}
            Change::Set { key, from, to } => (self.from, self.to) = (scalar(*key, from), scalar(*key, to)),
            Change::Field { name, from, to } | Change::Unknown { name, from, to } => {
                self.name = Some(name.clone());
                (self.from, self.to) = (optional(from), optional(to));
            }
            Change::Added { item, .. } => self.to = item.as_str().into(),
            Change::Dropped { item, .. } => self.from = item.as_str().into(),
            Change::Linked(link) => {
                (self.name, self.to) = (Some(link.kind.clone()), link.ticket.as_str().into());
            }
            Change::Unlinked(link) => {
                (self.name, self.from) = (Some(link.kind.clone()), link.ticket.as_str().into());
            }
            Change::Claimed { from, to } => (self.from, self.to) = (claim(from), claim(to)),
            Change::Seen(seen) => self.to = seen.fingerprint.as_str().into(),
            Change::Unseen(seen) => self.from = seen.fingerprint.as_str().into(),
            Change::Attached(file) => self.to = file.name.as_str().into(),
            Change::Detached(file) => self.from = file.name.as_str().into(),
            Change::Rated { from, to } => (self.from, self.to) = (rating(from), rating(to)),
            Change::Message(message) => self.message = Some(MessageView::new(message)),
            Change::Edited { from, to } => {
                (self.from, self.to) = (from.text.as_str().into(), to.text.as_str().into());
                self.message = Some(MessageView::new(to));
            }
            Change::Withdrawn(message) => {
                self.from = message.text.as_str().into();
                self.message = Some(MessageView::new(message));
            }
        }
    }
}

/// The stable name of what happened.
fn kind(change: &Change) -> &'static str {
    match change {
        Change::Created => "created",
        Change::Removed => "removed",
        Change::Set { key: Key::Created, .. } => "created_at",
        Change::Set { key, .. } => key.as_str(),
        Change::Field { .. } => "field",
        Change::Unknown { .. } => "unknown",
        Change::Added { set, .. } => match set {
            Set::Tags => "tag-added",
            Set::Followers => "follower-added",
            Set::Refs => "ref-added",
            Set::Fingerprints => "fingerprint-added",
        },
        Change::Dropped { set, .. } => match set {
            Set::Tags => "tag-removed",
            Set::Followers => "follower-removed",
            Set::Refs => "ref-removed",
            Set::Fingerprints => "fingerprint-removed",
        },
        Change::Linked(_) => "linked",
        Change::Unlinked(_) => "unlinked",
        Change::Rated { .. } => "csat",
        Change::Claimed { .. } => "claim",
        Change::Seen(_) => "seen",
        Change::Unseen(_) => "unseen",
        Change::Attached(_) => "attached",
        Change::Detached(_) => "detached",
        Change::Message(message) if message.visibility == Visibility::Internal => "note",
        Change::Message(_) => "message",
        Change::Edited { .. } => "message-edited",
        Change::Withdrawn(_) => "message-withdrawn",
    }
}

fn scalar(key: Key, value: &Option<String>) -> Json {
    match (key, value) {
        (_, None) => Json::Null,
        (Key::Number, Some(text)) => text.parse::<u64>().map_or(Json::Null, Json::from),
        (_, Some(text)) => text.as_str().into(),
    }
}

fn rating(csat: &Option<Csat>) -> Json {
    csat.as_ref().map_or(Json::Null, |c| c.score.as_str().into())
}

fn claim(claim: &Option<Claim>) -> Json {
    claim.as_ref().map_or(Json::Null, |c| c.by.as_str().into())
}

fn optional(value: &Option<Value>) -> Json {
    value.as_ref().map_or(Json::Null, json)
}
