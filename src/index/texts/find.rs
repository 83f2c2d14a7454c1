//! Asking the index of words.

use super::expressions::{Expressions, Known};
use super::second_of;
use crate::domain::query::look::Look;
use crate::domain::query::needle::Needle;
use crate::domain::ticket::TicketId;
use crate::index::entry::id_of;
use crate::index::{Error, Index, Layer, Result};
use rusqlite::Connection;

/// What is wanted of an index of words.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'s> {
    pub look: &'s Look<'s>,
    /// What titles are ranked by: all of them, some, none. At least one.
    pub needles: &'s [Needle],
    /// By the eyes of a requester.
    pub public: bool,
    /// So many tickets at most.
    pub limit: Option<usize>,
}

/// What an index of words found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The best first: all words in the title, some of them, none; then what was said last; then by id.
    pub tickets: Vec<TicketId>,
    /// How many there were before the limit.
    pub all: usize,
}

impl Index {
    /// What is wanted of the tickets that a commit has.
    ///
    /// # Errors
    /// Those of SQLite; [`Error::Busy`] when somebody else has brought the words elsewhere.
    pub fn find_words(&self, tip: &[u8], wanted: &Wanted) -> Result<Words> {
        // All that is asked is asked of one moment.
        let reading = self.db.unchecked_transaction()?;
        if self.tip(Layer::Texts)?.as_deref() != Some(tip) {
            return Err(Error::Busy);
        }
        let found = self.find(wanted)?;
        reading.finish()?;
        Ok(found)
    }

    fn find(&self, wanted: &Wanted) -> Result<Words> {
        let expressions = Expressions::of(wanted, &Known { db: &self.db, table: "vocabulary" })?;
        let ask = Ask { db: &self.db, public: wanted.public };
        let limit = wanted.limit.unwrap_or(usize::MAX);
        let mut tickets = Vec::new();
        for class in &expressions.classes {
            if tickets.len() < limit {
                tickets.extend(ask.best(class, limit - tickets.len())?);
            }
        }
        let all = if tickets.len() < limit { tickets.len() } else { ask.count(&expressions.all)? };
        Ok(Words { tickets, all })
    }
}

struct Ask<'a> {
    db: &'a Connection,
    public: bool,
}

impl Ask<'_> {
    fn count(&self, expression: &str) -> Result<usize> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM words WHERE words MATCH ?")?;
        Ok(query
            .query_row([expression], |row| row.get::<_, i64>(0))
            .map(|n| usize::try_from(n).unwrap_or(0))?)
    }

    /// The first so many of those that match.
    fn best(&self, expression: &str, limit: usize) -> Result<Vec<TicketId>> {
        let mut query = self.db.prepare_cached(
            "SELECT place, id, heard FROM words CROSS JOIN document ON place = words.rowid
            WHERE words MATCH ? ORDER BY words.rowid DESC",
        )?;
        let mut rows = query.query([expression])?;
        let mut found: Vec<(i64, TicketId)> = Vec::new();
        while let Some(row) = rows.next()? {
            let second = if self.public { row.get(2)? } else { second_of(row.get(0)?) };
            // Of those of one second, ids decide. Rows do not come in the order in which requesters heard of them.
            let is_beyond = found.len() >= limit && found.last().is_some_and(|(last, _)| *last != second);
            if is_beyond && !self.public {
                break;
            }
            found.push((second, id_of(row.get(1)?)));
        }
        found.sort_unstable_by_key(|(second, id)| (std::cmp::Reverse(*second), *id));
        found.truncate(limit);
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }
}
