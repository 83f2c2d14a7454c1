//! The one way in which tickets are changed: next versions from the domain, one commit per ticket, one
//! move of the ref. Everything is checked before anything is written.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result, refused};
use super::find::{find_all, load};
use crate::domain::people::Role;
use crate::domain::ticket::act::{Actor, Deed, Refusal};
use crate::domain::ticket::{Change, Ticket, TicketId, diff};
use crate::domain::time::{Time, at};
use crate::store::format::write_ticket;
use crate::store::{NewCommit, Plan, Signature, Snapshot, message, ticket_path};
use std::path::PathBuf;

/// A ticket that a verb changed, or found as it should be.
#[derive(Debug)]
pub struct ChangedTicket {
    pub ticket: Ticket,
    /// Empty when nothing was to be done.
    pub changes: Vec<Change>,
    /// The closed ticket that this one follows up, when the verb was called on that.
    pub follows: Option<TicketId>,
}

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

/// What a verb is given for each ticket.
pub struct Scene<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub config: &'a Config,
    /// Who acts, as git knows them.
    pub person: &'a Signature,
    pub now: Time,
}

impl Scene<'_> {
    /// The person in the role that they have on a ticket; programs are bots whoever runs them.
    pub fn actor(&self, requester: Option<&str>, channel: Option<&str>) -> Actor<'_> {
        let role = match channel {
            Some("ci" | "api") => Role::Bot,
            _ => self.config.people.role_on(self.person.who(), requester),
        };
        Actor { who: self.person.who(), role, now: self.now }
    }

    /// A person as they were named; `me` is whoever acts.
    pub fn who<'w>(&'w self, named: &'w str) -> &'w str {
        if named == "me" { self.person.who() } else { named.trim() }
    }

    /// Whether the person may change values of a ticket, in the role that they have on it.
    pub fn may_change(&self, ticket: &Ticket) -> Result<()> {
        let role = self.actor(ticket.requester.as_deref(), None).role;
        Deed::Change.allowed_to(role).map_err(refused(ticket.id))
    }

    pub fn check_size(&self, text: &str) -> std::result::Result<(), Refusal> {
        let (size, limit) = (text.len() as u64, self.config.settings.limits.message);
        if size > limit { Err(Refusal::TooLarge { size, limit }) } else { Ok(()) }
    }
}

/// The next version of a ticket. `before` is `None` for a ticket that is made.
pub struct Next {
    pub before: Option<Ticket>,
    pub after: Ticket,
    /// A text for the body of the commit.
    pub body: Option<String>,
    pub follows: Option<TicketId>,
}

impl Next {
    pub fn of(before: Ticket, after: Ticket) -> Next {
        Next { before: Some(before), after, body: None, follows: None }
    }
}

impl Desk {
    /// Changes tickets that exist, each by `act`.
    pub(super) fn change(
        &self,
        typed: &[String],
        dry_run: bool,
        act: impl Fn(Ticket, &Scene) -> Result<Next>,
    ) -> Result<Changed> {
        self.write(dry_run, |scene| {
            let ids = find_all(scene.snapshot, scene.config, typed)?;
            ids.into_iter().map(|id| act(load(scene.snapshot, scene.config, id)?, scene)).collect()
        })
    }

    /// Writes what `plan` makes of the desk.
    pub(super) fn write(&self, dry_run: bool, plan: impl Fn(&Scene) -> Result<Vec<Next>>) -> Result<Changed> {
        let person = self.store.author()?;
        let whole = |snapshot: &Snapshot| -> Result<Plan<(Vec<ChangedTicket>, Option<Time>)>> {
            if snapshot.tip.is_none() {
                return Err(self.no_desk());
            }
            let config = Config::load(snapshot)?;
            let scene = Scene { snapshot, config: &config, person: &person, now: at(person.seconds) };
            let late = self.store.clock_behind(snapshot, person.seconds)?;
            let steps: Vec<Step> = plan(&scene)?.into_iter().map(|n| step(n, &config)).collect::<Result<_>>()?;
            let (commits, tickets): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
            Ok(Plan { commits: commits.into_iter().flatten().collect(), value: (tickets, late) })
        };
        let (value, behind, commit) = if dry_run {
            (self.store.rehearse(whole)?, Vec::new(), None)
        } else {
            let done = self.store.transact(whole)?;
            (done.value, done.behind, done.commit.map(|c| c.to_string()))
        };
        let (tickets, clock_behind) = value;
        let prefixes = self.prefixes(&tickets)?;
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

type Step = (Option<NewCommit>, ChangedTicket);

fn step(next: Next, config: &Config) -> Result<Step> {
    let Next { before, after, body, follows } = next;
    let changes = diff(before.as_ref(), &after);
    let changed = |ticket, changes| ChangedTicket { ticket, changes, follows };
    if changes.is_empty() {
        return Ok((None, changed(after, changes)));
    }
    let text = write_ticket(&after);
    let (size, limit) = (text.len() as u64, config.settings.limits.ticket);
    if size > limit {
        return Err(refused(after.id)(Refusal::TooLarge { size, limit }));
    }
    let commit = NewCommit {
        files: vec![(ticket_path(after.id), Some(text.into_bytes()))],
        message: message::message(&after.id, &changes, body.as_deref(), &[]),
        ..NewCommit::default()
    };
    Ok((Some(commit), changed(after, changes)))
}
