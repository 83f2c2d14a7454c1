//! What is promised to whom: an ordered list of policies, of which a ticket has at most one.

use super::Metric;
use super::categories::Categories;
use crate::domain::query::filter::Test;
use crate::domain::query::keys::{Part, Person};
use crate::domain::query::{Facts, Filter};
use crate::domain::ticket::Priority;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::calendar::Hours;
use crate::domain::time::zone::Zone;
use std::collections::BTreeMap;

/// Every policy of a desk, ready to be asked. The first that fits a ticket is its policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policies {
    pub list: Vec<Policy>,
    /// Whose days the clocks count that run around the clock: the desk's.
    pub zone: Zone,
    /// A filter asks for more of a ticket than its story keeps.
    asks_more: bool,
}

/// One policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub name: String,
    /// Over stored fields; one that lets everything through is only right for the last policy.
    pub filter: Filter,
    pub targets: BTreeMap<Metric, Targets>,
    /// The first assignee counts as the first reply.
    pub first_reply_by_assign: bool,
    /// When to warn, in the order of the file.
    pub warn_at: Vec<Warning>,
}

/// How near to its target a clock is when people are warned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// So many percent of the target are used up: 1 to 100.
    Percent(u8),
    /// So many seconds are left, of the hours in which the clock runs.
    Left(i64),
}

/// The targets of one metric, in seconds of its hours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    pub by_priority: BTreeMap<Priority, i64>,
    /// Of every priority that is not named, and of tickets without one.
    pub default: Option<i64>,
    pub hours: Hours,
    /// The calendar that `hours` are; `None`: around the clock.
    pub calendar: Option<String>,
    /// In place of the categories in which the metric pauses by itself.
    pub pause: Option<Categories>,
    /// `resolution` only: time solved before a reopen counts.
    pub solved_time_counts: bool,
    /// `next_reply` only: messages before the first reply count too.
    pub from_creation: bool,
}

impl Default for Policies {
    fn default() -> Policies {
        Policies::new(Vec::new(), Zone::utc())
    }
}

impl Policies {
    /// The policies in their order. `zone` is the desk's.
    pub fn new(list: Vec<Policy>, zone: Zone) -> Policies {
        let asks_more = list.iter().any(|policy| policy.filter.any_test(&asks_more));
        Policies { list, zone, asks_more }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn name(&self, policy: u16) -> &str {
        self.list.get(usize::from(policy)).map_or("", |policy| &policy.name)
    }

    /// What the policy at this place promises by this metric.
    pub fn targets(&self, policy: u16, metric: Metric) -> Option<&Targets> {
        self.list.get(usize::from(policy))?.targets.get(&metric)
    }

    /// The place of a ticket's policy: the first whose filter matches and that has a target for its
    /// priority in any of its metrics.
    pub fn of(&self, facts: &Facts<'_>) -> Option<u16> {
        let priority = facts.ticket.priority;
        let promises = |policy: &Policy| policy.targets.values().any(|t| t.of(priority).is_some());
        let place = self.list.iter().position(|policy| promises(policy) && policy.filter.matches(facts))?;
        u16::try_from(place).ok()
    }

    pub(super) fn asks_more(&self) -> bool {
        self.asks_more
    }
}

/// Whether a story has not what this asks for.
fn asks_more(test: &Test) -> bool {
    match test {
        Test::Title(_) => true,
        Test::Person(person, _) => *person == Person::Follower,
        Test::Has(part) => matches!(part, Part::Resolution | Part::Follower | Part::Csat),
        _ => false,
    }
}

impl Targets {
    pub fn of(&self, priority: Option<Priority>) -> Option<i64> {
        priority.and_then(|p| self.by_priority.get(&p).copied()).or(self.default)
    }

    /// The categories in which a clock of this metric runs.
    pub fn runs_in(&self, metric: Metric) -> Categories {
        let all = metric.runs_in(self.solved_time_counts);
        all.without(self.pause.unwrap_or_else(|| metric.pauses_in()))
    }
}

impl Metric {
    /// The categories in which its clocks are there at all, running or paused.
    fn runs_in(self, solved_time_counts: bool) -> Categories {
        match self {
            Metric::FirstReply | Metric::NextReply => Categories::ALL,
            Metric::Resolution if solved_time_counts => Categories::ALL,
            _ => Categories::UNSOLVED,
        }
    }

    /// The categories in which its clocks pause, unless the policy says otherwise.
    pub fn pauses_in(self) -> Categories {
        match self {
            Metric::PausableUpdate | Metric::RequesterWait => Categories::of(&[Category::Pending]),
            Metric::AgentWork => Categories::of(&[Category::Pending, Category::Hold]),
            _ => Categories::NONE,
        }
    }
}

impl Warning {
    /// The seconds that must have elapsed of a target; never negative.
    pub fn elapsed_s(self, target_s: i64) -> i64 {
        let target = target_s.max(0);
        match self {
            Warning::Percent(percent) => {
                let part = (i128::from(target) * i128::from(percent.min(100)) + 99) / 100;
                i64::try_from(part).unwrap_or(target)
            }
            Warning::Left(left) => target.saturating_sub(left.max(0)).max(0),
        }
    }
}
