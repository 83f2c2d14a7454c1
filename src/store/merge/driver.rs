//! One file of a merge that git makes in a worktree: by the law where git says which commits meet, else by the three
//! texts alone.
//!
//! With two commits the file is what [`Store::merge`] makes of them: the same as `sync`. In a rebase, a cherry-pick or
//! `git am` there are only texts: what was there before, what the branch has now, and what is put on top of it; the
//! last is taken for the later one.

use super::unheard::blob_at;
use super::{Joined, keys, limits, merge};
use crate::domain::ticket::law::{Overruled, between};
use crate::domain::ticket::{Ticket, TicketId};
use crate::kit::child;
use crate::store::error::{Error, Result};
use crate::store::format::{read_ticket_bytes, write_ticket};
use crate::store::history::is_ticket;
use crate::store::refs::git_error;
use crate::store::{Store, commit};
use gix::ObjectId;
use gix::objs::Write as _;
use std::path::Path;

/// The settings that tell git of the driver, and their values.
const SETTINGS: [(&str, &str); 2] = [
    ("merge.git-desk.name", "tickets and configuration of git-desk, field by field"),
    ("merge.git-desk.driver", "git-desk merge-driver %O %A %B %P"),
];
/// The lines of `info/attributes`.
const ATTRIBUTES: [&str; 4] = [
    "/tickets/** merge=git-desk",
    "/config/** merge=git-desk",
    "/articles/** merge=git-desk",
    "/desk.yaml merge=git-desk",
];

/// What git asks to merge: texts of one path.
#[derive(Clone, Copy, Debug)]
pub struct Drive<'a> {
    /// Below the top of the worktree, with `/`.
    pub path: &'a str,
    /// Empty where there was no file.
    pub base: &'a [u8],
    pub ours: &'a [u8],
    pub theirs: &'a [u8],
    /// The commit that is checked out, and the one that git says is merged into it.
    pub head: Option<ObjectId>,
    pub other: Option<ObjectId>,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Driven {
    /// By the law of all history: as `sync` would have it.
    Exact(Vec<u8>),
    /// By the texts alone; keys of which a value does not count.
    Texts { text: Vec<u8>, overruled: Vec<String> },
    /// Neither a ticket nor a file of the desk that can be read: git's own way.
    Foreign,
}

impl Store {
    /// What becomes of a file; nothing is written.
    ///
    /// # Errors
    /// Those of reading. A history that is cut off is no error: the texts decide then.
    pub fn drive(&self, drive: &Drive) -> Result<Driven> {
        let Some(head) = drive.head.filter(|head| self.is_desk(*head)) else { return Ok(Driven::Foreign) };
        if let Some(other) = drive.other
            && let Some(text) = self.by_history(drive, [head, other])?
        {
            return Ok(Driven::Exact(text));
        }
        Ok(if is_ticket(drive.path) { of_ticket(drive) } else { of_file(drive) })
    }

    /// Code has directories called `config`, too.
    fn is_desk(&self, head: ObjectId) -> bool {
        let tree = commit::tree_of(&self.repo, head);
        tree.and_then(|tree| blob_at(&self.repo, tree, "desk.yaml"))
            .is_ok_and(|blob| blob.is_some())
    }

    /// `None`: these are not the texts of the two commits, as in the middle of a merge of more than two.
    fn by_history(&self, drive: &Drive, heads: [ObjectId; 2]) -> Result<Option<Vec<u8>>> {
        let text = |repo: &gix::Repository, commit: ObjectId| -> Result<Option<Vec<u8>>> {
            let Some(blob) = blob_at(repo, commit::tree_of(repo, commit)?, drive.path)? else { return Ok(None) };
            let mut object = repo.find_object(blob).map_err(|e| Error::reading(blob, &e))?;
            Ok(Some(std::mem::take(&mut object.data)))
        };
        for (head, is) in heads.into_iter().zip([drive.ours, drive.theirs]) {
            if text(&self.repo, head)?.as_deref() != Some(is) {
                return Ok(None);
            }
        }
        let joined = match merge(&self.repo, heads[0], heads[1]) {
            Err(Error::Shallow | Error::Unrelated) => return Ok(None),
            joined => joined?,
        };
        let Joined::Merged(merged) = joined else { return text(&self.repo, joined.tip()) };
        let scratch = self.repo.clone().with_object_memory();
        for (id, kind, data) in &merged.objects {
            scratch.objects.write_buf(*kind, data).map_err(|e| Error::reading(id, &e))?;
        }
        text(&scratch, merged.commit)
    }

    /// The commit that a worktree has checked out.
    pub fn checked_out(&self, worktree: &Path) -> Option<ObjectId> {
        let head = child::git_in(worktree, &["rev-parse", "--verify", "-q", "HEAD^{commit}"]).text().ok()?;
        self.object(&head)
    }

    /// An object by its full name, if it is here.
    pub fn object(&self, name: &str) -> Option<ObjectId> {
        let id = ObjectId::from_hex(name.as_bytes()).ok()?;
        self.repo.has_object(id).then_some(id)
    }

    /// git's own merge of three files, into the first; with marks where lines meet. `false`: they do.
    ///
    /// # Errors
    /// [`Error::GitMissing`].
    pub fn merge_file(&self, ours: &Path, base: &Path, theirs: &Path) -> Result<bool> {
        let labels = ["-L", "ours", "-L", "base", "-L", "theirs"].map(std::ffi::OsStr::new);
        let files = [ours, base, theirs].map(Path::as_os_str);
        let args: Vec<_> = ["merge-file", "-q"]
            .map(std::ffi::OsStr::new)
            .into_iter()
            .chain(labels)
            .chain(files)
            .collect();
        match child::git(self.common_dir(), &args).bytes() {
            Ok(_) => Ok(true),
            Err(child::Error::Failed { .. }) => Ok(false),
            Err(e) => Err(git_error("merge-file")(e)),
        }
    }

    /// Tells git of the driver: in the repository's own configuration and its `info/attributes`.
    ///
    /// # Errors
    /// Those of git and of the disk.
    pub fn install_driver(&self) -> Result<()> {
        for (key, value) in SETTINGS {
            self.ask(&["config", "--local", key, value])?;
        }
        let mut lines = self.attributes()?;
        lines.retain(|line| !is_ours(line));
        lines.extend(ATTRIBUTES.map(str::to_owned));
        self.write_attributes(&lines)
    }

    /// Takes it all back; whether there was anything.
    ///
    /// # Errors
    /// Those of git and of the disk.
    pub fn remove_driver(&self) -> Result<bool> {
        let is_known = |(key, _): &(&str, &str)| self.config(key).is_some();
        let known: Vec<_> = SETTINGS.into_iter().filter(is_known).collect();
        for (key, _) in &known {
            self.ask(&["config", "--local", "--unset-all", key])?;
        }
        let took = self.remove_attributes()?;
        Ok(!known.is_empty() || took)
    }

    /// Whether `info/attributes` has lines of ours.
    pub(crate) fn has_attributes(&self) -> bool {
        self.attributes().is_ok_and(|lines| lines.iter().any(|line| is_ours(line)))
    }

    pub(crate) fn remove_attributes(&self) -> Result<bool> {
        let lines = self.attributes()?;
        let left: Vec<String> = lines.iter().filter(|line| !is_ours(line)).cloned().collect();
        if left.len() < lines.len() {
            self.write_attributes(&left)?;
        }
        Ok(left.len() < lines.len())
    }

    fn attributes(&self) -> Result<Vec<String>> {
        match std::fs::read_to_string(self.attributes_path()) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(Error::io(&self.attributes_path(), &e)),
        }
    }

    fn write_attributes(&self, lines: &[String]) -> Result<()> {
        let path = self.attributes_path();
        let write = || {
            if lines.is_empty() {
                return std::fs::remove_file(&path);
            }
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(&path, lines.join("\n") + "\n")
        };
        write().map_err(|e| Error::io(&path, &e))
    }

    /// The file of attributes that all worktrees share.
    pub(crate) fn attributes_path(&self) -> std::path::PathBuf {
        self.common_dir().join("info/attributes")
    }
}

fn is_ours(line: &str) -> bool {
    line.split_whitespace().any(|word| word == "merge=git-desk")
}

fn of_ticket(drive: &Drive) -> Driven {
    let limits = limits();
    let read = |bytes: &[u8]| -> std::result::Result<Option<Ticket>, ()> {
        if bytes.is_empty() {
            return Ok(None);
        }
        read_ticket_bytes(bytes, &limits).map(Some).map_err(|_| ())
    };
    let (Ok(base), Ok(Some(ours)), Ok(Some(theirs))) = (read(drive.base), read(drive.ours), read(drive.theirs)) else {
        return Driven::Foreign;
    };
    let same: Option<TicketId> = (ours.id == theirs.id).then_some(ours.id);
    let (Some(state), lost) = between(base.as_ref(), Some(&ours), Some(&theirs)) else { return Driven::Foreign };
    match same {
        Some(id) if state.id == id => Driven::Texts {
            text: write_ticket(&state).into_bytes(),
            overruled: lost.iter().map(|lost: &Overruled| super::slot_name(&lost.slot)).collect(),
        },
        _ => Driven::Foreign,
    }
}

fn of_file(drive: &Drive) -> Driven {
    let is_config = drive.path.ends_with(".yaml") || drive.path.ends_with(".yml");
    let texts = [drive.base, drive.ours, drive.theirs].map(std::str::from_utf8);
    let [Ok(base), Ok(ours), Ok(theirs)] = texts else { return Driven::Foreign };
    let base = Some(base).filter(|base| !base.is_empty());
    match keys::between(base, ours, theirs).filter(|_| is_config) {
        Some((text, lost)) => {
            let overruled = lost.into_iter().map(|(_, key)| key.join(".")).collect();
            Driven::Texts { text: text.into_bytes(), overruled }
        }
        None => Driven::Foreign,
    }
}
