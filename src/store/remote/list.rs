//! Which refs a remote has, without fetching anything.

use super::Line;
use super::error::{RemoteError, RemoteFault};
use crate::store::error::Result;
use gix::ObjectId;

/// A ref of a remote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RemoteRef {
    /// In full: `refs/heads/tickets`.
    pub name: String,
    pub id: ObjectId,
}

impl Line<'_> {
    /// The refs of the remote that these patterns match (`refs/heads/tickets`, `refs/desk/inbox/*`), in the
    /// order of the remote; all, without a pattern. git matches a pattern against the end of a name, too:
    /// what only ends so is left out here.
    ///
    /// # Errors
    /// [`RemoteError`]; [`RemoteFault::OddRef`] when one of them is half written.
    pub fn list(&self, patterns: &[&str]) -> Result<Vec<RemoteRef>> {
        let wanted: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
        let said = self.run("ls-remote", &["--quiet".to_owned(), "--refs".to_owned()], &wanted)?;
        if said.code != Some(0) {
            return Err(self.failed(&said));
        }
        let lines = said.stdout.lines().filter_map(|line| line.split_once('\t'));
        let meant = lines.filter(|(_, name)| patterns.is_empty() || patterns.iter().any(|p| is_meant(p, name)));
        meant.map(|(id, name)| self.read(id, name)).collect()
    }

    /// The commit of one ref; `None`: the remote has no such ref.
    pub fn look_up(&self, name: &str) -> Result<Option<ObjectId>> {
        Ok(self.list(&[name])?.into_iter().find(|found| found.name == name).map(|found| found.id))
    }

    fn read(&self, id: &str, name: &str) -> Result<RemoteRef> {
        match ObjectId::from_hex(id.as_bytes()) {
            Ok(id) if !id.is_null() => Ok(RemoteRef { name: name.to_owned(), id }),
            _ => {
                let (fault, remote) = (RemoteFault::OddRef, self.remote.as_str().to_owned());
                Err(RemoteError { remote, fault, said: format!("{name} {id}") }.into())
            }
        }
    }
}

fn is_meant(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}
