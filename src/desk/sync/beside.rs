//! What a requester wrote while somebody else closed the ticket, and neither had seen the other.
//!
//! A merge creates no ticket, and the message stays where it was written. Where two clones have just come together, an
//! ordinary commit of git-desk then makes the follow-up. Its id, its dates and its text derive from the source alone, so
//! whoever does it does the same, and one that is there already is left alone.

use super::MANY;
use crate::desk::config::Config;
use crate::desk::{Desk, Result};
use crate::domain::ticket::model::Author;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Change, Key, Ticket, TicketId, Visibility, act, diff};
use crate::domain::time::Time;
use crate::store::format::write_ticket;
use crate::store::{NewCommit, ObjectId, Prepared, Snapshot, message, ticket_path};
use std::collections::BTreeSet;

/// Follow-ups on top of a commit; no ref leads to them yet.
pub(super) struct Followed {
    pub commit: Prepared,
    pub tickets: Vec<TicketId>,
}

impl Desk {
    /// The follow-ups that what is below `tip` and not below `theirs` calls for. `None`: there are none to be made.
    pub(super) fn follow_closed(&self, tip: ObjectId, theirs: ObjectId) -> Result<Option<Followed>> {
        let met = self.met(tip, theirs)?;
        if met.is_empty() {
            return Ok(None);
        }
        let snapshot = self.store.snapshot_at(Some(tip))?;
        let Ok(config) = Config::load(&snapshot) else { return Ok(None) };
        let (mut commits, mut tickets) = (Vec::new(), Vec::new());
        for id in met {
            let Some(next) = self.next_of(id, tip, &snapshot, &config)? else { continue };
            let message = message::message(&next.id, &diff(None, &next), None, &[]);
            let file = (ticket_path(next.id), Some(write_ticket(&next).into_bytes()));
            commits.push(NewCommit { files: vec![file], message, ..NewCommit::default() });
            tickets.push(next.id);
        }
        if commits.is_empty() {
            return Ok(None);
        }
        let commit = self.store.prepare_own(tip, &commits, self.store.recorded(tip)?)?;
        Ok(Some(Followed { commit, tickets }))
    }

    /// The tickets that merges which are not published yet have otherwise than both of their parents.
    fn met(&self, tip: ObjectId, theirs: ObjectId) -> Result<BTreeSet<TicketId>> {
        let mut met = BTreeSet::new();
        for commit in self.store.commits_between(Some(theirs), tip, MANY)? {
            let [one, other] = self.store.parents(commit)?[..] else { continue };
            let changed = |from| -> Result<BTreeSet<TicketId>> {
                Ok(self.store.changed(from, commit)?.into_iter().map(|(id, _)| id).collect())
            };
            met.extend(changed(one)?.intersection(&changed(other)?));
        }
        Ok(met)
    }

    fn next_of(&self, id: TicketId, tip: ObjectId, snapshot: &Snapshot, config: &Config) -> Result<Option<Ticket>> {
        let Some(Ok(ticket)) = snapshot.ticket(id, &config.limits())? else { return Ok(None) };
        let workflow = &config.workflow;
        let is_closed = workflow.category(&ticket.status) == Category::Closed && ticket.merged_into.is_none();
        if !is_closed || snapshot.id_of(&ticket_path(act::follow_up_id(id)))?.is_some() {
            return Ok(None);
        }
        let events = self.store.events_of(tip, id, &config.limits())?;
        let Some(at) = self.written_beside(&events)? else { return Ok(None) };
        Ok(Some(act::follow_up(&ticket, workflow, at)))
    }

    /// When the requester last wrote something that whoever closed the ticket had not seen, and that was not written
    /// to a closed ticket.
    fn written_beside(&self, events: &[Event]) -> Result<Option<Time>> {
        let closes = |change: &Change| matches!(change, Change::Set { key: Key::Closed, to: Some(_), .. });
        let Some(close) = events.iter().rev().find(|event| event.changes.iter().any(closes)) else { return Ok(None) };
        let mut last = None;
        for event in events {
            let at = event.changes.iter().filter_map(asked).max();
            if at.is_some() && self.are_apart(&event.commit, &close.commit)? {
                last = last.max(at);
            }
        }
        Ok(last)
    }

    /// Neither of two commits is below the other.
    fn are_apart(&self, one: &str, other: &str) -> Result<bool> {
        let read = |hex: &str| ObjectId::from_hex(hex.as_bytes()).ok();
        let (Some(one), Some(other)) = (read(one), read(other)) else { return Ok(false) };
        let beyond = |known, tip| self.store.commits_beyond(Some(known), tip, 1);
        Ok(one != other && beyond(one, other)? > 0 && beyond(other, one)? > 0)
    }
}

/// When a requester said this in public.
fn asked(change: &Change) -> Option<Time> {
    match change {
        Change::Message(said) if said.role == Author::Requester && said.visibility == Visibility::Public => {
            Some(said.at)
        }
        _ => None,
    }
}
