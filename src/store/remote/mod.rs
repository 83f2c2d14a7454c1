//! Other repositories: the one place where the store talks to a remote, through the installed git, so that the
//! person's credentials, ssh configuration, proxies and `insteadOf` work.
//!
//! [`Store::remote_named`] reads the name of a remote, [`Store::over`] gives the [`Line`] to it:
//! [`Line::list`] (what refs it has), [`Line::fetch`], [`Line::push`]. Nothing moves but the refs that are
//! named: no tags, no `FETCH_HEAD`, no submodules, no pruning, no maintenance; the user's hooks are off.
//! A name can never act as an option: those that begin with a hyphen are refused, and all stand behind `--`.

mod error;
mod fetch;
mod list;
mod look;
mod name;
mod push;
#[cfg(test)]
mod tests;

pub use error::{RemoteError, RemoteFault};
pub use fetch::{Depth, FetchSpec};
pub use list::RemoteRef;
pub use look::Remote;
pub use name::RemoteName;
pub use push::{PushReport, PushedRef, RefUpdate, Verdict};

use super::Store;
use super::error::Result;
use super::refs::git_error;
use crate::kit::child::{Said, git_afar};

/// Hears lines as git and the remote say them: the text of strangers.
pub type Told = Box<dyn Fn(&str) + Send + Sync>;

/// How the person takes part in talking to a remote.
#[derive(Default)]
pub struct Wire {
    /// git may ask them for a name or a password.
    pub may_ask: bool,
    /// Hears how far git is.
    pub told: Option<Told>,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wire(may_ask: {}, told: {})", self.may_ask, self.told.is_some())
    }
}

/// A remote that can be talked to.
pub struct Line<'s> {
    store: &'s Store,
    remote: RemoteName,
    wire: &'s Wire,
}

impl Store {
    /// The line to a remote.
    pub fn over<'s>(&'s self, remote: RemoteName, wire: &'s Wire) -> Line<'s> {
        Line { store: self, remote, wire }
    }
}

impl Line<'_> {
    pub fn remote(&self) -> &RemoteName {
        &self.remote
    }

    /// Runs one of git's commands against the remote: options, then the remote, then refs.
    fn run(&self, command: &str, options: &[String], refs: &[String]) -> Result<Said> {
        self.run_with(command, options, refs, Vec::new())
    }

    /// The same, with something on its standard input.
    fn run_with(&self, command: &str, options: &[String], refs: &[String], input: Vec<u8>) -> Result<Said> {
        let mut args = self.remote.settings();
        // git keeps a pack until a ref leads to it; what is loose a `git gc --prune=now` may have removed by then.
        args.extend(["-c".to_owned(), "fetch.unpackLimit=1".to_owned()]);
        args.push(command.to_owned());
        args.extend_from_slice(options);
        if self.wire.told.is_some() && command != "ls-remote" {
            args.push("--progress".to_owned());
        }
        args.extend(["--".to_owned(), self.remote.as_str().to_owned()]);
        args.extend_from_slice(refs);
        let mut told = |line: &str| self.wire.told.iter().for_each(|told| told(line));
        let call = git_afar(&self.store.refs.common_dir, self.wire.may_ask, &args);
        call.input(input).listen(&mut told).map_err(git_error(command))
    }

    fn failed(&self, said: &Said) -> super::Error {
        RemoteError::of(self.remote.as_str(), said).into()
    }
}
