//! When tickets last changed: newest commits first, no further back than needed.

use super::compare::{Reader, Skimmed};
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;
use std::collections::{BTreeSet, HashMap};

impl Store {
    /// The time of the last commit that touched each of these tickets. In a shallow clone, those whose
    /// last commit is cut off are missing.
    pub fn last_changes(&self, tip: ObjectId, wanted: &BTreeSet<TicketId>) -> Result<HashMap<TicketId, Time>> {
        let mailmap = gix::mailmap::Snapshot::default();
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let mut search = Search { reader: &reader, wanted, found: HashMap::with_capacity(wanted.len()) };
        let mut next = Some((tip, reader.skim(tip)?));
        while let Some((commit, skimmed)) = next.filter(|_| search.goes_on()) {
            let parents = self.here(&skimmed.parents);
            if parents.len() > 1 {
                self.across_merges(commit, &mut search)?;
                break;
            }
            let parent = parents.first().map(|p| reader.skim(*p).map(|s| (*p, s))).transpose()?;
            search.look(&skimmed, parent.as_ref().map(|(_, p)| p.tree))?;
            next = parent;
        }
        Ok(search.found)
    }

    /// From here on history is no line: commits are gone through by the time at which they were recorded,
    /// newest first. A merge changes no ticket beyond what its parents did, unless by hand.
    fn across_merges(&self, tip: ObjectId, search: &mut Search) -> Result<()> {
        let newest_first = Sorting::ByCommitTime(CommitTimeOrder::NewestFirst);
        let failed = |e: gix::Error| Error::reading(tip, &e);
        for info in self.repo.rev_walk([tip]).sorting(newest_first).all().map_err(failed)? {
            let info = info.map_err(failed)?;
            if info.parent_ids.len() > 1 {
                continue;
            }
            let parent = self.here(&info.parent_ids).first().map(|p| search.reader.skim(*p)).transpose()?;
            search.look(&search.reader.skim(info.id)?, parent.map(|p| p.tree))?;
            if !search.goes_on() {
                break;
            }
        }
        Ok(())
    }

    /// The parents that are here; a shallow clone has cut off the others.
    fn here(&self, parents: &[ObjectId]) -> Vec<ObjectId> {
        parents.iter().copied().filter(|p| self.repo.has_object(p)).collect()
    }
}

/// What is looked for, and what has been found.
struct Search<'a> {
    reader: &'a Reader<'a>,
    wanted: &'a BTreeSet<TicketId>,
    found: HashMap<TicketId, Time>,
}

impl Search<'_> {
    fn goes_on(&self) -> bool {
        self.found.len() < self.wanted.len()
    }

    fn look(&mut self, commit: &Skimmed, parent_tree: Option<ObjectId>) -> Result<()> {
        for pair in self.reader.pairs(parent_tree, commit.tree, Some(self.wanted))? {
            self.found.entry(pair.ticket).or_insert(commit.at);
        }
        Ok(())
    }
}
