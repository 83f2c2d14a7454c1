//! Status transitions.

use super::Desk;
use super::change::{Changed, Next};
use super::error::{Result, refused};
use crate::domain::ticket::Visibility;
use crate::domain::ticket::act::{self, NewMessage, StatusExtras};
use crate::domain::ticket::workflow::Category;
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
    pub fn transition(&self, typed: &[String], wanted: &Transition, dry_run: bool) -> Result<Changed> {
        let note_ids: Vec<_> = typed.iter().map(|_| self.env.fresh_id()).collect();
        self.change(typed, dry_run, |before, scene| {
            let workflow = &scene.config.workflow;
            let actor = scene.actor(before.requester.as_deref(), None);
            let text = wanted.text.clone().filter(|t| !t.trim().is_empty());
            let refuse = refused(before.id);
            scene.check_size(text.as_deref().unwrap_or_default()).map_err(&refuse)?;
            let to = act::find_status(workflow, &wanted.to).map_err(&refuse)?;
            let solves = to.category == Category::Solved;
            let mut after = before.clone();
            let extras = StatusExtras { until: wanted.until, resolution: text.clone().filter(|_| solves) };
            act::set_status(&mut after, workflow, &wanted.to, &extras, &actor).map_err(&refuse)?;
            if let (false, Some(text)) = (solves, &text) {
                let place = typed.iter().position(|t| before.id.as_str().starts_with(t.as_str())).unwrap_or(0);
                let (id, visibility) = (note_ids[place], Visibility::Internal);
                let note = NewMessage { id, channel: Some("cli".to_owned()), visibility, text: text.clone() };
                act::write(&mut after, workflow, note, &actor).map_err(&refuse)?;
            }
            Ok(Next { body: text, ..Next::of(before, after) })
        })
    }
}
