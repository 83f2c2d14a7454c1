//! Commits without their words: tree, parents, and when they were recorded; from the commit-graph where
//! there is one.

use super::compare::corrupt;
use crate::domain::ticket::timeline::SKEW_S;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use gix::commitgraph::{Graph, Position};
use gix::objs::CommitRef;
use gix::traverse::commit::ParentIds;
use std::cell::OnceCell;
use std::collections::HashSet;

/// The level of a commit that is not in the commit-graph: above all that are.
pub const UNKNOWN: u32 = u32::MAX;

/// So many commits of a line are read as objects before the commit-graph is opened, which costs more than
/// a few of them do.
const FEW: usize = 32;

/// So many commits are looked at one by one.
const FEW_TO_READ: usize = 20_000;

/// What one commit says.
pub struct Head {
    pub tree: ObjectId,
    pub parents: ParentIds,
    /// Greater than that of every ancestor, unless it is [`UNKNOWN`].
    pub level: u32,
    /// The committer's time in seconds since the epoch.
    pub recorded: i64,
}

/// Access to the heads of commits.
pub struct Heads<'r> {
    pub repo: &'r gix::Repository,
    graph: OnceCell<Option<Graph>>,
    cut_off: Option<gix::shallow::Commits>,
}

/// A run of commits, newest first, in which each but the last is the only child that counts of the next.
pub struct Line {
    pub ids: Vec<ObjectId>,
    pub trees: Vec<ObjectId>,
    pub end: End,
}

/// Why a line goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its last commit has no parent.
    Root,
    /// The parent of its last commit is the one that was looked for.
    Found,
    /// Its last commit is a merge.
    Merge,
}

impl<'r> Heads<'r> {
    pub fn of(repo: &'r gix::Repository) -> Result<Heads<'r>> {
        let cut_off = repo.shallow_commits().map_err(|e| Error::reading("shallow", &e))?;
        Ok(Heads { repo, graph: OnceCell::new(), cut_off })
    }

    /// Whether there is a commit at which history may be cut off.
    pub fn may_be_cut_off(&self) -> bool {
        self.cut_off.is_some()
    }

    /// # Errors
    /// [`Error::Shallow`] for a commit whose parents are cut off.
    pub fn head(&self, id: ObjectId) -> Result<Head> {
        let cached = self.graph().and_then(|graph| of_graph(graph, graph.lookup(id)?));
        cached.map_or_else(|| self.of_object(id), Ok)
    }

    /// The commits below `tip` that may claim to be later than `after`, in seconds, and others beside; those that are not
    /// in the commit-graph are all among them. `None`: more than can be looked at one by one.
    ///
    /// # Errors
    /// As [`Heads::head`].
    pub fn later_than(&self, tip: ObjectId, after: i64) -> Result<Option<Vec<ObjectId>>> {
        let (mut found, mut in_graph) = (Vec::new(), false);
        let (mut seen, mut next) = (HashSet::from([tip]), vec![tip]);
        while let Some(id) = next.pop() {
            if self.graph().is_some_and(|graph| graph.lookup(id).is_some()) {
                in_graph = true;
                continue;
            }
            found.push(id);
            if found.len() > FEW_TO_READ {
                return Ok(None);
            }
            next.extend(self.of_object(id)?.parents.into_iter().filter(|parent| seen.insert(*parent)));
        }
        let Some(graph) = self.graph().filter(|_| in_graph) else { return Ok(Some(found)) };
        // What an author claims counts up to so much after the commit was recorded.
        let since = u64::try_from(after.saturating_sub(SKEW_S)).unwrap_or(0);
        let late = graph.iter_commits().filter(|commit| commit.committer_timestamp() >= since);
        found.extend(late.take(FEW_TO_READ).map(|commit| commit.id().to_owned()));
        Ok((found.len() < FEW_TO_READ).then_some(found))
    }

    /// None in a shallow repository, as git itself has it; it is a cache, so faults of it are nobody's business.
    fn graph(&self) -> Option<&Graph> {
        let open = || {
            self.cut_off
                .is_none()
                .then(|| self.repo.commit_graph_if_enabled().ok().flatten())
                .flatten()
        };
        self.graph.get_or_init(open).as_ref()
    }

    fn of_object(&self, id: ObjectId) -> Result<Head> {
        if self.cut_off.as_ref().is_some_and(|commits| commits.contains(&id)) {
            return Err(Error::Shallow);
        }
        let object = self.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
        let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
        let recorded = commit.time().map_or(0, |time| time.seconds);
        Ok(Head { tree: commit.tree(), parents: commit.parents().collect(), level: UNKNOWN, recorded })
    }

    /// The commits from `tip` down to the first merge, or to above `until`.
    ///
    /// # Errors
    /// As [`Heads::head`].
    pub fn follow(&self, tip: ObjectId, until: Option<ObjectId>) -> Result<Line> {
        let mut line = Line { ids: Vec::new(), trees: Vec::new(), end: End::Root };
        let mut next = Some(tip);
        while let Some(id) = next {
            if Some(id) == until {
                line.end = End::Found;
                break;
            }
            if line.ids.len() >= FEW
                && let Some(graph) = self.graph()
                && let Some(place) = graph.lookup(id)
                && line.follow_in(graph, place, until)
            {
                break;
            }
            let head = self.of_object(id)?;
            line.push(id, head.tree);
            if head.parents.len() > 1 {
                line.end = End::Merge;
                break;
            }
            next = head.parents.first().copied();
        }
        Ok(line)
    }
}

impl Line {
    fn push(&mut self, id: ObjectId, tree: ObjectId) {
        self.ids.push(id);
        self.trees.push(tree);
    }

    /// The same by places in the commit-graph, which holds the parents of all that it holds. `false`: it is
    /// damaged, and nothing has been followed.
    fn follow_in(&mut self, graph: &Graph, from: Position, until: Option<ObjectId>) -> bool {
        let before = self.ids.len();
        let mut next = Some(from);
        while let Some(place) = next {
            let commit = graph.commit_at(place);
            let id = commit.id();
            if self.ids.len() - before > graph.num_commits() as usize {
                return self.damaged(before);
            }
            if until.is_some_and(|until| *until == *id) {
                self.end = End::Found;
                return true;
            }
            self.push(id.to_owned(), commit.root_tree_id().to_owned());
            let mut parents = commit.iter_parents();
            next = match (parents.next(), parents.next()) {
                (None, _) => None,
                (Some(Ok(one)), None) => Some(one),
                (Some(Ok(_)), Some(Ok(_))) => {
                    self.end = End::Merge;
                    return true;
                }
                _ => return self.damaged(before),
            };
        }
        true
    }

    fn damaged(&mut self, before: usize) -> bool {
        self.ids.truncate(before);
        self.trees.truncate(before);
        false
    }
}

fn of_graph(graph: &Graph, place: Position) -> Option<Head> {
    let commit = graph.commit_at(place);
    let parents = commit.iter_parents().map(|parent| Some(graph.id_at(parent.ok()?).to_owned()));
    Some(Head {
        tree: commit.root_tree_id().to_owned(),
        parents: parents.collect::<Option<ParentIds>>()?,
        level: commit.generation(),
        recorded: i64::try_from(commit.committer_timestamp()).unwrap_or(i64::MAX),
    })
}
