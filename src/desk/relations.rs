//! What other tickets say of one: links from their end, tickets that were merged into it.
//!
//! Derived on reading from the files of the tip: nothing is written to the other ticket, so nothing can
//! contradict it.

use super::Desk;
use super::by_index::files;
use super::config::Config;
use super::error::Result;
use super::indexed::Need;
use super::select::read_these;
use crate::domain::ticket::link::End;
use crate::domain::ticket::relation::{Face, Relation, inverse};
use crate::domain::ticket::{Ticket, TicketId};
use crate::store::Snapshot;
use std::collections::HashSet;

/// A ticket among the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// Its own links, in its order.
    pub links: Vec<Relation>,
    /// The links of others that lead to it, in order of their ids.
    pub inverse: Vec<Relation>,
    /// The tickets that were merged into it, and those that had been merged into them: for each the
    /// ticket as it is. In order of distance, then of id.
    pub sources: Vec<Ticket>,
    /// The ticket it was merged into, when that can be read.
    pub into: Option<Face>,
}

impl Relations {
    /// Only what the ticket itself says: for a past version, whose time the others are not known at.
    pub fn own(snapshot: &Snapshot, config: &Config, ticket: &Ticket) -> Result<Relations> {
        let face = |id: TicketId| face(snapshot, config, id);
        let links = ticket.links.iter().map(|link| {
            let (kind, other) = (link.kind.clone(), link.ticket);
            Ok(Relation { kind, end: End::Source, ticket: other, face: face(other)? })
        });
        Ok(Relations {
            links: links.collect::<Result<_>>()?,
            into: ticket.merged_into.map(face).transpose()?.flatten(),
            ..Relations::default()
        })
    }

    /// The tickets that were merged into this one directly.
    pub fn merged_from(&self, ticket: TicketId) -> impl Iterator<Item = &Ticket> {
        self.sources.iter().filter(move |source| source.merged_into == Some(ticket))
    }
}

impl Desk {
    /// All that the tip says of a ticket among the others.
    pub(super) fn relations(&self, snapshot: &Snapshot, config: &Config, ticket: &Ticket) -> Result<Relations> {
        let mut relations = Relations::own(snapshot, config, ticket)?;
        let mut seen = HashSet::from([ticket.id]);
        let mut targets = vec![ticket.id];
        // One round, and one more for each link of a chain of merges; a cycle ends where it closes.
        while !targets.is_empty() {
            let others = self.mentioning(snapshot, config, &targets)?;
            if targets == [ticket.id] {
                relations.inverse = others.iter().flat_map(|other| inverse(ticket, other)).collect();
            }
            let merged = |t: &Ticket| t.merged_into.is_some_and(|into| targets.contains(&into)) && seen.insert(t.id);
            let sources: Vec<Ticket> = others.into_iter().filter(merged).collect();
            targets = sources.iter().map(|source| source.id).collect();
            relations.sources.extend(sources);
        }
        Ok(relations)
    }

    /// The tickets that link to these, or were merged into one of them; perhaps more. Without an index every ticket
    /// file is looked through.
    pub(super) fn mentioning(&self, snapshot: &Snapshot, config: &Config, targets: &[TicketId]) -> Result<Vec<Ticket>> {
        let known = self.ask(snapshot, config, Need::State, |index| index.mentioning(targets));
        let known = known.and_then(|hits| files(hits.into_iter().map(|hit| (hit.id, hit.blob))));
        match known {
            Some(files) => Ok(read_these(&files, snapshot, config)?.0),
            None => Ok(snapshot.mentioning(targets, &config.limits())?),
        }
    }
}

fn face(snapshot: &Snapshot, config: &Config, id: TicketId) -> Result<Option<Face>> {
    let read = snapshot.ticket(id, &config.limits())?;
    Ok(read.and_then(|ticket| ticket.ok()).map(|ticket| Face::of(&ticket)))
}
