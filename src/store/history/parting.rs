//! Where two heads of history part.

use super::heads::{Head, Heads};
use crate::store::error::Result;
use gix::ObjectId;
use gix::traverse::commit::ParentIds;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap};

/// The *cut* of two commits: one from which everything descends that is below the one or the other and not below
/// the cut itself. `None`: there is none, or more than `most` commits are above it.
///
/// Both are walked at once, in an order in which children come before their parents as far as the
/// commit-graph or their dates tell. When a single commit is left to go on with, all that were passed lead to it
/// and it is the cut: that holds whatever the dates are. A root leads nowhere, so roots come last; and of commits
/// of one second those below `to`, which most often lead to `from`.
///
/// # Errors
/// As [`Heads::head`].
pub fn cut(heads: &Heads, (from, to): (ObjectId, ObjectId), most: usize) -> Result<Option<ObjectId>> {
    let mut seen: HashMap<ObjectId, ParentIds> = HashMap::new();
    let mut queue = BinaryHeap::new();
    let mut next: Vec<(bool, ObjectId)> = vec![(true, to), (false, from)];
    for _ in 0..=most {
        for (is_new, id) in next {
            if let Entry::Vacant(unseen) = seen.entry(id) {
                let Head { parents, level, recorded, .. } = heads.head(id)?;
                let (level, recorded) = if parents.is_empty() { (0, i64::MIN) } else { (level, recorded) };
                queue.push((level, recorded, is_new, id));
                unseen.insert(parents);
            }
        }
        let Some((.., is_new, id)) = queue.pop() else { break };
        if queue.is_empty() {
            return Ok(Some(id));
        }
        next = seen[&id].iter().map(|parent| (is_new, *parent)).collect();
        if next.is_empty() {
            break;
        }
    }
    Ok(None)
}
