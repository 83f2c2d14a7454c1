//! A filter as a condition in SQL.
//!
//! What the rows know becomes exact comparisons. What they do not know (texts of messages, clocks, how often something
//! was seen) becomes the narrowest condition that no match fails: under a `not` that is the opposite of what certainly
//! holds. Then the condition is not exact, and whoever asked evaluates the filter on the candidates.

mod condition;
mod status;
mod test;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub(super) use condition::Condition;
pub(super) use status::Statuses;
pub(super) use test::{column_of, ids};
pub(super) use write::{Statement, Way};

use super::asked::Question;
use crate::domain::query::Filter;
use condition::Bound;
use test::Answer;

/// The most parts of a condition. A longer one costs SQLite more than it saves.
const MOST: usize = 1_000;

/// What is asked of the rows.
pub(super) struct Wanted {
    pub condition: Condition,
    /// Every row that meets the condition passes the filter.
    pub exact: bool,
    pub questions: Vec<Question>,
}

/// A filter being read.
struct Reading<'s> {
    statuses: &'s Statuses,
    /// It is known of every row when it was last touched.
    times_known: bool,
    questions: Vec<Question>,
}

impl Wanted {
    pub fn read(filter: &Filter, statuses: &Statuses, times_known: bool) -> Wanted {
        let mut reading = Reading { statuses, times_known, questions: Vec::new() };
        let (condition, exact) = reading.filter(filter, true);
        if condition.leaves() > MOST {
            return Wanted { condition: Condition::TRUE, exact: false, questions: Vec::new() };
        }
        Wanted { condition, exact, questions: reading.questions }
    }
}

impl Reading<'_> {
    /// A condition that is true wherever the filter holds, or does not hold; and whether it is true nowhere else.
    fn filter(&mut self, filter: &Filter, holds: bool) -> (Condition, bool) {
        match (filter, holds) {
            (Filter::Not(inner), _) => self.filter(inner, !holds),
            (Filter::All(parts), true) | (Filter::Any(parts), false) => {
                let (parts, exact) = self.each(parts, holds);
                let all = Condition::all(parts);
                let nothing = all == Condition::FALSE;
                (all, exact || nothing)
            }
            (Filter::Any(parts), true) | (Filter::All(parts), false) => {
                let (parts, exact) = self.each(parts, holds);
                (Condition::any(parts), exact)
            }
            (Filter::Test(test), _) => match (self.test(test), holds) {
                (Answer::Exactly(condition), true) => (condition, true),
                (Answer::Exactly(condition), false) => (condition.negated(), true),
                (Answer::Between(_, may), true) => (may, false),
                (Answer::Between(must, _), false) => (must.negated(), false),
            },
        }
    }

    fn each(&mut self, parts: &[Filter], holds: bool) -> (Vec<Condition>, bool) {
        let parts: Vec<(Condition, bool)> = parts.iter().map(|part| self.filter(part, holds)).collect();
        let exact = parts.iter().all(|(_, exact)| *exact);
        (parts.into_iter().map(|(condition, _)| condition).collect(), exact)
    }

    fn question(&mut self, question: Question) -> Bound {
        self.questions.push(question);
        Bound::Question(self.questions.len() - 1)
    }
}
