//! Filing what came from outside here: all of it in one move of the ref, with the rights of whoever runs it. What one
//! item is refused hinders none of the others.

use super::decision::{Decision, Did, Why};
use super::green::Passed;
use super::is_of_the_desk;
use super::known::Known;
use super::work::{Asked, Wish};
use crate::desk::Desk;
use crate::desk::change::{PART, step};
use crate::desk::config::Config;
use crate::desk::error::{Error, Result};
use crate::desk::find::load;
use crate::desk::numbers::Counter;
use crate::desk::scene::{Action, Ahead, ChangedTicket, Scene};
use crate::domain::ticket::submission::Submission;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::{Time, at};
use crate::store::looked::Note;
use crate::store::{NewCommit, Plan, Snapshot};
use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;

/// The most that the body of a commit of several items has, in bytes.
const MOST_BODY: usize = 32 << 10;

/// Something from outside.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is, for people: a test, the subject of a mail.
    pub source: String,
    pub submission: Submission,
}

impl Item {
    /// By what it is known again, where that is a fingerprint.
    pub fn fingerprint(&self) -> Option<&String> {
        match &self.submission {
            Submission::Ticket(filed) => filed.fingerprints.first(),
            Submission::Occurrence(seen) => seen.first().map(|seen| &seen.fingerprint),
            Submission::Remark(remark) => remark.fingerprint.as_ref(),
            Submission::Message(_) | Submission::Mail(_) => None,
        }
    }
}

/// What came of taking in.
#[derive(Debug)]
pub struct Intake {
    /// One for each item, in their order.
    pub decisions: Vec<Decision>,
    /// Worktrees on the branch that could not be brought along.
    pub behind: Vec<PathBuf>,
    /// The clock is more than a day behind the last commit of the desk.
    pub clock_behind: Option<Time>,
    pub dry_run: bool,
    /// The last commit that was written, in hexadecimal.
    pub commit: Option<String>,
}

impl Desk {
    /// Files these items, in their order.
    ///
    /// # Errors
    /// Those of the desk's own files and of writing; what is wrong with an item is its decision.
    pub fn take_in(&self, items: &[Item], dry_run: bool) -> Result<Intake> {
        self.take_in_run(items, None, dry_run)
    }

    /// The same of a run of tests, with those that passed: what tickets they are about comes behind the items.
    ///
    /// # Errors
    /// As [`Desk::take_in`].
    pub fn take_in_run(&self, items: &[Item], passed: Option<&Passed>, dry_run: bool) -> Result<Intake> {
        let person = self.store.author()?;
        let looked = self.store.notes(Note::Looked, person.who());
        let seeds: Vec<String> = items.iter().map(|_| self.env.fresh_id().to_string()).collect();
        let whole = |snapshot: &Snapshot| -> Result<Plan<Taken>> {
            if snapshot.tip.is_none() {
                return Err(self.no_desk());
            }
            let config = Config::load(snapshot)?;
            let (now, ahead) = (at(person.seconds), &Ahead::default());
            let (config, person, looked) = (&config, &person, &looked);
            let scene = Scene { snapshot, config, person, now, looked, ahead, at_most: None };
            let mut known = self.known(snapshot, config, items.iter().map(|item| &item.submission))?;
            if passed.is_some() && known.open().is_empty() {
                self.learn_open(&mut known, snapshot, config)?;
            }
            let late = self.store.clock_behind(snapshot, person.seconds)?;
            let mut pile = Pile {
                desk: self,
                scene: &scene,
                known,
                counter: None,
                held: None,
                titles: HashMap::new(),
                taken: Taken::default(),
            };
            for (item, seed) in items.iter().zip(&seeds) {
                pile.take(item, seed)?;
            }
            if let Some(passed) = passed {
                pile.pass(passed)?;
            }
            let (mut taken, commits) = pile.end()?;
            taken.late = late;
            Ok(Plan { commits, value: taken })
        };
        let (taken, behind, commit) = if dry_run {
            (self.store.rehearse(whole)?, Vec::new(), None)
        } else {
            let done = self.store.transact(whole)?;
            (done.value, done.behind, done.commit)
        };
        if let Some(commit) = commit {
            self.saw_own(&taken.changed, commit);
        }
        let Taken { mut decisions, changed, late: clock_behind, .. } = taken;
        self.hint(&mut decisions, &changed);
        Ok(Intake { decisions, behind, clock_behind, dry_run, commit: commit.map(|c| c.to_string()) })
    }

    /// Says of tickets that were made what they are like.
    fn hint(&self, decisions: &mut [Decision], changed: &[ChangedTicket]) {
        let new = decisions.iter().filter(|one| one.did == Did::Created).filter_map(|one| one.ticket);
        let now: HashMap<TicketId, &Ticket> = changed.iter().map(|one| (one.ticket.id, &one.ticket)).collect();
        let made: Vec<&Ticket> = new.filter_map(|id| now.get(&id).copied()).collect();
        let mut hints = self.hints(&made);
        for one in decisions.iter_mut().filter(|one| one.did == Did::Created) {
            one.similar = one.ticket.and_then(|id| hints.remove(&id)).unwrap_or_default();
        }
    }
}

/// What was done so far.
#[derive(Default)]
struct Taken {
    decisions: Vec<Decision>,
    changed: Vec<ChangedTicket>,
    commits: Vec<NewCommit>,
    late: Option<Time>,
}

/// How a decision names what it is about.
#[derive(Clone)]
struct Told {
    source: String,
    fingerprint: Option<String>,
}

impl Told {
    fn of(item: &Item) -> Told {
        Told { source: item.source.clone(), fingerprint: item.fingerprint().cloned() }
    }

    fn of_ticket(title: Option<String>) -> Told {
        Told { source: title.unwrap_or_default(), fingerprint: None }
    }
}

/// The items that were worked onto the desk, and what they made of it.
struct Pile<'a> {
    desk: &'a Desk,
    scene: &'a Scene<'a>,
    known: Known,
    /// Gives numbers, once one was needed.
    counter: Option<Counter>,
    held: Option<Held>,
    /// Of tickets as they were before.
    titles: HashMap<TicketId, Option<String>>,
    taken: Taken,
}

/// An action that may still grow: what is seen of one ticket item after item is one commit.
struct Held {
    action: Action,
    /// Places of the decisions that it carries out.
    of: Vec<usize>,
}

impl Pile<'_> {
    fn take(&mut self, item: &Item, seed: &str) -> Result<()> {
        let asked = Asked { desk: self.desk, scene: self.scene, known: &self.known, seed: seed.to_owned() };
        match asked.wish(&item.submission) {
            Ok(wish) => self.grant(&Told::of(item), wish),
            Err(Error::Store(error)) => Err(error.into()),
            Err(error) if is_of_the_desk(&error) => Err(error),
            Err(error) => {
                let why = Why::Refused(Rc::new(error));
                self.decide(&Told::of(item), &Wish { did: Did::Refused, why, ticket: None, action: None });
                Ok(())
            }
        }
    }

    /// What the tests that passed do to tickets that were there before.
    fn pass(&mut self, passed: &Passed) -> Result<()> {
        for id in self.known.open().to_vec() {
            let asked = Asked { desk: self.desk, scene: self.scene, known: &self.known, seed: id.to_string() };
            match asked.passed(id, passed) {
                Ok(None) => {}
                Ok(Some(wish)) => {
                    let told = Told::of_ticket(self.title(id));
                    self.grant(&told, wish)?;
                }
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) if is_of_the_desk(&error) => return Err(error),
                Err(error) => {
                    let why = Why::Refused(Rc::new(error));
                    let told = Told::of_ticket(self.title(id));
                    self.decide(&told, &Wish { did: Did::Refused, why, ticket: Some(id), action: None });
                }
            }
        }
        Ok(())
    }

    fn grant(&mut self, told: &Told, mut wish: Wish) -> Result<()> {
        let action = wish.action.take();
        let place = self.decide(told, &wish);
        let Some(action) = action else { return Ok(()) };
        let grows = self.held.as_ref().is_some_and(|held| goes_on(&held.action, &action));
        if !grows {
            // Before the desk is told of this one: what is held would hide it.
            self.settle()?;
        }
        for next in &action.tickets {
            self.known.learn(&next.after, &self.scene.config.workflow);
            self.scene.ahead.put(next.after.clone());
        }
        match &mut self.held {
            Some(held) => held.grow(action, place),
            None => self.held = Some(Held { action, of: vec![place] }),
        }
        Ok(())
    }

    fn decide(&mut self, told: &Told, wish: &Wish) -> usize {
        let title = wish.ticket.and_then(|id| self.title(id));
        let (did, why, ticket) = (wish.did, wish.why.clone(), wish.ticket);
        let Told { source, fingerprint } = told.clone();
        self.taken
            .decisions
            .push(Decision { source, did, why, ticket, title, fingerprint, similar: Vec::new() });
        self.taken.decisions.len() - 1
    }

    /// Read once: thousands of items may be about one ticket.
    fn title(&mut self, id: TicketId) -> Option<String> {
        if let Some(title) = self.scene.ahead.title(id) {
            return Some(title);
        }
        let (snapshot, config) = (self.scene.snapshot, self.scene.config);
        let written = || load(snapshot, config, id).map(|ticket| ticket.title).ok();
        self.titles.entry(id).or_insert_with(written).clone()
    }

    /// Makes a commit of what is held.
    fn settle(&mut self) -> Result<()> {
        let Some(Held { mut action, of }) = self.held.take() else { return Ok(()) };
        let before: Vec<(TicketId, Option<Ticket>)> =
            action.tickets.iter().map(|next| (next.after.id, next.before.clone())).collect();
        self.number(&mut action)?;
        match step(action, self.scene) {
            Ok((commit, changed)) => {
                if commit.is_none() {
                    of.iter().for_each(|place| self.redo(*place, Did::Duplicate, Why::Known));
                }
                self.taken.commits.extend(commit);
                for one in &changed {
                    self.scene.ahead.put(one.ticket.clone());
                }
                for place in of {
                    let decision = &mut self.taken.decisions[place];
                    let told = changed.iter().find(|one| Some(one.ticket.id) == decision.ticket);
                    decision.title = told.map(|one| one.ticket.title.clone()).or(decision.title.take());
                }
                self.taken.changed.extend(changed);
                Ok(())
            }
            Err(Error::Store(error)) => Err(error.into()),
            Err(error) if is_of_the_desk(&error) => Err(error),
            Err(error) => {
                self.put_back(before);
                let error = Rc::new(error);
                of.iter()
                    .for_each(|place| self.redo(*place, Did::Refused, Why::Refused(Rc::clone(&error))));
                Ok(())
            }
        }
    }

    /// What was refused did not happen to the desk.
    fn put_back(&mut self, before: Vec<(TicketId, Option<Ticket>)>) {
        for (id, ticket) in before {
            self.known.forget(id);
            match ticket {
                Some(ticket) => {
                    self.known.learn(&ticket, &self.scene.config.workflow);
                    self.scene.ahead.put(ticket);
                }
                None => self.scene.ahead.drop(id),
            }
        }
    }

    fn redo(&mut self, place: usize, did: Did, why: Why) {
        let decision = &mut self.taken.decisions[place];
        if did == Did::Refused && decision.did.makes() {
            decision.ticket = None;
        }
        (decision.did, decision.why) = (did, why);
    }

    fn number(&mut self, action: &mut Action) -> Result<()> {
        if !self.desk.gives_numbers(action, self.scene) {
            return Ok(());
        }
        if self.counter.is_none() {
            self.counter = Some(self.desk.counter(self.scene.snapshot, self.scene.config, 1)?);
        }
        self.counter.iter_mut().for_each(|counter| counter.number(action));
        Ok(())
    }

    fn end(mut self) -> Result<(Taken, Vec<NewCommit>)> {
        self.settle()?;
        let mut commits = std::mem::take(&mut self.taken.commits);
        let all = commits.len();
        if all > 1 {
            // So that they can be taken back together.
            for (n, commit) in commits.iter_mut().enumerate() {
                commit.message.push_str(&format!("{PART}: {}/{all}\n", n + 1));
            }
        }
        Ok((self.taken, commits))
    }
}

/// Whether an action does no more than to see the ticket again that the one before left.
fn goes_on(held: &Action, action: &Action) -> bool {
    let is_plain = action.files.is_empty() && action.trailers.is_empty() && action.gone.is_none();
    match (held.tickets.as_slice(), action.tickets.as_slice()) {
        ([was], [next]) => {
            let same = next.before.as_ref().is_some_and(|before| before.id == was.after.id);
            is_plain && same && next.after.messages.len() == was.after.messages.len()
        }
        _ => false,
    }
}

impl Held {
    fn grow(&mut self, action: Action, place: usize) {
        self.of.push(place);
        for (was, next) in self.action.tickets.iter_mut().zip(action.tickets) {
            was.after = next.after;
        }
        if let Some(more) = action.body {
            let body = self.action.body.get_or_insert_default();
            if body.len() + more.len() < MOST_BODY {
                body.push_str("\n\n");
                body.push_str(&more);
            }
        }
    }
}
