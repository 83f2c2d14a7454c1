//! The commits between a cut and a tip, parents before children.
//!
//! Of a commit is kept where its parents are, its id and its tree: about 70 bytes. History that is one line,
//! as most is, needs no more than the lists.

use super::heads::{End, Heads, Line};
use crate::store::error::Result;
use gix::ObjectId;
use std::collections::HashMap;

/// The place of the commit at which a span is cut off from what is below it.
pub const CUT: u32 = u32::MAX;
/// No parent.
const NONE: u32 = u32::MAX - 1;

/// Commits by their places, parents before children.
pub struct Span {
    pub ids: Vec<ObjectId>,
    trees: Vec<ObjectId>,
    /// The tree of the commit below the first; all the others descend from it.
    cut: Option<ObjectId>,
    /// `None`: each is the parent of the next.
    edges: Option<Edges>,
}

/// Where the parents are.
struct Edges {
    first: Vec<u32>,
    /// All parents of each merge.
    merges: HashMap<u32, Box<[u32]>>,
}

/// The places of a commit's parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parents<'s> {
    None,
    One(u32),
    Many(&'s [u32]),
}

impl Span {
    /// What a line leads through; `cut` is the tree of the commit below it.
    pub fn of_line(line: Line, cut: Option<ObjectId>) -> Span {
        let Line { mut ids, mut trees, .. } = line;
        ids.reverse();
        trees.reverse();
        Span { ids, trees, cut, edges: None }
    }

    /// All commits below `tip`, or those above `cut`, from which all of them descend then.
    ///
    /// # Errors
    /// As [`Heads::head`].
    pub fn below(heads: &Heads, tip: ObjectId, cut: Option<ObjectId>) -> Result<Span> {
        let line = heads.follow(tip, cut)?;
        let tree = cut.map(|cut| heads.head(cut).map(|head| head.tree)).transpose()?;
        if line.end != End::Merge {
            return Ok(Span::of_line(line, tree));
        }
        drop(line);
        let found = Found::below(heads, &[tip], cut)?;
        Ok(found.arranged(tree, 1))
    }

    /// All commits below any of these tips and above `cut`, from which all of them descend then.
    ///
    /// # Errors
    /// As [`Heads::head`].
    pub fn below_all(heads: &Heads, tips: &[ObjectId], cut: Option<ObjectId>) -> Result<Span> {
        let tree = cut.map(|cut| heads.head(cut).map(|head| head.tree)).transpose()?;
        Ok(Found::below(heads, tips, cut)?.arranged(tree, tips.len()))
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_line(&self) -> bool {
        self.edges.is_none()
    }

    pub fn parents(&self, at: u32) -> Parents<'_> {
        let Some(edges) = &self.edges else {
            return match (at, self.cut) {
                (0, None) => Parents::None,
                (0, Some(_)) => Parents::One(CUT),
                (at, _) => Parents::One(at - 1),
            };
        };
        match edges.first[at as usize] {
            NONE => Parents::None,
            first => edges.merges.get(&at).map_or(Parents::One(first), |all| Parents::Many(all)),
        }
    }

    /// The tree of the commit at a place; that of the cut, too.
    pub fn tree(&self, at: u32) -> Option<ObjectId> {
        self.trees.get(at as usize).copied().or(self.cut)
    }

    /// The tree at the cut.
    pub fn cut(&self) -> Option<ObjectId> {
        self.cut
    }

    /// Forgets the trees of a line when they have been compared: nobody needs them any more.
    pub fn forget_trees(&mut self) {
        if self.is_line() {
            self.trees = Vec::new();
        }
    }
}

/// Commits in the order in which they were found.
#[derive(Default)]
struct Found {
    ids: Vec<ObjectId>,
    trees: Vec<ObjectId>,
    first: Vec<u32>,
    merges: HashMap<u32, Box<[u32]>>,
}

impl Found {
    /// The tips are the first that are found.
    fn below(heads: &Heads, tips: &[ObjectId], cut: Option<ObjectId>) -> Result<Found> {
        let mut found = Found::default();
        let mut places: HashMap<ObjectId, u32> = HashMap::new();
        for tip in tips {
            found.place_of(*tip, cut, &mut places);
        }
        let mut read = 0;
        // What is found is read in its turn; the ids are the queue.
        while let Some(id) = found.ids.get(read).copied() {
            let head = heads.head(id)?;
            found.trees.push(head.tree);
            let parents: Vec<u32> = head.parents.iter().map(|p| found.place_of(*p, cut, &mut places)).collect();
            found.first.push(parents.first().copied().unwrap_or(NONE));
            if parents.len() > 1 {
                found.merges.insert(read as u32, parents.into());
            }
            read += 1;
        }
        Ok(found)
    }

    fn place_of(&mut self, id: ObjectId, cut: Option<ObjectId>, places: &mut HashMap<ObjectId, u32>) -> u32 {
        if Some(id) == cut {
            return CUT;
        }
        *places.entry(id).or_insert_with(|| {
            self.ids.push(id);
            (self.ids.len() - 1) as u32
        })
    }

    fn parent(&self, at: u32, n: usize) -> Option<u32> {
        match self.merges.get(&at) {
            Some(all) => all.get(n).copied(),
            None => (n == 0).then_some(self.first[at as usize]).filter(|first| *first != NONE),
        }
    }

    /// Parents first: from the tips, which were found first, a commit has its place when all its parents have theirs.
    fn arranged(mut self, cut: Option<ObjectId>, tips: usize) -> Span {
        let mut order: Vec<u32> = Vec::with_capacity(self.ids.len());
        let mut places: Vec<u32> = vec![NONE; self.ids.len()];
        for tip in 0..tips.min(self.ids.len()) as u32 {
            if places[tip as usize] == NONE {
                places[tip as usize] = CUT;
                self.arrange(tip, &mut places, &mut order);
            }
        }
        let new = |old: u32| if old >= NONE { old } else { places[old as usize] };
        let first = order.iter().map(|old| new(self.first[*old as usize])).collect();
        let moved = |(at, all): (u32, Box<[u32]>)| (new(at), all.iter().map(|old| new(*old)).collect());
        let merges = std::mem::take(&mut self.merges).into_iter().map(moved).collect();
        let sorted = |list: Vec<ObjectId>| order.iter().map(|old| list[*old as usize]).collect();
        let ids = sorted(self.ids);
        Span { ids, trees: sorted(self.trees), cut, edges: Some(Edges { first, merges }) }
    }

    /// Gives a commit and all below it their places. The path holds the parents that have been looked at; what is on
    /// it is marked as `CUT`, so that a damaged commit-graph leads nobody round in circles.
    fn arrange(&self, from: u32, places: &mut [u32], order: &mut Vec<u32>) {
        let mut path: Vec<(u32, u32)> = vec![(from, 0)];
        while let Some((at, n)) = path.last_mut() {
            let (here, parent) = (*at, self.parent(*at, *n as usize));
            *n += 1;
            match parent {
                Some(parent) if parent != CUT && places[parent as usize] == NONE => {
                    places[parent as usize] = CUT;
                    path.push((parent, 0));
                }
                Some(_) => {}
                None => {
                    path.pop();
                    places[here as usize] = order.len() as u32;
                    order.push(here);
                }
            }
        }
    }
}
