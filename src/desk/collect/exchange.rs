//! Where submissions wait, and the order in which things move: the remote takes the fold, then the branch here
//! follows, then what waited goes.

use super::fold::Outcome;
use super::result::Aside;
use crate::desk::error::{Error, Result};
use crate::store::inbox::{OwnRef, Pending, SetAside};
use crate::store::remote::{Depth, FetchSpec, Line, RefUpdate, RemoteFault, RemoteName, Verdict, Wire};
use crate::store::{self, ObjectId, Store};
use std::collections::HashSet;

/// The most submissions of one run. More wait for the next: they are in memory together.
const MOST: usize = 20_000;
/// The most that is said of one commit in the log of the branch.
const WHY: &str = "collect";

/// Where submissions wait: at a remote, or in this repository.
pub(super) struct Place<'s> {
    store: &'s Store,
    line: Option<Line<'s>>,
    inbox: String,
    quarantine: String,
}

/// The desk's branch at both ends, and the commit on which to fold.
pub(super) struct Ends {
    here: Option<ObjectId>,
    there: Option<ObjectId>,
    pub base: ObjectId,
}

impl Ends {
    /// Neither end has what the other has not.
    pub fn agree(&self) -> bool {
        self.here.is_none() || self.there.is_none() || self.here == self.there
    }
}

/// A commit that says why something was set aside, and where it goes.
pub(super) struct Kept {
    name: String,
    commit: ObjectId,
    /// The ref of the submission.
    pending: String,
}

impl<'s> Place<'s> {
    /// # Errors
    /// Those of names of remotes.
    pub fn of(store: &'s Store, remote: Option<&str>, wire: &'s Wire) -> Result<Place<'s>> {
        let line = match store.exchange_remote(remote) {
            Ok(remote) => Some(store.over(remote, wire)),
            // A repository to which others push, and which pushes nowhere.
            Err(store::Error::Remote(error)) if error.fault == (RemoteFault::None { known: Vec::new() }) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Place { store, line, inbox: store.inbox_place()?, quarantine: store.quarantine_place()? })
    }

    pub fn remote(&self) -> Option<&RemoteName> {
        self.line.as_ref().map(Line::remote)
    }

    /// Whether anything waits; none of it comes here.
    pub fn is_waited_at(&self) -> Result<bool> {
        Ok(match &self.line {
            Some(line) => !line.list(&[&format!("{}/*", self.inbox)])?.is_empty(),
            None => !self.store.refs_below(&self.inbox)?.is_empty(),
        })
    }

    /// What waits, with its objects here. `None`: something went away while it was looked at.
    pub fn gather(&self) -> Result<Option<Vec<Pending>>> {
        let pending = |(name, object)| Pending { name, object };
        let Some(line) = &self.line else {
            let own = self.store.refs_below(&self.inbox)?;
            return Ok(Some(own.into_iter().take(MOST).map(|own| pending((own.name, own.id))).collect()));
        };
        let listed = line.list(&[&format!("{}/*", self.inbox)])?;
        let all: Vec<Pending> = listed.into_iter().take(MOST).map(|one| pending((one.name, one.id))).collect();
        let absent: Vec<String> =
            all.iter().filter(|one| !self.store.has(one.object)).map(|one| one.name.clone()).collect();
        match line.bring(&absent) {
            Err(store::Error::Remote(error)) if matches!(error.fault, RemoteFault::NoRef | RemoteFault::OddRef) => {
                Ok(None)
            }
            Err(error) => Err(error.into()),
            // A ref that moved meanwhile leads elsewhere.
            Ok(()) => Ok(all.iter().all(|one| self.store.has(one.object)).then_some(all)),
        }
    }

    /// Brings here what was set aside at the remote.
    pub fn bring_quarantine(&self) -> Result<()> {
        let Some(line) = &self.line else { return Ok(()) };
        let all = format!("{}/*", self.quarantine);
        Ok(line.fetch(&[FetchSpec { from: all.clone(), to: Some(all), force: true }], Depth::AsIs)?)
    }

    /// Where the branch is at both ends. What the remote has is here afterwards; no ref moves for it.
    pub fn ends(&self) -> Result<Ends> {
        let name = self.store.reference();
        let there = self.line.as_ref().map(|line| line.look_up(name)).transpose()?.flatten();
        if let (Some(line), Some(there)) = (&self.line, there)
            && !self.store.has(there)
        {
            line.fetch(&[FetchSpec { from: name.to_owned(), to: None, force: false }], Depth::AsIs)?;
        }
        let none = || store::Error::NoDesk { reference: name.to_owned() };
        let base = there.or(self.store.tip()?).ok_or_else(none)?;
        Ok(Ends { here: self.store.local_tip()?, there, base })
    }

    /// The commits that say why, for all that is to be set aside.
    pub fn set_aside(&self, outcomes: &[Outcome]) -> Result<Vec<Kept>> {
        let one = |aside: &Aside| {
            let (pending, reason) = (aside.pending.clone(), &aside.reason);
            let name = format!("{}/{}", self.quarantine, pending.id());
            let said = SetAside { pending, reason: reason.code().to_owned(), detail: reason.detail() };
            let commit = self.store.write_aside(&said)?;
            Ok(Kept { name, commit, pending: said.pending.name })
        };
        outcomes
            .iter()
            .filter_map(|o| if let Outcome::Aside(aside) = o { Some(one(aside)) } else { None })
            .collect()
    }

    /// Gives the remote the fold and what was set aside. `None`: somebody else pushed first. Gives the refs of
    /// the submissions whose setting aside the remote has.
    pub fn publish(&self, ends: &Ends, tip: Option<ObjectId>, aside: &[Kept]) -> Result<Option<HashSet<String>>> {
        for kept in aside {
            self.store.keep_aside(&kept.name, kept.commit)?;
        }
        let Some(line) = &self.line else {
            return Ok(Some(aside.iter().map(|kept| kept.pending.clone()).collect()));
        };
        let (name, tip) = (self.store.reference(), tip.unwrap_or(ends.base));
        let mut updates: Vec<RefUpdate> = aside.iter().map(|kept| RefUpdate::create(&kept.name, kept.commit)).collect();
        if ends.there != Some(tip) {
            updates.insert(0, RefUpdate::forward(name, tip));
        }
        let report = line.push(&updates)?;
        if let Some(branch) = report.refs.iter().find(|pushed| pushed.name == name) {
            match branch.verdict {
                Verdict::Done | Verdict::UpToDate => {}
                Verdict::Behind | Verdict::Stale => return Ok(None),
                Verdict::Shallow | Verdict::Refused(_) => {
                    return Err(store::Error::from(line.refusal(branch, &report)).into());
                }
            }
        }
        // One that is there with other words was set aside by somebody else.
        let is_there = |kept: &&Kept| !matches!(report.verdict(&kept.name), Some(Verdict::Refused(_)));
        Ok(Some(aside.iter().filter(is_there).map(|kept| kept.pending.clone()).collect()))
    }

    /// Brings the branch here to where the remote has it now. What somebody wrote here meanwhile stays; the next
    /// exchange joins the two.
    pub fn settle(&self, ends: &Ends, tip: Option<ObjectId>) -> Result<()> {
        let new = tip.unwrap_or(ends.base);
        if ends.here == Some(new) {
            return Ok(());
        }
        let moved = self.store.advance(ends.here, new, WHY)?;
        // Without a remote the fold is nowhere but here.
        if moved || self.line.is_some() { Ok(()) } else { Err(Error::Moved) }
    }

    /// Removes what waited and is in the desk now, or was set aside; only where it still is what was read.
    pub fn clear(&self, outcomes: &[Outcome], aside: &HashSet<String>) -> Result<()> {
        let done = outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Folded(folded) => Some(&folded.pending),
            Outcome::Aside(one) => aside.contains(&one.pending.name).then_some(&one.pending),
            Outcome::Waits => None,
        });
        match &self.line {
            Some(line) => {
                let gone: Vec<RefUpdate> = done.map(|one| RefUpdate::delete(&one.name, one.object)).collect();
                // Whoever was faster removed them, or a rule of the remote keeps them: the next run knows them again.
                line.push(&gone)?;
            }
            None => {
                let gone: Vec<OwnRef> = done.map(|one| OwnRef { name: one.name.clone(), id: one.object }).collect();
                self.store.drop_refs(&gone)?;
            }
        }
        Ok(())
    }
}
