//! One submission after the other onto the desk, each as the person who handed it in: as a requester, or as the
//! program that they are, and never as staff, since an author who does not sign proves nothing.

use super::is_of_the_desk;
use super::result::{Aside, Folded, Reason};
use crate::desk::Desk;
use crate::desk::change::step;
use crate::desk::config::Config;
use crate::desk::error::{Error, Result};
use crate::desk::find::load;
use crate::desk::intake::{Asked, Did, Known, Why, Wish};
use crate::desk::scene::{Ahead, Scene};
use crate::domain::people::Role;
use crate::domain::ticket::Ticket;
use crate::domain::time::{Time, at};
use crate::store::inbox::{Incoming, Pending};
use crate::store::looked::Notes;
use crate::store::{NewCommit, Signature, Snapshot};
use std::rc::Rc;

/// The trailer that names the submission of which a commit came.
const TRAILER: &str = "Inbox";
/// How far ahead of ours the clock of whoever hands in may be, in seconds.
const AHEAD_S: i64 = 86_400;

/// What became of a submission.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Folded(Folded),
    Aside(Aside),
    Waits,
}

impl Outcome {
    pub fn aside(pending: &Pending, author: Option<&Signature>, reason: Reason) -> Outcome {
        Outcome::Aside(Aside { pending: pending.clone(), author: author.cloned(), reason })
    }
}

/// A desk onto which submissions are folded.
pub(super) struct Fold<'a> {
    desk: &'a Desk,
    snapshot: &'a Snapshot<'a>,
    config: &'a Config,
    looked: &'a Notes,
    known: Known,
    ahead: Ahead,
    now: Time,
    /// Tickets that may still be made.
    left: usize,
}

impl<'a> Fold<'a> {
    /// `now` and `limit`: the clock of whoever collects, and the most tickets to make.
    pub fn new(
        desk: &'a Desk,
        snapshot: &'a Snapshot<'a>,
        config: &'a Config,
        looked: &'a Notes,
        known: Known,
        (now, limit): (Time, usize),
    ) -> Fold<'a> {
        Fold { desk, snapshot, config, looked, known, ahead: Ahead::default(), now, left: limit }
    }

    /// Folds one; gives what became of it, and the commit of it.
    ///
    /// # Errors
    /// Those of the object database only.
    pub fn one(&mut self, incoming: &Incoming) -> Result<(Outcome, Option<NewCommit>)> {
        let aside = |reason| Ok((Outcome::aside(&incoming.pending, Some(&incoming.author), reason), None));
        if incoming.author.seconds > self.now.timestamp().saturating_add(AHEAD_S) {
            return aside(Reason::Future);
        }
        match self.try_one(incoming) {
            Ok((Wish { why: Why::NothingSeen(fingerprint), .. }, ..)) => aside(Reason::NothingSeen(fingerprint)),
            Ok((wish, ..)) if wish.did.makes() && self.left == 0 => Ok((Outcome::Waits, None)),
            Ok((wish, commit, tickets)) => Ok((self.done(incoming, wish, tickets), commit)),
            Err(Error::Store(error)) => Err(error.into()),
            Err(error @ Error::BrokenTicket(_)) if is_of_the_desk(&error) => Ok((Outcome::Waits, None)),
            Err(error) if is_of_the_desk(&error) => Err(error),
            Err(error) => aside(Reason::Refused(Rc::new(error))),
        }
    }

    fn try_one(&self, incoming: &Incoming) -> Result<(Wish, Option<NewCommit>, Vec<Ticket>)> {
        let scene = Scene {
            snapshot: self.snapshot,
            config: self.config,
            person: &incoming.author,
            now: at(incoming.author.seconds),
            looked: self.looked,
            ahead: &self.ahead,
            at_most: Some(Role::Requester),
        };
        let asked =
            Asked { desk: self.desk, scene: &scene, known: &self.known, seed: incoming.pending.object.to_string() };
        let mut wish = asked.wish(&incoming.submission)?;
        let Some(mut action) = wish.action.take() else { return Ok((wish, None, Vec::new())) };
        action.trailers.push((TRAILER, asked.seed.clone()));
        let (commit, changed) = step(action, &scene)?;
        let by = |commit: NewCommit| NewCommit { author: commit.author.or(Some(incoming.author.clone())), ..commit };
        let commit = commit.map(by);
        let tickets = changed.into_iter().map(|changed| changed.ticket).collect();
        if commit.is_none() {
            (wish.did, wish.why) = (Did::Duplicate, Why::Known);
        }
        Ok((wish, commit, tickets))
    }

    /// Learns what was done.
    fn done(&mut self, incoming: &Incoming, wish: Wish, tickets: Vec<Ticket>) -> Outcome {
        self.left -= usize::from(wish.did.makes() && self.left > 0);
        for changed in tickets {
            self.known.learn(&changed, &self.config.workflow);
            self.ahead.put(changed);
        }
        let title = wish.ticket.and_then(|id| {
            let written = || load(self.snapshot, self.config, id).map(|t| t.title).ok();
            self.ahead.title(id).or_else(written)
        });
        let Wish { did, why, ticket, .. } = wish;
        let (pending, title) = (incoming.pending.clone(), title.unwrap_or_default());
        Outcome::Folded(Folded { pending, did, why, ticket, title })
    }
}
