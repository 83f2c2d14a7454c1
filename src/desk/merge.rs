//! Merging tickets, taking a merge back, splitting one in two: each one commit over several tickets.

use super::Desk;
use super::change::Changed;
use super::error::{Error, Result, refused};
use super::pick::Targets;
use super::scene::{Action, Next, Scene, Writing};
use crate::domain::people::same_person;
use crate::domain::ticket::act::{self, Refusal};
use crate::domain::ticket::attachment;
use crate::domain::ticket::{Change, Key, MessageId, Ticket, TicketId, apply};

/// What is to be split off a ticket.
#[derive(Clone, Debug, Default)]
pub struct SplitOff {
    pub title: Option<String>,
    /// Beginnings of ids of messages.
    pub messages: Vec<String>,
}

impl Desk {
    /// Merges tickets into one, all in one commit.
    pub fn merge(&self, targets: &Targets, into: &str, writing: Writing) -> Result<Changed> {
        self.write(writing.dry_run, |scene| {
            let into = self.find(scene.snapshot, scene.config, into)?;
            let before = self.free(into, scene, writing)?;
            act::ensure_apart(&before, &scene.config.workflow).map_err(refused(into))?;
            let mut target = before.clone();
            let mut action = Action::default();
            for id in self.pick(scene, targets)? {
                let old = self.free(id, scene, writing)?;
                let mut source = old.clone();
                let actor = scene.actor(old.requester.as_deref(), None);
                act::merge(&mut source, &mut target, &scene.config.workflow, &actor).map_err(refused(id))?;
                action.tickets.push(Next::of(old, source));
            }
            action.tickets.push(Next::of(before, target));
            Ok(vec![action])
        })
    }

    /// Takes merges back, each in one commit with the ticket that it was part of.
    pub fn unmerge(&self, targets: &Targets, writing: Writing) -> Result<Changed> {
        self.write(writing.dry_run, |scene| {
            let ids = self.pick(scene, targets)?;
            // Two that were merged into one share it, so each stands on what the one before made of it.
            let mut targets: Vec<Ticket> = Vec::new();
            let mut actions = Vec::new();
            for (n, &id) in ids.iter().enumerate() {
                // What leaves with the same command holds nothing back.
                let leaving = &ids[..=n];
                let (action, target) = self.part((id, leaving), &targets, (scene, writing))?;
                targets.retain(|t| t.id != target.id);
                targets.push(target);
                actions.push(action);
            }
            Ok(actions)
        })
    }

    fn part(
        &self,
        (id, leaving): (TicketId, &[TicketId]),
        touched: &[Ticket],
        (scene, writing): (&Scene, Writing),
    ) -> Result<(Action, Ticket)> {
        let old = self.free(id, scene, writing)?;
        let into = old.merged_into.ok_or_else(|| refused(id)(Refusal::NotMerged))?;
        let target_before = match touched.iter().find(|t| t.id == into) {
            Some(target) => target.clone(),
            None => self.free(into, scene, writing)?,
        };
        let (before, commit) = self.before_merge(id, scene)?;
        let gave = self.store.deed(&commit, into, &scene.config.limits()).unwrap_or_default();
        let others = self.other_parts(into, leaving, scene)?;
        let (mut source, mut target) = (old.clone(), target_before.clone());
        act::unmerge((&mut source, &before), (&mut target, &gave), &others).map_err(refused(id))?;
        // A closed ticket stays as it is: only the part leaves it.
        let closed = act::ensure_not_closed(&target, &scene.config.workflow).is_err();
        let target = if closed { target_before.clone() } else { target };
        let tickets = vec![Next::of(old, source), Next::of(target_before, target.clone())];
        Ok((Action { tickets, ..Action::default() }, target))
    }

    /// The ticket as it was before its last merge, and the commit that merged it.
    fn before_merge(&self, id: TicketId, scene: &Scene) -> Result<(Ticket, String)> {
        let events = self.events(scene.snapshot, scene.config, id)?;
        let merges = |c: &Change| matches!(c, Change::Set { key: Key::MergedInto, to: Some(_), .. });
        let at = events.iter().rposition(|e| e.changes.iter().any(merges));
        let at = at.ok_or_else(|| refused(id)(Refusal::NotMerged))?;
        let before = events[..at].iter().fold(None, |state, e| apply(state, id, &e.changes));
        let before = before.ok_or_else(|| refused(id)(Refusal::NotMerged))?;
        Ok((before, events[at].commit.clone()))
    }

    /// The tickets that are merged into `target` and stay so.
    fn other_parts(&self, target: TicketId, leaving: &[TicketId], scene: &Scene) -> Result<Vec<Ticket>> {
        let all = self.mentioning(scene.snapshot, scene.config, &[target])?;
        Ok(all
            .into_iter()
            .filter(|t| t.merged_into == Some(target) && !leaving.contains(&t.id))
            .collect())
    }

    /// Moves messages into a new ticket.
    pub fn split(&self, typed: &str, off: &SplitOff, writing: Writing) -> Result<Changed> {
        let new_id = self.env.fresh_id();
        self.change(&Targets::one(typed), writing, |before, scene| {
            let messages = off.messages.iter().map(|typed| message_of(&before, typed)).collect::<Result<_>>()?;
            let id = super::create::free(scene.snapshot, new_id)?;
            let wanted = act::Split { id, title: off.title.clone(), messages };
            let actor = scene.actor(before.requester.as_deref(), None);
            let mut after = before.clone();
            let mut new =
                act::split(&mut after, &scene.config.workflow, &wanted, &actor).map_err(refused(before.id))?;
            ask_for_itself(&mut new);
            let files = moved_files(&before, &new, scene)?;
            Ok(Action { tickets: vec![Next::of(before, after), Next::new(new)], files, ..Action::default() })
        })
    }
}

/// Who wrote what was split off asks for it, where that is a requester of their own.
fn ask_for_itself(new: &mut Ticket) {
    let first = act::first_request(new).and_then(|m| m.from.clone());
    if let Some(from) = first.filter(|from| !new.requester.as_deref().is_some_and(|r| same_person(r, from))) {
        new.requester = Some(from);
    }
}

fn message_of(ticket: &Ticket, typed: &str) -> Result<MessageId> {
    let prefix = crate::domain::ticket::id::read_prefix(typed).unwrap_or_else(|| typed.to_owned());
    let mut fit = ticket.messages.iter().map(|m| m.id).filter(|id| id.as_str().starts_with(&prefix));
    match (fit.next(), fit.next()) {
        (Some(id), None) => Ok(id),
        _ => Err(refused(ticket.id)(Refusal::NoMessage(typed.to_owned()))),
    }
}

/// Bytes of the files that went with the messages: to their new place, and away from the old one.
fn moved_files(source: &Ticket, new: &Ticket, scene: &Scene) -> Result<Vec<(String, Option<Vec<u8>>)>> {
    let mut files = Vec::new();
    for file in &new.attachments {
        let old = file.path(source.id);
        let bytes = scene.snapshot.file(&old)?;
        let there = bytes.ok_or_else(|| Error::UnknownAttachment {
            ticket: source.id,
            name: file.name.clone(),
            known: source.attachments.iter().map(|a| a.name.clone()).collect(),
        })?;
        files.push((attachment::path(new.id, file.id, &file.name), Some(there)));
        files.push((old, None));
    }
    Ok(files)
}
