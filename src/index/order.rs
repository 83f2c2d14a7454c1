//! An order as the end of a statement: [`Order::place`](crate::domain::query::Order::place) over columns.

use super::entry::LAST;
use super::filter::column_of;
use crate::domain::query::{Order, SortKey};
use crate::domain::ticket::Kind;

/// How rows are put into an order.
pub(super) struct By {
    /// Columns.
    pub sql: String,
    /// The lookup in the order of work has all of them.
    pub of_work: bool,
    /// A lookup begins with the first of them, and tells the category.
    pub by_time: bool,
}

impl By {
    /// `None`: the rows do not know something that the order asks.
    pub fn of(order: &Order, times_known: bool) -> Option<By> {
        let keys = order.keys.iter().map(|(key, descending)| columns(key, *descending, times_known));
        let mut all: Vec<String> = keys.collect::<Option<_>>()?;
        all.push("created, id".to_owned());
        let of_work = order.keys.iter().all(|(key, _)| is_of_work(key));
        let by_time = matches!(order.keys.as_slice(), [(SortKey::Created | SortKey::Updated, _)]);
        Some(By { sql: all.join(", "), of_work, by_time })
    }
}

fn is_of_work(key: &SortKey) -> bool {
    use SortKey::{Assignee, Created, Due, Id, Priority, Turn, Waiting, Word};
    let once = matches!(key, Word(word) if column_of(*word) == Some("team"));
    once || matches!(key, Assignee | Created | Due | Id | Priority | Turn | Waiting)
}

/// What a ticket does not have comes last in both directions.
fn columns(key: &SortKey, descending: bool, times_known: bool) -> Option<String> {
    let way = if descending { " DESC" } else { "" };
    let filled = |column: &str| format!("{column}{way}");
    let nullable = |column: &str| format!("{column}{way} NULLS LAST");
    // Columns that have a place for what is missing.
    let placed = |column: &str, falls: bool| match falls {
        false => column.to_owned(),
        true => format!("{column} = {LAST}, {column} DESC"),
    };
    Some(match key {
        // The most urgent has the first place.
        SortKey::Priority => placed("priority_key", !descending),
        SortKey::Created => filled("created"),
        SortKey::Updated if times_known => filled("updated"),
        SortKey::Status => format!("category{way}, lowered(status){way}"),
        SortKey::Title => filled("title"),
        SortKey::Assignee => nullable("assignee"),
        SortKey::Requester => nullable("requester"),
        SortKey::Closed => nullable("closed"),
        SortKey::Due => placed("due_key", descending),
        SortKey::Id => filled("id"),
        // Numbers beyond those of SQLite are stored as negative ones.
        SortKey::Number => format!("number IS NULL, number < 0{way}, number{way}"),
        SortKey::Type => nullable(&format!("CASE type{} END", types())),
        SortKey::Word(word) => nullable(column_of(*word)?),
        // New and open, pending and on hold, solved and closed.
        SortKey::Turn => format!("category / 2{way}"),
        SortKey::Waiting => placed("waiting_key", descending),
        SortKey::Updated | SortKey::Recurs | SortKey::Field(..) => return None,
    })
}

/// Types are stored by number, and come in the order of their names.
fn types() -> String {
    let mut names: Vec<(&str, i64)> = Kind::ALL.iter().map(|kind| (kind.as_str(), *kind as i64)).collect();
    names.sort_unstable();
    names
        .iter()
        .zip(0..)
        .map(|((_, number), place)| format!(" WHEN {number} THEN {place}"))
        .collect()
}
