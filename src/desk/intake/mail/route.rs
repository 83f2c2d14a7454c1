//! Which ticket a mail is about, whether the desk has it already, and whether its sender sends too much.
//!
//! By our own ids in In-Reply-To and References, or that of a mail that began a ticket; then by an address such as
//! `desk+TICKET@…`; then by `[#TICKET]` or `[#142]` in the subject. The last two are easily guessed or copied, so they
//! count only of somebody who asked or follows the ticket; and an address of a machine, to which servers report.

use super::Post;
use crate::desk::error::Result;
use crate::desk::talk::living;
use crate::domain::people::same_person;
use crate::domain::ticket::act::follow_up_id;
use crate::domain::ticket::mailed::Tag;
use crate::domain::ticket::{Ticket, TicketId};

/// Tickets that one mail may name; whoever names more means none of those behind.
const MOST: usize = 20;
/// How far a chain of follow-ups is gone along.
const CHAIN: usize = 50;
/// The span of the cap of one sender, in seconds.
const SPAN_S: i64 = 3_600;

pub(super) struct Route {
    /// The ticket that it is about, as it is named; it may be merged or closed.
    pub target: Option<Ticket>,
    /// The ticket that has it already.
    pub known: Option<TicketId>,
}

impl Post<'_> {
    pub fn route(&self) -> Result<Route> {
        let answered = self.there(self.mailed.answers().chain(self.mailed.threads()))?;
        let addressed = self.there(self.mailed.addressed())?;
        let tagged = self.there(self.mailed.tagged().filter_map(|tag| match tag {
            Tag::Id(id) => Some(id),
            Tag::Number(number) => self.asked.known.mail().numbered(number),
        }))?;
        let all = || answered.iter().chain(&addressed).chain(&tagged);
        if let Some(there) = self.seen(&all().collect::<Vec<_>>())? {
            return Ok(Route { target: None, known: Some(there) });
        }
        let mut target = answered.first();
        if target.is_none() && self.machine().is_some() {
            target = addressed.first();
        }
        if target.is_none() {
            for ticket in addressed.iter().chain(&tagged) {
                if self.takes_part(ticket)? {
                    target = Some(ticket);
                    break;
                }
            }
        }
        Ok(Route { target: target.cloned(), known: None })
    }

    /// Those of these tickets that are there.
    fn there(&self, ids: impl Iterator<Item = TicketId>) -> Result<Vec<Ticket>> {
        let mut found: Vec<Ticket> = Vec::new();
        for id in ids {
            if found.len() < MOST && !found.iter().any(|ticket| ticket.id == id) {
                found.extend(self.loaded(std::iter::once(id))?);
            }
        }
        Ok(found)
    }

    fn loaded(&self, ids: impl Iterator<Item = TicketId>) -> Result<Vec<Ticket>> {
        let mut found = Vec::new();
        for id in ids {
            if self.asked.scene.has(id)? {
                found.push(self.asked.scene.load(id)?);
            }
        }
        Ok(found)
    }

    /// The ticket on which this very mail is: one of those that it names, what became of them, what it began, or
    /// another one of its sender,
    /// or one that was split off.
    fn seen(&self, named: &[&Ticket]) -> Result<Option<TicketId>> {
        if let Some((ticket, Some(message))) = self.mailed.own()
            && self.asked.scene.has(ticket)?
            && self.asked.scene.load(ticket)?.messages.iter().any(|one| one.id == message)
        {
            return Ok(Some(ticket));
        }
        let made = self.there([self.mailed.ticket_id(), self.mailed.other_ticket_id()].into_iter())?;
        let of_sender = self.loaded(self.of_sender())?;
        for ticket in named.iter().copied().chain(&made).chain(&of_sender) {
            if self.has_it(ticket) {
                return Ok(Some(ticket.id));
            }
            let mut next = living(ticket.clone(), self.asked.scene)?;
            for _ in 0..CHAIN {
                if self.has_it(&next) {
                    return Ok(Some(next.id));
                }
                let follow_up = follow_up_id(next.id);
                if !self.asked.scene.has(follow_up)? {
                    break;
                }
                next = self.asked.scene.load(follow_up)?;
            }
        }
        self.split_off(named)
    }

    /// The ticket into which somebody moved it out of one of these.
    fn split_off(&self, named: &[&Ticket]) -> Result<Option<TicketId>> {
        let ids: Vec<TicketId> = named.iter().map(|ticket| ticket.id).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        let scene = self.asked.scene;
        let linked = self.asked.desk.mentioning(scene.snapshot, scene.config, &ids)?;
        Ok(linked.into_iter().find(|ticket| self.has_it(ticket)).map(|ticket| ticket.id))
    }

    fn has_it(&self, ticket: &Ticket) -> bool {
        let id = self.mailed.message_id();
        let is_sender = |who: &Option<String>| match (who, &self.mailed.from) {
            (Some(who), Some(from)) => same_person(who, from),
            (who, from) => who.is_none() && from.is_none(),
        };
        ticket.messages.iter().any(|one| one.id == id && is_sender(&one.from))
    }

    fn of_sender(&self) -> impl Iterator<Item = TicketId> + '_ {
        let from = self.mailed.from.as_deref().unwrap_or_default();
        self.asked.known.mail().of_sender(from)
    }

    /// An id for the ticket that it begins.
    pub fn free_id(&self) -> Result<TicketId> {
        let id = self.mailed.ticket_id();
        Ok(if self.asked.scene.has(id)? { self.mailed.other_ticket_id() } else { id })
    }

    /// The ticket that goes on where closed ones ended, as far as there is one.
    pub fn open_end(&self, mut ticket: Ticket) -> Result<Ticket> {
        for _ in 0..CHAIN {
            let next = follow_up_id(ticket.id);
            if !self.is_closed(&ticket) || !self.asked.scene.has(next)? {
                break;
            }
            ticket = self.asked.scene.load(next)?;
        }
        Ok(ticket)
    }

    /// Whether the sender has sent as many as may act within the hour before this one.
    pub fn is_too_much(&self, target: Option<&Ticket>) -> Result<bool> {
        let most = usize::try_from(self.mailed.most_per_hour).unwrap_or(usize::MAX);
        let Some(from) = self.mailed.from.as_deref().filter(|_| most > 0) else { return Ok(false) };
        let ids = self.of_sender().chain(target.map(|ticket| ticket.id));
        let now = self.time(None).timestamp();
        let is_near = |at: i64| (now.saturating_sub(SPAN_S)..=now).contains(&at);
        let mut n = 0;
        let mut seen: Vec<TicketId> = Vec::new();
        for id in ids {
            if seen.contains(&id) || !self.asked.scene.has(id)? {
                continue;
            }
            seen.push(id);
            let ticket = self.asked.scene.load(id)?;
            let theirs = ticket
                .messages
                .iter()
                .filter(|one| one.from.as_deref().is_some_and(|who| same_person(who, from)));
            n += theirs.filter(|one| is_near(one.at.timestamp())).count();
            if n >= most {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The sender's latest ticket that can take a message.
    pub fn latest(&self) -> Result<Option<Ticket>> {
        let mut open = self.loaded(self.of_sender())?;
        open.retain(|ticket| !self.is_closed(ticket) && ticket.merged_into.is_none());
        Ok(open.into_iter().max_by_key(|ticket| (ticket.created, ticket.id)))
    }
}
