//! Numbers at publication: one ordinary commit on top of what is pushed gives a number to every ticket that has none.
//!
//! The local ref does not know it before the home remote has taken it; else it is thrown away and made anew on
//! the new tip. So a number that anybody has seen stands, and no two clones give the same one.

use super::outcome::{Renumbered, Synced};
use crate::desk::config::Config;
use crate::desk::indexed::Need;
use crate::desk::numbers::{Counter, counted};
use crate::desk::select::{read_all, read_these};
use crate::desk::{Desk, Result};
use crate::domain::ticket::{Change, Key, OLD_NUMBER, Ticket, TicketId};
use crate::index::Hit;
use crate::store::format::write_ticket;
use crate::store::remote::RemoteName;
use crate::store::{NewCommit, ObjectId, Prepared, Snapshot, ticket_path};
use std::collections::BTreeMap;

/// Tickets whose ids stand in the message of the commit, at most.
const NAMED: usize = 1_000;

/// A commit with numbers that no ref leads to yet.
pub(super) struct Numbered {
    pub commit: Prepared,
    pub given: usize,
    pub renumbered: Vec<Renumbered>,
}

/// Which tickets an exchange may number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Giving {
    /// Those without a number, and all but one of those with the same.
    All,
    /// Only the latter.
    Equal,
    Nothing,
}

impl Desk {
    /// The commit that gives numbers, on top of what is about to be pushed. `None`: nobody needs one, or not from here.
    pub(super) fn number(
        &self,
        remote: &RemoteName,
        tip: ObjectId,
        theirs: Option<ObjectId>,
    ) -> Result<Option<Numbered>> {
        let snapshot = self.store.snapshot_at(Some(tip))?;
        // An exchange never stops for a configuration that cannot be read.
        let Ok(config) = Config::load(&snapshot) else { return Ok(None) };
        let giving = self.giving(&config, remote);
        let (new, equal) = self.to_number(&snapshot, &config, giving)?;
        if new.is_empty() && equal.is_empty() {
            return Ok(None);
        }
        let mut counter = self.counter(&snapshot, &config, self.floor(tip, theirs)?)?;
        let (mut tickets, renumbered) = self.part_equal(tip, equal, &config, &mut counter);
        let given = new.len();
        for mut ticket in new {
            ticket.number = counter.take();
            tickets.push(ticket);
        }
        let mut files: Vec<_> =
            tickets.iter().map(|t| (ticket_path(t.id), Some(write_ticket(t).into_bytes()))).collect();
        files.push(counter.file());
        let commit = NewCommit { files, message: message(&tickets), ..NewCommit::default() };
        let seconds = self
            .store
            .committer()
            .map_or_else(|_| self.env.now.timestamp(), |committer| committer.seconds);
        let commit = self.store.prepare_own(tip, &[commit], seconds)?;
        Ok(Some(Numbered { commit, given, renumbered }))
    }

    /// Nobody has said where tickets get their numbers.
    pub(super) fn is_homeless(&self, tip: ObjectId) -> Result<bool> {
        let config = Config::load(&self.store.snapshot_at(Some(tip))?);
        Ok(config.is_ok_and(|config| config.settings.home.is_none() && !config.settings.numbers_at_creation))
    }

    fn giving(&self, config: &Config, remote: &RemoteName) -> Giving {
        match &config.settings.home {
            Some(home) if self.store.is_remote(home, remote) => Giving::All,
            Some(_) => Giving::Nothing,
            None if config.settings.numbers_at_creation => Giving::All,
            None => Giving::Equal,
        }
    }

    /// Tickets without a number, and those that share one, each in order of time and id.
    fn to_number(&self, snapshot: &Snapshot, config: &Config, giving: Giving) -> Result<(Vec<Ticket>, Vec<Ticket>)> {
        if giving == Giving::Nothing {
            return Ok((Vec::new(), Vec::new()));
        }
        let known = self.ask(snapshot, config, Need::State, |index| {
            let new = if giving == Giving::All { index.unnumbered()? } else { Vec::new() };
            Ok((new, index.sharing_numbers()?))
        });
        let read = |hits: Vec<Hit>| -> Result<Option<Vec<Ticket>>> {
            let files = crate::desk::by_index::files(hits.into_iter().map(|hit| (hit.id, hit.blob)));
            files.map(|files| Ok(read_these(&files, snapshot, config)?.0)).transpose()
        };
        let known = known
            .map(|(new, equal)| Ok::<_, crate::desk::Error>((read(new)?, read(equal)?)))
            .transpose()?;
        let (mut new, mut equal) = match known {
            Some((Some(new), Some(equal))) => (new, equal),
            _ => apart(read_all(snapshot, config)?.0, giving),
        };
        new.sort_by_key(|ticket| (ticket.created, ticket.id));
        equal.sort_by_key(|ticket| (ticket.created, ticket.id));
        Ok((new, equal))
    }

    /// Below this no number is given: what either side had counted so far.
    fn floor(&self, tip: ObjectId, theirs: Option<ObjectId>) -> Result<u64> {
        let mut floor = 1;
        for commit in self.store.parents(tip)?.into_iter().chain(theirs) {
            floor = floor.max(counted(&self.store.snapshot_at(Some(commit))?)?.unwrap_or(1));
        }
        Ok(floor)
    }

    /// Of tickets with the same number the one that got it first keeps it; the others get new ones, and keep the old
    /// one as a name.
    fn part_equal(
        &self,
        tip: ObjectId,
        equal: Vec<Ticket>,
        config: &Config,
        counter: &mut Counter,
    ) -> (Vec<Ticket>, Vec<Renumbered>) {
        let mut groups: BTreeMap<u64, Vec<Ticket>> = BTreeMap::new();
        for ticket in equal {
            groups.entry(ticket.number.unwrap_or_default()).or_default().push(ticket);
        }
        let (mut tickets, mut told) = (Vec::new(), Vec::new());
        for (number, mut group) in groups {
            group.sort_by_cached_key(|ticket| self.got(tip, ticket.id, number, config));
            for mut ticket in group.into_iter().skip(1) {
                let Some(now) = counter.take() else { continue };
                let name = format!("{OLD_NUMBER}{number}");
                if !ticket.refs.contains(&name) {
                    ticket.refs.push(name);
                }
                ticket.number = Some(now);
                told.push(Renumbered { ticket: ticket.id, was: number, now });
                tickets.push(ticket);
            }
        }
        (tickets, told)
    }

    /// When a ticket got its number, and what tells it from others that got theirs in the same second. Where history
    /// does not say, it was late.
    fn got(&self, tip: ObjectId, id: TicketId, number: u64, config: &Config) -> (i64, String, TicketId) {
        let number = number.to_string();
        let events = self.store.events_of(tip, id, &config.limits()).unwrap_or_default();
        let sets =
            |change: &Change| matches!(change, Change::Set { key: Key::Number, to: Some(to), .. } if *to == number);
        let setter = events.into_iter().rev().find(|event| event.changes.iter().any(sets));
        setter.map_or((i64::MAX, String::new(), id), |event| (event.at.timestamp(), event.commit, id))
    }
}

/// The same without the index.
fn apart(all: Vec<Ticket>, giving: Giving) -> (Vec<Ticket>, Vec<Ticket>) {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    all.iter()
        .filter_map(|ticket| ticket.number)
        .for_each(|number| *counts.entry(number).or_default() += 1);
    let (new, numbered): (Vec<_>, Vec<_>) = all.into_iter().partition(|ticket| ticket.number.is_none());
    let equal = numbered
        .into_iter()
        .filter(|t| t.number.is_some_and(|n| counts.get(&n).is_some_and(|c| *c > 1)));
    (if giving == Giving::All { new } else { Vec::new() }, equal.collect())
}

/// In fixed English, as all commits.
fn message(tickets: &[Ticket]) -> String {
    let numbers = || tickets.iter().filter_map(|ticket| ticket.number);
    let (first, last) = (numbers().min().unwrap_or_default(), numbers().max().unwrap_or_default());
    let mut out = match tickets {
        [one] => format!("{} number {first}\n\n", one.id),
        _ => format!("Numbers from {first} to {last}\n\n"),
    };
    tickets
        .iter()
        .take(NAMED)
        .for_each(|ticket| out.push_str(&format!("Ticket: {}\n", ticket.id)));
    out
}

impl Synced {
    /// Notes numbers that are published.
    pub(super) fn note_numbers(&mut self, numbered: Numbered) {
        self.numbered += numbered.given;
        self.renumbered.extend(numbered.renumbered);
    }
}
