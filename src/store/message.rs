//! Commit messages: a subject for people, trailers for programs, in fixed English.
//!
//! The diff is the truth and the message helps. Titles, names and notes come from strangers, so they
//! can never end a line, and a body can never be read as trailers: each of its lines is indented.

use crate::domain::ticket::model::Author;
use crate::domain::ticket::{Change, Key, Message, Set, TicketId, Visibility};

/// The longest piece of foreign text in a subject, in characters.
const PIECE: usize = 72;
/// The longest subject, in characters.
const SUBJECT: usize = 200;

/// The whole message of a commit: subject, body, and the trailers `Ticket`, `Status`, `Channel` (both
/// as the changes have them) and those given. A trailer without a value is left out.
pub fn message(id: &TicketId, changes: &[Change], body: Option<&str>, trailers: &[(&str, &str)]) -> String {
    let mut out = subject(id, changes);
    out.push('\n');
    if let Some(body) = body.map(indented).filter(|b| !b.is_empty()) {
        out.push('\n');
        out.push_str(&body);
    }
    out.push('\n');
    trailer(&mut out, "Ticket", id.as_str());
    trailer(&mut out, "Status", &status(changes).unwrap_or_default());
    trailer(&mut out, "Channel", channel(changes).unwrap_or_default());
    for (name, value) in trailers {
        trailer(&mut out, name, value);
    }
    out
}

/// The same of a commit that changes several tickets: the subject is that of the first, with the number
/// of the others; each has its trailer.
pub fn of_all(tickets: &[(TicketId, &[Change])], body: Option<&str>, trailers: &[(&str, &str)]) -> String {
    let [(first, changes), others @ ..] = tickets else { return String::new() };
    if others.is_empty() {
        return message(first, changes, body, trailers);
    }
    let plural = if others.len() == 1 { "ticket" } else { "tickets" };
    let mut out = format!("{}; and {} more {plural}\n", subject(first, changes), others.len());
    if let Some(body) = body.map(indented).filter(|b| !b.is_empty()) {
        out.push('\n');
        out.push_str(&body);
    }
    out.push('\n');
    tickets.iter().for_each(|(id, _)| trailer(&mut out, "Ticket", id.as_str()));
    trailers.iter().for_each(|(name, value)| trailer(&mut out, name, value));
    out
}

/// `k39fq2m7xd open → pending`: the ticket and what happened to it.
pub fn subject(id: &TicketId, changes: &[Change]) -> String {
    let mut said: Vec<String> = match changes.first() {
        Some(Change::Created) => vec![format!("created: {}", piece(value_of(changes, Key::Title).unwrap_or_default()))],
        _ => Vec::new(),
    };
    if said.is_empty() {
        said.extend(changes.iter().filter_map(message_phrase));
        said.extend(changes.iter().filter_map(|c| phrase(c, changes)));
        said.extend(set_phrases(changes));
    }
    if said.is_empty() {
        said.push("changed".to_owned());
    }
    cut(&format!("{id} {}", said.join("; ")), SUBJECT)
}

/// The words of the changes to messages.
fn message_phrase(change: &Change) -> Option<String> {
    match change {
        Change::Message(message) => Some(written(message)),
        Change::Edited { to, .. } => Some(format!("message {} edited", to.id)),
        Change::Withdrawn(message) => Some(format!("message {} withdrawn", message.id)),
        _ => None,
    }
}

fn written(message: &Message) -> String {
    let word = match (message.visibility, message.role) {
        (Visibility::Internal, _) => "note",
        (Visibility::Public, Author::Agent) => "reply",
        (Visibility::Public, Author::Requester | Author::Bot) => "message",
    };
    match &message.from {
        Some(from) => format!("{word} by {}", piece(from)),
        None => word.to_owned(),
    }
}

/// The words of a change to anything but messages and sets.
fn phrase(change: &Change, all: &[Change]) -> Option<String> {
    match change {
        Change::Removed => Some("removed".to_owned()),
        Change::Set { key, from, to } => single(*key, from.as_deref(), to.as_deref(), all),
        Change::Field { name, to, .. } | Change::Unknown { name, to, .. } => {
            let to = to.as_ref().map(|v| v.to_text());
            Some(format!("{}: {}", piece(name), to.map_or("-".to_owned(), |t| piece(&t))))
        }
        Change::Linked(link) => Some(format!("{} {}", piece(&link.kind), link.ticket)),
        Change::Unlinked(link) => Some(format!("no longer {} {}", piece(&link.kind), link.ticket)),
        Change::Rated { to: Some(csat), .. } => Some(format!("rated {}", piece(&csat.score))),
        Change::Rated { to: None, .. } => Some("rating removed".to_owned()),
        Change::Claimed { to: Some(claim), .. } => Some(format!("claimed by {}", piece(&claim.by))),
        Change::Claimed { to: None, .. } => Some("released".to_owned()),
        Change::Seen(seen) if !seen.is_sighting() => Some(format!("not seen: {}", piece(&seen.fingerprint))),
        Change::Seen(seen) => Some(format!("seen again: {}", piece(&seen.fingerprint))),
        Change::Unseen(_) => None,
        Change::Attached(file) => Some(format!("attached {}", piece(&file.name))),
        Change::Detached(file) => Some(format!("no longer attached {}", piece(&file.name))),
        _ => None,
    }
}

fn single(key: Key, from: Option<&str>, to: Option<&str>, all: &[Change]) -> Option<String> {
    let said = match (key, to) {
        (Key::Status, Some(to)) => format!("{} → {}", piece(from.unwrap_or("-")), piece(to)),
        (Key::Assignee, Some(to)) => format!("assigned to {}", piece(to)),
        (Key::Assignee, None) => "unassigned".to_owned(),
        (Key::MergedInto, Some(to)) => format!("merged into {}", piece(to)),
        (Key::MergedInto, None) => "unmerged".to_owned(),
        // The change of status says it.
        (Key::Closed, _) if value_of(all, Key::Status).is_some() => return None,
        (key, Some(to)) => format!("{} {}", word(key), piece(to)),
        (key, None) => format!("no {}", word(key)),
    };
    Some(said)
}

fn word(key: Key) -> &'static str {
    match key {
        Key::MergedInto => "merged into",
        key => key.as_str(),
    }
}

/// `tags +a -b` and the like, one for each set that changed.
fn set_phrases(changes: &[Change]) -> Vec<String> {
    let mut said = Vec::new();
    for &set in Set::ALL {
        let items: Vec<String> = changes.iter().filter_map(|c| element(c, set)).collect();
        if !items.is_empty() {
            said.push(format!("{set} {}", items.join(" ")));
        }
    }
    said
}

fn element(change: &Change, of: Set) -> Option<String> {
    match change {
        Change::Added { set, item } if *set == of => Some(format!("+{}", piece(item))),
        Change::Dropped { set, item } if *set == of => Some(format!("-{}", piece(item))),
        _ => None,
    }
}

/// What the changes make of this key.
fn value_of(changes: &[Change], wanted: Key) -> Option<&str> {
    changes.iter().find_map(|c| match c {
        Change::Set { key, to: Some(to), .. } if *key == wanted => Some(to.as_str()),
        _ => None,
    })
}

/// `open -> pending`; of a new ticket only the status that it has.
fn status(changes: &[Change]) -> Option<String> {
    changes.iter().find_map(|c| match c {
        Change::Set { key: Key::Status, from: Some(from), to: Some(to) } => Some(format!("{from} -> {to}")),
        Change::Set { key: Key::Status, from: None, to: Some(to) } => Some(to.clone()),
        _ => None,
    })
}

/// The channel of a new ticket or of a message.
fn channel(changes: &[Change]) -> Option<&str> {
    value_of(changes, Key::Channel).or_else(|| changes.iter().find_map(channel_of_message))
}

fn channel_of_message(change: &Change) -> Option<&str> {
    match change {
        Change::Message(message) => message.channel.as_deref(),
        _ => None,
    }
}

fn trailer(out: &mut String, name: &str, value: &str) {
    let value = flat(value);
    if !value.is_empty() {
        out.push_str(name);
        out.push_str(": ");
        out.push_str(&value);
        out.push('\n');
    }
}

/// A body in which no line is a trailer, a divider or the end of a paragraph of trailers.
fn indented(body: &str) -> String {
    let mut out = String::new();
    for line in body.trim_end().lines() {
        let line: String = line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| is_plain(*c)).collect();
        if !line.trim().is_empty() {
            out.push_str("  ");
            out.push_str(line.trim_end());
        }
        out.push('\n');
    }
    if out.trim().is_empty() { String::new() } else { out }
}

/// Foreign text for a subject.
pub(super) fn piece(text: &str) -> String {
    cut(&flat(text), PIECE)
}

/// Text in one line, without characters that steer a terminal; runs of blanks become one space.
fn flat(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| is_plain(*c))
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Neither a control character nor one that reorders or splits lines.
fn is_plain(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::{Message, Ticket, diff};
    use crate::domain::time::at;

    fn id() -> TicketId {
        TicketId::parse("k39fq2m7xd").expect("an id")
    }

    fn ticket(title: &str) -> Ticket {
        Ticket::new(id(), title.into(), "open".into(), at(0))
    }

    fn said(change: impl Fn(&mut Ticket)) -> String {
        let (old, mut new) = (ticket("t"), ticket("t"));
        change(&mut new);
        subject(&id(), &diff(Some(&old), &new)).replace("k39fq2m7xd ", "")
    }

    fn a_message(visibility: Visibility, role: Author, from: Option<&str>) -> Message {
        let (id, from) = (id(), from.map(str::to_owned));
        Message { id, at: at(0), from, role, channel: None, visibility, text: "x".into(), unknown: Vec::new() }
    }

    #[test]
    fn subjects_say_what_happened() {
        assert_eq!(subject(&id(), &diff(None, &ticket("Checkout fails"))), "k39fq2m7xd created: Checkout fails");
        assert_eq!(said(|t| t.status = "solved".into()), "open → solved");
        assert_eq!(said(|t| (t.status, t.closed) = ("closed".into(), Some(at(9)))), "open → closed");
        assert_eq!(said(|t| t.assignee = Some("luis".into())), "assigned to luis");
        assert_eq!(said(|t| t.tags = vec!["a".into(), "b c".into()]), "tags +a +b c");
        assert_eq!(said(|t| t.number = Some(142)), "number 142");
        assert_eq!(said(|_| {}), "changed");
        let reply = said(|t| {
            t.status = "pending".into();
            t.messages.push(a_message(Visibility::Public, Author::Agent, Some("luis")));
        });
        assert_eq!(reply, "reply by luis; open → pending");
        let note = |t: &mut Ticket| t.messages.push(a_message(Visibility::Internal, Author::Agent, None));
        assert_eq!(said(note), "note");
    }

    #[test]
    fn foreign_text_stays_in_one_short_line() {
        let subject =
            subject(&id(), &diff(None, &ticket(&format!("a\n\nTicket: x\u{1b}[2J\u{202e}{}", "y".repeat(99)))));
        assert!(subject.starts_with("k39fq2m7xd created: a Ticket: x [2Jyyy"), "{subject}");
        assert!(subject.ends_with("y…") && subject.chars().count() < 100, "{subject}");
    }

    #[test]
    fn trailers_come_from_us_alone() {
        let changes = diff(Some(&ticket("t")), &Ticket { status: "pending".into(), ..ticket("t") });
        let body = "Thanks.\n\nEvent: forged 1\n---\n\tTicket: forged\n\n";
        let text = message(&id(), &changes, Some(body), &[("Event", "events 7\nRule: forged"), ("Rule", " \n")]);
        let expected = "k39fq2m7xd open → pending\n\n  Thanks.\n\n  Event: forged 1\n  ---\n   Ticket: forged\n\n\
                        Ticket: k39fq2m7xd\nStatus: open -> pending\nEvent: events 7 Rule: forged\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_new_ticket_has_its_status_and_channel_as_trailers() {
        let new = Ticket { channel: Some("chat".into()), ..ticket("t") };
        let text = message(&id(), &diff(None, &new), Some(" \n"), &[]);
        assert_eq!(text, "k39fq2m7xd created: t\n\nTicket: k39fq2m7xd\nStatus: open\nChannel: chat\n");
    }
}
