//! Commits as steps: what each made of the tickets of its own parent.

use super::Range;
use super::weigh::below;
use crate::domain::people::same_person;
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Ticket, TicketId, diff};
use crate::store::commit::tree_of;
use crate::store::error::{Error, Result};
use crate::store::format::Limits;
use crate::store::history::{Leaf, Reader, corrupt, differing};
use crate::store::merge::{Unlike, unlike};
use crate::store::{Snapshot, Store};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::CommitRef;
use gix::objs::tree::EntryKind;
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Commits that are judged at a time; bounds what waits for the visitor.
const BLOCK: usize = 4096;

/// One commit.
pub struct Step {
    pub commit: ObjectId,
    pub parents: Vec<ObjectId>,
    /// Who, the trailer of an import, the subject; without changes.
    pub event: Event,
    /// Seconds since the epoch, UTC.
    pub authored: i64,
    pub committed: i64,
    /// Whoever recorded it: the address (or name, where that is empty) as the commit has it.
    pub committer: String,
    /// It bears a signature, verified by nobody.
    pub signed: bool,
    /// The last paragraph of the message, line by line, where a line is `Name: value`.
    pub trailers: Vec<(String, String)>,
    /// It changed the configuration, beyond the shared views. Not told of a merge.
    pub configures: bool,
    /// It changed the shared views. Not told of a merge.
    pub changes_views: bool,
    /// What it did to each ticket. Empty for a merge: see [`Peek::unlike`].
    pub touches: Vec<Touch>,
}

/// One ticket before and after a commit.
pub struct Touch {
    pub ticket: TicketId,
    pub old: Version,
    pub new: Version,
}

/// A ticket's file in a commit.
pub enum Version {
    Absent,
    Broken,
    Ticket(Box<Ticket>),
}

impl Version {
    pub fn ticket(&self) -> Option<&Ticket> {
        match self {
            Version::Ticket(ticket) => Some(ticket),
            _ => None,
        }
    }
}

impl Step {
    pub fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }

    pub fn trailers<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.trailers.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// A file of the branch that a commit set and that is no ticket.
pub struct Wrote {
    pub path: String,
    /// Its bytes; `None`: it was taken away, or it is no file.
    pub size: Option<u64>,
}

/// The desk at other commits, for whoever judges a step.
pub struct Peek<'r>(&'r gix::Repository);

impl Peek<'_> {
    pub fn snapshot(&self, commit: ObjectId) -> Result<Snapshot<'_>> {
        Snapshot::of(self.0, Some(commit))
    }

    /// What a merge has otherwise than its parents come to.
    ///
    /// # Errors
    /// [`Error::Unrelated`] where they have nothing in common, and those of reading.
    pub fn unlike(&self, step: &Step) -> Result<Vec<Unlike>> {
        unlike(self.0, &step.parents, tree_of(self.0, step.commit)?)
    }

    /// Whether a merge can be other than its parents come to in what the events of history do not tell: in files that
    /// are no tickets, in tickets that cannot be read, or where the parents have nothing in common.
    pub fn needs_the_law(&self, step: &Step, limits: &Limits) -> Result<bool> {
        let tree = tree_of(self.0, step.commit)?;
        let parents = step.parents.iter().map(|parent| tree_of(self.0, *parent)).collect::<Result<Vec<_>>>()?;
        let olds: Vec<Option<ObjectId>> = parents.iter().copied().map(Some).collect();
        if !differing(self.0, &olds, Some(tree))?.is_empty() {
            return Ok(true);
        }
        let nobody = gix::mailmap::Snapshot::default();
        let reader = Reader::new(self.0.clone(), &nobody);
        for parent in olds {
            for pair in reader.pairs(parent, tree, None)? {
                if let Some(file) = pair.new
                    && reader.read(file, limits)?.is_none()
                {
                    return Ok(true);
                }
            }
        }
        let Some((first, rest)) = step.parents.split_first() else { return Ok(false) };
        let bases = self.0.merge_bases_many(*first, rest).map_err(|e| Error::reading(first, &e))?;
        Ok(bases.is_empty())
    }

    /// The files that an ordinary commit set, but for those of tickets.
    pub fn wrote(&self, step: &Step) -> Result<Vec<Wrote>> {
        let old = step.parents.first().map(|parent| tree_of(self.0, *parent)).transpose()?;
        let rows = differing(self.0, &[old], Some(tree_of(self.0, step.commit)?))?.into_iter();
        let wrote = |(path, _, new): (String, _, Option<Leaf>)| {
            let file = new.filter(|leaf| matches!(leaf.kind, EntryKind::Blob | EntryKind::BlobExecutable));
            let header = file.map(|leaf| self.0.find_header(leaf.id).map_err(|e| Error::reading(leaf.id, &e)));
            Ok(Wrote { path, size: header.transpose()?.map(|header| header.size()) })
        };
        rows.map(wrote).collect()
    }

    /// Whether one commit has another one below it that the same person made; `false` where that cannot be told.
    pub fn is_of_same_line(&self, later: ObjectId, earlier: &str) -> bool {
        let Ok(earlier) = ObjectId::from_hex(earlier.as_bytes()) else { return false };
        let author = |id: ObjectId| -> Option<String> {
            let commit = self.0.find_commit(id).ok()?;
            Some(address(commit.author().ok()?))
        };
        let same = author(earlier).is_some_and(|who| author(later).is_some_and(|other| same_person(&who, &other)));
        same && below(self.0, later, earlier).unwrap_or(false)
    }

    /// What a commit of the same history did to a ticket; `None` where it cannot be told.
    pub fn deed(&self, commit: &str, ticket: TicketId, limits: &Limits) -> Option<Vec<Change>> {
        let commit = ObjectId::from_hex(commit.as_bytes()).ok()?;
        let parent = self.0.find_commit(commit).ok()?.parent_ids().next()?.detach();
        let version = |commit| self.snapshot(commit).ok()?.ticket(ticket, limits).ok()?.transpose().ok();
        let (old, new) = (version(parent)?, version(commit)?);
        match new {
            Some(new) => Some(diff(old.as_ref(), &new)),
            None => Some(vec![Change::Removed]),
        }
    }
}

impl Store {
    /// [`Peek::deed`], for whoever judges no step.
    pub fn deed(&self, commit: &str, ticket: TicketId, limits: &Limits) -> Option<Vec<Change>> {
        Peek(&self.repo).deed(commit, ticket, limits)
    }

    /// Judges every commit of a range, in parallel; `visit` gets the judgements one by one.
    pub fn steps<T: Send>(
        &self,
        range: &Range,
        limits: &Limits,
        judge: impl Fn(&Step, &Peek) -> T + Sync,
        mut visit: impl FnMut(T),
    ) -> Result<()> {
        let shared = self.repo.clone().into_sync();
        let mailmap = if range.as_written { gix::mailmap::Snapshot::default() } else { self.repo.open_mailmap() };
        let reader = || Reader::new(shared.to_thread_local(), &mailmap);
        for block in self.commits(range)?.chunks(BLOCK) {
            let one = |reader: &mut Reader, id: &ObjectId| -> Result<T> {
                let step = step(reader, *id, limits)?;
                Ok(judge(&step, &Peek(&reader.repo)))
            };
            let judged: Vec<T> = block.par_iter().map_init(reader, one).collect::<Result<_>>()?;
            judged.into_iter().for_each(&mut visit);
        }
        Ok(())
    }

    /// The merges of a range, in hexadecimal.
    pub fn merges(&self, range: &Range) -> Result<HashSet<String>> {
        let mut found = HashSet::new();
        for id in self.commits(range)? {
            let commit = self.repo.find_commit(id).map_err(|e| Error::reading(id, &e))?;
            if commit.parent_ids().nth(1).is_some() {
                found.insert(id.to_string());
            }
        }
        Ok(found)
    }

    /// Commits from `tip` down, newest first, until `visit` has seen enough.
    pub fn newest_steps(
        &self,
        tip: ObjectId,
        limits: &Limits,
        mut visit: impl FnMut(Step) -> ControlFlow<()>,
    ) -> Result<()> {
        let mailmap = self.repo.open_mailmap();
        let reader = Reader::new(self.repo.clone(), &mailmap);
        let newest_first = Sorting::ByCommitTime(CommitTimeOrder::NewestFirst);
        let failed = |e: gix::Error| Error::reading(tip, &e);
        for info in self.repo.rev_walk([tip]).sorting(newest_first).all().map_err(failed)? {
            if visit(step(&reader, info.map_err(failed)?.id, limits)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The commits of a range, oldest first as far as their dates tell.
    fn commits(&self, range: &Range) -> Result<Vec<ObjectId>> {
        let walk = || -> gix::Result<Vec<ObjectId>> {
            let walk = self.repo.rev_walk(range.tips.iter().copied()).with_hidden(range.hidden.iter().copied());
            walk.all()?.map(|info| info.map(|i| i.id)).collect()
        };
        let mut found = walk().map_err(|e| Error::reading(range.tip, &e))?;
        found.reverse();
        Ok(found)
    }
}

fn step(reader: &Reader, id: ObjectId, limits: &Limits) -> Result<Step> {
    let object = reader.repo.find_object(id).map_err(|e| Error::reading(id, &e))?;
    let commit = CommitRef::from_bytes(&object.data, id.kind()).map_err(|e| corrupt(id, e))?;
    let seconds = |who: gix::actor::SignatureRef<'_>| who.time().map_or(0, |t| t.seconds);
    let mut step = Step {
        commit: id,
        parents: commit.parents().collect(),
        event: reader.event(id, &commit)?,
        authored: seconds(commit.author().map_err(|e| corrupt(id, e))?),
        committed: seconds(commit.committer().map_err(|e| corrupt(id, e))?),
        committer: address(commit.committer().map_err(|e| corrupt(id, e))?),
        signed: commit.extra_headers.iter().any(|(name, _)| name.starts_with(b"gpgsig")),
        trailers: trailers(&commit.message.to_str_lossy()),
        configures: false,
        changes_views: false,
        touches: Vec::new(),
    };
    if !step.is_merge() {
        let tree = |id: ObjectId| tree_of(&reader.repo, id);
        let old = step.parents.first().map(|parent| tree(*parent)).transpose()?;
        (step.configures, step.changes_views) = configuration(reader, old, commit.tree())?;
        step.touches = touches(reader, old, commit.tree(), limits)?;
    }
    Ok(step)
}

/// Whether the configuration changed between two root trees beyond the shared views, and whether those did.
fn configuration(reader: &Reader, old: Option<ObjectId>, new: ObjectId) -> Result<(bool, bool)> {
    let roots = |root| -> Result<Vec<(String, ObjectId)>> {
        let mut entries = reader.entries(root)?;
        entries.retain(|(name, _)| matches!(name.as_str(), "desk.yaml" | "config"));
        Ok(entries)
    };
    let (old, new) = (roots(old)?, roots(Some(new))?);
    if old == new {
        return Ok((false, false));
    }
    let (old, new) = (Settings::of(reader, old)?, Settings::of(reader, new)?);
    Ok((old.rules != new.rules, old.views != new.views))
}

/// What the configuration is made of.
#[derive(Default)]
struct Settings {
    views: Option<ObjectId>,
    /// `desk.yaml`, and what is in `config/` but for the views.
    rules: Vec<(String, ObjectId)>,
}

impl Settings {
    fn of(reader: &Reader, roots: Vec<(String, ObjectId)>) -> Result<Settings> {
        let mut settings = Settings::default();
        for (name, id) in roots {
            match name.as_str() {
                "config" => settings.rules.extend(reader.entries(Some(id))?),
                _ => settings.rules.push((name, id)),
            }
        }
        let views = settings.rules.iter().position(|(name, _)| name == "views.yaml");
        settings.views = views.map(|place| settings.rules.remove(place).1);
        Ok(settings)
    }
}

fn touches(reader: &Reader, old: Option<ObjectId>, new: ObjectId, limits: &Limits) -> Result<Vec<Touch>> {
    let version = |blob: Option<ObjectId>| -> Result<Version> {
        let Some(blob) = blob else { return Ok(Version::Absent) };
        Ok(reader
            .read(blob, limits)?
            .map_or(Version::Broken, |ticket| Version::Ticket(Box::new(ticket))))
    };
    let pairs = reader.pairs(old, new, None)?.into_iter();
    pairs
        .map(|pair| Ok(Touch { ticket: pair.ticket, old: version(pair.old)?, new: version(pair.new)? }))
        .collect()
}

fn address(who: gix::actor::SignatureRef<'_>) -> String {
    let told = if who.email.is_empty() { who.name } else { who.email };
    told.to_str_lossy().into_owned()
}

fn trailers(message: &str) -> Vec<(String, String)> {
    let last = message.trim_end().rsplit("\n\n").next().unwrap_or_default();
    let pairs = last.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
