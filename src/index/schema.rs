//! The tables, and their version. A version that is not ours is no index.

use super::{Index, Layer, Oid, Result, texts};
use rusqlite::{Connection, OptionalExtension};

/// Another number for every change of the tables or of what is written into them.
const VERSION: i64 = 7;
/// Tells our files from others ("gdsk").
const APPLICATION: i64 = 0x6764_736b;

/// What a file of the index keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shelf {
    /// The tickets and their histories.
    Tickets,
    /// Their words.
    Texts,
}

const TABLES: &str = "
CREATE TABLE note (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
-- One row for each ticket. Words are in lower case. Names of columns that end in _key are places in the order of
-- work: what a ticket does not have comes last.
CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    blob BLOB NOT NULL,
    status TEXT NOT NULL,
    category INTEGER NOT NULL,
    due_key INTEGER NOT NULL,
    priority_key INTEGER NOT NULL,
    waiting_key INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER,
    priority INTEGER,
    type INTEGER,
    number INTEGER,
    due INTEGER,
    closed INTEGER,
    claimed INTEGER,
    merged_into INTEGER,
    marks INTEGER NOT NULL,
    requester TEXT,
    assignee TEXT,
    organization TEXT,
    team TEXT,
    brand TEXT,
    channel TEXT,
    language TEXT,
    topic TEXT,
    form TEXT,
    title TEXT NOT NULL
);
-- The statuses that tickets have, or had.
CREATE TABLE status (name TEXT PRIMARY KEY) WITHOUT ROWID;
-- Files that cannot be read.
CREATE TABLE broken (id INTEGER PRIMARY KEY, blob BLOB NOT NULL);
-- What a ticket may have several of: kind, word in lower case, ticket.
CREATE TABLE word (kind INTEGER NOT NULL, word TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, word, id)) WITHOUT ROWID;
CREATE TABLE link (target INTEGER NOT NULL, id INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (target, id, kind)) WITHOUT ROWID;
-- Histories, packed (see codec): of each ticket its events, and the story that they tell.
CREATE TABLE tape (id INTEGER PRIMARY KEY, tape BLOB NOT NULL);
CREATE TABLE story (id INTEGER PRIMARY KEY, last INTEGER NOT NULL, breach INTEGER, story BLOB NOT NULL);
-- Custom fields: a row for each item of a list; without text, the field has a value and no item.
CREATE TABLE field (name TEXT NOT NULL, id INTEGER NOT NULL, item INTEGER NOT NULL, text TEXT, PRIMARY KEY (name, id, item)) WITHOUT ROWID;
-- The names of custom fields that tickets have, or had.
CREATE TABLE named (name TEXT PRIMARY KEY) WITHOUT ROWID;
";

/// Made when the rows are there: quicker than keeping them in order meanwhile.
const LOOKUPS: &str = "
CREATE INDEX ticket_work ON ticket (category, due_key, priority_key, waiting_key, created, id, assignee, team);
CREATE INDEX ticket_assignee ON ticket (assignee, category) WHERE assignee IS NOT NULL;
CREATE INDEX ticket_requester ON ticket (requester) WHERE requester IS NOT NULL;
CREATE INDEX ticket_organization ON ticket (organization) WHERE organization IS NOT NULL;
CREATE INDEX ticket_created ON ticket (created, category);
CREATE INDEX ticket_number ON ticket (number) WHERE number IS NOT NULL;
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ticket_updated ON ticket (updated, created, category);
CREATE INDEX story_last ON story (last);
CREATE INDEX word_of ON word (id);
CREATE INDEX link_of ON link (id);
";

/// A new file that one process fills: nothing is safe, everything is quick.
pub(super) fn begin(db: &Connection, shelf: Shelf) -> Result<()> {
    db.execute_batch("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32000; BEGIN;")?;
    db.execute_batch(match shelf {
        Shelf::Tickets => TABLES,
        Shelf::Texts => texts::TABLES,
    })?;
    Ok(())
}

/// The end of filling.
pub(super) fn finish(db: &Connection, shelf: Shelf) -> Result<()> {
    db.execute_batch(match shelf {
        Shelf::Tickets => LOOKUPS,
        Shelf::Texts => texts::LOOKUPS,
    })?;
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", VERSION)?;
    db.execute_batch("COMMIT;")?;
    Ok(())
}

/// How changes reach the file: the pages as they were are put beside it first. Measured beside a log of what comes
/// next (WAL): that one costs each command a file of shared memory, 1 to 2 ms, and cannot be used over a network.
pub(super) fn journal(db: &Connection) -> Result<()> {
    db.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()))?;
    db.execute_batch("PRAGMA synchronous = NORMAL;")?;
    Ok(())
}

/// Whether a file has our tables, in our version.
pub(super) fn is_ours(db: &Connection) -> Result<bool> {
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    Ok(number("application_id")? == APPLICATION && number("user_version")? == VERSION)
}

impl Index {
    /// The commit up to which a layer knows the desk; `None`: it has not been built.
    pub fn tip(&self, layer: Layer) -> Result<Option<Oid>> {
        self.note(layer.key())
    }

    pub(super) fn note(&self, key: &str) -> Result<Option<Oid>> {
        note(&self.db, key)
    }
}

/// What was written down.
pub(super) fn note(db: &Connection, key: &str) -> Result<Option<Oid>> {
    let mut query = db.prepare_cached("SELECT value FROM note WHERE key = ?")?;
    Ok(query.query_row([key], |row| row.get(0)).optional()?)
}

/// Writes a note down.
pub(super) fn set_note(db: &Connection, key: &str, value: &[u8]) -> Result<()> {
    let mut query = db.prepare_cached("INSERT OR REPLACE INTO note (key, value) VALUES (?, ?)")?;
    query.execute((key, value))?;
    Ok(())
}
