//! Which commits to judge: what `git rev-list` takes, read in this process, where it is never an option.

use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::revision::plumbing::Spec;

/// Commits reachable from `tips` and not from `hidden`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The commit whose files the range ends in.
    pub tip: ObjectId,
    pub tips: Vec<ObjectId>,
    pub hidden: Vec<ObjectId>,
    /// People are called what their commits call them; else what the mailmap does.
    pub as_written: bool,
}

impl Range {
    /// Everything below a commit.
    pub fn all(tip: ObjectId) -> Range {
        Range { tip, tips: vec![tip], hidden: Vec::new(), as_written: false }
    }
}

impl Store {
    /// Reads a range such as `origin/tickets..tickets`, `REV`, `A...B`, `REV^!`.
    ///
    /// # Errors
    /// [`Error::BadRange`] when it names no commits here.
    pub fn range(&self, text: &str) -> Result<Range> {
        let bad = || Error::BadRange(text.to_owned());
        let spec = self.repo.rev_parse(text.as_bytes().as_bstr()).map_err(|_| bad())?.detach();
        let commit = |id: ObjectId| self.commit(id).ok_or_else(bad);
        let range = match spec {
            Spec::Include(id) => Range::all(commit(id)?),
            Spec::Range { from, to } => Range { hidden: vec![commit(from)?], ..Range::all(commit(to)?) },
            Spec::ExcludeParents(id) => {
                let tip = commit(id)?;
                let read = self.repo.find_commit(tip).map_err(|e| Error::reading(tip, &e))?;
                Range { hidden: read.parent_ids().map(|p| p.detach()).collect(), ..Range::all(tip) }
            }
            Spec::Merge { theirs, ours } => {
                let (theirs, ours) = (commit(theirs)?, commit(ours)?);
                let bases = self.repo.merge_bases_many(ours, &[theirs]).map_err(|e| Error::reading(ours, &e))?;
                let hidden = bases.into_iter().map(|base| base.detach()).collect();
                Range { tip: ours, tips: vec![ours, theirs], hidden, as_written: false }
            }
            Spec::Exclude(_) | Spec::IncludeOnlyParents(_) => return Err(bad()),
        };
        Ok(range)
    }

    /// The commit that an object is, or that a tag names.
    fn commit(&self, id: ObjectId) -> Option<ObjectId> {
        let object = self.repo.find_object(id).ok()?;
        object.peel_to_commit().ok().map(|commit| commit.id)
    }
}
