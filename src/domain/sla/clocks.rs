//! From a track to its clocks: the lives of each metric, the target in force, and what has elapsed.
//!
//! A clock keeps the target in force at its end, or has the present one. *In force at its end* is after
//! the commit that ended it: a commit that sets the priority and answers is judged by that priority.
//! A policy that is lost in the very commit that ended the clock was in force until then.
//!
//! Losing the target of one metric is losing the policy, as far as that metric goes; so is becoming a
//! ticket that nobody waits for, for the two reply clocks (the update clocks run on: they promise news, not
//! an answer). A clock that got lost comes back, from its own start, when a policy has a target for it again.
//!
//! A merge cancels a source's open clocks even when they were over: whoever asked is answered elsewhere. Any
//! other cancellation leaves a breach on record.

use super::Metric;
use super::clock::{Clock, State};
use super::life::{End, Life, Ways, lives};
use super::past::{Moment, Past};
use super::policy::{Policies, Policy, Targets};
use super::tape::Tape;
use super::track::{Governed, Track};
use crate::domain::ticket::Priority;
use crate::domain::time::Time;
use crate::domain::time::period::Span;

/// What a policy promises of one metric at one time.
#[derive(Clone, Copy)]
struct Promise<'a> {
    place: u16,
    policy: &'a Policy,
    targets: &'a Targets,
    priority: Option<Priority>,
    target_s: i64,
}

/// What clocks are computed from.
struct Scene<'a> {
    past: Past<'a>,
    policies: &'a Policies,
}

impl Track {
    /// Every clock of the ticket as of `now`, ended ones too, in order of metric and instance. The ticket
    /// was told up to `now`. A merged ticket's open clocks are cancelled.
    pub fn clocks(&self, policies: &Policies, now: Time) -> Vec<Clock> {
        self.clocks_where(policies, now, false)
    }

    /// The same where a merge counts as the closing of the ticket (`--with-merged`).
    pub fn clocks_with_merged(&self, policies: &Policies, now: Time) -> Vec<Clock> {
        self.clocks_where(policies, now, true)
    }

    fn clocks_where(&self, policies: &Policies, now: Time, merges_close: bool) -> Vec<Clock> {
        let Some(past) = Past::of(self, now, merges_close) else { return Vec::new() };
        let scene = Scene { past, policies };
        let mut clocks = Vec::new();
        for metric in Metric::ALL {
            let begin = clocks.len();
            for ways in scene.ways(metric) {
                let lives = lives(&scene.past, metric, ways);
                clocks.extend(lives.into_iter().filter_map(|life| scene.clock(metric, ways, life)));
            }
            let same = &mut clocks[begin..];
            same.sort_by_key(|clock: &Clock| (clock.started_at, clock.step));
            for (clock, instance) in same.iter_mut().zip(1..) {
                clock.instance = instance;
            }
        }
        clocks
    }
}

impl<'a> Scene<'a> {
    /// The ways in which the policies that the ticket has had count this metric; nearly always one.
    fn ways(&self, metric: Metric) -> Vec<Ways> {
        let mut ways = Vec::new();
        let mut last = None;
        for place in self.past.governed.iter().filter_map(|g| g.policy) {
            if last.replace(place) == Some(place) {
                continue;
            }
            let found = self.policies.list.get(usize::from(place)).and_then(|policy| ways_of(policy, metric));
            ways.extend(found.filter(|found| !ways.contains(found)));
        }
        ways
    }

    fn promise(&self, governed: &Governed, metric: Metric, ways: Ways) -> Option<Promise<'a>> {
        let place = governed.policy?;
        let policy = self.policies.list.get(usize::from(place))?;
        let targets = policy.targets.get(&metric)?;
        let target_s = targets.of(governed.priority)?;
        let waits = !(governed.own && matches!(metric, Metric::FirstReply | Metric::NextReply));
        let same = ways_of(policy, metric) == Some(ways);
        (waits && same).then_some(Promise { place, policy, targets, priority: governed.priority, target_s })
    }

    /// The promise by which a life is judged, and the life, which may have ended by losing it.
    fn judged(&self, metric: Metric, ways: Ways, life: Life) -> Option<(Promise<'a>, Life)> {
        let end = life.end.map(|(moment, _)| moment.step);
        let seen = self.past.governed.partition_point(|g| end.is_none_or(|end| g.step <= end));
        let governed = &self.past.governed[..seen];
        let kept = |g: &Governed| self.promise(g, metric, ways);
        let (n, promise) = governed.iter().enumerate().rev().find_map(|(n, g)| Some((n, kept(g)?)))?;
        match governed.get(n + 1) {
            None => Some((promise, life)),
            Some(lost) if end == Some(lost.step) => Some((promise, life)),
            Some(lost) if lost.step <= life.start.step => None,
            Some(lost) => {
                let end = (Moment { at: lost.at, step: lost.step }, End::Lost);
                Some((promise, Life { end: Some(end), ..life }))
            }
        }
    }

    fn clock(&self, metric: Metric, ways: Ways, life: Life) -> Option<Clock> {
        let (promise, life) = self.judged(metric, ways, life)?;
        let until = life.end.map_or(self.past.now, |(end, _)| end.at);
        let tape = Tape {
            moves: self.past.moves,
            span: Span { from: life.start.at, until },
            hours: &promise.targets.hours,
            runs_in: promise.targets.runs_in(metric),
        };
        let target_s = promise.target_s;
        let marks = [Some(target_s), target_s.checked_add(1), first_warning(&promise)];
        let (elapsed_s, [used_up, breached_at, warned_at]) = tape.read(marks);
        let paused = !self.runs_at_the_end(&life, &tape);
        let state = state(life.end.map(|(_, end)| end), elapsed_s > target_s, paused)?;
        let due_at = match elapsed_s >= target_s {
            true => used_up,
            false if paused => None,
            false => tape.hours.add(until, target_s.saturating_sub(elapsed_s)),
        };
        Some(Clock {
            policy: promise.place,
            metric,
            instance: 0,
            priority: promise.priority,
            target_s,
            elapsed_s,
            state,
            started_at: life.start.at,
            step: life.start.step,
            due_at: due_at.filter(|_| state != State::Paused),
            ended_at: life.end.map(|(end, _)| end.at),
            ended_step: life.end.map(|(end, _)| end.step),
            fulfilled: matches!(life.end, Some((_, End::Fulfilled))),
            breached_at: breached_at.filter(|_| state == State::Breached),
            warned_at,
        })
    }

    /// Whether the category, just before a clock's end, was one in which it runs.
    fn runs_at_the_end(&self, life: &Life, tape: &Tape<'_>) -> bool {
        let moves = self.past.moves;
        let seen = match life.end {
            Some((end, _)) => moves.partition_point(|m| m.step < end.step).max(1),
            None => moves.len(),
        };
        moves.get(seen.saturating_sub(1)).is_some_and(|m| tape.runs_in.contains(m.to))
    }
}

/// `None`: a clock without a policy that was not breached is no clock.
fn state(end: Option<End>, over: bool, paused: bool) -> Option<State> {
    Some(match end {
        Some(End::Merged) => State::Cancelled,
        _ if over => State::Breached,
        Some(End::Lost) => return None,
        Some(End::Fulfilled) => State::Achieved,
        Some(End::Cancelled) => State::Cancelled,
        None if paused => State::Paused,
        None => State::Active,
    })
}

/// How a policy counts a metric; `None`: it has no target for it.
fn ways_of(policy: &Policy, metric: Metric) -> Option<Ways> {
    let targets = policy.targets.get(&metric)?;
    Some(match metric {
        Metric::FirstReply => Ways { by_assign: policy.first_reply_by_assign, from_creation: false },
        Metric::NextReply if targets.from_creation => Ways { by_assign: false, from_creation: true },
        Metric::NextReply => Ways { by_assign: policy.first_reply_by_assign, from_creation: false },
        _ => Ways::default(),
    })
}

/// The seconds after which the first of the warnings is due.
fn first_warning(promise: &Promise<'_>) -> Option<i64> {
    promise.policy.warn_at.iter().map(|warning| warning.elapsed_s(promise.target_s)).min()
}
