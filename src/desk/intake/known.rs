//! What the desk knows already of things that come in again: by their names elsewhere, and by their fingerprints.

use super::mail::KnownMail;
use super::recur::{MOST_OVER, is_overflow};
use crate::desk::Desk;
use crate::desk::by_index::files;
use crate::desk::config::Config;
use crate::desk::error::{Error, Result};
use crate::desk::indexed::Need;
use crate::desk::select::{read_all, read_these};
use crate::desk::told::{Asked, Promises};
use crate::domain::ticket::submission::Submission;
use crate::domain::ticket::workflow::Workflow;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::{self, Snapshot};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The tickets that fingerprints find: those that somebody still works on.
const OPEN: &str = "is:unsolved has:fingerprint";
/// And those that nobody works on any more.
const PAST: &str = "is:any -is:unsolved has:fingerprint";

/// So many fingerprints at most are named in a query.
const MOST_NAMED: usize = 50;

/// A ticket that nobody works on any more.
#[derive(Clone, Copy, Debug)]
pub(in crate::desk) struct PastTicket {
    pub id: TicketId,
    created: Time,
    /// When it was solved, where history tells.
    pub solved: Option<Time>,
}

/// By what tickets are known again.
#[derive(Debug, Default)]
pub(in crate::desk) struct Known {
    /// In lower case.
    refs: HashMap<String, TicketId>,
    /// Of unsolved tickets only; the first of several.
    fingerprints: HashMap<String, TicketId>,
    /// Of solved and closed tickets; the last of several.
    past: HashMap<String, PastTicket>,
    /// Unsolved tickets that stand for several things.
    groups: HashSet<TicketId>,
    /// Those that take what is too much for a run, and no more.
    full: HashSet<TicketId>,
    /// Unsolved tickets with a fingerprint, the oldest first.
    open: Vec<TicketId>,
    /// The tickets that runs made.
    made: HashMap<String, BTreeSet<TicketId>>,
    mail: KnownMail,
}

impl Known {
    pub fn by_ref(&self, name: &str) -> Option<TicketId> {
        self.refs.get(&name.to_lowercase()).copied()
    }

    pub fn by_fingerprint(&self, fingerprint: &str) -> Option<TicketId> {
        self.fingerprints.get(fingerprint).copied()
    }

    /// The last ticket about this that nobody works on any more.
    pub fn past(&self, fingerprint: &str) -> Option<PastTicket> {
        self.past.get(fingerprint).copied()
    }

    pub fn is_group(&self, id: TicketId) -> bool {
        self.groups.contains(&id)
    }

    /// Whether a ticket that takes what is too much for a run takes nothing more.
    pub fn is_full(&self, id: TicketId) -> bool {
        self.full.contains(&id)
    }

    /// The unsolved tickets that have a fingerprint.
    pub fn open(&self) -> &[TicketId] {
        &self.open
    }

    /// How many tickets a run made, but for the one that takes the rest.
    pub fn made_by(&self, run: &str) -> usize {
        self.made.get(run).map_or(0, BTreeSet::len)
    }

    pub fn mail(&self) -> &KnownMail {
        &self.mail
    }

    /// What a ticket is known by, as it stands now.
    pub fn learn(&mut self, ticket: &Ticket, workflow: &Workflow) {
        self.mail.learn(ticket);
        self.learn_refs(ticket);
        if workflow.category(&ticket.status).is_unsolved() {
            self.learn_fingerprints(ticket);
        }
    }

    pub fn forget(&mut self, id: TicketId) {
        self.mail.forget(id);
        self.refs.retain(|_, known| *known != id);
        self.fingerprints.retain(|_, known| *known != id);
        self.open.retain(|known| *known != id);
        for made in self.made.values_mut() {
            made.remove(&id);
        }
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
        if ticket.fingerprints.len() >= MOST_OVER {
            self.full.insert(ticket.id);
        }
        if ticket.fingerprints.len() > 1 {
            self.groups.insert(ticket.id);
        }
        if !ticket.fingerprints.is_empty() && !self.open.contains(&ticket.id) {
            self.open.push(ticket.id);
        }
        self.learn_run(ticket);
    }

    /// The run that made a ticket is the first that saw it.
    fn learn_run(&mut self, ticket: &Ticket) {
        let first = ticket.occurrences.first().and_then(|seen| seen.run.clone());
        if let Some(run) = first.filter(|_| !is_overflow(ticket)) {
            self.made.entry(run).or_default().insert(ticket.id);
        }
    }

    fn learn_past(&mut self, ticket: &Ticket, wanted: &HashSet<&str>) {
        self.learn_run(ticket);
        let past = PastTicket { id: ticket.id, created: ticket.created, solved: None };
        for fingerprint in ticket.fingerprints.iter().filter(|one| wanted.contains(one.as_str())) {
            let known = self.past.entry(fingerprint.clone()).or_insert(past);
            if (known.created, known.id) < (past.created, past.id) {
                *known = past;
            }
        }
    }
}

/// The query that finds what was about these once. A few are named, so that the index need not show all of a long past;
/// those of strangers that could mean something in a query are not.
fn past_query(wanted: &HashSet<&str>) -> String {
    let is_plain =
        |one: &&str| one.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'/'));
    if wanted.len() > MOST_NAMED || !wanted.iter().all(is_plain) {
        return PAST.to_owned();
    }
    let mut named: Vec<String> = wanted.iter().map(|one| format!("fingerprint:\"{one}\"")).collect();
    named.sort();
    format!("{PAST} ({})", named.join(" or "))
}

impl Desk {
    /// What is known of what these submissions are about; nothing is read for those that are about themselves.
    pub(in crate::desk) fn known<'s>(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        submissions: impl Iterator<Item = &'s Submission>,
    ) -> Result<Known> {
        let (mut names, mut seen, mut sighted) = (BTreeSet::new(), false, HashSet::new());
        let mut mails = Vec::new();
        for submission in submissions {
            match submission {
                Submission::Ticket(filed) => {
                    names.extend(filed.refs.first().map(String::as_str));
                    seen |= !filed.fingerprints.is_empty();
                    if filed.sighting.is_some() {
                        sighted.extend(filed.fingerprints.first().map(String::as_str));
                    }
                }
                Submission::Occurrence(_) => seen = true,
                Submission::Message(_) => {}
                Submission::Remark(remark) => {
                    names.extend(remark.name.as_deref());
                    seen |= remark.fingerprint.is_some();
                }
                Submission::Mail(mailed) => mails.push(&**mailed),
            }
        }
        let mut known = Known { mail: self.known_mail(snapshot, config, mails.into_iter())?, ..Known::default() };
        if seen {
            self.learn_open(&mut known, snapshot, config)?;
        }
        sighted.retain(|fingerprint| known.by_fingerprint(fingerprint).is_none());
        if !sighted.is_empty() {
            self.learn_past(&mut known, snapshot, config, &sighted)?;
        }
        if !names.is_empty() {
            self.called(snapshot, config, &names)?.iter().for_each(|ticket| known.learn_refs(ticket));
        }
        Ok(known)
    }

    /// The unsolved tickets that have a fingerprint.
    pub(super) fn learn_open(&self, known: &mut Known, snapshot: &Snapshot, config: &Config) -> Result<()> {
        let compiled = self.compile(config, &[OPEN.to_owned()], "")?;
        let mut found = self.query(snapshot, config, &compiled, None)?.tickets;
        found.sort_by_key(|ticket| (ticket.created, ticket.id));
        found.iter().for_each(|ticket| known.learn_fingerprints(ticket));
        Ok(())
    }

    /// What was about these once, and when it was solved.
    fn learn_past(
        &self,
        known: &mut Known,
        snapshot: &Snapshot,
        config: &Config,
        wanted: &HashSet<&str>,
    ) -> Result<()> {
        let compiled = self.compile(config, &[past_query(wanted)], "")?;
        let found = self.query(snapshot, config, &compiled, None)?.tickets;
        found.iter().for_each(|ticket| known.learn_past(ticket, wanted));
        let ids: BTreeSet<TicketId> = known.past.values().map(|past| past.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let asked = Asked { config, promises: Promises::None, only: Some(&ids), now: self.env.now };
        let solved = self.tell(snapshot, asked, |track| {
            let resolved = track.story.moves.iter().rev().find(|step| step.resolves());
            (track.story.id, resolved.map(|step| step.at))
        });
        let solved: HashMap<TicketId, Option<Time>> = match solved {
            Ok(told) => told.of.into_iter().collect(),
            // A clone of the last commits only does not know; the ticket itself says something.
            Err(Error::Store(store::Error::Shallow)) => HashMap::new(),
            Err(error) => return Err(error),
        };
        let of = |id: TicketId| solved.get(&id).copied().flatten();
        known.past.values_mut().for_each(|past| past.solved = of(past.id));
        Ok(())
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
