//! Partial clones: git brings an object that it lacks in the instant in which it needs it, one call after the other.
//! We read objects in our own process, so what a clone lacks of its desk is brought at once, before anything is read.

use super::Store;
use crate::kit::child::{git, git_afar};
use gix::ObjectId;
use std::fs;

/// Below the common git directory: the commit below which nothing is missing.
const WHOLE: &str = "desk/whole";
/// What a directory that was missing holds is known once it is here.
const ROUNDS: usize = 4;

impl Store {
    /// In a partial clone, brings what it lacks of the desk's history. Where that fails, whatever is read next names
    /// the object that is missing.
    pub(super) fn fill_in(&self) {
        let Some(remote) = self.promisor() else { return };
        let Ok(Some(tip)) = self.tip() else { return };
        let note = self.refs.common_dir.join(WHOLE);
        let known = fs::read_to_string(&note).ok();
        if known.as_deref() == Some(&tip.to_string()) {
            return;
        }
        for _ in 0..ROUNDS {
            let missing = self.missing(tip, known.as_deref()).or_else(|| self.missing(tip, None));
            match missing {
                Some(missing) if missing.is_empty() => {
                    let made = note.parent().map(fs::create_dir_all);
                    made.map(|_| fs::write(&note, tip.to_string()));
                    return;
                }
                Some(missing) if self.bring(&remote, &missing) => {}
                _ => return,
            }
        }
    }

    /// The remote that promised to have what this clone lacks; `None`: it is no partial one.
    fn promisor(&self) -> Option<String> {
        let config = self.repo.config_snapshot();
        let promises = |name: &String| config.boolean(&format!("remote.{name}.promisor")) == Some(true);
        self.remote_names().into_iter().find(promises)
    }

    /// The objects that are not here, one a line.
    fn missing(&self, tip: ObjectId, known: Option<&str>) -> Option<String> {
        let mut args = ["rev-list", "--objects", "--no-object-names", "--missing=print"]
            .map(str::to_owned)
            .to_vec();
        args.push(tip.to_string());
        if let Some(known) = known {
            args.push(format!("^{}", ObjectId::from_hex(known.trim().as_bytes()).ok()?));
        }
        let listed = git(&self.refs.common_dir, &args).text().ok()?;
        Some(
            listed
                .lines()
                .filter_map(|line| line.strip_prefix('?'))
                .map(|id| format!("{id}\n"))
                .collect(),
        )
    }

    /// As git itself does it.
    fn bring(&self, remote: &str, missing: &str) -> bool {
        let mut args =
            ["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--no-tags", "--no-write-fetch-head"].to_vec();
        args.extend(["--recurse-submodules=no", "--filter=blob:none", "--stdin", "--", remote]);
        git_afar(&self.refs.common_dir, false, &args)
            .input(missing.as_bytes().to_vec())
            .bytes()
            .is_ok()
    }
}
