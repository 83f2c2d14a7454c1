//! Plan on the tip, write, move the ref; plan again when somebody was faster.
//!
//! The plan is a pure function of the snapshot: ids, times and attachments are made before it. Writers
//! of this clone queue on [`WriteLock`]; git itself, another program or another clone may still move
//! the ref, and then the plan runs again on the new tip, with bounded, jittered retries.

use super::Store;
use super::commit::{Built, NewCommit, Persons, build};
use super::error::{Error, Result};
use super::identity::Signature;
use super::lock::WriteLock;
use super::merge::Merge;
use super::objects::{NewObject, ObjectSink};
use super::read::Snapshot;
use super::refs::{Reason, Swap};
use super::tidy::Keep;
use gix::ObjectId;
use std::time::{Duration, Instant};

/// How long we go on trying when others keep moving the ref or hold git's lock on it, unless
/// `core.filesRefLockTimeout` (milliseconds, git's own setting) says otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a plan wants: commits in order, and a value for whoever asked.
pub struct Plan<T> {
    pub commits: Vec<NewCommit>,
    pub value: T,
}

/// What was done.
#[derive(Debug)]
pub struct Done<T> {
    pub value: T,
    /// The new tip; `None` when there was nothing to write.
    pub commit: Option<ObjectId>,
    /// Worktrees that have the branch checked out and could not be brought along.
    pub behind: Vec<std::path::PathBuf>,
}

/// Commits that no ref leads to yet. They are durable, and outlast any `git gc` until this is dropped.
#[derive(Debug)]
pub struct Prepared {
    pub tip: ObjectId,
    _keep: Keep,
}

/// Why nothing was done: the plan refused, or the store failed.
#[derive(Debug)]
pub enum Failure<E> {
    Refused(E),
    Store(Error),
}

impl<E> From<Error> for Failure<E> {
    fn from(error: Error) -> Self {
        Failure::Store(error)
    }
}

impl Store {
    /// Runs the plan on the present tip without writing anything.
    pub fn rehearse<T, E>(
        &self,
        plan: impl Fn(&Snapshot) -> std::result::Result<Plan<T>, E>,
    ) -> std::result::Result<T, Failure<E>> {
        let snapshot = self.snapshot_at(self.tip()?)?;
        plan(&snapshot).map(|p| p.value).map_err(Failure::Refused)
    }

    /// Runs the plan and carries it out in one move of the ref. When this returns, what was written is
    /// durable.
    pub fn transact<T, E>(
        &self,
        plan: impl Fn(&Snapshot) -> std::result::Result<Plan<T>, E>,
    ) -> std::result::Result<Done<T>, Failure<E>> {
        let persons = Persons { author: self.author()?, committer: self.committer()? };
        let start = now();
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        let patience = self.patience();
        let mut pauses = Pauses::new(self.seed);
        loop {
            let local = self.refs.read(&self.name)?;
            let base = match local {
                Some(tip) => Some(tip),
                None => self.tracked()?,
            };
            let snapshot = self.snapshot_at(base)?;
            let Plan { commits, value } = plan(&snapshot).map_err(Failure::Refused)?;
            if commits.is_empty() {
                return Ok(Done { value, commit: None, behind: Vec::new() });
            }
            let built = self.write_objects(base, &commits, &persons)?;
            let why = Reason { who: persons.committer.line(), what: first_line(&commits) };
            match self.refs.swap(&mut lock, &self.name, local, built.tip, &why)? {
                Swap::Moved => {
                    self.secure(&built.objects, &built.keep)?;
                    let behind = self.bring_worktrees_along(base, built.tip);
                    return Ok(Done { value, commit: Some(built.tip), behind });
                }
                Swap::Lost if start.elapsed() > patience => return Err(self.refs.busy(&self.name).into()),
                Swap::Lost => pauses.next(),
            }
        }
    }

    /// Runs the plan on a commit and makes what it wants durable on top of that, without moving any ref. Gives
    /// the plan's value and the new commit; no commit when there was nothing to write.
    pub fn prepare<T, E>(
        &self,
        base: Option<ObjectId>,
        plan: impl Fn(&Snapshot) -> std::result::Result<Plan<T>, E>,
    ) -> std::result::Result<(T, Option<Prepared>), Failure<E>> {
        let snapshot = self.snapshot_at(base)?;
        let Plan { commits, value } = plan(&snapshot).map_err(Failure::Refused)?;
        if commits.is_empty() {
            return Ok((value, None));
        }
        let persons = Persons { author: self.author()?, committer: self.committer()? };
        Ok((value, Some(self.prepare_as(base, &commits, &persons)?)))
    }

    fn prepare_as(&self, base: Option<ObjectId>, commits: &[NewCommit], persons: &Persons) -> Result<Prepared> {
        let objects_dir = self.repo.objects.store_ref().path().to_owned();
        let sink = self.sink(&objects_dir);
        let built = self.build(base, commits, persons, &sink)?;
        Ok(Prepared { tip: built.tip, _keep: sink.keep(&built.objects)? })
    }

    /// Puts a merge on the disk, durably; no ref leads to it yet.
    ///
    /// # Errors
    /// As any write.
    pub fn write_merge(&self, merge: &Merge) -> Result<Keep> {
        let objects_dir = self.repo.objects.store_ref().path().to_owned();
        self.sink(&objects_dir).persist(&merge.objects)
    }

    /// A ref leads to these objects now: no `git gc` that began before takes them away.
    pub(super) fn secure(&self, objects: &[NewObject], keep: &Keep) -> Result<()> {
        let objects_dir = self.repo.objects.store_ref().path().to_owned();
        self.sink(&objects_dir).secure(objects, keep)
    }

    fn sink<'a>(&'a self, objects_dir: &'a std::path::Path) -> ObjectSink<'a> {
        let (git_dir, hash) = (self.refs.common_dir.as_path(), self.repo.object_hash());
        ObjectSink { objects_dir, git_dir, hash, sync: self.wants_sync() }
    }

    pub(super) fn write_objects(
        &self,
        parent: Option<ObjectId>,
        commits: &[NewCommit],
        persons: &Persons,
    ) -> Result<Built> {
        let objects_dir = self.repo.objects.store_ref().path().to_owned();
        let sink = self.sink(&objects_dir);
        let mut built = self.build(parent, commits, persons, &sink)?;
        built.keep = sink.persist(&built.objects)?;
        Ok(built)
    }

    fn build(
        &self,
        parent: Option<ObjectId>,
        commits: &[NewCommit],
        persons: &Persons,
        sink: &ObjectSink<'_>,
    ) -> Result<Built> {
        let sign = self.repo.config_snapshot().boolean("commit.gpgsign").unwrap_or(false);
        build(&self.repo, parent, commits, persons, sign.then_some(sink))
    }

    /// Puts commits on top of `base`, durably, made by git-desk itself at this second; no ref leads to them yet.
    ///
    /// # Errors
    /// As any write.
    pub fn prepare_own(&self, base: ObjectId, commits: &[NewCommit], seconds: i64) -> Result<Prepared> {
        let who = Signature { seconds, ..Signature::fixed() };
        let persons = Persons { author: who.clone(), committer: who };
        self.prepare_as(Some(base), commits, &persons)
    }

    fn patience(&self) -> Duration {
        match self.repo.config_snapshot().integer("core.filesRefLockTimeout") {
            Some(milliseconds) => u64::try_from(milliseconds).map_or(Duration::MAX, Duration::from_millis),
            None => PATIENCE,
        }
    }

    /// git leaves loose objects to the system's own time by default; an action of a desk is only
    /// acknowledged once it is safe, unless `core.fsync` says that this repository does not care.
    fn wants_sync(&self) -> bool {
        let Some(wanted) = self.config("core.fsync") else { return true };
        let component = |c: &str| matches!(c.trim(), "loose-object" | "objects" | "added" | "committed" | "all");
        let off = wanted.split(',').any(|c| matches!(c.trim(), "none" | "-loose-object"));
        !off && wanted.split(',').any(component)
    }

    /// Points the desk's ref to an existing commit, if it does not exist yet.
    ///
    /// # Errors
    /// As any write.
    pub fn adopt(&self, tip: ObjectId) -> Result<bool> {
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        let why = Reason { who: self.recorder(), what: "adopted from the remote".to_owned() };
        Ok(self.refs.swap(&mut lock, &self.name, None, tip, &why)? == Swap::Moved)
    }

    /// Whom the reflog names; reading and exchanging need no identity.
    pub(super) fn recorder(&self) -> String {
        self.committer().map_or_else(|_| String::from("git-desk <> 0 +0000"), |c| c.line())
    }

    /// Moves the desk's ref from `old` to `new`, which are both complete in the object database.
    /// `false`: somebody moved it first.
    ///
    /// # Errors
    /// As any write.
    pub fn advance(&self, old: Option<ObjectId>, new: ObjectId, what: &str) -> Result<bool> {
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        let why = Reason { who: self.recorder(), what: what.to_owned() };
        let local = self.refs.read(&self.name)?;
        if local != old && !(local.is_none() && old == self.tracked()?) {
            return Ok(false);
        }
        let start = now();
        let patience = self.patience();
        let mut pauses = Pauses::new(self.seed);
        while self.refs.swap(&mut lock, &self.name, local, new, &why)? == Swap::Lost {
            if self.refs.read(&self.name)? != local {
                return Ok(false);
            }
            if start.elapsed() > patience {
                return Err(self.refs.busy(&self.name));
            }
            pauses.next();
        }
        self.bring_worktrees_along(old, new);
        Ok(true)
    }
}

impl Store {
    /// Points one of our own refs to a commit, whatever it was before. By our own hands: a git that is killed meanwhile
    /// would leave a lock that blocks everybody.
    ///
    /// # Errors
    /// As any write.
    pub fn point(&self, name: &str, to: ObjectId) -> Result<()> {
        let mut lock = WriteLock::take(&self.refs.common_dir)?;
        let why = Reason { who: self.recorder(), what: "sync".to_owned() };
        let (start, patience, mut pauses) = (now(), self.patience(), Pauses::new(self.seed));
        loop {
            let old = self.refs.read(name)?;
            if old == Some(to) || self.refs.swap(&mut lock, name, old, to, &why)? == Swap::Moved {
                return Ok(());
            }
            if start.elapsed() > patience {
                return Err(self.refs.busy(name));
            }
            pauses.next();
        }
    }
}

fn first_line(commits: &[NewCommit]) -> String {
    let subject = commits[0].message.lines().next().unwrap_or_default().to_owned();
    if commits.len() > 1 { format!("{subject} (and {} more)", commits.len() - 1) } else { subject }
}

#[expect(clippy::disallowed_methods, reason = "waits for another writer, and not for ever")]
fn now() -> Instant {
    Instant::now()
}

/// Longer and longer pauses, different ones for each writer.
struct Pauses {
    jitter: u64,
    /// Microseconds.
    longest: u64,
}

impl Pauses {
    fn new(seed: u64) -> Pauses {
        Pauses { jitter: seed | 1, longest: 5_000 }
    }

    #[expect(clippy::disallowed_methods, reason = "waits for another writer, and not for ever")]
    fn next(&mut self) {
        self.jitter = self
            .jitter
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(1_000 + (self.jitter >> 33) % self.longest));
        self.longest = (self.longest * 2).min(100_000);
    }
}
