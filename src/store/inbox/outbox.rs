//! Making submissions, and keeping each until a remote has it.

use super::{FILE, FILES, OwnRef};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::mailed::MailedFile;
use crate::domain::ticket::submission::submission_id;
use crate::store::Store;
use crate::store::commit::{NewCommit, Persons};
use crate::store::error::Result;
use crate::store::message::piece;
use crate::store::remote::RemoteName;
use gix::ObjectId;

/// What is not at its remote yet waits below this, in a folder for each remote.
const OUTBOX: &str = "refs/desk/outbox";

/// A submission that waits for its remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its name among those that wait, here and at the remote.
    pub id: TicketId,
    pub commit: ObjectId,
    /// The ref that keeps it here.
    pub reference: OwnRef,
}

impl Store {
    /// A commit of its own that holds a submission, the files that came with it, and nothing else. Durable when this returns; no ref
    /// points to it.
    ///
    /// # Errors
    /// [`crate::store::Error::NoIdentity`] and those of the disk.
    pub fn write_submission(&self, text: &str, beside: &[MailedFile], about: &str) -> Result<ObjectId> {
        let persons = Persons { author: self.author()?, committer: self.committer()? };
        let mut files = vec![(FILE.to_owned(), Some(text.as_bytes().to_vec()))];
        let beside = beside.iter().enumerate();
        files.extend(beside.map(|(n, file)| (format!("{FILES}/{n}"), Some(file.bytes.clone()))));
        let message = format!("submission: {}\n", piece(about));
        let commits = [NewCommit { files, message, ..NewCommit::default() }];
        Ok(self.write_objects(None, &commits, &persons)?.tip)
    }

    /// Keeps a submission until the remote has it.
    pub fn put_in_outbox(&self, remote: &RemoteName, commit: ObjectId) -> Result<Waiting> {
        let id = submission_id(&commit.to_string());
        let name = format!("{}/{id}", folder(remote));
        self.make_ref(&name, commit, "submission")?;
        Ok(Waiting { id, commit, reference: OwnRef { name, id: commit } })
    }

    /// What waits for a remote.
    pub fn outbox(&self, remote: &RemoteName) -> Result<Vec<Waiting>> {
        let waits = |own: OwnRef| {
            let id = own.name.rsplit('/').next().and_then(TicketId::parse)?;
            Some(Waiting { id, commit: own.id, reference: own })
        };
        Ok(self.refs_below(&folder(remote))?.into_iter().filter_map(waits).collect())
    }
}

/// What was meant for one remote never goes to another. Addresses are no parts of refs, so it is named by
/// what derives from them.
fn folder(remote: &RemoteName) -> String {
    format!("{OUTBOX}/{}", TicketId::derived("remote", remote.as_str()))
}
