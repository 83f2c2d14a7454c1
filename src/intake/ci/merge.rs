//! One test, several runs of it: what a report says of each test in the end.

use super::{Case, Outcome, Report};
use std::collections::HashMap;

impl Report {
    /// Each test once. Of one that ran several times under one name: green and red in one run is flaky, with the
    /// words of the failure. Tests without a name are never taken for one another.
    pub fn tests(&self) -> Vec<Case> {
        let mut known: HashMap<(&str, &str, &str, Option<&str>), usize> = HashMap::new();
        let mut tests: Vec<Case> = Vec::new();
        for case in &self.cases {
            let key = (case.suite.as_str(), case.class.as_str(), case.name.as_str(), case.identity.as_deref());
            let is_named = !case.name.is_empty() && case.identity.is_none();
            match known.get(&key).filter(|_| is_named).and_then(|i| tests.get_mut(*i)) {
                Some(first) => again(first, case),
                None => {
                    known.insert(key, tests.len());
                    tests.push(case.clone());
                }
            }
        }
        tests
    }
}

fn again(first: &mut Case, case: &Case) {
    let attempts = first.attempts.saturating_add(case.attempts);
    let outcome = match (first.outcome, case.outcome) {
        (a, b) if a.is_bad() && matches!(b, Outcome::Passed | Outcome::Flaky) => Outcome::Flaky,
        (a, b) if b.is_bad() && matches!(a, Outcome::Passed | Outcome::Flaky) => Outcome::Flaky,
        (a, b) => a.max(b),
    };
    // The words are those of the first run that failed.
    if !first.outcome.is_bad() && first.outcome != Outcome::Flaky && case.outcome > first.outcome {
        *first = case.clone();
    }
    first.outcome = outcome;
    first.attempts = attempts;
}
