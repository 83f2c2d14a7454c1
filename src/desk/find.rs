//! From what a person typed to a ticket: a prefix of its id, `#142`, or `ref:NAME`.

use super::Desk;
use super::by_index::files;
use super::config::Config;
use super::error::{Error, Result};
use super::indexed::Need;
use super::select::{read_all, read_these};
use crate::domain::ticket::id::{LEN, read_prefix};
use crate::domain::ticket::{Ticket, TicketId};
use crate::index::Hit;
use crate::store::Snapshot;

/// Candidates that an ambiguous prefix lists.
const CANDIDATES: usize = 8;

impl Desk {
    /// The one ticket that is meant.
    ///
    /// # Errors
    /// [`Error::UnknownTicket`], [`Error::Ambiguous`], [`Error::BadId`].
    pub(super) fn find(&self, snapshot: &Snapshot, config: &Config, typed: &str) -> Result<TicketId> {
        if let Some(number) = typed.strip_prefix('#') {
            let number: u64 = number.parse().map_err(|_| Error::BadId { typed: typed.to_owned() })?;
            let known = self.ask(snapshot, config, Need::State, |index| index.numbered(number));
            return among(known, snapshot, config, typed, |t| t.number == Some(number));
        }
        if let Some(name) = typed.strip_prefix("ref:") {
            // An imported ticket's id derives from its name elsewhere, so there is nothing to search for.
            let source = name.strip_prefix("events:").unwrap_or(name);
            let derived = TicketId::derived("events", source);
            if snapshot.ids(derived.as_str())?.contains(&derived) {
                return Ok(derived);
            }
            let known = self.ask(snapshot, config, Need::State, |index| index.called(name));
            return among(known, snapshot, config, typed, |t| t.refs.iter().any(|r| r == name));
        }
        let prefix = read_prefix(typed).ok_or_else(|| Error::BadId { typed: typed.to_owned() })?;
        one_of(snapshot, config, typed, snapshot.ids(&prefix)?)
    }

    /// The tickets that are meant, each once, in the order in which they were named.
    pub(super) fn find_all(&self, snapshot: &Snapshot, config: &Config, typed: &[String]) -> Result<Vec<TicketId>> {
        let mut found = Vec::new();
        for word in typed {
            let id = self.find(snapshot, config, word)?;
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// Of each of these tickets, how many characters of the id are enough to name it.
    pub(super) fn unique_prefixes<'t>(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        tickets: impl IntoIterator<Item = &'t Ticket> + Clone,
    ) -> Result<Vec<usize>> {
        let ids = || tickets.clone().into_iter().map(|ticket| ticket.id);
        let shared = self.ask(snapshot, config, Need::State, |index| ids().map(|id| index.shared(id)).collect());
        match shared {
            Some(shared) => Ok(Vec::into_iter(shared).map(enough).collect()),
            None => ids().map(|id| unique_prefix(snapshot, id)).collect(),
        }
    }
}

/// The one ticket of those that the index knows, else of all, that is it.
fn among(
    known: Option<Vec<Hit>>,
    snapshot: &Snapshot,
    config: &Config,
    typed: &str,
    is_it: impl Fn(&Ticket) -> bool,
) -> Result<TicketId> {
    let known = known.and_then(|hits| files(hits.into_iter().map(|hit| (hit.id, hit.blob))));
    let (tickets, _) = match known {
        Some(files) => read_these(&files, snapshot, config)?,
        None => read_all(snapshot, config)?,
    };
    one_of(
        snapshot,
        config,
        typed,
        tickets.into_iter().filter(|ticket| is_it(ticket)).map(|ticket| ticket.id).collect(),
    )
}

fn one_of(snapshot: &Snapshot, config: &Config, typed: &str, found: Vec<TicketId>) -> Result<TicketId> {
    match found.as_slice() {
        [] => Err(Error::UnknownTicket { typed: typed.to_owned() }),
        [one] => Ok(*one),
        many => {
            let title = |id: TicketId| match snapshot.ticket(id, &config.limits()) {
                Ok(Some(Ok(ticket))) => ticket.title,
                _ => String::new(),
            };
            let candidates = many.iter().take(CANDIDATES).map(|id| (*id, title(*id))).collect();
            Err(Error::Ambiguous { typed: typed.to_owned(), candidates })
        }
    }
}

/// A ticket that is there and readable.
pub fn load(snapshot: &Snapshot, config: &Config, id: TicketId) -> Result<Ticket> {
    match snapshot.ticket(id, &config.limits())? {
        Some(Ok(ticket)) => Ok(ticket),
        Some(Err(broken)) => Err(Error::BrokenTicket(Box::new(broken))),
        None => Err(Error::UnknownTicket { typed: id.to_string() }),
    }
}

/// How many characters of the id tell it from every other ticket's: four at least. Tickets that share
/// the first two characters share a directory, so only that is read.
pub fn unique_prefix(snapshot: &Snapshot, id: TicketId) -> Result<usize> {
    let (c1, c2) = id.shard();
    let text = id.as_str();
    let common = |other: &TicketId| text.bytes().zip(other.as_str().bytes()).take_while(|(a, b)| a == b).count();
    let others = snapshot.ids(&format!("{c1}{c2}"))?;
    let longest = others.iter().filter(|o| **o != id).map(common).max().unwrap_or(0);
    Ok(enough(longest))
}

/// One character more than any other id shares, and no fewer than people are shown.
fn enough(shared: usize) -> usize {
    (shared + 1).clamp(4, LEN)
}
