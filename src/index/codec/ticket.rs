//! A ticket and its parts as bytes; the texts of messages are the caller's to drop.

use super::bytes::{Eye, Pen, odd};
use crate::domain::ticket::model::{Author, Claim, Csat};
use crate::domain::ticket::{
    Attachment, Kind, Link, Message, Occurrence, Priority, Ticket, TicketId, Value, Visibility,
};
use crate::index::Result;

/// Lists in lists are no deeper than what the reader of tickets lets in.
const DEPTH: u8 = 100;

pub fn put_ticket(pen: &mut Pen, ticket: &Ticket) {
    pen.text(&ticket.title);
    pen.text(&ticket.status);
    pen.time(ticket.created);
    pen.byte(ticket.priority.map_or(0, |priority| priority as u8 + 1));
    pen.byte(ticket.kind.map_or(0, |kind| kind as u8 + 1));
    let words = words(ticket);
    let there = words.iter().zip(0..).filter(|(word, _)| word.is_some());
    pen.number(there.fold(0, |bits, (_, n)| bits | 1 << n));
    words.into_iter().flatten().for_each(|word| pen.text(word));
    for time in [ticket.until, ticket.due, ticket.closed] {
        pen.maybe(time, Pen::time);
    }
    pen.maybe(ticket.number, Pen::number);
    pen.maybe(ticket.merged_into, Pen::id);
    pen.maybe(ticket.csat.as_ref(), put_csat);
    pen.maybe(ticket.claim.as_ref(), put_claim);
    for list in [&ticket.tags, &ticket.followers, &ticket.refs, &ticket.fingerprints] {
        pen.each(list, |pen, word| pen.text(word));
    }
    pen.each(&ticket.links, put_link);
    pen.each(&ticket.occurrences, put_occurrence);
    pen.each(&ticket.attachments, put_attachment);
    put_values(pen, &ticket.fields);
    put_values(pen, &ticket.unknown);
    pen.each(&ticket.messages, put_message);
}

fn words(ticket: &Ticket) -> [Option<&str>; 10] {
    [
        &ticket.resolution,
        &ticket.requester,
        &ticket.organization,
        &ticket.assignee,
        &ticket.group,
        &ticket.brand,
        &ticket.channel,
        &ticket.language,
        &ticket.category,
        &ticket.form,
    ]
    .map(Option::as_deref)
}

pub fn ticket(eye: &mut Eye, id: TicketId) -> Result<Ticket> {
    let (title, status, created) = (eye.string()?, eye.string()?, eye.time()?);
    let mut ticket = Ticket::new(id, title, status, created);
    ticket.priority = option(eye, Priority::ALL)?;
    ticket.kind = option(eye, Kind::ALL)?;
    let there = eye.number()?;
    let words = [
        &mut ticket.resolution,
        &mut ticket.requester,
        &mut ticket.organization,
        &mut ticket.assignee,
        &mut ticket.group,
        &mut ticket.brand,
        &mut ticket.channel,
        &mut ticket.language,
        &mut ticket.category,
        &mut ticket.form,
    ];
    for (word, n) in words.into_iter().zip(0..) {
        if there & (1 << n) != 0 {
            *word = Some(eye.string()?);
        }
    }
    for time in [&mut ticket.until, &mut ticket.due, &mut ticket.closed] {
        *time = eye.maybe(Eye::time)?;
    }
    ticket.number = eye.maybe(Eye::number)?;
    ticket.merged_into = eye.maybe(Eye::id)?;
    ticket.csat = eye.maybe(csat)?;
    ticket.claim = eye.maybe(claim)?;
    for list in [&mut ticket.tags, &mut ticket.followers, &mut ticket.refs, &mut ticket.fingerprints] {
        *list = eye.each(Eye::string)?;
    }
    ticket.links = eye.each(link)?;
    ticket.occurrences = eye.each(occurrence)?;
    ticket.attachments = eye.each(attachment)?;
    ticket.fields = values(eye)?;
    ticket.unknown = values(eye)?;
    ticket.messages = eye.each(message)?;
    Ok(ticket)
}

/// One of a closed set, or none, as one byte.
fn option<T: Copy>(eye: &mut Eye, all: &[T]) -> Result<Option<T>> {
    match eye.byte()? {
        0 => Ok(None),
        n => all.get(usize::from(n) - 1).copied().map_or_else(odd, |one| Ok(Some(one))),
    }
}

pub fn put_csat(pen: &mut Pen, csat: &Csat) {
    pen.text(&csat.score);
    pen.maybe(csat.comment.as_deref(), Pen::text);
}

pub fn csat(eye: &mut Eye) -> Result<Csat> {
    Ok(Csat { score: eye.string()?, comment: eye.maybe(Eye::string)? })
}

pub fn put_claim(pen: &mut Pen, claim: &Claim) {
    pen.text(&claim.by);
    pen.time(claim.until);
}

pub fn claim(eye: &mut Eye) -> Result<Claim> {
    Ok(Claim { by: eye.string()?, until: eye.time()? })
}

pub fn put_link(pen: &mut Pen, link: &Link) {
    pen.text(&link.kind);
    pen.id(link.ticket);
}

pub fn link(eye: &mut Eye) -> Result<Link> {
    Ok(Link { kind: eye.string()?, ticket: eye.id()? })
}

pub fn put_occurrence(pen: &mut Pen, seen: &Occurrence) {
    pen.text(&seen.fingerprint);
    pen.time(seen.at);
    pen.number(seen.count.into());
    for word in [&seen.run, &seen.commit, &seen.branch, &seen.url, &seen.platform] {
        pen.maybe(word.as_deref(), Pen::text);
    }
}

pub fn occurrence(eye: &mut Eye) -> Result<Occurrence> {
    Ok(Occurrence {
        fingerprint: eye.string()?,
        at: eye.time()?,
        count: eye.small()?,
        run: eye.maybe(Eye::string)?,
        commit: eye.maybe(Eye::string)?,
        branch: eye.maybe(Eye::string)?,
        url: eye.maybe(Eye::string)?,
        platform: eye.maybe(Eye::string)?,
    })
}

pub fn put_attachment(pen: &mut Pen, file: &Attachment) {
    pen.id(file.id);
    pen.text(&file.name);
    pen.number(file.size);
    pen.time(file.at);
    pen.maybe(file.from.as_deref(), Pen::text);
    pen.byte(file.visibility as u8);
}

pub fn attachment(eye: &mut Eye) -> Result<Attachment> {
    Ok(Attachment {
        id: eye.id()?,
        name: eye.string()?,
        size: eye.number()?,
        at: eye.time()?,
        from: eye.maybe(Eye::string)?,
        visibility: eye.one_of(Visibility::ALL)?,
    })
}

pub fn put_message(pen: &mut Pen, message: &Message) {
    pen.id(message.id);
    pen.time(message.at);
    pen.maybe(message.from.as_deref(), Pen::text);
    pen.byte(message.role as u8);
    pen.maybe(message.channel.as_deref(), Pen::text);
    pen.byte(message.visibility as u8);
    pen.raw(message.text.as_bytes());
    put_values(pen, &message.unknown);
}

pub fn message(eye: &mut Eye) -> Result<Message> {
    Ok(Message {
        id: eye.id()?,
        at: eye.time()?,
        from: eye.maybe(Eye::string)?,
        role: eye.one_of(Author::ALL)?,
        channel: eye.maybe(Eye::string)?,
        visibility: eye.one_of(Visibility::ALL)?,
        text: std::str::from_utf8(eye.raw()?).or_else(|_| odd())?.to_owned(),
        unknown: values(eye)?,
    })
}

fn put_values(pen: &mut Pen, values: &[(String, Value)]) {
    pen.each(values, |pen, (name, value)| {
        pen.text(name);
        put_value(pen, value);
    });
}

fn values(eye: &mut Eye) -> Result<Vec<(String, Value)>> {
    eye.each(|eye| Ok((eye.string()?, value(eye)?)))
}

pub fn put_value(pen: &mut Pen, value: &Value) {
    match value {
        Value::Null => pen.byte(0),
        Value::Bool(b) => pen.byte(1 + u8::from(*b)),
        Value::Int(n) => {
            pen.byte(3);
            pen.signed(*n);
        }
        Value::Float(n) => {
            pen.byte(4);
            pen.bytes.extend_from_slice(&n.to_bits().to_be_bytes());
        }
        Value::Text(text) => {
            pen.byte(5);
            pen.text(text);
        }
        Value::List(items) => {
            pen.byte(6);
            pen.each(items, put_value);
        }
        Value::Map(items) => {
            pen.byte(7);
            put_values(pen, items);
        }
    }
}

pub fn value(eye: &mut Eye) -> Result<Value> {
    value_within(eye, DEPTH)
}

fn value_within(eye: &mut Eye, depth: u8) -> Result<Value> {
    let Some(below) = depth.checked_sub(1) else { return odd() };
    Ok(match eye.byte()? {
        0 => Value::Null,
        n @ 1..=2 => Value::Bool(n == 2),
        3 => Value::Int(eye.signed()?),
        4 => {
            let mut bits = 0;
            for _ in 0..8 {
                bits = bits << 8 | u64::from(eye.byte()?);
            }
            Value::Float(f64::from_bits(bits))
        }
        5 => Value::Text(eye.string()?),
        6 => Value::List(eye.each(|eye| value_within(eye, below))?),
        7 => Value::Map(eye.each(|eye| Ok((eye.string()?, value_within(eye, below)?)))?),
        _ => return odd(),
    })
}
