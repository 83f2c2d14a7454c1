//! Two heads of history: what differs between them, and what became of it on either side.

use super::Want;
use super::ancestry::Ancestry;
use super::branch::{Branches, Discarded, Outcome};
use super::compare::{Pair, Reader};
use super::heads::Heads;
use super::leaves::{Leaf, differing};
use super::parting::cut;
use super::span::{Parents, Span};
use super::told::{Start, Told};
use super::touches::{Touch, touches};
use crate::domain::ticket::{Ticket, TicketId};
use crate::store::Store;
use crate::store::error::{Error, Result};
use crate::store::format::Limits;
use gix::ObjectId;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The commits below two heads and not below the commit at which the two part.
pub struct Union<'r> {
    reader: Reader<'r>,
    cut: Option<ObjectId>,
    span: Span,
    ancestry: Ancestry,
    ends: [u32; 2],
}

/// A ticket whose file is not the same at both heads.
#[derive(Debug)]
pub struct Meeting {
    pub ticket: TicketId,
    /// Its file at either head.
    pub files: [Option<ObjectId>; 2],
    pub verdict: Verdict,
    /// Those of the files that cannot be read, and that the other head has not replaced knowingly.
    pub broken: Vec<ObjectId>,
}

/// What becomes of it.
#[derive(Debug)]
pub enum Verdict {
    /// All that was done to it is below this head: it is taken as it is there.
    Taken(usize),
    Law(Box<Outcome>),
}

/// A file of the branch that is no ticket, as a commit made it.
#[derive(Clone, Debug)]
pub struct Set {
    pub commit: ObjectId,
    pub at: u32,
    /// A merge that has the file otherwise than all its parents.
    pub is_merge: bool,
    /// What its parents had, and what it has.
    pub old: Vec<Option<Leaf>>,
    pub new: Option<Leaf>,
}

impl<'r> Union<'r> {
    /// # Errors
    /// [`Error::Shallow`] where history is cut off above where the heads part.
    pub fn of(repo: &gix::Repository, mailmap: &'r gix::mailmap::Snapshot, heads: [ObjectId; 2]) -> Result<Union<'r>> {
        let access = Heads::of(repo)?;
        let cut = cut(&access, (heads[0], heads[1]), usize::MAX)?;
        let span = Span::below_all(&access, &heads, cut)?;
        let end = |head: &ObjectId| span.ids.iter().position(|id| id == head).map_or(super::span::CUT, |at| at as u32);
        let ends = [end(&heads[0]), end(&heads[1])];
        let ancestry = Ancestry::of(&span);
        Ok(Union { reader: Reader::new(repo.clone(), mailmap), cut, span, ancestry, ends })
    }

    /// All that is below `tip` and above `cut`, from which all of it descends.
    ///
    /// # Errors
    /// Those of reading.
    pub fn above(
        repo: &gix::Repository,
        mailmap: &'r gix::mailmap::Snapshot,
        tip: ObjectId,
        cut: ObjectId,
    ) -> Result<Union<'r>> {
        let span = Span::below_all(&Heads::of(repo)?, &[tip], Some(cut))?;
        let end = span.ids.iter().position(|id| *id == tip).map_or(super::span::CUT, |at| at as u32);
        let ancestry = Ancestry::of(&span);
        Ok(Union { reader: Reader::new(repo.clone(), mailmap), cut: Some(cut), span, ancestry, ends: [end; 2] })
    }

    /// What of these tickets the law overrules above the cut. `None`: what lies below it has to be known for that.
    ///
    /// # Errors
    /// Those of reading.
    pub fn discarded(&self, only: &BTreeSet<TicketId>, limits: &Limits) -> Result<Option<Vec<(TicketId, Discarded)>>> {
        let (reader, span, ancestry) = (&self.reader, &self.span, &self.ancestry);
        let found = touches(reader, span, 0..span.len() as u32, Some(only), |_| ())?;
        if !self.is_after_all_below(only, &found)? {
            return Ok(None);
        }
        let want = Want { only: None, texts: true, who: false, limits };
        let mut all = Vec::new();
        for touches in found.chunk_by(|a, b| a.ticket == b.ticket) {
            let ticket = touches[0].ticket;
            let file = reader.file(span.cut(), ticket)?;
            if let Some(blob) = file
                && reader.read(blob, limits)?.is_none()
            {
                return Ok(None);
            }
            let (start, want) = (Start::after(&[], file), &want);
            let branches = Branches { reader, span, ancestry, ticket, touches, start, want };
            let Some(outcome) = branches.outcome()? else { return Ok(None) };
            // Of a ticket that is no more nothing counts.
            if outcome.state.is_some() {
                all.extend(outcome.discarded.into_iter().map(|lost| (ticket, lost)));
            }
        }
        Ok(Some(all))
    }

    /// Where the heads part; `None`: they have nothing in common.
    pub fn cut(&self) -> Option<ObjectId> {
        self.cut
    }

    /// The head that has the other one below it, if one has.
    pub fn ahead(&self) -> Option<usize> {
        let [a, b] = self.ends;
        if self.ancestry.reaches(b, a) { Some(0) } else { self.ancestry.reaches(a, b).then_some(1) }
    }

    /// Whether a place is below a head.
    pub fn is_below(&self, at: u32, head: usize) -> bool {
        self.ancestry.reaches(at, self.ends[head])
    }

    /// Whether a place is below another, or the same.
    pub fn reaches(&self, a: u32, b: u32) -> bool {
        self.ancestry.reaches(a, b)
    }

    /// The tickets that differ, in order of id. `past` tells of some tickets what happened to them below the cut.
    ///
    /// # Errors
    /// Those of reading.
    pub fn tickets(
        &self,
        limits: &Limits,
        past: impl Fn(&BTreeSet<TicketId>) -> Result<BTreeMap<TicketId, Vec<Told>>>,
    ) -> Result<Vec<Meeting>> {
        let differ = self.differing_tickets()?;
        let ids: BTreeSet<TicketId> = differ.iter().map(|pair| pair.ticket).collect();
        let found = touches(&self.reader, &self.span, 0..self.span.len() as u32, Some(&ids), |_| ())?;
        let of = |ticket| {
            let first = found.partition_point(|touch| touch.ticket < ticket);
            let last = found.partition_point(|touch| touch.ticket <= ticket);
            &found[first..last]
        };
        let mut taken = BTreeMap::new();
        for pair in &differ {
            if let Some(head) = self.taken(pair, of(pair.ticket), limits)? {
                taken.insert(pair.ticket, head);
            }
        }
        let both: BTreeSet<TicketId> = ids.iter().filter(|id| !taken.contains_key(id)).copied().collect();
        let known = both.is_empty() || self.are_there(&both)? && self.is_after_all_below(&both, &found)?;
        let past = if known { BTreeMap::new() } else { past(&both)? };
        let want = Want { only: None, texts: true, who: false, limits };
        let one = |pair: Pair| {
            let touches = of(pair.ticket);
            let (verdict, broken) = match taken.get(&pair.ticket) {
                Some(head) => (Verdict::Taken(*head), Vec::new()),
                None => {
                    let broken = self.broken(&pair, touches, limits)?;
                    (self.by_law(&pair, touches, past.get(&pair.ticket), (&want, broken.is_empty()))?, broken)
                }
            };
            Ok(Meeting { ticket: pair.ticket, files: [pair.old, pair.new], verdict, broken })
        };
        differ.into_iter().map(one).collect()
    }

    /// Whether these tickets are all there at the cut. One that is not may have been there before.
    fn are_there(&self, only: &BTreeSet<TicketId>) -> Result<bool> {
        for ticket in only {
            if self.reader.file(self.span.cut(), *ticket)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether all that these touches did claims to be later than whatever happened to their tickets below the cut: then
    /// nothing of that has to be known, since it moves none of them.
    fn is_after_all_below(&self, only: &BTreeSet<TicketId>, found: &[Touch]) -> Result<bool> {
        let Some(cut) = self.cut else { return Ok(true) };
        let theirs = found.iter().filter(|touch| only.contains(&touch.ticket));
        let Some(first) = theirs.map(|touch| touch.claimed).min() else { return Ok(true) };
        let Some(late) = Heads::of(&self.reader.repo)?.later_than(cut, first.timestamp())? else { return Ok(false) };
        let above: HashSet<&ObjectId> = self.span.ids.iter().collect();
        for id in late.iter().filter(|id| !above.contains(id)) {
            let commit = self.reader.skim(*id)?;
            if commit.at <= first {
                continue;
            }
            let trees: Vec<Option<ObjectId>> = match commit.parents.is_empty() {
                true => vec![None],
                false => commit
                    .parents
                    .iter()
                    .map(|p| Ok(Some(self.reader.skim(*p)?.tree)))
                    .collect::<Result<_>>()?,
            };
            for old in trees {
                if !self.reader.pairs(old, commit.tree, Some(only))?.is_empty() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    fn differing_tickets(&self) -> Result<Vec<Pair>> {
        let [ours, theirs] = self.ends.map(|end| self.span.tree(end));
        let Some(theirs) = theirs else { return Ok(Vec::new()) };
        self.reader.pairs(ours, theirs, None)
    }

    /// The head below which all that happened to a ticket is, unless its text cannot be read there: such a text sets
    /// nothing, however few others there are, so that it does not depend on the order in which heads meet.
    fn taken(&self, pair: &Pair, touches: &[Touch], limits: &Limits) -> Result<Option<usize>> {
        let Some(head) = (0..2).find(|head| self.is_all_below(touches, *head)) else { return Ok(None) };
        let is_readable = match [pair.old, pair.new][head] {
            Some(file) => self.reader.read(file, limits)?.is_some(),
            None => true,
        };
        Ok(is_readable.then_some(head))
    }

    fn is_all_below(&self, touches: &[Touch], head: usize) -> bool {
        touches.iter().all(|touch| self.is_below(touch.at, head))
    }

    fn broken(&self, pair: &Pair, touches: &[Touch], limits: &Limits) -> Result<Vec<ObjectId>> {
        let mut broken = Vec::new();
        for (head, file) in [pair.old, pair.new].into_iter().enumerate() {
            if let Some(file) = file
                && !self.is_all_below(touches, 1 - head)
                && self.reader.read(file, limits)?.is_none()
            {
                broken.push(file);
            }
        }
        Ok(broken)
    }

    /// A text that cannot be read is not passed over; without one, what somebody wrote stays as it is where it says the
    /// same.
    fn by_law(
        &self,
        pair: &Pair,
        touches: &[Touch],
        past: Option<&Vec<Told>>,
        (want, is_readable): (&Want, bool),
    ) -> Result<Verdict> {
        let read = |file: Option<ObjectId>| file.map_or(Ok(None), |blob| self.reader.read(blob, want.limits));
        let file = self.reader.file(self.span.cut(), pair.ticket)?;
        let past = past.map_or(&[][..], Vec::as_slice);
        let (span, ancestry) = (&self.span, &self.ancestry);
        let start = Start::after(past, file);
        let branches = Branches { reader: &self.reader, span, ancestry, ticket: pair.ticket, touches, start, want };
        // What a text hides that cannot be read at the cut is known from the beginning only.
        let is_hidden = file.is_some() && read(file)?.is_none();
        let outcome = match if is_hidden { None } else { branches.outcome()? } {
            Some(outcome) => outcome,
            None => self.in_all_of_history(pair.ticket, want)?,
        };
        let (ours, theirs) = (read(pair.old)?, read(pair.new)?);
        let says = |there: &Option<Ticket>| there.is_some() && *there == outcome.state;
        let head = [&ours, &theirs].into_iter().position(says);
        Ok(match head.filter(|_| is_readable && outcome.discarded.is_empty()) {
            Some(head) => Verdict::Taken(head),
            None => Verdict::Law(Box::new(outcome)),
        })
    }

    /// The same from all of history.
    fn in_all_of_history(&self, ticket: TicketId, want: &Want) -> Result<Outcome> {
        let heads = self.ends.map(|end| self.span.ids[end as usize]);
        let span = Span::below_all(&Heads::of(&self.reader.repo)?, &heads, None)?;
        let only = BTreeSet::from([ticket]);
        let found = touches(&self.reader, &span, 0..span.len() as u32, Some(&only), |_| ())?;
        let (ancestry, start) = (&Ancestry::of(&span), Start::default());
        let all = Branches { reader: &self.reader, span: &span, ancestry, ticket, touches: &found, start, want };
        Ok(all.outcome()?.unwrap_or(Outcome { state: None, discarded: Vec::new() }))
    }

    /// The commits that set files of the branch other than tickets, by path; those of each in order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn files(&self) -> Result<BTreeMap<String, Vec<Set>>> {
        let mut found: BTreeMap<String, Vec<Set>> = BTreeMap::new();
        for at in 0..self.span.len() as u32 {
            let one;
            let (parents, is_merge) = match self.span.parents(at) {
                Parents::None => (&[][..], false),
                Parents::One(parent) => {
                    one = [parent];
                    (&one[..], false)
                }
                Parents::Many(all) => (all, true),
            };
            for (path, old, new) in differing(&self.reader.repo, &self.trees_of(parents), self.span.tree(at))? {
                let commit = self.span.ids[at as usize];
                found.entry(path).or_default().push(Set { commit, at, is_merge, old, new });
            }
        }
        Ok(found)
    }

    /// The other files that are not the same at both heads.
    ///
    /// # Errors
    /// Those of reading.
    pub fn differing_files(&self) -> Result<Vec<(String, [Option<Leaf>; 2])>> {
        let [ours, theirs] = self.trees();
        let rows = differing(&self.reader.repo, &[ours], theirs)?.into_iter();
        Ok(rows
            .map(|(path, ours, theirs)| (path, [ours.first().copied().flatten(), theirs]))
            .collect())
    }

    fn trees_of(&self, places: &[u32]) -> Vec<Option<ObjectId>> {
        places.iter().map(|place| self.span.tree(*place)).collect()
    }

    /// The time that a commit claims, and its tree.
    pub fn claimed(&self, set: &Set) -> Result<crate::domain::time::Time> {
        Ok(self.reader.skim(set.commit)?.at)
    }

    pub fn reader(&self) -> &Reader<'r> {
        &self.reader
    }

    /// The trees of the heads.
    pub fn trees(&self) -> [Option<ObjectId>; 2] {
        self.ends.map(|end| self.span.tree(end))
    }
}

impl Store {
    /// What happened to these tickets below a commit: each ticket's events as an index keeps them.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub fn told_below(
        repo: &gix::Repository,
        cut: Option<ObjectId>,
        only: &BTreeSet<TicketId>,
        limits: &Limits,
    ) -> Result<BTreeMap<TicketId, Vec<Told>>> {
        let mut all = BTreeMap::new();
        let Some(cut) = cut else { return Ok(all) };
        let want = Want { only: Some(only), texts: false, who: false, limits };
        let visit = |(ticket, told): (TicketId, Vec<Told>)| -> Result<()> {
            all.insert(ticket, told);
            Ok(())
        };
        let tape = |chapter: super::Chapter| {
            (chapter.ticket, chapter.events.into_iter().map(|(told, _)| told).collect::<Vec<_>>())
        };
        super::Stretch::whole(repo, cut)?.tell::<_, Error>(&want, |_| Vec::new(), tape, visit, |_, _| ())?;
        Ok(all)
    }
}
