//! Opening the repository and finding the desk in it.

use super::Store;
use super::error::{Error, Result};
use super::refs::{Backend, Refs};
use gix::bstr::ByteSlice;
use std::path::{Path, PathBuf};

/// The branch of a desk that chose no other.
pub const DEFAULT_REF: &str = "refs/heads/tickets";
/// Memory for the bases of delta chains, which neighbours in history share, per thread. gix's own default
/// is 64 entries, which made reading a long history several times slower.
const BASES: usize = 32 << 20;
/// Memory for unpacked objects, per thread: the new trees of a commit are the old ones of the next.
const OBJECTS: usize = 16 << 20;

/// Lets a thread's access to the objects remember what it unpacked.
pub(super) fn with_caches(mut repo: gix::Repository) -> gix::Repository {
    repo.objects
        .set_pack_cache(|| Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(BASES)));
    repo.object_cache_size(OBJECTS);
    repo
}

/// A repository, before it is known where its desk is.
pub struct Found {
    pub(super) repo: gix::Repository,
    /// Where it was looked for.
    dir: PathBuf,
}

impl Found {
    /// The repository of `dir` as git would find it (`GIT_DIR` and its kin included).
    ///
    /// # Errors
    /// [`Error::NotARepository`], [`Error::UnsafeRepository`].
    pub fn at(dir: &Path) -> Result<Found> {
        // Absolute: gix does not find the repository from inside its git directory by `.`.
        Ok(Found { repo: discover(&absolute(dir)?)?, dir: dir.to_owned() })
    }

    pub fn is_at(&self, dir: &Path) -> bool {
        self.dir == dir
    }

    /// A value of git's configuration.
    pub fn config(&self, key: &str) -> Option<String> {
        self.repo.config_snapshot().string(key).map(|v| v.to_string())
    }

    /// The desk on `reference` (a branch name or a full ref), else on `desk.ref`, else on `tickets`.
    ///
    /// # Errors
    /// [`Error::BadRef`].
    pub fn desk(self, reference: Option<&str>, seed: u64) -> Result<Store> {
        let repo = with_caches(self.repo);
        let config = repo.config_snapshot();
        let configured = config.string("desk.ref").map(|r| r.to_str_lossy().into_owned());
        let name = full_name(reference.or(configured.as_deref()).unwrap_or(DEFAULT_REF))?;
        let refs = Refs {
            common_dir: absolute(repo.common_dir())?,
            backend: backend(&config),
            reflog: config.boolean("core.logAllRefUpdates").unwrap_or(!repo.is_bare()),
        };
        let name = refs.resolve(&name)?;
        let store = Store { repo, name, refs, seed };
        store.fill_in();
        Ok(store)
    }
}

impl Store {
    /// The desk in the repository of `dir`.
    ///
    /// # Errors
    /// As [`Found::at`] and [`Found::desk`].
    pub fn open(dir: &Path, reference: Option<&str>, seed: u64) -> Result<Store> {
        Found::at(dir)?.desk(reference, seed)
    }

    /// The repository with this git directory, whatever the environment says of another one.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_at(git_dir: &Path, reference: Option<&str>, seed: u64) -> Result<Store> {
        let options = gix::open::Options::default().bail_if_untrusted(true).open_path_as_is(true);
        match gix::ThreadSafeRepository::open_opts(git_dir, options) {
            Ok(repo) => Found { repo: repo.to_thread_local(), dir: git_dir.to_owned() }.desk(reference, seed),
            Err(error) => Err(why_not(git_dir, &error)),
        }
    }
}

fn discover(dir: &Path) -> Result<gix::Repository> {
    let found = gix::ThreadSafeRepository::discover_with_environment_overrides_opts(dir, upwards(), strict());
    found.map(|repo| repo.to_thread_local()).map_err(|error| why_not(dir, &error))
}

/// The repository of a directory that was named, whatever the environment says of another one.
pub(super) fn discover_there(dir: &Path) -> Result<gix::Repository> {
    let dir = absolute(dir)?;
    let found = gix::ThreadSafeRepository::discover_opts(&dir, upwards(), strict());
    found
        .map(|repo| with_caches(repo.to_thread_local()))
        .map_err(|error| why_not(&dir, &error))
}

fn upwards() -> gix::discover::upwards::Options<'static> {
    gix::discover::upwards::Options { match_ceiling_dir_or_error: false, ..Default::default() }
}

fn strict() -> gix::sec::trust::Mapping<gix::open::Options> {
    let options = || gix::open::Options::default().bail_if_untrusted(true);
    gix::sec::trust::Mapping { full: options(), reduced: options() }
}

/// gix says why in words only; what we need to know is whether there is a repository at all.
fn why_not(dir: &Path, error: &gix::Error) -> Error {
    let found = gix::discover::upwards(dir);
    let text: String = error.iter_errors().map(|e| format!("{e}: ")).collect();
    if text.contains("safe") || text.contains("trust") || text.contains("owned") {
        return Error::UnsafeRepository(dir.to_owned());
    }
    match found {
        Ok(_) => {
            Error::Corrupt { what: dir.display().to_string(), cause: text.trim_end_matches([':', ' ']).to_owned() }
        }
        Err(_) => Error::NotARepository(dir.to_owned()),
    }
}

fn backend(config: &gix::config::Snapshot<'_>) -> Backend {
    match config.string("extensions.refStorage") {
        Some(format) if format.to_str_lossy().starts_with("reftable") => Backend::Reftable,
        _ => Backend::Files,
    }
}

/// A branch name or full ref as a full ref that git accepts.
fn full_name(name: &str) -> Result<String> {
    let full = if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") };
    let bad = || Error::BadRef(name.to_owned());
    gix::validate::reference::name(full.as_bytes().as_bstr()).map_err(|_| bad())?;
    // git makes no such branch: it would read the name as an option.
    if full.starts_with("refs/heads/-") {
        return Err(bad());
    }
    Ok(full)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    path.canonicalize().map_err(|e| Error::io(path, &e))
}
