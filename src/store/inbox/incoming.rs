//! Reading submissions: commits of strangers, of which nothing is believed but what can be read.

use super::FILE;
use crate::domain::ticket::submission::{MOST_BYTES, Submission};
use crate::domain::ticket::{TicketId, submission};
use crate::kit::yaml::Fault;
use crate::store::error::{Error, Result};
use crate::store::format::read_submission;
use crate::store::{Signature, Store};
use gix::ObjectId;
use gix::objs::Kind;
use gix::objs::tree::EntryKind;

/// A ref that waits to be collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// In full, where it waits.
    pub name: String,
    /// What it points to; not necessarily a commit.
    pub object: ObjectId,
}

/// A submission that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    pub pending: Pending,
    /// Who says to have handed it in, and when: unsigned, that proves nothing.
    pub author: Signature,
    pub submission: Submission,
}

/// What came of reading one.
pub type Read = std::result::Result<Incoming, Bad>;

/// Why something that waits is no submission.
#[derive(Clone, Debug, PartialEq)]
pub enum Bad {
    NotACommit,
    /// The commit's author is no person at a time.
    NoAuthor,
    /// The commit holds something else than the one file.
    Layout,
    /// Bytes.
    TooLarge {
        size: u64,
        limit: u64,
    },
    Unreadable(Box<Fault>),
}

impl Pending {
    /// Its name among those that wait: the last part of its ref, where that is one, else what derives from
    /// the object.
    pub fn id(&self) -> TicketId {
        let said = self.name.rsplit('/').next().and_then(TicketId::parse);
        said.unwrap_or_else(|| submission::submission_id(&self.object.to_string()))
    }
}

impl Store {
    /// Reads what a ref points to, which has to be here.
    ///
    /// # Errors
    /// Those of the object database. What a stranger did wrong is a [`Bad`].
    pub fn read_incoming(&self, pending: Pending) -> Result<Read> {
        let object = pending.object;
        let kind = self.repo.find_header(object).map_err(|e| Error::reading(object, &e))?.kind();
        if kind != Kind::Commit {
            return Ok(Err(Bad::NotACommit));
        }
        let commit = self.repo.find_commit(object).map_err(|e| Error::reading(object, &e))?;
        let Some(author) = author(&commit) else { return Ok(Err(Bad::NoAuthor)) };
        let Ok(tree) = commit.tree_id() else { return Ok(Err(Bad::NotACommit)) };
        let bytes = match self.only_file(tree.detach())? {
            Ok(bytes) => bytes,
            Err(bad) => return Ok(Err(bad)),
        };
        Ok(match read_submission(&bytes) {
            Ok(submission) => Ok(Incoming { pending, author, submission }),
            Err(fault) => Err(Bad::Unreadable(Box::new(fault))),
        })
    }

    fn only_file(&self, tree: ObjectId) -> Result<std::result::Result<Vec<u8>, Bad>> {
        let found = self.repo.find_tree(tree).map_err(|e| Error::reading(tree, &e))?;
        let Ok(decoded) = found.decode() else { return Ok(Err(Bad::Layout)) };
        let [entry] = decoded.entries.as_slice() else { return Ok(Err(Bad::Layout)) };
        if entry.filename != FILE || entry.mode.kind() != EntryKind::Blob {
            return Ok(Err(Bad::Layout));
        }
        let blob = entry.oid.to_owned();
        let size = self.repo.find_header(blob).map_err(|e| Error::reading(blob, &e))?.size();
        if size > MOST_BYTES {
            return Ok(Err(Bad::TooLarge { size, limit: MOST_BYTES }));
        }
        let mut object = self.repo.find_object(blob).map_err(|e| Error::reading(blob, &e))?;
        Ok(Ok(std::mem::take(&mut object.data)))
    }

    /// Whether an object is in this repository.
    pub fn has(&self, object: ObjectId) -> bool {
        self.repo.has_object(object)
    }
}

/// The author as a person who can be written into another commit.
pub(super) fn author(commit: &gix::Commit<'_>) -> Option<Signature> {
    let said = commit.author().ok()?;
    let time = said.time().ok()?;
    let legal = |text: &[u8]| {
        let text = String::from_utf8_lossy(text);
        text.trim()
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '<' | '>'))
            .collect::<String>()
    };
    let (name, email) = (legal(said.name), legal(said.email));
    // Seconds that git itself could not write; offsets are within a day.
    let in_range = (0..=253_402_300_799).contains(&time.seconds) && time.offset.abs() < 86_400;
    let is_somebody = !(name.is_empty() && email.is_empty());
    (in_range && is_somebody).then_some(Signature { name, email, seconds: time.seconds, offset: time.offset })
}
