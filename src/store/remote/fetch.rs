//! Fetching named refs, or objects by their ids.

use super::Line;
use crate::store::error::Result;
use crate::store::tidy;

/// How often we fetch again when a `git gc` here took away what git was about to finish, or another fetch was faster.
const ATTEMPTS: usize = 8;

/// How much of a history is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// As this repository has it.
    #[default]
    AsIs,
    /// So many commits; cuts off what lies before them.
    Commits(u32),
    /// All of a history that was cut off. git refuses this where none is.
    Whole,
}

/// One thing to fetch, and the ref that is to point to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchSpec {
    /// A full name, a pattern such as `refs/desk/inbox/*`, or the id of an object.
    pub from: String,
    /// A full name or pattern. `None`: the objects come, and no ref points to them.
    pub to: Option<String>,
    /// Also when the ref does not go forward by that.
    pub force: bool,
}

impl FetchSpec {
    fn text(&self) -> String {
        let force = if self.force { "+" } else { "" };
        let to = self.to.as_deref().map_or(String::new(), |to| format!(":{to}"));
        format!("{force}{}{to}", self.from)
    }
}

const QUIETLY: [&str; 7] = [
    "--no-tags",
    "--no-write-fetch-head",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
    "--no-prune",
    // Of its desk a partial clone lacks nothing.
    "--no-filter",
    // Without this git also moves what the remote's own configuration maps.
    "--refmap=",
];

impl Line<'_> {
    /// Fetches what many refs of the remote point to, and moves no ref here for it: the objects last as long as
    /// git keeps what nothing points to, which is two weeks unless somebody wants it otherwise.
    ///
    /// # Errors
    /// As [`Line::fetch`]; `NoRef` when one of them is gone meanwhile.
    pub fn bring(&self, names: &[String]) -> Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        let mut options = own(&QUIETLY);
        options.push("--stdin".to_owned());
        let input: String = names.iter().map(|name| format!("{name}\n")).collect();
        let said = self.run_with("fetch", &options, &[], input.into_bytes())?;
        if said.code == Some(0) { Ok(()) } else { Err(self.failed(&said)) }
    }

    /// Fetches. When this returns, the objects are here and the refs point to them.
    ///
    /// # Errors
    /// [`super::RemoteError`]: `NoRef` when the remote has not what is asked for; `Forced` when a ref would
    /// not go forward and was not to be forced.
    pub fn fetch(&self, specs: &[FetchSpec], depth: Depth) -> Result<()> {
        let mut options = own(&QUIETLY);
        match depth {
            Depth::AsIs => {}
            Depth::Commits(n) => options.push(format!("--depth={}", n.max(1))),
            Depth::Whole => options.push("--unshallow".to_owned()),
        }
        let specs: Vec<String> = specs.iter().map(FetchSpec::text).collect();
        let mut said = self.run("fetch", &options, &specs)?;
        for _ in 0..ATTEMPTS {
            if !tidy::took_away(&said.stderr) && !somebody_else_fetched(&said.stderr) {
                break;
            }
            said = self.run("fetch", &options, &specs)?;
        }
        if said.code == Some(0) { Ok(()) } else { Err(self.failed(&said)) }
    }
}

pub(super) fn own(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Another fetch of this clone moved the ref in the meantime, or is about to.
fn somebody_else_fetched(complaint: &str) -> bool {
    complaint.contains("cannot lock ref") && (complaint.contains("but expected") || complaint.contains("File exists"))
}
