//! Guided work: one ticket at a time, in the desk's order. Serving a ticket does not assign it; skipping
//! one needs a reason, which stays in the ticket as an internal note.

use super::Desk;
use super::error::{Result, refused};
use super::pick::Targets;
use super::read::Listing;
use super::scene::{Action, Next, Writing};
use crate::domain::people::same_person;
use crate::domain::ticket::act::{self, NewMessage};
use crate::domain::ticket::{Ticket, TicketId, Visibility};
use crate::store::looked::{Note, Notes};
use crate::store::ticket_path;

/// What somebody could take: theirs or nobody's, and waiting for the desk.
pub const QUEUE: &str = "is:unsolved (assignee:me or is:unassigned)";
/// What nobody has looked at yet.
pub const TRIAGE: &str = "status:new is:unassigned";

impl Desk {
    /// The ticket that is next for whoever is at the keyboard: the first that nobody else has in hand and
    /// that they did not skip since it changed. When all are skipped it begins again from the top.
    /// With a view, of what it finds and in its order.
    ///
    /// # Errors
    /// [`super::ViewError::Unknown`].
    pub fn next(&self, view: Option<&str>) -> Result<Option<TicketId>> {
        match view {
            None => self.first(self.list(&[], QUEUE, None)?),
            Some(name) => self.first(self.list_view(&self.view(name)?.view, &[QUEUE.to_owned()], None)?),
        }
    }

    /// The new ticket that is to be looked at first.
    pub fn next_for_triage(&self, words: &[String]) -> Result<Option<TicketId>> {
        self.first(self.list(words, TRIAGE, None)?)
    }

    fn first(&self, listing: Listing) -> Result<Option<TicketId>> {
        let me = self.store.author()?.who().to_owned();
        let free = |t: &&Ticket| act::holder(t, self.env.now).is_none_or(|claim| same_person(&claim.by, &me));
        let free: Vec<TicketId> = listing.tickets.iter().filter(free).map(|t| t.id).collect();
        let skipped = self.store.notes(Note::Skipped, &me);
        for id in &free {
            if !self.is_skipped(*id, &skipped)? {
                return Ok(Some(*id));
            }
        }
        if !free.is_empty() {
            self.store.forget(Note::Skipped, &me);
        }
        Ok(free.first().copied())
    }

    fn is_skipped(&self, id: TicketId, skipped: &Notes) -> Result<bool> {
        let Some(commit) = skipped.at(id, self.env.now.timestamp()) else { return Ok(false) };
        let Ok(then) = self.store.snapshot_at(Some(commit)) else { return Ok(false) };
        let path = ticket_path(id);
        Ok(then.id_of(&path)? == self.store.snapshot()?.id_of(&path)?)
    }

    /// Passes a ticket over, with the reason as an internal note.
    pub fn skip(&self, id: TicketId, reason: &str) -> Result<()> {
        let note_id = self.env.fresh_id();
        self.change(&Targets::one(id), Writing { dry_run: false, force: true }, |before, scene| {
            scene.check_size(reason).map_err(refused(id))?;
            let actor = scene.actor(before.requester.as_deref(), None);
            let (channel, text) = (Some("cli".to_owned()), reason.to_owned());
            let note = NewMessage { id: note_id, channel, visibility: Visibility::Internal, text };
            let mut after = before.clone();
            act::write(&mut after, &scene.config.workflow, note, &actor).map_err(refused(id))?;
            let trailers = vec![("Skip", actor.who.to_owned())];
            Ok(Action { trailers, ..Next::of(before, after).into() })
        })?;
        let (person, tip) = (self.store.author()?, self.store.tip()?);
        if let Some(tip) = tip {
            self.store.note(Note::Skipped, person.who(), &[id], tip, self.env.now.timestamp());
        }
        Ok(())
    }
}
