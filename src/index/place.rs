//! Where an index lies, and how a new one takes the place of an old one.
//!
//! A directory for each desk. An index is never written over while others may read it: a new one is made under a
//! name of its own, and a small file, `current`, is moved to name it. What is named no more is removed.

use super::schema::{self, Shelf};
use super::{Index, Result};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file on whose lock those wait who put an index in use.
const LOCK: &str = "lock";
/// The file that names the index in use.
const CURRENT: &str = "current";
/// How long another process may have the index in hand before the answer comes from git.
const PATIENCE: Duration = Duration::from_millis(2_000);

/// The directory of one desk's index.
#[derive(Clone, Debug)]
pub struct Place {
    dir: PathBuf,
    shelf: Shelf,
}

/// An index in the making, that nobody else sees yet. Dropped unfinished, nothing is left of it.
pub struct Draft {
    index: Index,
    place: Place,
    /// Until it is moved to its own name.
    file: tempfile::NamedTempFile,
}

impl Place {
    /// `root` is the folder of all indexes of a repository, `reference` the full name of the desk's ref.
    pub fn of(root: &Path, reference: &str) -> Place {
        let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '=' };
        let hash = crate::domain::ticket::TicketId::derived("index", reference);
        let name: String = reference.trim_start_matches("refs/heads/").chars().map(plain).take(60).collect();
        Place { dir: root.join(format!("{name}-{hash}")), shelf: Shelf::Tickets }
    }

    /// Where the words to search for are kept, beside the rest.
    pub fn texts(&self) -> Place {
        let mut name = self.dir.file_name().unwrap_or_default().to_owned();
        name.push("-texts");
        Place { dir: self.dir.with_file_name(name), shelf: Shelf::Texts }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The index in use; `None`: there is none, or one of another version.
    ///
    /// # Errors
    /// When there is one that cannot be used.
    pub fn open(&self) -> Result<Option<Index>> {
        let Some(file) = self.current()? else { return Ok(None) };
        if !file.is_file() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&file, flags)?;
        db.busy_timeout(PATIENCE)?;
        if !schema::is_ours(&db)? {
            return Ok(None);
        }
        schema::journal(&db)?;
        Index::over(db).map(Some)
    }

    fn current(&self) -> Result<Option<PathBuf>> {
        match fs::read_to_string(self.dir.join(CURRENT)) {
            Ok(name) if is_name(name.trim()) => Ok(Some(self.dir.join(name.trim()))),
            Ok(_) => Ok(None),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Begins a new index.
    pub fn draft(&self) -> Result<Draft> {
        fs::create_dir_all(&self.dir)?;
        let file = tempfile::Builder::new().prefix("new-").suffix(".sqlite").tempfile_in(&self.dir)?;
        let db = Connection::open_with_flags(
            file.path(),
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        schema::begin(&db, self.shelf)?;
        Ok(Draft { index: Index::over(db)?, place: self.clone(), file })
    }

    /// Removes whatever is here.
    pub fn clear(&self) -> Result<()> {
        match fs::remove_dir_all(&self.dir) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(e.into()),
            _ => Ok(()),
        }
    }

    /// Bytes on disk.
    pub fn size(&self) -> u64 {
        let files = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum()
    }

    /// Names `file` as the index in use, and removes those that it follows.
    fn name(&self, file: &str) -> Result<()> {
        let mut pointer = tempfile::NamedTempFile::new_in(&self.dir)?;
        pointer.write_all(file.as_bytes())?;
        pointer.persist(self.dir.join(CURRENT)).map_err(|e| e.error)?;
        for old in fs::read_dir(&self.dir)?.flatten() {
            let name = old.file_name().to_string_lossy().into_owned();
            let stem = name.split(".sqlite").next().unwrap_or_default();
            if is_name(&format!("{stem}.sqlite")) && !name.starts_with(file) {
                // Whoever still reads it keeps what it has open.
                let _ = fs::remove_file(old.path());
            }
        }
        Ok(())
    }
}

/// `<ten characters>.sqlite`, and nothing that leads elsewhere.
fn is_name(name: &str) -> bool {
    name.strip_suffix(".sqlite").and_then(crate::domain::ticket::TicketId::parse).is_some()
}

impl Draft {
    /// The index to fill. It belongs to this process alone.
    pub fn index(&mut self) -> &mut Index {
        &mut self.index
    }

    /// Puts it in use. Of two that are made at once the last one stays.
    pub fn finish(self) -> Result<Index> {
        let Draft { index, place, file } = self;
        schema::finish(&index.db, place.shelf)?;
        drop(index);
        file.as_file().sync_all()?;
        let unique = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stamp = format!("{unique} {:?}", file.as_file().metadata()?.modified()?);
        let name = format!("{}.sqlite", crate::domain::ticket::TicketId::derived("index", &stamp));
        // Of two that end at once, neither removes what the other is about to name.
        let one_by_one = fs::File::create(place.dir.join(LOCK))?;
        one_by_one.lock()?;
        file.persist(place.dir.join(&name)).map_err(|e| e.error)?;
        let db = Connection::open_with_flags(
            place.dir.join(&name),
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        db.busy_timeout(PATIENCE)?;
        schema::journal(&db)?;
        place.name(&name)?;
        Index::over(db)
    }
}
