//! Editing a ticket: single values by flags, or the whole of it as text.

use super::Desk;
use super::change::Changed;
use super::error::{Error, Result, refused};
use super::find::load;
use super::pick::Targets;
use super::scene::{Next, Scene, Writing};
use super::unseen::Unseen;
use crate::domain::ticket::act::{self, Actor, Refusal, StatusExtras};
use crate::domain::ticket::{Key, Ticket, TicketId, Value, diff};
use crate::store::format::{read_ticket, write_ticket};

/// One value to set, or to empty with `None`.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    Key(Key, Option<String>),
    Field(String, Option<Value>),
}

/// What `edit` is to set.
pub type Settings = Vec<Setting>;

impl Desk {
    /// Sets single values.
    pub fn set(&self, targets: &Targets, settings: &Settings, writing: Writing) -> Result<Changed> {
        self.change(targets, writing, |before, scene| {
            let workflow = &scene.config.workflow;
            let mut after = before.clone();
            for setting in settings {
                let done = match setting {
                    Setting::Key(key @ (Key::Requester | Key::Assignee), Some(who)) => {
                        act::set_value(&mut after, workflow, *key, Some(scene.who(who)))
                    }
                    Setting::Key(key, value) => act::set_value(&mut after, workflow, *key, value.as_deref()),
                    Setting::Field(name, value) => act::set_field(&mut after, workflow, name, value.clone()),
                };
                done.map_err(refused(before.id))?;
            }
            Ok(Next::of(before, after).into())
        })
    }

    /// The ticket's text as a person may edit it.
    pub fn text_of(&self, typed: &str) -> Result<(TicketId, String)> {
        let (snapshot, config) = self.open()?;
        let id = self.find(&snapshot, &config, typed)?;
        Ok((id, write_ticket(&load(&snapshot, &config, id)?)))
    }

    /// Takes an edited text as the ticket's next version.
    ///
    /// # Errors
    /// [`Error::BadEdit`] with line and column; [`Error::Collision`] when the ticket is no longer as
    /// `original` has it.
    pub fn rewrite(&self, id: TicketId, original: &str, edited: &str, writing: Writing) -> Result<Changed> {
        self.change(&Targets::one(id), Writing { force: true, ..writing }, |before, scene| {
            if write_ticket(&before) != original {
                let read = read_ticket(original, &scene.config.limits());
                let changes = read.map_or_else(|_| Vec::new(), |read| diff(Some(&read), &before));
                return Err(Error::Collision { id, unseen: Box::new(Unseen { changes, by: Vec::new() }) });
            }
            let read = read_ticket(edited, &scene.config.limits());
            let mut after: Ticket = read.map_err(|fault| Error::BadEdit { fault: Box::new(fault) })?;
            let actor = scene.actor(before.requester.as_deref(), None);
            act::check_rewrite(&before, &after, &scene.config.workflow, actor.role).map_err(refused(id))?;
            enter(&mut after, &before, scene, &actor).map_err(refused(id))?;
            Ok(Next::of(before, after).into())
        })
    }
}

/// A status that was typed is entered as by a verb: with what it demands, and what follows from it.
fn enter(after: &mut Ticket, before: &Ticket, scene: &Scene, actor: &Actor) -> std::result::Result<(), Refusal> {
    if after.status == before.status {
        return Ok(());
    }
    let extras = StatusExtras { until: after.until, resolution: after.resolution.clone() };
    let to = std::mem::replace(&mut after.status, before.status.clone());
    act::set_status(after, &scene.config.workflow, &to, &extras, actor)
}
