//! The bytes of a mail to an item that can be filed or handed in.

use crate::desk::intake::Item;
use crate::domain::ticket::mailed::{Mailed, MailedFile, plain_address};
use crate::domain::ticket::submission::Submission;
use crate::intake::mail::{self, Mail, Refusal, SOURCE};

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
    let (loses, at, key) = (mail.lost_something(), mail.sent(), mail.key());
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
