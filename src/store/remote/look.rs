//! Looking at the remote before a desk is made, so that there is one history and not two.

use super::{Depth, FetchSpec, Line, Wire};
use crate::store::error::Result;
use crate::store::{Error, Store};

/// What `init` learned of the remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remote {
    /// There is no remote to look at.
    None,
    /// The remote answered and has no desk.
    NoDesk { remote: String },
    /// The remote had a desk, and it is here now.
    Fetched { remote: String },
    /// The remote could not be asked; git's own word why.
    Unreachable { remote: String, cause: String },
}

impl Store {
    /// Asks the remote for the desk's branch, and fetches it when it is there.
    pub fn look_at_remote(&self, wire: &Wire) -> Result<Remote> {
        let Some(remote) = self.home_remote() else { return Ok(Remote::None) };
        let Some(branch) = self.name.strip_prefix("refs/heads/") else { return Ok(Remote::None) };
        let line = self.over(self.remote_named(&remote)?, wire);
        match line.look_up(&self.name) {
            Ok(Some(_)) => {
                line.track(&self.name, branch)?;
                Ok(Remote::Fetched { remote })
            }
            Ok(None) => Ok(Remote::NoDesk { remote }),
            Err(Error::Remote(error)) => Ok(Remote::Unreachable { remote, cause: first_line(&error.said) }),
            Err(other) => Err(other),
        }
    }
}

impl Line<'_> {
    /// Brings the remote-tracking ref of a branch to where the remote has it.
    fn track(&self, name: &str, branch: &str) -> Result<()> {
        let to = format!("refs/remotes/{}/{branch}", self.remote.as_str());
        self.fetch(&[FetchSpec { from: name.to_owned(), to: Some(to), force: true }], Depth::AsIs)
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
