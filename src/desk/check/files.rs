//! The files of tickets and attachments: in their places, readable, of the right size, and with
//! everything there that they refer to.

use super::timeline::{Folded, keys};
use super::{Checked, Scene, What, in_file};
use crate::desk::config::Config;
use crate::desk::error::Result;
use crate::domain::outcome::fault::{Fault, Place};
use crate::domain::people::People;
use crate::domain::settings;
use crate::domain::ticket::attachment::folder;
use crate::domain::ticket::judge::Rules;
use crate::domain::ticket::{Ticket, TicketId, diff};
use crate::store::format::{Limits, read_ticket_bytes, write_ticket};
use crate::store::inspect::{Content, Entry, Kind};
use crate::store::ticket_path;
use std::collections::{HashMap, HashSet};

/// What reading one file told.
struct Seen {
    /// Paths of the files that the ticket says it has.
    attached: Vec<(TicketId, String)>,
    /// The ticket and what it was merged into, if the file could be read.
    merged: Option<(TicketId, TicketId)>,
    found: Vec<(Place, What)>,
}

/// Checks every file below `tickets/` and `attachments/`.
pub fn check(scene: &Scene, config: Option<&Config>, folded: Folded, checked: &mut Checked) -> Result<()> {
    let entries = scene.snapshot.entries("tickets", &|path| depth(path) < 3 && is_shard(path))?;
    let (files, stray): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(is_ticket);
    stray
        .iter()
        .for_each(|entry| checked.add(in_file(&entry.path), What::Fault(Fault::Stray)));
    checked.counts.tickets = files.len() as u64;
    let reader =
        Reader { config, ids: files.iter().filter_map(id_of).collect(), folded: &folded, strict: scene.strict };
    let limit = reader.limits().bytes as u64;
    let seen = scene.snapshot.look(&files, limit, |entry, content| reader.file(entry, &content))?;
    let (mut merged, mut attached) = (HashMap::new(), Vec::new());
    for seen in seen {
        attached.extend(seen.attached);
        merged.extend(seen.merged);
        checked.all(seen.found);
    }
    circles(&merged, checked);
    for lost in folded.keys().filter(|id| !reader.ids.contains(*id)) {
        checked.add(of_ticket(*lost), What::Fault(Fault::Timeline { keys: vec!["id".to_owned()] }));
    }
    attachments(scene, config, (&reader.ids, attached), checked)
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
fn id_of(entry: &Entry) -> Option<TicketId> {
    entry.path.rsplit('/').next()?.strip_suffix(".yaml").and_then(TicketId::parse)
}

fn of_ticket(id: TicketId) -> Place {
    Place { path: Some(ticket_path(id)), ticket: Some(id), ..Place::default() }
}

struct Reader<'a> {
    config: Option<&'a Config>,
    ids: HashSet<TicketId>,
    folded: &'a Folded,
    strict: bool,
}

impl Reader<'_> {
    fn limits(&self) -> Limits {
        self.config.map_or_else(Limits::default, Config::limits)
    }

    fn file(&self, entry: &Entry, content: &Content) -> Seen {
        let mut seen = Seen { attached: Vec::new(), merged: None, found: Vec::new() };
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
        let differs = diff(self.folded.get(&id), ticket);
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
    (ids, attached): (&HashSet<TicketId>, Vec<(TicketId, String)>),
    checked: &mut Checked,
) -> Result<()> {
    let limit = config.map_or_else(settings::Limits::default, |c| c.settings.limits).attachment;
    let mut missing: HashMap<String, TicketId> = attached.into_iter().map(|(id, path)| (path, id)).collect();
    for entry in scene.snapshot.entries("attachments", &|path| depth(path) < 5)? {
        let owner = entry.path.split('/').nth(3).and_then(TicketId::parse);
        let owner = owner.filter(|id| entry.path.starts_with(&folder(*id)));
        let listed = missing.remove(&entry.path).is_some();
        let fault = match owner {
            None => Some(Fault::Stray),
            Some(_) if entry.kind != Kind::File => Some(Fault::Stray),
            Some(ticket) if !ids.contains(&ticket) => Some(Fault::Orphan { ticket }),
            Some(ticket) => {
                let size = scene.snapshot.size_of(&entry)?;
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
        checked.add(of_ticket(ticket), What::Fault(Fault::NoAttachment { path }));
    }
    Ok(())
}
