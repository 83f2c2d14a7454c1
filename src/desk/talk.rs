//! Replies and notes, with the status that they may set in the same commit.
//!
//! A message is never refused because somebody else was faster: what the person had not seen is told
//! beside it. A message to a merged ticket goes to the one that it is part of; a requester's message to
//! a closed one goes to its follow-up.

use super::Desk;
use super::attach::{Upload, put};
use super::change::Changed;
use super::error::{Result, refused};
use super::pick::Targets;
use super::scene::{Action, Next, Scene, Writing};
use super::unseen::Unseen;
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, Actor, NewMessage, StatusExtras};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Ticket, TicketId, Visibility};
use crate::domain::time::Time;

/// A message for a ticket.
#[derive(Clone, Debug)]
pub struct Talk {
    pub text: String,
    pub visibility: Visibility,
    pub channel: Option<String>,
    /// The status to set after the message, in the same commit.
    pub status: Option<String>,
    pub until: Option<Time>,
    /// Files that come with it.
    pub files: Vec<Upload>,
}

impl Desk {
    /// Writes a message.
    pub fn talk(&self, typed: &str, talk: &Talk, dry_run: bool) -> Result<Changed> {
        let id = self.env.fresh_id();
        self.change(&Targets::one(typed), Writing { dry_run, force: true }, |ticket, scene| {
            scene.check_size(&talk.text).map_err(refused(ticket.id))?;
            let new = NewMessage {
                id,
                channel: Some(talk.channel.clone().unwrap_or_else(|| "cli".to_owned())),
                visibility: talk.visibility,
                text: talk.text.clone(),
            };
            speak(ticket, new, talk, scene, |ticket| self.unseen(ticket, scene))
        })
    }
}

/// The ticket that a merged one is part of by now; itself, when it is not merged.
pub fn living(mut ticket: Ticket, scene: &Scene) -> Result<Ticket> {
    let mut seen = vec![ticket.id];
    while let Some(into) = ticket.merged_into.filter(|into| !seen.contains(into)) {
        seen.push(into);
        ticket = scene.load(into)?;
    }
    Ok(ticket)
}

/// What a message of whoever the scene is about does: to the ticket that a merged one is part of by now, to the
/// follow-up of a closed one. `unseen` tells what they had not seen of a ticket.
pub(super) fn speak(
    ticket: Ticket,
    new: NewMessage,
    talk: &Talk,
    scene: &Scene,
    unseen: impl Fn(&Ticket) -> Result<Option<Unseen>>,
) -> Result<Action> {
    // In the role that they have on the ticket that they spoke of.
    let actor = scene.actor(ticket.requester.as_deref(), talk.channel.as_deref());
    let spoken_of = ticket.id;
    let ticket = living(ticket, scene)?;
    let follows = (ticket.id != spoken_of).then_some(spoken_of);
    let is_closed = scene.config.workflow.category(&ticket.status) == Category::Closed;
    if is_closed && actor.role == Role::Requester && talk.visibility == Visibility::Public {
        return follow_up(ticket, new, talk, scene);
    }
    let unseen = unseen(&ticket)?;
    let mut action = say(ticket, new, talk, (scene, &actor))?;
    let tell = |next: &mut Next| (next.follows, next.unseen) = (follows, unseen.clone());
    action.tickets.iter_mut().for_each(tell);
    Ok(action)
}

fn say(before: Ticket, new: NewMessage, talk: &Talk, (scene, actor): (&Scene, &Actor)) -> Result<Action> {
    let workflow = &scene.config.workflow;
    let mut after = before.clone();
    act::write(&mut after, workflow, new, actor).map_err(refused(before.id))?;
    let files = with_files(&mut after, &before, talk, scene)?;
    if let Some(word) = &talk.status {
        let resolution = (!talk.text.trim().is_empty()).then(|| talk.text.clone());
        let extras =
            StatusExtras { until: talk.until, resolution: resolution.filter(|_| workflow.resolution_required) };
        act::set_status(&mut after, workflow, word, &extras, actor).map_err(refused(before.id))?;
    }
    Ok(Action { files, ..Next::of(before, after).into() })
}

/// Puts the files of a message beside it.
fn with_files(
    after: &mut Ticket,
    before: &Ticket,
    talk: &Talk,
    scene: &Scene,
) -> Result<Vec<(String, Option<Vec<u8>>)>> {
    let is_new = |id: &TicketId| !before.messages.iter().any(|m| m.id == *id);
    let written = after.messages.iter().map(|m| m.id).find(is_new);
    match written {
        Some(id) => put(after, &talk.files, (id, talk.visibility), scene),
        None => Ok(Vec::new()),
    }
}

/// There is one follow-up per source; when that one is closed too, its own follow-up goes on.
fn follow_up(source: Ticket, new: NewMessage, talk: &Talk, scene: &Scene) -> Result<Action> {
    let workflow = &scene.config.workflow;
    let mut last = source;
    let follows = Some(last.id);
    loop {
        let id = act::follow_up_id(last.id);
        let actor = scene.actor(last.requester.as_deref(), talk.channel.as_deref());
        if !scene.has(id)? {
            let mut after = act::follow_up(&last, workflow, scene.now);
            act::write(&mut after, workflow, new, &actor).map_err(refused(id))?;
            let blank = Ticket { messages: Vec::new(), ..after.clone() };
            let files = with_files(&mut after, &blank, talk, scene)?;
            return Ok(Action { files, ..Next { follows, ..Next::new(after) }.into() });
        }
        let next = scene.load(id)?;
        if workflow.category(&next.status) != Category::Closed {
            let mut action = say(next, new, talk, (scene, &actor))?;
            action.tickets.iter_mut().for_each(|next| next.follows = follows);
            return Ok(action);
        }
        last = next;
    }
}
