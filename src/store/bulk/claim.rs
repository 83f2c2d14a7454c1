//! The right to import into a clone, and where an interrupted import goes on.
//!
//! The progress of an import is a ref, `refs/desk/import/<key>`; its packs are listed in
//! `<common dir>/desk/import-<key>.packs`. The lock is the kernel's (`<common dir>/desk/import.lock`)
//! and is handed to the child as well: when we are killed it stays taken until the child, too, is done
//! with the ref, so that whoever comes next finds the progress at rest.

use super::{Error, path_of};
use crate::kit::child::git;
use crate::store::ancestry::is_ancestor;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What fast-import writes into the `.keep` of a pack that it is about to end.
const KEPT: &str = "fast-import";
/// How long a child that outlived its parent may take to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// One import of one stream into one clone.
#[derive(Debug)]
pub struct Claim {
    pub(super) git_dir: PathBuf,
    /// Where the packs of the clone are.
    pub(super) packs: PathBuf,
    /// The list of the packs that this import made, interrupted runs included.
    pub(super) made: PathBuf,
    pub(super) lock: File,
    reference: String,
    /// The last commit that an interrupted run left.
    tip: Option<String>,
}

impl Claim {
    /// Claims the import of the stream with this key: letters, digits and hyphens.
    ///
    /// # Errors
    /// [`Error::Busy`] while another import is at work.
    pub fn take(git_dir: &Path, key: &str) -> Result<Claim, Error> {
        let key: String = key.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let common = absolute(git_dir, &["--git-common-dir"])?;
        let desk = common.join("desk");
        fs::create_dir_all(&desk).map_err(|e| Error::io(&desk, e))?;
        let lock = lock(&desk.join("import.lock"))?;
        let reference = format!("refs/desk/import/{key}");
        // Only whoever holds our lock moves this ref, so git's lock of it is a killed run's.
        remove(&common.join(format!("{reference}.lock")))?;
        let tip = read_ref(git_dir, &reference)?;
        let packs = absolute(git_dir, &["--git-path", "objects/pack"])?;
        release_the_dead(&packs);
        Ok(Claim {
            git_dir: git_dir.to_owned(),
            packs,
            made: desk.join(format!("import-{key}.packs")),
            lock,
            reference,
            tip,
        })
    }

    /// The full name of the progress ref.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Where the import builds on, given the branch's tip: the progress of an interrupted run if that
    /// has everything that the branch has, else the branch; what was left is dropped then.
    pub fn base(&self, branch: Option<&str>) -> Result<Option<String>, Error> {
        let Some(tip) = &self.tip else { return Ok(branch.map(str::to_owned)) };
        let contained = match branch {
            None => true,
            Some(branch) => is_ancestor(&self.git_dir, branch, tip).map_err(Error::git("merge-base"))?,
        };
        if contained {
            return Ok(Some(tip.clone()));
        }
        self.drop_ref()?;
        Ok(branch.map(str::to_owned))
    }

    /// Forgets the progress: the branch has the import.
    pub fn finish(self) -> Result<(), Error> {
        self.drop_ref()?;
        remove(&self.made)
    }

    fn drop_ref(&self) -> Result<(), Error> {
        let args = ["update-ref", "--no-deref", "-d", &self.reference];
        git(&self.git_dir, &args).bytes().map_err(Error::git("update-ref"))?;
        Ok(())
    }
}

/// A run that was killed while it ended a pack leaves the pack's `.keep`: git would never pack it anew, and the same
/// pack could not be written again. Whoever has the lock is the only import.
fn release_the_dead(packs: &Path) {
    for entry in fs::read_dir(packs).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_keep = path.extension().is_some_and(|extension| extension == "keep");
        if is_keep && fs::read_to_string(&path).is_ok_and(|text| text.trim() == KEPT) {
            fs::remove_file(&path).ok();
        }
    }
}

/// Removes a file that may be gone already.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(Error::io(path, e)),
        _ => Ok(()),
    }
}

/// The commit that a ref holds, in hexadecimal.
pub(super) fn read_ref(git_dir: &Path, name: &str) -> Result<Option<String>, Error> {
    let args = ["for-each-ref", "--format=%(refname) %(objectname)", name];
    let found = git(git_dir, &args).text().map_err(Error::git("for-each-ref"))?;
    let named = |line: &str| line.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned);
    Ok(found.lines().find_map(named))
}

fn absolute(git_dir: &Path, what: &[&str]) -> Result<PathBuf, Error> {
    let mut args = vec!["rev-parse", "--path-format=absolute"];
    args.extend(what);
    Ok(path_of(git(git_dir, &args).bytes().map_err(Error::git("rev-parse"))?))
}

#[expect(clippy::disallowed_methods, reason = "waits for another import, and not for ever")]
fn lock(path: &Path) -> Result<File, Error> {
    let open = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let file = open.map_err(|e| Error::io(path, e))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(e)) => return Err(Error::io(path, e)),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return Err(Error::Busy(path.to_owned())),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}
