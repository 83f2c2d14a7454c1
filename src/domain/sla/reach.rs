//! Policies that no ticket can ever have, because an earlier one takes every ticket that they would.
//!
//! Only what the structure of the filters shows is called unreachable: `tag:a tag:b` is within `tag:a`,
//! and nobody proves that two different words exclude or imply each other.

use super::policy::{Policies, Policy};
use crate::domain::query::Filter;
use crate::domain::query::filter::Test;
use crate::domain::ticket::Priority;

/// Comparisons that one proof may take.
const STEPS: u32 = 10_000;

/// The first of the policies that together take every ticket of the one at this place; `None`: it can be
/// reached, as far as can be proven.
pub fn unreachable(policies: &Policies, place: usize) -> Option<&Policy> {
    let policy = policies.list.get(place)?;
    let earlier = &policies.list[..place];
    let taken_by = |priority: Option<Priority>| {
        let within = |other: &Policy| implies(&policy.filter, &other.filter, &mut { STEPS });
        earlier.iter().position(|other| promises(other, priority) && within(other))
    };
    let all = Priority::ALL.iter().copied().map(Some).chain([None]);
    let wanted: Vec<_> = all.filter(|priority| promises(policy, *priority)).collect();
    let takers: Option<Vec<usize>> = wanted.into_iter().map(taken_by).collect();
    takers?.into_iter().min().map(|first| &earlier[first])
}

fn promises(policy: &Policy, priority: Option<Priority>) -> bool {
    policy.targets.values().any(|targets| targets.of(priority).is_some())
}

/// Whether whatever passes the one surely passes the other. What takes too many steps to prove is not
/// proven.
fn implies(one: &Filter, other: &Filter, steps: &mut u32) -> bool {
    let Some(left) = steps.checked_sub(1) else { return false };
    *steps = left;
    if one == other {
        return true;
    }
    match (one, other) {
        (_, Filter::All(parts)) => parts.iter().all(|part| implies(one, part, steps)),
        (Filter::Any(parts), _) => parts.iter().all(|part| implies(part, other, steps)),
        (_, Filter::Any(parts)) if parts.iter().any(|part| implies(one, part, steps)) => true,
        (Filter::All(parts), _) => parts.iter().any(|part| implies(part, other, steps)),
        (Filter::Not(one), Filter::Not(other)) => implies(other, one, steps),
        (Filter::Test(Test::Priority(few)), Filter::Test(Test::Priority(many))) => few.iter().all(|p| many.contains(p)),
        _ => false,
    }
}
