//! The timeline: folding its events gives the tickets as they are.

use super::Scene;
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::domain::ticket::{Change, Ticket, TicketId, apply};
use crate::store::format::Limits;
use crate::store::history::Want;
use std::collections::{HashMap, HashSet};

/// Tickets as the timeline has them.
pub type Folded = HashMap<TicketId, Ticket>;

/// What the whole history tells.
pub struct Timeline {
    pub folded: Folded,
    /// The merges that have a ticket otherwise than their parents come to.
    pub events: HashSet<String>,
}

/// Folds the whole history; remembers which of these commits have events.
pub fn fold(scene: &Scene, config: Option<&Config>, merges: &HashSet<String>) -> Result<Timeline> {
    let limits = config.map_or_else(Limits::default, Config::limits);
    let want = Want { only: None, texts: true, who: false, limits: &limits };
    let (mut folded, mut events) = (Folded::new(), HashSet::new());
    scene.store.history(scene.range.tip, &want, |id, event| {
        if merges.contains(&event.commit) {
            events.insert(event.commit.clone());
        }
        if let Some(ticket) = apply(folded.remove(&id), id, &event.changes) {
            folded.insert(id, ticket);
        }
    })?;
    Ok(Timeline { folded, events })
}

/// What changes speak of, as keys of a ticket's file, each once.
pub fn keys(changes: &[Change]) -> Vec<String> {
    let mut keys: Vec<String> = changes.iter().map(key).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn key(change: &Change) -> String {
    match change {
        Change::Created | Change::Removed => "id".to_owned(),
        Change::Set { key, .. } => key.to_string(),
        Change::Field { name, .. } => format!("fields.{name}"),
        Change::Unknown { name, .. } => name.clone(),
        Change::Added { set, .. } | Change::Dropped { set, .. } => set.to_string(),
        Change::Linked(_) | Change::Unlinked(_) => "links".to_owned(),
        Change::Rated { .. } => "csat".to_owned(),
        Change::Claimed { .. } => "claim".to_owned(),
        Change::Seen(_) | Change::Unseen(_) => "occurrences".to_owned(),
        Change::Attached(_) | Change::Detached(_) => "attachments".to_owned(),
        Change::Message(_) | Change::Edited { .. } | Change::Withdrawn(_) => "messages".to_owned(),
    }
}
