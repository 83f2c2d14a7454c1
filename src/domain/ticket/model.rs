//! The ticket as the rest of git-desk works with it.
//!
//! What is absent is `None` or empty. Everything that this version does not know (keys, statuses,
//! channels) is kept, so that a newer version's tickets survive a round trip.

use super::{MessageId, TicketId, Value};
use crate::domain::time::Time;

/// One ticket at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    pub id: TicketId,
    /// The number for people (`#142`), once published.
    pub number: Option<u64>,
    pub title: String,
    /// A name from the workflow; a name that it does not have is kept.
    pub status: String,
    /// A postponed ticket comes back by itself at this instant.
    pub until: Option<Time>,
    /// Why it is solved.
    pub resolution: Option<String>,
    pub kind: Option<Kind>,
    pub priority: Option<Priority>,
    pub requester: Option<String>,
    pub organization: Option<String>,
    pub assignee: Option<String>,
    pub group: Option<String>,
    pub brand: Option<String>,
    pub channel: Option<String>,
    pub language: Option<String>,
    pub category: Option<String>,
    /// The form that it was filed by.
    pub form: Option<String>,
    /// In the order in which they were added, each once.
    pub tags: Vec<String>,
    /// Custom fields, in order of name.
    pub fields: Vec<(String, Value)>,
    pub followers: Vec<String>,
    pub links: Vec<Link>,
    /// Names of this ticket elsewhere: `events:T0001`, `github:acme/shop#812`.
    pub refs: Vec<String>,
    pub fingerprints: Vec<String>,
    /// A promise made for this ticket alone.
    pub due: Option<Time>,
    pub csat: Option<Csat>,
    /// Somebody has it in hand, and the others leave it to them.
    pub claim: Option<Claim>,
    /// When what its fingerprints stand for was seen: in order of time, one for each run.
    pub occurrences: Vec<Occurrence>,
    /// In the order in which they were attached.
    pub attachments: Vec<Attachment>,
    pub merged_into: Option<TicketId>,
    /// Keys that this version does not know, as they were read.
    pub unknown: Vec<(String, Value)>,
    pub created: Time,
    /// When it was closed for good; written by the commit that closes.
    pub closed: Option<Time>,
    /// In order of (`at`, `id`).
    pub messages: Vec<Message>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Question,
    Incident,
    Problem,
    Task,
}

/// A closed set of names: the enum, its words in order.
macro_rules! names {
    ($type:ty { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $type {
            pub const ALL: &'static [$type] = &[$(<$type>::$variant),+];
            pub fn as_str(self) -> &'static str {
                match self { $(<$type>::$variant => $word),+ }
            }
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text)
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

names!(Priority { Low => "low", Normal => "normal", High => "high", Urgent => "urgent" });
names!(Kind { Question => "question", Incident => "incident", Problem => "problem", Task => "task" });
names!(Visibility { Public => "public", Internal => "internal" });
names!(Author { Requester => "requester", Agent => "agent", Bot => "bot" });
names!(Set { Tags => "tags", Followers => "followers", Refs => "refs", Fingerprints => "fingerprints" });
names!(Key {
    Number => "number",
    Title => "title",
    Status => "status",
    Until => "until",
    Resolution => "resolution",
    Type => "type",
    Priority => "priority",
    Requester => "requester",
    Organization => "organization",
    Assignee => "assignee",
    Group => "group",
    Brand => "brand",
    Channel => "channel",
    Language => "language",
    Category => "category",
    Form => "form",
    Due => "due",
    MergedInto => "merged_into",
    Created => "created",
    Closed => "closed",
});

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// `follow-up-of`, `incident-of`, `related` …
    pub kind: String,
    pub ticket: TicketId,
}

/// The channels that have a name of their own; any other word is kept as it is.
pub const CHANNELS: [&str; 9] = ["cli", "email", "form", "ci", "api", "chat", "phone", "web", "social"];
/// The scores of a satisfaction survey that are words.
pub const SCORES: [&str; 2] = ["good", "bad"];

/// What the requester said of the service: one of [`SCORES`], or `1` to `5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csat {
    pub score: String,
    pub comment: Option<String>,
}

impl Csat {
    /// Satisfied: said so, or 4 and 5 of 5.
    pub fn is_good(&self) -> bool {
        matches!(self.score.as_str(), "good" | "4" | "5")
    }
}

impl Visibility {
    pub fn is_public(self) -> bool {
        self == Visibility::Public
    }
}

/// Who has a ticket in hand, and how long the others leave it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub by: String,
    /// From this instant on it binds nobody.
    pub until: Time,
}

/// One run that looked for a fingerprint. Of two elements for the same fingerprint, run and platform the greater
/// count is the true one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Occurrence {
    pub fingerprint: String,
    pub at: Time,
    /// What saw it: a CI run, a scan, an alert. Absent when the source does not say.
    pub run: Option<String>,
    /// How often within the run; 0: the run looked and did not see it, as a test that passed.
    pub count: u32,
    /// On what it ran, where that makes a difference: `linux-x86_64`.
    pub platform: Option<String>,
    pub commit: Option<String>,
    pub branch: Option<String>,
    pub url: Option<String>,
}

impl Occurrence {
    /// Whether it was seen at all.
    pub fn is_sighting(&self) -> bool {
        self.count > 0
    }

    /// Whether both tell of the same run.
    pub fn is_of_same_run(&self, other: &Occurrence) -> bool {
        self.fingerprint == other.fingerprint && self.run == other.run && self.platform == other.platform
    }
}

/// A file that belongs to a ticket: `attachments/<c1>/<c2>/<ticket>/<id>/<name>` on the branch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// That of the message which it came with; an id of its own without one. Two files of one name
    /// lie in two places, so that none is ever written over.
    pub id: MessageId,
    /// One part of a path, without characters that steer anything.
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub at: Time,
    /// Absent when the source does not say who attached it.
    pub from: Option<String>,
    pub visibility: Visibility,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    Public,
    Internal,
}

/// The role in which a message was written; it stays when the person's role changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Author {
    Requester,
    Agent,
    Bot,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: MessageId,
    pub at: Time,
    /// Absent when the source does not say who wrote it.
    pub from: Option<String>,
    pub role: Author,
    pub channel: Option<String>,
    pub visibility: Visibility,
    /// Kept character for character.
    pub text: String,
    pub unknown: Vec<(String, Value)>,
}

impl Message {
    /// A public answer by an agent: what reply clocks wait for.
    pub fn is_reply(&self) -> bool {
        self.visibility == Visibility::Public && self.role == Author::Agent
    }
}

/// The sets of words that a ticket has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    Tags,
    Followers,
    Refs,
    Fingerprints,
}

/// The single values of a ticket, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Number,
    Title,
    Status,
    Until,
    Resolution,
    Type,
    Priority,
    Requester,
    Organization,
    Assignee,
    Group,
    Brand,
    Channel,
    Language,
    Category,
    Form,
    Due,
    MergedInto,
    Created,
    Closed,
}

impl Ticket {
    /// A ticket with what every ticket has.
    pub fn new(id: TicketId, title: String, status: String, created: Time) -> Self {
        Ticket {
            id,
            number: None,
            title,
            status,
            until: None,
            resolution: None,
            kind: None,
            priority: None,
            requester: None,
            organization: None,
            assignee: None,
            group: None,
            brand: None,
            channel: None,
            language: None,
            category: None,
            form: None,
            tags: Vec::new(),
            fields: Vec::new(),
            followers: Vec::new(),
            links: Vec::new(),
            refs: Vec::new(),
            fingerprints: Vec::new(),
            due: None,
            csat: None,
            claim: None,
            occurrences: Vec::new(),
            attachments: Vec::new(),
            merged_into: None,
            unknown: Vec::new(),
            created,
            closed: None,
            messages: Vec::new(),
        }
    }

    pub fn set(&self, set: Set) -> &Vec<String> {
        match set {
            Set::Tags => &self.tags,
            Set::Followers => &self.followers,
            Set::Refs => &self.refs,
            Set::Fingerprints => &self.fingerprints,
        }
    }

    pub fn set_mut(&mut self, set: Set) -> &mut Vec<String> {
        match set {
            Set::Tags => &mut self.tags,
            Set::Followers => &mut self.followers,
            Set::Refs => &mut self.refs,
            Set::Fingerprints => &mut self.fingerprints,
        }
    }

    /// Adds a message where its time puts it. A message that is there already stays as it is.
    pub fn add_message(&mut self, message: Message) {
        if self.messages.iter().any(|m| m.id == message.id) {
            return;
        }
        let after = |m: &Message| (m.at, m.id) < (message.at, message.id);
        let place = self.messages.partition_point(after);
        self.messages.insert(place, message);
    }

    /// Sets a custom field, or removes it with `None`.
    pub fn set_field(&mut self, name: &str, value: Option<Value>) {
        put(&mut self.fields, name, value);
    }

    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(k, _)| k == name).map(|(_, v)| v)
    }

    /// When anything last happened that the ticket itself records: creation, a message, closing.
    pub fn last_message_at(&self) -> Time {
        self.messages.last().map_or(self.created, |m| m.at.max(self.created))
    }
}

/// Sets `name` in a map, or removes it with `None`. A new name goes where the order of names puts it
/// when the map is in that order, as `fields` is.
pub(super) fn put(map: &mut Vec<(String, Value)>, name: &str, value: Option<Value>) {
    let place = map.iter().position(|(k, _)| k == name);
    match (place, value) {
        (Some(i), Some(v)) => map[i].1 = v,
        (Some(i), None) => drop(map.remove(i)),
        (None, Some(v)) => {
            let i = map.partition_point(|(k, _)| k.as_str() < name);
            map.insert(i, (name.to_owned(), v));
        }
        (None, None) => {}
    }
}
