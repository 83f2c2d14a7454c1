//! Syncing by itself after a write: that only one process does it, and what became of the last time.

use super::Store;
use super::error::{Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::PathBuf;

/// Below the common git directory; the first is locked by whoever is at it, the second says why the last time failed.
const LOCK: &str = "desk/autosync.lock";
const FAILURE: &str = "desk/autosync";
/// Characters of a reason that are kept.
const REASON: usize = 400;

/// The right to sync by itself, until dropped. It dies with its process.
pub struct AutosyncLock(#[expect(dead_code, reason = "held, not read")] File);

impl Store {
    /// `None`: somebody else is at it.
    ///
    /// # Errors
    /// [`Error::NotWritable`] and its kin.
    pub fn autosync_lock(&self) -> Result<Option<AutosyncLock>> {
        let path = self.place(LOCK)?;
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = open.map_err(|e| Error::io(&path, &e))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(AutosyncLock(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(Error::io(&path, &e)),
        }
    }

    /// Why the last sync by itself failed, in one line; `None`: it did not.
    pub fn autosync_failure(&self) -> Option<String> {
        let text = fs::read_to_string(self.common_dir().join(FAILURE)).ok()?;
        let line = text.lines().next().unwrap_or_default();
        Some(line.chars().take(REASON).collect())
    }

    /// Keeps why it failed, or forgets it. A disk that takes no note changes nothing else.
    pub fn note_autosync(&self, failure: Option<&str>) {
        match failure {
            Some(why) => drop(self.place(FAILURE).map(|path| fs::write(path, format!("{why}\n")))),
            None => drop(fs::remove_file(self.common_dir().join(FAILURE))),
        }
    }

    fn place(&self, name: &str) -> Result<PathBuf> {
        let path = self.common_dir().join(name);
        let dir = path.parent().unwrap_or(&path);
        fs::create_dir_all(dir).map_err(|e| Error::io(dir, &e))?;
        Ok(path)
    }
}
