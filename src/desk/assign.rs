//! Who works on a ticket, and its tags.

use super::Desk;
use super::change::{Changed, Next};
use super::error::{Result, refused};
use crate::domain::ticket::act;

/// Tags to add and to remove.
#[derive(Clone, Debug, Default)]
pub struct TagEdit {
    pub add: Vec<String>,
    pub remove: Vec<String>,
}

impl Desk {
    /// Gives tickets to a person; to whoever acts, for the word `me`; to nobody, for `None`.
    pub fn assign(&self, typed: &[String], who: Option<&str>, dry_run: bool) -> Result<Changed> {
        self.change(typed, dry_run, |before, scene| {
            let who = who.map(|w| scene.who(w));
            scene.may_change(&before)?;
            let mut after = before.clone();
            act::assign(&mut after, &scene.config.workflow, who).map_err(refused(before.id))?;
            Ok(Next::of(before, after))
        })
    }

    /// Adds and removes tags, on closed tickets too.
    pub fn tag(&self, typed: &[String], tags: &TagEdit, dry_run: bool) -> Result<Changed> {
        self.change(typed, dry_run, |before, scene| {
            scene.may_change(&before)?;
            let mut after = before.clone();
            act::tag(&mut after, &tags.add, &tags.remove);
            Ok(Next::of(before, after))
        })
    }
}
