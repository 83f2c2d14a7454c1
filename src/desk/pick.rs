//! Which tickets a verb is about: ids as they were typed, or a query.

use super::Desk;
use super::error::Result;
use super::scene::Scene;
use crate::domain::ticket::TicketId;

/// The tickets that a verb was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// Prefixes of ids, `#142`, `ref:NAME`.
    pub ids: Vec<String>,
    /// The words of a query; those that it finds come after the ids.
    pub query: Option<Vec<String>>,
}

impl Targets {
    pub fn ids(ids: &[String]) -> Targets {
        Targets { ids: ids.to_vec(), query: None }
    }

    pub fn one(id: impl ToString) -> Targets {
        Targets { ids: vec![id.to_string()], query: None }
    }
}

impl Desk {
    /// The tickets that are meant, each once.
    pub(super) fn pick(&self, scene: &Scene, targets: &Targets) -> Result<Vec<TicketId>> {
        let mut found = self.find_all(scene.snapshot, scene.config, &targets.ids)?;
        if let Some(words) = &targets.query {
            // An empty one finds nothing: a bulk change says what it is for.
            let said = words.iter().any(|word| !word.trim().is_empty());
            let more = if said { self.select(scene.snapshot, scene.config, words)? } else { Vec::new() };
            found.extend(more.into_iter().filter(|id| !found.contains(id)).collect::<Vec<_>>());
        }
        Ok(found)
    }
}
