//! What the desk knows of those whose mail comes in: their tickets of late, and tickets by number.

use super::CHANNEL;
use crate::desk::Desk;
use crate::desk::config::Config;
use crate::desk::error::{Error, Result};
use crate::domain::ticket::mailed::{Mailed, Tag};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::Snapshot;
use chrono::Days;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Debug, Default)]
pub(in crate::desk) struct KnownMail {
    /// By the address of the requester, in lower case.
    senders: HashMap<String, BTreeSet<TicketId>>,
    numbers: HashMap<u64, TicketId>,
}

impl KnownMail {
    pub fn of_sender(&self, who: &str) -> impl Iterator<Item = TicketId> + '_ {
        self.senders.get(&who.to_lowercase()).into_iter().flatten().copied()
    }

    pub fn numbered(&self, number: u64) -> Option<TicketId> {
        self.numbers.get(&number).copied()
    }

    pub fn learn(&mut self, ticket: &Ticket) {
        if let Some(who) = ticket.requester.as_ref().filter(|_| ticket.channel.as_deref() == Some(CHANNEL)) {
            self.senders.entry(who.to_lowercase()).or_default().insert(ticket.id);
        }
    }

    pub fn forget(&mut self, id: TicketId) {
        self.senders.values_mut().for_each(|tickets| {
            tickets.remove(&id);
        });
    }
}

impl Desk {
    /// What these mails may be about: the tickets that their subjects number, and those that their senders made
    /// within a day or two before.
    pub(in crate::desk) fn known_mail<'m>(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        mails: impl Iterator<Item = &'m Mailed>,
    ) -> Result<KnownMail> {
        let mut known = KnownMail::default();
        let mut since: BTreeMap<String, Time> = BTreeMap::new();
        let mut numbers: BTreeSet<u64> = BTreeSet::new();
        for mailed in mails {
            if let Some(from) = &mailed.from {
                let sent = mailed.at.unwrap_or(self.env.now).min(self.env.now);
                let first = since.entry(from.to_lowercase()).or_insert(sent);
                *first = (*first).min(sent);
            }
            numbers.extend(mailed.tagged().filter_map(|tag| if let Tag::Number(n) = tag { Some(n) } else { None }));
        }
        for (who, first) in since {
            self.sent_by(&who, first, snapshot, config)?.iter().for_each(|ticket| known.learn(ticket));
        }
        for number in numbers {
            match self.find(snapshot, config, &format!("#{number}")) {
                Ok(id) => {
                    known.numbers.insert(number, id);
                }
                Err(Error::Store(error)) => return Err(error.into()),
                Err(_) => {}
            }
        }
        Ok(known)
    }

    fn sent_by(&self, who: &str, first: Time, snapshot: &Snapshot, config: &Config) -> Result<Vec<Ticket>> {
        // A day's leave for the zone of the desk, which decides what a date is.
        let day = first.checked_sub_days(Days::new(2)).unwrap_or(first).format("%Y-%m-%d");
        let query = format!("requester:\"{who}\" channel:{CHANNEL} created>={day}");
        let compiled = self.compile(config, &[query], "")?;
        Ok(self.query(snapshot, config, &compiled, None)?.tickets)
    }
}
