//! Which tickets a verb is about: ids as they were typed, or a query.

use super::Desk;
use super::change::Scene;
use super::error::Result;
use super::find::find_all;
use super::read::{compile, read_all, updated_at};
use crate::domain::query::{Facts, Order, Scope};
use crate::domain::ticket::{Ticket, TicketId};

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
        let mut found = find_all(scene.snapshot, scene.config, &targets.ids)?;
        if let Some(words) = &targets.query {
            let more = self.select(scene, words)?;
            found.extend(more.into_iter().filter(|id| !found.contains(id)).collect::<Vec<_>>());
        }
        Ok(found)
    }

    /// What a query finds, in its order. An empty one finds nothing: a bulk change says what it is for.
    fn select(&self, scene: &Scene, words: &[String]) -> Result<Vec<TicketId>> {
        if words.iter().all(|word| word.trim().is_empty()) {
            return Ok(Vec::new());
        }
        let (config, me) = (scene.config, self.me());
        let scope = Scope { now: self.env.now, zone: &config.zone, me: &me, workflow: &config.workflow };
        let compiled = compile(words, "", &scope)?;
        let (all, _) = read_all(scene.snapshot, config)?;
        let updated = self.updates_for(scene.snapshot, words, &all)?;
        let facts = |t: &Ticket| compiled.matches(&Facts::new(t, &config.workflow, updated_at(t, &updated)));
        let mut found: Vec<Ticket> = all.iter().filter(|t| facts(t)).cloned().collect();
        let order = if compiled.order.is_empty() { Order::of_work() } else { compiled.order.clone() };
        found.sort_by_cached_key(|t| order.place(&Facts::new(t, &config.workflow, updated_at(t, &updated))));
        Ok(found.into_iter().map(|t| t.id).collect())
    }
}
