//! `git gc` beside us: what it may remove, and how new objects outlast it.
//!
//! `git gc --prune=now` removes every loose object, and drops every packed one, that nothing points to while it looks,
//! however new: what a writer has put on the disk and not yet pointed the ref to. It leaves alone a pack with a
//! `.keep` beside it, which is how `git fetch` and `git push` protect what they bring. So while git tidies up, for many
//! objects always, and for what no ref leads to for a while, new objects come in a pack that is kept until the ref leads
//! to it. A writer that found nobody tidying up writes loose objects, which cost less, and looks again once the ref has
//! moved: a `git gc` that began after that sees them, and to one that began before they are given once more.
//!
//! Two things follow from that `git gc` notes at its beginning what it will remove: an object that is there already is
//! written all the same (`draft`), and no pack has a name that another one had before (`objects`).

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How our `.keep` files begin; `PID HOST` of the writer follows.
const MARK: &str = "git-desk";
/// git itself takes no heed of an older note of a `git gc`.
const STALE: Duration = Duration::from_secs(12 * 60 * 60);

/// A pack that stays as it is until this is dropped.
#[derive(Debug, Default)]
pub struct Keep(pub Option<PathBuf>);

impl Drop for Keep {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            fs::remove_file(path).ok();
        }
    }
}

/// Whether a `.keep` is ours, and whoever wrote it is no more, as far as can be seen.
fn is_left(keep: &Path) -> bool {
    let Ok(text) = fs::read_to_string(keep) else { return false };
    let Some(writer) = text.trim().strip_prefix(MARK) else { return false };
    writer.is_empty() || is_dead(writer) || is_stale(keep)
}

/// What our `.keep` files hold.
pub fn mark() -> String {
    format!("{MARK} {} {}", std::process::id(), host())
}

/// Whether a `git gc` is at work on the repository.
pub fn is_under_way(common_dir: &Path) -> bool {
    let note = common_dir.join("gc.pid");
    let Ok(text) = fs::read_to_string(&note) else { return false };
    !is_stale(&note) && !is_dead(&text)
}

fn is_stale(note: &Path) -> bool {
    let age = fs::metadata(note).and_then(|m| m.modified()).map(|at| at.elapsed().unwrap_or_default());
    age.is_ok_and(|age| age >= STALE)
}

/// Whether `PID HOST` names a process of this machine that is no more, as far as can be seen.
fn is_dead(note: &str) -> bool {
    let Some((pid, host)) = note.trim().split_once(' ') else { return false };
    pid.parse::<u32>().is_ok() && self::host() == host.trim() && !Path::new("/proc").join(pid).exists()
}

/// The name of this machine, where it can be seen.
fn host() -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    name.split_whitespace().next().unwrap_or_default().to_owned()
}

/// Whether git failed since a file that it was about to finish is no longer there.
pub fn took_away(complaint: &str) -> bool {
    complaint.contains("No such file or directory") && complaint.contains("/objects/")
}

/// Packs that killed writers left with their `.keep` are given back to git. Only whoever may write calls this.
pub fn release_the_dead(common_dir: &Path) {
    for entry in fs::read_dir(common_dir.join("objects/pack")).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "keep") && is_left(&path) {
            fs::remove_file(&path).ok();
        }
    }
}
