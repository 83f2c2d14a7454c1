//! One line of a stream: JSON to a [`StreamEvent`].
//!
//! The keys of each type are those of the format; an export of git-desk adds `id` (a ticket's id that
//! does not derive from its name), `name` (a status), `into_id`, `scope`, and for a message `message`
//! (its id), `from`, `written`, `via` (its channel) and `extra`; in a `create` these and `role`
//! speak of the description. Two types are its own: `seen` (`seen` and `unseen`, lists of occurrences as JSON has them),
//! and `attach` (a file: `message`, `name`, `visibility`, `data` in Base64, `from`, `written`).

use crate::domain::outcome::import::Cause;
use crate::domain::ticket::attachment::{Enclosed, safe_name};
use crate::domain::ticket::change::read_stamp;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::replay::{Action, Comment, Create, Scope, StatusWord, StreamEvent};
use crate::domain::ticket::{Attachment, Occurrence, Priority, TicketId, Value, Visibility};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value as Json};

/// Reads one line.
pub fn parse(line: &[u8]) -> Result<StreamEvent, Cause> {
    let json: Json = serde_json::from_slice(line).map_err(|e| Cause::NotJson { column: e.column() })?;
    let Json::Object(map) = json else { return Err(Cause::NotAnObject) };
    let mut keys = Keys(map);
    let action = action(&mut keys)?;
    let seq = keys.0.get("seq").ok_or(Cause::Missing { key: "seq" })?;
    Ok(StreamEvent {
        seq: seq.as_u64().ok_or(Cause::BadValue { key: "seq" })?,
        at: read_stamp(&keys.need("at")?).ok_or(Cause::BadValue { key: "at" })?,
        id: keys.read("id", TicketId::parse)?,
        ticket: filled("ticket", keys.need("ticket")?)?,
        actor: keys.need("actor")?,
        action,
    })
}

fn action(keys: &mut Keys) -> Result<Action, Cause> {
    let kind = keys.need("type")?;
    Ok(match kind.as_str() {
        "create" => Action::Create(Box::new(create(keys)?)),
        "status" => Action::Status(StatusWord { word: keys.need("to")?, name: keys.text("name")? }),
        "assign" => assign(keys)?,
        "comment" => Action::Comment(comment(keys)?),
        "priority" => Action::Priority { to: keys.read_needed("to", Priority::parse)? },
        "tag" => Action::Tag { add: keys.texts("add")?, remove: keys.texts("remove")? },
        "field" => field(keys)?,
        "merge" => {
            Action::Merge { into: filled("into", keys.need("into")?)?, id: keys.read("into_id", TicketId::parse)? }
        }
        "csat" => Action::Csat { score: filled("score", keys.need("score")?)?, comment: keys.text("body")? },
        "seen" => Action::Seen { seen: keys.occurrences("seen")?, unseen: keys.occurrences("unseen")? },
        "attach" => file(keys)?,
        // Enough to recognise it; a line may be long, and causes are kept.
        _ => return Err(Cause::UnknownType { name: kind.chars().take(80).collect() }),
    })
}

fn create(keys: &mut Keys) -> Result<Create, Cause> {
    let word = keys.text("status")?.unwrap_or_else(|| "new".to_owned());
    Ok(Create {
        title: keys.need("title")?,
        status: StatusWord { word, name: keys.text("name")? },
        requester: keys.text("requester")?,
        channel: keys.text("channel")?,
        category: keys.text("category")?,
        subcategory: keys.text("subcategory")?,
        priority: keys.read("priority", Priority::parse)?,
        language: keys.text("lang")?,
        tags: keys.texts("tags")?,
        more: Vec::new(),
        description: match keys.text("description")?.filter(|d| !d.is_empty()) {
            Some(body) => {
                let role = keys.read("role", role)?.unwrap_or(Author::Requester);
                Some(details(keys, Comment::new(Visibility::Public, role, body))?)
            }
            None => None,
        },
    })
}

fn assign(keys: &mut Keys) -> Result<Action, Cause> {
    let (assignee, group) = (keys.maybe("assignee")?, keys.maybe("group")?);
    if assignee.is_none() && group.is_none() {
        return Err(Cause::Missing { key: "assignee" });
    }
    Ok(Action::Assign { assignee, group })
}

fn comment(keys: &mut Keys) -> Result<Comment, Cause> {
    let visibility = keys.read_needed("visibility", Visibility::parse)?;
    let role = keys.read_needed("role", role)?;
    let body = keys.need("body")?;
    details(keys, Comment::new(visibility, role, body))
}

fn role(word: &str) -> Option<Author> {
    if word == "customer" { Some(Author::Requester) } else { Author::parse(word) }
}

fn details(keys: &mut Keys, mut comment: Comment) -> Result<Comment, Cause> {
    comment.id = keys.read("message", TicketId::parse)?;
    comment.from = keys.maybe("from")?;
    comment.written = keys.read("written", read_stamp)?;
    comment.channel = keys.text("via")?;
    comment.unknown = match keys.0.remove("extra") {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::Object(map)) => map.into_iter().map(|(k, v)| (k, value(v))).collect(),
        Some(_) => return Err(Cause::BadValue { key: "extra" }),
    };
    Ok(comment)
}

fn field(keys: &mut Keys) -> Result<Action, Cause> {
    Ok(Action::Field {
        scope: keys.read("scope", Scope::parse)?.unwrap_or_default(),
        name: filled("name", keys.need("name")?)?,
        to: value(keys.0.remove("to").ok_or(Cause::Missing { key: "to" })?),
    })
}

/// A file; its author is the actor, its time that of the event, unless it says another.
fn file(keys: &mut Keys) -> Result<Action, Cause> {
    let bytes = keys.read_needed("data", |data| BASE64_STANDARD.decode(data).ok())?;
    let name = safe_name(&keys.need("name")?);
    let actor = keys.0.get("actor").and_then(Json::as_str).map(str::to_owned);
    let at = keys.0.get("at").and_then(Json::as_str).and_then(read_stamp);
    let attachment = Attachment {
        id: keys.read_needed("message", TicketId::parse)?,
        name: name.clone(),
        size: bytes.len() as u64,
        at: keys.read("written", read_stamp)?.or(at).ok_or(Cause::BadValue { key: "at" })?,
        from: keys.maybe("from")?.unwrap_or(actor),
        visibility: keys.read_needed("visibility", Visibility::parse)?,
    };
    Ok(Action::File { attachment, bytes: Some(Enclosed { name, bytes: bytes.into() }) })
}

fn filled(key: &'static str, text: String) -> Result<String, Cause> {
    if text.is_empty() { Err(Cause::BadValue { key }) } else { Ok(text) }
}

/// JSON as the value of a field. Its depth is bounded by the reader of JSON.
fn value(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(b),
        Json::Number(n) => match (n.as_i64(), n.as_f64()) {
            (Some(n), _) => Value::Int(n),
            (None, Some(n)) => Value::Float(n),
            (None, None) => Value::Text(n.to_string()),
        },
        Json::String(text) => Value::Text(text),
        Json::Array(items) => Value::List(items.into_iter().map(value).collect()),
        Json::Object(map) => Value::Map(map.into_iter().map(|(k, v)| (k, value(v))).collect()),
    }
}

/// The keys of a line; each is taken out once.
struct Keys(Map<String, Json>);

impl Keys {
    /// The outer `None`: the key is absent; the inner one: it is null.
    fn maybe(&mut self, key: &'static str) -> Result<Option<Option<String>>, Cause> {
        match self.0.get_mut(key).map(Json::take) {
            None => Ok(None),
            Some(Json::Null) => Ok(Some(None)),
            Some(Json::String(text)) => Ok(Some(Some(text))),
            Some(_) => Err(Cause::BadValue { key }),
        }
    }

    fn text(&mut self, key: &'static str) -> Result<Option<String>, Cause> {
        Ok(self.maybe(key)?.flatten())
    }

    fn need(&mut self, key: &'static str) -> Result<String, Cause> {
        match self.maybe(key)? {
            Some(Some(text)) => Ok(text),
            Some(None) => Err(Cause::BadValue { key }),
            None => Err(Cause::Missing { key }),
        }
    }

    fn read<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Cause> {
        self.text(key)?.map(|text| read(&text).ok_or(Cause::BadValue { key })).transpose()
    }

    fn read_needed<T>(&mut self, key: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, Cause> {
        let text = self.need(key)?;
        read(&text).ok_or(Cause::BadValue { key })
    }

    fn occurrences(&mut self, key: &'static str) -> Result<Vec<Occurrence>, Cause> {
        let bad = || Cause::BadValue { key };
        let one = |item: Json| {
            let Json::Object(map) = item else { return Err(bad()) };
            let mut keys = Keys(map);
            let count = keys.0.get("count").map_or(Some(1), Json::as_u64).ok_or_else(bad)?;
            Ok(Occurrence {
                fingerprint: filled(key, keys.need("fingerprint")?)?,
                at: keys.read_needed("at", read_stamp)?,
                count: u32::try_from(count).map_err(|_| bad())?,
                run: keys.text("run")?,
                platform: keys.text("platform")?,
                commit: keys.text("commit")?,
                branch: keys.text("branch")?,
                url: keys.text("url")?,
            })
        };
        match self.0.get_mut(key).map(Json::take) {
            None | Some(Json::Null) => Ok(Vec::new()),
            Some(Json::Array(items)) => items.into_iter().map(one).collect(),
            Some(_) => Err(bad()),
        }
    }

    fn texts(&mut self, key: &'static str) -> Result<Vec<String>, Cause> {
        let items = match self.0.get_mut(key).map(Json::take) {
            None | Some(Json::Null) => return Ok(Vec::new()),
            Some(Json::Array(items)) => items,
            Some(_) => return Err(Cause::BadValue { key }),
        };
        let text = |item| if let Json::String(text) = item { Ok(text) } else { Err(Cause::BadValue { key }) };
        items.into_iter().map(text).collect()
    }
}
