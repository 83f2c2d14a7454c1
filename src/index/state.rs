//! The first layer: one row for each ticket at the tip.

use super::entry::{Entry, LAST, id_of, number_of};
use super::histories::place_in_work;
use super::schema::{note, set_note};
use super::{Error, Index, Layer, Oid, Result};
use crate::domain::ticket::TicketId;
use crate::domain::time::{Time, at};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::BTreeSet;

/// A ticket file, as the index sees it.
#[derive(Debug)]
pub enum Row {
    Sound(Box<Entry>),
    /// It cannot be read: whose it is, and which object.
    Broken(TicketId, Oid),
}

/// What changed between the commit that the state knows and another one.
#[derive(Debug, Default)]
pub struct Delta {
    /// Files that are there now; new ones too.
    pub rows: Vec<Row>,
    /// Tickets whose files are gone.
    pub gone: Vec<TicketId>,
    /// When tickets were last touched that are not among the rows; `None`: unknown.
    pub times: Vec<(TicketId, Option<Time>)>,
    /// Of no ticket it is known any more when it was last touched.
    pub times_unknown: bool,
}

/// The first rows of an index.
pub struct Filling<'i> {
    db: &'i mut Connection,
    words: Vec<(i64, String, i64)>,
    links: Vec<(i64, i64, String)>,
    fields: Vec<Field>,
    statuses: BTreeSet<String>,
}

/// Name, ticket, number of the item, text.
type Field = (String, i64, i64, Option<String>);

impl Filling<'_> {
    /// Writes rows, in order of id.
    ///
    /// # Errors
    /// Those of SQLite, here as in the following.
    pub fn add(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            match row {
                Row::Broken(id, blob) => insert_broken(self.db, id, &blob)?,
                Row::Sound(entry) => {
                    insert(self.db, &entry)?;
                    let id = number_of(entry.id);
                    self.fields
                        .extend(entry.fields.into_iter().map(|(name, item, text)| (name, id, item, text)));
                    if !self.statuses.contains(&entry.status) {
                        self.statuses.insert(entry.status);
                    }
                    self.words.extend(entry.words.into_iter().map(|(kind, word)| (kind as i64, word, id)));
                    self.links.extend(entry.links.into_iter().map(|(target, kind)| (target, id, kind)));
                }
            }
        }
        Ok(())
    }

    /// Writes what hangs on the rows, and what they are true of: the commit, and whatever else they depend on.
    pub fn finish(mut self, tip: &[u8], ground: &[u8]) -> Result<()> {
        // In order, a tree of pages grows at its end only.
        self.words.sort_unstable();
        self.links.sort_unstable();
        self.fields.sort_unstable();
        let mut word = self.db.prepare_cached(WORD)?;
        self.words.iter().try_for_each(|row| word.execute((row.0, &row.1, row.2)).map(drop))?;
        let mut link = self.db.prepare_cached(LINK)?;
        self.links.iter().try_for_each(|row| link.execute((row.0, row.1, &row.2)).map(drop))?;
        let mut field = self.db.prepare_cached(FIELD)?;
        self.fields
            .iter()
            .try_for_each(|row| field.execute((&row.0, row.1, row.2, &row.3)).map(drop))?;
        let names = self.fields.chunk_by(|one, other| one.0 == other.0).filter_map(|same| same.first());
        names.into_iter().try_for_each(|(name, ..)| insert_name(self.db, name))?;
        self.statuses.iter().try_for_each(|name| insert_status(self.db, name))?;
        set_note(self.db, GROUND, ground)?;
        set_note(self.db, Layer::State.key(), tip)
    }
}

impl Index {
    /// Begins with the first rows.
    pub fn filling(&mut self) -> Filling<'_> {
        Filling {
            db: &mut self.db,
            words: Vec::new(),
            links: Vec::new(),
            fields: Vec::new(),
            statuses: BTreeSet::new(),
        }
    }

    /// What else than the tickets the rows depend on, as it was when they were made.
    pub fn ground(&self) -> Result<Option<Oid>> {
        self.note(GROUND)
    }

    /// What is asked while the state, and with it the histories if there are any, are those of this commit.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody else has brought them elsewhere.
    pub fn at<T>(&self, tip: &[u8], question: impl FnOnce(&Index) -> Result<T>) -> Result<T> {
        let reading = self.db.unchecked_transaction()?;
        if self.tip(Layer::State)?.as_deref() != Some(tip) {
            return Err(Error::Busy);
        }
        let answer = question(self)?;
        reading.finish()?;
        Ok(answer)
    }

    /// Brings the rows from one commit to another.
    ///
    /// # Errors
    /// Those of SQLite, nothing is changed then; [`Error::Busy`] when somebody else moved them meanwhile.
    pub fn advance(&mut self, from: &[u8], to: &[u8], delta: &Delta) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if note(&change, Layer::State.key())?.as_deref() != Some(from) {
            return Err(Error::Busy);
        }
        if delta.times_unknown {
            change.execute("UPDATE ticket SET updated = NULL", [])?;
        }
        delta.gone.iter().try_for_each(|id| remove(&change, number_of(*id)))?;
        delta.rows.iter().try_for_each(|row| replace(&change, row))?;
        set_times(&change, &delta.times)?;
        set_note(&change, Layer::State.key(), to)?;
        change.commit()?;
        Ok(())
    }

    /// Keeps when tickets were last touched, as somebody found out for the commit that the state knows.
    pub fn keep_times(&mut self, tip: &[u8], times: &[(TicketId, Option<Time>)]) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if note(&change, Layer::State.key())?.as_deref() == Some(tip) {
            set_times(&change, times)?;
        }
        change.commit()?;
        Ok(())
    }

    /// When these tickets were last touched, as far as that is known.
    pub fn times(&self, ids: impl IntoIterator<Item = TicketId>) -> Result<Vec<(TicketId, Time)>> {
        let mut query = self.db.prepare_cached("SELECT updated FROM ticket WHERE id = ?")?;
        let mut found = Vec::new();
        for id in ids {
            let seconds: Option<Option<i64>> = query.query_row([number_of(id)], |row| row.get(0)).optional()?;
            found.extend(seconds.flatten().map(|seconds| (id, at(seconds))));
        }
        Ok(found)
    }

    /// The files that cannot be read, in order of id.
    pub fn broken(&self) -> Result<Vec<(TicketId, Oid)>> {
        let mut query = self.db.prepare_cached("SELECT id, blob FROM broken ORDER BY id")?;
        let rows = query.query_map([], |row| Ok((id_of(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The note of what else the rows depend on.
const GROUND: &str = "ground";
const WORD: &str = "INSERT OR IGNORE INTO word (kind, word, id) VALUES (?, ?, ?)";
const FIELD: &str = "INSERT OR IGNORE INTO field (name, id, item, text) VALUES (?, ?, ?, ?)";
const LINK: &str = "INSERT OR IGNORE INTO link (target, id, kind) VALUES (?, ?, ?)";

fn insert(db: &Connection, entry: &Entry) -> Result<()> {
    let mut row = db.prepare_cached(
        "INSERT INTO ticket (id, blob, status, category, due_key, priority_key, waiting_key, created, updated, priority,
            type, number, due, closed, claimed, merged_into, marks, requester, assignee, organization, team, brand,
            channel, language, topic, form, title)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let [organization, team, brand, channel, language, topic, form] = &entry.once;
    row.execute(params![
        number_of(entry.id),
        entry.blob,
        entry.status,
        entry.category as i64,
        entry.due.unwrap_or(LAST),
        entry.priority.map_or(LAST, |priority| -priority),
        entry.waiting.unwrap_or(LAST),
        entry.created,
        entry.updated.map(|time| time.timestamp()),
        entry.priority,
        entry.kind,
        entry.number,
        entry.due,
        entry.closed,
        entry.claimed,
        entry.merged_into,
        entry.marks,
        entry.requester,
        entry.assignee,
        organization,
        team,
        brand,
        channel,
        language,
        topic,
        form,
        entry.title,
    ])?;
    Ok(())
}

fn insert_status(db: &Connection, name: &str) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO status (name) VALUES (?)")?.execute([name])?;
    Ok(())
}

fn insert_name(db: &Connection, name: &str) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO named (name) VALUES (?)")?.execute([name])?;
    Ok(())
}

fn insert_broken(db: &Connection, id: TicketId, blob: &[u8]) -> Result<()> {
    db.prepare_cached("INSERT INTO broken (id, blob) VALUES (?, ?)")?
        .execute((number_of(id), blob))?;
    Ok(())
}

fn replace(db: &Connection, row: &Row) -> Result<()> {
    let entry = match row {
        Row::Broken(id, blob) => {
            remove(db, number_of(*id))?;
            return insert_broken(db, *id, blob);
        }
        Row::Sound(entry) => entry,
    };
    let id = number_of(entry.id);
    remove(db, id)?;
    insert(db, entry)?;
    place_in_work(db, id)?;
    insert_status(db, &entry.status)?;
    for (name, item, text) in &entry.fields {
        insert_name(db, name)?;
        db.prepare_cached(FIELD)?.execute((name, id, item, text))?;
    }
    for (kind, word) in &entry.words {
        db.prepare_cached(WORD)?.execute((*kind as i64, word, id))?;
    }
    for (target, kind) in &entry.links {
        db.prepare_cached(LINK)?.execute((target, id, kind))?;
    }
    Ok(())
}

fn set_times(db: &Connection, times: &[(TicketId, Option<Time>)]) -> Result<()> {
    let mut set = db.prepare_cached("UPDATE ticket SET updated = ? WHERE id = ?")?;
    for (id, time) in times {
        set.execute((time.map(|time| time.timestamp()), number_of(*id)))?;
    }
    Ok(())
}

fn remove(db: &Connection, id: i64) -> Result<()> {
    for table in [
        "DELETE FROM broken WHERE id = ?",
        "DELETE FROM ticket WHERE id = ?",
        "DELETE FROM word WHERE id = ?",
        "DELETE FROM link WHERE id = ?",
        "DELETE FROM field WHERE name IN (SELECT name FROM named) AND id = ?",
    ] {
        db.prepare_cached(table)?.execute([id])?;
    }
    Ok(())
}
