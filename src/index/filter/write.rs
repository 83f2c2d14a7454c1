//! Conditions as text with values.

use super::super::asked::Posed;
use super::condition::{Bound, Condition, Leaf};
use super::status::{Set, Statuses};
use rusqlite::types::Value;

/// How SQLite is to find the rows. It has no idea how many there are of each category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Way {
    /// By a lookup that leads to few rows, whatever their category.
    Lookup,
    /// By category, in the lookup in the order of work, which tells everything.
    Work,
    /// By looking at all rows: quicker than jumping to many of them. Those that are unsolved are few.
    Rows,
}

/// A statement in the making.
pub(in crate::index) struct Statement<'q> {
    pub sql: String,
    pub values: Vec<Value>,
    way: Way,
    statuses: &'q Statuses,
    posed: &'q Posed<'q>,
}

impl<'q> Statement<'q> {
    pub fn new(sql: &str, way: Way, statuses: &'q Statuses, posed: &'q Posed<'q>) -> Statement<'q> {
        Statement { sql: sql.to_owned(), values: Vec::new(), way, statuses, posed }
    }

    pub fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    pub fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) => self.joined(parts, " AND ", "TRUE"),
            Condition::Any(parts) => self.joined(parts, " OR ", "FALSE"),
            Condition::Status(set) => self.statuses(set),
            Condition::Leaf(leaf) => self.leaf(leaf),
        }
    }

    /// The end of a selection.
    pub fn ordered(&mut self, by: Option<&str>, limit: Option<usize>) {
        if let Some(by) = by {
            self.push(&format!(" ORDER BY {by}"));
        }
        if let Some(limit) = limit {
            self.push(" LIMIT ?");
            self.values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        }
    }

    /// In halves, each in brackets: SQLite bounds the depth of what it reads.
    fn joined(&mut self, parts: &[Condition], between: &str, empty: &str) {
        match parts {
            [] => self.push(empty),
            [only] => self.condition(only),
            parts => {
                let (left, right) = parts.split_at(parts.len().div_ceil(2));
                self.push("(");
                self.joined(left, between, empty);
                self.push(between);
                self.joined(right, between, empty);
                self.push(")");
            }
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        self.push("(");
        self.push(&leaf.sql);
        self.push(if leaf.negated { ") IS NOT TRUE" } else { ")" });
        let first = self.posed.first;
        self.values.extend(leaf.values.iter().map(|value| match value {
            Bound::Number(number) => Value::Integer(*number),
            Bound::Text(text) => Value::Text(text.clone()),
            Bound::Question(place) => Value::Integer(i64::try_from(first + place).unwrap_or(i64::MAX)),
        }));
    }

    /// These statuses: by category, and by name where that does not say it all.
    fn statuses(&mut self, set: &Set) {
        let categories = self.statuses.categories(set);
        let jumps = match self.way {
            Way::Lookup => false,
            Way::Work => true,
            Way::Rows => categories.iter().all(|category| category.is_unsolved()),
        };
        // The `+` means nothing but that no lookup begins here.
        let column = if jumps { "category" } else { "+category" };
        let categories: Vec<String> = categories.into_iter().map(|category| (category as i64).to_string()).collect();
        match categories.as_slice() {
            [only] => self.push(&format!("{column} = {only}")),
            many => self.push(&format!("{column} IN ({})", many.join(", "))),
        }
        if let Some(names) = self.statuses.names(set) {
            self.push(&format!(" AND status IN ({})", vec!["?"; names.len()].join(", ")));
            self.values.extend(names.into_iter().map(|name| Value::Text(name.to_owned())));
        }
    }
}
