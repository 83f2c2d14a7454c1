//! Collecting what was handed in: fetch, fold, push, and only then remove what waited.
//!
//! Nothing here moves before the remote has taken the fold, so whoever is overtaken begins again on what the
//! other one made, and two who collect at once do the work once. Killed at any instant, nothing is lost: what
//! was folded and not removed yet is known again by the next run, which only removes it.

mod exchange;
mod fold;
mod result;

pub use result::{Aside, Collected, Folded, Reason};

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use super::intake::is_of_the_desk;
use super::sync::{Publication, SyncRequest};
use crate::domain::ticket::submission::Submission;
use crate::domain::time::at;
use crate::store::format::Fault;
use crate::store::inbox::{Pending, Quarantined, Read};
use crate::store::looked::Note;
use crate::store::{self, NewCommit, ObjectId, Plan, Prepared, Signature, Snapshot};
use exchange::{Ends, Place};
use fold::{Fold, Outcome};

/// Tickets that one run makes unless it is told otherwise.
pub const LIMIT: usize = 5_000;

/// How often it begins again when others write at the same time.
const ATTEMPTS: usize = 20;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Collect {
    /// Else the remote of the desk; without any, what waits in this repository itself.
    pub remote: Option<String>,
    /// The most tickets that one run makes; what would make more waits for the next.
    pub limit: usize,
    pub dry_run: bool,
}

impl Desk {
    /// Folds what was handed in into the desk, in order of the time at which it was, and publishes that.
    ///
    /// # Errors
    /// [`Error::Moved`] when others kept writing; those of the remote and of [`Desk::sync`]. Whatever waits goes on
    /// waiting then.
    pub fn collect(&self, request: &Collect) -> Result<Collected> {
        let place = Place::of(&self.store, request.remote.as_deref(), &self.env.wire)?;
        for _ in 0..ATTEMPTS {
            let Some(pending) = place.gather()? else { continue };
            let ends = place.ends()?;
            if !ends.agree() && !request.dry_run {
                self.agree(request)?;
                continue;
            }
            if let Some(collected) = self.collect_once(&place, &ends, pending, request)? {
                return Ok(collected);
            }
        }
        Err(Error::Moved)
    }

    /// Whether anything waits to be collected.
    ///
    /// # Errors
    /// Those of the remote.
    pub(super) fn is_waited_for(&self, remote: Option<&str>) -> Result<bool> {
        Place::of(&self.store, remote, &self.env.wire)?.is_waited_at()
    }

    /// Brings both ends together, so that the fold is on top of either.
    fn agree(&self, request: &Collect) -> Result<()> {
        let exchange = SyncRequest { remote: request.remote.clone(), ..SyncRequest::default() };
        match self.exchange(&exchange)?.publication {
            Publication::Failed { error, .. } => Err(store::Error::from(*error).into()),
            _ => Ok(()),
        }
    }

    /// What was set aside: at the remote, else in this repository.
    ///
    /// # Errors
    /// Those of the remote.
    pub fn quarantined(&self, remote: Option<&str>) -> Result<Vec<Quarantined>> {
        Place::of(&self.store, remote, &self.env.wire)?.bring_quarantine()?;
        Ok(self.store.quarantined()?)
    }

    /// `None`: somebody else was faster, and it has to begin again.
    fn collect_once(
        &self,
        place: &Place,
        ends: &Ends,
        pending: Vec<Pending>,
        request: &Collect,
    ) -> Result<Option<Collected>> {
        let mut reads = Vec::with_capacity(pending.len());
        for one in pending {
            reads.push((one.clone(), self.store.read_incoming(one)?));
        }
        let (fold, prepared) = self.fold(ends.base, reads, request)?;
        let tip = prepared.as_ref().map(|prepared| prepared.tip);
        let mut collected = Collected::of(&fold, place.remote(), tip, request.dry_run);
        if request.dry_run {
            return Ok(Some(collected));
        }
        let aside = place.set_aside(&fold)?;
        let Some(kept) = place.publish(ends, tip, &aside)? else { return Ok(None) };
        place.settle(ends, tip)?;
        place.clear(&fold, &kept)?;
        collected.aside.retain(|aside| kept.contains(&aside.pending.name));
        Ok(Some(collected))
    }

    /// Folds submissions on top of a commit. The objects are durable when this returns, and no ref has moved.
    /// Gives what became of each, and the new commit, if anything came of them.
    ///
    /// # Errors
    /// Those of the desk's own files; what is wrong with a submission is told in what became of it.
    fn fold(
        &self,
        base: ObjectId,
        mut reads: Vec<(Pending, Read)>,
        request: &Collect,
    ) -> Result<(Vec<Outcome>, Option<Prepared>)> {
        // By the time at which they were handed in; mails of one second as they were sent, so that none comes before
        // the one that it answers; then the object decides.
        reads.sort_by_key(|(pending, read)| {
            let read = read.as_ref().ok();
            let sent = read.and_then(|read| if let Submission::Mail(mail) = &read.submission { mail.at } else { None });
            (read.map_or(i64::MAX, |read| read.author.seconds), sent, pending.object)
        });
        let committer = self.store.committer()?;
        let plan = |snapshot: &Snapshot| self.fold_plan(snapshot, &reads, request, &committer);
        if request.dry_run {
            let snapshot = self.store.snapshot_at(Some(base))?;
            return Ok((plan(&snapshot)?.value, None));
        }
        Ok(self.store.prepare(Some(base), plan)?)
    }

    fn fold_plan(
        &self,
        snapshot: &Snapshot,
        reads: &[(Pending, Read)],
        request: &Collect,
        committer: &Signature,
    ) -> Result<Plan<Vec<Outcome>>> {
        let config = Config::load(snapshot)?;
        let submissions = reads.iter().filter_map(|(_, read)| Some(&read.as_ref().ok()?.submission));
        let known = self.known(snapshot, &config, submissions)?;
        let looked = self.store.notes(Note::Looked, committer.who());
        let now = at(committer.seconds);
        let mut fold = Fold::new(self, snapshot, &config, &looked, known, (now, request.limit));
        let (mut commits, mut outcomes) = (Vec::<NewCommit>::new(), Vec::with_capacity(reads.len()));
        let all = reads.len() as u64;
        for (done, (pending, read)) in reads.iter().enumerate() {
            let (outcome, commit) = match read {
                Ok(incoming) => fold.one(incoming)?,
                Err(bad) => (Outcome::aside(pending, None, Reason::Bad(bad.clone())), None),
            };
            commits.extend(commit);
            outcomes.push(outcome);
            self.env.watch.tell(done as u64 + 1, all);
        }
        Ok(Plan { commits, value: outcomes })
    }
}

/// The code and the particulars of a fault, as data.
fn told(fault: &Fault) -> String {
    format!("{} at {} {}:{}", fault.kind.code(), fault.path, fault.line, fault.column)
}
