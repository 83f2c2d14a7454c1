//! The commits of the range: each ordinary one against its own parent, each merge by the law.

use super::gate::Gate;
use super::{Checked, ImportedCommit, Scene, What, merges};
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::people::Role;
use crate::domain::ticket::act::Refusal;
use crate::domain::ticket::judge::{self, Rules, Wrong};
use crate::domain::ticket::timeline::SKEW_S;
use crate::domain::ticket::undo::inverse;
use crate::domain::ticket::{Change, Key, Ticket, TicketId, diff};
use crate::store::ObjectId;
use crate::store::format::Limits;
use crate::store::inspect::{Peek, Step, Touch, Version};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

/// What is known of a commit once it is judged.
struct Judged {
    signed: bool,
    /// Tickets that were not there before it.
    created: u64,
    imported: Option<ImportedCommit>,
    found: Vec<(Place, What)>,
}

/// What is known before the commits are looked at.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// For a server that has not taken them yet.
    pub gate: Option<&'a Gate<'a>>,
    /// The merges of which history tells events of their own; `None`: nobody asked it.
    pub events: Option<&'a HashSet<String>>,
}

/// Judges the commits; tells how many tickets they file.
pub fn judge(scene: &Scene, config: Option<&Config>, known: Known, checked: &mut Checked) -> Result<u64> {
    let Known { gate, events } = known;
    let judge =
        Judge { config, gate, events, earlier: Mutex::default(), now: scene.now.timestamp(), strict: scene.strict };
    let limits = config.map_or_else(Limits::default, Config::limits);
    let (mut failed, mut created) = (None, 0);
    let visit = |judged: Result<Judged>| {
        let judged = match judged {
            Ok(judged) => judged,
            Err(error) => {
                failed.get_or_insert(error);
                return;
            }
        };
        checked.counts.commits += 1;
        checked.counts.signed += u64::from(judged.signed);
        created += judged.created;
        if let Some(imported) = judged.imported {
            checked.counts.imported += 1;
            if scene.strict && checked.imported.len() < super::KEPT {
                checked.imported.push(imported);
            }
        }
        checked.all(judged.found);
    };
    scene.store.steps(&scene.range, &limits, |step, peek| judge.step(step, peek), visit)?;
    failed.map_or(Ok(created), Err)
}

/// The objects of the files of configuration; `None` for one that is not there.
type Files = [Option<ObjectId>; crate::desk::config::FILES.len()];

struct Judge<'a> {
    /// The tip's, when it can be read.
    config: Option<&'a Config>,
    gate: Option<&'a Gate<'a>>,
    events: Option<&'a HashSet<String>>,
    /// Configurations that the branch had before, by their files; `None`: it could not be read.
    earlier: Mutex<HashMap<Files, Option<Arc<Config>>>>,
    /// Seconds since the epoch.
    now: i64,
    strict: bool,
}

impl Judge<'_> {
    fn step(&self, step: &Step, peek: &Peek) -> Result<Judged> {
        let mut found = Vec::new();
        if step.is_merge() && !self.is_told_sound(step, peek)? {
            found = merges::check(step, peek, self.strict)?;
        }
        if let Some(gate) = self.gate {
            found.extend(gate.objections(step, peek)?);
        }
        let mut say = |ticket, fault| found.push((place(step, ticket), What::Fault(fault)));
        dates(step, self.now).into_iter().for_each(|fault| say(None, fault));
        for touch in &step.touches {
            if matches!(touch.new, Version::Broken) {
                say(Some(touch.ticket), Fault::BrokenVersion);
            }
            for wrong in self.wrongs(step, touch, peek) {
                say(Some(touch.ticket), Fault::Rule(wrong));
            }
        }
        self.configured(step, peek).into_iter().for_each(|fault| say(None, fault));
        trailers(step).into_iter().for_each(|fault| say(None, fault));
        let ticket = step.touches.first().map(|touch| touch.ticket);
        let commit = step.commit.to_string();
        let imported = step.event.source.clone();
        let imported = imported.map(|source| ImportedCommit { commit, ticket, source });
        let is_new = |touch: &&Touch| matches!((&touch.old, &touch.new), (Version::Absent, Version::Ticket(_)));
        let created = step.touches.iter().filter(is_new).count() as u64;
        Ok(Judged { signed: step.signed, created, imported, found })
    }

    /// Whether history has told already that a merge is what its parents come to: to ask the law costs a walk over
    /// what is below it. Another form is no event.
    fn is_told_sound(&self, step: &Step, peek: &Peek) -> Result<bool> {
        let Some(events) = self.events.filter(|_| !self.strict) else { return Ok(false) };
        let limits = self.config.map_or_else(Limits::default, Config::limits);
        Ok(!events.contains(&step.commit.to_string()) && !peek.needs_the_law(step, &limits)?)
    }

    /// The rules that a version breaks, both those of the tip and those that held when it was made: a
    /// desk that changes its workflow, or its people, does not make its own past illegal.
    fn wrongs(&self, step: &Step, touch: &Touch, peek: &Peek) -> Vec<Wrong> {
        let is_broken = |version: &Version| matches!(version, Version::Broken);
        if step.event.source.is_some() || is_broken(&touch.old) || is_broken(&touch.new) {
            return Vec::new();
        }
        let versions = step.touches.iter().filter_map(|t| Some((t.old.ticket(), t.new.ticket()?)));
        let moved = judge::moved(versions);
        // A server believes nobody that a commit was there, or theirs.
        let may_undo = |commit: &str| self.gate.is_none() || peek.is_of_same_line(step.commit, commit);
        if step.trailers("Undo").any(|commit| may_undo(commit) && undoes(commit, touch, peek)) {
            return Vec::new();
        }
        let judged = |config: &Config| {
            let rules = Rules { workflow: &config.workflow, people: &config.people };
            rules.change(touch.old.ticket(), touch.new.ticket(), &step.event.actor, &moved)
        };
        let wrong = self.config.map(judged).map(|wrong| self.pardoned(wrong, step, touch, peek));
        if let Some(gate) = self.gate {
            // What the push itself brings counts too: only admins may have changed it, or all of it is refused.
            let allowed = gate.next.is_some_and(|next| judged(next).is_empty());
            return if allowed { Vec::new() } else { wrong.unwrap_or_default() };
        }
        if wrong.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let before = self.config_before(step, peek).map(|config| judged(&config));
        match (wrong, before) {
            (Some(wrong), Some(before)) if !before.is_empty() => wrong,
            (Some(wrong), None) => wrong,
            (_, before) => before.unwrap_or_default(),
        }
    }

    /// Without what is wrong in general and not here: of two tickets with one number one gets another.
    fn pardoned(&self, mut wrong: Vec<Wrong>, step: &Step, touch: &Touch, peek: &Peek) -> Vec<Wrong> {
        let is_number =
            |w: &Wrong| matches!(w, Wrong::Refused(Refusal::Immutable(key)) if *key == Key::Number.as_str());
        if wrong.iter().any(is_number) && is_double(step, touch, peek) {
            wrong.retain(|w| !is_number(w));
        }
        if self.gate.is_some_and(|gate| gate.may_remove(&step.event.actor)) {
            wrong.retain(|w| *w != Wrong::Removed);
        }
        wrong
    }

    /// A change of the configuration by somebody who was no admin then and is none now; leads may change
    /// the shared views. Until a desk has people, whoever makes it configures it.
    fn configured(&self, step: &Step, peek: &Peek) -> Option<Fault> {
        if !step.configures && !step.changes_views {
            return None;
        }
        let before = match self.gate {
            Some(gate) => return self.configured_here(step, gate.config),
            None => self.config_before(step, peek).filter(|config| !config.people.list.is_empty())?,
        };
        let role = |config: &Config| config.people.role_on(&step.event.actor, None);
        let may = |role: Role| role == Role::Admin || (role == Role::Lead && !step.configures);
        let allowed = may(role(&before)) || self.config.is_some_and(|now| may(role(now)));
        (!allowed).then(|| Fault::Configured { role: role(&before) })
    }

    /// The same by the people of the server alone.
    fn configured_here(&self, step: &Step, config: &Config) -> Option<Fault> {
        let role = config.people.role_on(&step.event.actor, None);
        let may = role == Role::Admin || (role == Role::Lead && !step.configures) || config.people.list.is_empty();
        (!may).then_some(Fault::Configured { role })
    }

    fn config_before(&self, step: &Step, peek: &Peek) -> Option<Arc<Config>> {
        let snapshot = peek.snapshot(*step.parents.first()?).ok()?;
        let files = crate::desk::config::FILES.map(|path| snapshot.id_of(path).ok().flatten());
        let mut earlier = self.earlier.lock().expect("no judge panics");
        earlier.entry(files).or_insert_with(|| Config::load(&snapshot).ok().map(Arc::new)).clone()
    }
}

/// Whether a version only takes back what a commit did: then the rules that the commit had to keep are
/// enough.
fn undoes(commit: &str, touch: &Touch, peek: &Peek) -> bool {
    let Some(done) = peek.deed(commit, touch.ticket, &Limits::default()) else { return false };
    let allowed = inverse(&done);
    match (touch.old.ticket(), touch.new.ticket()) {
        (Some(old), Some(new)) => diff(Some(old), new).iter().all(|change| allowed.contains(change)),
        (Some(_), None) => allowed.contains(&Change::Removed),
        _ => false,
    }
}

/// Whether another ticket had the number of this one.
fn is_double(step: &Step, touch: &Touch, peek: &Peek) -> bool {
    let Some(number) = touch.old.ticket().and_then(|old| old.number) else { return false };
    let Some(snapshot) = step.parents.first().and_then(|parent| peek.snapshot(*parent).ok()) else { return false };
    let mut double = false;
    let visit = |id, read: std::result::Result<Ticket, _>| {
        double |= id != touch.ticket && read.is_ok_and(|ticket| ticket.number == Some(number));
    };
    snapshot.tickets(&Limits::default(), visit).is_ok() && double
}

/// The ticket of a commit that touches one only.
pub fn only(step: &Step) -> Option<TicketId> {
    (step.touches.len() == 1).then(|| step.touches[0].ticket)
}

fn place(step: &Step, ticket: Option<TicketId>) -> Place {
    Place { commit: Some(step.commit.to_string()), ticket: ticket.or_else(|| only(step)), ..Place::default() }
}

fn dates(step: &Step, now: i64) -> Vec<Fault> {
    let mut found = Vec::new();
    let ahead = step.authored.saturating_sub(step.committed);
    if ahead > SKEW_S {
        found.push(Fault::AuthorAhead { seconds: ahead });
    }
    let ahead = step.committed.saturating_sub(now);
    if ahead > SKEW_S {
        found.push(Fault::ClockAhead { seconds: ahead });
    }
    found
}

/// Trailers that say something else than the diff. A merge's diff is nobody's in particular.
fn trailers(step: &Step) -> Vec<Fault> {
    if step.is_merge() {
        return Vec::new();
    }
    let touched = |said: &str| step.touches.iter().any(|t| t.ticket.as_str() == said);
    let strange = step.trailers("Ticket").filter(|said| !touched(said));
    let mut found: Vec<Fault> = strange.map(|said| Fault::TicketTrailer { said: said.to_owned() }).collect();
    if let [touch] = step.touches.as_slice() {
        let made = status(touch);
        let other = step.trailers("Status").find(|said| made.as_deref() != Some(said));
        found.extend(other.map(|said| Fault::StatusTrailer { said: said.to_owned(), found: made.clone() }));
    }
    found
}

/// The change of status in the words of the trailer: `open -> pending`, or `open` of a new ticket.
fn status(touch: &Touch) -> Option<String> {
    let changes = diff(touch.old.ticket(), touch.new.ticket()?);
    changes.into_iter().find_map(|change| match change {
        Change::Set { key: Key::Status, from: Some(from), to: Some(to) } => Some(format!("{from} -> {to}")),
        Change::Set { key: Key::Status, from: None, to } => to,
        _ => None,
    })
}
