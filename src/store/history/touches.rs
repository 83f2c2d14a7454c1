//! First pass: which tickets each commit touched, from the trees alone.
//!
//! Runs of neighbouring commits are compared in parallel, newest first, so that each tree is read once and finds
//! its base at hand.

use super::compare::{Only, Pair, Reader};
use super::span::{Parents, Span};
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::store::error::Result;
use gix::ObjectId;
use std::collections::BTreeMap;
use std::ops::Range;

/// A commit that touched a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Touch {
    pub ticket: TicketId,
    /// The file after it; `None`: it is gone.
    pub new: Option<ObjectId>,
    /// The commit's place in its span.
    pub at: u32,
    pub side: Side,
    /// The time that its event claims.
    pub claimed: Time,
}

/// How the file came to be as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The commit changed what its one parent had.
    Plain,
    /// A merge has it as this one of its parents has it; `None`: as none of them.
    Merge(Option<u8>),
    /// It was touched by a commit that is no longer part of the history that is told.
    Gone,
}

/// Commits that are compared at a time, at least.
pub const RUN: usize = 512;

/// The touches of a run of commits, by ticket and place.
pub fn touches(
    reader: &Reader,
    span: &Span,
    run: Range<u32>,
    only: Only,
    mut progress: impl FnMut(u64),
) -> Result<Vec<Touch>> {
    let mut found = Vec::new();
    let mut compared = 0;
    for at in run.rev() {
        compare(reader, span, at, only, &mut found)?;
        compared += 1;
        if compared % RUN as u64 == 0 {
            progress(RUN as u64);
        }
    }
    progress(compared % RUN as u64);
    found.sort_unstable_by_key(|touch| (touch.ticket, touch.at));
    found.shrink_to_fit();
    Ok(found)
}

fn compare(reader: &Reader, span: &Span, at: u32, only: Only, found: &mut Vec<Touch>) -> Result<()> {
    let Some(tree) = span.tree(at) else { return Ok(()) };
    let pairs: Vec<(Pair, Side)> = match span.parents(at) {
        Parents::Many(all) => merged(reader, span, (all, tree), only)?,
        Parents::One(parent) => plain(reader.pairs(span.tree(parent), tree, only)?),
        Parents::None => plain(reader.pairs(None, tree, only)?),
    };
    if !pairs.is_empty() {
        let claimed = reader.skim(span.ids[at as usize])?.at;
        let touch = |(pair, side): (Pair, Side)| Touch { ticket: pair.ticket, new: pair.new, at, side, claimed };
        found.extend(pairs.into_iter().map(touch));
    }
    Ok(())
}

fn plain(pairs: Vec<Pair>) -> Vec<(Pair, Side)> {
    pairs.into_iter().map(|pair| (pair, Side::Plain)).collect()
}

/// What a merge has otherwise than any of its parents.
fn merged(reader: &Reader, span: &Span, (parents, tree): (&[u32], ObjectId), only: Only) -> Result<Vec<(Pair, Side)>> {
    // The pair, and how many of the parents before have the file as the merge has it.
    let mut differs: BTreeMap<TicketId, (Pair, Option<u8>, usize)> = BTreeMap::new();
    for (n, parent) in parents.iter().enumerate() {
        for pair in reader.pairs(span.tree(*parent), tree, only)? {
            let (_, like, times) = differs.entry(pair.ticket).or_insert((pair, None, 0));
            // Those before that it did not differ from are like it.
            if like.is_none() && *times < n {
                *like = u8::try_from(*times).ok();
            }
            *times += 1;
        }
    }
    let side = |(pair, like, times): (Pair, Option<u8>, usize)| {
        // It may be like one after the last that it differs from.
        let like = like.or_else(|| u8::try_from(times).ok().filter(|n| usize::from(*n) < parents.len()));
        (pair, Side::Merge(like))
    };
    Ok(differs.into_values().map(side).collect())
}
