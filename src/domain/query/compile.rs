//! Checks a query against what exists, and resolves it to a filter and an order.

use super::ast::{Expr, Op, Query, Spanned, Term, Value};
use super::facts::{Facts, Scope};
use super::fault::{Fault, FaultKind};
use super::filter::{Filter, Test};
use super::keys::{Ask, Flag, Instant, Key};
use super::order::{Order, SortKey};
use super::resolve::Asked;

/// A query that is ready to run. It means what it meant at the scope's `now`.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    pub filter: Filter,
    /// Empty when the query does not say.
    pub order: Order,
}

impl Compiled {
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        self.filter.matches(facts)
    }

    /// Whether the answer depends on when tickets last changed, which only history knows.
    pub fn asks_updated(&self) -> bool {
        let sorts = self.order.keys.iter().any(|(key, _)| *key == SortKey::Updated);
        sorts || self.filter.any_test(&|test| matches!(test, Test::Instant(Instant::Updated, ..)))
    }

    /// Whether the answer depends on how often fingerprints have been seen, which all tickets together know.
    pub fn asks_recurrence(&self) -> bool {
        let sorts = self.order.keys.iter().any(|(key, _)| *key == SortKey::Recurs);
        sorts
            || self
                .filter
                .any_test(&|test| matches!(test, Test::Recurs(..) | Test::Is(Flag::Recurring, _)))
    }

    /// Whether the answer depends on what clocks say, which history and the policies know.
    pub fn asks_clocks(&self) -> bool {
        self.filter.asks_clocks() || self.order.asks_clocks()
    }

    /// The same in this order, where it does not say.
    #[must_use]
    pub fn or_by(self, order: impl FnOnce() -> Order) -> Compiled {
        if self.order.is_empty() { Compiled { order: order(), ..self } } else { self }
    }

    /// What both let through, in the order of this one, else in that of the other.
    pub fn within(self, base: Compiled) -> Compiled {
        let order = if self.order.is_empty() { base.order } else { self.order };
        Compiled { filter: Filter::All(vec![base.filter, self.filter]), order }
    }
}

/// Checks every key and value, so this is also how a stored query is checked.
pub fn compile(query: &Query, scope: &Scope<'_>) -> Result<Compiled, Fault> {
    compile_with(query, scope, &Key::Text)
}

/// The same where a term without a key stands for a term of this one.
pub(super) fn compile_with(query: &Query, scope: &Scope<'_>, bare: &Key) -> Result<Compiled, Fault> {
    let filter = expr(&query.filter, scope, bare)?;
    Ok(Compiled { filter, order: Order::compile(&query.sort, scope)? })
}

fn expr(written: &Expr, scope: &Scope<'_>, bare: &Key) -> Result<Filter, Fault> {
    let each = |parts: &[Expr]| parts.iter().map(|part| expr(part, scope, bare)).collect::<Result<Vec<_>, _>>();
    Ok(match written {
        Expr::All(parts) => Filter::All(each(parts)?),
        Expr::Any(parts) => Filter::Any(each(parts)?),
        Expr::Not(inner) => Filter::Not(Box::new(expr(inner, scope, bare)?)),
        Expr::Term(written) => term(written, scope, bare)?,
    })
}

fn term(term: &Term, scope: &Scope<'_>, bare: &Key) -> Result<Filter, Fault> {
    let (key, name) = match &term.key {
        None => (bare.clone(), "text"),
        Some(name) => (Key::find(&name.item).ok_or_else(|| unknown_key(name))?, name.item.as_str()),
    };
    if let (Key::Field(field), false) = (&key, term.op.item == Op::Equal) {
        check_field(field, term, scope)?;
    }
    let op = term.op.item;
    if op.is_comparison() {
        check_comparison(&key, name, term)?;
    }
    let asked = |value| Asked { key: &key, name, op, value, scope }.filter();
    term.values.iter().map(asked).collect::<Result<Vec<_>, _>>().map(Filter::any)
}

fn unknown_key(name: &Spanned<String>) -> Fault {
    let fault = Fault::new(FaultKind::UnknownKey, name.span.clone(), &name.item);
    let fault = match name.item.to_lowercase().starts_with("sla.") {
        true => fault.expecting_words(Key::names_of_clocks()),
        false => fault.expecting_words(Key::names()),
    };
    match Key::called_here(&name.item) {
        Some(here) => fault.suggesting(here),
        None => fault,
    }
}

/// The name of a field that nobody declared, and nearly one that somebody did.
fn check_field(field: &str, term: &Term, scope: &Scope<'_>) -> Result<(), Fault> {
    let (Some(near), Some(key)) = (scope.declared.nearest_field(field), &term.key) else { return Ok(()) };
    let fault = Fault::new(FaultKind::UnknownKey, key.span.clone(), &key.item);
    Err(fault.suggesting(format!("field.{near}")))
}

/// `<` and `>` need a key with an order, and one plain value.
fn check_comparison(key: &Key, name: &str, term: &Term) -> Result<(), Fault> {
    let ordered = matches!(key, Key::Priority | Key::Instant(_) | Key::Number | Key::Recurs | Key::Field(_));
    if !ordered && !matches!(key, Key::Clock(_, Ask::Left)) {
        let fault = Fault::new(FaultKind::NoOrder, term.op.span.clone(), term.op.item.as_str());
        return Err(fault.of_key(name).suggesting(":"));
    }
    let fault = match term.values.as_slice() {
        [Spanned { item: Value::Text(_), .. }] => return Ok(()),
        [Spanned { item: Value::Glob(glob), span }] => Fault::new(FaultKind::NoWildcard, span.clone(), glob),
        values => {
            let written = values.iter().map(|v| v.item.to_string()).collect::<Vec<_>>().join(",");
            let start = values.first().map_or(term.op.span.end, |v| v.span.start);
            let end = values.last().map_or(start, |v| v.span.end);
            Fault::new(FaultKind::OneValue, start..end, &written)
        }
    };
    Err(fault.of_key(name))
}
