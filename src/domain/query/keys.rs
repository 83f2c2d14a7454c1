//! The known keys and words: the one table that a later part adds a row to.

use super::Metric;
use crate::domain::ticket::{Set, Ticket, Visibility};

/// What a key looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Status,
    Priority,
    Type,
    Title,
    /// Title or any message.
    Text,
    /// Words in any of its texts: what `search` looks for, perhaps by the eyes of a requester. Not a word of the
    /// language.
    Words {
        public: bool,
    },
    Word(Word),
    Person(Person),
    /// The contract of the ticket's organization.
    Contract,
    Instant(Instant),
    Number,
    /// How often its fingerprint has been seen.
    Recurs,
    Id,
    Link,
    Is,
    Has,
    /// `field.NAME`; names are compared without regard to case.
    Field(String),
    /// `sla`, `sla.METRIC`, `sla.METRIC.left`, `sla.policy`: clocks of this metric, or of any.
    Clock(Option<Metric>, Ask),
}

/// What is asked of clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Standing,
    /// The time until the target is used up.
    Left,
    /// The name of the policy.
    Policy,
}

/// Words that are compared whole, without regard to case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Organization,
    Group,
    Brand,
    Channel,
    Language,
    Category,
    Form,
    Tag,
    Ref,
    Fingerprint,
}

/// Persons by address or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    Requester,
    Assignee,
    Follower,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instant {
    Created,
    Updated,
    Closed,
    Due,
}

const KEYS: &[(&str, Key)] = &[
    ("status", Key::Status),
    ("priority", Key::Priority),
    ("type", Key::Type),
    ("title", Key::Title),
    ("text", Key::Text),
    ("requester", Key::Person(Person::Requester)),
    ("assignee", Key::Person(Person::Assignee)),
    ("follower", Key::Person(Person::Follower)),
    ("organization", Key::Word(Word::Organization)),
    ("contract", Key::Contract),
    ("group", Key::Word(Word::Group)),
    ("brand", Key::Word(Word::Brand)),
    ("channel", Key::Word(Word::Channel)),
    ("language", Key::Word(Word::Language)),
    ("category", Key::Word(Word::Category)),
    ("form", Key::Word(Word::Form)),
    ("tag", Key::Word(Word::Tag)),
    ("ref", Key::Word(Word::Ref)),
    ("fingerprint", Key::Word(Word::Fingerprint)),
    ("created", Key::Instant(Instant::Created)),
    ("updated", Key::Instant(Instant::Updated)),
    ("closed", Key::Instant(Instant::Closed)),
    ("due", Key::Instant(Instant::Due)),
    ("number", Key::Number),
    ("recurs", Key::Recurs),
    ("id", Key::Id),
    ("link", Key::Link),
    ("is", Key::Is),
    ("has", Key::Has),
    ("sla", Key::Clock(None, Ask::Standing)),
];

/// Keys about clocks, by what follows `sla.`.
const CLOCKS: &[(&str, Key)] = &[
    ("sla.policy", Key::Clock(None, Ask::Policy)),
    ("sla.left", Key::Clock(None, Ask::Left)),
    ("sla.first_reply", Key::Clock(Some(Metric::FirstReply), Ask::Standing)),
    ("sla.first_reply.left", Key::Clock(Some(Metric::FirstReply), Ask::Left)),
    ("sla.next_reply", Key::Clock(Some(Metric::NextReply), Ask::Standing)),
    ("sla.next_reply.left", Key::Clock(Some(Metric::NextReply), Ask::Left)),
    ("sla.periodic_update", Key::Clock(Some(Metric::PeriodicUpdate), Ask::Standing)),
    ("sla.periodic_update.left", Key::Clock(Some(Metric::PeriodicUpdate), Ask::Left)),
    ("sla.pausable_update", Key::Clock(Some(Metric::PausableUpdate), Ask::Standing)),
    ("sla.pausable_update.left", Key::Clock(Some(Metric::PausableUpdate), Ask::Left)),
    ("sla.requester_wait", Key::Clock(Some(Metric::RequesterWait), Ask::Standing)),
    ("sla.requester_wait.left", Key::Clock(Some(Metric::RequesterWait), Ask::Left)),
    ("sla.agent_work", Key::Clock(Some(Metric::AgentWork), Ask::Standing)),
    ("sla.agent_work.left", Key::Clock(Some(Metric::AgentWork), Ask::Left)),
    ("sla.resolution", Key::Clock(Some(Metric::Resolution), Ask::Standing)),
    ("sla.resolution.left", Key::Clock(Some(Metric::Resolution), Ask::Left)),
    ("sla.group_ownership", Key::Clock(Some(Metric::GroupOwnership), Ask::Standing)),
    ("sla.group_ownership.left", Key::Clock(Some(Metric::GroupOwnership), Ask::Left)),
];

/// What the neighbours call it.
const ELSEWHERE: &[(&str, &str)] = &[
    ("label", "tag"),
    ("labels", "tag"),
    ("state", "status"),
    ("author", "requester"),
    ("from", "requester"),
    ("owner", "assignee"),
    ("subject", "title"),
    ("body", "text"),
    ("org", "organization"),
    ("lang", "language"),
    ("comment", "text"),
];

impl Key {
    /// The key of this name, in whatever case. `None`: there is none, or a later part brings it.
    pub fn find(name: &str) -> Option<Key> {
        if let Some((head, field)) = name.split_once('.')
            && head.eq_ignore_ascii_case("field")
        {
            return (!field.is_empty()).then(|| Key::Field(field.to_lowercase()));
        }
        KEYS.iter()
            .chain(CLOCKS)
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, key)| key.clone())
    }

    /// The names of the keys, `field.` and `sort` included.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KEYS.iter().map(|(name, _)| *name).chain(["sla.policy", "sla.left", "field.", "sort"])
    }

    /// The names of the keys about clocks: `sla.policy`, `sla.METRIC`, `sla.METRIC.left`.
    pub fn names_of_clocks() -> impl Iterator<Item = &'static str> {
        CLOCKS.iter().map(|(name, _)| *name)
    }

    /// What another program's name for a key is called here.
    pub(super) fn called_here(name: &str) -> Option<&'static str> {
        ELSEWHERE
            .iter()
            .find(|(there, _)| there.eq_ignore_ascii_case(name))
            .map(|(_, here)| *here)
    }

    /// A value of this key may be several words.
    pub(super) fn may_have_spaces(&self) -> bool {
        let one = matches!(
            self,
            Key::Priority | Key::Type | Key::Number | Key::Recurs | Key::Id | Key::Link | Key::Is | Key::Has
        );
        !one && !matches!(self, Key::Clock(_, Ask::Standing | Ask::Left))
    }
}

impl Word {
    /// The word of this kind, of several the first.
    pub fn first(self, ticket: &Ticket) -> Option<&str> {
        let first = |set: Set| ticket.set(set).first();
        match self {
            Word::Organization => ticket.organization.as_ref(),
            Word::Group => ticket.group.as_ref(),
            Word::Brand => ticket.brand.as_ref(),
            Word::Channel => ticket.channel.as_ref(),
            Word::Language => ticket.language.as_ref(),
            Word::Category => ticket.category.as_ref(),
            Word::Form => ticket.form.as_ref(),
            Word::Tag => first(Set::Tags),
            Word::Ref => first(Set::Refs),
            Word::Fingerprint => first(Set::Fingerprints),
        }
        .map(String::as_str)
    }

    /// Whether the ticket has a word of this kind that will do.
    pub fn any(self, ticket: &Ticket, test: impl Fn(&str) -> bool) -> bool {
        let one = |word: &Option<String>| word.as_deref().is_some_and(&test);
        let some = |set: Set| ticket.set(set).iter().any(|word| test(word));
        match self {
            Word::Organization => one(&ticket.organization),
            Word::Group => one(&ticket.group),
            Word::Brand => one(&ticket.brand),
            Word::Channel => one(&ticket.channel),
            Word::Language => one(&ticket.language),
            Word::Category => one(&ticket.category),
            Word::Form => one(&ticket.form),
            Word::Tag => some(Set::Tags),
            Word::Ref => some(Set::Refs),
            Word::Fingerprint => some(Set::Fingerprints),
        }
    }
}

impl Person {
    /// Whether the ticket has such a person who will do.
    pub fn any(self, ticket: &Ticket, test: impl Fn(&str) -> bool) -> bool {
        match self {
            Person::Requester => ticket.requester.as_deref().is_some_and(test),
            Person::Assignee => ticket.assignee.as_deref().is_some_and(test),
            Person::Follower => ticket.followers.iter().any(|who| test(who)),
        }
    }
}

/// A closed set of words behind `is:` and `has:`.
macro_rules! words {
    ($(#[$doc:meta])* $type:ident { $($(#[$note:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $($(#[$note])* $variant),+ }

        impl $type {
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $($type::$variant => $word),+ }
            }

            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str().eq_ignore_ascii_case(text))
            }
        }
    };
}

words! {
    /// `is:`
    Flag {
        Unassigned => "unassigned",
        Assigned => "assigned",
        /// Every ticket: for a list that would show the unsolved ones only.
        Any => "any",
        /// New, open, pending or on hold.
        Unsolved => "unsolved",
        /// Solved or closed.
        Solved => "solved",
        Closed => "closed",
        /// Its own `due` has passed, and it is unsolved.
        Overdue => "overdue",
        /// Somebody has it in hand.
        Claimed => "claimed",
        Merged => "merged",
        Spam => "spam",
        FollowUp => "follow-up",
        /// Its fingerprint is seen again and again.
        Recurring => "recurring",
    }
}

words! {
    /// `sla:`
    Standing {
        /// More time has elapsed than the target, whether it was fulfilled afterwards or not.
        Breached => "breached",
        /// Still to be fulfilled, within the target, and one of the policy's warnings is due.
        Warned => "warned",
        /// It runs, within the target.
        Active => "active",
        Paused => "paused",
        Achieved => "achieved",
        Cancelled => "cancelled",
        /// There is no such clock.
        None => "none",
    }
}

words! {
    /// `has:`
    Part {
        Requester => "requester",
        Assignee => "assignee",
        Organization => "organization",
        Group => "group",
        Brand => "brand",
        Channel => "channel",
        Language => "language",
        Category => "category",
        Form => "form",
        Type => "type",
        Priority => "priority",
        Number => "number",
        Due => "due",
        Resolution => "resolution",
        Tag => "tag",
        Follower => "follower",
        Link => "link",
        Ref => "ref",
        Fingerprint => "fingerprint",
        /// Any public message.
        Message => "message",
        /// Any file.
        Attachment => "attachment",
        /// A public message of an agent.
        Reply => "reply",
        /// An internal message.
        Note => "note",
        Csat => "csat",
    }
}

impl Part {
    pub fn is_in(self, ticket: &Ticket) -> bool {
        match self {
            Part::Requester => ticket.requester.is_some(),
            Part::Assignee => ticket.assignee.is_some(),
            Part::Organization => ticket.organization.is_some(),
            Part::Group => ticket.group.is_some(),
            Part::Brand => ticket.brand.is_some(),
            Part::Channel => ticket.channel.is_some(),
            Part::Language => ticket.language.is_some(),
            Part::Category => ticket.category.is_some(),
            Part::Form => ticket.form.is_some(),
            Part::Type => ticket.kind.is_some(),
            Part::Priority => ticket.priority.is_some(),
            Part::Number => ticket.number.is_some(),
            Part::Due => ticket.due.is_some(),
            Part::Resolution => ticket.resolution.is_some(),
            Part::Tag => !ticket.tags.is_empty(),
            Part::Follower => !ticket.followers.is_empty(),
            Part::Link => !ticket.links.is_empty(),
            Part::Ref => !ticket.refs.is_empty(),
            Part::Fingerprint => !ticket.fingerprints.is_empty(),
            Part::Message => ticket.messages.iter().any(|m| m.visibility == Visibility::Public),
            Part::Reply => ticket.messages.iter().any(|m| m.is_reply()),
            Part::Note => ticket.messages.iter().any(|m| m.visibility == Visibility::Internal),
            Part::Csat => ticket.csat.is_some(),
            Part::Attachment => !ticket.attachments.is_empty(),
        }
    }
}
