//! The one way in which tickets are changed: next versions from the domain, one commit per action, one
//! move of the ref. Everything is checked before anything is written: the rights of whoever acts, what
//! changed since they looked, sizes.

use super::Desk;
use super::collide::Guard;
use super::config::Config;
use super::declared;
use super::error::{Error, Result, refused};
use super::pick::Targets;
use super::scene::{Action, Ahead, ChangedTicket, Scene, Writing};
use crate::domain::ticket::act::Refusal;
use crate::domain::ticket::judge;
use crate::domain::ticket::{Change, MessageId, Ticket, TicketId, diff};
use crate::domain::time::{Time, at};
use crate::store::format::write_ticket;
use crate::store::looked::Note;
use crate::store::{NewCommit, Plan, Snapshot, message, ticket_path};
use std::path::PathBuf;

/// The trailer of one commit of several that one command made: `2/5`.
pub(super) const PART: &str = "Part";

/// What a verb did, or would do.
#[derive(Debug)]
pub struct Changed {
    pub tickets: Vec<ChangedTicket>,
    /// Characters of each ticket's id that are enough to name it.
    pub prefixes: Vec<usize>,
    /// Worktrees on the branch that could not be brought along.
    pub behind: Vec<PathBuf>,
    /// The clock is more than a day behind the last commit of the desk.
    pub clock_behind: Option<Time>,
    pub dry_run: bool,
    /// The last commit that was written, in hexadecimal.
    pub commit: Option<String>,
}

impl Desk {
    /// Changes tickets that exist, each by `act`.
    pub(super) fn change(
        &self,
        targets: &Targets,
        writing: Writing,
        act: impl Fn(Ticket, &Scene) -> Result<Action>,
    ) -> Result<Changed> {
        self.write(writing.dry_run, |scene| {
            let ids = self.pick(scene, targets)?;
            ids.into_iter().map(|id| act(self.free(id, scene, writing)?, scene)).collect()
        })
    }

    /// A ticket that may be written over.
    pub(super) fn free(&self, id: TicketId, scene: &Scene, writing: Writing) -> Result<Ticket> {
        let ticket = scene.load(id)?;
        let guard = if writing.force { Guard::Off } else { Guard::On };
        self.ensure_free(&ticket, scene, guard)?;
        Ok(ticket)
    }

    /// Writes what `plan` makes of the desk.
    pub(super) fn write(&self, dry_run: bool, plan: impl Fn(&Scene) -> Result<Vec<Action>>) -> Result<Changed> {
        let person = self.store.author()?;
        let looked = self.store.notes(Note::Looked, person.who());
        let whole = |snapshot: &Snapshot| -> Result<Plan<(Vec<ChangedTicket>, Option<Time>)>> {
            if snapshot.tip.is_none() {
                return Err(self.no_desk());
            }
            let config = Config::load(snapshot)?;
            let (now, ahead) = (at(person.seconds), &Ahead::default());
            let (config, person, looked) = (&config, &person, &looked);
            let scene = Scene { snapshot, config, person, now, looked, ahead, at_most: None };
            let late = self.store.clock_behind(snapshot, person.seconds)?;
            let (mut commits, mut tickets) = (Vec::new(), Vec::new());
            let mut actions = plan(&scene)?;
            self.number_new(&mut actions, &scene)?;
            let all = actions.len();
            for (n, action) in actions.into_iter().enumerate() {
                let (commit, changed) = step(of_many(action, n + 1, all), &scene)?;
                commits.extend(commit);
                tickets.extend(changed);
            }
            Ok(Plan { commits, value: (tickets, late) })
        };
        let (value, behind, commit) = if dry_run {
            (self.store.rehearse(whole)?, Vec::new(), None)
        } else {
            let done = self.store.transact(whole)?;
            (done.value, done.behind, done.commit)
        };
        let (tickets, clock_behind) = value;
        if let Some(commit) = commit {
            self.saw_own(&tickets, commit);
        }
        let prefixes = self.prefixes(&tickets)?;
        let commit = commit.map(|c| c.to_string());
        Ok(Changed { tickets, prefixes, behind, clock_behind, dry_run, commit })
    }

    pub(super) fn no_desk(&self) -> Error {
        Error::Store(crate::store::Error::NoDesk { reference: self.store.reference().to_owned() })
    }

    fn prefixes(&self, tickets: &[ChangedTicket]) -> Result<Vec<usize>> {
        let snapshot = self.store.snapshot()?;
        tickets.iter().map(|t| super::find::unique_prefix(&snapshot, t.ticket.id)).collect()
    }
}

/// One of several that a verb does at once says so, so that they can be taken back together.
fn of_many(mut action: Action, n: usize, all: usize) -> Action {
    if all > 1 {
        action.trailers.push((PART, format!("{n}/{all}")));
    }
    action
}

/// The commit of an action, if there is anything to write, and the tickets as it leaves them.
pub(super) fn step(action: Action, scene: &Scene) -> Result<(Option<NewCommit>, Vec<ChangedTicket>)> {
    let moved: Vec<MessageId> = judge::moved(action.tickets.iter().map(|next| (next.before.as_ref(), &next.after)));
    let (mut files, mut all) = (action.files, Vec::new());
    for mut next in action.tickets {
        let role = scene.role(&next);
        if let Some(before) = &next.before {
            declared::change(before, &mut next.after, role, scene)?;
        }
        let changes = diff(next.before.as_ref(), &next.after);
        if !changes.is_empty() {
            if !action.takes_back {
                scene.may(&next, &changes, &moved)?;
            }
            files.push((ticket_path(next.after.id), Some(file_of(&next.after, scene.config)?)));
        }
        all.push(ChangedTicket { ticket: next.after, changes, follows: next.follows, unseen: next.unseen });
    }
    if let Some(ticket) = action.gone {
        files.push((ticket_path(ticket.id), None));
        let changes = vec![Change::Removed];
        all.push(ChangedTicket { ticket, changes, follows: None, unseen: None });
    }
    let told: Vec<(TicketId, &[Change])> = all
        .iter()
        .filter(|t| !t.changes.is_empty())
        .map(|t| (t.ticket.id, &t.changes[..]))
        .collect();
    if told.is_empty() {
        return Ok((None, all));
    }
    let trailers: Vec<(&str, &str)> = action.trailers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let message = message::of_all(&told, action.body.as_deref(), &trailers);
    Ok((Some(NewCommit { files, message, author: action.author, ..NewCommit::default() }), all))
}

fn file_of(ticket: &Ticket, config: &Config) -> Result<Vec<u8>> {
    let text = write_ticket(ticket);
    let (size, limit) = (text.len() as u64, config.settings.limits.ticket);
    if size > limit {
        return Err(refused(ticket.id)(Refusal::TooLarge { size, limit }));
    }
    Ok(text.into_bytes())
}
