//! Events in order: handed on while history is one line, gathered and sorted when it is not.

use super::Want;
use super::ancestry::Ancestry;
use super::compare::{Decoded, Outcome, Pair, Reader, lighten};
use super::load::{Node, Order, Parents};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Ticket, TicketId, apply, diff};
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::error::Result;
use crate::store::open::with_caches;
use gix::ObjectId;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Commits that are decoded and compared at a time; bounds memory, keeps all cores busy.
const BLOCK: usize = 4096;

/// What a commit did: its event without changes, and the tickets that it touched.
struct Touched {
    event: Event,
    outcomes: Vec<(Pair, Outcome)>,
}

/// Reads the commits in blocks, in parallel, and hands them on in order.
fn each_commit(
    store: &Store,
    order: &Order,
    want: &Want,
    mut visit: impl FnMut(usize, Touched, &Reader) -> Result<()>,
) -> Result<()> {
    let shared = store.repo.clone().into_sync();
    let mailmap = store.repo.open_mailmap();
    let reader = || Reader { repo: with_caches(shared.to_thread_local()), mailmap: &mailmap };
    let own = reader();
    // One run of neighbouring commits per thread: a commit's trees are those of the next, and are read once.
    let run = BLOCK.div_ceil(rayon::current_num_threads().max(1));
    let mut trees: Vec<ObjectId> = Vec::with_capacity(order.commits.len());
    for (block, nodes) in order.commits.chunks(BLOCK).enumerate() {
        let start = block * BLOCK;
        let decode = |nodes: &[Node]| -> Result<Vec<Decoded>> {
            let reader = reader();
            nodes.iter().map(|node| reader.decode(node.id)).collect()
        };
        let decoded: Vec<Vec<Decoded>> = nodes.par_chunks(run).map(decode).collect::<Result<_>>()?;
        trees.extend(decoded.iter().flatten().map(|d| d.tree));
        let compare = |(n, decoded): (usize, Vec<Decoded>)| -> Result<Vec<Touched>> {
            let (reader, first) = (reader(), start + n * run);
            let parents = |i: usize| &order.commits[first + i].parents;
            decoded
                .into_iter()
                .enumerate()
                .map(|(i, d)| touch(&reader, d, parents(i), &trees, want))
                .collect()
        };
        let touched: Vec<Vec<Touched>> = decoded.into_par_iter().enumerate().map(compare).collect::<Result<_>>()?;
        for (i, t) in touched.into_iter().flatten().enumerate() {
            visit(start + i, t, &own)?;
        }
    }
    Ok(())
}

fn touch(reader: &Reader, decoded: Decoded, parents: &Parents, trees: &[ObjectId], want: &Want) -> Result<Touched> {
    let mut outcomes = Vec::new();
    match parents {
        // A merge is judged against the fold of what is below it, which only the gatherer knows.
        Parents::Many(list) => {
            let mut touched: BTreeMap<TicketId, Pair> = BTreeMap::new();
            for parent in list {
                for pair in reader.pairs(Some(trees[*parent as usize]), decoded.tree, want.only)? {
                    touched.insert(pair.ticket, pair);
                }
            }
            outcomes.extend(touched.into_values().map(|pair| (pair, Outcome::OldBroken)));
        }
        _ => {
            let old = parents.iter().next().map(|p| trees[p as usize]);
            for pair in reader.pairs(old, decoded.tree, want.only)? {
                let outcome = reader.outcome(&pair, want)?;
                outcomes.push((pair, outcome));
            }
        }
    }
    Ok(Touched { event: decoded.event, outcomes })
}

/// For each version of a ticket that cannot be read, the last one before it that could. By version and
/// not by ticket, since branches go on side by side.
#[derive(Default)]
struct LastGood(HashMap<(TicketId, ObjectId), Option<ObjectId>>);

impl LastGood {
    /// The changes of a commit, given that broken versions set nothing. `None`: there is no readable
    /// version before this one that we know of.
    fn changes(&mut self, reader: &Reader, pair: &Pair, outcome: Outcome, want: &Want) -> Result<Option<Vec<Change>>> {
        let before = || pair.old.and_then(|old| self.0.get(&(pair.ticket, old)).copied());
        match outcome {
            Outcome::Changes(changes) => Ok(Some(changes)),
            Outcome::NewBroken => {
                let good = before().unwrap_or(pair.old);
                self.0.extend(pair.new.map(|new| ((pair.ticket, new), good)));
                Ok(Some(Vec::new()))
            }
            Outcome::OldBroken => {
                let Some(good) = before() else { return Ok(None) };
                let read = |blob: Option<ObjectId>| blob.map_or(Ok(None), |b| reader.read(b, want.limits));
                let (old, new) = (read(good)?, read(pair.new)?);
                Ok(Some(new.map_or_else(Vec::new, |new| lighten(diff(old.as_ref(), &new), want.texts))))
            }
        }
    }
}

/// Tells the events of one line of history, oldest first: each ticket's come in order by themselves.
#[derive(Default)]
pub struct Teller {
    floors: HashMap<TicketId, Time>,
    last_good: LastGood,
}

impl Teller {
    /// What one commit did to one ticket; `event` is that of the commit, still without changes.
    pub fn tell(
        &mut self,
        reader: &Reader,
        (pair, outcome): (Pair, Outcome),
        event: &Event,
        want: &Want,
        visit: &mut impl FnMut(TicketId, Event),
    ) -> Result<()> {
        let changes = self.last_good.changes(reader, &pair, outcome, want)?.unwrap_or_default();
        if !changes.is_empty() {
            let floor = self.floors.entry(pair.ticket).or_insert(event.at);
            *floor = event.at.max(*floor);
            visit(pair.ticket, Event { at: *floor, changes, ..event.clone() });
        }
        Ok(())
    }
}

/// One line of history.
pub fn stream(store: &Store, order: &Order, want: &Want, visit: &mut impl FnMut(TicketId, Event)) -> Result<()> {
    let mut teller = Teller::default();
    each_commit(store, order, want, |_, touched, reader| {
        let event = touched.event;
        touched
            .outcomes
            .into_iter()
            .try_for_each(|outcome| teller.tell(reader, outcome, &event, want, visit))
    })
}

/// An event with what its place in the one order depends on.
struct Placed {
    commit: u32,
    depth: u32,
    event: Event,
}

/// A history with merges: events are gathered per ticket, then put in the one order.
pub fn collect(store: &Store, order: &Order, want: &Want, visit: &mut impl FnMut(TicketId, Event)) -> Result<()> {
    let ancestry = Ancestry::of(order);
    let mut timelines: BTreeMap<TicketId, Vec<Placed>> = BTreeMap::new();
    let mut last_good = LastGood::default();
    // A merge is compared with the fold of the events below it, so texts are needed until the end.
    let full = Want { texts: true, ..*want };
    each_commit(store, order, &full, |at, touched, reader| {
        let commit = at as u32;
        let is_merge = matches!(order.commits[at].parents, Parents::Many(_));
        for (pair, outcome) in touched.outcomes {
            let timeline = timelines.entry(pair.ticket).or_default();
            let known = if is_merge { None } else { last_good.changes(reader, &pair, outcome, &full)? };
            let changes = match known {
                Some(changes) => changes,
                // A merge, or the mending of a version that a merge broke.
                None => evil(fold_below(timeline, &ancestry, commit, pair.ticket), pair, reader, want)?,
            };
            if !changes.is_empty() {
                let event = Event { changes, ..touched.event.clone() };
                timeline.push(place(timeline, &ancestry, commit, event));
            }
        }
        Ok(())
    })?;
    for (ticket, mut timeline) in timelines {
        timeline.sort_by(|a, b| one_order(a).cmp(&one_order(b)));
        for placed in timeline {
            let changes = lighten(placed.event.changes, want.texts);
            visit(ticket, Event { changes, ..placed.event });
        }
    }
    Ok(())
}

fn one_order(placed: &Placed) -> (Time, u32, &str) {
    (placed.event.at, placed.depth, &placed.event.commit)
}

/// The effective time and depth of an event, from the ticket's events among its ancestors.
fn place(timeline: &[Placed], ancestry: &Ancestry, commit: u32, mut event: Event) -> Placed {
    let below = || timeline.iter().filter(|p| ancestry.reaches(p.commit, commit));
    event.at = below().map(|p| p.event.at).fold(event.at, Time::max);
    let depth = below().map(|p| p.depth + 1).max().unwrap_or(0);
    Placed { commit, depth, event }
}

/// The law of a merge's parents: the fold of the events below it, in the one order.
fn fold_below(timeline: &[Placed], ancestry: &Ancestry, commit: u32, id: TicketId) -> Option<Ticket> {
    let mut below: Vec<&Placed> = timeline.iter().filter(|p| ancestry.reaches(p.commit, commit)).collect();
    below.sort_by(|a, b| one_order(a).cmp(&one_order(b)));
    below.iter().fold(None, |state, placed| apply(state, id, &placed.event.changes))
}

/// What a merge did beyond the law of its parents; nothing, for a merge of ours.
fn evil(law: Option<Ticket>, pair: Pair, reader: &Reader, want: &Want) -> Result<Vec<Change>> {
    let Some(new) = pair.new else { return Ok(law.map_or_else(Vec::new, |_| vec![Change::Removed])) };
    let new = reader.read(new, want.limits)?;
    Ok(new.map_or_else(Vec::new, |new| diff(law.as_ref(), &new)))
}
