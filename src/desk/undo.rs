//! Taking the last change back: a new commit that does the opposite. History stays as it is.

use super::Desk;
use super::change::{Changed, PART};
use super::error::{Error, Result, refused};
use super::scene::{Action, Next, Scene};
use crate::domain::people::same_person;
use crate::domain::ticket::act::{self, Refusal};
use crate::domain::ticket::undo::{inverse, overtaken};
use crate::domain::ticket::{Change, Key, Ticket, TicketId, apply, diff};
use crate::store::ObjectId;
use crate::store::inspect::{Step, Touch};
use std::ops::ControlFlow;

/// The trailer that names what was taken back.
const UNDO: &str = "Undo";
/// How many commits one looks through for one's own.
const LOOKED_THROUGH: usize = 10_000;

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// The commits, last one first.
    pub commits: Vec<String>,
    pub subjects: Vec<String>,
    pub changed: Changed,
}

impl Desk {
    /// Takes back the last thing that the person at the keyboard did to tickets, or to one of them: the
    /// commits of one command together.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`]; [`Error::Overtaken`] when somebody changed the same thing after it.
    pub fn undo(&self, typed: Option<&str>, dry_run: bool) -> Result<Undone> {
        let (snapshot, config) = self.open()?;
        let only = typed.map(|typed| self.find(&snapshot, &config, typed)).transpose()?;
        let tip = snapshot.tip.ok_or_else(|| self.no_desk())?;
        let steps = self.own_steps(tip, only, &config.limits())?;
        if steps.is_empty() {
            return Err(Error::NothingToUndo);
        }
        let changed = self.write(dry_run, |scene| {
            let mut now: Vec<(TicketId, Option<Ticket>)> = Vec::new();
            steps.iter().map(|step| take_back(step, &mut now, scene)).collect()
        })?;
        let commits = steps.iter().map(|s| s.commit.to_string()).collect();
        let subjects = steps.iter().map(|s| s.event.subject.clone()).collect();
        Ok(Undone { commits, subjects, changed })
    }

    /// The commits of the last command of this person that was not taken back yet, newest first.
    fn own_steps(
        &self,
        tip: ObjectId,
        only: Option<TicketId>,
        limits: &crate::store::format::Limits,
    ) -> Result<Vec<Step>> {
        let me = self.store.author()?.who().to_owned();
        let (mut found, mut undone, mut seen): (Vec<Step>, Vec<String>, usize) = (Vec::new(), Vec::new(), 0);
        self.store.newest_steps(tip, limits, |step| {
            seen += 1;
            if seen > LOOKED_THROUGH {
                return ControlFlow::Break(());
            }
            let mine = same_person(&step.event.actor, &me) && step.event.source.is_none() && !step.is_merge();
            let mut back = step.trailers(UNDO).map(str::to_owned).peekable();
            if back.peek().is_some() {
                undone.extend(back);
                return ControlFlow::Continue(());
            }
            drop(back);
            let fits = only.is_none_or(|id| step.touches.iter().any(|t| t.ticket == id));
            let is_next = found.last().is_none_or(|last| follows(&step, last));
            if mine && fits && !step.touches.is_empty() && is_next && !undone.contains(&step.commit.to_string()) {
                found.push(step);
            }
            match found.last() {
                // For one ticket, its own part of a command is enough.
                Some(last) if only.is_some() || part(last).is_none_or(|(n, _)| n == 1) => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        })?;
        Ok(found)
    }
}

/// `2/5` of a commit.
fn part(step: &Step) -> Option<(usize, usize)> {
    let (n, all) = step.trailers(PART).next()?.split_once('/')?;
    Some((n.parse().ok()?, all.parse().ok()?))
}

/// Whether a commit is the part of the same command before `last`.
fn follows(step: &Step, last: &Step) -> bool {
    match (part(step), part(last)) {
        (Some((n, all)), Some((m, others))) => all == others && n + 1 == m,
        _ => false,
    }
}

fn take_back(step: &Step, now: &mut Vec<(TicketId, Option<Ticket>)>, scene: &Scene) -> Result<Action> {
    let mut action = Action { trailers: vec![(UNDO, step.commit.to_string())], takes_back: true, ..Action::default() };
    for touch in &step.touches {
        let present = match now.iter().find(|(id, _)| *id == touch.ticket) {
            Some((_, ticket)) => ticket.clone(),
            None => scene.snapshot.ticket(touch.ticket, &scene.config.limits())?.and_then(|t| t.ok()),
        };
        let after = undo_one(touch, present.as_ref(), scene)?;
        now.retain(|(id, _)| *id != touch.ticket);
        now.push((touch.ticket, after.clone()));
        files(touch, scene, step, &mut action)?;
        match (present, after) {
            (before, Some(after)) => action.tickets.push(Next { before, ..Next::new(after) }),
            (Some(before), None) => action.gone = Some(before),
            (None, None) => {}
        }
    }
    Ok(action)
}

fn undo_one(touch: &Touch, present: Option<&Ticket>, scene: &Scene) -> Result<Option<Ticket>> {
    let then = touch.new.ticket();
    let done = match then {
        Some(then) => diff(touch.old.ticket(), then),
        None => vec![Change::Removed],
    };
    if let (Some(then), Some(present)) = (then, present)
        && let Some(change) = overtaken(&done, then, present)
    {
        return Err(Error::Overtaken { id: touch.ticket, change: Box::new(change.clone()) });
    }
    match (then, present) {
        // It was taken away: it comes back as it was.
        (None, None) => Ok(touch.old.ticket().cloned()),
        _ => {
            let after = apply(present.cloned(), touch.ticket, &inverse(&done));
            ensure_open(&done, present, after.as_ref(), scene).map_err(refused(touch.ticket))?;
            Ok(after)
        }
    }
}

/// What somebody closed meanwhile stays as it is; closing itself can be taken back.
fn ensure_open(
    done: &[Change],
    present: Option<&Ticket>,
    after: Option<&Ticket>,
    scene: &Scene,
) -> std::result::Result<(), Refusal> {
    let closes = done.iter().any(|c| matches!(c, Change::Set { key: Key::Closed, to: Some(_), .. }));
    match (present, after) {
        (Some(present), Some(after)) if !closes => act::check_closed(present, after, &scene.config.workflow),
        _ => Ok(()),
    }
}

/// Files that came with the commit go, those that went with it come back.
fn files(touch: &Touch, scene: &Scene, step: &Step, action: &mut Action) -> Result<()> {
    let entries = |ticket: Option<&Ticket>| -> Vec<String> {
        ticket.map_or_else(Vec::new, |t| t.attachments.iter().map(|a| a.path(touch.ticket)).collect())
    };
    let (old, new) = (entries(touch.old.ticket()), entries(touch.new.ticket()));
    for path in new.iter().filter(|path| !old.contains(path)) {
        action.files.push((path.clone(), None));
    }
    let gone: Vec<&String> = old.iter().filter(|path| !new.contains(path)).collect();
    if let (false, Some(parent)) = (gone.is_empty(), step.parents.first()) {
        let then = scene.snapshot.beside(*parent)?;
        for path in gone {
            action.files.extend(then.file(path)?.map(|bytes| (path.clone(), Some(bytes))));
        }
    }
    Ok(())
}
