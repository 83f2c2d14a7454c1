//! Commits that one head has and another has not.

use super::heads::Heads;
use super::span::{Parents, Span};
use crate::store::error::Result;
use gix::ObjectId;
use std::collections::HashSet;

/// A list of commits, parents before children.
pub struct Commits(Vec<ObjectId>);

impl Commits {
    /// Those below `tip` and not below `known`; where there are many, the count stops at `most`.
    ///
    /// # Errors
    /// As [`Heads::head`].
    pub fn beyond(repo: &gix::Repository, known: Option<ObjectId>, tip: ObjectId, most: usize) -> Result<Commits> {
        let heads = Heads::of(repo)?;
        let Some(known) = known else {
            let mut ids = Span::below(&heads, tip, None)?.ids;
            ids.drain(..ids.len().saturating_sub(most));
            return Ok(Commits(ids));
        };
        let Some(cut) = super::parting::cut(&heads, (known, tip), most.saturating_mul(4).max(1000))? else {
            return Ok(Commits(vec![tip; most]));
        };
        let span = Span::below_all(&heads, &[tip, known], Some(cut))?;
        let mut old: HashSet<u32> = HashSet::new();
        for at in (0..span.len() as u32).rev() {
            if span.ids[at as usize] == known || old.contains(&at) {
                old.insert(at);
                match span.parents(at) {
                    Parents::None => {}
                    Parents::One(parent) => _ = old.insert(parent),
                    Parents::Many(all) => old.extend(all),
                }
            }
        }
        let is_new = |at: &u32| !old.contains(at) && span.ids[*at as usize] != known;
        Ok(Commits((0..span.len() as u32).filter(is_new).map(|at| span.ids[at as usize]).take(most).collect()))
    }

    pub fn ids(&self) -> &[ObjectId] {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}
