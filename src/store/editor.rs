//! The editor and the pager that git would use.

use super::Store;
use super::error::Result;
use super::refs::git_error;
use crate::kit::child;

impl Store {
    /// A shell command, by git's own rules (`GIT_EDITOR`, `core.editor`, `VISUAL`, `EDITOR`).
    pub fn editor(&self) -> Result<String> {
        child::git(&self.refs.common_dir, &["var", "GIT_EDITOR"]).text().map_err(git_error("var"))
    }

    /// A shell command, by git's own rules; `cat` or nothing means none.
    pub fn pager(&self) -> Option<String> {
        let pager = child::git(&self.refs.common_dir, &["var", "GIT_PAGER"]).text().ok()?;
        (!pager.is_empty() && pager != "cat").then_some(pager)
    }
}
