//! One mail, as far as a ticket needs it.

use crate::domain::outcome::import::Cause;
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::mailed::Mailed;
use crate::domain::ticket::model::Visibility;
use crate::domain::ticket::{TicketId, model::Author};
use crate::domain::time::Time;
use crate::intake::foreign::item::Said;
use crate::intake::mail::{self, Address, MOST_QUOTED, Mail, QUOTED, Refusal, SOURCE, words};

pub struct Letter {
    pub place: String,
    pub key: String,
    pub at: Time,
    /// The Message-IDs that it answers, the nearest first.
    pub answers: Vec<String>,
    pub from: Option<String>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    /// A machine wrote it: the code of by what that is known.
    pub machine: Option<&'static str>,
    pub subject: String,
    pub language: Option<String>,
    text: String,
    quoted: Option<String>,
    files: Vec<Enclosed>,
}

impl Letter {
    /// `came`: when the mailbox says that it came in, for a mail that does not say when it was sent.
    pub fn read(place: String, source: &[u8], came: Option<Time>) -> Result<Letter, Cause> {
        let mail = mail::read(source).map_err(|refusal| match refusal {
            Refusal::TooLarge { limit } => Cause::TooLong { limit },
            Refusal::Empty | Refusal::NoHeaders => Cause::NoMail,
        })?;
        let at = mail.sent().or(came).ok_or(Cause::Missing { key: "Date" })?;
        let mut files = files(&mail);
        if mail.lost_something() {
            files.push(Enclosed { name: SOURCE.to_owned(), bytes: source.into() });
        }
        let key = mail.key();
        let (text, mut quoted) = words(&mail.text, &mail.quoted);
        if let Some(long) = quoted.take_if(|quoted| quoted.len() > MOST_QUOTED) {
            files.push(Enclosed { name: QUOTED.to_owned(), bytes: long.as_bytes().into() });
        }
        let (text, quoted) = (text.to_owned(), quoted.map(str::to_owned));
        let addresses = |all: Vec<Address>| all.into_iter().map(|one| one.address).collect();
        Ok(Letter {
            place,
            key,
            at,
            answers: mail.references,
            from: mail.from.map(|from| from.address),
            to: addresses(mail.to),
            cc: addresses(mail.cc),
            machine: mail.machine.as_ref().map(|machine| machine.code()),
            subject: mail.subject,
            language: mail.language,
            text,
            quoted,
            files,
        })
    }

    pub fn title(&self) -> String {
        mail::title(&self.subject, &self.text)
    }

    /// The ticket of a git-desk that it answers, or that sent it, by the ids that such a desk gives its mail.
    pub fn ticket(&self) -> Option<TicketId> {
        let mailed = Mailed { key: self.key.clone(), references: self.answers.clone(), ..Mailed::default() };
        mailed.own().map(|(ticket, _)| ticket).or_else(|| mailed.answers().next())
    }

    /// The message that it is.
    pub fn said(&mut self, role: Author, visibility: Visibility) -> Said {
        let (text, quoted, files) =
            (std::mem::take(&mut self.text), self.quoted.take(), std::mem::take(&mut self.files));
        Said { id: self.key.clone(), visibility, role, text, quoted, files }
    }
}

fn files(mail: &Mail) -> Vec<Enclosed> {
    let one = |file: &mail::Attachment| Enclosed { name: file.name.clone(), bytes: file.bytes.as_slice().into() };
    mail.attachments.iter().map(one).collect()
}
