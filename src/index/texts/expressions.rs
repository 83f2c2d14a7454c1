//! What is wanted, in the language of SQLite's full-text search.

use super::find::Wanted;
use crate::domain::query::look::Look;
use crate::domain::query::needle::Needle;
use crate::domain::query::searched::Column;
use crate::index::Result;
use rusqlite::{Connection, OptionalExtension};

/// Words that one beginning stands for are named one by one up to so many: SQLite then goes through their places as far
/// as they are wanted, while for a beginning it gathers all places of all its words first.
const NAMED: usize = 8;

/// All words that there are, in order, in the table of this name.
pub(super) struct Known<'a> {
    pub db: &'a Connection,
    pub table: &'static str,
}

/// What is asked.
pub(super) struct Expressions {
    /// Whatever is wanted.
    pub all: String,
    /// The same by rank: all words in the title, some of them, none.
    pub classes: Vec<String>,
}

impl Expressions {
    pub fn of(wanted: &Wanted, known: &Known) -> Result<Expressions> {
        let phrases: Vec<String> = wanted.needles.iter().map(|needle| phrase(needle, known)).collect::<Result<_>>()?;
        let look = expression(wanted.look, known)?;
        let all = if wanted.public { format!("{} : ({look})", public_columns()) } else { look };
        let title = |between: &str| format!("{{title}} : ({})", phrases.join(between));
        let (every, some) = (title(" AND "), title(" OR "));
        // Whatever has all that is wanted in its title is wanted.
        let first = if is_all(wanted.look) { every.clone() } else { format!("({all}) AND {every}") };
        let classes = match wanted.needles {
            [_] => vec![first, format!("({all}) NOT {every}")],
            _ => vec![first, format!("(({all}) AND {some}) NOT {every}"), format!("({all}) NOT {some}")],
        };
        Ok(Expressions { all, classes })
    }
}

/// All of some words, and nothing else.
fn is_all(look: &Look) -> bool {
    match look {
        Look::Needle(_) => true,
        Look::All(looks) => looks.iter().all(is_all),
        Look::Any(_) | Look::Without(..) => false,
    }
}

fn public_columns() -> String {
    let columns: Vec<&str> = Column::ALL.into_iter().filter(|column| column.is_public()).map(name).collect();
    format!("{{{}}}", columns.join(" "))
}

pub(super) fn name(column: Column) -> &'static str {
    match column {
        Column::Title => "title",
        Column::Said => "said",
        Column::Noted => "noted",
        Column::Kept => "kept",
    }
}

fn expression(look: &Look, known: &Known) -> Result<String> {
    let join = |looks: &[Look], between: &str| {
        let parts: Vec<String> = looks.iter().map(|look| expression(look, known)).collect::<Result<_>>()?;
        Ok(format!("({})", parts.join(between)))
    };
    match look {
        Look::Needle(needle) => phrase(needle, known),
        Look::All(looks) => join(looks, " AND "),
        Look::Any(looks) => join(looks, " OR "),
        Look::Without(with, without) => {
            Ok(format!("({} NOT {})", expression(with, known)?, expression(without, known)?))
        }
    }
}

/// Words in a row, the last of which may go on. They are letters and digits only, so nothing in them is special.
fn phrase(needle: &Needle, known: &Known) -> Result<String> {
    let Some((last, before)) = needle.words().split_last() else { return Ok("\"\"".to_owned()) };
    let row =
        |last: &str| format!("\"{}\"", before.iter().map(String::as_str).chain([last]).collect::<Vec<_>>().join(" "));
    match beginning(last, known)? {
        Some(words) if words.is_empty() => Ok(row(last)),
        Some(words) => Ok(format!("({})", words.iter().map(|word| row(word)).collect::<Vec<_>>().join(" OR "))),
        None => Ok(format!("{} *", row(last))),
    }
}

/// The words that begin so; `None`: there are many.
fn beginning(start: &str, known: &Known) -> Result<Option<Vec<String>>> {
    let question = format!("SELECT term FROM {} WHERE term >= ? LIMIT 1", known.table);
    let mut query = known.db.prepare_cached(&question)?;
    let mut from = start.to_owned();
    let mut words = Vec::new();
    while let Some(word) = query.query_row([&from], |row| row.get::<_, String>(0)).optional()? {
        if !word.starts_with(start) {
            break;
        }
        if words.len() == NAMED {
            return Ok(None);
        }
        // A blank comes before whatever a word can go on with: all places of this one are leapt over.
        from = format!("{word} ");
        words.push(word);
    }
    Ok(Some(words))
}
