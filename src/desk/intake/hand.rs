//! Handing in what came from outside, where nobody reads the desk.

use super::decision::{Decision, Did, Why};
use super::take::Item;
use crate::desk::Desk;
use crate::desk::error::{Error, Result};
use crate::desk::submit::HandedIn;
use crate::store;
use std::rc::Rc;

impl Desk {
    /// Keeps these items for a remote (else the one of the desk); [`Desk::send_items`] sends them.
    ///
    /// # Errors
    /// Those of [`Desk::hand_in`].
    pub fn hand_in_items(&self, items: &[Item], remote: Option<&str>) -> Result<Vec<HandedIn>> {
        items.iter().map(|item| self.hand_in(&item.submission, remote)).collect()
    }

    /// Sends what was kept, and tells of each whether the remote has it.
    ///
    /// # Errors
    /// Those of [`Desk::send`]; all of it stays here then.
    pub fn send_items(&self, items: &[Item], handed: &[HandedIn]) -> Result<Vec<Decision>> {
        let Some(first) = handed.first() else { return Ok(Vec::new()) };
        let mut sent = self.send(&first.remote)?;
        let decision = |(item, handed): (&Item, &HandedIn)| {
            let refused = sent.refused.iter().position(|(id, _)| *id == handed.waiting.id);
            let (did, why) = match refused.map(|at| sent.refused.remove(at).1) {
                Some(error) => (Did::Refused, Why::Refused(Rc::new(Error::from(store::Error::from(error))))),
                None => (Did::HandedIn, Why::Waits(handed.remote.as_str().to_owned())),
            };
            // Another ticket may get what has something by which it is known again.
            let ticket = handed.ticket.filter(|_| !handed.may_be_known);
            let (source, fingerprint) = (item.source.clone(), item.fingerprint().cloned());
            Decision { source, did, why, ticket, title: None, fingerprint, similar: Vec::new() }
        };
        Ok(items.iter().zip(handed).map(decision).collect())
    }
}
