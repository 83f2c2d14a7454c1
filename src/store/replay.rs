//! What one clone did, done again on top of another history: for a branch that was rewritten at its remote.
//!
//! Each ordinary commit becomes one with the same author, date and message, which changes of each ticket what
//! the old one changed. Merges are left out: what they brought is in the new history, or in these commits.

use super::commit::{NewCommit, Persons};
use super::error::{Error, Result};
use super::format::{Limits, write_ticket};
use super::history::{Commits, Leaf, Reader, differing};
use super::identity::Signature;
use super::lock::WriteLock;
use super::refs::{Reason, Swap};
use super::{Store, ticket_path};
use crate::domain::ticket::{Change, Ticket, TicketId, apply, diff};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use std::collections::BTreeMap;

/// More commits than these are not done again.
const MOST: usize = 100_000;

/// The tickets as the commits that were done again leave them.
type State = BTreeMap<TicketId, Option<Ticket>>;

impl Store {
    /// Points the desk's ref to `onto`, with the commits on top that are below the ref and not below `known`. Returns
    /// how many these are; `None`: somebody moved the ref in the meantime.
    ///
    /// # Errors
    /// Those of reading, and as any write.
    pub fn put_on_top(&self, known: ObjectId, onto: ObjectId, limits: &Limits) -> Result<Option<usize>> {
        let persons = Persons { author: self.author()?, committer: self.committer()? };
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        let Some(ours) = self.refs.read(&self.name)? else { return Ok(Some(0)) };
        let commits = self.done_again(known, ours, onto, limits)?;
        let made = match commits.is_empty() {
            true => None,
            false => Some(self.write_objects(Some(onto), &commits, &persons)?),
        };
        let to = made.as_ref().map_or(onto, |made| made.tip);
        let why = Reason { who: persons.committer.line(), what: "put on top of a rewritten history".to_owned() };
        if self.refs.swap(&mut lock, &self.name, Some(ours), to, &why)? == Swap::Lost {
            return Ok(None);
        }
        made.iter().try_for_each(|made| self.secure(&made.objects, &made.keep))?;
        self.bring_worktrees_along(Some(ours), to);
        Ok(Some(commits.len()))
    }

    fn done_again(&self, known: ObjectId, ours: ObjectId, onto: ObjectId, limits: &Limits) -> Result<Vec<NewCommit>> {
        let mailmap = gix::mailmap::Snapshot::default();
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let onto = super::commit::tree_of(&self.repo, onto)?;
        let mut state = State::new();
        let mut all = Vec::new();
        for id in Commits::beyond(&self.repo, Some(known), ours, MOST)?.ids() {
            let skimmed = reader.skim(*id)?;
            if skimmed.parents.len() > 1 {
                continue;
            }
            let parent = skimmed.parents.first().map(|parent| reader.skim(*parent)).transpose()?;
            let trees = (parent.map(|parent| parent.tree), skimmed.tree);
            let mut files = tickets(&reader, trees, onto, &mut state, limits)?;
            files.extend(others(&reader, trees)?);
            if !files.is_empty() {
                let (author, message) = self.words_of(*id)?;
                all.push(NewCommit { files, message, author: Some(author), committer: None });
            }
        }
        Ok(all)
    }

    fn words_of(&self, id: ObjectId) -> Result<(Signature, String)> {
        let commit = self.repo.find_commit(id).map_err(|e| Error::reading(id, &e))?;
        let author = commit.author().map_err(|e| Error::reading(id, &e))?;
        let time = author.time().unwrap_or_default();
        let author = Signature {
            name: author.name.to_str_lossy().into_owned(),
            email: author.email.to_str_lossy().into_owned(),
            seconds: time.seconds,
            offset: time.offset,
        };
        let message = commit.message_raw().map_err(|e| Error::reading(id, &e))?;
        Ok((author, message.to_str_lossy().into_owned()))
    }
}

type File = (String, Option<Vec<u8>>);

/// What a commit did to tickets, done to the tickets of the other history.
fn tickets(
    reader: &Reader,
    (old, new): (Option<ObjectId>, ObjectId),
    onto: ObjectId,
    state: &mut State,
    limits: &Limits,
) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for pair in reader.pairs(old, new, None)? {
        let version = |blob: Option<ObjectId>| blob.map_or(Ok(None), |blob| reader.read(blob, limits));
        let (was, is) = (version(pair.old)?, version(pair.new)?);
        let changes = match (&is, pair.new) {
            (Some(is), _) => diff(was.as_ref(), is),
            (None, None) => vec![Change::Removed],
            // What cannot be read sets nothing.
            (None, Some(_)) => continue,
        };
        let present = match state.remove(&pair.ticket) {
            Some(present) => present,
            None => version(reader.file(Some(onto), pair.ticket)?)?,
        };
        let next = apply(present, pair.ticket, &changes);
        files.push((ticket_path(pair.ticket), next.as_ref().map(|ticket| write_ticket(ticket).into_bytes())));
        state.insert(pair.ticket, next);
    }
    Ok(files)
}

/// The other files that a commit changed, as it left them.
fn others(reader: &Reader, (old, new): (Option<ObjectId>, ObjectId)) -> Result<Vec<File>> {
    let bytes = |leaf: Leaf| -> Result<Vec<u8>> {
        let mut object = reader.repo.find_object(leaf.id).map_err(|e| Error::reading(leaf.id, &e))?;
        Ok(std::mem::take(&mut object.data))
    };
    let rows = differing(&reader.repo, &[old], Some(new))?.into_iter();
    rows.map(|(path, _, new)| Ok((path, new.map(bytes).transpose()?))).collect()
}
