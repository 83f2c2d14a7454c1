//! The bytes of a mail to an item that can be filed or handed in.

use crate::desk::intake::Item;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::mailed::{Mailed, MailedFile, plain_address};
use crate::domain::ticket::submission::Submission;
use crate::domain::time::Time;
use crate::intake::mail::{self, Mail, Refusal};

/// How far a Date may be from when a server took the mail, in seconds: a clock further off is wrong.
const WRONG_CLOCK_S: i64 = 7 * 86_400;
/// The name under which the source of a mail is kept.
const SOURCE: &str = "mail.eml";

/// How mail is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailRules {
    /// Addresses of the desk itself, without anything behind a `+`: nobody's of those who get a copy.
    pub addresses: Vec<String>,
    /// Keeps the source of every mail beside its message; that of a mail of which something was left out is kept anyway.
    pub keep_source: bool,
    /// How many mails of one sender within an hour may act; 0: all of them.
    pub most_per_hour: u32,
}

/// Reads a mail.
///
/// # Errors
/// [`Refusal`]: too large, empty, or no mail.
pub fn mail_item(bytes: &[u8], rules: &MailRules) -> Result<Item, Refusal> {
    let mail = mail::read(bytes)?;
    let source = [&mail.subject, &mail.text].into_iter().find_map(|text| text.lines().next());
    let source = source.unwrap_or(SOURCE).chars().take(200).collect();
    let mut mailed = mailed(mail, rules);
    if mailed.1 || rules.keep_source {
        mailed.0.files.push(MailedFile { name: SOURCE.to_owned(), bytes: bytes.to_vec() });
    }
    Ok(Item { source, submission: Submission::Mail(Box::new(mailed.0)) })
}

/// What the desk needs of a mail, and whether something of it is not in that.
fn mailed(mail: Mail, rules: &MailRules) -> (Mailed, bool) {
    let own: Vec<String> = rules.addresses.iter().chain(&mail.delivered).map(|one| plain_address(one)).collect();
    let is_own = |address: &str| own.contains(&plain_address(address));
    let is_of_us = rules.addresses.iter().any(|one| {
        let from = mail.from.as_ref().map(|from| plain_address(&from.address));
        Some(plain_address(one)) == from
    });
    let machine = if mail.ours.is_some() || is_of_us { Some("loop") } else { mail.machine.as_ref().map(|m| m.code()) };
    let loses = mail.faults.iter().any(|fault| fault.loses());
    let at = sent(&mail);
    let key = mail.message_id.clone().unwrap_or_else(|| nameless(&mail));
    let (from, name) = mail.from.map_or((None, None), |from| (Some(from.address), from.name));
    let mut recipients: Vec<String> = mail.to.iter().chain(&mail.cc).map(|one| one.address.to_lowercase()).collect();
    recipients.splice(0..0, mail.delivered);
    recipients.truncate(mail::MOST_ADDRESSES);
    let mailed = Mailed {
        key,
        from,
        name,
        at,
        subject: mail.subject,
        text: mail.text,
        quoted: mail.quoted,
        cc: mail.cc.into_iter().map(|one| one.address).filter(|one| !is_own(one)).collect(),
        references: mail.references,
        recipients,
        machine: machine.map(str::to_owned),
        language: mail.language,
        most_per_hour: rules.most_per_hour,
        files: mail
            .attachments
            .into_iter()
            .map(|file| MailedFile { name: file.name, bytes: file.bytes })
            .collect(),
    };
    (mailed, loses)
}

/// When it was sent: by its own Date, unless a server's clock says that this is far off.
fn sent(mail: &Mail) -> Option<Time> {
    match (mail.date, mail.received) {
        (Some(date), Some(received)) => {
            let apart = date.timestamp().abs_diff(received.timestamp());
            Some(if apart <= WRONG_CLOCK_S.unsigned_abs() { date } else { received })
        }
        (date, received) => date.or(received),
    }
}

/// What stands for the Message-ID of a mail that has none: the same for the same mail.
fn nameless(mail: &Mail) -> String {
    let from = mail.from.as_ref().map(|from| from.address.to_lowercase()).unwrap_or_default();
    let date = mail.date.map(|date| date.timestamp().to_string()).unwrap_or_default();
    let content = [from, date, mail.subject.clone(), mail.text.clone(), mail.quoted.clone()].join("\0");
    let files: String = mail
        .attachments
        .iter()
        .map(|file| format!("\0{}\0{}", file.name, file.bytes.len()))
        .collect();
    format!("nameless.{}", TicketId::derived("mail without an id", &(content + &files)))
}
