//! The objects of a push that is not taken yet: git keeps them aside while its hooks judge them.

use super::error::{Error, Result};
use super::open::Found;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder that leads to the objects of a push and to those of the repository; gone when dropped.
pub struct Quarantine {
    _dir: tempfile::TempDir,
}

impl Found {
    /// Reads the objects in `aside` too, and in the folders of `more`, which git may have put in quotes.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn with_objects(mut self, aside: &Path, more: &[PathBuf]) -> Result<(Found, Quarantine)> {
        let dir = tempfile::tempdir().map_err(|e| Error::io(Path::new("tmp"), &e))?;
        let own = self.repo.objects.store_ref().path().to_owned();
        let others = more.iter().map(|path| unquoted(path));
        let mut folders: Vec<PathBuf> = Vec::new();
        for path in [aside.to_owned(), own].into_iter().chain(others) {
            // One that is not there holds nothing; git passes it over too.
            let Ok(path) = path.canonicalize() else { continue };
            if !folders.contains(&path) {
                folders.push(path);
            }
        }
        let list: String = folders.iter().map(|path| format!("{}\n", path.display())).collect();
        let info = dir.path().join("info");
        std::fs::create_dir(&info).map_err(|e| Error::io(&info, &e))?;
        std::fs::write(info.join("alternates"), list).map_err(|e| Error::io(&info, &e))?;
        let hash = self.repo.object_hash();
        let options = gix::odb::store::init::Options::default();
        let objects = gix::odb::Store::at_opts(dir.path().to_owned(), hash, &mut std::iter::empty(), options);
        let mut shared = self.repo.into_sync();
        shared.objects = Arc::new(objects.map_err(|e| Error::io(dir.path(), &e))?);
        self.repo = shared.to_thread_local();
        Ok((self, Quarantine { _dir: dir }))
    }
}

/// git puts a path in quotes that has the separator in it.
fn unquoted(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    text.strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .map_or_else(|| path.to_owned(), PathBuf::from)
}
