//! Counts and durations of a group of tickets.

use super::facts::{Fact, Kind, What};
use super::measures::Measure;
use super::stats::Stats;
use super::table::Cell;

/// What the facts of a group add up to.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    counts: [i64; Kind::N],
    /// The tickets in order of creation, each once, and a bit for every kind of fact that they have.
    members: Vec<(u32, u8)>,
    measured: [Vec<(i64, u32)>; Measure::N],
}

impl Tally {
    /// Adds the facts of one ticket. A ticket is added once.
    pub(super) fn add(&mut self, ticket: u32, facts: &[Fact]) {
        let mut kinds = 0;
        for fact in facts {
            match fact.what {
                What::Is(kind) => {
                    self.counts[kind as usize] += 1;
                    kinds |= bit(kind);
                }
                What::Took(measure, seconds) => self.measured[measure as usize].push((seconds, ticket)),
            }
        }
        self.members.push((ticket, kinds));
    }

    pub(super) fn count(&self, kind: Kind) -> i64 {
        self.counts[kind as usize]
    }

    /// created − resolved + reopened: how much the backlog grew.
    pub(super) fn growth(&self) -> i64 {
        self.count(Kind::Created) - self.count(Kind::Resolved) + self.count(Kind::Reopened)
    }

    /// The tickets that have any of these facts.
    pub(super) fn tickets_with(&self, kinds: &[Kind]) -> impl Iterator<Item = u32> + '_ {
        let wanted = kinds.iter().fold(0, |bits, kind| bits | bit(*kind));
        self.members
            .iter()
            .filter(move |(_, kinds)| kinds & wanted != 0)
            .map(|(ticket, _)| *ticket)
    }

    /// How many tickets have such a fact.
    pub(super) fn tickets(&self, kind: Kind) -> i64 {
        self.tickets_with(&[kind]).map(|_| 1).sum()
    }

    /// How many tickets have anything here.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The tickets that have this measure.
    pub(super) fn tickets_measured(&self, measure: Measure) -> impl Iterator<Item = u32> + '_ {
        self.measured[measure as usize].iter().map(|(_, ticket)| *ticket)
    }

    pub(super) fn stats(&self, measure: Measure) -> Option<Stats> {
        Stats::of(self.measured[measure as usize].iter().map(|(seconds, _)| *seconds).collect())
    }

    pub(super) fn median(&self, measure: Measure) -> Cell {
        self.stats(measure).map(|s| s.median).into()
    }

    /// The ticket's own duration, in a group that is one ticket.
    pub(super) fn seconds(&self, measure: Measure) -> Option<i64> {
        self.measured[measure as usize].first().map(|(seconds, _)| *seconds)
    }
}

fn bit(kind: Kind) -> u8 {
    1 << kind as u8
}

/// `part` of `whole` as a percentage; nothing of nothing.
pub(super) fn percent(part: i64, whole: i64) -> Cell {
    (whole != 0).then(|| part as f64 * 100.0 / whole as f64).into()
}
