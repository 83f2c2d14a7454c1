//! Asking the index of words.

use super::second_of;
use crate::domain::query::look::Look;
use crate::domain::query::needle::Needle;
use crate::domain::query::searched::Column;
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
        let ask = Ask { db: &self.db, wanted };
        let limit = wanted.limit.unwrap_or(usize::MAX);
        let mut tickets = Vec::new();
        for class in wanted.classes() {
            if tickets.len() < limit {
                tickets.extend(ask.best(&class, limit - tickets.len())?);
            }
        }
        let all = if tickets.len() < limit { tickets.len() } else { ask.count()? };
        Ok(Words { tickets, all })
    }
}

impl Wanted<'_> {
    /// What is wanted, by the rank of what has it.
    fn classes(&self) -> Vec<String> {
        let wanted = scoped(&expression(self.look), self.public);
        let title = |between: &str| {
            let needles: Vec<String> = self.needles.iter().map(phrase).collect();
            format!("{{title}} : ({})", needles.join(between))
        };
        let (all, some) = (title(" AND "), title(" OR "));
        match self.needles {
            [_] => vec![format!("({wanted}) AND {all}"), format!("({wanted}) NOT {all}")],
            _ => vec![
                format!("({wanted}) AND {all}"),
                format!("(({wanted}) AND {some}) NOT {all}"),
                format!("({wanted}) NOT {some}"),
            ],
        }
    }
}

struct Ask<'a> {
    db: &'a Connection,
    wanted: &'a Wanted<'a>,
}

impl Ask<'_> {
    fn count(&self) -> Result<usize> {
        let wanted = scoped(&expression(self.wanted.look), self.wanted.public);
        let mut query = self.db.prepare_cached("SELECT count(*) FROM words WHERE words MATCH ?")?;
        Ok(query
            .query_row([wanted], |row| row.get::<_, i64>(0))
            .map(|n| usize::try_from(n).unwrap_or(0))?)
    }

    /// The first so many of those that match.
    fn best(&self, expression: &str, limit: usize) -> Result<Vec<TicketId>> {
        let mut query = self
            .db
            .prepare_cached("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC")?;
        let mut rows = query.query([expression])?;
        let mut found: Vec<(i64, TicketId)> = Vec::new();
        while let Some(row) = rows.next()? {
            let place: i64 = row.get(0)?;
            let (id, heard) = self.document(place)?;
            let second = if self.wanted.public { heard } else { second_of(place) };
            // Of those of one second, ids decide. When requesters heard it, rows do not say.
            let is_beyond = found.len() >= limit && found.last().is_some_and(|(last, _)| *last != second);
            if is_beyond && !self.wanted.public {
                break;
            }
            found.push((second, id));
        }
        found.sort_unstable_by_key(|(second, id)| (std::cmp::Reverse(*second), *id));
        found.truncate(limit);
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// Whose row it is, and when something public was said last.
    fn document(&self, place: i64) -> Result<(TicketId, i64)> {
        let mut query = self.db.prepare_cached("SELECT id, heard FROM document WHERE place = ?")?;
        Ok(query.query_row([place], |row| Ok((id_of(row.get(0)?), row.get(1)?)))?)
    }
}

/// In the columns that the reader may see.
fn scoped(expression: &str, public: bool) -> String {
    if !public {
        return expression.to_owned();
    }
    let columns: Vec<&str> = Column::ALL.into_iter().filter(|column| column.is_public()).map(name).collect();
    format!("{{{}}} : ({expression})", columns.join(" "))
}

fn name(column: Column) -> &'static str {
    match column {
        Column::Title => "title",
        Column::Said => "said",
        Column::Noted => "noted",
        Column::Kept => "kept",
    }
}

/// A look in the language of SQLite's full-text search.
fn expression(look: &Look) -> String {
    let join = |looks: &[Look], between: &str| looks.iter().map(expression).collect::<Vec<_>>().join(between);
    match look {
        Look::Needle(needle) => phrase(needle),
        Look::All(looks) => format!("({})", join(looks, " AND ")),
        Look::Any(looks) => format!("({})", join(looks, " OR ")),
        Look::Without(with, without) => format!("({} NOT {})", expression(with), expression(without)),
    }
}

/// Words in a row, the last of which may go on. They are letters and digits only.
fn phrase(needle: &Needle) -> String {
    format!("\"{}\" *", needle.words().join(" "))
}
