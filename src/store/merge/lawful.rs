//! Whether a merge that somebody made has the tree that its parents come to.
//!
//! The law is a function of what is below the parents, so more than two are brought together one after the other; what
//! that takes stays in memory.

use super::{Joined, limits, merge};
use crate::domain::ticket::{Change, Ticket, TicketId, diff};
use crate::store::commit::tree_of;
use crate::store::error::{Error, Result};
use crate::store::history::{Reader, differing};
use gix::ObjectId;
use gix::objs::Write as _;

/// Something that a merge has otherwise than its parents come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Unlike {
    /// A ticket says something else; the changes lead there from what it should say.
    Ticket { ticket: TicketId, changes: Vec<Change> },
    /// A ticket cannot be read as the merge has it.
    Broken(TicketId),
    /// A ticket says what it should, in other bytes.
    Form(TicketId),
    /// A file that is no ticket.
    File(String),
}

/// What a merge of these parents with this tree has otherwise; nothing is written.
///
/// # Errors
/// As [`Store::merge`](crate::store::Store::merge).
pub fn unlike(repo: &gix::Repository, parents: &[ObjectId], tree: ObjectId) -> Result<Vec<Unlike>> {
    let Some((first, rest)) = parents.split_first() else { return Ok(Vec::new()) };
    let scratch = repo.clone().with_object_memory();
    let mut head = *first;
    for parent in rest {
        match merge(&scratch, head, *parent)? {
            Joined::Ahead(tip) => head = tip,
            Joined::Merged(merged) => {
                for (id, kind, data) in &merged.objects {
                    scratch.objects.write_buf(*kind, data).map_err(|e| Error::reading(id, &e))?;
                }
                head = merged.commit;
            }
        }
    }
    let expected = tree_of(&scratch, head)?;
    if expected == tree { Ok(Vec::new()) } else { compare(scratch, expected, tree) }
}

fn compare(scratch: gix::Repository, expected: ObjectId, tree: ObjectId) -> Result<Vec<Unlike>> {
    let files = differing(&scratch, &[Some(expected)], Some(tree))?;
    let nobody = gix::mailmap::Snapshot::default();
    let reader = Reader::new(scratch, &nobody);
    let mut found = Vec::new();
    for pair in reader.pairs(Some(expected), tree, None)? {
        found.push(of_ticket(&reader, pair.ticket, [pair.old, pair.new])?);
    }
    found.extend(files.into_iter().map(|(path, _, _)| Unlike::File(path)));
    Ok(found)
}

fn of_ticket(reader: &Reader, ticket: TicketId, [expected, found]: [Option<ObjectId>; 2]) -> Result<Unlike> {
    let read = |blob: Option<ObjectId>| -> Result<Option<Ticket>> {
        blob.map_or(Ok(None), |blob| reader.read(blob, &limits()))
    };
    let (old, new) = (read(expected)?, read(found)?);
    Ok(match new {
        Some(new) if old.as_ref() == Some(&new) => Unlike::Form(ticket),
        Some(new) => Unlike::Ticket { ticket, changes: diff(old.as_ref(), &new) },
        None if found.is_some() => Unlike::Broken(ticket),
        None => Unlike::Ticket { ticket, changes: vec![Change::Removed] },
    })
}
