//! Tests of statuses: names and categories, of which a desk has few. They are answered here, and become sets.

use super::super::Result;
use crate::domain::query::pattern::{Pattern, lower};
use crate::domain::ticket::workflow::{Category, Workflow};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// More statuses than these are asked about one by one.
const FEW: usize = 200;

/// The statuses that tickets have, and perhaps some that they had.
#[derive(Debug)]
pub(in crate::index) struct Statuses {
    list: Vec<(String, Category)>,
}

/// Some of the statuses: whether each of them is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Set(Vec<bool>);

impl Statuses {
    pub fn read(db: &Connection, workflow: &Workflow) -> Result<Statuses> {
        let mut query = db.prepare_cached("SELECT name FROM status ORDER BY name")?;
        let names = query.query_map([], |row| row.get::<_, String>(0))?;
        let list = names.map(|name| name.map(|name| (workflow.category(&name), name)));
        let list = list.map(|row| row.map(|(category, name)| (name, category)));
        Ok(Statuses { list: list.collect::<rusqlite::Result<_>>()? })
    }

    /// So few that a statement can name each of them.
    pub fn are_few(&self) -> bool {
        self.list.len() <= FEW
    }

    pub fn like(&self, pattern: &Pattern) -> Set {
        Set(self.list.iter().map(|(name, _)| pattern.matches(&lower(name))).collect())
    }

    pub fn of(&self, is: impl Fn(Category) -> bool) -> Set {
        Set(self.list.iter().map(|(_, category)| is(*category)).collect())
    }

    /// All of them.
    pub fn every(&self) -> Set {
        self.of(|_| true)
    }

    /// The categories that statuses of the set have.
    pub fn categories(&self, set: &Set) -> BTreeSet<Category> {
        self.inside(set).map(|(_, category)| *category).collect()
    }

    /// The names in the set; `None`: its categories say it all.
    pub fn names<'s>(&'s self, set: &'s Set) -> Option<Vec<&'s str>> {
        let categories = self.categories(set);
        let complete = self.list.iter().zip(&set.0).all(|((_, c), inside)| *inside || !categories.contains(c));
        (!complete).then(|| self.inside(set).map(|(name, _)| name.as_str()).collect())
    }

    pub fn inside<'s>(&'s self, set: &'s Set) -> impl Iterator<Item = &'s (String, Category)> {
        self.list.iter().zip(&set.0).filter(|(_, inside)| **inside).map(|(status, _)| status)
    }
}

impl Set {
    pub fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }

    pub fn is_full(&self) -> bool {
        !self.0.contains(&false)
    }

    pub fn not(mut self) -> Set {
        self.0.iter_mut().for_each(|inside| *inside = !*inside);
        self
    }

    pub fn and(mut self, other: &Set) -> Set {
        self.0.iter_mut().zip(&other.0).for_each(|(inside, other)| *inside &= *other);
        self
    }

    pub fn or(mut self, other: &Set) -> Set {
        self.0.iter_mut().zip(&other.0).for_each(|(inside, other)| *inside |= *other);
        self
    }
}
