//! What a person keeps for themselves, in git's configuration.

use super::Store;
use super::error::Result;
use super::refs::git_error;
use crate::kit::child;
use std::collections::BTreeMap;

/// The exit code of `git config --unset-all` that says: there is no such value.
const NOTHING_TO_UNSET: i32 = 5;

impl Store {
    /// The values below `<section>.<subsection>.`, from whichever of git's files, by name in lower case.
    pub fn personal(&self, section: &str, subsection: &str) -> BTreeMap<String, String> {
        let config = self.repo.config_snapshot();
        let mut out = BTreeMap::new();
        let sections = config.plumbing().sections_by_name(section);
        for section in sections.into_iter().flatten() {
            if section.header().subsection_name().is_none_or(|name| name != subsection) {
                continue;
            }
            for name in section.value_names() {
                // The last of several counts, as with git.
                if let Some(value) = section.value(&name) {
                    out.insert(name.to_lowercase(), value.to_string());
                }
            }
        }
        out
    }

    /// Sets a value in the configuration of this repository.
    pub fn keep(&self, key: &str, value: &str) -> Result<()> {
        self.git_config(&["--replace-all", key, value]).map_err(git_error("config"))
    }

    /// Takes a value out of the configuration of this repository. `false`: it was not there; another of
    /// git's files may still have it.
    pub fn drop_kept(&self, key: &str) -> Result<bool> {
        match self.git_config(&["--unset-all", key]) {
            Ok(()) => Ok(true),
            Err(child::Error::Failed { code: Some(NOTHING_TO_UNSET), .. }) => Ok(false),
            Err(other) => Err(git_error("config")(other)),
        }
    }

    fn git_config(&self, args: &[&str]) -> std::result::Result<(), child::Error> {
        let args = [&["config", "--local"], args].concat();
        child::git(self.common_dir(), &args).text().map(drop)
    }
}
