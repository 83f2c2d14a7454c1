//! What a server asks of the commits of a push beyond what `check` asks of history: whoever pushes them is a stranger
//! to it, so the rules are those of its own tip.

use super::{What, history};
use crate::desk::config::Config;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::outcome::push::PushFault;
use crate::domain::people::{Deed, Role, same_person};
use crate::domain::settings;
use crate::domain::ticket::TicketId;
use crate::store;
use crate::store::inspect::{Peek, Step};
use std::collections::HashMap;

/// How far a commit may be ahead of the server's clock, in seconds: clocks differ, but not by days.
const AHEAD_S: u64 = 86_400;

/// Names at the root of a desk's branch.
const LAYOUT: [&str; 9] =
    ["README.md", "desk.yaml", "numbers.yaml", "config", "forms", "replies", "articles", "tickets", "attachments"];

/// What a server holds commits against.
pub struct Gate<'a> {
    /// The server's own configuration: that of its tip.
    pub config: &'a Config,
    /// The one that the push brings, which only admins may have changed.
    pub next: Option<&'a Config>,
    /// Commits with a good signature and who signed them, where signatures are required.
    pub signers: Option<HashMap<String, String>>,
}

impl Gate<'_> {
    /// What of a commit this server does not take, beyond its changes of tickets.
    pub fn objections(&self, step: &Step, peek: &Peek) -> store::Result<Vec<(Place, What)>> {
        if step.is_merge() {
            return Ok(Vec::new());
        }
        let ticket = history::only(step);
        let place = |path, ticket| Place { path, ticket, commit: Some(step.commit.to_string()), at: None };
        let pushed = self.signature(step).into_iter().chain(self.import(step));
        let here = |fault| (place(None, ticket), What::Fault(Fault::Push(fault)));
        let mut found: Vec<(Place, What)> = pushed.map(here).collect();
        for (path, fault) in self.files(step, peek)? {
            found.push((place(Some(path), None), What::Fault(fault)));
        }
        Ok(found)
    }

    /// What a finding that elsewhere is only worth a look means here.
    pub fn is_serious(what: &What) -> bool {
        match what {
            What::Fault(Fault::ClockAhead { seconds }) => seconds.unsigned_abs() > AHEAD_S,
            What::Fault(Fault::Configured { .. } | Fault::BrokenVersion) => true,
            What::Fault(Fault::Rule(crate::domain::ticket::judge::Wrong::Removed)) => true,
            _ => false,
        }
    }

    /// Whether somebody may take a ticket's file away.
    pub fn may_remove(&self, who: &str) -> bool {
        self.role(who) == Role::Admin
    }

    fn role(&self, who: &str) -> Role {
        self.config.people.role_on(who, None)
    }

    /// A desk without people has nobody yet who could be asked for.
    fn has_people(&self) -> bool {
        !self.config.people.list.is_empty()
    }

    fn import(&self, step: &Step) -> Option<PushFault> {
        let role = self.role(&step.committer);
        let imports = step.event.source.is_some() && self.has_people() && role != Role::Admin;
        imports.then_some(PushFault::Import { role })
    }

    /// The signature proves who recorded a commit; who acts for somebody else has to be allowed to.
    fn signature(&self, step: &Step) -> Option<PushFault> {
        let signers = self.signers.as_ref()?;
        let Some(signer) = signers.get(&step.commit.to_string()) else { return Some(PushFault::Unsigned) };
        if !same_person(signer, &step.committer) {
            return Some(PushFault::OtherSigner { signer: signer.clone() });
        }
        let role = self.role(&step.committer);
        let represents = !same_person(&step.event.actor, &step.committer);
        (represents && !Deed::Represent.allowed_to(role)).then_some(PushFault::InTheName { role })
    }

    /// Files in places that a desk does not have, and files that are too large, also where a later commit takes
    /// them away again: history would keep them.
    fn files(&self, step: &Step, peek: &Peek) -> store::Result<Vec<(String, Fault)>> {
        let settings::Limits { ticket, attachment, .. } = self.config.settings.limits;
        let role = self.role(&step.event.actor);
        let mut found = Vec::new();
        for wrote in peek.wrote(step)? {
            let root = wrote.path.split('/').next().unwrap_or_default();
            let limit = if root == "attachments" { attachment } else { ticket };
            if !LAYOUT.contains(&root) && self.has_people() && role != Role::Admin {
                found.push((wrote.path, Fault::Push(PushFault::Outside { role })));
            } else if let Some(size) = wrote.size.filter(|size| *size > limit) {
                found.push((wrote.path, Fault::LargeFile { size, limit }));
            }
        }
        Ok(found)
    }

    /// Tickets whose number is known here, and would be another.
    pub fn renumbered(&self, old: Option<u64>, new: Option<u64>, ticket: TicketId) -> Option<(Place, What)> {
        let from = old.filter(|_| old != new)?;
        let place = Place { ticket: Some(ticket), path: Some(store::ticket_path(ticket)), ..Place::default() };
        Some((place, What::Fault(Fault::Push(PushFault::Renumbered { from }))))
    }
}
