//! What `check` looks at below `tickets/` and `attachments/`: all that is there, or what a range changed.

use super::Scene;
use crate::desk::error::Result;
use crate::domain::ticket::TicketId;
use crate::domain::ticket::attachment::folder;
use crate::store::inspect::{Entry, Kind, Since};
use crate::store::ticket_path;
use std::collections::{BTreeSet, HashSet};

/// The files to look at.
pub struct Sight {
    pub tickets: Vec<Entry>,
    /// What is below `tickets/` and is none.
    pub strays: Vec<Entry>,
    pub attachments: Vec<Entry>,
    /// Every ticket that there is.
    pub ids: HashSet<TicketId>,
}

impl Sight {
    pub fn of(scene: &Scene) -> Result<Sight> {
        match scene.range.hidden.first() {
            None => Sight::whole(scene),
            Some(base) => {
                let before = scene.store.snapshot_at(Some(*base))?;
                Sight::since(scene, scene.snapshot.since(&before)?)
            }
        }
    }

    fn whole(scene: &Scene) -> Result<Sight> {
        let entries = scene.snapshot.entries("tickets", &|path| depth(path) < 3 && is_shard(path))?;
        let (tickets, strays): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(is_ticket);
        let ids = tickets.iter().filter_map(id_of).collect();
        let attachments = scene.snapshot.entries("attachments", &|path| depth(path) < 5)?;
        Ok(Sight { tickets, strays, attachments, ids })
    }

    /// With a file that was attached or taken away its ticket is looked at too.
    fn since(scene: &Scene, since: Since) -> Result<Sight> {
        let ids = scene.snapshot.ids("")?.into_iter().collect();
        let (mut tickets, mut strays): (Vec<Entry>, Vec<Entry>) = since.tickets.into_iter().partition(is_ticket);
        let (mut attachments, mut owners) = (Vec::new(), BTreeSet::new());
        for (path, entry) in since.others {
            if path.starts_with("attachments/") {
                owners.extend(owner(&path));
                attachments.extend(entry);
            } else if path == "tickets" || path.starts_with("tickets/") {
                // In another place than its own, it is looked at as a ticket all the same.
                let (elsewhere, stray): (Vec<Entry>, Vec<Entry>) =
                    entry.into_iter().partition(|entry| is_ticket(entry) && depth(&entry.path) == 3);
                tickets.extend(elsewhere);
                strays.extend(stray);
            }
        }
        for path in owners.into_iter().map(ticket_path) {
            if let Some(entry) = scene.snapshot.file_at(&path)?.filter(|entry| !tickets.contains(entry)) {
                tickets.push(entry);
            }
        }
        Ok(Sight { tickets, strays, attachments, ids })
    }
}

/// The ticket in whose folder an attachment is.
pub fn owner(path: &str) -> Option<TicketId> {
    let owner = path.split('/').nth(3).and_then(TicketId::parse);
    owner.filter(|id| path.starts_with(&folder(*id)))
}

fn depth(path: &str) -> usize {
    path.split('/').count() - 1
}

/// A directory that leads to tickets: one character of the alphabet of ids.
fn is_shard(path: &str) -> bool {
    path.split('/').skip(1).all(|name| name.len() == 1)
}

fn is_ticket(entry: &Entry) -> bool {
    entry.kind == Kind::File && id_of(entry).is_some()
}

/// The ticket that a file's name names.
pub fn id_of(entry: &Entry) -> Option<TicketId> {
    entry.path.rsplit('/').next()?.strip_suffix(".yaml").and_then(TicketId::parse)
}
