//! The first layer: one row for each ticket at the tip.

use super::entry::{Entry, LAST, number_of};
use super::schema::set_note;
use super::{Index, Layer, Result};
use crate::domain::ticket::TicketId;
use rusqlite::{Connection, params};

/// What changed between the commit that a layer knows and another one.
#[derive(Debug, Default)]
pub struct Delta {
    /// Tickets that are there now, as they are; new ones too.
    pub entries: Vec<Entry>,
    /// Tickets whose files are gone, or cannot be read.
    pub gone: Vec<TicketId>,
}

impl Index {
    /// Writes the first rows of an index, in order of id, and what they are true of.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn fill(&mut self, tip: &[u8], entries: &[Entry]) -> Result<()> {
        for entry in entries {
            insert(&self.db, entry)?;
        }
        let mut words: Vec<(i64, &str, i64)> = Vec::new();
        let mut links: Vec<(i64, i64, &str)> = Vec::new();
        for entry in entries {
            let id = number_of(entry.id);
            words.extend(entry.words.iter().map(|(kind, word)| (*kind as i64, word.as_str(), id)));
            links.extend(entry.links.iter().map(|(target, kind)| (*target, id, kind.as_str())));
            hang_fields(&self.db, entry)?;
        }
        // In order, a tree of pages grows at its end only.
        words.sort_unstable();
        links.sort_unstable();
        let mut word = self.db.prepare_cached(WORD)?;
        words.into_iter().try_for_each(|row| word.execute(row).map(drop))?;
        let mut link = self.db.prepare_cached(LINK)?;
        links.into_iter().try_for_each(|row| link.execute(row).map(drop))?;
        set_note(&self.db, Layer::State.key(), tip)
    }

    /// Brings the rows from one commit to another, unless somebody else did meanwhile.
    ///
    /// # Errors
    /// Those of SQLite; nothing is changed then.
    pub fn advance(&mut self, from: &[u8], to: &[u8], delta: &Delta) -> Result<()> {
        let change = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let now: Option<Vec<u8>> = {
            let mut query = change.prepare_cached("SELECT value FROM note WHERE key = ?")?;
            rusqlite::OptionalExtension::optional(query.query_row([Layer::State.key()], |row| row.get(0)))?
        };
        if now.as_deref() != Some(from) {
            return Ok(());
        }
        for id in delta.gone.iter().copied().chain(delta.entries.iter().map(|entry| entry.id)) {
            remove(&change, number_of(id))?;
        }
        for entry in &delta.entries {
            insert(&change, entry)?;
            hang_fields(&change, entry)?;
            let id = number_of(entry.id);
            for (kind, word) in &entry.words {
                change.prepare_cached(WORD)?.execute((*kind as i64, word, id))?;
            }
            for (target, kind) in &entry.links {
                change.prepare_cached(LINK)?.execute((target, id, kind))?;
            }
        }
        set_note(&change, Layer::State.key(), to)?;
        change.commit()?;
        Ok(())
    }
}

const WORD: &str = "INSERT OR IGNORE INTO word (kind, word, id) VALUES (?, ?, ?)";
const LINK: &str = "INSERT OR IGNORE INTO link (target, id, kind) VALUES (?, ?, ?)";

fn insert(db: &Connection, entry: &Entry) -> Result<()> {
    let mut row = db.prepare_cached(
        "INSERT INTO ticket (id, blob, status, category, due_key, priority_key, waiting_key, created, updated, priority,
            type, number, due, closed, claimed, merged_into, marks, requester, assignee, organization, team, brand,
            channel, language, topic, title)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let [organization, team, brand, channel, language, topic] = &entry.once;
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
        entry.title,
    ])?;
    Ok(())
}

fn hang_fields(db: &Connection, entry: &Entry) -> Result<()> {
    let id = number_of(entry.id);
    for (name, item, text) in &entry.fields {
        let mut row = db.prepare_cached("INSERT INTO field (id, name, item, text) VALUES (?, ?, ?, ?)")?;
        row.execute((id, name, item, text))?;
    }
    Ok(())
}

fn remove(db: &Connection, id: i64) -> Result<()> {
    for table in [
        "DELETE FROM ticket WHERE id = ?",
        "DELETE FROM word WHERE id = ?",
        "DELETE FROM link WHERE id = ?",
        "DELETE FROM field WHERE id = ?",
    ] {
        db.prepare_cached(table)?.execute([id])?;
    }
    Ok(())
}
