//! Events of a stream to JSON lines: what [`crate::domain::ticket::replay`] tells, in the shape that
//! `import events` reads.

use crate::domain::ticket::model::Author;
use crate::domain::ticket::replay::{Action, Comment, Create, Scope, StatusWord, StreamEvent};
use crate::domain::ticket::{Occurrence, Value};
use crate::domain::time::stamp;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value as Json};

/// Stands where the number of a line goes; no line has one of its own.
const NUMBER: char = '\n';

/// One event in one line, without the line feed. `seq` is the event's place in the stream: events of
/// all tickets in order of (`at`, the order in which they were told), counted from 1.
pub fn line(event: &StreamEvent, seq: u64) -> String {
    numbered(&unnumbered(event), seq)
}

/// A line that was written before its place in the stream was known.
pub fn numbered(unnumbered: &str, seq: u64) -> String {
    let (before, after) = unnumbered.split_once(NUMBER).unwrap_or((unnumbered, ""));
    format!("{before}{seq}{after}")
}

/// The line of an event, for [`numbered`].
pub fn unnumbered(event: &StreamEvent) -> String {
    let mut keys = Keys::default();
    keys.put("ticket", event.ticket.as_str());
    keys.maybe("id", event.id.map(|id| id.to_string()));
    keys.put("at", stamp(event.at));
    let (before, after) = (keys.text(), what(event).text());
    let (before, after) = (before.strip_suffix('}').unwrap_or(&before), after.strip_prefix('{').unwrap_or(&after));
    format!("{before},\"seq\":{NUMBER},{after}")
}

/// The keys behind the number.
fn what(event: &StreamEvent) -> Keys {
    let mut keys = Keys::default();
    keys.put("actor", event.actor.as_str());
    keys.put("type", kind(&event.action));
    match &event.action {
        Action::Create(create) => put_create(&mut keys, create),
        Action::Status(to) => keys.status("to", to),
        Action::Assign { assignee, group } => {
            keys.nullable("assignee", assignee.as_ref());
            keys.nullable("group", group.as_ref());
        }
        Action::Comment(comment) => {
            keys.put("visibility", comment.visibility.as_str());
            keys.put("role", role(comment.role));
            keys.put("body", comment.body.as_str());
            keys.details(comment);
        }
        Action::Priority { to } => keys.put("to", to.as_str()),
        Action::Tag { add, remove } => {
            keys.texts("add", add);
            keys.texts("remove", remove);
        }
        Action::Field { scope, name, to } => {
            keys.put("name", name.as_str());
            keys.put("to", json(to));
            keys.maybe("scope", (*scope != Scope::Any).then(|| scope.as_str()));
        }
        Action::Merge { into, id } => {
            keys.put("into", into.as_str());
            keys.maybe("into_id", id.map(|id| id.to_string()));
        }
        Action::Csat { score, comment } => {
            keys.put("score", score.as_str());
            keys.maybe("body", comment.as_deref());
        }
        Action::Seen { seen, unseen } => {
            keys.occurrences("seen", seen);
            keys.occurrences("unseen", unseen);
        }
        Action::File { attachment, bytes } => {
            keys.put("message", attachment.id.to_string());
            keys.put("name", attachment.name.as_str());
            keys.put("visibility", attachment.visibility.as_str());
            let by_actor = attachment.from.as_deref() == Some(event.actor.as_str());
            keys.nullable("from", (!by_actor).then_some(&attachment.from));
            keys.maybe("written", (attachment.at != event.at).then(|| stamp(attachment.at)));
            keys.maybe("data", bytes.as_ref().map(|file| BASE64_STANDARD.encode(&file.bytes)));
        }
        // Told of other trackers only, never by an export.
        Action::Attach { beside, files, .. } => {
            keys.put("message", beside.to_string());
            keys.texts("files", &files.iter().map(|file| file.name.clone()).collect::<Vec<_>>());
        }
    }
    keys
}

fn kind(action: &Action) -> &'static str {
    match action {
        Action::Create(_) => "create",
        Action::Status(_) => "status",
        Action::Assign { .. } => "assign",
        Action::Comment(_) => "comment",
        Action::Priority { .. } => "priority",
        Action::Tag { .. } => "tag",
        Action::Field { .. } => "field",
        Action::Merge { .. } => "merge",
        Action::Csat { .. } => "csat",
        Action::Seen { .. } => "seen",
        Action::File { .. } | Action::Attach { .. } => "attach",
    }
}

fn put_create(keys: &mut Keys, create: &Create) {
    keys.status("status", &create.status);
    keys.put("title", create.title.as_str());
    keys.maybe("requester", create.requester.as_deref());
    keys.maybe("channel", create.channel.as_deref());
    keys.maybe("category", create.category.as_deref());
    keys.maybe("subcategory", create.subcategory.as_deref());
    keys.maybe("priority", create.priority.map(|p| p.as_str()));
    keys.maybe("lang", create.language.as_deref());
    keys.texts("tags", &create.tags);
    if let Some(description) = &create.description {
        keys.put("description", description.body.as_str());
        keys.maybe("role", (description.role != Author::Requester).then(|| role(description.role)));
        keys.details(description);
    }
}

fn occurrence(seen: &Occurrence) -> Json {
    let mut keys = Keys::default();
    keys.put("fingerprint", seen.fingerprint.as_str());
    keys.put("at", stamp(seen.at));
    keys.put("count", seen.count);
    let rest = [&seen.run, &seen.platform, &seen.commit, &seen.branch, &seen.url];
    for (key, value) in ["run", "platform", "commit", "branch", "url"].into_iter().zip(rest) {
        keys.maybe(key, value.as_deref());
    }
    Json::Object(keys.0)
}

fn role(author: Author) -> &'static str {
    match author {
        Author::Requester => "customer",
        other => other.as_str(),
    }
}

/// A value as JSON. A number that JSON lacks (not a number, infinity) becomes its word.
fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => (*b).into(),
        Value::Int(n) => (*n).into(),
        Value::Float(n) => serde_json::Number::from_f64(*n).map_or_else(|| n.to_string().into(), Json::Number),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(items) => map(items),
    }
}

fn map(items: &[(String, Value)]) -> Json {
    Json::Object(items.iter().map(|(k, v)| (k.clone(), json(v))).collect())
}

/// The object of a line, in the order of writing.
#[derive(Default)]
struct Keys(Map<String, Json>);

impl Keys {
    fn text(self) -> String {
        Json::Object(self.0).to_string()
    }

    fn put(&mut self, key: &str, value: impl Into<Json>) {
        self.0.insert(key.to_owned(), value.into());
    }

    fn maybe(&mut self, key: &str, value: Option<impl Into<Json>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// The outer `None` leaves the key out, the inner one writes null.
    fn nullable(&mut self, key: &str, value: Option<&Option<String>>) {
        if let Some(value) = value {
            self.put(key, value.clone());
        }
    }

    fn texts(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            self.put(key, items.to_vec());
        }
    }

    fn occurrences(&mut self, key: &str, all: &[Occurrence]) {
        let all: Vec<Json> = all.iter().map(occurrence).collect();
        if !all.is_empty() {
            self.put(key, all);
        }
    }

    fn status(&mut self, key: &str, status: &StatusWord) {
        self.put(key, status.word.as_str());
        self.maybe("name", status.name.as_deref());
    }

    fn details(&mut self, message: &Comment) {
        self.maybe("message", message.id.map(|id| id.to_string()));
        self.nullable("from", message.from.as_ref());
        self.maybe("written", message.written.map(stamp));
        self.maybe("via", message.channel.as_deref());
        if !message.unknown.is_empty() {
            self.put("extra", map(&message.unknown));
        }
    }
}
