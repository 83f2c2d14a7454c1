//! What could not be folded: set aside with its reason, for somebody to look at. Never thrown away.
//!
//! A commit of ours on `refs/desk/quarantine/<id>` says the reason and has the submission as its parent. It
//! depends on nothing but the submission and the reason, so two who set it aside make the same one.

use super::{OwnRef, Pending};
use crate::domain::ticket::TicketId;
use crate::store::commit::{NewCommit, Persons};
use crate::store::error::{Error, Result};
use crate::store::message::piece;
use crate::store::{Signature, Store};
use gix::ObjectId;
use gix::objs::Kind;

const REASON: &str = "Reason";
const DETAIL: &str = "Detail";

/// A submission that is to be set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    pub pending: Pending,
    /// A code, and what it is about: data, not words for people.
    pub reason: String,
    pub detail: String,
}

/// One that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    pub id: TicketId,
    pub reference: OwnRef,
    pub reason: String,
    pub detail: String,
    /// Who says to have handed it in, and when; absent where it was no commit.
    pub author: Option<Signature>,
}

impl Store {
    /// Makes the commit that says why. Durable when this returns; no ref points to it.
    pub fn write_aside(&self, aside: &SetAside) -> Result<ObjectId> {
        let object = aside.pending.object;
        let is_commit = self.repo.find_header(object).map_err(|e| Error::reading(object, &e))?.kind() == Kind::Commit;
        let fixed = Signature::fixed();
        let message = format!(
            "set aside: {reason}\n\n{REASON}: {reason}\n{DETAIL}: {}\nInbox: {object}\n",
            piece(&aside.detail),
            reason = piece(&aside.reason),
        );
        let commit = NewCommit { message, ..NewCommit::default() };
        let persons = Persons { author: fixed.clone(), committer: fixed };
        Ok(self.write_objects(is_commit.then_some(object), &[commit], &persons)?.tip)
    }

    /// Points a ref of this repository to it, unless there is one already.
    pub fn keep_aside(&self, name: &str, commit: ObjectId) -> Result<()> {
        self.make_ref(name, commit, "set aside").map(drop)
    }

    /// What was set aside, as far as this repository knows.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>> {
        let refs = self.refs_below(&self.quarantine_place()?)?;
        Ok(refs.into_iter().filter_map(|own| self.read_aside(own)).collect())
    }

    fn read_aside(&self, reference: OwnRef) -> Option<Quarantined> {
        let id = reference.name.rsplit('/').next().and_then(TicketId::parse)?;
        let commit = self.repo.find_commit(reference.id).ok()?;
        let message = commit.message_raw_sloppy().to_string();
        let trailer = |name: &str| {
            let start = format!("{name}: ");
            message.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default().to_owned()
        };
        let parent = commit.parent_ids().next().and_then(|id| self.repo.find_commit(id.detach()).ok());
        let author = parent.as_ref().and_then(super::incoming::author);
        Some(Quarantined { id, reason: trailer(REASON), detail: trailer(DETAIL), author, reference })
    }
}
