//! The second layer: what history says of each ticket, as a tape of its events and as the story that they tell.

use super::entry::{LAST, id_of, number_of};
use super::schema::{note, set_note};
use super::{Error, Index, Layer, Oid, Result};
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use rusqlite::{Connection, OptionalExtension, params};

/// Rows that are handed on at a time: enough for all cores, few enough for any memory.
const BLOCK: usize = 1_024;
/// The note of what the stories were told with.
const TOLD_WITH: &str = "told";

/// What is kept of a ticket's history.
#[derive(Debug)]
pub struct History {
    pub id: TicketId,
    /// Packed; empty: history does not know the ticket any more.
    pub tape: Vec<u8>,
    /// Packed.
    pub story: Vec<u8>,
    /// The effective time of its last event.
    pub last: Time,
    /// When the next promise breaks, of an unsolved ticket to which something is promised.
    pub breach: Option<Time>,
}

/// A packed record of a ticket.
pub type Packed = (TicketId, Vec<u8>);

/// Histories being written: all of them, or none.
pub struct Histories<'i> {
    db: &'i mut Connection,
    finished: bool,
}

impl Index {
    /// What the stories were told with; `None`: there are none.
    pub fn told_with(&self) -> Result<Option<Oid>> {
        self.note(TOLD_WITH)
    }

    /// The tape of a ticket.
    pub fn tape(&self, id: TicketId) -> Result<Option<Vec<u8>>> {
        tape(&self.db, id)
    }

    /// The stories of these tickets, as far as there are any.
    pub fn stories(&self, ids: impl IntoIterator<Item = TicketId>) -> Result<Vec<Packed>> {
        let mut query = self.db.prepare_cached("SELECT story FROM story WHERE id = ?")?;
        let mut found = Vec::new();
        for id in ids {
            let story: Option<Vec<u8>> = query.query_row([number_of(id)], |row| row.get(0)).optional()?;
            found.extend(story.map(|story| (id, story)));
        }
        Ok(found)
    }

    /// All stories in order of id, block by block.
    pub fn each_story<E: From<Error>>(
        &self,
        visit: impl FnMut(Vec<Packed>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.each("SELECT id, story FROM story ORDER BY id", visit)
    }

    /// All tapes in order of id, block by block.
    pub fn each_tape<E: From<Error>>(
        &self,
        visit: impl FnMut(Vec<Packed>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.each("SELECT id, tape FROM tape ORDER BY id", visit)
    }

    fn each<E: From<Error>>(
        &self,
        query: &str,
        mut visit: impl FnMut(Vec<Packed>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let odd = |error: rusqlite::Error| Error::from(error);
        let mut query = self.db.prepare_cached(query).map_err(odd)?;
        let mut rows = query.query([]).map_err(odd)?;
        let mut block = Vec::with_capacity(BLOCK);
        while let Some(row) = rows.next().map_err(odd)? {
            block.push((id_of(row.get(0).map_err(odd)?), row.get(1).map_err(odd)?));
            if block.len() == BLOCK {
                visit(std::mem::replace(&mut block, Vec::with_capacity(BLOCK)))?;
            }
        }
        visit(block)
    }

    /// The tickets of which something is told that happened after this instant.
    pub fn told_after(&self, instant: Time) -> Result<Vec<TicketId>> {
        // In order of id SQLite would look at every story.
        let mut query = self.db.prepare_cached("SELECT id FROM story INDEXED BY story_last WHERE last > ?")?;
        let rows = query.query_map([instant.timestamp()], |row| Ok(id_of(row.get(0)?)))?;
        let mut found: Vec<TicketId> = rows.collect::<rusqlite::Result<_>>()?;
        found.sort_unstable();
        Ok(found)
    }

    /// Begins to write histories where they stand at `from` (`None`: there are none), told with `told`.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody else has brought them elsewhere.
    pub fn histories(&mut self, from: Option<&[u8]>, told: Option<&[u8]>) -> Result<Histories<'_>> {
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        let histories = Histories { db: &mut self.db, finished: false };
        let events = note(histories.db, Layer::Events.key())?;
        let with = note(histories.db, TOLD_WITH)?;
        if events.as_deref() != from || (from.is_some() && with.as_deref() != told) {
            return Err(Error::Busy);
        }
        Ok(histories)
    }
}

impl Histories<'_> {
    /// The tape of a ticket as it is now.
    pub fn tape(&self, id: TicketId) -> Result<Option<Vec<u8>>> {
        tape(self.db, id)
    }

    /// Every history will be written anew.
    pub fn begin_all(&mut self) -> Result<()> {
        self.db.execute_batch("DELETE FROM tape; DELETE FROM story;")?;
        reset_due(self.db)
    }

    /// Every story will be written anew.
    pub fn begin_stories(&mut self) -> Result<()> {
        self.db.execute("UPDATE story SET breach = NULL WHERE breach IS NOT NULL", [])?;
        reset_due(self.db)
    }

    /// Writes what is told of a ticket now.
    pub fn put(&mut self, history: &History) -> Result<()> {
        let id = number_of(history.id);
        if history.tape.is_empty() {
            self.db.prepare_cached("DELETE FROM tape WHERE id = ?")?.execute([id])?;
            self.db.prepare_cached("DELETE FROM story WHERE id = ?")?.execute([id])?;
            return Ok(());
        }
        let mut tape = self.db.prepare_cached("INSERT OR REPLACE INTO tape (id, tape) VALUES (?, ?)")?;
        tape.execute((id, &history.tape))?;
        drop(tape);
        self.put_story(history)
    }

    /// Writes the story alone.
    pub fn put_story(&mut self, history: &History) -> Result<()> {
        let id = number_of(history.id);
        let breach = history.breach.map(|breach| breach.timestamp());
        let sql = "INSERT OR REPLACE INTO story (id, last, breach, story) VALUES (?, ?, ?, ?)";
        let mut story = self.db.prepare_cached(sql)?;
        story.execute(params![id, history.last.timestamp(), breach, history.story])?;
        place_in_work(self.db, id)
    }

    /// Writes up to which commit the histories go, and what the stories were told with.
    pub fn finish(mut self, tip: &[u8], told: &[u8]) -> Result<()> {
        set_note(self.db, Layer::Events.key(), tip)?;
        set_note(self.db, TOLD_WITH, told)?;
        self.db.execute_batch("COMMIT")?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Histories<'_> {
    fn drop(&mut self) {
        if !self.finished {
            // Nothing is lost by a failure here: the connection's end does the same.
            let _ = self.db.execute_batch("ROLLBACK");
        }
    }
}

fn tape(db: &Connection, id: TicketId) -> Result<Option<Vec<u8>>> {
    let mut query = db.prepare_cached("SELECT tape FROM tape WHERE id = ?")?;
    Ok(query.query_row([number_of(id)], |row| row.get(0)).optional()?)
}

/// The place of a ticket in the order of work: its own date, or the next promise that breaks. Called after every
/// change of its row and of its story, whichever comes last.
pub(super) fn place_in_work(db: &Connection, id: i64) -> Result<()> {
    let due = "UPDATE ticket SET due_key = place.due FROM (
            SELECT min(coalesce(due, ?1), coalesce((SELECT breach FROM story WHERE id = ?2), ?1)) AS due
            FROM ticket WHERE id = ?2
        ) AS place WHERE ticket.id = ?2 AND due_key <> place.due";
    db.prepare_cached(due)?.execute((LAST, id))?;
    Ok(())
}

fn reset_due(db: &Connection) -> Result<()> {
    db.execute("UPDATE ticket SET due_key = coalesce(due, ?1) WHERE due_key <> coalesce(due, ?1)", [LAST])?;
    Ok(())
}
