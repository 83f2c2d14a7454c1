//! The tickets that a query means: for lists, searches, and verbs that change many tickets.

use super::Desk;
use super::clocks::{Clocks, ids, unsolved};
use super::config::Config;
use super::error::{Error, Result};
use super::indexed::Need;
use crate::domain::insight::recurrence::Seen;
use crate::domain::query::{self, Compiled, Expr, Facts, Order, Query};
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::time::Time;
use crate::store::{Broken, FileAt, Snapshot};
use std::collections::{BTreeSet, HashMap};

/// Tickets that match, in order.
pub(super) struct Selected {
    pub tickets: Vec<Ticket>,
    /// Files that could not be read; the rest is complete.
    pub broken: Vec<Broken>,
    /// The clocks of these tickets and perhaps of more; `None` when neither query nor order ask.
    pub clocks: Option<Clocks>,
}

impl Desk {
    /// The ids of the tickets that a query finds on a snapshot, in its order, else the most urgent first.
    /// A query without a condition finds every ticket. Files that cannot be read are passed over.
    ///
    /// # Errors
    /// [`Error::BadQuery`].
    pub fn select(&self, snapshot: &Snapshot, config: &Config, words: &[String]) -> Result<Vec<TicketId>> {
        let compiled = self.compile(config, words, "")?.or_by(Order::by_urgency);
        let selected = self.query(snapshot, config, &compiled, None)?;
        Ok(selected.tickets.iter().map(|t| t.id).collect())
    }

    /// A query in the eyes of whoever is at the keyboard, now. `default` filters when the query names no
    /// condition.
    pub(super) fn compile(&self, config: &Config, words: &[String], default: &str) -> Result<Compiled> {
        compile(words, default, config, self.env.now, &self.me())
    }

    /// The tickets that match, in the order of the query, else in that of work; the first so many.
    pub(super) fn query(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        compiled: &Compiled,
        limit: Option<usize>,
    ) -> Result<Selected> {
        let of_work = Order::of_work();
        let order = if compiled.order.is_empty() { &of_work } else { &compiled.order };
        if let Some(selected) = self.query_index(snapshot, config, compiled, order, limit)? {
            return Ok(selected);
        }
        let mut selected = self.query_among(read_all(snapshot, config)?, snapshot, config, compiled)?;
        selected.tickets.truncate(limit.unwrap_or(usize::MAX));
        Ok(selected)
    }

    /// The same among tickets that were read already.
    pub(super) fn query_among(
        &self,
        (mut tickets, broken): (Vec<Ticket>, Vec<Broken>),
        snapshot: &Snapshot,
        config: &Config,
        compiled: &Compiled,
    ) -> Result<Selected> {
        // Asking history costs time, so only where the answer matters.
        let updated = if compiled.asks_updated() { Some(self.updates(snapshot, config, &tickets)?) } else { None };
        let seen = compiled.asks_recurrence().then(|| Seen::among(tickets.iter().map(|t| (t, t.created))));
        let known = Known { updated: updated.as_ref(), seen: seen.as_ref(), clocks: None };
        let narrow = compiled.filter.without_clocks();
        tickets.retain(|ticket| narrow.matches(&facts(ticket, config, &known)));
        let order = if compiled.order.is_empty() { &Order::of_work() } else { &compiled.order };
        let clocks = match (compiled.filter.asks_clocks(), order.asks_clocks()) {
            // A query that asks for clocks is not answered without them; an order is.
            (true, _) => Some(self.clocks(snapshot, config, &ids(&tickets))?),
            (false, true) => Some(self.clocks_if_known(snapshot, config, &unsolved(&tickets, config))?),
            (false, false) => None,
        };
        let known = Known { clocks: clocks.as_ref(), ..known };
        tickets.retain(|ticket| compiled.matches(&facts(ticket, config, &known)));
        tickets.sort_by_cached_key(|ticket| order.place(&facts(ticket, config, &known)));
        Ok(Selected { tickets, broken, clocks })
    }

    /// When tickets last changed: from the index, else from history.
    pub(super) fn updates(
        &self,
        snapshot: &Snapshot,
        config: &Config,
        tickets: &[Ticket],
    ) -> Result<HashMap<TicketId, Time>> {
        let Some(tip) = snapshot.tip.filter(|_| !tickets.is_empty()) else { return Ok(HashMap::new()) };
        let known = self.ask(snapshot, config, Need::State, |index| index.times(tickets.iter().map(|t| t.id)));
        let indexed = known.is_some();
        let mut known: HashMap<TicketId, Time> = known.unwrap_or_default().into_iter().collect();
        let unknown: BTreeSet<TicketId> = tickets.iter().map(|t| t.id).filter(|id| !known.contains_key(id)).collect();
        if unknown.is_empty() {
            return Ok(known);
        }
        let found = self.store.last_changes(tip, &unknown)?;
        if indexed {
            let times: Vec<_> = found.iter().map(|(id, time)| (*id, Some(*time))).collect();
            self.remember(snapshot, config, |index| index.keep_times(tip.as_slice(), &times));
        }
        known.extend(found);
        Ok(known)
    }
}

/// What is known of tickets beyond their files, as far as the query asks for it.
#[derive(Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// When each last changed.
    pub updated: Option<&'a HashMap<TicketId, Time>>,
    /// How often each fingerprint has been seen.
    pub seen: Option<&'a Seen>,
    pub clocks: Option<&'a Clocks>,
}

/// What the query looks at. When a ticket changed is what history says, else what the ticket itself records.
pub(super) fn facts<'t>(ticket: &'t Ticket, config: &Config, known: &Known<'t>) -> Facts<'t> {
    let told = known.updated.and_then(|known| known.get(&ticket.id)).copied();
    let recurs = known.seen.map(|seen| seen.of(ticket)).unwrap_or_default();
    let facts = Facts::new(ticket, &config.workflow, told.unwrap_or_else(|| ticket.last_message_at()));
    let clocks = known.clocks.and_then(|clocks| clocks.readings(ticket.id));
    Facts { recurs, clocks, ..facts }
}

/// Every readable ticket, and the files that are not.
pub(super) fn read_all(snapshot: &Snapshot, config: &Config) -> Result<(Vec<Ticket>, Vec<Broken>)> {
    read_these(&snapshot.files()?, snapshot, config)
}

/// The readable ones of these ticket files, in their order, and those that are not.
pub(super) fn read_these(files: &[FileAt], snapshot: &Snapshot, config: &Config) -> Result<(Vec<Ticket>, Vec<Broken>)> {
    let (mut tickets, mut broken) = (Vec::with_capacity(files.len()), Vec::new());
    for read in snapshot.read_files(files, &config.limits(), |_, ticket| ticket)? {
        match read {
            Ok(ticket) => tickets.push(ticket),
            Err(fault) => broken.push(fault),
        }
    }
    Ok((tickets, broken))
}

/// The words of a command line as one query, in the eyes of `me`; `default` filters when they name no
/// condition.
pub(super) fn compile(words: &[String], default: &str, config: &Config, now: Time, me: &[String]) -> Result<Compiled> {
    let (line, mut parsed) = parse(words)?;
    let says_nothing = matches!(&parsed.filter, Expr::All(parts) if parts.is_empty());
    if says_nothing && !default.is_empty() {
        parsed.filter = query::parse(default).map_err(bad(default))?.filter;
    }
    query::compile(&parsed, &config.scope(&parsed, now, me)?).map_err(bad(&line))
}

/// The words of a command line as the line into which faults point, and as a query.
pub(super) fn parse(words: &[String]) -> Result<(String, Query)> {
    let line = query::join(words);
    let parsed = query::parse(&line).map_err(bad(&line))?;
    Ok((line, parsed))
}

/// A fault of this line.
pub(super) fn bad(line: &str) -> impl Fn(query::Fault) -> Error {
    let line = line.to_owned();
    move |fault| Error::BadQuery { query: line.clone(), fault: Box::new(fault) }
}
