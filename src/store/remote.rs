//! Looking at the remote before a desk is made, so that there is one history and not two.

use super::Store;
use super::error::Result;
use super::refs::git_error;
use crate::kit::child;

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

/// The exit code of `git ls-remote --exit-code` that says: no such ref.
const NO_SUCH_REF: i32 = 2;

impl Store {
    /// The remote that a desk would come from: `origin`, else the only one.
    pub(super) fn home_remote(&self) -> Option<String> {
        let names = self.repo.remote_names();
        let origin = names.iter().find(|r| r.as_slice() == b"origin");
        let only = names.iter().next().filter(|_| names.len() == 1);
        // A name that begins with a dash could be taken for an option by git.
        origin.or(only).map(ToString::to_string).filter(|name| !name.starts_with('-'))
    }

    /// Asks the remote for the desk's branch, and fetches it when it is there.
    pub fn look_at_remote(&self) -> Result<Remote> {
        let Some(remote) = self.home_remote() else { return Ok(Remote::None) };
        let Some(branch) = self.name.strip_prefix("refs/heads/") else { return Ok(Remote::None) };
        let asked = child::git(&self.refs.common_dir, &["ls-remote", "--exit-code", "--", &remote, &self.name]).text();
        match asked {
            Ok(_) => self.fetch(remote, branch),
            Err(child::Error::Failed { code: Some(NO_SUCH_REF), .. }) => Ok(Remote::NoDesk { remote }),
            Err(child::Error::Failed { stderr, .. }) => Ok(Remote::Unreachable { remote, cause: first_line(&stderr) }),
            Err(other) => Err(git_error("ls-remote")(other)),
        }
    }

    fn fetch(&self, remote: String, branch: &str) -> Result<Remote> {
        let spec = format!("+{}:refs/remotes/{remote}/{branch}", self.name);
        let args = ["fetch", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--", &remote, &spec];
        child::git(&self.refs.common_dir, &args).text().map_err(git_error("fetch"))?;
        Ok(Remote::Fetched { remote })
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
