//! What is promised to whom: an ordered list of policies, of which a ticket has at most one.

use super::Metric;
use crate::domain::query::{Facts, Filter};
use crate::domain::ticket::Priority;
use std::collections::BTreeMap;

/// Every policy of a desk, ready to be asked. The first that fits a ticket is its policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policies {
    pub list: Vec<Policy>,
}

/// One policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub name: String,
    /// Over stored fields; one that lets everything through is only right for the last policy.
    pub filter: Filter,
    pub targets: BTreeMap<Metric, Targets>,
}

/// The targets of one metric, in seconds of its calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    pub by_priority: BTreeMap<Priority, i64>,
    /// Of every priority that is not named, and of tickets without one.
    pub default: Option<i64>,
}

impl Targets {
    pub fn of(&self, priority: Option<Priority>) -> Option<i64> {
        priority.and_then(|p| self.by_priority.get(&p).copied()).or(self.default)
    }
}

impl Policies {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn name(&self, policy: u16) -> &str {
        self.list.get(usize::from(policy)).map_or("", |policy| &policy.name)
    }

    /// The place of a ticket's policy: the first whose filter matches and that has a target for its
    /// priority in any of its metrics.
    pub fn of(&self, facts: &Facts<'_>) -> Option<u16> {
        let priority = facts.ticket.priority;
        let promises = |policy: &Policy| policy.targets.values().any(|t| t.of(priority).is_some());
        let place = self.list.iter().position(|policy| promises(policy) && policy.filter.matches(facts))?;
        u16::try_from(place).ok()
    }
}
