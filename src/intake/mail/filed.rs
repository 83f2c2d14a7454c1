//! What of a mail is the same whichever way it is filed: by what it is known again, when it was sent, what it is called.

use super::model::Mail;
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;

/// How far a Date may be from when a server took the mail, in seconds: a clock further off is wrong.
const WRONG_CLOCK_S: u64 = 7 * 86_400;
/// The longest title, in characters.
const TITLE: usize = 200;
/// The longest title that is made of a text, in characters.
const TITLE_OF_TEXT: usize = 80;
const NO_SUBJECT: &str = "(no subject)";

/// A message has to have words. A desk is shared, so what is stored has one language.
pub const NO_TEXT: &str = "(no text)";
/// The most of a quoted part that goes into the body of a commit, in bytes; a longer one becomes a file.
pub const MOST_QUOTED: usize = 16 << 10;
/// The name under which the source of a mail is kept, and a long quoted part.
pub const SOURCE: &str = "mail.eml";
pub const QUOTED: &str = "quoted.txt";

impl Mail {
    /// The Message-ID, or what stands for it where there is none: the same for the same mail.
    pub fn key(&self) -> String {
        self.message_id.clone().unwrap_or_else(|| self.nameless())
    }

    fn nameless(&self) -> String {
        let from = self.from.as_ref().map(|from| from.address.to_lowercase()).unwrap_or_default();
        let date = self.date.map(|date| date.timestamp().to_string()).unwrap_or_default();
        let content = [from, date, self.subject.clone(), self.text.clone(), self.quoted.clone()].join("\0");
        let files: String = self
            .attachments
            .iter()
            .map(|file| format!("\0{}\0{}", file.name, file.bytes.len()))
            .collect();
        format!("nameless.{}", TicketId::derived("mail without an id", &(content + &files)))
    }

    /// When it was sent: by its own Date, unless a server's clock says that this is far off.
    pub fn sent(&self) -> Option<Time> {
        match (self.date, self.received) {
            (Some(date), Some(received)) => {
                let apart = date.timestamp().abs_diff(received.timestamp());
                Some(if apart <= WRONG_CLOCK_S { date } else { received })
            }
            (date, received) => date.or(received),
        }
    }

    /// Something of it is not in what was read, so that its source is worth keeping.
    pub fn lost_something(&self) -> bool {
        self.faults.iter().any(|fault| fault.loses())
    }
}

/// The words of a mail and what it quotes beside them: where it has none of its own, what it quotes.
pub fn words<'m>(text: &'m str, quoted: &'m str) -> (&'m str, Option<&'m str>) {
    let says = |text: &&str| !text.trim().is_empty();
    let (text, quoted) = (Some(text).filter(says), Some(quoted).filter(says));
    match text {
        Some(text) => (text, quoted),
        None => (quoted.unwrap_or(NO_TEXT), None),
    }
}

/// The subject, else the first words.
pub fn title(subject: &str, text: &str) -> String {
    let short = |text: &str, most: usize| match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    let is_title = |text: &&str| text.chars().any(|c| !c.is_whitespace() && !c.is_control());
    match Some(subject.trim()).filter(is_title) {
        Some(subject) => short(subject, TITLE),
        None => {
            let first = text.lines().map(str::trim).find(is_title);
            first.map_or_else(|| NO_SUBJECT.to_owned(), |first| short(first, TITLE_OF_TEXT))
        }
    }
}
