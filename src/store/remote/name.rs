//! Which remote: a name from git's configuration, or an address. Never an option, never a command.

use super::error::{RemoteError, RemoteFault};
use crate::store::Store;
use crate::store::error::Result;
use std::path::Path;

/// The key that says with which remote a desk is exchanged.
const CHOSEN: &str = "desk.remote";
/// Transports of git that run whatever the address says.
const COMMANDS: [&str; 2] = ["ext::", "fd::"];

/// A remote that git will not take for anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteName {
    text: String,
    /// git's configuration knows it by this name.
    configured: bool,
}

impl RemoteName {
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A name from git's configuration, and no address: it has remote-tracking refs.
    pub fn is_configured(&self) -> bool {
        self.configured
    }

    /// What git is told on the line before its command.
    pub(super) fn settings(&self) -> Vec<String> {
        // In a mirror git would push every ref, or refuse to push some.
        let is_key = self.configured && !self.text.contains(['=', '\n']);
        let mirror = is_key.then(|| format!("remote.{}.mirror=false", self.text));
        mirror.into_iter().flat_map(|setting| ["-c".to_owned(), setting]).collect()
    }
}

impl Store {
    /// The remote that somebody named: a name from git's configuration, a path or an address.
    ///
    /// # Errors
    /// [`RemoteFault::BadName`] for what git could take for an option, or would run as a command;
    /// [`RemoteFault::Unknown`] for a word that is neither.
    pub fn remote_named(&self, text: &str) -> Result<RemoteName> {
        let known = self.remote_names();
        let wrong = |fault| Err(RemoteError { remote: text.to_owned(), fault, said: String::new() }.into());
        let runs = COMMANDS.iter().any(|command| text.trim_start().starts_with(command));
        if text.trim().is_empty() || text.starts_with('-') || text.contains(char::is_control) || runs {
            return wrong(RemoteFault::BadName);
        }
        if known.iter().any(|name| name == text) {
            return Ok(RemoteName { text: text.to_owned(), configured: true });
        }
        if !text.contains(['/', ':', '\\']) && !Path::new(text).is_dir() {
            return wrong(RemoteFault::Unknown { known });
        }
        Ok(RemoteName { text: text.to_owned(), configured: false })
    }

    /// The remote with which the desk is exchanged: the one given, else git's `desk.remote`, else `origin`,
    /// else the only one.
    ///
    /// # Errors
    /// Those of [`Store::remote_named`]; [`RemoteFault::None`] when there is no remote at all, or several
    /// and nobody says which.
    pub fn exchange_remote(&self, given: Option<&str>) -> Result<RemoteName> {
        let chosen = given.map(str::to_owned).or_else(|| self.config(CHOSEN));
        match chosen.or_else(|| self.home_remote()) {
            Some(name) => self.remote_named(&name),
            None => {
                let fault = RemoteFault::None { known: self.remote_names() };
                Err(RemoteError { remote: String::new(), fault, said: String::new() }.into())
            }
        }
    }

    /// Whether what somebody wrote down, a name or an address, is this remote.
    pub fn is_remote(&self, written: &str, remote: &RemoteName) -> bool {
        let address = |name: &str| self.config(&format!("remote.{name}.url")).unwrap_or_else(|| name.to_owned());
        let plain = |address: String| address.trim_end_matches('/').trim_end_matches(".git").to_owned();
        written == remote.as_str() || plain(address(written)) == plain(address(remote.as_str()))
    }

    /// The configured remote that a desk would come from: `desk.remote`, else `origin`, else the only one.
    pub(in crate::store) fn home_remote(&self) -> Option<String> {
        let names = self.remote_names();
        let chosen = self.config(CHOSEN).filter(|name| names.contains(name));
        let origin = || names.iter().find(|name| *name == "origin");
        let only = || names.first().filter(|_| names.len() == 1);
        // A name that begins with a hyphen could be taken for an option by git.
        chosen.or_else(|| origin().or_else(only).cloned()).filter(|name| !name.starts_with('-'))
    }

    pub(in crate::store) fn remote_names(&self) -> Vec<String> {
        self.repo.remote_names().iter().map(ToString::to_string).collect()
    }
}
