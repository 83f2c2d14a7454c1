//! What other tickets say of one: links from their end, tickets that were merged into it.
//!
//! Derived on reading from the files of the tip: nothing is written to the other ticket, so nothing can
//! contradict it.

use super::config::Config;
use super::error::Result;
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

    /// All of it. Looks through every ticket file of the desk.
    pub fn of(snapshot: &Snapshot, config: &Config, ticket: &Ticket) -> Result<Relations> {
        let mut relations = Relations::own(snapshot, config, ticket)?;
        let mut seen = HashSet::from([ticket.id]);
        let mut targets = vec![ticket.id];
        // One round, and one more for each link of a chain of merges; a cycle ends where it closes.
        while !targets.is_empty() {
            let others = snapshot.mentioning(&targets, &config.limits())?;
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

    /// The tickets that were merged into this one directly.
    pub fn merged_from(&self, ticket: TicketId) -> impl Iterator<Item = &Ticket> {
        self.sources.iter().filter(move |source| source.merged_into == Some(ticket))
    }
}

fn face(snapshot: &Snapshot, config: &Config, id: TicketId) -> Result<Option<Face>> {
    let read = snapshot.ticket(id, &config.limits())?;
    Ok(read.and_then(|ticket| ticket.ok()).map(|ticket| Face::of(&ticket)))
}
