//! Two heads of one history brought together: the merged tree, and the commit that carries it.
//!
//! The commit is a pure function of its parents: two clones that merge the same heads make the same commit. Which
//! value of what counts is decided by [`law`](crate::domain::ticket::law); of files that are no tickets in `files`.

mod blocks;
mod commit;
mod driver;
mod files;
mod keys;
mod lawful;
mod tree;
mod unheard;

pub use commit::name as slot_name;
pub use driver::{Drive, Driven};
pub use files::Lost;
pub use lawful::Unlike;
pub(super) use lawful::unlike;
pub use unheard::{Unheard, UnheardText, Voice};

use super::error::{Error, Result};
use super::format::{Limits, write_ticket};
use super::history::{Discarded, Leaf, Outcome, Union, Verdict};
use super::objects::NewObject;
use super::{Store, ticket_path};
use crate::domain::ticket::TicketId;
use files::Content;
use gix::ObjectId;
use gix::objs::tree::EntryKind;

/// What two heads come to.
#[derive(Debug)]
pub enum Joined {
    /// The one has the other below it: there is nothing to merge, and this is the later one.
    Ahead(ObjectId),
    Merged(Box<Merge>),
}

impl Joined {
    pub fn tip(&self) -> ObjectId {
        match self {
            Joined::Ahead(tip) => *tip,
            Joined::Merged(merge) => merge.commit,
        }
    }
}

/// A merge that is not written yet.
#[derive(Debug)]
pub struct Merge {
    pub commit: ObjectId,
    pub tree: ObjectId,
    /// Tickets that were changed on both sides.
    pub met: Vec<TicketId>,
    /// Values of tickets that do not count.
    pub discarded: Vec<(TicketId, Discarded)>,
    /// The same of other files, by path.
    pub lost: Vec<(String, Lost)>,
    /// Where the text of a ticket is kept that could not be read.
    pub kept: Vec<String>,
    pub(super) objects: Vec<NewObject>,
}

/// What a path of the merged tree holds.
type Row = (String, Content);

/// A version over these limits sets nothing. They belong to the law, so that it does not depend on the desk's settings.
fn limits() -> Limits {
    Limits { bytes: 64 << 20, nodes: 4_000_000, ..Limits::default() }
}

impl Store {
    /// What two heads come to; nothing is written.
    ///
    /// # Errors
    /// [`Error::Shallow`] where history is cut off above where they part; [`Error::Unrelated`] where they have
    /// nothing in common.
    pub fn merge(&self, one: ObjectId, other: ObjectId) -> Result<Joined> {
        merge(&self.repo, one, other)
    }
}

/// [`Store::merge`] in a repository.
pub(super) fn merge(repo: &gix::Repository, one: ObjectId, other: ObjectId) -> Result<Joined> {
    let mut heads = [one, other];
    heads.sort();
    let mailmap = gix::mailmap::Snapshot::default();
    let union = Union::of(repo, &mailmap, heads)?;
    if let Some(ahead) = union.ahead() {
        return Ok(Joined::Ahead(heads[ahead]));
    }
    if union.cut().is_none() {
        return Err(Error::Unrelated);
    }
    let mut merge = Merge {
        commit: heads[0],
        tree: heads[0],
        met: Vec::new(),
        discarded: Vec::new(),
        lost: Vec::new(),
        kept: Vec::new(),
        objects: Vec::new(),
    };
    let mut rows = tickets(repo, &union, &mut merge)?;
    rows.extend(others(&union, &mut merge)?);
    let scratch = repo.clone().with_object_memory();
    merge.tree = tree::with(&scratch, union.trees()[0], &rows)?;
    merge.commit = commit::write(&scratch, heads, &merge)?;
    merge.objects = super::commit::drain(&mut { scratch });
    Ok(Joined::Merged(Box::new(merge)))
}

/// The tickets that the first head has otherwise than the merge.
fn tickets(repo: &gix::Repository, union: &Union, merge: &mut Merge) -> Result<Vec<Row>> {
    let limits = limits();
    let past = |only: &_| Store::told_below(repo, union.cut(), only, &limits);
    let mut rows = Vec::new();
    for meeting in union.tickets(&limits, past)? {
        let path = ticket_path(meeting.ticket);
        match meeting.verdict {
            Verdict::Taken(0) => {}
            Verdict::Taken(_) => rows.push((path, Content::Leaf(meeting.files[1].map(blob)))),
            Verdict::Law(outcome) => {
                merge.met.push(meeting.ticket);
                for file in meeting.broken {
                    let kept = kept_path(meeting.ticket, file);
                    rows.push((kept.clone(), Content::Leaf(Some(blob(file)))));
                    merge.kept.push(kept);
                }
                let Outcome { state, discarded } = *outcome;
                merge.discarded.extend(discarded.into_iter().map(|lost| (meeting.ticket, lost)));
                let text = state.map(|ticket| Content::Bytes(write_ticket(&ticket).into_bytes()));
                rows.push((path, text.unwrap_or(Content::Leaf(None))));
            }
        }
    }
    Ok(rows)
}

fn blob(id: ObjectId) -> Leaf {
    Leaf { id, kind: EntryKind::Blob }
}

/// The ticket beside which this is the text of a version that could not be read.
pub fn kept_beside(path: &str) -> Option<TicketId> {
    let (ticket, file) = path.strip_suffix(".unreadable")?.rsplit_once('.')?;
    let id = TicketId::parse(ticket.rsplit('/').next()?)?;
    let is_object = file.len() == KEPT_HEX && file.bytes().all(|b| b.is_ascii_hexdigit());
    (is_object && format!("{ticket}.yaml") == ticket_path(id)).then_some(id)
}

/// Digits of the object's id in the name of a kept text.
const KEPT_HEX: usize = 12;

/// Where the text of a ticket's file is kept that cannot be read, beside the ticket.
fn kept_path(ticket: TicketId, file: ObjectId) -> String {
    let path = ticket_path(ticket);
    format!("{}.{}.unreadable", path.trim_end_matches(".yaml"), file.to_hex_with_len(KEPT_HEX))
}

/// The other files that the first head has otherwise than the merge.
fn others(union: &Union, merge: &mut Merge) -> Result<Vec<Row>> {
    let differing = union.differing_files()?;
    if differing.is_empty() {
        return Ok(Vec::new());
    }
    let sets = union.files()?;
    let mut rows = Vec::new();
    for (path, heads) in differing {
        let of = sets.get(&path).map_or(&[][..], Vec::as_slice);
        let merged = files::merged(union, &path, heads, of)?;
        merge.lost.extend(merged.discarded.into_iter().map(|lost| (path.clone(), lost)));
        rows.push((merged.path, merged.content));
    }
    Ok(rows)
}
