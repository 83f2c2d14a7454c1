//! Rounds of fetch, merge and push, until nobody is faster.

use super::outcome::{Publication, Synced};
use super::{MANY, SyncRequest};
use crate::desk::{Desk, Error, Result};
use crate::store::remote::{Depth, FetchSpec, Line, RefUpdate, RemoteError, RemoteFault};
use crate::store::{self, Joined, Joining, ObjectId};

/// How often somebody may be faster.
const ROUNDS: usize = 20;

/// What a push came to.
enum Pushed {
    Done,
    /// Somebody else was faster.
    Overtaken,
    Failed(RemoteError),
}

impl Desk {
    /// Exchanges the desk with a remote. That the remote does not take our changes is no error: they are kept, and
    /// the answer says why.
    ///
    /// # Errors
    /// [`store::remote::RemoteError`] when the remote cannot be asked; `Forced` when its history was rewritten;
    /// [`store::Error::Unrelated`]; as any write.
    pub(in crate::desk) fn exchange(&self, request: &SyncRequest) -> Result<Synced> {
        let remote = self.store.exchange_remote(request.remote.as_deref())?;
        let mut done = Synced { remote: remote.as_str().to_owned(), dry_run: request.dry_run, ..Synced::default() };
        let line = self.store.over(remote, &self.env.wire);
        if request.dry_run {
            self.rehearse_sync(&line, request, &mut done)?;
            return Ok(done);
        }
        // What was handed in here and could not be sent goes along.
        self.send(line.remote())?;
        for _ in 0..ROUNDS {
            let theirs = self.receive(&line, request.adopt, &mut done)?;
            let Some(tip) = self.bring_together(&line, theirs, &mut done)? else { continue };
            // Whatever else writes on top of the merge does it here, before anything is pushed.
            let Some(tip) = self.go_on(tip, theirs, &mut done)? else { continue };
            if theirs == Some(tip) || self.offer(&line, (tip, theirs), request, &mut done)? {
                return Ok(done);
            }
        }
        let name = self.store.reference().to_owned();
        let fault = RemoteFault::Overtaken { name };
        let error = RemoteError { remote: line.remote().as_str().to_owned(), fault, said: String::new() };
        Err(store::Error::from(error).into())
    }

    /// Fetches the remote's desk; `None`: it has none.
    fn receive(&self, line: &Line, adopt: bool, done: &mut Synced) -> Result<Option<ObjectId>> {
        // It comes under a name of its own: a git that is killed over it leaves no lock on a name that anybody needs.
        let own = format!("{}-{}", self.env.fresh_id(), std::process::id());
        let incoming = self.store.incoming_ref(&own);
        let received = self.receive_as(&incoming, line, adopt, done);
        self.store.drop_ref(&incoming).ok();
        received
    }

    fn receive_as(&self, incoming: &str, line: &Line, adopt: bool, done: &mut Synced) -> Result<Option<ObjectId>> {
        let synced = self.store.synced_ref(line.remote());
        let before = self.store.commit_at(&synced)?;
        let Some(tip) = self.fetch_desk(line, incoming)? else { return Ok(None) };
        let rewritten = before.filter(|before| self.store.commits_beyond(Some(tip), *before, 1).is_ok_and(|n| n > 0));
        if rewritten.is_some() && !adopt {
            let remote = line.remote().as_str().to_owned();
            let error = RemoteError { remote, fault: RemoteFault::Forced, said: String::new() };
            return Err(store::Error::from(error).into());
        }
        let known = self.store.local_tip()?.or(before);
        done.received += self.store.commits_beyond(known, tip, MANY).unwrap_or_default();
        self.find_aside(before, tip, done)?;
        if let Some(before) = rewritten {
            let limits = crate::store::format::Limits::default();
            self.store.put_on_top(before, tip, &limits)?;
        }
        // Somebody else may have seen more of it meanwhile.
        let seen = self.store.commit_at(&synced)?;
        if rewritten.is_some() || self.store.commits_beyond(seen, tip, 1).map_or(true, |new| new > 0) {
            self.store.point(&synced, tip)?;
        }
        Ok(Some(tip))
    }

    /// The desk's branch as the remote has it, with its objects here.
    fn fetch_desk(&self, line: &Line, incoming: &str) -> Result<Option<ObjectId>> {
        let from = self.store.reference().to_owned();
        match line.fetch(&[FetchSpec { from, to: Some(incoming.to_owned()), force: true }], Depth::AsIs) {
            Err(store::Error::Remote(error)) if error.fault == RemoteFault::NoRef => return Ok(None),
            other => other?,
        }
        let tip = self.store.commit_at(incoming)?;
        if let (Some(tip), Some(tracking)) = (tip, self.store.tracking_ref(line.remote())) {
            // git's own note of it, for whoever looks there; ours is the one that counts.
            self.store.point(&tracking, tip).ok();
        }
        Ok(tip)
    }

    /// Merges into the desk's ref; `None`: somebody moved it, look again.
    fn bring_together(&self, line: &Line, theirs: Option<ObjectId>, done: &mut Synced) -> Result<Option<ObjectId>> {
        let Some(theirs) = theirs else {
            return self.store.local_tip()?.map(Some).ok_or_else(|| self.no_desk());
        };
        let joining = match self.store.join(theirs, line.remote().as_str()) {
            Err(store::Error::Shallow) => {
                let spec = FetchSpec { from: self.store.reference().to_owned(), to: None, force: false };
                line.fetch(&[spec], Depth::Whole)?;
                // What was cut off is read anew.
                return Ok(None);
            }
            other => other?,
        };
        match joining {
            Joining::Lost => return Ok(None),
            Joining::Merged(joined) => done.note(&joined),
            Joining::Nothing | Joining::Forward => {}
        }
        Ok(self.store.local_tip()?)
    }

    /// Makes the follow-ups that the merge calls for; `None`: somebody wrote meanwhile, look again.
    fn go_on(&self, tip: ObjectId, theirs: Option<ObjectId>, done: &mut Synced) -> Result<Option<ObjectId>> {
        let followed = theirs.map(|theirs| self.follow_closed(tip, theirs)).transpose()?.flatten();
        let Some(followed) = followed else { return Ok(Some(tip)) };
        if !self.store.advance(Some(tip), followed.commit.tip, "sync: follow-ups")? {
            return Ok(None);
        }
        done.follow_ups.extend(followed.tickets);
        Ok(Some(followed.commit.tip))
    }

    /// Publishes what theirs has not, with numbers where they are given; `false`: somebody was faster, at the remote or
    /// here.
    fn offer(
        &self,
        line: &Line,
        (tip, theirs): (ObjectId, Option<ObjectId>),
        request: &SyncRequest,
        done: &mut Synced,
    ) -> Result<bool> {
        let is_own = request.to.is_none();
        let numbered = if is_own { self.number(line.remote(), tip, theirs)? } else { None };
        let head = numbered.as_ref().map_or(tip, |numbered| numbered.commit.tip);
        let commits = self.store.commits_beyond(theirs, head, MANY)?;
        match self.publish(line, head, request)? {
            Pushed::Overtaken => Ok(false),
            Pushed::Done => {
                done.homeless = theirs.is_none() && is_own && self.is_homeless(head)?;
                done.published(commits, request.to.as_ref());
                let Some(numbered) = numbered else { return Ok(true) };
                // Somebody wrote here meanwhile: the numbers come with the next round.
                let moved = self.store.advance(Some(tip), head, "sync: numbers")?;
                done.note_numbers(numbered);
                Ok(moved)
            }
            Pushed::Failed(error) => {
                let commits = self.store.commits_beyond(theirs, tip, MANY)?;
                done.publication = Publication::Failed { commits, error: Box::new(error) };
                Ok(true)
            }
        }
    }

    fn publish(&self, line: &Line, tip: ObjectId, request: &SyncRequest) -> Result<Pushed> {
        let name = self.store.reference().to_owned();
        let to = request.to.as_ref().map_or(name, |branch| format!("refs/heads/{branch}"));
        match line.push_one(&RefUpdate::forward(&to, tip)) {
            Ok(()) => {
                match &request.to {
                    Some(branch) => self.put_aside(branch, tip)?,
                    None => self.store.point(&self.store.synced_ref(line.remote()), tip)?,
                }
                Ok(Pushed::Done)
            }
            Err(store::Error::Remote(error)) => Ok(match error.fault {
                RemoteFault::Overtaken { .. } if request.to.is_none() => Pushed::Overtaken,
                _ => Pushed::Failed(error),
            }),
            Err(other) => Err(Error::Store(other)),
        }
    }

    /// What a sync would find; the objects of the remote and of what would be made come here, and no ref moves.
    fn rehearse_sync(&self, line: &Line, request: &SyncRequest, done: &mut Synced) -> Result<()> {
        let ours = self.store.local_tip()?;
        let theirs = line.look_up(self.store.reference())?;
        if let Some(theirs) = theirs {
            let spec = FetchSpec { from: self.store.reference().to_owned(), to: None, force: false };
            line.fetch(&[spec], Depth::AsIs)?;
            done.received = self.store.commits_beyond(ours, theirs, MANY)?;
        }
        let mut kept = None;
        let mut tip = match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                let joined = self.store.merge(ours, theirs)?;
                done.note(&joined);
                if let Joined::Merged(merge) = &joined {
                    kept = Some(self.store.write_merge(merge)?);
                }
                joined.tip()
            }
            (Some(tip), None) | (None, Some(tip)) => tip,
            (None, None) => return Err(self.no_desk()),
        };
        let followed = theirs.map(|theirs| self.follow_closed(tip, theirs)).transpose()?.flatten();
        if let Some(followed) = &followed {
            tip = followed.commit.tip;
            done.follow_ups.clone_from(&followed.tickets);
        }
        if theirs == Some(tip) {
            return Ok(());
        }
        let numbered = if request.to.is_none() { self.number(line.remote(), tip, theirs)? } else { None };
        let head = numbered.as_ref().map_or(tip, |numbered| numbered.commit.tip);
        done.published(self.store.commits_beyond(theirs, head, MANY)?, request.to.as_ref());
        if let Some(numbered) = numbered {
            done.note_numbers(numbered);
        }
        drop((kept, followed));
        Ok(())
    }
}
