//! All of a history that branches: its merges, what the law makes of some tickets, what came after a merge.

use super::Want;
use super::ancestry::Ancestry;
use super::branch::{Branches, Discarded, Outcome};
use super::compare::Reader;
use super::heads::Heads;
use super::parting::cut;
use super::span::{Parents, Span};
use super::told::Start;
use super::touches::touches;
use super::union::Union;
use crate::domain::ticket::TicketId;
use crate::store::error::Result;
use crate::store::format::Limits;
use gix::ObjectId;
use std::collections::BTreeSet;

/// All that is below a commit.
pub struct Past<'r> {
    tip: ObjectId,
    reader: Reader<'r>,
    span: Span,
    ancestry: Ancestry,
}

/// A commit with several parents.
#[derive(Clone, Debug)]
pub struct Junction {
    pub commit: ObjectId,
    /// Its place: parents have theirs before it.
    pub at: u32,
    pub parents: Vec<ObjectId>,
}

impl<'r> Past<'r> {
    /// `None`: there are no merges.
    ///
    /// # Errors
    /// [`Error::Shallow`](crate::store::Error::Shallow) where history is cut off.
    pub fn below(
        repo: &gix::Repository,
        mailmap: &'r gix::mailmap::Snapshot,
        tip: ObjectId,
    ) -> Result<Option<Past<'r>>> {
        let span = Span::below(&Heads::of(repo)?, tip, None)?;
        let past = |span: Span| {
            let ancestry = Ancestry::of(&span);
            Past { tip, reader: Reader::new(repo.clone(), mailmap), span, ancestry }
        };
        Ok((!span.is_line()).then(|| past(span)))
    }

    pub fn reader(&self) -> &Reader<'r> {
        &self.reader
    }

    pub fn merges(&self) -> Vec<Junction> {
        let id = |at: &u32| self.span.ids.get(*at as usize).copied();
        let junction = |at: u32| match self.span.parents(at) {
            Parents::Many(parents) => {
                Some(Junction { commit: id(&at)?, at, parents: parents.iter().filter_map(id).collect() })
            }
            _ => None,
        };
        (0..self.span.len() as u32).filter_map(junction).collect()
    }

    /// The tickets that were touched on both sides of a merge.
    ///
    /// # Errors
    /// Those of reading.
    pub fn met(&self, merge: &Junction) -> Result<BTreeSet<TicketId>> {
        let mut met = BTreeSet::new();
        let access = Heads::of(&self.reader.repo)?;
        let Some((first, rest)) = merge.parents.split_first() else { return Ok(met) };
        for other in rest {
            let base = cut(&access, (*first, *other), usize::MAX)?;
            let base = base.map(|base| self.reader.skim(base)).transpose()?.map(|base| base.tree);
            let changed = |head: &ObjectId| -> Result<BTreeSet<TicketId>> {
                let pairs = self.reader.pairs(base, self.reader.skim(*head)?.tree, None)?;
                Ok(pairs.into_iter().map(|pair| pair.ticket).collect())
            };
            met.extend(changed(first)?.intersection(&changed(other)?));
        }
        Ok(met)
    }

    /// What of these tickets the law overrules, which met in these merges. What is below all of them is read only
    /// where a clock was wrong.
    ///
    /// # Errors
    /// Those of reading.
    pub fn discarded_at(
        &self,
        merges: &[Junction],
        only: &BTreeSet<TicketId>,
        limits: &Limits,
    ) -> Result<Vec<(TicketId, Discarded)>> {
        if let Some(cut) = self.below_all(merges)?
            && let Some(all) =
                Union::above(&self.reader.repo, self.reader.mailmap, self.tip, cut)?.discarded(only, limits)?
        {
            return Ok(all);
        }
        self.discarded(only, limits)
    }

    /// A commit that the sides of all these merges have below them, and all that came after it.
    fn below_all(&self, merges: &[Junction]) -> Result<Option<ObjectId>> {
        let access = Heads::of(&self.reader.repo)?;
        let mut lowest = self.tip;
        for parent in merges.iter().flat_map(|merge| &merge.parents) {
            match cut(&access, (lowest, *parent), usize::MAX)? {
                Some(common) => lowest = common,
                None => return Ok(None),
            }
        }
        cut(&access, (lowest, self.tip), usize::MAX)
    }

    /// What of these tickets the law overrules; of one that is no more, nothing.
    ///
    /// # Errors
    /// Those of reading.
    pub fn discarded(&self, only: &BTreeSet<TicketId>, limits: &Limits) -> Result<Vec<(TicketId, Discarded)>> {
        let mut all = Vec::new();
        if only.is_empty() {
            return Ok(all);
        }
        let want = Want { only: None, texts: true, who: false, limits };
        let (reader, span, ancestry) = (&self.reader, &self.span, &self.ancestry);
        let found = touches(reader, span, 0..span.len() as u32, Some(only), |_| ())?;
        for touches in found.chunk_by(|a, b| a.ticket == b.ticket) {
            let (ticket, start, want) = (touches[0].ticket, Start::default(), &want);
            let branches = Branches { reader, span, ancestry, ticket, touches, start, want };
            let outcome = branches.outcome()?.unwrap_or(Outcome { state: None, discarded: Vec::new() });
            if outcome.state.is_some() {
                all.extend(outcome.discarded.into_iter().map(|lost| (ticket, lost)));
            }
        }
        Ok(all)
    }

    /// The trees before and after each ordinary commit that has a merge below it.
    pub fn since<'s>(&'s self, merge: &Junction) -> impl Iterator<Item = (ObjectId, ObjectId)> + 's {
        let from = merge.at;
        let after = (from + 1..self.span.len() as u32).filter(move |at| self.ancestry.reaches(from, *at));
        after.filter_map(|at| match self.span.parents(at) {
            Parents::One(parent) => Some((self.span.tree(parent)?, self.span.tree(at)?)),
            _ => None,
        })
    }
}
