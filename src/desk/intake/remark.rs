//! A word for whoever works on a ticket, from a program that knows no more of the ticket than what it is about.

use super::decision::{Did, Why};
use super::work::{Asked, Wish};
use crate::desk::error::{Error, Result};
use crate::desk::talk::{Talk, living, speak};
use crate::domain::people::Role;
use crate::domain::ticket::Visibility;
use crate::domain::ticket::act::NewMessage;
use crate::domain::ticket::submission::{Remark, message_id};

impl Asked<'_> {
    /// Adds it to the unsolved ticket that it is about; where there is none, nobody waits for it.
    pub(super) fn remark(&self, remark: &Remark) -> Result<Wish> {
        let named = remark.name.as_deref().and_then(|name| self.known.by_ref(name));
        let seen = || remark.fingerprint.as_deref().and_then(|one| self.known.by_fingerprint(one));
        let nothing = Wish { did: Did::Suppressed, why: Why::NothingOpen, ticket: None, action: None };
        let Some(id) = named.or_else(seen) else { return Ok(nothing) };
        let ticket = living(self.scene.load(id)?, self.scene)?;
        let on = ticket.id;
        if !self.scene.config.workflow.category(&ticket.status).is_unsolved() {
            return Ok(Wish { ticket: Some(on), ..nothing });
        }
        // The same alert may say so again with every delivery; what was said last need not be said twice.
        if ticket
            .messages
            .iter()
            .rev()
            .take(1)
            .any(|last| last.text.trim_end() == remark.text.trim_end())
        {
            return Ok(Wish::nothing(on));
        }
        let refused = |refusal| Error::Refused { ticket: Some(on), refusal };
        self.scene.check_size(&remark.text).map_err(refused)?;
        let role = self.scene.actor(ticket.requester.as_deref(), remark.channel.as_deref()).role;
        // It is no answer to the requester; only who is nobody here cannot write what they do not see.
        let visibility = if role == Role::Requester { Visibility::Public } else { Visibility::Internal };
        let (text, channel) = (remark.text.clone(), remark.channel.clone());
        let new = NewMessage { id: message_id(&self.seed), channel: channel.clone(), visibility, text: text.clone() };
        let talk = Talk { text, visibility, channel, status: None, until: None, files: Vec::new() };
        let action = speak(ticket, new, &talk, self.scene, |_| Ok(None))?;
        Ok(Wish { did: Did::Updated, why: Why::Message, ticket: Some(on), action: Some(action) })
    }
}
