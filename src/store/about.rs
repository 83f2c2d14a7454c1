//! What there is around the desk in this repository: for `doctor`, `config`, and for taking it all away.

use super::Store;
use super::error::Result;
use super::lock::WriteLock;
use super::refs::{Backend, git_error};
use crate::domain::ticket::TicketId;
use crate::kit::child;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of git-desk in the common git directory.
const FOLDER: &str = "desk";
/// Refs on which imports keep how far they came, and exchanges what they saw and pushed elsewhere.
const REFS: [&str; 4] = ["refs/desk/import/", "refs/desk/incoming/", "refs/desk/remotes/", "refs/desk/aside/"];
/// The settings of a repository that are ours.
const SETTINGS: &str = r"^(desk\.|merge\.git-desk\.)";

/// Something of git-desk that is in the repository and not on the branch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// A text that somebody typed and that could not be written to the desk.
    Text(PathBuf),
    /// Locks and notes: whatever else is in our folder.
    File(PathBuf),
    /// How far an import came, or what an exchange saw.
    Ref(String),
    /// A key of the repository's own configuration.
    Setting(String),
    /// A hook of a server.
    Hook(PathBuf),
    /// Lines of ours in the file that says how paths are merged.
    Attributes(PathBuf),
}

impl Trace {
    /// A stable word for its kind, and what it is.
    pub fn told(&self) -> (&'static str, String) {
        match self {
            Trace::Text(path) => ("text", path.display().to_string()),
            Trace::File(path) => ("file", path.display().to_string()),
            Trace::Ref(name) => ("ref", name.clone()),
            Trace::Setting(key) => ("setting", key.clone()),
            Trace::Hook(path) => ("hook", path.display().to_string()),
            Trace::Attributes(path) => ("attributes", path.display().to_string()),
        }
    }
}

impl Store {
    /// How refs are stored: `files` or `reftable`.
    pub fn ref_storage(&self) -> &'static str {
        match self.refs.backend {
            Backend::Files => "files",
            Backend::Reftable => "reftable",
        }
    }

    /// How objects are named: `sha1` or `sha256`.
    pub fn object_format(&self) -> String {
        self.repo.object_hash().to_string()
    }

    /// History is cut off.
    pub fn is_shallow(&self) -> bool {
        self.repo.is_shallow().unwrap_or(false)
    }

    /// The remote that the desk is exchanged with: `origin`, else the only one.
    pub fn remote(&self) -> Option<String> {
        self.home_remote()
    }

    /// The worktrees that have the desk's branch checked out.
    pub fn worktrees(&self) -> Vec<PathBuf> {
        self.worktree_dirs()
    }

    /// The lock of the desk's ref, while there is one. Only something that was interrupted leaves it.
    pub fn ref_lock(&self) -> Option<PathBuf> {
        let path = self.common_dir().join(format!("{}.lock", self.reference()));
        path.exists().then_some(path)
    }

    /// git's version as it says it itself: `2.43.0`.
    ///
    /// # Errors
    /// [`super::Error::GitMissing`].
    pub fn git_version(&self) -> Result<String> {
        let said = child::git(self.common_dir(), &["version"]).text().map_err(git_error("version"))?;
        Ok(said.split_whitespace().nth(2).unwrap_or_default().to_owned())
    }

    /// Everything of git-desk outside the branch, in order.
    ///
    /// # Errors
    /// Those of git and of the disk.
    pub fn traces(&self) -> Result<Vec<Trace>> {
        let mut traces = Vec::new();
        files_below(&self.common_dir().join(FOLDER), &mut traces);
        let [imports, incoming, remotes, aside] = REFS;
        let asked = ["for-each-ref", "--format=%(refname)", imports, incoming, remotes, aside];
        let refs = child::git(self.common_dir(), &asked).text();
        traces.extend(refs.map_err(git_error("for-each-ref"))?.lines().map(|name| Trace::Ref(name.to_owned())));
        let keys = child::git(self.common_dir(), &["config", "--local", "--name-only", "--get-regexp", SETTINGS]);
        // git answers 1 when there is none.
        let mut keys: Vec<String> = keys.text().unwrap_or_default().lines().map(str::to_owned).collect();
        keys.dedup();
        traces.extend(keys.into_iter().map(Trace::Setting));
        traces.extend(self.own_hooks()?);
        if self.has_attributes() {
            traces.push(Trace::Attributes(self.attributes_path()));
        }
        traces.sort();
        traces.dedup();
        Ok(traces)
    }

    /// Takes traces away. Other writers are waited for, and find everything as in a fresh clone.
    ///
    /// # Errors
    /// Those of git and of the disk; what went before it is gone.
    pub fn remove(&self, traces: &[Trace]) -> Result<()> {
        let lock = WriteLock::take(self.common_dir())?;
        self.remove_hooks(traces)?;
        for trace in traces {
            match trace {
                Trace::Text(_) | Trace::File(_) | Trace::Hook(_) => {}
                Trace::Ref(name) => drop(self.ask(&["update-ref", "-d", name])?),
                Trace::Setting(key) => drop(self.ask(&["config", "--local", "--unset-all", key])?),
                Trace::Attributes(_) => drop(self.remove_attributes()?),
            }
        }
        let folder = self.common_dir().join(FOLDER);
        let removed = fs::remove_dir_all(&folder);
        drop(lock);
        match removed {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(super::Error::io(&folder, &e)),
            _ => Ok(()),
        }
    }

    pub(super) fn ask(&self, args: &[&str]) -> Result<String> {
        child::git(self.common_dir(), args).text().map_err(git_error(args[0]))
    }
}

/// The files of a folder and of those in it; a folder that is not there has none.
fn files_below(dir: &Path, out: &mut Vec<Trace>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files_below(&path, out);
        } else {
            out.push(if is_text(&path) { Trace::Text(path) } else { Trace::File(path) });
        }
    }
}

/// Texts are kept under a name of their own: an id, and what they are.
fn is_text(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.split_once('-')
        .is_some_and(|(id, rest)| TicketId::parse(id).is_some() && !rest.is_empty())
}
