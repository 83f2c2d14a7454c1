//! A cache of the desk in SQLite, so that nothing has to be read twice. Never needed: whatever is odd about it, it is
//! thrown away, and the answer comes from git.
//!
//! Three layers, each with the commit up to which it knows the desk: the *state* (one row for each ticket at the
//! tip), the *events* (what history says of each ticket) and the *texts* (words to search for). The room knows
//! neither git nor the desk: it gets tickets and events, and gives ids, places and tapes back.

mod asked;
pub mod codec;
mod entry;
mod error;
mod filter;
mod find;
mod histories;
mod order;
mod place;
mod schema;
mod select;
mod state;
mod texts;

pub use entry::Entry;
pub use error::{Error, Result};
pub use histories::{Histories, History, Packed};
pub use place::{Draft, Place};
pub use select::{Ask, Hit, Selection};
pub use state::{Delta, Filling, Row};
pub use texts::{Document, Leaf, Leaves, Reach, Shelving, Wanted, Words};

use asked::Questions;
use rusqlite::{Connection, Transaction};

/// The object id of a commit or a file, as git's bytes.
pub type Oid = Vec<u8>;

/// The most memory for pages of an index, as SQLite takes it: 32 MiB. With less, rows that are jumped to are read again
/// and again.
const CACHE: i64 = -32_768;

/// An index that can be asked.
#[derive(Debug)]
pub struct Index {
    db: Connection,
    questions: Questions,
}

impl Index {
    /// Over a file that is open.
    fn over(db: Connection) -> Result<Index> {
        let questions = Questions::default();
        questions.register(&db)?;
        db.pragma_update(None, "cache_size", CACHE)?;
        Ok(Index { db, questions })
    }

    /// All that is read while this lives is of one state, whoever writes meanwhile.
    fn one_state(&self) -> Result<Option<Transaction<'_>>> {
        let alone = self.db.is_autocommit();
        Ok(alone.then(|| self.db.unchecked_transaction()).transpose()?)
    }
}

/// What an index can know, each up to a commit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The tickets at the tip.
    State,
    /// Their histories.
    Events,
    /// Their words.
    Texts,
}

impl Layer {
    /// Its name among the notes of the database.
    fn key(self) -> &'static str {
        match self {
            Layer::State => "state",
            Layer::Events => "events",
            Layer::Texts => "texts",
        }
    }
}
