//! The bytes of a mail to a [`Mail`].

use super::address::{addresses, ids};
use super::language;
use super::machine::{OURS, header, machine, returned};
use super::model::{Fault, Machine, Mail, Refusal};
use super::parts::{attachments, body};
use super::reply::split_of;
use super::tame::{shown, tame};
use super::text::{cut, one_line, short};
use super::{MOST_BYTES, MOST_REFERENCES};
use crate::domain::time::{Time, at};
use mail_parser::{DateTime, HeaderName, Message, MessageParser};

/// The longest subject that is kept, in bytes.
const LONGEST_SUBJECT: usize = 998;
/// The most of those addresses.
const MOST_DELIVERED: usize = 20;
/// Headers in which servers note for whom they took a mail.
const ENVELOPE: [&str; 4] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

/// Reads a mail.
///
/// # Errors
/// [`Refusal`]: too large, empty, or nothing of a mail.
pub fn read(bytes: &[u8]) -> Result<Mail, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge { limit: MOST_BYTES });
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Refusal::Empty);
    }
    let (tamed, faults) = tame(bytes);
    let message = MessageParser::default().parse(&tamed).filter(has_headers).ok_or(Refusal::NoHeaders)?;
    let mut mail = of_headers(&message);
    mail.faults = faults;
    texts(&mut mail, &message);
    let (files, more) = attachments(&message);
    mail.attachments = files;
    more.into_iter().for_each(|fault| mail.tell(fault));
    if mail.from.is_none() {
        mail.tell(Fault::NoSender);
    }
    if mail.message_id.is_none() {
        mail.tell(Fault::NoMessageId);
    }
    Ok(mail)
}

fn has_headers(message: &Message<'_>) -> bool {
    message.parts.first().is_some_and(|root| !root.headers.is_empty())
}

fn of_headers(message: &Message<'_>) -> Mail {
    let list = |name: HeaderName<'static>| addresses(message.header(name));
    let first = |name: HeaderName<'static>| list(name).into_iter().next();
    let machine = machine(message);
    Mail {
        message_id: ids(message.header(HeaderName::MessageId)).into_iter().next(),
        references: references(message, machine.as_ref()),
        from: first(HeaderName::From),
        sender: first(HeaderName::Sender),
        reply_to: first(HeaderName::ReplyTo),
        to: list(HeaderName::To),
        cc: list(HeaderName::Cc),
        delivered: delivered(message),
        date: message.date().and_then(time),
        received: message.received().and_then(|received| received.date()).as_ref().and_then(time),
        subject: short(&one_line(&shown(message.subject().unwrap_or_default())), LONGEST_SUBJECT).into_owned(),
        machine,
        ours: header(message, OURS).map(|value| short(&one_line(value), 100).into_owned()),
        ..Mail::default()
    }
}

/// What it answers, the nearest first; of a report, the mail that it is about.
fn references(message: &Message<'_>, machine: Option<&Machine>) -> Vec<String> {
    let mut all = ids(message.header(HeaderName::InReplyTo));
    all.extend(ids(message.header(HeaderName::References)).into_iter().rev());
    if matches!(machine, Some(Machine::Bounce { .. })) {
        all.extend(returned(message));
    }
    let mut seen: Vec<String> = Vec::new();
    for id in all.into_iter().map(|id| shown(&id)) {
        if seen.len() < MOST_REFERENCES && !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen
}

fn delivered(message: &Message<'_>) -> Vec<String> {
    let noted = message
        .headers_raw()
        .filter(|(name, _)| ENVELOPE.iter().any(|n| n.eq_ignore_ascii_case(name)));
    let all = noted.map(|(_, value)| value.trim().trim_matches(|c| "<>".contains(c)).to_lowercase());
    let mut seen: Vec<String> = Vec::new();
    for one in all.filter(|one| super::address::is_address(one)) {
        if seen.len() < MOST_DELIVERED && !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

fn time(date: &DateTime) -> Option<Time> {
    // Dates that no calendar has, and years before there was mail, are none.
    let seconds = if date.is_valid() { date.to_timestamp() } else { return None };
    (86_400..=253_402_300_799).contains(&seconds).then(|| at(seconds))
}

fn texts(mail: &mut Mail, message: &Message<'_>) {
    let (whole, is_broken) = body(message);
    let (whole, is_cut) = cut(whole);
    let parts = split_of(&mail.subject, &whole);
    mail.language = language::declared(message).or_else(|| language::guess(&parts.visible).map(str::to_owned));
    (mail.text, mail.quoted) = (parts.visible, parts.quoted);
    if is_cut {
        mail.tell(Fault::LongText);
    }
    if is_broken {
        mail.tell(Fault::BrokenPart);
    }
}

impl Mail {
    fn tell(&mut self, fault: Fault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}
