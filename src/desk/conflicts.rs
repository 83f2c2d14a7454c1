//! What was said and does not count, since somebody else said otherwise and neither had seen the other.

use super::Desk;
use super::config::Config;
use super::error::Result;
use crate::domain::ticket::{Change, Message, TicketId};
use crate::store::{Voice, slot_name};
use std::collections::BTreeSet;

/// What of the desk is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Ticket(TicketId),
    /// A file that is no ticket, by its path.
    File(String),
}

/// A value that does not count, or the one that does.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Of a ticket: what makes the value of nothing; empty: it was emptied.
    Changes(Vec<Change>),
    /// Of a file: the key with its comments, or all of the file.
    Text(Option<String>),
    /// The message was redacted: what it said is shown to nobody.
    Redacted,
}

/// Two values of one key.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub part: Part,
    /// As the file has it; empty: the whole file.
    pub key: String,
    pub said: Said,
    pub by: Voice,
    pub counts: Said,
    /// `None`: it was there before, or stands in a file.
    pub counts_by: Option<Voice>,
}

/// What does not count.
pub struct Conflicts {
    /// Newest first.
    pub list: Vec<Conflict>,
    /// Paths of versions of tickets that could not be read and are kept.
    pub kept: Vec<String>,
    pub config: Config,
}

impl Desk {
    /// What does not count of these tickets; without any, of all that there is.
    ///
    /// # Errors
    /// Unknown ids, and those of reading.
    pub fn conflicts(&self, ids: &[String]) -> Result<Conflicts> {
        let (snapshot, config) = self.open()?;
        let only = match ids {
            [] => None,
            ids => Some(self.find_all(&snapshot, &config, ids)?.into_iter().collect::<BTreeSet<_>>()),
        };
        let Some(tip) = snapshot.tip else { return Ok(Conflicts { list: Vec::new(), kept: Vec::new(), config }) };
        let unheard = self.store.unheard(tip, only.as_ref())?;
        let mut list = Vec::new();
        for (ticket, lost) in unheard.tickets {
            let is_redacted = lost.lost.instead.iter().any(|change| message(change).is_some_and(says_redacted));
            let [said, counts] = [lost.lost.held, lost.lost.instead].map(Said::Changes);
            list.push(Conflict {
                part: Part::Ticket(ticket),
                key: slot_name(&lost.lost.slot),
                said: if is_redacted { Said::Redacted } else { said },
                by: self.store.voice(lost.commit)?,
                counts: if is_redacted { Said::Redacted } else { counts },
                counts_by: lost.by.map(|by| self.store.voice(by)).transpose()?,
            });
        }
        for text in unheard.texts {
            list.push(Conflict {
                part: Part::File(text.path),
                key: text.key.join("."),
                said: Said::Text(text.text),
                by: self.store.voice(text.commit)?,
                counts: Said::Text(text.instead),
                counts_by: None,
            });
        }
        list.sort_by_key(|conflict| std::cmp::Reverse(conflict.by.at));
        Ok(Conflicts { list, kept: unheard.kept, config })
    }
}

fn message(change: &Change) -> Option<&Message> {
    match change {
        Change::Message(message) | Change::Edited { to: message, .. } => Some(message),
        _ => None,
    }
}

fn says_redacted(message: &Message) -> bool {
    message.unknown.iter().any(|(name, _)| name == "redacted")
}
