//! A repository to throw away, for trying out what would be written.

use super::Store;
use super::error::{Error, Result};
use super::refs::git_error;
use crate::kit::child;
use std::path::{Path, PathBuf};

/// A bare repository that borrows the objects of another; gone when dropped.
pub struct Scratch {
    dir: tempfile::TempDir,
}

impl Scratch {
    pub fn path(&self) -> &Path {
        self.dir.path()
    }
}

impl Store {
    /// A bare repository in the system's temporary directory that can read everything of this one.
    pub fn scratch(&self) -> Result<Scratch> {
        let unwritable = |e: std::io::Error| Error::io(&PathBuf::from("tmp"), &e);
        let dir = tempfile::tempdir().map_err(unwritable)?;
        let format = format!("--object-format={}", self.repo.object_hash());
        child::git_in(dir.path(), &["init", "-q", "--bare", &format])
            .text()
            .map_err(git_error("init"))?;
        let borrowed = self.repo.objects.store_ref().path().canonicalize().map_err(unwritable)?;
        let alternates = dir.path().join("objects/info/alternates");
        std::fs::write(&alternates, format!("{}\n", borrowed.display())).map_err(|e| Error::io(&alternates, &e))?;
        Ok(Scratch { dir })
    }
}
