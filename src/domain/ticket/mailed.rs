//! A mail as a desk takes it in: what was read of it, before anybody knows which ticket it is about.
//!
//! The ids by which a desk's own mail is known again are settled here, and documented in `docs/mail.md`. None of them
//! is a secret, and nothing of a mail proves who sent it.

use super::{MessageId, TicketId};
use crate::domain::time::Time;

/// What the local part of our Message-IDs begins with: `git-desk.TICKET.MESSAGE@DOMAIN`, or `git-desk.TICKET@DOMAIN`
/// for the ticket itself, which stands first in References.
pub const OURS: &str = "git-desk.";

/// What was read of a mail.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mailed {
    /// The Message-ID without brackets; of a mail that has none, what stands for it. The same for the same mail.
    pub key: String,
    /// The address in From; absent where there is none.
    pub from: Option<String>,
    /// What stands beside that address.
    pub name: Option<String>,
    /// When it was sent, as far as that can be believed; absent: when it comes in.
    pub at: Option<Time>,
    /// In one line; may be empty.
    pub subject: String,
    /// What the sender wrote; may be empty.
    pub text: String,
    /// What they quoted; may be empty.
    pub quoted: String,
    /// Addresses in Cc that are not the desk's own.
    pub cc: Vec<String>,
    /// The Message-IDs that it answers, the nearest first.
    pub references: Vec<String>,
    /// The addresses to which it was sent, in lower case.
    pub recipients: Vec<String>,
    /// Why it is known to be a machine's: `bounce`, `auto-reply`, `bulk`, `loop`.
    pub machine: Option<String>,
    /// A primary tag of BCP 47.
    pub language: Option<String>,
    /// How many mails of one sender within an hour may act; 0: all of them.
    pub most_per_hour: u32,
    pub files: Vec<MailedFile>,
}

/// A file that came with a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailedFile {
    /// As declared; it is stored under a safe name.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Mailed {
    /// The ticket that comes of it, where it is about none that is there. Another sender's mail of the same
    /// Message-ID is another mail: `from` tells them apart where the plain id is taken.
    pub fn ticket_id(&self) -> TicketId {
        TicketId::derived("mail", &self.key)
    }

    pub fn other_ticket_id(&self) -> TicketId {
        let from = self.from.as_deref().unwrap_or_default().to_lowercase();
        TicketId::derived("mail", &format!("{}\0{from}", self.key))
    }

    /// The message that comes of it.
    pub fn message_id(&self) -> MessageId {
        message_id(&self.key)
    }

    /// By our own ids in References and In-Reply-To: tickets, the nearest first.
    pub fn answers(&self) -> impl Iterator<Item = TicketId> + '_ {
        self.references.iter().filter_map(|id| our_ticket(id))
    }

    /// Tickets that mails began which this one answers; not all of them need be there.
    pub fn threads(&self) -> impl Iterator<Item = TicketId> + '_ {
        self.references.iter().map(|id| TicketId::derived("mail", id))
    }

    /// By an address such as `desk+k39fq2m7xd@acme.example`.
    pub fn addressed(&self) -> impl Iterator<Item = TicketId> + '_ {
        self.recipients.iter().filter_map(|address| plus_ticket(address))
    }

    /// What stands in brackets in the subject: `[#k39fq2m7xd]`, `[#142]`.
    pub fn tagged(&self) -> impl Iterator<Item = Tag> + '_ {
        let pieces = self.subject.split("[#").skip(1);
        pieces.filter_map(|piece| piece.split_once(']')).filter_map(|(word, _)| tag(word.trim()))
    }

    /// The ticket and the message of ours that this mail itself is, by its own Message-ID.
    pub fn own(&self) -> Option<(TicketId, Option<MessageId>)> {
        let (ticket, message) = our_ids(&self.key)?;
        Some((ticket, message))
    }
}

/// The message that comes of the mail with this Message-ID.
pub fn message_id(key: &str) -> MessageId {
    TicketId::derived("mail message", key)
}

/// A ticket as a subject names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Id(TicketId),
    Number(u64),
}

fn tag(word: &str) -> Option<Tag> {
    let is_number = word.len() < super::id::LEN && word.bytes().all(|b| b.is_ascii_digit());
    match is_number {
        true => word.parse().ok().map(Tag::Number),
        false => TicketId::parse(&word.to_lowercase()).map(Tag::Id),
    }
}

/// Ticket and message of one of our Message-IDs, whatever its domain. Servers may have changed the case.
fn our_ids(id: &str) -> Option<(TicketId, Option<MessageId>)> {
    let local = id.split('@').next().unwrap_or_default().to_lowercase();
    let mut parts = local.strip_prefix(OURS)?.split('.');
    let ticket = TicketId::parse(parts.next()?)?;
    Some((ticket, parts.next().and_then(TicketId::parse)))
}

fn our_ticket(id: &str) -> Option<TicketId> {
    our_ids(id).map(|(ticket, _)| ticket)
}

fn plus_ticket(address: &str) -> Option<TicketId> {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
    TicketId::parse(&local.rsplit_once('+')?.1.to_lowercase())
}

/// An address without what stands behind a `+` in it: the one that the desk has for all its tickets.
pub fn plain_address(address: &str) -> String {
    let lower = address.to_lowercase();
    match lower.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", local.split('+').next().unwrap_or(local)),
        None => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_ids_lead_to_their_ticket_whoever_changed_their_case() {
        let id = TicketId::parse("k39fq2m7xd").expect("an id");
        let message = TicketId::parse("3f9a0c7kqe").expect("an id");
        let mailed = Mailed {
            key: "Git-Desk.K39FQ2M7XD.3F9A0C7KQE@acme.example".into(),
            references: vec!["other@x".into(), "git-desk.k39fq2m7xd@acme.example".into(), "git-desk.nonsense@x".into()],
            recipients: vec!["desk+k39fq2m7xd@acme.example".into(), "desk@acme.example".into(), "a+b@x".into()],
            subject: "Re: [#k39fq2m7xd] and [#142] and [#nothing] and [# 7 ]".into(),
            ..Mailed::default()
        };
        assert_eq!(mailed.own(), Some((id, Some(message))));
        assert_eq!(mailed.answers().collect::<Vec<_>>(), [id]);
        assert_eq!(mailed.addressed().collect::<Vec<_>>(), [id]);
        assert_eq!(mailed.tagged().collect::<Vec<_>>(), [Tag::Id(id), Tag::Number(142), Tag::Number(7)]);
        assert_eq!(plain_address("Desk+k39fq2m7xd@Acme.Example"), "desk@acme.example");
    }
}
