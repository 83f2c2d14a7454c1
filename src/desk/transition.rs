//! Status transitions.

use super::Desk;
use super::change::{Action, Changed, Next, Scene, Writing};
use super::error::refused;
use super::pick::Targets;
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, NewMessage, Refusal, StatusExtras};
use crate::domain::ticket::{MessageId, Ticket, Visibility};
use crate::domain::time::Time;

/// A transition that is asked for.
#[derive(Clone, Debug, Default)]
pub struct Transition {
    /// A status, an alias, or a category.
    pub to: String,
    /// When a postponed ticket comes back.
    pub until: Option<Time>,
    /// Why: the resolution of a solved ticket, an internal note otherwise.
    pub text: Option<String>,
}

impl Desk {
    /// Moves tickets to a status, all of them or none.
    pub fn transition(&self, targets: &Targets, wanted: &Transition, writing: Writing) -> super::Result<Changed> {
        let note_id = self.env.fresh_id();
        let wanted = Transition { text: wanted.text.clone().filter(|t| !t.trim().is_empty()), ..wanted.clone() };
        self.change(targets, writing, |before, scene| {
            let after = moved(&before, &wanted, note_id, scene).map_err(refused(before.id))?;
            Ok(Action { body: wanted.text.clone(), ..Next::of(before, after).into() })
        })
    }
}

fn moved(before: &Ticket, wanted: &Transition, note_id: MessageId, scene: &Scene) -> Result<Ticket, Refusal> {
    let workflow = &scene.config.workflow;
    let actor = scene.actor(before.requester.as_deref(), None);
    scene.check_size(wanted.text.as_deref().unwrap_or_default())?;
    let to = act::find_status(workflow, &wanted.to)?;
    let text = wanted.text.as_ref();
    // What is solved already takes another text for its resolution only where it has none.
    let unsolved = workflow.category(&before.status).is_unsolved() || before.resolution.is_none();
    let (resolution, note) = if !to.category.is_unsolved() && unsolved { (text, None) } else { (None, text) };
    let mut after = before.clone();
    if let Some(text) = note {
        // Before the status, which may be one that ends the talk. What requesters say is public.
        let requester = actor.role == Role::Requester;
        let visibility = if requester { Visibility::Public } else { Visibility::Internal };
        let note = NewMessage { id: note_id, channel: Some("cli".to_owned()), visibility, text: text.clone() };
        act::write(&mut after, workflow, note, &actor)?;
    }
    let extras = StatusExtras { until: wanted.until, resolution: resolution.cloned() };
    act::set_status(&mut after, workflow, &wanted.to, &extras, &actor)?;
    Ok(after)
}
