//! The third layer: the words of all tickets, and of the articles, to search for. It lies in a file of its own beside that of the other
//! layers, since only searches need it: it is made by the first one, in its own time, and costs a write nothing.
//!
//! SQLite's full-text search gets our own folded words, so that both mean the same by a word. The number of a row
//! says when something was said last, so that rows come in the order in which a search lists them.

#[cfg(test)]
mod article_tests;
mod articles;
mod document;
mod expressions;
mod find;
mod similar;
#[cfg(test)]
mod similar_tests;
#[cfg(test)]
mod tests;

pub use articles::{Leaf, Leaves, Reach};
pub use document::Document;
pub use find::{Wanted, Words};

use super::entry::number_of;
use super::schema::{note, set_note};
use super::{Error, Index, Layer, Result};
use crate::domain::ticket::TicketId;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// `ascii` takes every letter that is not one of ASCII's as it is. Words are not stored, only where they are.
pub(super) const TABLES: &str = "
CREATE TABLE note (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
-- The row of a ticket's words, whose they are, and when something public was said last.
CREATE TABLE document (place INTEGER PRIMARY KEY, id INTEGER NOT NULL, heard INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, said, noted, kept, content = '', contentless_delete = 1, tokenize = 'ascii');
-- All words that there are, in order.
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, instance);
-- In how many documents each word is, column by column.
CREATE VIRTUAL TABLE frequency USING fts5vocab (words, col);
-- Articles: where each is, who may see it, and whether there are words of it.
CREATE TABLE article (place INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, blob BLOB NOT NULL, reach INTEGER NOT NULL);
CREATE VIRTUAL TABLE article_words USING fts5 (title, said, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE article_vocabulary USING fts5vocab (article_words, instance);
";
/// Made when the rows are there.
pub(super) const LOOKUPS: &str = "CREATE UNIQUE INDEX document_of ON document (id);";

/// The note of what else than the tickets the documents depend on.
const GROUND: &str = "ground";
/// Bits of a row's number that tell documents of one second from each other.
const WITHIN: u32 = 24;
/// The last second that a number can tell from others, and the first one, negative: years of five figures.
const FARTHEST: i64 = (1 << 39) - 1;

/// The first documents of an index of words.
pub struct Shelving<'i> {
    db: &'i mut Connection,
}

impl Shelving<'_> {
    /// Writes documents, the more at once the better.
    ///
    /// # Errors
    /// Those of SQLite, here as in the following.
    pub fn add(&mut self, documents: Vec<Document>) -> Result<()> {
        insert(self.db, documents)
    }

    /// Writes what the documents are true of: the commit, and whatever else they depend on.
    pub fn finish(self, tip: &[u8], ground: &[u8]) -> Result<()> {
        self.db.execute("INSERT INTO words (words) VALUES ('optimize')", [])?;
        set_note(self.db, GROUND, ground)?;
        set_note(self.db, Layer::Texts.key(), tip)
    }
}

/// These are asked of the index of words, which is at [`Place::texts`](super::Place::texts).
impl Index {
    /// Begins with the first documents.
    pub fn shelving(&mut self) -> Shelving<'_> {
        Shelving { db: &mut self.db }
    }

    /// What else than the tickets the documents depend on, as it was when they were made.
    pub fn texts_ground(&self) -> Result<Option<Vec<u8>>> {
        self.note(GROUND)
    }

    /// Brings the documents from one commit to another: those that are new or changed, and the tickets that are gone
    /// or cannot be read.
    ///
    /// # Errors
    /// Those of SQLite, nothing is changed then; [`Error::Busy`] when somebody else moved them meanwhile.
    pub fn advance_texts(&mut self, from: &[u8], to: &[u8], documents: Vec<Document>, gone: &[TicketId]) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if note(&change, Layer::Texts.key())?.as_deref() != Some(from) {
            return Err(Error::Busy);
        }
        let old = gone.iter().copied().chain(documents.iter().map(|document| document.id));
        old.into_iter().try_for_each(|id| remove(&change, id))?;
        insert(&change, documents)?;
        set_note(&change, Layer::Texts.key(), to)?;
        change.commit()?;
        Ok(())
    }
}

fn insert(db: &Connection, mut documents: Vec<Document>) -> Result<()> {
    // In the order of rows, fewer pieces have to be joined later.
    documents.sort_by_key(|document| document.spoken);
    let mut row = db.prepare_cached("INSERT INTO document (place, id, heard) VALUES (?, ?, ?)")?;
    let mut words = db.prepare_cached("INSERT INTO words (rowid, title, said, noted, kept) VALUES (?, ?, ?, ?, ?)")?;
    for document in &documents {
        let place = free_place(db, document.spoken)?;
        row.execute((place, number_of(document.id), document.heard))?;
        let [title, said, noted, kept] = &document.columns;
        words.execute((place, title, said, noted, kept))?;
    }
    Ok(())
}

/// The number of a row that nobody has, among those of a second.
fn free_place(db: &Connection, second: i64) -> Result<i64> {
    let first = first_place(second);
    let last = first + ((1 << WITHIN) - 1);
    let mut taken = db.prepare_cached("SELECT max(place) FROM document WHERE place BETWEEN ? AND ?")?;
    match taken.query_row((first, last), |row| row.get::<_, Option<i64>>(0))? {
        None => Ok(first),
        Some(taken) if taken < last => Ok(taken + 1),
        Some(_) => Err(Error::Odd("too many documents of one second")),
    }
}

fn first_place(second: i64) -> i64 {
    second.clamp(-FARTHEST, FARTHEST) << WITHIN
}

/// The second of a row's number.
fn second_of(place: i64) -> i64 {
    place >> WITHIN
}

fn remove(db: &Connection, id: TicketId) -> Result<()> {
    let mut find = db.prepare_cached("SELECT place FROM document WHERE id = ?")?;
    let Some(place) = find.query_row([number_of(id)], |row| row.get::<_, i64>(0)).optional()? else { return Ok(()) };
    db.prepare_cached("DELETE FROM words WHERE rowid = ?")?.execute([place])?;
    db.prepare_cached("DELETE FROM document WHERE place = ?")?.execute([place])?;
    Ok(())
}
