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
use crate::domain::ticket::workflow::{Category, Workflow};
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
        let statement = self.first_ids(by, limit);
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
            let statement = self.next_of(category, &rest, limit);
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

    fn next_of(&self, category: Category, rest: &Condition, limit: usize) -> Statement<'_> {
        let select = format!("SELECT {WORK}, {HIT} FROM ticket WHERE category = {} AND ", category as i64);
        let mut statement = Statement::new(&select, Way::Work, self.statuses, self.posed);
        statement.condition(rest);
        statement.ordered(Some("due_key, priority_key, waiting_key, created, id"), Some(limit));
        statement
    }

    fn first_ids(&self, by: &By, limit: usize) -> Statement<'_> {
        let walks = by.by_time && self.condition.is_of_category(self.statuses);
        let mut statement = self.statement("SELECT id", if walks { Way::Lookup } else { self.way(by.of_work) });
        statement.ordered(Some(&by.sql), Some(limit));
        statement
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::{Declared, Scope, compile, parse};
    use crate::domain::time::zone::Zone;
    use crate::index::schema::{Shelf, begin, finish};
    use rusqlite::Connection;

    /// How SQLite would find the first fifty.
    fn plan(line: &str) -> String {
        let index = Index::over(Connection::open_in_memory().expect("memory")).expect("functions");
        begin(&index.db, Shelf::Tickets).expect("tables");
        for category in Category::ALL {
            index
                .db
                .execute("INSERT INTO status (name) VALUES (?)", [category.as_str()])
                .expect("a row");
        }
        finish(&index.db, Shelf::Tickets).expect("lookups");
        let (zone, workflow, me) = (Zone::utc(), Workflow::default(), ["ana@acme.com".to_owned()]);
        let scope = Scope { now: at(0), zone: &zone, me: &me, workflow: &workflow, declared: Declared::default() };
        let query = compile(&parse(line).expect("a query"), &scope).expect("a good one").or_by(Order::of_work);
        let statuses = Statuses::read(&index.db, &workflow).expect("rows");
        let Wanted { condition, questions, .. } = Wanted::read(&query.filter, &statuses, true);
        let search = Search { index: &index, statuses: &statuses, posed: &index.questions.pose(questions), condition };
        let by = By::of(&query.order, true).expect("columns");
        let statement = match query.order == Order::of_work() && search.way(true) == Way::Work {
            true => search.next_of(Category::Closed, &search.condition.by_category(&statuses).1, 50),
            false => search.first_ids(&by, 50),
        };
        let mut explain = index.db.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).expect("a statement");
        let steps = explain.query_map(params_from_iter(statement.values), |row| row.get::<_, String>(3));
        steps.expect("a plan").collect::<rusqlite::Result<Vec<_>>>().expect("a plan").join("; ")
    }

    #[test]
    fn the_order_of_work_is_walked() {
        let walked = [
            "is:any",
            "status:closed",
            "is:unsolved",
            "is:unsolved (assignee:me or is:unassigned)",
            "status:closed priority:urgent",
            "priority>=high created>7d",
            "is:unsolved group:billing -tag:x",
        ];
        for line in walked {
            let plan = plan(line);
            assert!(plan.starts_with("SEARCH ticket USING INDEX ticket_work (category=?)"), "{line}: {plan}");
            assert!(!plan.contains("ORDER BY"), "{line}: {plan}");
        }
    }

    #[test]
    fn what_is_rare_or_first_is_looked_up() {
        let looked_up = [
            ("assignee:me", "ticket_assignee (assignee=?)"),
            ("is:unsolved assignee:me", "ticket_assignee (assignee=?)"),
            ("requester:bo@acme.com", "ticket_requester (requester=?)"),
            ("requester:bo*", "ticket_requester (requester>? AND requester<?)"),
            ("organization:acme -is:closed", "ticket_organization (organization=?)"),
            ("number:142", "ticket_number (number=?)"),
            ("tag:vip", "word USING PRIMARY KEY (kind=? AND word=?)"),
            ("is:unsolved tag:vip,late", "MULTI-INDEX OR"),
            ("ref:github:*", "word USING PRIMARY KEY (kind=? AND word>? AND word<?)"),
            ("link:related:k39", "link USING PRIMARY KEY (target>? AND target<?)"),
            ("id:k39", "INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            ("tag:vip or assignee:me", "MULTI-INDEX OR"),
            ("is:any sort:-created", "COVERING INDEX ticket_created"),
            ("is:any sort:updated", "COVERING INDEX ticket_updated"),
            ("is:unsolved sort:-created", "COVERING INDEX ticket_created"),
            ("status:closed sort:-updated", "COVERING INDEX ticket_updated"),
            ("is:unsolved priority:urgent sort:-created", "COVERING INDEX ticket_work (category=?)"),
            ("field.release:2.10", "field USING PRIMARY KEY (name=?)"),
        ];
        for (line, step) in looked_up {
            let plan = plan(line);
            assert!(plan.contains(step), "{line}: {plan}");
        }
    }
}
