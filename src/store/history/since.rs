//! What is different between two commits of the desk: for whoever knows the one and is shown the other.

use super::compare::Reader;
use super::heads::Heads;
use super::parting::cut;
use super::span::Span;
use super::touches::{Side, touches};
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use std::collections::{BTreeSet, HashMap, HashSet};

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
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let pairs = reader.pairs(Some(reader.skim(from)?.tree), reader.skim(to)?.tree, None)?;
        Ok(pairs.into_iter().map(|pair| (pair.ticket, pair.new)).collect())
    }

    /// The tickets that were touched by the commits below `to` that are not below `from`, while these are
    /// no more than `most`. A touch may leave a ticket as it was: one that another took back.
    pub fn touched_since(&self, from: ObjectId, to: ObjectId, most: usize) -> Result<Touched> {
        let mailmap = gix::mailmap::Snapshot::default();
        let reader = Reader::new(self.repo.clone(), &mailmap);
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
        let heads = Heads::of(&self.repo)?;
        let spans = || -> Result<Option<(Span, Span)>> {
            let Some(cut) = cut(&heads, (from, to), most)? else { return Ok(None) };
            Ok(Some((Span::below(&heads, from, Some(cut))?, Span::below(&heads, to, Some(cut))?)))
        };
        let (known, new) = match spans() {
            Ok(Some(spans)) => spans,
            Ok(None) | Err(Error::Shallow) => return Ok(Touched::Unknown),
            Err(error) => return Err(error),
        };
        if known.len() > 0 && !new.ids.contains(&from) {
            return Ok(Touched::Unknown);
        }
        let known: HashSet<ObjectId> = known.ids.into_iter().collect();
        let mut touched = BTreeSet::new();
        for place in (0..new.len() as u32).filter(|place| !known.contains(&new.ids[*place as usize])) {
            let touches = touches(reader, &new, place..place + 1, None, |_| ())?;
            let of_its_own = touches.iter().filter(|touch| matches!(touch.side, Side::Plain | Side::Merge(None)));
            touched.extend(of_its_own.map(|touch| touch.ticket));
        }
        Ok(Touched::Branching(touched))
    }
}
