//! What the filter of a policy may ask: only what is stored in the ticket, so that its policy at any time
//! is a function of history and nothing else.
//!
//! Refused are: texts of messages and what is known of them, `updated`, whatever depends on the present
//! (`is:overdue`, `is:claimed`, `7d`, `yesterday`) or on who asks (`me`), on other tickets, on clocks,
//! and an order.

use crate::domain::query::filter::Test;
use crate::domain::query::keys::{Flag, Instant, Key, Part};
use crate::domain::query::{self, Expr, Fault, FaultKind, Filter, Query, Scope};
use crate::domain::time::at;

/// Two instants whose every relative time differs.
const THEN: i64 = 946_684_800;
const LATER: i64 = 1_500_000_123;

/// The filter that a query means. Nobody asks it, and at no time: the scope's `me` and `now` do not count.
///
/// # Errors
/// The first thing that is wrong with it; what is not stored is [`FaultKind::NotStored`].
pub fn stored_filter(query: &Query, scope: &Scope<'_>) -> Result<Filter, Fault> {
    let scope = Scope { now: at(THEN), me: &[], ..*scope };
    if let Some(sort) = query.sort.first() {
        return Err(Fault::new(FaultKind::NotStored, sort.key.span.clone(), "sort"));
    }
    for term in query.filter.terms() {
        let known = term.key.as_ref().map(|key| Key::find(&key.item));
        let span = term.key.as_ref().map_or_else(|| term.values[0].span.clone(), |key| key.span.clone());
        let found = term.key.as_ref().map_or("text", |key| key.item.as_str());
        if term.key.is_none() || known.is_some_and(|key| key.is_some_and(|key| !is_stored(&key))) {
            return Err(Fault::new(FaultKind::NotStored, span, found));
        }
        for value in &term.values {
            let one = query::ast::Term { values: vec![value.clone()], ..term.clone() };
            let one = Query { filter: Expr::Term(one), sort: Vec::new() };
            let filter = query::compile(&one, &scope)?.filter;
            let later = query::compile(&one, &Scope { now: at(LATER), ..scope })?.filter;
            if filter.any_test(&|test| !is_stored_part(test)) || timeless(filter) != timeless(later) {
                let fault = Fault::new(FaultKind::NotStored, value.span.clone(), &value.item.to_string());
                return Err(fault.of_key(found));
            }
        }
    }
    Ok(query::compile(query, &scope)?.filter)
}

fn is_stored(key: &Key) -> bool {
    match key {
        Key::Status
        | Key::Priority
        | Key::Type
        | Key::Title
        | Key::Word(_)
        | Key::Person(_)
        | Key::Contract
        | Key::Number
        | Key::Id
        | Key::Link
        | Key::Is
        | Key::Has
        | Key::Field(_) => true,
        Key::Instant(instant) => matches!(instant, Instant::Created | Instant::Closed | Instant::Due),
        _ => false,
    }
}

/// Of `is:` and `has:` only some.
fn is_stored_part(test: &Test) -> bool {
    match test {
        Test::Is(flag, _) => matches!(
            flag,
            Flag::Unassigned
                | Flag::Assigned
                | Flag::Any
                | Flag::Unsolved
                | Flag::Solved
                | Flag::Closed
                | Flag::Merged
                | Flag::Spam
                | Flag::FollowUp
        ),
        Test::Has(part) => !matches!(part, Part::Message | Part::Reply | Part::Note | Part::Attachment),
        _ => true,
    }
}

/// The same whenever it was asked, for flags that do not look at the time.
fn timeless(filter: Filter) -> Filter {
    let each = |parts: Vec<Filter>| parts.into_iter().map(timeless).collect();
    match filter {
        Filter::All(parts) => Filter::All(each(parts)),
        Filter::Any(parts) => Filter::Any(each(parts)),
        Filter::Not(inner) => Filter::Not(Box::new(timeless(*inner))),
        Filter::Test(Test::Is(flag, _)) => Filter::Test(Test::Is(flag, at(0))),
        test => test,
    }
}
