//! The files of tickets and attachments: in their places, readable, of the right size, and with
//! everything there that they refer to.

use super::sight::{Sight, id_of, owner};
use super::timeline::{Folded, keys};
use super::{Checked, Scene, What, in_file};
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::people::People;
use crate::domain::settings;
use crate::domain::ticket::judge::Rules;
use crate::domain::ticket::{Ticket, TicketId, diff};
use crate::store::format::{Limits, read_ticket_bytes, write_ticket};
use crate::store::inspect::{Content, Entry, Kind};
use crate::store::{kept_beside, ticket_path};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What reading one file told.
struct Seen {
    /// Paths of the files that the ticket says it has.
    attached: Vec<(TicketId, String)>,
    /// The ticket and what it was merged into, if the file could be read.
    merged: Option<(TicketId, TicketId)>,
    /// Its number, if it is the one at this path.
    number: Option<(u64, TicketId)>,
    found: Vec<(Place, What)>,
}

/// Checks the files below `tickets/` and `attachments/`: all, or those that the range changed. `folded`: the tickets as
/// history gives them, where that was asked.
pub fn check(scene: &Scene, config: Option<&Config>, folded: Option<Folded>, checked: &mut Checked) -> Result<()> {
    let sight = Sight::of(scene)?;
    for entry in &sight.strays {
        let place = Place { ticket: kept_beside(&entry.path), ..in_file(&entry.path) };
        let fault = if place.ticket.is_some() { Fault::Kept } else { Fault::Stray };
        checked.add(place, What::Fault(fault));
    }
    checked.counts.tickets = sight.tickets.len() as u64;
    let reader = Reader { config, ids: &sight.ids, folded: folded.as_ref(), strict: scene.strict };
    let limit = reader.limits().bytes as u64;
    let seen = scene
        .snapshot
        .look(&sight.tickets, limit, |entry, content| reader.file(entry, &content))?;
    let (mut merged, mut attached, mut numbers) = (HashMap::new(), Vec::new(), BTreeMap::new());
    for seen in seen {
        attached.extend(seen.attached);
        merged.extend(seen.merged);
        checked.all(seen.found);
        if let Some((number, id)) = seen.number
            && let Some(other) = numbers.insert(number, id)
        {
            checked.add(of_ticket(id), What::Fault(Fault::SameNumber { number, other }));
        }
    }
    circles(&merged, checked);
    let lost = folded.iter().flat_map(HashMap::keys).filter(|id| !sight.ids.contains(*id));
    for lost in lost {
        checked.add(of_ticket(*lost), What::Fault(Fault::Timeline { keys: vec!["id".to_owned()] }));
    }
    attachments(scene, config, attached, &sight, checked)
}

fn of_ticket(id: TicketId) -> Place {
    Place { path: Some(ticket_path(id)), ticket: Some(id), ..Place::default() }
}

struct Reader<'a> {
    config: Option<&'a Config>,
    ids: &'a HashSet<TicketId>,
    folded: Option<&'a Folded>,
    strict: bool,
}

impl Reader<'_> {
    fn limits(&self) -> Limits {
        self.config.map_or_else(Limits::default, Config::limits)
    }

    fn file(&self, entry: &Entry, content: &Content) -> Seen {
        let mut seen = Seen { attached: Vec::new(), merged: None, number: None, found: Vec::new() };
        let Some(id) = id_of(entry) else { return seen };
        let place = Place { path: Some(entry.path.clone()), ticket: Some(id), at: None, commit: None };
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::TooLarge(size) => {
                let fault = Fault::LargeFile { size: *size, limit: self.limits().bytes as u64 };
                seen.found.push((place, What::Fault(fault)));
                return seen;
            }
        };
        match read_ticket_bytes(bytes, &self.limits()) {
            Ok(ticket) => {
                seen.attached = ticket.attachments.iter().map(|file| (id, file.path(id))).collect();
                seen.merged = ticket.merged_into.map(|into| (id, into));
                seen.number = ticket.number.filter(|_| ticket.id == id).map(|number| (number, id));
                let faults = self.ticket(id, entry, &ticket, bytes);
                seen.found.extend(faults.into_iter().map(|fault| (place.clone(), What::Fault(fault))));
            }
            Err(fault) => {
                let at = Some((fault.line, fault.column));
                seen.found.push((Place { at, ..place }, What::Unreadable(Box::new(fault))));
            }
        }
        seen
    }

    fn ticket(&self, id: TicketId, entry: &Entry, ticket: &Ticket, bytes: &[u8]) -> Vec<Fault> {
        let mut faults = Vec::new();
        if entry.path != ticket_path(id) {
            faults.push(Fault::Elsewhere { expected: ticket_path(id) });
        }
        if ticket.id != id {
            faults.push(Fault::OtherId { found: ticket.id });
        }
        if self.strict && write_ticket(ticket).as_bytes() != bytes {
            faults.push(Fault::NotCanonical);
        }
        let differs = self.folded.map(|folded| diff(folded.get(&id), ticket)).unwrap_or_default();
        if !differs.is_empty() && entry.path == ticket_path(id) {
            faults.push(Fault::Timeline { keys: keys(&differs) });
        }
        faults.extend(self.rules(ticket));
        faults
    }

    fn rules(&self, ticket: &Ticket) -> Vec<Fault> {
        let Some(config) = self.config else { return Vec::new() };
        let nobody = People::default();
        let rules = Rules { workflow: &config.workflow, people: &nobody };
        let wrong = rules.state(ticket, config.settings.limits.message, |id| self.ids.contains(&id));
        wrong.into_iter().map(Fault::Rule).collect()
    }
}

/// Tickets that were merged into each other: each circle is reported once, at its smallest id.
fn circles(merged: &HashMap<TicketId, TicketId>, checked: &mut Checked) {
    let mut done: HashSet<TicketId> = HashSet::new();
    let mut starts: Vec<&TicketId> = merged.keys().collect();
    starts.sort();
    for start in starts {
        let mut path: Vec<TicketId> = Vec::new();
        let mut on_path: HashSet<TicketId> = HashSet::new();
        let mut next = Some(*start);
        while let Some(id) = next.filter(|id| !done.contains(id) && on_path.insert(*id)) {
            path.push(id);
            next = merged.get(&id).copied();
        }
        let closing = next.filter(|id| on_path.contains(id));
        let circle = closing.and_then(|id| path.iter().skip_while(|p| **p != id).min());
        if let Some(first) = circle {
            checked.add(of_ticket(*first), What::Fault(Fault::MergeCircle));
        }
        done.extend(path);
    }
}

/// `attachments/<c1>/<c2>/<ticket>/<id>/<name>`: each is an entry of its ticket, and each entry has one.
fn attachments(
    scene: &Scene,
    config: Option<&Config>,
    attached: Vec<(TicketId, String)>,
    sight: &Sight,
    checked: &mut Checked,
) -> Result<()> {
    let limit = config.map_or_else(settings::Limits::default, |c| c.settings.limits).attachment;
    let mut missing: HashMap<String, TicketId> = attached.into_iter().map(|(id, path)| (path, id)).collect();
    for entry in &sight.attachments {
        let owner = owner(&entry.path);
        let listed = missing.remove(&entry.path).is_some();
        let fault = match owner {
            None => Some(Fault::Stray),
            Some(_) if entry.kind != Kind::File => Some(Fault::Stray),
            Some(ticket) if !sight.ids.contains(&ticket) => Some(Fault::Orphan { ticket }),
            Some(ticket) => {
                let size = scene.snapshot.size_of(entry)?;
                let large = (size > limit).then_some(Fault::LargeFile { size, limit });
                large.or((!listed).then_some(Fault::Unlisted { ticket }))
            }
        };
        if let Some(fault) = fault {
            let place = Place { ticket: owner, ..in_file(&entry.path) };
            checked.add(place, What::Fault(fault));
        }
    }
    let mut missing: Vec<(String, TicketId)> = missing.into_iter().collect();
    missing.sort();
    for (path, ticket) in missing {
        // Of what the range did not change it is not known yet whether it is there.
        if scene.snapshot.file_at(&path)?.is_some() {
            continue;
        }
        checked.add(of_ticket(ticket), What::Fault(Fault::NoAttachment { path }));
    }
    Ok(())
}
