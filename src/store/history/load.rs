//! The commits below a tip, parents before children.

use crate::store::error::{Error, Result};
use gix::ObjectId;
use std::collections::HashMap;

/// Commits in an order in which every parent comes before its children.
pub struct Order {
    pub commits: Vec<Node>,
    places: HashMap<ObjectId, u32>,
}

/// A commit and the places of its parents in the order.
pub struct Node {
    pub id: ObjectId,
    pub parents: Parents,
}

/// Nearly every commit has one parent; the rest keep theirs on the heap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parents {
    None,
    One(u32),
    Many(Box<[u32]>),
}

impl Parents {
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let slice: &[u32] = match self {
            Parents::None => &[],
            Parents::One(p) => std::slice::from_ref(p),
            Parents::Many(list) => list,
        };
        slice.iter().copied()
    }
}

impl Order {
    pub fn is_linear(&self) -> bool {
        self.commits.iter().all(|c| !matches!(c.parents, Parents::Many(_)))
    }

    pub fn position(&self, id: &gix::oid) -> Option<u32> {
        self.places.get(id).copied()
    }
}

/// Walks from the tip, through the commit-graph file where there is one.
pub fn oldest_first(repo: &gix::Repository, tip: ObjectId) -> Result<Order> {
    type Found = Vec<(ObjectId, Vec<ObjectId>)>;
    let walk = || -> gix::Result<Found> {
        let infos = repo.rev_walk([tip]).all()?;
        infos.map(|info| info.map(|i| (i.id, i.parent_ids.iter().copied().collect()))).collect()
    };
    let found = walk().map_err(|e| Error::reading(tip, &e))?;
    Ok(arrange(&found))
}

/// Parents first: Kahn's algorithm from the roots. Deterministic for a given graph.
fn arrange(found: &[(ObjectId, Vec<ObjectId>)]) -> Order {
    let index: HashMap<ObjectId, usize> = found.iter().enumerate().map(|(i, (id, _))| (*id, i)).collect();
    let mut waiting: Vec<usize> = vec![0; found.len()];
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); found.len()];
    for (i, (_, parents)) in found.iter().enumerate() {
        for parent in parents.iter().filter_map(|p| index.get(p)) {
            waiting[i] += 1;
            children[*parent].push(i as u32);
        }
    }
    let mut ready: Vec<usize> = (0..found.len()).filter(|i| waiting[*i] == 0).collect();
    let mut places = HashMap::with_capacity(found.len());
    let mut commits = Vec::with_capacity(found.len());
    while let Some(i) = ready.pop() {
        let (id, parents) = &found[i];
        let parents: Vec<u32> = parents.iter().filter_map(|p| places.get(p).copied()).collect();
        let parents = match parents.as_slice() {
            [] => Parents::None,
            [one] => Parents::One(*one),
            many => Parents::Many(many.into()),
        };
        places.insert(*id, commits.len() as u32);
        commits.push(Node { id: *id, parents });
        for child in &children[i] {
            let child = *child as usize;
            waiting[child] -= 1;
            if waiting[child] == 0 {
                ready.push(child);
            }
        }
    }
    Order { commits, places }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oid(n: u8) -> ObjectId {
        ObjectId::from_bytes_or_panic(&[n; 20])
    }

    #[test]
    fn parents_come_before_children_also_across_merges() {
        let found =
            vec![(oid(4), vec![oid(2), oid(3)]), (oid(3), vec![oid(1)]), (oid(2), vec![oid(1)]), (oid(1), vec![])];
        let order = arrange(&found);
        for (place, node) in order.commits.iter().enumerate() {
            assert!(node.parents.iter().all(|p| (p as usize) < place));
        }
        assert_eq!(order.commits.len(), 4);
        assert!(!order.is_linear());
        assert_eq!(order.position(&oid(4)), Some(3));
    }
}
