//! Status transitions.

use super::Desk;
use super::change::Changed;
use super::error::refused;
use super::pick::Targets;
use super::scene::{Action, Next, Scene, Writing};
use crate::domain::people::Role;
use crate::domain::ticket::act::{self, NewMessage, Refusal, StatusExtras};
use crate::domain::ticket::{MessageId, Ticket, TicketId, Visibility};
use crate::domain::time::Time;

/// The kind of link that an incident has to its problem.
pub const INCIDENT: &str = "incident-of";

/// A transition that is asked for.
#[derive(Clone, Debug, Default)]
pub struct Transition {
    /// A status, an alias, or a category.
    pub to: String,
    /// When a postponed ticket comes back.
    pub until: Option<Time>,
    /// Why: the resolution of a solved ticket, an internal note otherwise.
    pub text: Option<String>,
    /// The open incidents of a problem go with it; the text is a public message in each of them.
    pub incidents: bool,
}

impl Desk {
    /// Moves tickets to a status, all of them or none.
    pub fn transition(&self, targets: &Targets, wanted: &Transition, writing: Writing) -> super::Result<Changed> {
        let note_id = self.env.fresh_id();
        let wanted = Transition { text: wanted.text.clone().filter(|t| !t.trim().is_empty()), ..wanted.clone() };
        self.write(writing.dry_run, |scene| {
            let mut actions = Vec::new();
            let ids = self.pick(scene, targets)?;
            for &id in &ids {
                let before = self.free(id, scene, writing)?;
                let after = moved(&before, &wanted, note_id, scene).map_err(refused(id))?;
                actions.push(Action { body: wanted.text.clone(), ..Next::of(before, after).into() });
            }
            if wanted.incidents {
                for id in self.incidents(&ids, scene)? {
                    actions.push(along(self.free(id, scene, writing)?, &wanted, note_id, scene)?);
                }
            }
            Ok(actions)
        })
    }

    /// The unsolved incidents of problems, each once, in order of id; none that is among the problems.
    fn incidents(&self, problems: &[TicketId], scene: &Scene) -> super::Result<Vec<TicketId>> {
        let is_one = |t: &Ticket| {
            let caused = t.links.iter().any(|l| l.kind == INCIDENT && problems.contains(&l.ticket));
            caused && scene.config.workflow.category(&t.status).is_unsolved() && !problems.contains(&t.id)
        };
        let all = self.mentioning(scene.snapshot, scene.config, problems)?;
        Ok(all.into_iter().filter(is_one).map(|t| t.id).collect())
    }
}

/// An incident that goes where its problem went, and its requester is told.
fn along(before: Ticket, wanted: &Transition, note_id: MessageId, scene: &Scene) -> super::Result<Action> {
    let workflow = &scene.config.workflow;
    let actor = scene.actor(before.requester.as_deref(), None);
    let mut after = before.clone();
    if let Some(text) = &wanted.text {
        let id = MessageId::derived("incident", &format!("{note_id} {}", before.id));
        let (channel, visibility) = (Some("cli".to_owned()), Visibility::Public);
        let message = NewMessage { id, channel, visibility, text: text.clone() };
        act::write(&mut after, workflow, message, &actor).map_err(refused(before.id))?;
    }
    let extras = StatusExtras { until: wanted.until, resolution: wanted.text.clone() };
    act::set_status(&mut after, workflow, &wanted.to, &extras, &actor).map_err(refused(before.id))?;
    Ok(Next::of(before, after).into())
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
