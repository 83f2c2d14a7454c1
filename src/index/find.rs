//! Single tickets: by their ids, numbers and names elsewhere, and those that speak of others.

use super::entry::{Many, id_of, number_of};
use super::filter::ids;
use super::select::{Hit, hit};
use super::{Index, Result};
use crate::domain::query::pattern::lower;
use crate::domain::ticket::TicketId;
use rusqlite::{OptionalExtension, Params};
use std::collections::{BTreeMap, BTreeSet};

/// All ids, those of files that cannot be read too.
const FIRST_BEHIND: &str = "SELECT min(id) FROM (SELECT min(id) AS id FROM ticket WHERE id > ?1
    UNION ALL SELECT min(id) FROM broken WHERE id > ?1)";
const LAST_BEFORE: &str = "SELECT max(id) FROM (SELECT max(id) AS id FROM ticket WHERE id < ?1
    UNION ALL SELECT max(id) FROM broken WHERE id < ?1)";

impl Index {
    /// How many characters an id shares with the one of another file that is most like it. Errors here and below are
    /// those of SQLite.
    pub fn shared(&self, id: TicketId) -> Result<usize> {
        let mut most = 0;
        for sql in [FIRST_BEHIND, LAST_BEFORE] {
            let other: Option<i64> = self.db.prepare_cached(sql)?.query_row([number_of(id)], |row| row.get(0))?;
            most = most.max(other.map_or(0, |other| common(id, id_of(other))));
        }
        Ok(most)
    }

    /// The ids that begin so, in order, those of files that cannot be read too.
    pub fn ids(&self, prefix: &str) -> Result<Vec<TicketId>> {
        let Some((low, high)) = ids(prefix) else { return Ok(Vec::new()) };
        let sql = "SELECT id FROM ticket WHERE id BETWEEN ?1 AND ?2
            UNION ALL SELECT id FROM broken WHERE id BETWEEN ?1 AND ?2 ORDER BY 1";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([low, high], |row| Ok(id_of(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The ticket of this id.
    pub fn ticket(&self, id: TicketId) -> Result<Option<Hit>> {
        let mut query = self.db.prepare_cached("SELECT id, blob, updated FROM ticket WHERE id = ?")?;
        Ok(query.query_row([number_of(id)], |row| hit(row, 0)).optional()?)
    }

    /// The tickets of this number, in order of id.
    pub fn numbered(&self, number: u64) -> Result<Vec<Hit>> {
        self.hits("SELECT id, blob, updated FROM ticket WHERE number = ? ORDER BY id", [number.cast_signed()])
    }

    /// The tickets without a number.
    pub fn unnumbered(&self) -> Result<Vec<Hit>> {
        self.hits("SELECT id, blob, updated FROM ticket WHERE number IS NULL", [])
    }

    /// The tickets whose number others have too.
    pub fn sharing_numbers(&self) -> Result<Vec<Hit>> {
        let sql = "SELECT id, blob, updated FROM ticket WHERE number IN
            (SELECT number FROM ticket WHERE number IS NOT NULL GROUP BY number HAVING count(*) > 1)";
        self.hits(sql, [])
    }

    /// The numbers that tickets have, each once, from this one on. It and they are below 2^63.
    pub fn numbers_from(&self, first: u64) -> Result<BTreeSet<u64>> {
        let sql = "SELECT DISTINCT number FROM ticket WHERE number >= ?";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([first.cast_signed()], |row| Ok(row.get::<_, i64>(0)?.cast_unsigned()))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The tickets that have this name elsewhere, or one that differs in case only, in order of id.
    pub fn called(&self, name: &str) -> Result<Vec<Hit>> {
        let sql = "SELECT id, blob, updated FROM ticket WHERE id IN (SELECT id FROM word WHERE kind = ? AND word = ?)
            ORDER BY id";
        self.hits(sql, (Many::Ref as i64, lower(name)))
    }

    /// The tickets that link to one of these or were merged into one of them, each once, in order of id.
    pub fn mentioning(&self, targets: &[TicketId]) -> Result<Vec<Hit>> {
        let sql = "SELECT id, blob, updated FROM ticket WHERE id IN (SELECT id FROM link WHERE target = ?1)
            UNION ALL SELECT id, blob, updated FROM ticket WHERE merged_into = ?1";
        let mut found = BTreeMap::new();
        for target in targets {
            found.extend(self.hits(sql, [number_of(*target)])?.into_iter().map(|hit| (hit.id, hit)));
        }
        Ok(found.into_values().collect())
    }

    fn hits(&self, sql: &str, params: impl Params) -> Result<Vec<Hit>> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params, |row| hit(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn common(one: TicketId, other: TicketId) -> usize {
    one.as_str().bytes().zip(other.as_str().bytes()).take_while(|(a, b)| a == b).count()
}
