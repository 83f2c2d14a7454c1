//! Reading submissions: commits of strangers, of which nothing is believed but what can be read.

use super::{FILE, FILES, MOST_FILE_BYTES};
use crate::domain::ticket::mailed::MailedFile;
use crate::domain::ticket::submission::{MOST_BYTES, Submission};
use crate::domain::ticket::{TicketId, submission};
use crate::kit::yaml::Fault;
use crate::store::error::{Error, Result};
use crate::store::format::read_submission;
use crate::store::{Signature, Store};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::Kind;
use gix::objs::tree::{EntryKind, EntryRef};

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

/// The blobs of a submission.
struct Laid {
    file: ObjectId,
    beside: Vec<ObjectId>,
}

/// What came of reading one.
pub type Read = std::result::Result<Incoming, Bad>;

/// Why something that waits is no submission.
#[derive(Clone, Debug, PartialEq)]
pub enum Bad {
    NotACommit,
    /// The commit's author is no person at a time.
    NoAuthor,
    /// The commit holds something else than the one file, and those that came with a mail.
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
        let Some(Laid { file, beside }) = self.laid(tree.detach())? else { return Ok(Err(Bad::Layout)) };
        let bytes = match self.weighed(&[file], MOST_BYTES)? {
            Ok(bytes) => bytes.concat(),
            Err(bad) => return Ok(Err(bad)),
        };
        let mut submission = match read_submission(&bytes) {
            Ok(submission) => submission,
            Err(fault) => return Ok(Err(Bad::Unreadable(Box::new(fault)))),
        };
        let files: &mut [MailedFile] =
            if let Submission::Mail(mailed) = &mut submission { &mut mailed.files } else { &mut [] };
        if files.len() != beside.len() {
            return Ok(Err(Bad::Layout));
        }
        match self.weighed(&beside, MOST_FILE_BYTES)? {
            Ok(all) => files.iter_mut().zip(all).for_each(|(file, bytes)| file.bytes = bytes),
            Err(bad) => return Ok(Err(bad)),
        }
        Ok(Ok(Incoming { pending, author, submission }))
    }

    /// The file of a submission and those beside it. `None`: it is laid out otherwise.
    fn laid(&self, tree: ObjectId) -> Result<Option<Laid>> {
        let found = self.repo.find_tree(tree).map_err(|e| Error::reading(tree, &e))?;
        let Ok(decoded) = found.decode() else { return Ok(None) };
        let is_file = |entry: &EntryRef<'_>| entry.filename == FILE && entry.mode.kind() == EntryKind::Blob;
        let (file, folder) = match decoded.entries.as_slice() {
            [file] if is_file(file) => (file.oid.to_owned(), None),
            [folder, file] if is_file(file) && folder.filename == FILES && folder.mode.is_tree() => {
                (file.oid.to_owned(), Some(folder.oid.to_owned()))
            }
            _ => return Ok(None),
        };
        let beside = match folder {
            None => Some(Vec::new()),
            Some(folder) => self.numbered(folder)?,
        };
        Ok(beside.map(|beside| Laid { file, beside }))
    }

    /// The blobs of a folder that are called 0, 1, 2 …, in that order.
    fn numbered(&self, folder: ObjectId) -> Result<Option<Vec<ObjectId>>> {
        let found = self.repo.find_tree(folder).map_err(|e| Error::reading(folder, &e))?;
        let Ok(decoded) = found.decode() else { return Ok(None) };
        let number = |entry: &EntryRef<'_>| {
            let number: usize = entry.filename.to_str().ok()?.parse().ok()?;
            (entry.mode.kind() == EntryKind::Blob).then(|| (number, entry.oid.to_owned()))
        };
        let Some(mut all) = decoded.entries.iter().map(number).collect::<Option<Vec<_>>>() else { return Ok(None) };
        all.sort_by_key(|(number, _)| *number);
        let in_order = all.iter().enumerate().all(|(n, (number, _))| n == *number);
        Ok(in_order.then(|| all.into_iter().map(|(_, blob)| blob).collect()))
    }

    /// The bytes of blobs that are no more than `limit` together.
    fn weighed(&self, blobs: &[ObjectId], limit: u64) -> Result<std::result::Result<Vec<Vec<u8>>, Bad>> {
        let mut size = 0_u64;
        for blob in blobs {
            let one = self.repo.find_header(*blob).map_err(|e| Error::reading(*blob, &e))?.size();
            size = size.saturating_add(one);
        }
        if size > limit {
            return Ok(Err(Bad::TooLarge { size, limit }));
        }
        let read = |blob: &ObjectId| {
            let mut object = self.repo.find_object(*blob).map_err(|e| Error::reading(*blob, &e))?;
            Ok(std::mem::take(&mut object.data))
        };
        Ok(Ok(blobs.iter().map(read).collect::<Result<_>>()?))
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
