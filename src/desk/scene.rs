//! What a verb is given for each ticket, and what it gives back: the next versions, as actions.

use super::config::Config;
use super::error::{Error, Result};
use super::find::load;
use super::unseen::Unseen;
use crate::domain::people::Role;
use crate::domain::ticket::act::{Actor, Refusal};
use crate::domain::ticket::deeds::{self, Maker};
use crate::domain::ticket::judge::Rules;
use crate::domain::ticket::{Change, MessageId, Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::looked::Notes;
use crate::store::{Signature, Snapshot, ticket_path};
use std::cell::RefCell;
use std::collections::HashMap;

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

/// What a verb is given for each ticket.
pub struct Scene<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub config: &'a Config,
    /// Who acts, as git knows them.
    pub person: &'a Signature,
    pub now: Time,
    /// What they looked at.
    pub looked: &'a Notes,
    /// Versions that earlier actions of the same plan made.
    pub ahead: &'a Ahead,
    /// The most that whoever acts may be here, whatever the desk knows of them: nobody proved who they are.
    pub at_most: Option<Role>,
}

/// Tickets as actions of a plan leave them, before anything of it is written.
#[derive(Default)]
pub struct Ahead(RefCell<HashMap<TicketId, Ticket>>);

impl Ahead {
    pub fn put(&self, ticket: Ticket) {
        self.0.borrow_mut().insert(ticket.id, ticket);
    }

    pub fn drop(&self, id: TicketId) {
        self.0.borrow_mut().remove(&id);
    }

    pub fn title(&self, id: TicketId) -> Option<String> {
        self.0.borrow().get(&id).map(|ticket| ticket.title.clone())
    }

    fn get(&self, id: TicketId) -> Option<Ticket> {
        self.0.borrow().get(&id).cloned()
    }
}

impl Scene<'_> {
    /// The person in the role that they have on a ticket; programs are bots whoever runs them.
    pub fn actor(&self, requester: Option<&str>, channel: Option<&str>) -> Actor<'_> {
        let role = self.config.people.role_by(self.person.who(), requester, channel);
        // Programs and those who ask are what they are; staff is not staff without a proof.
        let role = self.at_most.filter(|_| role != Role::Bot).unwrap_or(role);
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
        self.ahead.get(id).map_or_else(|| load(self.snapshot, self.config, id), Ok)
    }

    /// Whether there is such a ticket, readable or not.
    pub fn has(&self, id: TicketId) -> Result<bool> {
        Ok(self.ahead.get(id).is_some() || self.snapshot.id_of(&ticket_path(id))?.is_some())
    }

    /// In which role whoever acts made a version.
    pub fn role(&self, next: &Next) -> Role {
        let rules = Rules { workflow: &self.config.workflow, people: &self.config.people };
        rules.role(self.person.who(), &next.after, next.before.as_ref())
    }

    /// The rights that an action needs, of whoever acts. `moved`: messages that other tickets of the
    /// same action took over.
    pub fn may(&self, next: &Next, changes: &[Change], moved: &[MessageId]) -> Result<()> {
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
    /// Who did it and when, where that is not whoever records it: the sender of a mail.
    pub author: Option<Signature>,
    /// The rights were asked when it was done first.
    pub takes_back: bool,
}

impl From<Next> for Action {
    fn from(next: Next) -> Action {
        Action { tickets: vec![next], ..Action::default() }
    }
}
