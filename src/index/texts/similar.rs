//! Which tickets have the rarest words of a text.

use super::expressions::name;
use crate::domain::insight::similar::{Known, Sought, Weighed};
use crate::domain::query::searched::Column;
use crate::domain::ticket::TicketId;
use crate::index::entry::id_of;
use crate::index::{Error, Index, Layer, Result};

impl Index {
    /// Those of the tickets that a commit has that are worth comparing, and with what weights. With `public`, by the eyes
    /// of requesters.
    ///
    /// # Errors
    /// Those of SQLite; [`Error::Busy`] when somebody else has brought the words elsewhere.
    pub fn find_similar(&self, tip: &[u8], sought: &Sought, public: bool) -> Result<(Weighed, Vec<TicketId>)> {
        // All that is asked is asked of one moment.
        let reading = self.db.unchecked_transaction()?;
        if self.tip(Layer::Texts)?.as_deref() != Some(tip) {
            return Err(Error::Busy);
        }
        let weighed = sought.weigh(&self.known(sought, public)?);
        let having: Vec<Vec<TicketId>> = weighed
            .rarest()
            .map(|place| self.having(&sought.words()[place], public))
            .collect::<Result<_>>()?;
        reading.finish()?;
        let chosen = weighed.choose(&having);
        Ok((weighed, chosen))
    }

    fn known(&self, sought: &Sought, public: bool) -> Result<Known> {
        let all: i64 = self.db.query_row("SELECT count(*) FROM document", [], |row| row.get(0))?;
        let mut query = self.db.prepare_cached("SELECT col, doc FROM frequency WHERE term = ?")?;
        let seen: Vec<&str> = Column::compared(public).map(name).collect();
        let mut having = Vec::with_capacity(sought.words().len());
        for word in sought.words() {
            let rows = query.query_map([word], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
            let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            let most = rows.iter().filter(|(column, _)| seen.contains(&column.as_str())).map(|(_, n)| *n).max();
            having.push(usize::try_from(most.unwrap_or(0)).unwrap_or(0));
        }
        Ok(Known { all: usize::try_from(all).unwrap_or(0), having })
    }

    fn having(&self, word: &str, public: bool) -> Result<Vec<TicketId>> {
        let seen: Vec<&str> = Column::compared(public).map(name).collect();
        let mut query = self
            .db
            .prepare_cached("SELECT id FROM words CROSS JOIN document ON place = words.rowid WHERE words MATCH ?")?;
        let rows = query.query_map([format!("{{{}}} : \"{word}\"", seen.join(" "))], |row| Ok(id_of(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
