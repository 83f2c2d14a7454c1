//! When tickets last changed: newest commits first, no further back than needed.

use super::compare::Reader;
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;
use std::collections::{HashMap, HashSet};

impl Store {
    /// The time of the last commit that touched each of these tickets. In a shallow clone, those whose
    /// last commit is cut off are missing.
    pub fn last_changes(&self, tip: ObjectId, wanted: &HashSet<TicketId>) -> Result<HashMap<TicketId, Time>> {
        let mailmap = gix::mailmap::Snapshot::default();
        let reader = Reader { repo: self.repo.clone(), mailmap: &mailmap };
        let mut found = HashMap::with_capacity(wanted.len());
        let mut next = Some(tip);
        while let Some(commit) = next.filter(|_| found.len() < wanted.len()) {
            let parents = self.parents(commit)?;
            if parents.len() > 1 {
                return self.last_changes_across_merges(commit, wanted, &reader, found);
            }
            let parent = parents.first().copied();
            look(&reader, commit, parent, wanted, &mut found)?;
            next = parent;
        }
        Ok(found)
    }

    /// From here on history is no line: commits are gone through by the time at which they were recorded,
    /// newest first. A merge changes no ticket beyond what its parents did, unless by hand.
    fn last_changes_across_merges(
        &self,
        tip: ObjectId,
        wanted: &HashSet<TicketId>,
        reader: &Reader,
        mut found: HashMap<TicketId, Time>,
    ) -> Result<HashMap<TicketId, Time>> {
        let newest_first = Sorting::ByCommitTime(CommitTimeOrder::NewestFirst);
        let failed = |e: gix::Error| Error::reading(tip, &e);
        for info in self.repo.rev_walk([tip]).sorting(newest_first).all().map_err(failed)? {
            let info = info.map_err(failed)?;
            if info.parent_ids.len() > 1 {
                continue;
            }
            let parent = info.parent_ids.first().copied().filter(|p| self.repo.has_object(p));
            look(reader, info.id, parent, wanted, &mut found)?;
            if found.len() == wanted.len() {
                break;
            }
        }
        Ok(found)
    }

    /// The parents that are here; a shallow clone has cut off the others.
    fn parents(&self, commit: ObjectId) -> Result<Vec<ObjectId>> {
        let object = self.repo.find_commit(commit).map_err(|e| Error::reading(commit, &e))?;
        let parents: Vec<ObjectId> = object.parent_ids().map(|p| p.detach()).collect();
        Ok(parents.into_iter().filter(|p| self.repo.has_object(p)).collect())
    }
}

fn look(
    reader: &Reader,
    commit: ObjectId,
    parent: Option<ObjectId>,
    wanted: &HashSet<TicketId>,
    found: &mut HashMap<TicketId, Time>,
) -> Result<()> {
    let decoded = reader.decode(commit)?;
    let old = parent.map(|p| reader.decode(p).map(|d| d.tree)).transpose()?;
    for pair in reader.pairs(old, decoded.tree, None)? {
        if wanted.contains(&pair.ticket) {
            found.entry(pair.ticket).or_insert(decoded.event.at);
        }
    }
    Ok(())
}
