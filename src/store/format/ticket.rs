//! The file of one ticket.
//!
//! The order of keys is part of the format: that of the fields of [`Ticket`], keys that this version
//! does not know just before `created`. Optional texts that are empty are absent.

use super::reader::{each, each_item, fault, number, once, optional, optional_time, owned, require, text, texts, time};
use super::reader::{unexpected, unknown_key, value, word};
use crate::domain::ticket::attachment::is_safe_name;
use crate::domain::ticket::model::Author;
use crate::domain::ticket::{
    Attachment, Claim, Csat, Kind, Link, Message, Occurrence, Priority, Ticket, TicketId, Value, Visibility,
};
use crate::domain::time::{Time, at, stamp};
use crate::kit::yaml::{Entry, Expected, Fault, FaultKind, Limits, Node, Tree, emit, parse, text_of};
use std::collections::HashSet;

/// Reads the file of a ticket.
pub fn read_ticket(source: &str, limits: &Limits) -> Result<Ticket, Fault> {
    parse(source, limits)
        .and_then(|node| ticket(&node))
        .map_err(|fault| fault.in_text(source))
}

/// The same, from bytes that may be no text at all.
pub fn read_ticket_bytes(bytes: &[u8], limits: &Limits) -> Result<Ticket, Fault> {
    read_ticket(text_of(bytes, limits)?, limits)
}

/// The file of a ticket, the same bytes for the same ticket.
pub fn write_ticket(ticket: &Ticket) -> String {
    emit(&tree(ticket))
}

fn ticket(node: &Node<'_>) -> Result<Ticket, Fault> {
    let nobody = TicketId::from_bits([0; 8]);
    let mut ticket = Ticket::new(nobody, String::new(), String::new(), at(0));
    each(node, |entry| entry_of_ticket(&mut ticket, entry))?;
    require(node, &["id", "title", "status", "created"])?;
    ticket.fields.sort_by(|a, b| a.0.cmp(&b.0));
    ticket.messages.sort_by_key(|m| (m.at, m.id));
    Ok(ticket)
}

fn entry_of_ticket(ticket: &mut Ticket, entry: &Entry<'_>) -> Result<(), Fault> {
    let node = &entry.value;
    match &*entry.key {
        "id" => ticket.id = id(node)?,
        "number" => ticket.number = optional(node)?.map(|_| number(node, 1, u64::MAX)).transpose()?,
        "title" => ticket.title = text(node)?.to_owned(),
        "status" => ticket.status = text(node)?.to_owned(),
        "until" => ticket.until = optional_time(node)?,
        "resolution" => ticket.resolution = owned(node)?,
        "type" => ticket.kind = optional(node)?.map(|_| word(node, Kind::ALL, Kind::as_str)).transpose()?,
        "priority" => {
            ticket.priority = optional(node)?.map(|_| word(node, Priority::ALL, Priority::as_str)).transpose()?
        }
        "requester" => ticket.requester = owned(node)?,
        "organization" => ticket.organization = owned(node)?,
        "assignee" => ticket.assignee = owned(node)?,
        "group" => ticket.group = owned(node)?,
        "brand" => ticket.brand = owned(node)?,
        "channel" => ticket.channel = owned(node)?,
        "language" => ticket.language = owned(node)?,
        "category" => ticket.category = owned(node)?,
        "form" => ticket.form = owned(node)?,
        "tags" => ticket.tags = texts(node)?,
        "fields" => ticket.fields = fields(node)?,
        "followers" => ticket.followers = texts(node)?,
        "links" => ticket.links = links(node)?,
        "refs" => ticket.refs = texts(node)?,
        "fingerprints" => ticket.fingerprints = texts(node)?,
        "due" => ticket.due = optional_time(node)?,
        "csat" => ticket.csat = csat(node)?,
        "claim" => ticket.claim = claim(node)?,
        "occurrences" => ticket.occurrences = occurrences(node)?,
        "attachments" => ticket.attachments = once(each_item(node, attachment)?),
        "merged_into" => ticket.merged_into = optional(node)?.map(|_| id(node)).transpose()?,
        "created" => ticket.created = time(node)?,
        "closed" => ticket.closed = optional_time(node)?,
        "messages" => ticket.messages = messages(node)?,
        key => ticket.unknown.push((key.to_owned(), value(node))),
    }
    Ok(())
}

pub(super) fn id(node: &Node<'_>) -> Result<TicketId, Fault> {
    let wrong = || unexpected(node, Expected::Form("id"));
    text(node).ok().and_then(TicketId::parse).ok_or_else(wrong)
}

pub(super) fn fields(node: &Node<'_>) -> Result<Vec<(String, Value)>, Fault> {
    let mut out = Vec::new();
    each(node, |entry| {
        out.push((entry.key.to_string(), value(&entry.value)));
        Ok(())
    })?;
    Ok(out)
}

fn links(node: &Node<'_>) -> Result<Vec<Link>, Fault> {
    let pairs = each_item(node, link)?;
    Ok(once(pairs).into_iter().map(|(kind, ticket)| Link { kind, ticket }).collect())
}

fn link(node: &Node<'_>) -> Result<(String, TicketId), Fault> {
    let (mut kind, mut ticket) = (String::new(), TicketId::from_bits([0; 8]));
    each(node, |entry| {
        match &*entry.key {
            "kind" => kind = text(&entry.value)?.to_owned(),
            "ticket" => ticket = id(&entry.value)?,
            _ => return Err(unknown_key(entry, &["kind", "ticket"])),
        }
        Ok(())
    })?;
    require(node, &["kind", "ticket"])?;
    Ok((kind, ticket))
}

fn csat(node: &Node<'_>) -> Result<Option<Csat>, Fault> {
    let (mut score, mut comment) = (String::new(), None);
    each(node, |entry| {
        match &*entry.key {
            "score" => score = text(&entry.value)?.to_owned(),
            "comment" => comment = owned(&entry.value)?,
            _ => return Err(unknown_key(entry, &["score", "comment"])),
        }
        Ok(())
    })?;
    if !matches!(node.value, Tree::Map(_)) {
        return Ok(None);
    }
    require(node, &["score"])?;
    Ok(Some(Csat { score, comment }))
}

fn claim(node: &Node<'_>) -> Result<Option<Claim>, Fault> {
    let (mut by, mut until) = (String::new(), at(0));
    each(node, |entry| {
        match &*entry.key {
            "by" => by = text(&entry.value)?.to_owned(),
            "until" => until = time(&entry.value)?,
            _ => return Err(unknown_key(entry, &["by", "until"])),
        }
        Ok(())
    })?;
    if !matches!(node.value, Tree::Map(_)) {
        return Ok(None);
    }
    require(node, &["by", "until"])?;
    Ok(Some(Claim { by, until }))
}

const OF_OCCURRENCE: [&str; 8] = ["fingerprint", "at", "run", "count", "platform", "commit", "branch", "url"];

pub(super) fn occurrences(node: &Node<'_>) -> Result<Vec<Occurrence>, Fault> {
    let mut all = once(each_item(node, occurrence)?);
    all.sort_by_key(|o| o.at);
    Ok(all)
}

fn occurrence(node: &Node<'_>) -> Result<Occurrence, Fault> {
    let (fingerprint, run) = (String::new(), None);
    let (commit, branch, url, platform) = (None, None, None, None);
    let mut seen = Occurrence { fingerprint, at: at(0), run, count: 1, commit, branch, url, platform };
    each(node, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "fingerprint" => seen.fingerprint = text(node)?.to_owned(),
            "at" => seen.at = time(node)?,
            "run" => seen.run = owned(node)?,
            "count" => seen.count = u32::try_from(number(node, 0, u32::MAX.into())?).unwrap_or(u32::MAX),
            "platform" => seen.platform = owned(node)?,
            "commit" => seen.commit = owned(node)?,
            "branch" => seen.branch = owned(node)?,
            "url" => seen.url = owned(node)?,
            _ => return Err(unknown_key(entry, &OF_OCCURRENCE)),
        }
        Ok(())
    })?;
    require(node, &["fingerprint", "at"])?;
    Ok(seen)
}

fn attachment(node: &Node<'_>) -> Result<Attachment, Fault> {
    let (id, visibility) = (TicketId::from_bits([0; 8]), Visibility::Internal);
    let mut file = Attachment { id, name: String::new(), size: 0, at: at(0), from: None, visibility };
    each(node, |entry| {
        let node = &entry.value;
        match &*entry.key {
            "id" => file.id = self::id(node)?,
            "name" => file.name = safe_name(node)?,
            "size" => file.size = number(node, 0, u64::MAX)?,
            "at" => file.at = time(node)?,
            "from" => file.from = owned(node)?,
            "visibility" => file.visibility = word(node, Visibility::ALL, Visibility::as_str)?,
            _ => return Err(unknown_key(entry, &["id", "name", "size", "at", "from", "visibility"])),
        }
        Ok(())
    })?;
    require(node, &["id", "name", "size", "at", "visibility"])?;
    Ok(file)
}

fn safe_name(node: &Node<'_>) -> Result<String, Fault> {
    let wrong = || unexpected(node, Expected::Form("file-name"));
    text(node).ok().filter(|name| is_safe_name(name)).map(str::to_owned).ok_or_else(wrong)
}

fn messages(node: &Node<'_>) -> Result<Vec<Message>, Fault> {
    let messages = each_item(node, message)?;
    let mut seen = HashSet::with_capacity(messages.len());
    match messages.iter().position(|m| !seen.insert(m.id)) {
        None => Ok(messages),
        Some(i) => {
            let kind = FaultKind::DuplicateName { what: "message", name: messages[i].id.to_string() };
            let item = match &node.value {
                Tree::List(items) => &items[i],
                _ => node,
            };
            Err(fault(item, kind).under(&format!("[{i}]")))
        }
    }
}

fn message(node: &Node<'_>) -> Result<Message, Fault> {
    let mut message = Message {
        id: TicketId::from_bits([0; 8]),
        at: at(0),
        from: None,
        role: Author::Requester,
        channel: None,
        visibility: Visibility::Internal,
        text: String::new(),
        unknown: Vec::new(),
    };
    each(node, |entry| entry_of_message(&mut message, entry))?;
    require(node, &["id", "at", "role", "visibility", "text"])?;
    Ok(message)
}

fn entry_of_message(message: &mut Message, entry: &Entry<'_>) -> Result<(), Fault> {
    let node = &entry.value;
    match &*entry.key {
        "id" => message.id = id(node)?,
        "at" => message.at = time(node)?,
        "from" => message.from = owned(node)?,
        "role" => message.role = word(node, Author::ALL, Author::as_str)?,
        "channel" => message.channel = owned(node)?,
        "visibility" => message.visibility = word(node, Visibility::ALL, Visibility::as_str)?,
        "text" => message.text = text(node)?.to_owned(),
        key => message.unknown.push((key.to_owned(), value(node))),
    }
    Ok(())
}

/// A map under construction, in the order of writing.
#[derive(Default)]
pub(super) struct Keys<'a>(Vec<Entry<'a>>);

impl<'a> Keys<'a> {
    pub(super) fn put(&mut self, key: &'a str, node: Node<'a>) {
        self.0.push(Entry::new(key, node));
    }

    pub(super) fn text(&mut self, key: &'a str, text: Option<&'a str>) {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            self.put(key, Node::text(text));
        }
    }

    fn time(&mut self, key: &'a str, time: Option<Time>) {
        if let Some(time) = time {
            self.put(key, Node::bare(stamp(time)));
        }
    }

    pub(super) fn list(&mut self, key: &'a str, items: Vec<Node<'a>>) {
        if !items.is_empty() {
            self.put(key, Node::new(Tree::List(items)));
        }
    }

    pub(super) fn texts(&mut self, key: &'a str, texts: &'a [String]) {
        self.list(key, texts.iter().filter(|t| !t.is_empty()).map(Node::text).collect());
    }

    fn values(&mut self, values: &'a [(String, Value)]) {
        let Tree::Map(mut entries) = map_of(values) else { return };
        self.0.append(&mut entries);
    }

    pub(super) fn node(self) -> Node<'a> {
        Node::new(Tree::Map(self.0))
    }
}

fn tree(t: &Ticket) -> Node<'_> {
    let mut keys = Keys(Vec::with_capacity(24));
    keys.put("id", Node::text(t.id.as_str()));
    if let Some(number) = t.number {
        keys.put("number", Node::bare(number.to_string()));
    }
    keys.put("title", Node::text(&t.title));
    keys.put("status", Node::text(&t.status));
    keys.time("until", t.until);
    keys.text("resolution", t.resolution.as_deref());
    keys.text("type", t.kind.map(Kind::as_str));
    keys.text("priority", t.priority.map(Priority::as_str));
    keys.text("requester", t.requester.as_deref());
    keys.text("organization", t.organization.as_deref());
    keys.text("assignee", t.assignee.as_deref());
    keys.text("group", t.group.as_deref());
    keys.text("brand", t.brand.as_deref());
    keys.text("channel", t.channel.as_deref());
    keys.text("language", t.language.as_deref());
    keys.text("category", t.category.as_deref());
    keys.text("form", t.form.as_deref());
    put_collections(&mut keys, t);
    keys.values(&t.unknown);
    keys.time("created", Some(t.created));
    keys.time("closed", t.closed);
    keys.list("messages", t.messages.iter().map(tree_of_message).collect());
    keys.node()
}

fn put_collections<'a>(keys: &mut Keys<'a>, t: &'a Ticket) {
    keys.texts("tags", &t.tags);
    if !t.fields.is_empty() {
        keys.put("fields", Node::new(map_of(&t.fields)));
    }
    keys.texts("followers", &t.followers);
    keys.list("links", t.links.iter().map(tree_of_link).collect());
    keys.texts("refs", &t.refs);
    keys.texts("fingerprints", &t.fingerprints);
    keys.time("due", t.due);
    if let Some(csat) = &t.csat {
        let mut inner = Keys(Vec::new());
        inner.put("score", Node::text(&csat.score));
        inner.text("comment", csat.comment.as_deref());
        keys.put("csat", inner.node());
    }
    if let Some(claim) = &t.claim {
        let mut inner = Keys(Vec::new());
        inner.put("by", Node::text(&claim.by));
        inner.time("until", Some(claim.until));
        keys.put("claim", inner.node());
    }
    keys.list("occurrences", t.occurrences.iter().map(tree_of_occurrence).collect());
    keys.list("attachments", t.attachments.iter().map(tree_of_attachment).collect());
    keys.text("merged_into", t.merged_into.as_ref().map(TicketId::as_str));
}

fn tree_of_link(link: &Link) -> Node<'_> {
    let mut keys = Keys(Vec::with_capacity(2));
    keys.put("kind", Node::text(&link.kind));
    keys.put("ticket", Node::text(link.ticket.as_str()));
    keys.node()
}

pub(super) fn tree_of_occurrence(seen: &Occurrence) -> Node<'_> {
    let mut keys = Keys(Vec::with_capacity(8));
    keys.put("fingerprint", Node::text(&seen.fingerprint));
    keys.time("at", Some(seen.at));
    keys.text("run", seen.run.as_deref());
    if seen.count != 1 {
        keys.put("count", Node::bare(seen.count.to_string()));
    }
    keys.text("platform", seen.platform.as_deref());
    keys.text("commit", seen.commit.as_deref());
    keys.text("branch", seen.branch.as_deref());
    keys.text("url", seen.url.as_deref());
    keys.node()
}

fn tree_of_attachment(file: &Attachment) -> Node<'_> {
    let mut keys = Keys(Vec::with_capacity(6));
    keys.put("id", Node::text(file.id.as_str()));
    keys.put("name", Node::text(&file.name));
    keys.put("size", Node::bare(file.size.to_string()));
    keys.time("at", Some(file.at));
    keys.text("from", file.from.as_deref());
    keys.text("visibility", Some(file.visibility.as_str()));
    keys.node()
}

fn tree_of_message(m: &Message) -> Node<'_> {
    let mut keys = Keys(Vec::with_capacity(8));
    keys.put("id", Node::text(m.id.as_str()));
    keys.time("at", Some(m.at));
    keys.text("from", m.from.as_deref());
    keys.text("role", Some(m.role.as_str()));
    keys.text("channel", m.channel.as_deref());
    keys.text("visibility", Some(m.visibility.as_str()));
    keys.values(&m.unknown);
    keys.put("text", Node::block(&m.text));
    keys.node()
}

/// A map of values; of two with one name the first stays, so that the file can be read again.
pub(super) fn map_of(values: &[(String, Value)]) -> Tree<'_> {
    let mut seen = HashSet::with_capacity(values.len());
    let firsts = values.iter().filter(|(name, _)| seen.insert(name.as_str()));
    Tree::Map(firsts.map(|(name, v)| Entry::new(name, tree_of_value(v))).collect())
}

fn tree_of_value(value: &Value) -> Node<'_> {
    match value {
        Value::Null => Node::bare("null"),
        Value::Bool(b) => Node::bare(if *b { "true" } else { "false" }),
        Value::Int(n) => Node::bare(n.to_string()),
        Value::Float(n) => Node::bare(float(*n)),
        Value::Text(t) => Node::text(t),
        Value::List(items) => Node::new(Tree::List(items.iter().map(tree_of_value).collect())),
        Value::Map(entries) => Node::new(map_of(entries)),
    }
}

/// The shortest text that gives the number back, with the dot and the signed exponent that readers
/// of YAML 1.1 need in order to see a number. One that is not finite has YAML's word for it.
fn float(n: f64) -> String {
    if !n.is_finite() {
        return if n.is_nan() {
            ".nan"
        } else if n > 0.0 {
            ".inf"
        } else {
            "-.inf"
        }
        .to_owned();
    }
    let text = format!("{n:?}");
    match text.split_once('e') {
        None => text,
        Some((mantissa, exponent)) => {
            let dot = if mantissa.contains('.') { "" } else { ".0" };
            let sign = if exponent.starts_with('-') { "" } else { "+" };
            format!("{mantissa}{dot}e{sign}{exponent}")
        }
    }
}
