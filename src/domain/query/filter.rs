//! A checked query: plain tests in which every word and every time is resolved.
//!
//! This is what is evaluated in memory ([`eval`](super::eval)) and what becomes SQL.

use super::Metric;
use super::field::FieldTest;
use super::keys::{Flag, Instant, Part, Person, Standing, Word};
use super::pattern::Pattern;
use super::searched::Sought;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Kind, Priority};
use crate::domain::time::Time;

#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// An empty one lets everything through.
    All(Vec<Filter>),
    /// An empty one lets nothing through.
    Any(Vec<Filter>),
    Not(Box<Filter>),
    Test(Test),
}

/// One question about a ticket. What a ticket does not have answers no to everything.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The status's name, in lower case.
    Status(Pattern),
    Category(Category),
    /// One of these.
    Priority(Vec<Priority>),
    Type(Kind),
    /// Lower case, without accents.
    Title(Pattern),
    /// The title or the text of a message; lower case, without accents.
    Text(Pattern),
    /// One of its texts has these words in a row.
    Words(Sought),
    /// Lower case.
    Word(Word, Pattern),
    /// Lower case.
    Person(Person, Pattern),
    /// `[from, until)`.
    Instant(Instant, Option<Time>, Option<Time>),
    /// Both ends belong to it.
    Number(Option<u64>, Option<u64>),
    /// Both ends belong to it.
    Recurs(Option<u64>, Option<u64>),
    /// The beginning of the id.
    Id(String),
    Link {
        /// Lower case.
        kind: Option<Pattern>,
        /// The beginning of the other ticket's id.
        id: Option<String>,
    },
    /// At this instant.
    Is(Flag, Time),
    Has(Part),
    /// The custom field of this name (lower case) has a value.
    HasField(String),
    /// Name and value of a custom field in lower case; of a list, any element.
    Field(String, FieldTest),
    /// Some clock, of this metric or of any, stands so.
    Clock(Option<Metric>, Standing),
    /// A clock that is still to be fulfilled, of this metric or of any, has so many seconds left: both
    /// ends belong to it.
    Left(Option<Metric>, Option<i64>, Option<i64>),
    /// The name of the ticket's policy; lower case.
    Policy(Pattern),
}

impl Filter {
    pub(super) fn any(mut filters: Vec<Filter>) -> Filter {
        match filters.pop() {
            Some(only) if filters.is_empty() => only,
            last => {
                filters.extend(last);
                Filter::Any(filters)
            }
        }
    }

    /// Whether one of its tests, negated or not, is such.
    pub fn any_test(&self, is: &impl Fn(&Test) -> bool) -> bool {
        match self {
            Filter::All(parts) | Filter::Any(parts) => parts.iter().any(|part| part.any_test(is)),
            Filter::Not(inner) => inner.any_test(is),
            Filter::Test(test) => is(test),
        }
    }

    /// What has to hold whatever clocks say: tickets that do not meet it need no clocks. The whole must be
    /// asked afterwards.
    pub fn without_clocks(&self) -> Filter {
        match self {
            Filter::All(parts) => Filter::All(parts.iter().map(Filter::without_clocks).collect()),
            other if other.asks_clocks() => Filter::All(Vec::new()),
            other => other.clone(),
        }
    }

    /// Whether the answer depends on what clocks say.
    pub fn asks_clocks(&self) -> bool {
        self.any_test(&|test| matches!(test, Test::Clock(..) | Test::Left(..) | Test::Policy(_)))
    }

    /// What nothing passes.
    pub(super) fn nothing() -> Filter {
        Filter::Any(Vec::new())
    }
}

impl From<Test> for Filter {
    fn from(test: Test) -> Self {
        Filter::Test(test)
    }
}
