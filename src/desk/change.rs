//! The one way in which tickets are changed: next versions from the domain, one commit per action, one
//! move of the ref. Everything is checked before anything is written: the rights of whoever acts, what
//! changed since they looked, sizes.

use super::Desk;
use super::collide::{Guard, Unseen};
use super::config::Config;
use super::declared;
use super::error::{Error, Result, refused};
use super::find::load;
use super::pick::Targets;
use crate::domain::people::Role;
use crate::domain::ticket::act::{Actor, Refusal};
use crate::domain::ticket::deeds::{self, Maker};
use crate::domain::ticket::judge::{self, Rules};
use crate::domain::ticket::{Change, MessageId, Ticket, TicketId, diff};
use crate::domain::time::{Time, at};
use crate::store::format::write_ticket;
use crate::store::looked::{Note, Notes};
use crate::store::{NewCommit, Plan, Signature, Snapshot, message, ticket_path};
use std::path::PathBuf;

/// The trailer of one commit of several that one command made: `2/5`.
pub(super) const PART: &str = "Part";

/// How a verb is to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// Only say what would be done.
    pub dry_run: bool,
    /// Write over what changed since the person looked, and over claims.
    pub force: bool,
}

/// A ticket that a verb changed, or found as it should be.
#[derive(Debug)]
pub struct ChangedTicket {
    pub ticket: Ticket,
    /// Empty when nothing was to be done.
    pub changes: Vec<Change>,
    /// The closed ticket that this one follows up, or the merged one that is part of it now, when the
    /// verb was called on that.
    pub follows: Option<TicketId>,
    /// What others did since the person looked; a message is written all the same.
    pub unseen: Option<Unseen>,
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
    /// What they looked at.
    pub looked: &'a Notes,
}

impl Scene<'_> {
    /// The person in the role that they have on a ticket; programs are bots whoever runs them.
    pub fn actor(&self, requester: Option<&str>, channel: Option<&str>) -> Actor<'_> {
        let role = self.config.people.role_by(self.person.who(), requester, channel);
        Actor { who: self.person.who(), role, now: self.now }
    }

    /// A person as they were named; `me` is whoever acts.
    pub fn who<'w>(&'w self, named: &'w str) -> &'w str {
        if named == "me" { self.person.who() } else { named.trim() }
    }

    pub fn check_size(&self, text: &str) -> std::result::Result<(), Refusal> {
        let (size, limit) = (text.len() as u64, self.config.settings.limits.message);
        if size > limit { Err(Refusal::TooLarge { size, limit }) } else { Ok(()) }
    }

    /// A ticket that is there.
    pub fn load(&self, id: TicketId) -> Result<Ticket> {
        load(self.snapshot, self.config, id)
    }

    /// In which role whoever acts made a version.
    fn role(&self, next: &Next) -> Role {
        let rules = Rules { workflow: &self.config.workflow, people: &self.config.people };
        rules.role(self.person.who(), &next.after, next.before.as_ref())
    }

    /// The rights that an action needs, of whoever acts. `moved`: messages that other tickets of the
    /// same action took over.
    fn may(&self, next: &Next, changes: &[Change], moved: &[MessageId]) -> Result<()> {
        let role = self.role(next);
        let maker = Maker { who: self.person.who(), role, workflow: &self.config.workflow, moved };
        // A ticket that is not there yet has no name that anybody knows.
        let ticket = next.before.as_ref().map(|before| before.id);
        let done = deeds::check(next.before.as_ref(), &next.after, changes, &maker);
        done.map_err(|refusal| Error::Refused { ticket, refusal })
    }
}

/// The next version of a ticket. `before` is `None` for a ticket that is made.
pub struct Next {
    pub before: Option<Ticket>,
    pub after: Ticket,
    pub follows: Option<TicketId>,
    pub unseen: Option<Unseen>,
}

impl Next {
    pub fn of(before: Ticket, after: Ticket) -> Next {
        Next { before: Some(before), after, follows: None, unseen: None }
    }

    pub fn new(after: Ticket) -> Next {
        Next { before: None, after, follows: None, unseen: None }
    }
}

/// What becomes one commit: usually one ticket's next version.
#[derive(Default)]
pub struct Action {
    pub tickets: Vec<Next>,
    /// Files beside the tickets': path and bytes; `None` removes one.
    pub files: Vec<(String, Option<Vec<u8>>)>,
    /// A text for the body of the commit.
    pub body: Option<String>,
    pub trailers: Vec<(&'static str, String)>,
    /// A ticket that goes away: it was filed by mistake, and that is taken back.
    pub gone: Option<Ticket>,
    /// The rights were asked when it was done first.
    pub takes_back: bool,
}

impl From<Next> for Action {
    fn from(next: Next) -> Action {
        Action { tickets: vec![next], ..Action::default() }
    }
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
            let scene = Scene { snapshot, config: &config, person: &person, now: at(person.seconds), looked: &looked };
            let late = self.store.clock_behind(snapshot, person.seconds)?;
            let (mut commits, mut tickets) = (Vec::new(), Vec::new());
            let actions = plan(&scene)?;
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

fn step(action: Action, scene: &Scene) -> Result<(Option<NewCommit>, Vec<ChangedTicket>)> {
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
    Ok((Some(NewCommit { files, message, ..NewCommit::default() }), all))
}

fn file_of(ticket: &Ticket, config: &Config) -> Result<Vec<u8>> {
    let text = write_ticket(ticket);
    let (size, limit) = (text.len() as u64, config.settings.limits.ticket);
    if size > limit {
        return Err(refused(ticket.id)(Refusal::TooLarge { size, limit }));
    }
    Ok(text.into_bytes())
}
