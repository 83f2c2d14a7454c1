//! The words of articles. They are brought along by themselves: what they are true of is a ground of their own, not a
//! commit, since most commits change no article.

use super::expressions::{Expressions, Known};
use super::find::Wanted;
use crate::domain::article::Article;
use crate::domain::query::needle::append_words;
use crate::index::schema::{note, set_note};
use crate::index::{Error, Index, Oid, Result};
use rusqlite::{Connection, TransactionBehavior};

/// The note of what the articles are true of.
const GROUND: &str = "articles";
const KNOWN: &str = "article_vocabulary";

/// Who may see an article, and whether it can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Public,
    /// A draft too.
    Internal,
    /// There are no words of it, and whoever searches is told.
    TooLarge,
    /// There are none, and nobody misses them.
    Binary,
}

/// What a search can find of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    path: String,
    blob: Oid,
    reach: Reach,
    title: String,
    said: String,
}

/// What an index of words knows of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaves {
    /// Path and file of those that were found, the best first: all words in the title, some of them, none; then by path.
    pub found: Vec<(String, Oid)>,
    /// How many there were before the limit.
    pub all: usize,
    /// The paths of those that are too large, whatever was looked for.
    pub too_large: Vec<String>,
}

impl Leaf {
    pub fn of(article: &Article, blob: Oid) -> Leaf {
        let reach = if article.is_public() { Reach::Public } else { Reach::Internal };
        let mut leaf = Leaf::without_words(article.path.clone(), blob, reach);
        append_words(&article.title, &mut leaf.title);
        append_words(&article.text, &mut leaf.said);
        leaf
    }

    pub fn without_words(path: String, blob: Oid, reach: Reach) -> Leaf {
        Leaf { path, blob, reach, title: String::new(), said: String::new() }
    }
}

/// These are asked of the index of words.
impl Index {
    /// What the articles are true of; `None`: none was ever asked for.
    pub fn articles_ground(&self) -> Result<Option<Vec<u8>>> {
        self.note(GROUND)
    }

    /// Path and file of every article that is known.
    pub fn articles(&self) -> Result<Vec<(String, Oid)>> {
        let mut query = self.db.prepare_cached("SELECT path, blob FROM article")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Brings the articles from one ground to another: those that are new or changed, and those whose paths are gone.
    ///
    /// # Errors
    /// Those of SQLite, nothing is changed then; [`Error::Busy`] when somebody else moved them meanwhile.
    pub fn advance_articles(&mut self, from: Option<&[u8]>, to: &[u8], new: &[Leaf], gone: &[String]) -> Result<()> {
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if note(&change, GROUND)?.as_deref() != from {
            return Err(Error::Busy);
        }
        let old = gone.iter().chain(new.iter().map(|leaf| &leaf.path));
        old.into_iter().try_for_each(|path| remove(&change, path))?;
        new.iter().try_for_each(|leaf| insert(&change, leaf))?;
        set_note(&change, GROUND, to)?;
        change.commit()?;
        Ok(())
    }

    /// What is wanted of the articles of this ground.
    ///
    /// # Errors
    /// Those of SQLite; [`Error::Busy`] when somebody else has brought the articles elsewhere.
    pub fn find_articles(&self, ground: &[u8], wanted: &Wanted) -> Result<Leaves> {
        // All that is asked is asked of one moment.
        let reading = self.db.unchecked_transaction()?;
        if self.articles_ground()?.as_deref() != Some(ground) {
            return Err(Error::Busy);
        }
        // Who may see an article is said of all of it.
        let everywhere = Wanted { public: false, ..*wanted };
        let expressions = Expressions::of(&everywhere, &Known { db: &self.db, table: KNOWN })?;
        let ask = Ask { db: &self.db, last: if wanted.public { Reach::Public } else { Reach::Internal } };
        let limit = wanted.limit.unwrap_or(usize::MAX);
        let mut found = Vec::new();
        for class in &expressions.classes {
            if found.len() < limit {
                found.extend(ask.best(class, limit - found.len())?);
            }
        }
        let all = if found.len() < limit { found.len() } else { ask.count(&expressions.all)? };
        let too_large = if wanted.public { Vec::new() } else { ask.too_large()? };
        reading.finish()?;
        Ok(Leaves { found, all, too_large })
    }
}

struct Ask<'a> {
    db: &'a Connection,
    /// The farthest that may be found.
    last: Reach,
}

impl Ask<'_> {
    /// The first so many of those that match.
    fn best(&self, expression: &str, limit: usize) -> Result<Vec<(String, Oid)>> {
        let mut query = self.db.prepare_cached(
            "SELECT path, blob FROM article_words CROSS JOIN article ON place = article_words.rowid
            WHERE article_words MATCH ? AND reach <= ? ORDER BY path LIMIT ?",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map((expression, self.last as i64, limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn count(&self, expression: &str) -> Result<usize> {
        let mut query = self.db.prepare_cached(
            "SELECT count(*) FROM article_words CROSS JOIN article ON place = article_words.rowid
            WHERE article_words MATCH ? AND reach <= ?",
        )?;
        let count = query.query_row((expression, self.last as i64), |row| row.get::<_, i64>(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn too_large(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare_cached("SELECT path FROM article WHERE reach = ? ORDER BY path")?;
        let rows = query.query_map([Reach::TooLarge as i64], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn insert(db: &Connection, leaf: &Leaf) -> Result<()> {
    let mut row = db.prepare_cached("INSERT INTO article (path, blob, reach) VALUES (?, ?, ?)")?;
    let place = row.insert((&leaf.path, &leaf.blob, leaf.reach as i64))?;
    if matches!(leaf.reach, Reach::Public | Reach::Internal) {
        let mut words = db.prepare_cached("INSERT INTO article_words (rowid, title, said) VALUES (?, ?, ?)")?;
        words.execute((place, &leaf.title, &leaf.said))?;
    }
    Ok(())
}

fn remove(db: &Connection, path: &str) -> Result<()> {
    let mut row = db.prepare_cached("DELETE FROM article WHERE path = ? RETURNING place")?;
    let places = row.query_map([path], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut words = db.prepare_cached("DELETE FROM article_words WHERE rowid = ?")?;
    places.into_iter().try_for_each(|place| words.execute([place]).map(drop))?;
    Ok(())
}
