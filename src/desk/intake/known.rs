//! What the desk knows already of things that are handed in again: by their names elsewhere, and by their
//! fingerprints.

use crate::desk::Desk;
use crate::desk::by_index::files;
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::desk::indexed::Need;
use crate::desk::select::{read_all, read_these};
use crate::domain::ticket::submission::Submission;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Ticket, TicketId};
use crate::store::Snapshot;
use std::collections::{BTreeSet, HashMap};

/// The tickets that fingerprints find: those that somebody still works on.
const OPEN: &str = "is:unsolved has:fingerprint";

/// By what tickets are known again.
#[derive(Debug, Default)]
pub(in crate::desk) struct Known {
    /// In lower case.
    refs: HashMap<String, TicketId>,
    /// Of unsolved tickets only; the first of several.
    fingerprints: HashMap<String, TicketId>,
}

impl Known {
    pub fn by_ref(&self, name: &str) -> Option<TicketId> {
        self.refs.get(&name.to_lowercase()).copied()
    }

    pub fn by_fingerprint(&self, fingerprint: &str) -> Option<TicketId> {
        self.fingerprints.get(fingerprint).copied()
    }

    /// What a ticket is known by, as it stands now.
    pub fn learn(&mut self, ticket: &Ticket, workflow: &Workflow) {
        self.learn_refs(ticket);
        if workflow.category(&ticket.status).is_unsolved() {
            self.learn_fingerprints(ticket);
        }
    }

    pub fn forget(&mut self, id: TicketId) {
        self.refs.retain(|_, known| *known != id);
        self.fingerprints.retain(|_, known| *known != id);
    }

    fn learn_refs(&mut self, ticket: &Ticket) {
        for name in &ticket.refs {
            self.refs.entry(name.to_lowercase()).or_insert(ticket.id);
        }
    }

    fn learn_fingerprints(&mut self, ticket: &Ticket) {
        for fingerprint in &ticket.fingerprints {
            self.fingerprints.entry(fingerprint.clone()).or_insert(ticket.id);
        }
    }
}

impl Desk {
    /// What is known of what these submissions are about; nothing is read for those that are about themselves.
    pub(in crate::desk) fn known<'s>(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        submissions: impl Iterator<Item = &'s Submission>,
    ) -> Result<Known> {
        let (mut names, mut seen) = (BTreeSet::new(), false);
        for submission in submissions {
            match submission {
                Submission::Ticket(filed) => {
                    names.extend(filed.refs.first().map(String::as_str));
                    seen |= !filed.fingerprints.is_empty();
                }
                Submission::Occurrence(_) => seen = true,
                Submission::Message(_) => {}
            }
        }
        let mut known = Known::default();
        if seen {
            let compiled = self.compile(config, &[OPEN.to_owned()], "")?;
            let mut found = self.query(snapshot, config, &compiled, None)?.tickets;
            found.sort_by_key(|ticket| (ticket.created, ticket.id));
            found.iter().for_each(|ticket| known.learn_fingerprints(ticket));
        }
        if !names.is_empty() {
            self.called(snapshot, config, &names)?.iter().for_each(|ticket| known.learn_refs(ticket));
        }
        Ok(known)
    }

    /// The tickets that have one of these names elsewhere, the oldest first.
    fn called(&self, snapshot: &Snapshot, config: &Config, names: &BTreeSet<&str>) -> Result<Vec<Ticket>> {
        let hits = self.ask(snapshot, config, Need::State, |index| {
            let mut hits = Vec::new();
            for name in names {
                hits.extend(index.called(name)?.into_iter().map(|hit| (hit.id, hit.blob)));
            }
            Ok(hits)
        });
        let (mut tickets, _) = match hits.and_then(files) {
            Some(files) => read_these(&files, snapshot, config)?,
            None => read_all(snapshot, config)?,
        };
        tickets.sort_by_key(|ticket| (ticket.created, ticket.id));
        Ok(tickets)
    }
}
