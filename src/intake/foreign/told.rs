//! Items to the events of a stream, in the desk's words.
//!
//! The number of an event is its second, and its place within it: so a later export of the same tracker adds what
//! happened after the last event that an import has, and nothing else.

use super::item::{Export, Item, Reworded, Said, Step, What, Word};
use super::mapping::{Mapping, NOTHING};
use super::{Kind, id_of, words};
use crate::domain::outcome::import::Cause;
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::mailed;
use crate::domain::ticket::replay::{Action, Comment, Create, Scope, StatusWord, StreamEvent, message_value};
use crate::domain::ticket::{Message, Priority, TicketId, Value, Visibility, model::Author};
use crate::domain::time::Time;
use crate::intake::events::Line;

/// Numbers of one second.
const IN_A_SECOND: u64 = 1 << 12;

/// The lines of an export in order of time, then what could not be read. `knows`: whether the desk's workflow has a
/// status of this name.
pub fn lines(kind: Kind, export: Export, mapping: &Mapping, knows: &dyn Fn(&str) -> bool) -> Vec<Line> {
    let mut teller = Teller { kind, mapping, knows, events: Vec::new(), bad: export.bad, unknown: None };
    // One after the other is let go, so that an export is in memory once.
    for item in export.items {
        teller.item(&item);
    }
    teller.events.sort_by_key(|event| event.at);
    let events = teller.events.into_iter().map(Ok);
    let at = |(place, cause)| Err(Cause::At { place, cause: Box::new(cause) });
    let all = events.chain(teller.bad.into_iter().map(at));
    (1..).zip(all).map(|(number, event)| Line { number, event }).collect()
}

/// When, who, and the number of the last event of the ticket.
type By<'a> = (Time, Option<&'a str>, &'a mut u64);

struct Teller<'a> {
    kind: Kind,
    mapping: &'a Mapping,
    knows: &'a dyn Fn(&str) -> bool,
    events: Vec<StreamEvent>,
    bad: Vec<(String, Cause)>,
    /// A word of the item at hand that nobody knows.
    unknown: Option<Cause>,
}

impl Teller<'_> {
    /// All events of an item; none, while a word of it is unknown. Were it imported without that word, the mapping
    /// that knows it would come too late: what is there is not imported again.
    fn item(&mut self, item: &Item) {
        let before = self.events.len();
        self.events_of(item);
        if let Some(cause) = self.unknown.take() {
            self.events.truncate(before);
            self.bad.push((item.place.clone(), cause));
        }
    }

    fn events_of(&mut self, item: &Item) {
        let create = self.create(item);
        let end = item.end.clone().map(|(at, word)| Step { at, actor: None, what: What::Status(word) });
        let mut steps: Vec<&Step> = item.steps.iter().collect();
        // Comments last within a second: one that only a later export has does not move the numbers of the others.
        steps.sort_by_key(|step| (step.at, matches!(step.what, What::Comment(_))));
        steps.extend(&end);
        let mut seq = 0;
        let mut by = (item.created, item.author.as_deref(), &mut seq);
        self.say(item, &mut by, Action::Create(Box::new(create)));
        self.enclose(item, &mut by, (self.message(item, ""), Visibility::Public), &item.files);
        for step in steps {
            if let Some(action) = self.action(item, step) {
                // Nothing happens to a ticket before it is there.
                (by.0, by.1) = (step.at.max(item.created), step.actor.as_deref());
                self.say(item, &mut by, action);
                if let What::Comment(said) | What::Reworded(Reworded { said, .. }) = &step.what {
                    self.enclose(item, &mut by, (self.message(item, &said.id), said.visibility), &said.files);
                }
            }
        }
    }

    fn enclose(
        &mut self,
        item: &Item,
        by: &mut By<'_>,
        (beside, visibility): (TicketId, Visibility),
        files: &[Enclosed],
    ) {
        if !files.is_empty() {
            self.say(item, by, Action::Attach { beside, visibility, files: files.to_vec() });
        }
    }

    fn say(&mut self, item: &Item, (at, actor, seq): &mut By<'_>, action: Action) {
        let (at, actor) = (*at, *actor);
        let second = u64::try_from(at.timestamp()).unwrap_or(0).saturating_mul(IN_A_SECOND);
        **seq = second.max(seq.saturating_add(1));
        let actor = actor.map_or_else(|| self.kind.as_str().to_owned(), |name| self.mapping.person(name));
        let id = Some(item.id(self.kind));
        self.events
            .push(StreamEvent { ticket: self.reference(&item.key), id, at, seq: **seq, actor, action });
    }

    fn reference(&self, key: &str) -> String {
        format!("{}:{key}", self.kind.source())
    }

    fn create(&mut self, item: &Item) -> Create {
        let status = self.status(&item.status).unwrap_or_else(|| plain("new"));
        let requester = item.requester.as_ref().or(item.author.as_ref()).map(|who| self.mapping.person(who));
        let text = Comment::new(Visibility::Public, Author::Requester, item.text.clone());
        let description = Comment { id: Some(self.message(item, "")), ..text };
        Create {
            title: item.title.clone(),
            status,
            requester,
            channel: item.channel.map(str::to_owned),
            priority: item.priority.as_ref().and_then(|word| self.priority(word)),
            tags: item.tags.clone(),
            description: (!item.text.is_empty()).then_some(description),
            more: self.more(item),
            ..Create::default()
        }
    }

    fn more(&self, item: &Item) -> Vec<(String, Value)> {
        let texts = |items: Vec<String>| Value::List(items.into_iter().map(Value::Text).collect());
        let refs = std::iter::once(self.reference(&item.key)).chain(item.refs.iter().cloned()).collect();
        let mut more = vec![("refs".to_owned(), texts(refs))];
        let person = |who: &String| Value::Text(self.mapping.person(who));
        more.extend(item.assignee.as_ref().map(|who| ("assignee".to_owned(), person(who))));
        more.extend(item.group.as_ref().map(|group| ("group".to_owned(), Value::Text(group.clone()))));
        more.extend(item.kind.map(|kind| ("type".to_owned(), Value::from(kind))));
        if !item.followers.is_empty() {
            let all = item.followers.iter().map(|who| self.mapping.person(who)).collect();
            more.push(("followers".to_owned(), texts(all)));
        }
        if !item.links.is_empty() {
            more.push(("links".to_owned(), Value::List(item.links.iter().map(|link| self.link(link)).collect())));
        }
        for (name, value) in &item.fields {
            if let Some(name) = self.field(name) {
                more.push((name, value.clone()));
            }
        }
        more
    }

    fn link(&self, (kind, key): &(&'static str, String)) -> Value {
        let ticket = id_of(self.kind, key).to_string();
        Value::Map(vec![("kind".to_owned(), (*kind).into()), ("ticket".to_owned(), Value::Text(ticket))])
    }

    /// What a field of the tracker is called here.
    fn field(&self, name: &str) -> Option<String> {
        let ours = self.mapping.field(name).map_or_else(|| field_name(name), str::to_owned);
        (ours != NOTHING).then_some(ours)
    }

    fn status(&mut self, word: &Word) -> Option<StatusWord> {
        if let Some(ours) = self.mapping.status(&word.name) {
            return Some(plain(ours));
        }
        if let Some(means) = word.means {
            return Some(plain(means));
        }
        if (self.knows)(&word.name) {
            return Some(plain(&word.name));
        }
        let means = words::status(&word.name);
        if means.is_none() {
            self.unknown("status", &word.name);
        }
        means.map(plain)
    }

    fn priority(&mut self, word: &str) -> Option<Priority> {
        let ours = self.mapping.priority(word);
        let found = ours.map_or_else(|| words::priority(word), Priority::parse);
        if found.is_none() {
            self.unknown("priority", word);
        }
        found
    }

    fn unknown(&mut self, key: &'static str, found: &str) {
        let found = found.chars().take(80).collect();
        self.unknown.get_or_insert(Cause::UnknownWord { key, found });
    }

    fn action(&mut self, item: &Item, step: &Step) -> Option<Action> {
        let field = |name: &str, to: Value| Action::Field { scope: Scope::Any, name: name.to_owned(), to };
        let person = |who: &Option<String>| who.as_ref().map(|who| self.mapping.person(who));
        Some(match &step.what {
            What::Status(word) => Action::Status(self.status(word)?),
            What::Priority(word) => Action::Priority { to: self.priority(word)? },
            What::Assign(who) => Action::Assign { assignee: Some(person(who)), group: None },
            What::Requester(who) => field("requester", person(who).map_or(Value::Null, Value::Text)),
            What::Followers(all) => {
                let all = all.iter().map(|who| Value::Text(self.mapping.person(who)));
                field("followers", Value::List(all.collect()))
            }
            What::Group(group) => Action::Assign { assignee: None, group: Some(group.clone()) },
            What::Tag { add, remove } => Action::Tag { add: add.clone(), remove: remove.clone() },
            What::Title(title) => field("title", Value::Text(title.clone())),
            What::Field(name, to) => field(&self.field(name)?, to.clone()),
            What::Comment(said) => Action::Comment(self.comment(item, said)),
            What::Reworded(now) => {
                let (id, value) = self.reworded(item, now);
                field("messages", Value::Map(vec![(id.to_string(), value)]))
            }
            What::Merged { into } => Action::Merge { into: self.reference(into), id: Some(id_of(self.kind, into)) },
            What::Rated { score, comment } => Action::Csat { score: score.clone(), comment: comment.clone() },
        })
    }

    fn comment(&self, item: &Item, said: &Said) -> Comment {
        let id = (!said.id.is_empty()).then(|| self.message(item, &said.id));
        let (channel, quoted) = (self.kind.channel().map(str::to_owned), said.quoted.clone());
        Comment { id, channel, quoted, ..Comment::new(said.visibility, said.role, said.text.clone()) }
    }

    fn reworded(&self, item: &Item, now: &Reworded) -> (TicketId, Value) {
        let id = self.message(item, &now.said.id);
        let message = Message {
            id,
            at: now.at,
            from: now.author.as_ref().map(|who| self.mapping.person(who)),
            role: now.said.role,
            channel: None,
            visibility: now.said.visibility,
            text: now.said.text.clone(),
            unknown: Vec::new(),
        };
        (id, message_value(&message))
    }

    fn message(&self, item: &Item, id: &str) -> TicketId {
        // As a mail that comes in by itself has it: it may come in once more.
        if self.kind == Kind::Mbox {
            return mailed::message_id(id);
        }
        TicketId::derived("foreign-message", &format!("{}:{}/{id}", self.kind.as_str(), item.key))
    }
}

fn plain(word: &str) -> StatusWord {
    StatusWord { word: word.to_owned(), name: None }
}

/// A name of the tracker as that of a custom field: small letters, digits, `-` and `_`.
pub fn field_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim().chars().flat_map(char::to_lowercase).take(60) {
        let c = if c.is_alphanumeric() || c == '-' { c } else { '_' };
        if c != '_' || !out.ends_with('_') {
            out.push(c);
        }
    }
    let out = out.trim_matches('_');
    if out.is_empty() { NOTHING.to_owned() } else { out.to_owned() }
}
