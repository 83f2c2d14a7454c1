//! Counts and durations of a group of tickets.

use super::facts::{Fact, Kind, Verdict, What};
use super::measures::Measure;
use super::stats::Stats;
use super::table::Cell;
use crate::domain::sla::State;

/// What the facts of a group add up to.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    counts: [i64; Kind::N],
    /// The tickets in order of creation, each once, and a bit for every kind of fact that they have.
    members: Vec<(u32, u16)>,
    measured: [Vec<(i64, u32)>; Measure::N],
    clocks: Vec<(Verdict, u32)>,
    /// The tickets that are unsolved at the end, in order of creation, each once.
    left: Vec<u32>,
}

/// How the clocks of a group stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub achieved: i64,
    pub breached: i64,
    pub running: i64,
    pub cancelled: i64,
}

impl Kept {
    pub(super) fn add(&mut self, state: State) {
        *match state {
            State::Active | State::Paused => &mut self.running,
            State::Achieved => &mut self.achieved,
            State::Breached => &mut self.breached,
            State::Cancelled => &mut self.cancelled,
        } += 1;
    }

    /// How many are decided.
    pub(super) fn decided(self) -> i64 {
        self.achieved + self.breached
    }

    pub(super) fn percent(self) -> Cell {
        percent(self.achieved, self.decided())
    }
}

impl Tally {
    /// Adds facts of one ticket. A ticket is added once, in order of creation.
    pub(super) fn add<'a>(&mut self, ticket: u32, facts: impl Iterator<Item = &'a Fact<'a>>) {
        let mut kinds = 0;
        for fact in facts {
            match fact.what {
                What::Is(kind) => {
                    self.counts[kind as usize] += 1;
                    kinds |= bit(kind);
                }
                What::Took(measure, seconds) => self.measured[measure as usize].push((seconds, ticket)),
                What::Promised(verdict) => self.clocks.push((verdict, ticket)),
            }
        }
        self.members.push((ticket, kinds));
    }

    /// A ticket that is unsolved at the end. In order of creation; added again it counts once.
    pub(super) fn leave(&mut self, ticket: u32) {
        if self.left.last() != Some(&ticket) {
            self.left.push(ticket);
        }
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

    /// The tickets that have anything here or are left, in order of creation.
    pub(super) fn everyone(&self) -> Vec<u32> {
        let mut all: Vec<u32> =
            self.members.iter().map(|(ticket, _)| *ticket).chain(self.left.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How many tickets have anything here.
    pub(super) fn len(&self) -> usize {
        self.members.len().max(self.left.len())
    }

    /// The tickets that are unsolved at the end.
    pub(super) fn left(&self) -> &[u32] {
        &self.left
    }

    /// The tickets that have this measure.
    pub(super) fn tickets_measured(&self, measure: Measure) -> impl Iterator<Item = u32> + '_ {
        self.measured[measure as usize].iter().map(|(_, ticket)| *ticket)
    }

    /// How many tickets have this measure.
    pub(super) fn n(&self, measure: Measure) -> usize {
        self.measured[measure as usize].len()
    }

    /// Every duration of this measure, with its ticket.
    pub(super) fn durations(&self, measure: Measure) -> impl Iterator<Item = (i64, u32)> + '_ {
        self.measured[measure as usize].iter().copied()
    }

    pub(super) fn stats(&self, measure: Measure) -> Option<Stats> {
        Stats::of(self.measured[measure as usize].iter().map(|(seconds, _)| *seconds).collect())
    }

    /// The ticket's own duration, in a group that is one ticket.
    pub(super) fn seconds(&self, measure: Measure) -> Option<i64> {
        self.measured[measure as usize].first().map(|(seconds, _)| *seconds)
    }

    /// The clocks with their tickets, ticket by ticket.
    pub(super) fn clocks(&self) -> &[(Verdict, u32)] {
        &self.clocks
    }

    pub(super) fn kept(&self) -> Kept {
        let mut kept = Kept::default();
        self.clocks.iter().for_each(|(verdict, _)| kept.add(verdict.state));
        kept
    }

    /// Tickets of which every decided clock is achieved, and tickets that have a decided one.
    pub(super) fn kept_tickets(&self) -> (i64, i64) {
        let (mut kept, mut decided) = (0, 0);
        for clocks in self.clocks.chunk_by(|a, b| a.1 == b.1) {
            let has = |state| clocks.iter().any(|(verdict, _)| verdict.state == state);
            kept += i64::from(has(State::Achieved) && !has(State::Breached));
            decided += i64::from(has(State::Achieved) || has(State::Breached));
        }
        (kept, decided)
    }
}

fn bit(kind: Kind) -> u16 {
    1 << kind as u16
}

/// `part` of `whole` as a percentage; nothing of nothing.
pub(super) fn percent(part: i64, whole: i64) -> Cell {
    (whole != 0).then(|| part as f64 * 100.0 / whole as f64).into()
}
