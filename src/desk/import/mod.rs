//! Importing an event stream: line by line, each event that changes its ticket becomes a commit.
//!
//! What the caller does around [`run`]: take the stream's key and a [`Claim`] on it, ask the claim for
//! the base, read the base's `seen`; afterwards write the commit-graph, repack, move the branch to the
//! tip by compare-and-swap, finish the claim. Every step may be interrupted and run again: what is
//! there already is skipped, by the numbers of the events.

mod shelf;
#[cfg(test)]
mod tests;

pub use shelf::{Failure, Files, Stored};

use crate::domain::outcome::import::{Imported, Skip};
use crate::domain::ticket::attachment::Enclosed;
use crate::domain::ticket::replay::{Action, Replayed, SOURCE, StreamEvent, replay};
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Change, MessageId, Ticket, TicketId, apply};
use crate::domain::time::{Time, at};
use crate::intake::events::{EventStream, Line};
use crate::store::bulk::{self, BulkWriter, Claim, Commit, Ident, MESSAGE, Seen};
use crate::store::message::message;
use shelf::{Shelf, weight};
use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};

/// Lines between two reports of progress, and between two questions whether to stop.
const STEP: u64 = 256;
/// How much longer a ticket's file can be than what it holds: escapes, and indented short lines.
const SWELL: usize = 8;

/// An import that is about to run.
pub struct Import<'a> {
    pub claim: &'a Claim,
    /// The commit to build on, from [`Claim::base`]; `files` reads the tickets of this commit.
    pub base: Option<String>,
    /// What `base` has of the stream ([`bulk::seen`]).
    pub seen: Seen,
    pub workflow: &'a Workflow,
    pub committer: Ident,
    pub files: &'a Files<'a>,
    pub limits: Limits,
}

/// Bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub message: usize,
    /// Of a ticket's file.
    pub ticket: usize,
    /// Of a file that comes with an event.
    pub attachment: u64,
    /// How much memory tickets may take.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { message: 1 << 20, ticket: 8 << 20, attachment: 25 << 20, memory: 256 << 20 }
    }
}

/// Who follows an import.
pub struct Watch<'a> {
    /// Told now and then how many lines and how many bytes (unpacked) have been read.
    pub progress: &'a mut dyn FnMut(u64, u64),
    /// Asked now and then whether to stop.
    pub stop: &'a mut dyn FnMut() -> bool,
}

/// An import that has run.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    pub counts: Imported,
    /// The last commit; of the base, when there was nothing to import.
    pub tip: Option<String>,
    /// It was told to stop; the next run goes on from here.
    pub interrupted: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The stream broke off. What was read before is kept for the next run.
    #[error("stream: {0}")]
    Stream(io::Error),
    #[error(transparent)]
    Bulk(#[from] bulk::Error),
    /// A ticket could not be looked up, or kept on the shelf.
    #[error("ticket {0}: {1}")]
    Ticket(TicketId, Failure),
}

/// Runs an import to the end of the stream.
///
/// # Errors
/// When the stream, git or the disk fails. What the last checkpoint had is kept for the next run.
pub fn run<R: BufRead>(stream: &mut EventStream<R>, import: Import, watch: &mut Watch) -> Result<Ran, Error> {
    let writer = BulkWriter::start(import.claim, import.base.as_deref())?;
    let mut run = Run::new(&import, writer);
    let mut interrupted = false;
    while let Some(line) = stream.next_line().map_err(Error::Stream)? {
        run.line(line)?;
        if run.counts.read.is_multiple_of(STEP) {
            (watch.progress)(run.counts.read, stream.bytes());
            if (watch.stop)() {
                interrupted = true;
                break;
            }
        }
    }
    (watch.progress)(run.counts.read, stream.bytes());
    let (writer, counts) = (run.writer, run.counts);
    Ok(Ran { counts, tip: writer.finish()?, interrupted })
}

/// What is known of a ticket's imported events.
#[derive(Clone, Copy)]
struct Mark {
    /// The greatest that the base has.
    before: Option<u64>,
    /// The last one of this run.
    here: Option<u64>,
    /// The time of its latest event.
    at: Time,
}

struct Run<'a> {
    import: &'a Import<'a>,
    shelf: Shelf<'a>,
    writer: BulkWriter,
    marks: HashMap<TicketId, Mark>,
    /// The messages of this run that came late; their files do, too.
    late: HashSet<MessageId>,
    counts: Imported,
}

impl<'a> Run<'a> {
    fn new(import: &'a Import<'a>, writer: BulkWriter) -> Self {
        let mark = |(id, seq): (&TicketId, &u64)| (*id, Mark { before: Some(*seq), here: None, at: at(i64::MIN) });
        let marks = import.seen.greatest.iter().map(mark).collect();
        let shelf = Shelf::new(import.files, import.limits.memory);
        Run { import, shelf, writer, marks, late: HashSet::new(), counts: Imported::default() }
    }

    fn line(&mut self, line: Line) -> Result<(), Error> {
        self.counts.read += 1;
        match line.event {
            Err(cause) => self.counts.skip_line(line.number, cause),
            Ok(event) => match self.event(&event)? {
                None => self.counts.imported += 1,
                Some(why) => self.counts.skip(why),
            },
        }
        Ok(())
    }

    /// Imports one event, or says why not.
    fn event(&mut self, event: &StreamEvent) -> Result<Option<Skip>, Error> {
        let id = event.ticket_id();
        let mark = self.marks.get(&id).copied();
        let is_over = |last: Option<u64>| last.is_some_and(|last| event.seq <= last);
        if is_over(mark.and_then(|mark| mark.here)) {
            return Ok(Some(Skip::Order));
        }
        if is_over(mark.and_then(|mark| mark.before)) {
            if !self.comes_late(event) {
                return Ok(Some(Skip::AlreadyImported));
            }
            if let Action::Comment(comment) = &event.action {
                self.late.extend(comment.id);
            }
        }
        let (known, changed) = (mark.is_some(), mark.is_some_and(|mark| mark.here.is_some()));
        let state = match self.shelf.take(id).map_err(|e| Error::Ticket(id, e))? {
            Stored::Unreadable => return Ok(Some(Skip::UnreadableTicket)),
            Stored::Absent => None,
            Stored::Ticket(ticket) if known || matches!(event.action, Action::Create(_)) => Some(*ticket),
            Stored::Ticket(ticket) => {
                self.put(*ticket, changed)?;
                return Ok(Some(Skip::OwnTicket));
            }
        };
        let skip = match replay(state.as_ref(), event, self.import.workflow) {
            Replayed::Changes(changes) => return self.change(state, event, &changes),
            Replayed::Unchanged => Skip::Unchanged,
            Replayed::Refused(refusal) => Skip::Refused(refusal),
        };
        if let Some(ticket) = state {
            self.put(ticket, changed)?;
        }
        Ok(Some(skip))
    }

    /// A message that no earlier export had, though it is older than what they had. What happened before tells nothing
    /// new of a ticket, but what was said is never lost, nor what came with it. One that was taken away here does not
    /// come back.
    fn comes_late(&self, event: &StreamEvent) -> bool {
        match &event.action {
            Action::Comment(comment) => comment.id.is_some_and(|id| !self.import.seen.messages.contains(&id)),
            Action::Attach { beside, .. } => self.late.contains(beside),
            _ => false,
        }
    }

    /// Carries the changes out and commits them, unless the ticket would be too large.
    fn change(
        &mut self,
        state: Option<Ticket>,
        event: &StreamEvent,
        changes: &[Change],
    ) -> Result<Option<Skip>, Error> {
        let is_large = |file: &Enclosed| file.bytes.len() as u64 > self.import.limits.attachment;
        if event.enclosed().iter().any(is_large) {
            if let Some(state) = state {
                let changed = self.marks.get(&event.ticket_id()).is_some_and(|m| m.here.is_some());
                self.put(state, changed)?;
            }
            return Ok(Some(Skip::TooLarge));
        }
        let id = event.ticket_id();
        let known_until = state.as_ref().map(last_known);
        let (after, contents) = match self.grow(state, id, changes) {
            Ok(grown) => grown,
            Err(state) => {
                if let Some(state) = state {
                    let changed = self.marks.get(&id).is_some_and(|m| m.here.is_some());
                    self.put(state, changed)?;
                }
                return Ok(Some(Skip::TooLarge));
            }
        };
        let source = format!("{SOURCE} {}", event.seq);
        let said = match &event.action {
            Action::Comment(comment) => comment.id.map(|id| id.to_string()),
            _ => None,
        };
        let trailers = [("Event", source.as_str()), (MESSAGE, said.as_deref().unwrap_or_default())];
        let (first, second) = id.shard();
        let paths = changes
            .iter()
            .filter_map(|c| if let Change::Attached(file) = c { Some(file.path(id)) } else { None });
        let beside: Vec<(String, &[u8])> = paths.zip(event.enclosed().iter().map(|file| &*file.bytes)).collect();
        self.writer.commit(&Commit {
            author: Ident::actor(&event.actor, event.at.timestamp()),
            committer: &self.import.committer,
            message: &message(&id, changes, event.quoted(), &trailers),
            path: &format!("tickets/{first}/{second}/{id}.yaml"),
            contents: contents.as_bytes(),
            beside: &beside,
        })?;
        self.mark(id, event, known_until);
        self.put(after, true)?;
        Ok(None)
    }

    /// The ticket after the changes and its file, or the ticket as it was if that is over a limit.
    #[expect(clippy::result_large_err, reason = "the ticket is handed back, not reported")]
    fn grow(
        &self,
        state: Option<Ticket>,
        id: TicketId,
        changes: &[Change],
    ) -> Result<(Ticket, String), Option<Ticket>> {
        let limits = self.import.limits;
        let message = |c: &Change| match c {
            Change::Message(m) | Change::Edited { to: m, .. } => m.text.len(),
            _ => 0,
        };
        let texts = changes.iter().map(message);
        if texts.clone().max().unwrap_or(0) > limits.message {
            return Err(state);
        }
        // Only a ticket that may come near the limit needs a copy to fall back to.
        let size = state.as_ref().map_or(0, weight) + texts.sum::<usize>();
        let before = if size > limits.ticket / SWELL { state.clone() } else { None };
        let Some(after) = apply(state, id, changes) else { return Err(before) };
        let contents = (self.import.files.write)(&after);
        if contents.len() > limits.ticket {
            return Err(before);
        }
        Ok((after, contents))
    }

    /// Notes what has been imported of a ticket, and whether that comes late.
    fn mark(&mut self, id: TicketId, event: &StreamEvent, known_until: Option<Time>) {
        let before = self.marks.get(&id).map(|m| m.at).max(known_until);
        // git knows no time before 1970, so that an older event counts as of then.
        let late = event.at.timestamp() < 0 || before.is_some_and(|before| event.at < before);
        self.counts.floored += u64::from(late);
        let at = before.map_or(event.at, |before| event.at.max(before));
        let before = self.marks.get(&id).and_then(|m| m.before);
        self.marks.insert(id, Mark { before, here: Some(event.seq), at });
    }

    fn put(&mut self, ticket: Ticket, changed: bool) -> Result<(), Error> {
        let id = ticket.id;
        self.shelf.put(ticket, changed).map_err(|e| Error::Ticket(id, e))
    }
}

/// The latest instant that a ticket records of itself.
fn last_known(ticket: &Ticket) -> Time {
    ticket
        .closed
        .map_or(ticket.last_message_at(), |closed| closed.max(ticket.last_message_at()))
}
