//! Replies and notes, with the status that they may set in the same commit.

use super::Desk;
use super::change::{Changed, Next, Scene};
use super::error::{Result, refused};
use super::find::load;
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, NewMessage, StatusExtras};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Ticket, Visibility};
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
}

impl Desk {
    /// Writes a message. A requester's message to a closed ticket goes to its follow-up, which is made
    /// when there is none.
    pub fn talk(&self, typed: &str, talk: &Talk, dry_run: bool) -> Result<Changed> {
        let id = self.env.fresh_id();
        self.change(&[typed.to_owned()], dry_run, |ticket, scene| {
            scene.check_size(&talk.text).map_err(refused(ticket.id))?;
            let new = NewMessage {
                id,
                channel: Some(talk.channel.clone().unwrap_or_else(|| "cli".to_owned())),
                visibility: talk.visibility,
                text: talk.text.clone(),
            };
            let role = scene.actor(ticket.requester.as_deref(), talk.channel.as_deref()).role;
            let closed = scene.config.workflow.category(&ticket.status) == Category::Closed;
            if closed && role == Role::Requester && talk.visibility == Visibility::Public {
                return follow_up(ticket, new, talk, scene);
            }
            say(ticket, new, talk, scene)
        })
    }
}

fn say(before: Ticket, new: NewMessage, talk: &Talk, scene: &Scene) -> Result<Next> {
    let workflow = &scene.config.workflow;
    let actor = scene.actor(before.requester.as_deref(), talk.channel.as_deref());
    let mut after = before.clone();
    act::write(&mut after, workflow, new, &actor).map_err(refused(before.id))?;
    if let Some(word) = &talk.status {
        let resolution = (!talk.text.trim().is_empty()).then(|| talk.text.clone());
        let extras =
            StatusExtras { until: talk.until, resolution: resolution.filter(|_| workflow.resolution_required) };
        act::set_status(&mut after, workflow, word, &extras, &actor).map_err(refused(before.id))?;
    }
    Ok(Next::of(before, after))
}

/// There is one follow-up per source; when that one is closed too, its own follow-up goes on.
fn follow_up(source: Ticket, new: NewMessage, talk: &Talk, scene: &Scene) -> Result<Next> {
    let workflow = &scene.config.workflow;
    let mut last = source;
    let follows = Some(last.id);
    loop {
        let id = act::follow_up_id(last.id);
        if scene.snapshot.ids(id.as_str())?.is_empty() {
            let mut after = act::follow_up(&last, workflow, scene.now);
            let actor = scene.actor(after.requester.as_deref(), talk.channel.as_deref());
            act::write(&mut after, workflow, new, &actor).map_err(refused(id))?;
            return Ok(Next { before: None, after, body: None, follows });
        }
        let next = load(scene.snapshot, scene.config, id)?;
        if workflow.category(&next.status) != Category::Closed {
            return Ok(Next { follows, ..say(next, new, talk, scene)? });
        }
        last = next;
    }
}
