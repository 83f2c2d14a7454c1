//! A condition on rows before it is text.

use super::status::{Set, Statuses};
use crate::domain::ticket::workflow::Category;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What must be true of a row. Compared with a filter it is in two parts only: what is negated is negated at its
/// leaves, where columns without a value are minded.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::index) enum Condition {
    /// An empty one is always true.
    All(Vec<Condition>),
    /// An empty one never is.
    Any(Vec<Condition>),
    Status(Set),
    Leaf(Leaf),
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::index) struct Leaf {
    /// With a `?` for each value.
    pub sql: Cow<'static, str>,
    pub values: Vec<Bound>,
    /// The opposite is meant; where `sql` has no answer that is true too.
    pub negated: bool,
    pub reach: Reach,
}

/// A value that a statement is given.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::index) enum Bound {
    Number(i64),
    Text(String),
    /// The place of a question among those of the filter.
    Question(usize),
}

/// How the rows that meet a leaf are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Reach {
    /// A lookup leads to them, and they are few.
    Lookup,
    /// The lookup in the order of work has the columns.
    Work,
    /// Both.
    LookupOrWork,
    /// Rows are looked at.
    Row,
}

impl Condition {
    pub const TRUE: Condition = Condition::All(Vec::new());
    pub const FALSE: Condition = Condition::Any(Vec::new());

    pub fn leaf(sql: impl Into<Cow<'static, str>>, values: Vec<Bound>, reach: Reach) -> Condition {
        Condition::Leaf(Leaf { sql: sql.into(), values, negated: false, reach })
    }

    pub fn of(set: Set) -> Condition {
        match (set.is_full(), set.is_empty()) {
            (true, _) => Condition::TRUE,
            (_, true) => Condition::FALSE,
            _ => Condition::Status(set),
        }
    }

    pub fn negated(self) -> Condition {
        match self {
            Condition::All(parts) => Condition::any(parts.into_iter().map(Condition::negated)),
            Condition::Any(parts) => Condition::all(parts.into_iter().map(Condition::negated)),
            Condition::Status(set) => Condition::of(set.not()),
            Condition::Leaf(leaf) => Condition::Leaf(Leaf { negated: !leaf.negated, ..leaf }),
        }
    }

    /// All of these. What it says of statuses comes first, in one piece.
    pub fn all(parts: impl IntoIterator<Item = Condition>) -> Condition {
        let (mut status, mut rest): (Option<Set>, Vec<Condition>) = (None, Vec::new());
        let inner = |part| match part {
            Condition::All(inner) => inner,
            other => vec![other],
        };
        for part in parts.into_iter().flat_map(inner) {
            match part {
                Condition::Status(set) => status = Some(status.map_or(set.clone(), |known| known.and(&set))),
                part if part == Condition::FALSE => return Condition::FALSE,
                part => rest.push(part),
            }
        }
        match status.map(Condition::of) {
            Some(Condition::All(_)) | None => {}
            Some(none) if none == Condition::FALSE => return none,
            Some(status) => rest.insert(0, status),
        }
        single(rest).unwrap_or_else(Condition::All)
    }

    /// Any of these.
    pub fn any(parts: impl IntoIterator<Item = Condition>) -> Condition {
        let (mut status, mut rest): (Option<Set>, Vec<Condition>) = (None, Vec::new());
        let inner = |part| match part {
            Condition::Any(inner) => inner,
            other => vec![other],
        };
        for part in parts.into_iter().flat_map(inner) {
            match part {
                Condition::Status(set) => status = Some(status.map_or(set.clone(), |known| known.or(&set))),
                part if part == Condition::TRUE => return Condition::TRUE,
                part => rest.push(part),
            }
        }
        match status.map(Condition::of) {
            Some(Condition::Any(_)) | None => {}
            Some(every) if every == Condition::TRUE => return every,
            Some(status) => rest.insert(0, status),
        }
        single(rest).unwrap_or_else(Condition::Any)
    }

    /// Whether a lookup leads to few rows, among which all are that meet it.
    pub fn has_lookup(&self) -> bool {
        match self {
            Condition::All(parts) => parts.iter().any(Condition::has_lookup),
            Condition::Any(parts) => parts.iter().all(Condition::has_lookup),
            Condition::Status(_) => false,
            Condition::Leaf(leaf) => !leaf.negated && matches!(leaf.reach, Reach::Lookup | Reach::LookupOrWork),
        }
    }

    /// The categories of all rows that meet it, and what remains to be asked of these.
    pub fn by_category(&self, statuses: &Statuses) -> (BTreeSet<Category>, Condition) {
        let parts = match self {
            Condition::All(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        match parts {
            [Condition::Status(set), rest @ ..] if statuses.names(set).is_none() => {
                (statuses.categories(set), Condition::All(rest.to_vec()))
            }
            parts => (statuses.categories(&statuses.every()), Condition::All(parts.to_vec())),
        }
    }

    /// Whether categories are all that is asked.
    pub fn is_of_category(&self, statuses: &Statuses) -> bool {
        match self {
            Condition::All(parts) => parts.is_empty(),
            Condition::Status(set) => statuses.names(set).is_none(),
            Condition::Any(_) | Condition::Leaf(_) => false,
        }
    }

    /// Whether the lookup in the order of work has all columns that are asked for.
    pub fn is_of_work(&self, statuses: &Statuses) -> bool {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().all(|part| part.is_of_work(statuses)),
            Condition::Status(set) => statuses.names(set).is_none(),
            Condition::Leaf(leaf) => matches!(leaf.reach, Reach::Work | Reach::LookupOrWork),
        }
    }

    pub fn leaves(&self) -> usize {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().map(Condition::leaves).sum(),
            Condition::Status(_) | Condition::Leaf(_) => 1,
        }
    }
}

fn single(mut parts: Vec<Condition>) -> Result<Condition, Vec<Condition>> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => Ok(only),
        (last, _) => {
            parts.extend(last);
            Err(parts)
        }
    }
}
