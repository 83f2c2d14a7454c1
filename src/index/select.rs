//! The tickets that a query finds, from the rows of the state.

use super::asked::Posed;
use super::entry::id_of;
use super::filter::{Condition, Statement, Statuses, Wanted, Way};
use super::order::By;
use super::{Index, Oid, Result};
use crate::domain::query::filter::Test;
use crate::domain::query::keys::Instant;
use crate::domain::query::{Filter, Order, SortKey};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::time::{Time, at};
use rusqlite::{Row, params_from_iter};

/// What else there is to say of a selection.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// That of the rows: the one by which statuses have categories.
    pub workflow: &'a Workflow,
    /// Not more tickets than these are wanted.
    pub limit: Option<usize>,
}

/// What the rows say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Among them is every ticket that passes the filter, but for the limit.
    pub hits: Vec<Hit>,
    /// Every one of them passes the filter.
    pub exact: bool,
    /// They are in the order asked for. Where they are exact too, they end at the limit; else they go on.
    pub ordered: bool,
}

/// A ticket that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub id: TicketId,
    /// Its file.
    pub blob: Oid,
    /// When it last changed, where that is known.
    pub updated: Option<Time>,
}

/// The columns of a [`Hit`].
const HIT: &str = "id, blob, updated";
/// Those of the lookup in the order of work, behind the category. Turn follows from it.
const WORK: &str = "due_key, priority_key, category / 2, waiting_key, created, id";

/// A hit with its place in the order of work.
type Placed = ([i64; 6], Hit);

impl Index {
    /// The tickets that pass a filter, as far as rows can tell, in an order, where they can tell.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn select(&self, filter: &Filter, order: &Order, ask: &Ask<'_>) -> Result<Selection> {
        let _state = self.one_state()?;
        let statuses = Statuses::read(&self.db, ask.workflow)?;
        let times_known = !(asks_times(filter) || sorts_by_times(order)) || self.times_known()?;
        let Wanted { condition, exact, questions } = Wanted::read(filter, &statuses, times_known);
        if condition == Condition::FALSE {
            return Ok(Selection { hits: Vec::new(), exact: true, ordered: true });
        }
        let by = By::of(order, times_known);
        let limit = ask.limit.filter(|_| exact && by.is_some());
        let search = Search { index: self, statuses: &statuses, posed: &self.questions.pose(questions), condition };
        let hits = match (limit, &by) {
            (Some(limit), _) if *order == Order::of_work() && search.way(true) == Way::Work => search.next(limit)?,
            (Some(limit), Some(by)) => search.first(by, limit)?,
            _ => search.all(by.as_ref())?,
        };
        Ok(Selection { hits, exact, ordered: by.is_some() })
    }

    /// How many tickets pass a filter; `None`: the rows cannot tell.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn count(&self, filter: &Filter, workflow: &Workflow) -> Result<Option<u64>> {
        let _state = self.one_state()?;
        let statuses = Statuses::read(&self.db, workflow)?;
        let times_known = !asks_times(filter) || self.times_known()?;
        let Wanted { condition, exact, questions } = Wanted::read(filter, &statuses, times_known);
        if !exact {
            return Ok(None);
        }
        let search = Search { index: self, statuses: &statuses, posed: &self.questions.pose(questions), condition };
        let statement = search.statement("SELECT count(*)", search.way(true));
        let mut query = self.db.prepare_cached(&statement.sql)?;
        let count: i64 = query.query_row(params_from_iter(statement.values), |row| row.get(0))?;
        Ok(u64::try_from(count).ok())
    }

    /// Whether it is known of every ticket when it was last touched.
    fn times_known(&self) -> Result<bool> {
        let mut query = self.db.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM ticket WHERE updated IS NULL)")?;
        Ok(query.query_row([], |row| row.get(0))?)
    }
}

/// A condition on the way to its rows.
struct Search<'s> {
    index: &'s Index,
    statuses: &'s Statuses,
    posed: &'s Posed<'s>,
    condition: Condition,
}

impl Search<'_> {
    /// `of_work`: what is wanted of the rows is in the lookup in the order of work.
    fn way(&self, of_work: bool) -> Way {
        match self.condition.has_lookup() {
            true => Way::Lookup,
            false if of_work && self.condition.is_of_work(self.statuses) => Way::Work,
            false => Way::Rows,
        }
    }

    fn statement(&self, select: &str, way: Way) -> Statement<'_> {
        let mut statement = Statement::new(&format!("{select} FROM ticket WHERE "), way, self.statuses, self.posed);
        statement.condition(&self.condition);
        statement
    }

    /// All of them.
    fn all(&self, by: Option<&By>) -> Result<Vec<Hit>> {
        let mut statement = self.statement(&format!("SELECT {HIT}"), self.way(false));
        statement.ordered(by.map(|by| by.sql.as_str()), None);
        let mut query = self.index.db.prepare_cached(&statement.sql)?;
        let rows = query.query_map(params_from_iter(statement.values), |row| hit(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first ones. They are found by id, so that only their own rows must be read where a lookup knows the rest.
    fn first(&self, by: &By, limit: usize) -> Result<Vec<Hit>> {
        let mut statement = self.statement("SELECT id", self.way(by.of_work));
        statement.ordered(Some(&by.sql), Some(limit));
        let mut query = self.index.db.prepare_cached(&statement.sql)?;
        let mut one = self.index.db.prepare_cached(&format!("SELECT {HIT} FROM ticket WHERE id = ?"))?;
        let ids = query.query_map(params_from_iter(statement.values), |row| row.get::<_, i64>(0))?;
        Ok(ids.map(|id| one.query_row([id?], |row| hit(row, 0))).collect::<rusqlite::Result<_>>()?)
    }

    /// The first ones in the order of work: the lookup has it for each category, so each gives its first ones.
    fn next(&self, limit: usize) -> Result<Vec<Hit>> {
        let mut found: Vec<Placed> = Vec::new();
        let (categories, rest) = self.condition.by_category(self.statuses);
        for category in categories {
            let select = format!("SELECT {WORK}, {HIT} FROM ticket WHERE category = {} AND ", category as i64);
            let mut statement = Statement::new(&select, Way::Work, self.statuses, self.posed);
            statement.condition(&rest);
            statement.ordered(Some("due_key, priority_key, waiting_key, created, id"), Some(limit));
            let mut query = self.index.db.prepare_cached(&statement.sql)?;
            let rows = query.query_map(params_from_iter(statement.values), placed)?;
            for row in rows {
                found.push(row?);
            }
        }
        found.sort_unstable_by_key(|(place, _)| *place);
        found.truncate(limit);
        Ok(found.into_iter().map(|(_, hit)| hit).collect())
    }
}

fn placed(row: &Row<'_>) -> rusqlite::Result<Placed> {
    let mut place = [0; 6];
    for (column, number) in place.iter_mut().enumerate() {
        *number = row.get(column)?;
    }
    Ok((place, hit(row, place.len())?))
}

/// The hit whose columns begin here.
pub(super) fn hit(row: &Row<'_>, first: usize) -> rusqlite::Result<Hit> {
    let updated: Option<i64> = row.get(first + 2)?;
    Ok(Hit { id: id_of(row.get(first)?), blob: row.get(first + 1)?, updated: updated.map(at) })
}

fn asks_times(filter: &Filter) -> bool {
    filter.any_test(&|test| matches!(test, Test::Instant(Instant::Updated, ..)))
}

fn sorts_by_times(order: &Order) -> bool {
    order.keys.iter().any(|(key, _)| *key == SortKey::Updated)
}
