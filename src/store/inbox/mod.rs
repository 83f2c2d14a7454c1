//! The inbox: what is handed in by a commit of its own on a ref of its own, by whoever has not read the desk.
//!
//! `outbox` makes such commits, and keeps them until a remote has them; `incoming` reads those of strangers;
//! `quarantine` keeps what is wrong with them. Who hands in reads nothing: neither the desk nor its history.

mod incoming;
mod outbox;
mod quarantine;
#[cfg(test)]
mod tests;

pub use incoming::{Bad, Incoming, Pending, Read};
pub use outbox::Waiting;
pub use quarantine::{Quarantined, SetAside};

use super::error::{Error, Result};
use super::lock::WriteLock;
use super::refs::{Reason, Swap, git_error};
use super::{Signature, Store};
use crate::kit::child;
use gix::ObjectId;
use gix::bstr::ByteSlice;

/// Where submissions wait at a remote.
const INBOX: &str = "refs/desk/inbox";
const QUARANTINE: &str = "refs/desk/quarantine";
/// The key that says another place, for hosts that take branches only.
const PLACE: &str = "desk.inboxRef";
/// How often a ref is tried to be made while others remove their own beside it.
const ATTEMPTS: usize = 200;
/// The file of a submission.
const FILE: &str = "submission.yaml";
/// The folder beside it: files that came with a mail, by their place in its list.
const FILES: &str = "files";
/// The most bytes of all those files.
const MOST_FILE_BYTES: u64 = 64 << 20;

/// A ref of this repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRef {
    pub name: String,
    pub id: ObjectId,
}

impl Store {
    /// Where submissions wait, without a slash at its end: `refs/desk/inbox`, unless `desk.inboxRef` says
    /// another place.
    ///
    /// # Errors
    /// [`Error::BadRef`].
    pub fn inbox_place(&self) -> Result<String> {
        let Some(place) = self.config(PLACE) else { return Ok(INBOX.to_owned()) };
        let place = place.trim_end_matches('/');
        let full = if place.starts_with("refs/") { place.to_owned() } else { format!("refs/heads/{place}") };
        let is_name = gix::validate::reference::name(format!("{full}/x").as_bytes().as_bstr()).is_ok();
        let is_ours = full.split('/').count() > 2 && full != self.name && !full.starts_with("refs/heads/-");
        if is_name && is_ours && !full.contains('*') { Ok(full) } else { Err(Error::BadRef(place.to_owned())) }
    }

    /// Where those are that were set aside: beside the others.
    pub fn quarantine_place(&self) -> Result<String> {
        let place = self.inbox_place()?;
        Ok(if place == INBOX { QUARANTINE.to_owned() } else { format!("{place}-quarantine") })
    }

    /// The refs of this repository below a place, by name.
    pub fn refs_below(&self, place: &str) -> Result<Vec<OwnRef>> {
        let args = ["for-each-ref", "--format=%(objectname) %(refname)", "--", &format!("{place}/")];
        let text = child::git(self.common_dir(), &args).text().map_err(git_error("for-each-ref"))?;
        let read = |line: &str| {
            let (id, name) = line.split_once(' ')?;
            Some(OwnRef { name: name.to_owned(), id: ObjectId::from_hex(id.as_bytes()).ok()? })
        };
        Ok(text.lines().filter_map(read).collect())
    }

    /// Points a new ref of this repository to a commit. `false`: it is there already, pointing wherever it does.
    fn make_ref(&self, name: &str, commit: ObjectId, what: &str) -> Result<bool> {
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        for _ in 0..ATTEMPTS {
            let why = Reason { who: Signature::fixed().line(), what: what.to_owned() };
            if self.refs.swap(&mut lock, name, None, commit, &why)? == Swap::Moved {
                return Ok(true);
            }
            // Whoever removes a neighbour removes the folder with it, just when it was to be used.
            if self.refs.read(name)?.is_some() {
                return Ok(false);
            }
        }
        Err(self.refs.busy(name))
    }

    /// Removes refs of this repository that still are as they were; those that are not, stay.
    pub fn drop_refs(&self, refs: &[OwnRef]) -> Result<()> {
        if refs.is_empty() {
            return Ok(());
        }
        let delete = |refs: &[OwnRef]| {
            let input: String = refs.iter().map(|own| format!("delete {} {}\n", own.name, own.id)).collect();
            child::git(self.common_dir(), &["update-ref", "--stdin"]).input(input.into_bytes()).text()
        };
        if delete(refs).is_ok() {
            return Ok(());
        }
        // Together they are all or nothing: one that somebody else removed first must not keep the others.
        for own in refs {
            let failed = delete(std::slice::from_ref(own)).err();
            if let Some(error) = failed.filter(|_| matches!(self.refs.read(&own.name), Ok(Some(id)) if id == own.id)) {
                return Err(git_error("update-ref")(error));
            }
        }
        Ok(())
    }
}
