//! One writer of a clone at a time, and no lock of a dead one in the way.
//!
//! Writers queue on a kernel lock (`<common dir>/desk/write.lock`), which dies with its process. Its
//! file notes which ref the holder is about to lock and the commit that it will write there. The note
//! names the ref and not a path, so that it holds after the repository has moved. A writer that is
//! killed leaves the note behind; the next holder compares and removes a `<ref>.lock` that can only be
//! the dead writer's. Without this, some of the writers killed at random instants blocked every later
//! write to the branch, git's own included.

use super::error::{Error, Result};
use super::tidy;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a writer waits for its turn. Twenty writers of ten tickets need well under a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// The right to write, until dropped.
pub struct WriteLock {
    file: File,
    path: PathBuf,
    common_dir: PathBuf,
}

impl WriteLock {
    /// Waits for the lock and clears away what a dead holder left.
    ///
    /// # Errors
    /// [`Error::Busy`] after a minute; [`Error::NotWritable`] and its kin when the directory cannot be
    /// written.
    pub fn take(common_dir: &Path) -> Result<WriteLock> {
        let dir = common_dir.join("desk");
        fs::create_dir_all(&dir).map_err(|e| Error::io(&dir, &e))?;
        let path = dir.join("write.lock");
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = open.map_err(|e| Error::io(&path, &e))?;
        wait_for(&file, &path)?;
        let mut lock = WriteLock { file, path, common_dir: common_dir.to_owned() };
        lock.clear_the_dead()?;
        tidy::release_the_dead(common_dir);
        Ok(lock)
    }

    /// Notes the ref that is about to be locked and what will be in its lock.
    pub fn note(&mut self, reference: &str, content: &str) -> Result<()> {
        self.rewrite(format!("{content}\n{reference}").as_bytes())
    }

    /// Forgets the note: the ref lock is gone. A note that stays does no harm.
    pub fn clear(&mut self) {
        self.rewrite(b"").ok();
    }

    fn rewrite(&mut self, note: &[u8]) -> Result<()> {
        let write = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(note)
        };
        write(&mut self.file).map_err(|e| Error::io(&self.path, &e))
    }

    fn clear_the_dead(&mut self) -> Result<()> {
        let mut note = Vec::new();
        self.file.read_to_end(&mut note).map_err(|e| Error::io(&self.path, &e))?;
        if let Some(ref_lock) = self.left_behind(&note) {
            fs::remove_file(&ref_lock).map_err(|e| Error::io(&ref_lock, &e))?;
        }
        if !note.is_empty() {
            self.clear();
        }
        Ok(())
    }

    /// The ref lock of the writer that left this note, if it is still there. It appears with its content
    /// in one step, so it is the dead writer's exactly when it holds the commit that only that writer
    /// made.
    fn left_behind(&self, note: &[u8]) -> Option<PathBuf> {
        let (content, reference) = std::str::from_utf8(note).ok()?.split_once('\n')?;
        if !reference.starts_with("refs/") || reference.contains("..") {
            return None;
        }
        let ref_lock = self.common_dir.join(format!("{reference}.lock"));
        let there = fs::read(&ref_lock).ok()?;
        (there.trim_ascii_end() == content.as_bytes()).then_some(ref_lock)
    }
}

#[expect(clippy::disallowed_methods, reason = "waits for another writer, and not for ever")]
fn wait_for(file: &File, path: &Path) -> Result<()> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(e)) => return Err(Error::io(path, &e)),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return Err(Error::Busy(path.to_owned())),
            Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}
