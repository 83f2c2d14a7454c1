//! Collisions: a ticket that changed since the person looked at it, or that somebody else has in hand,
//! is not written over unless they say so. Messages are never refused; what was not seen is told.

use super::Desk;
use super::error::{Error, Result, refused};
use super::find::load;
use super::scene::{ChangedTicket, Scene};
use super::unseen::Unseen;
use crate::domain::people::{Role, same_person};
use crate::domain::ticket::act::{self, Refusal};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Ticket, TicketId, diff};
use crate::store::history::{Told, Touched, Want};
use crate::store::looked::Note;
use crate::store::{ObjectId, ticket_path};
use std::collections::{BTreeSet, HashSet};

/// Commits since somebody looked that are read one by one.
const FAR: usize = 20_000;

/// Whether a verb may meet a collision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    On,
    Off,
}

impl Desk {
    /// # Errors
    /// [`Error::Collision`] with what changed; a refusal while somebody else has claimed the ticket.
    pub(super) fn ensure_free(&self, ticket: &Ticket, scene: &Scene, guard: Guard) -> Result<()> {
        if guard == Guard::Off {
            return Ok(());
        }
        let actor = scene.actor(ticket.requester.as_deref(), None);
        let held = act::holder(ticket, scene.now).filter(|claim| !same_person(&claim.by, actor.who));
        // A program does not wait for people.
        if let Some(claim) = held.filter(|_| actor.role != Role::Bot) {
            let claimed = Refusal::Claimed { by: claim.by.clone(), until: claim.until };
            return Err(refused(ticket.id)(claimed));
        }
        match self.unseen(ticket, scene)? {
            Some(unseen) => Err(Error::Collision { id: ticket.id, unseen: Box::new(unseen) }),
            None => Ok(()),
        }
    }

    /// What changed since the person looked. `None`: nothing, or they did not look lately.
    pub(super) fn unseen(&self, ticket: &Ticket, scene: &Scene) -> Result<Option<Unseen>> {
        let Some(commit) = scene.looked.at(ticket.id, self.env.now.timestamp()) else { return Ok(None) };
        // A commit that is gone was on another history: nothing can be said.
        let Ok(then) = self.store.snapshot_at(Some(commit)) else { return Ok(None) };
        let path = ticket_path(ticket.id);
        if then.id_of(&path)? == scene.snapshot.id_of(&path)? {
            return Ok(None);
        }
        let Ok(before) = load(&then, scene.config, ticket.id) else { return Ok(None) };
        let mut changes = diff(Some(&before), ticket);
        changes.retain(|change| !change.is_numbering());
        if changes.is_empty() {
            return Ok(None);
        }
        let by = self.actors_since(ticket.id, commit, scene);
        Ok(Some(Unseen { changes, by }))
    }

    fn actors_since(&self, id: TicketId, commit: ObjectId, scene: &Scene) -> Vec<String> {
        let limits = scene.config.limits();
        let Some(tip) = scene.snapshot.tip else { return Vec::new() };
        // Where history cannot be read (a shallow clone), what changed is told without who did it.
        let events = |commit| self.store.events_of(commit, id, &limits).unwrap_or_default();
        let mut by = Vec::new();
        let mut note = |event: Event| {
            if !by.contains(&event.actor) {
                by.push(event.actor);
            }
        };
        if matches!(self.store.touched_since(commit, tip, FAR), Ok(Touched::Line(_))) {
            let only = BTreeSet::from([id]);
            let want = Want { only: Some(&only), texts: false, who: true, limits: &limits };
            let noted = self.store.stretch(Some(commit), tip).and_then(|since| {
                let each = |events: Vec<(Told, Event)>| {
                    events.into_iter().for_each(|(_, event)| note(event));
                    Ok(())
                };
                since.tell(&want, |_| Vec::new(), |chapter| chapter.events, each, |_, _| {})
            });
            return if noted.is_ok() { by } else { Vec::new() };
        }
        let known: HashSet<String> = events(commit).into_iter().map(|e| e.commit).collect();
        events(tip).into_iter().filter(|event| !known.contains(&event.commit)).for_each(note);
        by
    }

    /// Notes that the person at the keyboard has seen tickets as the tip has them.
    pub fn saw(&self, tickets: &[TicketId]) -> Result<()> {
        let (Ok(person), Some(tip)) = (self.store.author(), self.store.tip()?) else { return Ok(()) };
        self.store.note(Note::Looked, person.who(), tickets, tip, self.env.now.timestamp());
        Ok(())
    }

    /// Whoever writes knows what they wrote, but not what they were just told that they had not seen.
    pub(super) fn saw_own(&self, tickets: &[ChangedTicket], commit: ObjectId) {
        let Ok(person) = self.store.author() else { return };
        let looked = self.store.notes(Note::Looked, person.who());
        let now = self.env.now.timestamp();
        let had = |id| looked.at(id, now).is_some();
        let known = tickets.iter().filter(|t| t.unseen.is_none() && had(t.ticket.id));
        let ids: Vec<TicketId> = known.map(|t| t.ticket.id).collect();
        if !ids.is_empty() {
            self.store.note(Note::Looked, person.who(), &ids, commit, now);
        }
    }
}
