//! The schemas on the branch, with which editors hold the files of configuration against what this program
//! reads.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use crate::domain::people::Role;
use crate::store::{NewCommit, Plan, Snapshot, files};

impl Desk {
    /// Puts the schemas of this program on the branch, in one commit. Gives the paths that it writes.
    ///
    /// # Errors
    /// [`Error::NotAdmin`]: whose commit would be called wrong by `check`.
    pub fn install_schemas(&self, dry_run: bool) -> Result<Vec<String>> {
        let person = self.store.author()?;
        let plan = |snapshot: &Snapshot| -> Result<Plan<Vec<String>>> {
            if snapshot.tip.is_none() {
                return Err(self.no_desk());
            }
            let people = Config::load(snapshot)?.people;
            let role = people.role_on(person.who(), None);
            if !people.list.is_empty() && role != Role::Admin {
                return Err(Error::NotAdmin(role));
            }
            let (paths, files): (Vec<_>, Vec<_>) = stale(snapshot)?
                .into_iter()
                .map(|(path, text)| (path.clone(), (path, Some(text.into_bytes()))))
                .unzip();
            let message = files::SCHEMAS_MESSAGE.to_owned();
            let commit = NewCommit { files, message, ..NewCommit::default() };
            let commits = if paths.is_empty() { Vec::new() } else { vec![commit] };
            Ok(Plan { commits, value: paths })
        };
        if dry_run { Ok(self.store.rehearse(plan)?) } else { Ok(self.store.transact(plan)?.value) }
    }
}

/// Path and text of the schemas that the branch lacks, or has otherwise.
pub(super) fn stale(snapshot: &Snapshot) -> Result<Vec<(String, String)>> {
    let mut stale = Vec::new();
    for (path, text) in files::schemas() {
        if snapshot.file(&path)?.as_deref() != Some(text.as_bytes()) {
            stale.push((path, text));
        }
    }
    Ok(stale)
}
