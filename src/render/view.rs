//! The stable JSON shapes: what scripts may rely on.
//!
//! Keys are those of the ticket file. Times are RFC 3339 in UTC. Single values that are absent are
//! null, lists are empty; nothing here is ever translated. Adding is free, anything else is not.

mod event;

pub use event::{EventView, events};

use super::clock_view::ClockView;
use crate::domain::ticket::relation::{self, Relation, Said};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Attachment, Claim, Csat, Message, Occurrence, Ticket, TicketId, Value};
use crate::domain::time::{Time, stamp};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

/// The version of all shapes.
pub const VERSION: u32 = 1;

/// What a verb prints: `{"version":1,"<noun>":body}`.
pub struct Document<T> {
    pub noun: &'static str,
    pub body: T,
}

impl<T: Serialize> Serialize for Document<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry(self.noun, &self.body)?;
        map.end()
    }
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TicketView {
    pub id: String,
    pub number: Option<u64>,
    pub title: String,
    pub status: String,
    pub status_category: &'static str,
    pub until: Option<String>,
    pub resolution: Option<String>,
    pub r#type: Option<&'static str>,
    pub priority: Option<&'static str>,
    pub requester: Option<String>,
    pub organization: Option<String>,
    pub assignee: Option<String>,
    pub group: Option<String>,
    pub brand: Option<String>,
    pub channel: Option<String>,
    pub language: Option<String>,
    pub category: Option<String>,
    pub form: Option<String>,
    pub tags: Vec<String>,
    pub fields: serde_json::Map<String, Json>,
    pub followers: Vec<String>,
    pub links: Vec<LinkView>,
    pub refs: Vec<String>,
    pub fingerprints: Vec<String>,
    pub due: Option<String>,
    pub csat: Option<CsatView>,
    pub claim: Option<ClaimView>,
    pub occurrences: Vec<OccurrenceView>,
    pub attachments: Vec<AttachmentView>,
    pub merged_into: Option<String>,
    pub created: String,
    pub closed: Option<String>,
    /// When anything last happened to it, as far as the reader of the ticket knows.
    pub updated: Option<String>,
    /// Keys of the file that this version does not know.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub unknown: serde_json::Map<String, Json>,
    /// In `show` only, and not of a past version; so are the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inverse_links: Option<Vec<InverseLinkView>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_from: Option<Vec<String>>,
    /// In `show` only. With those of the tickets that were merged into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<MessageView>>,
    /// In `show` every clock; in `list` those that are still to be done, the soonest first. Absent where it
    /// is not known, and in lists of a desk that promises nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<Vec<ClockView>>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct LinkView {
    pub kind: String,
    pub ticket: String,
    /// Of the other ticket, in `show` only, where that ticket can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// A link that another ticket has to this one.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct InverseLinkView {
    /// The name from this end; null when the kind is unknown.
    pub kind: Option<String>,
    /// The kind as the other ticket has it.
    pub stored: String,
    pub ticket: String,
    pub title: String,
    pub status: String,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct CsatView {
    pub score: String,
    pub comment: Option<String>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ClaimView {
    pub by: String,
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct OccurrenceView {
    pub fingerprint: String,
    pub at: String,
    pub run: Option<String>,
    /// 0: the run looked and did not see it.
    pub count: u32,
    pub platform: Option<String>,
    pub commit: Option<String>,
    pub branch: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct AttachmentView {
    /// That of its message, when there is one.
    pub id: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub at: String,
    pub from: Option<String>,
    pub visibility: &'static str,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct MessageView {
    pub id: String,
    /// The ticket it was written in, when that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    pub at: String,
    pub from: Option<String>,
    pub role: &'static str,
    pub channel: Option<String>,
    pub visibility: &'static str,
    pub text: String,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub unknown: serde_json::Map<String, Json>,
}

impl TicketView {
    /// `updated`: when anything last happened to the ticket, where the caller knows.
    pub fn new(ticket: &Ticket, category: Category, updated: Option<Time>) -> Self {
        TicketView {
            id: ticket.id.to_string(),
            number: ticket.number,
            title: ticket.title.clone(),
            status: ticket.status.clone(),
            status_category: category.as_str(),
            until: ticket.until.map(stamp),
            resolution: ticket.resolution.clone(),
            r#type: ticket.kind.map(|k| k.as_str()),
            priority: ticket.priority.map(|p| p.as_str()),
            requester: ticket.requester.clone(),
            organization: ticket.organization.clone(),
            assignee: ticket.assignee.clone(),
            group: ticket.group.clone(),
            brand: ticket.brand.clone(),
            channel: ticket.channel.clone(),
            language: ticket.language.clone(),
            category: ticket.category.clone(),
            form: ticket.form.clone(),
            tags: ticket.tags.clone(),
            fields: map(&ticket.fields),
            followers: ticket.followers.clone(),
            links: ticket
                .links
                .iter()
                .map(|l| LinkView { kind: l.kind.clone(), ticket: l.ticket.to_string(), title: None, status: None })
                .collect(),
            refs: ticket.refs.clone(),
            fingerprints: ticket.fingerprints.clone(),
            due: ticket.due.map(stamp),
            csat: ticket.csat.as_ref().map(CsatView::new),
            claim: ticket.claim.as_ref().map(ClaimView::new),
            occurrences: ticket.occurrences.iter().map(OccurrenceView::new).collect(),
            attachments: ticket.attachments.iter().map(AttachmentView::new).collect(),
            merged_into: ticket.merged_into.map(|id| id.to_string()),
            created: stamp(ticket.created),
            closed: ticket.closed.map(stamp),
            updated: updated.map(stamp),
            unknown: map(&ticket.unknown),
            inverse_links: None,
            merged_from: None,
            messages: None,
            sla: None,
        }
    }

    /// The view with these clocks.
    pub fn with_clocks(mut self, clocks: Option<Vec<ClockView>>) -> Self {
        self.sla = clocks;
        self
    }

    /// The view with the ticket's own messages.
    pub fn with_messages(self, ticket: &Ticket) -> Self {
        self.with_thread(&relation::thread(ticket, &[]))
    }

    /// The view with the conversation.
    pub fn with_thread(mut self, thread: &[Said]) -> Self {
        let view = |said: &Said| MessageView {
            ticket: said.ticket.map(|id| id.to_string()),
            ..MessageView::new(said.message)
        };
        self.messages = Some(thread.iter().map(view).collect());
        self
    }

    /// The view with the other ticket of each of its own links.
    pub fn with_links(mut self, own: &[Relation]) -> Self {
        self.links = own.iter().map(LinkView::new).collect();
        self
    }

    /// The view with what the other tickets of the desk say of this one.
    pub fn with_others(mut self, inverse: &[Relation], merged_from: &[TicketId]) -> Self {
        self.inverse_links = Some(inverse.iter().map(InverseLinkView::new).collect());
        self.merged_from = Some(merged_from.iter().map(|id| id.to_string()).collect());
        self
    }
}

impl LinkView {
    fn new(own: &Relation) -> Self {
        LinkView {
            kind: own.kind.clone(),
            ticket: own.ticket.to_string(),
            title: own.face.as_ref().map(|face| face.title.clone()),
            status: own.face.as_ref().map(|face| face.status.clone()),
        }
    }
}

impl InverseLinkView {
    fn new(relation: &Relation) -> Self {
        let face = relation.face.as_ref();
        InverseLinkView {
            kind: relation.name().map(str::to_owned),
            stored: relation.kind.clone(),
            ticket: relation.ticket.to_string(),
            title: face.map(|face| face.title.clone()).unwrap_or_default(),
            status: face.map(|face| face.status.clone()).unwrap_or_default(),
        }
    }
}

impl CsatView {
    fn new(csat: &Csat) -> Self {
        CsatView { score: csat.score.clone(), comment: csat.comment.clone() }
    }
}

impl ClaimView {
    fn new(claim: &Claim) -> Self {
        ClaimView { by: claim.by.clone(), until: stamp(claim.until) }
    }
}

impl OccurrenceView {
    fn new(seen: &Occurrence) -> Self {
        OccurrenceView {
            fingerprint: seen.fingerprint.clone(),
            at: stamp(seen.at),
            run: seen.run.clone(),
            count: seen.count,
            platform: seen.platform.clone(),
            commit: seen.commit.clone(),
            branch: seen.branch.clone(),
            url: seen.url.clone(),
        }
    }
}

impl AttachmentView {
    pub fn new(file: &Attachment) -> Self {
        AttachmentView {
            id: file.id.to_string(),
            name: file.name.clone(),
            size: file.size,
            at: stamp(file.at),
            from: file.from.clone(),
            visibility: file.visibility.as_str(),
        }
    }
}

impl MessageView {
    pub fn new(message: &Message) -> Self {
        MessageView {
            id: message.id.to_string(),
            ticket: None,
            at: stamp(message.at),
            from: message.from.clone(),
            role: message.role.as_str(),
            channel: message.channel.clone(),
            visibility: message.visibility.as_str(),
            text: message.text.clone(),
            unknown: map(&message.unknown),
        }
    }
}

/// A plain value as JSON. What JSON has no number for (infinity) is null.
pub fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(n) => (*n).into(),
        Value::Float(n) => (*n).into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(items) => Json::Object(map(items)),
    }
}

fn map(items: &[(String, Value)]) -> serde_json::Map<String, Json> {
    items.iter().map(|(name, value)| (name.clone(), json(value))).collect()
}
