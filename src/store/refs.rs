//! Reading the desk's ref, and moving it only if it is still where we saw it.
//!
//! Compare-and-swap is our own: gix takes its snapshot of `packed-refs` before it locks and never
//! syncs, so a `git pack-refs` at the wrong instant could make it overwrite a newer value. Here the
//! comparison happens while git's own `<ref>.lock` is held, loose file first, then a fresh
//! `packed-refs`; the new value is on disk before the name points to it. Repositories in the reftable
//! format go through `git update-ref --stdin`, which has the same guarantee.

use super::error::{Error, Result};
use super::lock::WriteLock;
use crate::kit::child;
use gix::ObjectId;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// git follows no longer chain of symbolic refs.
const SYMREF_DEPTH: usize = 5;

/// How the repository keeps its refs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Files,
    Reftable,
}

/// What became of an attempt to move the ref.
#[derive(Debug, PartialEq, Eq)]
pub enum Swap {
    Moved,
    /// Somebody else moved the ref, or holds its lock just now: plan again on the new tip.
    Lost,
}

/// The place where a repository keeps its refs.
pub struct Refs {
    pub common_dir: PathBuf,
    pub backend: Backend,
    /// Write a line of history for the ref even where there is none yet (`core.logAllRefUpdates`).
    pub reflog: bool,
}

impl Refs {
    /// The commit that a full ref name points to now; `None` when there is no such ref.
    pub fn read(&self, name: &str) -> Result<Option<ObjectId>> {
        match self.backend {
            Backend::Files => self.read_files(name),
            Backend::Reftable => self.read_through_git(name),
        }
    }

    fn read_files(&self, name: &str) -> Result<Option<ObjectId>> {
        let path = self.common_dir.join(name);
        match fs::read(&path) {
            Ok(bytes) => parse_oid(name, &String::from_utf8_lossy(&bytes)).map(Some),
            Err(e) if absent(&e) => self.read_packed(name),
            Err(e) => Err(Error::io(&path, &e)),
        }
    }

    /// The ref that a name stands for in the end: a symbolic ref is followed as far as git follows it.
    ///
    /// # Errors
    /// [`Error::Corrupt`] for a chain without an end.
    pub fn resolve(&self, name: &str) -> Result<String> {
        let mut name = name.to_owned();
        for _ in 0..SYMREF_DEPTH {
            match self.target(&name)? {
                Some(target) => name = target,
                None => return Ok(name),
            }
        }
        Err(Error::Corrupt { what: name, cause: "symbolic ref without an end".to_owned() })
    }

    fn target(&self, name: &str) -> Result<Option<String>> {
        let text = match self.backend {
            Backend::Files => fs::read_to_string(self.common_dir.join(name)).ok(),
            Backend::Reftable => {
                let asked = child::git(&self.common_dir, &["symbolic-ref", "-q", name]).text();
                asked.ok().map(|target| format!("ref: {target}"))
            }
        };
        let Some(target) = text.as_deref().and_then(|t| t.strip_prefix("ref: ")) else { return Ok(None) };
        let target = target.trim_end();
        match gix::validate::reference::name(target.into()) {
            Ok(_) => Ok(Some(target.to_owned())),
            Err(_) => Err(Error::Corrupt { what: name.to_owned(), cause: format!("{target:?}") }),
        }
    }

    fn read_packed(&self, name: &str) -> Result<Option<ObjectId>> {
        let path = self.common_dir.join("packed-refs");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::io(&path, &e)),
        };
        let line = text.lines().filter_map(|l| l.split_once(' ')).find(|(_, n)| *n == name);
        line.map(|(oid, _)| parse_oid(name, oid)).transpose()
    }

    fn read_through_git(&self, name: &str) -> Result<Option<ObjectId>> {
        // The pattern matches what is below the name, too.
        let args = ["for-each-ref", "--format=%(objectname) %(refname)", "--", name];
        let text = child::git(&self.common_dir, &args).text().map_err(git_error("for-each-ref"))?;
        let line = text.lines().filter_map(|l| l.split_once(' ')).find(|(_, n)| *n == name);
        line.map(|(oid, _)| parse_oid(name, oid)).transpose()
    }

    /// Points `name` to `new` if it still is at `old` (`None`: does not exist).
    ///
    /// # Errors
    /// [`Error::RefInTheWay`] when git cannot keep the name beside another one.
    pub fn swap(
        &self,
        lock: &mut WriteLock,
        name: &str,
        old: Option<ObjectId>,
        new: ObjectId,
        why: &Reason,
    ) -> Result<Swap> {
        match self.backend {
            Backend::Files => self.swap_files(lock, name, old, new, why),
            Backend::Reftable => self.swap_through_git(name, old, new, why),
        }
    }

    /// The ref could not be moved in time: what stands in the way, as far as that can be seen.
    pub fn busy(&self, name: &str) -> Error {
        let ref_lock = self.common_dir.join(format!("{name}.lock"));
        Error::Busy(if ref_lock.exists() { ref_lock } else { self.common_dir.join(name) })
    }

    fn swap_files(
        &self,
        lock: &mut WriteLock,
        name: &str,
        old: Option<ObjectId>,
        new: ObjectId,
        why: &Reason,
    ) -> Result<Swap> {
        let path = self.common_dir.join(name);
        let ref_lock = self.common_dir.join(format!("{name}.lock"));
        let dir = path.parent().expect("a full ref name has a directory");
        match fs::create_dir_all(dir) {
            Ok(()) => {}
            // git removed an empty one of them in this instant: try again.
            Err(e) if e.kind() == ErrorKind::AlreadyExists && self.above(name).is_none() => return Ok(Swap::Lost),
            Err(e) => return Err(self.in_the_way(name, dir, &e)),
        }
        let content = new.to_hex().to_string();
        lock.note(name, &content)?;
        if !self.place(&ref_lock, &content)? {
            lock.clear();
            return Ok(Swap::Lost);
        }
        let moved = self.exchange(name, &path, &ref_lock, old);
        if !matches!(moved, Ok(Swap::Moved)) {
            fs::remove_file(&ref_lock).ok();
        }
        lock.clear();
        if moved? == Swap::Lost {
            return Ok(Swap::Lost);
        }
        self.append_reflog(name, old, new, why);
        Ok(Swap::Moved)
    }

    /// Takes git's lock file in one step with its content, so that it never stands there empty.
    /// `false`: somebody else has it.
    fn place(&self, ref_lock: &Path, content: &str) -> Result<bool> {
        let own = self.common_dir.join("desk").join("ref.new");
        // What a killed writer left here may be a second name of the ref itself: never write through it.
        fs::remove_file(&own).ok();
        if let Err(e) = write_durably(&own, content) {
            fs::remove_file(&own).ok();
            return Err(Error::io(&own, &e));
        }
        let placed = match fs::hard_link(&own, ref_lock) {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(false),
            // The directory was emptied and removed by git in this instant: try again.
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
            Err(_) => create_new(ref_lock, content),
        };
        fs::remove_file(&own).ok();
        placed.map_err(|e| Error::io(ref_lock, &e))
    }

    fn exchange(&self, name: &str, path: &Path, ref_lock: &Path, old: Option<ObjectId>) -> Result<Swap> {
        if self.read_files(name)? != old {
            return Ok(Swap::Lost);
        }
        if old.is_none()
            && let Some(other) = self.packed_in_the_way(name)
        {
            return Err(Error::RefInTheWay { reference: name.to_owned(), other });
        }
        if path.is_dir() {
            // Empty directories are left over from deleted refs; git removes them too.
            remove_empty_dirs(path);
        }
        fs::rename(ref_lock, path).map_err(|e| self.in_the_way(name, path, &e))?;
        let dir = path.parent().expect("a full ref name has a directory");
        sync_dir(dir).map_err(|e| Error::io(dir, &e))?;
        Ok(Swap::Moved)
    }

    /// A packed ref that git cannot keep beside this name: one is the directory of the other.
    fn packed_in_the_way(&self, name: &str) -> Option<String> {
        let text = fs::read_to_string(self.common_dir.join("packed-refs")).ok()?;
        let is_within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        let mut names = text.lines().filter_map(|l| l.split_once(' ')).map(|(_, n)| n);
        names.find(|n| is_within(n, name) || is_within(name, n)).map(str::to_owned)
    }

    /// Words an error of the file system at a ref: usually another ref's name is in the way.
    fn in_the_way(&self, name: &str, path: &Path, error: &std::io::Error) -> Error {
        use ErrorKind::{AlreadyExists, DirectoryNotEmpty, IsADirectory, NotADirectory};
        if !matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | IsADirectory | NotADirectory) {
            return Error::io(path, error);
        }
        let below = || Some(format!("{name}/{}", fs::read_dir(path).ok()?.flatten().next()?.file_name().display()));
        let other = self.above(name).or_else(below).unwrap_or_else(|| name.to_owned());
        Error::RefInTheWay { reference: name.to_owned(), other }
    }

    /// A ref whose name is the beginning of this one.
    fn above(&self, name: &str) -> Option<String> {
        let mut parts = name.rsplit_once('/').map(|(p, _)| p);
        while let Some(part) = parts {
            if self.common_dir.join(part).is_file() {
                return Some(part.to_owned());
            }
            parts = part.rsplit_once('/').map(|(p, _)| p);
        }
        None
    }

    /// One line in the ref's log, as git itself would write it. Best effort: the log is for people.
    fn append_reflog(&self, name: &str, old: Option<ObjectId>, new: ObjectId, why: &Reason) {
        let path = self.common_dir.join("logs").join(name);
        let wanted = self.reflog && name.starts_with("refs/heads/");
        if !wanted && !path.exists() {
            return;
        }
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir).ok();
        }
        let old = old.unwrap_or_else(|| ObjectId::null(new.kind()));
        let line = format!("{old} {new} {}\t{}\n", why.who, why.what.replace(['\n', '\t'], " "));
        if let Ok(mut file) = fs::OpenOptions::new().create(true).append(true).open(&path) {
            file.write_all(line.as_bytes()).ok();
        }
    }

    fn swap_through_git(&self, name: &str, old: Option<ObjectId>, new: ObjectId, why: &Reason) -> Result<Swap> {
        let old = old.unwrap_or_else(|| ObjectId::null(new.kind()));
        let input = format!("start\nupdate {name} {new} {old}\nprepare\ncommit\n");
        let args = ["update-ref", "-m", &format!("desk: {}", why.what), "--stdin"];
        match child::git(&self.common_dir, &args).input(input.into_bytes()).text() {
            Ok(_) => Ok(Swap::Moved),
            Err(child::Error::Failed { .. }) if self.read(name)?.unwrap_or(ObjectId::null(new.kind())) != old => {
                Ok(Swap::Lost)
            }
            Err(child::Error::Failed { stderr, .. })
                if stderr.contains("lock") && !stderr.contains("exists; cannot") =>
            {
                Ok(Swap::Lost)
            }
            Err(e) => Err(git_error("update-ref")(e)),
        }
    }
}

/// Who moves the ref and why, for its log.
pub struct Reason {
    /// `Name <address> seconds offset`
    pub who: String,
    pub what: String,
}

/// Turns an error of a git child process into ours.
pub fn git_error(command: &str) -> impl Fn(child::Error) -> Error + '_ {
    move |e| match e {
        child::Error::NotFound => Error::GitMissing,
        child::Error::Failed { stderr, .. } => Error::Git { command: command.to_owned(), stderr },
        child::Error::Io(cause) => Error::Git { command: command.to_owned(), stderr: cause },
    }
}

fn parse_oid(name: &str, text: &str) -> Result<ObjectId> {
    let corrupt = |_| Error::Corrupt { what: name.to_owned(), cause: format!("{:?}", text.trim_end()) };
    ObjectId::from_hex(text.trim_end().as_bytes()).map_err(corrupt)
}

fn absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory)
}

fn write_durably(path: &Path, content: &str) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    writeln!(file, "{content}")?;
    file.sync_all()
}

fn create_new(path: &Path, content: &str) -> std::io::Result<bool> {
    let mut file = match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(e) => return Err(e),
    };
    writeln!(file, "{content}")?;
    file.sync_all()?;
    Ok(true)
}

/// Makes renames in a directory durable.
pub(super) fn sync_dir(dir: &Path) -> std::io::Result<()> {
    // Directories cannot be opened on every system; where they cannot, there is nothing to sync.
    match File::open(dir) {
        Ok(handle) => handle.sync_all(),
        Err(_) => Ok(()),
    }
}

fn remove_empty_dirs(path: &Path) {
    if let Ok(entries) = fs::read_dir(path) {
        for entry in entries.flatten().filter(|e| e.path().is_dir()) {
            remove_empty_dirs(&entry.path());
        }
    }
    fs::remove_dir(path).ok();
}
