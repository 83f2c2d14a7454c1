//! Who signed commits, as the installed git can tell: it knows every format and key.

use super::Store;
use super::error::Result;
use super::refs::git_error;
use crate::kit::child;
use gix::ObjectId;
use std::collections::HashMap;

impl Store {
    /// The commits above `old` and up to `new` that bear a signature which git calls good, each with the address of its
    /// signer (the name, where the key has no address). Merges are left out.
    ///
    /// # Errors
    /// Those of git.
    pub fn signers(&self, old: ObjectId, new: ObjectId) -> Result<HashMap<String, String>> {
        let (new, old) = (new.to_string(), format!("^{old}"));
        let args = ["log", "--no-merges", "--no-show-signature", "--format=%H%x09%G?%x09%GS", &new, &old, "--"];
        let told = child::git(self.common_dir(), &args).text().map_err(git_error("log"))?;
        let signed = told.lines().filter_map(|line| {
            let mut parts = line.splitn(3, '\t');
            let (commit, state, signer) = (parts.next()?, parts.next()?, parts.next()?);
            (state == "G").then(|| (commit.to_owned(), address(signer).to_owned()))
        });
        Ok(signed.collect())
    }
}

/// `Name <address>` as keys of GPG have it, or the principal of an SSH key.
fn address(signer: &str) -> &str {
    let inner = signer.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(signer, |(address, _)| address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signer_is_known_by_the_address() {
        assert_eq!(address("Ana <ana@example.com>"), "ana@example.com");
        assert_eq!(address("ana@example.com"), "ana@example.com");
        assert_eq!(address("Ana < x <ana@example.com>"), "ana@example.com");
        assert_eq!(address(""), "");
    }
}
