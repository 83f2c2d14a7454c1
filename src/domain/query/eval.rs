//! A filter evaluated on the facts of one ticket. It cannot fail: everything was checked before.

use super::ast::Op;
use super::clocks;
use super::facts::Facts;
use super::filter::{Filter, Test};
use super::keys::{Flag, Instant};
use super::pattern::{Pattern, fold, lower};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Ticket, Value};
use crate::domain::time::Time;
use std::cmp::Ordering;

impl Filter {
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        match self {
            Filter::All(parts) => parts.iter().all(|part| part.matches(facts)),
            Filter::Any(parts) => parts.iter().any(|part| part.matches(facts)),
            Filter::Not(inner) => !inner.matches(facts),
            Filter::Test(test) => test.holds(facts),
        }
    }
}

impl Test {
    fn holds(&self, facts: &Facts<'_>) -> bool {
        let ticket = facts.ticket;
        match self {
            Test::Status(name) => name.matches(&lower(&ticket.status)),
            Test::Category(category) => facts.category == *category,
            Test::Priority(list) => ticket.priority.is_some_and(|p| list.contains(&p)),
            Test::Type(kind) => ticket.kind == Some(*kind),
            Test::Title(pattern) => pattern.matches(&fold(&ticket.title)),
            Test::Text(pattern) => in_text(ticket, pattern),
            Test::Words(sought) => sought.is_in(ticket),
            Test::Word(word, pattern) => word.any(ticket, |text| pattern.matches(&lower(text))),
            Test::Person(person, pattern) => person.any(ticket, |who| pattern.matches(&lower(who))),
            Test::Instant(instant, from, until) => instant.of(facts).is_some_and(|t| within(t, *from, *until)),
            Test::Number(from, to) => ticket.number.is_some_and(|n| between(n, *from, *to)),
            Test::Recurs(from, to) => between(facts.recurs.times.into(), *from, *to),
            Test::Id(prefix) => ticket.id.as_str().starts_with(prefix.as_str()),
            Test::Link { kind, id } => ticket.links.iter().any(|link| {
                let kind_fits = kind.as_ref().is_none_or(|kind| kind.matches(&lower(&link.kind)));
                kind_fits && id.as_ref().is_none_or(|id| link.ticket.as_str().starts_with(id.as_str()))
            }),
            Test::Is(flag, now) => flag.holds(facts, *now),
            Test::Has(part) => part.is_in(ticket),
            Test::HasField(name) => field(ticket, name).is_some(),
            Test::Field(name, test) => field(ticket, name).is_some_and(|value| test.holds(value)),
            Test::Clock(metric, standing) => clocks::any_stands(facts.clocks, *metric, *standing),
            Test::Left(metric, from, to) => clocks::any_left(facts.clocks, *metric, *from, *to),
            Test::Policy(pattern) => {
                let policy = facts.clocks.and_then(|clocks| clocks.policy.as_deref());
                policy.is_some_and(|name| pattern.matches(&lower(name)))
            }
        }
    }
}

fn in_text(ticket: &Ticket, pattern: &Pattern) -> bool {
    pattern.matches(&fold(&ticket.title)) || ticket.messages.iter().any(|m| pattern.matches(&fold(&m.text)))
}

fn between(n: u64, from: Option<u64>, to: Option<u64>) -> bool {
    from.is_none_or(|from| from <= n) && to.is_none_or(|to| n <= to)
}

fn within(time: Time, from: Option<Time>, until: Option<Time>) -> bool {
    from.is_none_or(|from| from <= time) && until.is_none_or(|until| time < until)
}

impl Instant {
    pub fn of(self, facts: &Facts<'_>) -> Option<Time> {
        match self {
            Instant::Created => Some(facts.ticket.created),
            Instant::Updated => Some(facts.updated),
            Instant::Closed => facts.ticket.closed,
            Instant::Due => facts.ticket.due,
        }
    }
}

impl Flag {
    fn holds(self, facts: &Facts<'_>, now: Time) -> bool {
        let ticket = facts.ticket;
        match self {
            Flag::Unassigned => ticket.assignee.is_none(),
            Flag::Assigned => ticket.assignee.is_some(),
            Flag::Any => true,
            Flag::Unsolved => facts.category.is_unsolved(),
            Flag::Solved => !facts.category.is_unsolved(),
            Flag::Overdue => facts.category.is_unsolved() && ticket.due.is_some_and(|due| due < now),
            Flag::Claimed => ticket.claim.as_ref().is_some_and(|claim| now < claim.until),
            Flag::Closed => facts.category == Category::Closed,
            Flag::Merged => ticket.merged_into.is_some(),
            Flag::Spam => ticket.tags.iter().any(|tag| tag.eq_ignore_ascii_case("spam")),
            Flag::Recurring => facts.recurs.is_recurring,
            Flag::FollowUp => ticket.links.iter().any(|link| link.kind == "follow-up-of"),
        }
    }
}

/// The value of a custom field; an empty one is none.
pub(super) fn field<'a>(ticket: &'a Ticket, name: &str) -> Option<&'a Value> {
    let found = ticket.fields.iter().find(|(known, _)| lower(known) == name);
    found.map(|(_, value)| value).filter(|value| **value != Value::Null)
}

impl Op {
    /// Whether a value that stands in this order to the one asked for will do.
    pub fn allows(self, order: Ordering) -> bool {
        match self {
            Op::Is | Op::Equal => order.is_eq(),
            Op::Less => order.is_lt(),
            Op::LessEqual => order.is_le(),
            Op::Greater => order.is_gt(),
            Op::GreaterEqual => order.is_ge(),
        }
    }
}
