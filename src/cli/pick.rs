//! Which tickets a verb is about: as they were typed, or chosen by whoever is at a terminal.

use super::context::Context;
use super::prompt;
use super::values::Pick;
use crate::desk::Targets;

impl Context<'_> {
    /// The tickets that a verb is about. Whoever named none is asked, where somebody is there to answer.
    pub fn targets(&self, ids: &[String], query: Option<&str>) -> anyhow::Result<Targets> {
        if let Some(query) = query {
            return Ok(Targets { ids: Vec::new(), query: Some(vec![query.to_owned()]) });
        }
        if ids.is_empty() {
            return Ok(Targets::one(prompt::ticket(self)?));
        }
        Ok(Targets { ids: self.ids(ids)?, query: None })
    }

    pub fn pick(&self, pick: &Pick) -> anyhow::Result<Targets> {
        self.targets(&pick.ids, pick.query.as_deref())
    }

    /// One ticket's id as it was typed, or chosen.
    pub fn one_id(&self, typed: Option<&String>) -> anyhow::Result<String> {
        typed.map_or_else(|| prompt::ticket(self), |typed| Ok(typed.clone()))
    }
}
