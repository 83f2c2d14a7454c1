//! Who works on a ticket, and its tags.

use super::Desk;
use super::change::Changed;
use super::error::{Result, refused};
use super::pick::Targets;
use super::scene::{Next, Writing};
use crate::domain::ticket::act;

/// Tags to add and to remove.
#[derive(Clone, Debug, Default)]
pub struct TagEdit {
    pub add: Vec<String>,
    pub remove: Vec<String>,
}

impl Desk {
    /// Gives tickets to a person; to whoever acts, for the word `me`; to nobody, for `None`.
    pub fn assign(&self, targets: &Targets, who: Option<&str>, writing: Writing) -> Result<Changed> {
        self.change(targets, writing, |before, scene| {
            let who = who.map(|w| scene.who(w));
            let mut after = before.clone();
            act::assign(&mut after, &scene.config.workflow, who).map_err(refused(before.id))?;
            Ok(Next::of(before, after).into())
        })
    }

    /// Adds and removes tags, on closed tickets too.
    pub fn tag(&self, targets: &Targets, tags: &TagEdit, writing: Writing) -> Result<Changed> {
        self.change(targets, writing, |before, _| {
            let mut after = before.clone();
            act::tag(&mut after, &tags.add, &tags.remove);
            Ok(Next::of(before, after).into())
        })
    }
}
