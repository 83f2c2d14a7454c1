//! The versions of one file, each read once.

use crate::store::error::{Error, Result};
use gix::ObjectId;

/// Bytes of versions that are kept at a time, if one is not larger.
const BUDGET: usize = 4 << 20;
/// Versions that are read at a time.
const MOST: usize = 64;

/// Reads blobs one after another. A pack keeps the older version of a file as a difference from the newer, so a
/// few are read ahead, the last of them first: then each finds its base at hand.
pub struct Versions<'r> {
    repo: &'r gix::Repository,
    blobs: Vec<ObjectId>,
    /// What has been read ahead, the next one last.
    ahead: Vec<Vec<u8>>,
    /// The first blob that has not been read.
    at: usize,
    /// The length of the longest so far.
    longest: usize,
}

impl<'r> Versions<'r> {
    pub fn of(repo: &'r gix::Repository, blobs: Vec<ObjectId>) -> Versions<'r> {
        Versions { repo, blobs, ahead: Vec::new(), at: 0, longest: BUDGET / MOST }
    }

    /// The bytes of the next version; nothing after the last.
    pub fn next(&mut self) -> Result<Vec<u8>> {
        if self.ahead.is_empty() {
            let count = (BUDGET / self.longest.max(1)).clamp(1, MOST);
            let until = (self.at + count).min(self.blobs.len());
            for blob in self.blobs[self.at..until].iter().rev() {
                let mut object = self.repo.find_object(*blob).map_err(|e| Error::reading(blob, &e))?;
                self.longest = self.longest.max(object.data.len());
                self.ahead.push(std::mem::take(&mut object.data));
            }
            self.at = until;
        }
        Ok(self.ahead.pop().unwrap_or_default())
    }
}
