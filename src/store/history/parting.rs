//! Where two heads of history part.

use super::heads::Heads;
use crate::store::error::Result;
use gix::ObjectId;
use gix::traverse::commit::ParentIds;
use std::collections::{BinaryHeap, HashMap};

/// The *cut* of two commits: one from which everything descends that is below the one or the other and not below
/// the cut itself. `None`: there is none, or more than `most` commits are above it.
///
/// Both are walked at once, in an order in which children come before their parents as far as the
/// commit-graph or their dates tell. When a single commit is left to go on with, all that were passed lead to it
/// and it is the cut: that holds whatever the dates are. A root that is passed leads nowhere.
///
/// # Errors
/// As [`Heads::head`].
pub fn cut(heads: &Heads, (one, other): (ObjectId, ObjectId), most: usize) -> Result<Option<ObjectId>> {
    let mut seen: HashMap<ObjectId, ParentIds> = HashMap::new();
    let mut queue = BinaryHeap::new();
    let mut next: ParentIds = [one, other].into_iter().collect();
    for _ in 0..=most {
        for id in next {
            if !seen.contains_key(&id) {
                let head = heads.head(id)?;
                queue.push((head.level, head.recorded, id));
                seen.insert(id, head.parents);
            }
        }
        let Some((_, _, id)) = queue.pop() else { break };
        if queue.is_empty() {
            return Ok(Some(id));
        }
        next = seen.get(&id).cloned().unwrap_or_default();
        if next.is_empty() {
            break;
        }
    }
    Ok(None)
}
