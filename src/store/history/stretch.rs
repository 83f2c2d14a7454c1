//! A stretch of history: the commits between what was told before and a tip, told ticket by ticket.

use super::Want;
use super::ancestry::Ancestry;
use super::chapter::Teller;
use super::compare::Reader;
use super::crew::{Access, in_order};
use super::heads::Heads;
use super::parting::cut;
use super::span::{CUT, Span};
use super::told::{Chapter, Told};
use super::touches::{RUN, Side, Touch, touches};
use crate::domain::ticket::TicketId;
use crate::domain::time::at;
use crate::store::Store;
use crate::store::error::{Error, Result};
use gix::ObjectId;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Commits and touches up to which everything happens on the calling thread: others would not be quicker there.
const FEW: usize = 64;
/// Runs of commits per thread: their cost differs, and each begins with trees that it has to read anew.
const RUNS: usize = 4;

/// The commits between what was told before and a tip.
pub struct Stretch<'s> {
    repo: &'s gix::Repository,
    sides: Sides,
}

/// What there is above the cut.
struct Sides {
    to: ObjectId,
    /// The commits to tell.
    new: Span,
    /// Where history branched since: the commits below what was told before.
    old: Option<Span>,
    /// Nothing that was told before stands.
    is_whole: bool,
}

impl Store {
    /// The commits that have to be told to whoever knows all below `from` and wants to know all below `to`. Above
    /// where the two part, everything is told anew; where nothing is common to them, or `from` is no longer here,
    /// everything is.
    ///
    /// # Errors
    /// [`Error::Shallow`] when history is cut off: a wrong figure is worse than none.
    pub fn stretch(&self, from: Option<ObjectId>, to: ObjectId) -> Result<Stretch<'_>> {
        let heads = Heads::of(&self.repo)?;
        let from = from.filter(|from| self.repo.has_object(from));
        // What is amiss above `from` concerns nobody who reads everything below `to`.
        let common = from.and_then(|from| Some((from, cut(&heads, (from, to), usize::MAX).ok()??)));
        let Some((from, cut)) = common else {
            return Stretch::whole(&self.repo, to);
        };
        let new = Span::below(&heads, to, Some(cut))?;
        let old = (from != cut).then(|| Span::below(&heads, from, Some(cut))).transpose()?;
        Ok(Stretch { repo: &self.repo, sides: Sides { to, new, old, is_whole: false } })
    }
}

impl<'s> Stretch<'s> {
    /// All commits below one, told from the beginning.
    ///
    /// # Errors
    /// As [`Store::stretch`].
    pub fn whole(repo: &'s gix::Repository, to: ObjectId) -> Result<Stretch<'s>> {
        let new = Span::below(&Heads::of(repo)?, to, None)?;
        Ok(Stretch { repo, sides: Sides { to, new, old: None, is_whole: true } })
    }

    /// How many commits are to be told.
    pub fn commits(&self) -> usize {
        self.sides.new.len()
    }

    /// Nothing that was told before stands: every ticket of the history is told from its beginning, and one that
    /// is not told is not in it.
    pub fn is_whole(&self) -> bool {
        self.sides.is_whole
    }

    /// Tells every ticket that a commit of the stretch touches, or one that no longer counts, in order of id.
    /// `past` is what was told of a ticket before, in the order told; it is not asked where nothing of it stands.
    /// `map` runs in parallel, `visit` in order on the calling thread. `progress` hears how much of how much is
    /// done, from any thread.
    ///
    /// # Errors
    /// Those of reading, and those of `visit`, which end it.
    pub fn tell<T: Send, E: From<Error>>(
        self,
        want: &Want,
        past: impl Fn(TicketId) -> Vec<Told> + Sync,
        map: impl Fn(Chapter) -> T + Sync,
        mut visit: impl FnMut(T) -> std::result::Result<(), E>,
        progress: impl Fn(u64, u64) + Sync,
    ) -> std::result::Result<(), E> {
        let Stretch { repo, mut sides } = self;
        let access = Access::of(repo, want.who);
        let own = access.own(repo);
        let watch = Watch::of(sides.new.len(), &progress);
        let runs = sides.touches(&access, &own, want, &watch)?;
        sides.new.forget_trees();
        let all = runs.iter().map(Vec::len).sum::<usize>();
        watch.touches.store(all as u64, Relaxed);
        let ancestry = (!sides.new.is_line()).then(|| Ancestry::of(&sides.new));
        let replaced = sides.replaced();
        let Sides { new: span, to, is_whole, .. } = &sides;
        let teller = Teller { span, to: *to, is_whole: *is_whole, ancestry, replaced, want, past: &past };
        let tell = |reader: &Reader, shard: &[u8; 2]| -> Result<Vec<T>> {
            let touches = of_shard(&runs, *shard);
            let chapters = touches.chunk_by(|a, b| a.ticket == b.ticket);
            let told = chapters.map(|touches| teller.chapter(reader, touches).map(&map)).collect();
            watch.told(touches.len());
            told
        };
        let shards = shards(&runs);
        let mut visit = |told: Vec<T>| told.into_iter().try_for_each(&mut visit);
        if all <= FEW {
            return shards.iter().try_for_each(|shard| visit(tell(&own, shard)?));
        }
        in_order(&access, &shards, rayon::current_num_threads(), tell, visit)
    }
}

impl Sides {
    /// The touches of both sides, in runs each of which is in order of tickets.
    fn touches(
        &self,
        access: &Access,
        own: &Reader,
        want: &Want,
        watch: &Watch<impl Fn(u64, u64) + Sync>,
    ) -> Result<Vec<Vec<Touch>>> {
        let of = |span: &Span, run: Range<u32>, reader: &Reader| {
            touches(reader, span, run, want.only, |done| watch.compared(done))
        };
        let commits = self.new.len();
        let mut found = if commits <= FEW {
            vec![of(&self.new, 0..commits as u32, own)?]
        } else {
            let length = commits.div_ceil(rayon::current_num_threads().max(1) * RUNS).max(RUN);
            let runs = (0..commits)
                .step_by(length)
                .map(|first| first as u32..(first + length).min(commits) as u32);
            let runs: Vec<Range<u32>> = runs.collect();
            let reader = || access.reader();
            runs.into_par_iter()
                .map_init(reader, |reader, run| of(&self.new, run, reader))
                .collect::<Result<_>>()?
        };
        if let Some(old) = &self.old {
            found.push(self.gone(old, own, want)?);
        }
        Ok(found)
    }

    /// What was touched by commits that are not below the tip.
    fn gone(&self, old: &Span, reader: &Reader, want: &Want) -> Result<Vec<Touch>> {
        let kept: HashSet<&ObjectId> = self.new.ids.iter().collect();
        let mut tickets: BTreeSet<TicketId> = BTreeSet::new();
        for place in (0..old.len() as u32).filter(|place| !kept.contains(&old.ids[*place as usize])) {
            tickets.extend(
                touches(reader, old, place..place + 1, want.only, |_| ())?
                    .iter()
                    .map(|touch| touch.ticket),
            );
        }
        let gone = |ticket| Touch { ticket, new: None, at: CUT, side: Side::Gone, claimed: at(0) };
        Ok(tickets.into_iter().map(gone).collect())
    }

    /// The commits above the cut whose events, if they were told before, are told anew or not at all.
    fn replaced(&self) -> HashSet<ObjectId> {
        let old = self.old.iter().flat_map(|old| &old.ids);
        if self.old.is_some() { old.chain(&self.new.ids).copied().collect() } else { HashSet::new() }
    }
}

/// The beginnings of ids that there are, in order.
fn shards(runs: &[Vec<Touch>]) -> Vec<[u8; 2]> {
    let mut all = BTreeSet::new();
    for run in runs {
        let mut rest = &run[..];
        while let Some(first) = rest.first().map(shard) {
            all.insert(first);
            rest = &rest[rest.partition_point(|touch| shard(touch) <= first)..];
        }
    }
    all.into_iter().collect()
}

fn shard(touch: &Touch) -> [u8; 2] {
    let id = touch.ticket.as_str().as_bytes();
    [id[0], id[1]]
}

fn of_shard(runs: &[Vec<Touch>], wanted: [u8; 2]) -> Vec<Touch> {
    let part = |run: &Vec<Touch>| {
        let first = run.partition_point(|touch| shard(touch) < wanted);
        let last = run.partition_point(|touch| shard(touch) <= wanted);
        run[first..last].to_vec()
    };
    let mut touches: Vec<Touch> = runs.iter().flat_map(part).collect();
    touches.sort_unstable_by_key(|touch| (touch.ticket, touch.at));
    touches
}

/// How far it has come: the commits that have been compared, then the same number again for the tickets told.
struct Watch<'a, P> {
    commits: u64,
    touches: AtomicU64,
    compared: AtomicU64,
    told: AtomicU64,
    progress: &'a P,
}

impl<'a, P: Fn(u64, u64)> Watch<'a, P> {
    fn of(commits: usize, progress: &'a P) -> Watch<'a, P> {
        let none = || AtomicU64::new(0);
        Watch { commits: commits as u64, touches: none(), compared: none(), told: none(), progress }
    }

    fn compared(&self, commits: u64) {
        let done = self.compared.fetch_add(commits, Relaxed) + commits;
        (self.progress)(done, self.commits * 2);
    }

    fn told(&self, touches: usize) {
        let done = self.told.fetch_add(touches as u64, Relaxed) + touches as u64;
        let all = self.touches.load(Relaxed).max(1);
        (self.progress)(self.commits + self.commits * done / all, self.commits * 2);
    }
}
