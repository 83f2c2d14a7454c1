//! What is different between two commits of the desk: for whoever knows the one and is shown the other.

use super::compare::{Reader, Skimmed};
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use std::collections::{BTreeSet, HashMap};

/// Which tickets the commits between two touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// One line of commits: when each ticket was last touched, as [`Store::last_changes`] gives it.
    Line(HashMap<TicketId, Time>),
    /// There are merges among the commits: these were touched, when is not told here.
    Branching(BTreeSet<TicketId>),
    /// There is no way from the one to the other, it is too long, or it is cut off.
    Unknown,
}

impl Store {
    /// The ticket files that are not the same in the trees of two commits, in order of id, and what each
    /// has at `to`: `None` where it is gone. Neither commit needs to be below the other.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where one of the commits is not here.
    pub fn changed(&self, from: ObjectId, to: ObjectId) -> Result<Vec<(TicketId, Option<ObjectId>)>> {
        let mailmap = gix::mailmap::Snapshot::default();
        let reader = Reader { repo: self.repo.clone(), mailmap: &mailmap };
        let pairs = reader.pairs(Some(reader.skim(from)?.tree), reader.skim(to)?.tree, None)?;
        Ok(pairs.into_iter().map(|pair| (pair.ticket, pair.new)).collect())
    }

    /// The tickets that were touched by the commits below `to` that are not below `from`, while these are
    /// no more than `most`. A touch may leave a ticket as it was: one that another took back.
    pub fn touched_since(&self, from: ObjectId, to: ObjectId, most: usize) -> Result<Touched> {
        let mailmap = gix::mailmap::Snapshot::default();
        let reader = Reader { repo: self.repo.clone(), mailmap: &mailmap };
        let mut touched = HashMap::new();
        let mut left = most;
        let (mut at, mut commit) = (to, reader.skim(to)?);
        while at != from {
            let parent = match commit.parents.as_slice() {
                [one] if left > 0 && self.repo.has_object(one) => *one,
                [_, _, ..] => return self.touched_across(&reader, from, to, most),
                _ => return Ok(Touched::Unknown),
            };
            let before = reader.skim(parent)?;
            for pair in reader.pairs(Some(before.tree), commit.tree, None)? {
                touched.entry(pair.ticket).or_insert(commit.at);
            }
            (at, commit, left) = (parent, before, left - 1);
        }
        Ok(Touched::Line(touched))
    }

    /// The same where there are merges. A merge is taken to touch what is as none of its parents has it.
    fn touched_across(&self, reader: &Reader, from: ObjectId, to: ObjectId, most: usize) -> Result<Touched> {
        let failed = |e: gix::Error| Error::reading(to, &e);
        let (mut touched, mut is_below) = (BTreeSet::new(), false);
        let commits = self.repo.rev_walk([to]).with_hidden([from]).all().map_err(failed)?;
        for (n, commit) in commits.enumerate() {
            if n == most {
                return Ok(Touched::Unknown);
            }
            let Skimmed { tree, parents, .. } = reader.skim(commit.map_err(failed)?.id)?;
            is_below |= parents.contains(&from);
            if !parents.iter().all(|parent| self.repo.has_object(parent)) {
                return Ok(Touched::Unknown);
            }
            let trees = parents.iter().map(|parent| reader.skim(*parent).map(|p| Some(p.tree)));
            let trees: Vec<Option<ObjectId>> = trees.collect::<Result<_>>()?;
            let mut differs: Option<BTreeSet<TicketId>> = None;
            for old in if trees.is_empty() { &[None][..] } else { &trees } {
                let pairs = reader.pairs(*old, tree, None)?.into_iter().map(|pair| pair.ticket);
                differs = Some(match differs {
                    None => pairs.collect(),
                    Some(others) => pairs.filter(|ticket| others.contains(ticket)).collect(),
                });
            }
            touched.extend(differs.into_iter().flatten());
        }
        Ok(if is_below { Touched::Branching(touched) } else { Touched::Unknown })
    }
}
