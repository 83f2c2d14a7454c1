//! What holds for any line and any query.

use super::{DAY, NOW, compiled, printer, workflow};
use crate::domain::query::ast::{Op, Spanned, Term, Value};
use crate::domain::query::{Expr, Facts, Query, Sort, join, parse};
use crate::domain::time::{Time, at};
use proptest::prelude::*;

fn spanned<T>(item: T) -> Spanned<T> {
    Spanned { item, span: 0..0 }
}

fn any_text() -> impl Strategy<Value = String> {
    "[a-z\\\\\"é日*.,:()<>=!@#/ -]{1,8}|or|and|\\PC{1,4}"
}

fn any_value() -> impl Strategy<Value = Value> {
    let end = || prop::option::of(any_text());
    prop_oneof![
        any_text().prop_map(Value::Text),
        "[a-z/]{0,4}\\*[a-z*]{0,4}".prop_map(Value::Glob),
        (end(), end())
            .prop_filter("an end", |(a, b)| a.is_some() || b.is_some())
            .prop_map(|(a, b)| Value::Range(a, b)),
    ]
}

fn any_term() -> impl Strategy<Value = Term> {
    let op = prop::sample::select(vec![Op::Is, Op::Equal, Op::Less, Op::LessEqual, Op::Greater, Op::GreaterEqual]);
    let keyed = ("[a-zé][a-z0-9_.-]{0,5}", op, prop::collection::vec(any_value(), 1..3))
        .prop_filter("no sort", |(key, ..)| key != "sort")
        .prop_map(|(key, op, values)| (Some(key), op, values));
    let bare = any_text().prop_map(|text| (None, Op::Is, vec![Value::Text(text)]));
    prop_oneof![keyed, bare].prop_map(|(key, op, values)| Term {
        key: key.map(spanned),
        op: spanned(op),
        values: values.into_iter().map(spanned).collect(),
    })
}

fn any_expr() -> impl Strategy<Value = Expr> {
    any_term().prop_map(Expr::Term).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::all),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::any),
            inner.prop_map(|x| Expr::Not(Box::new(x))),
        ]
    })
}

/// Lines that are mostly good queries about the ticket.
fn likely_line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "status:open",
        "priority>=high",
        "-tag:ci",
        "(",
        ")",
        "or",
        "printer",
        "\"is dead\"",
        "updated<7d",
        "created:2026-10-01..2026-11-01",
        "category:payments/*",
        "sort:-due",
        "-",
        "field.cost>3",
        "title:",
        "\"",
        ",x",
        "assignee:me",
        "is:unassigned",
        "statsu:x",
        "日本",
        "..",
        "*",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn no_line_panics_and_every_span_is_in_bounds(line in prop_oneof!["\\PC{0,30}", likely_line(), any_text()]) {
        if let Err(fault) = compiled(&line) {
            prop_assert!(line.get(fault.span.clone()).is_some(), "{:?} {:?}", line, fault);
            prop_assert!(fault.caret(&line).contains('^'));
        }
    }

    #[test]
    fn what_is_printed_parses_to_the_same_query(
        filter in any_expr(), sort in prop::collection::vec(("[a-z]{1,5}", any::<bool>()), 0..3),
    ) {
        let sort = sort.into_iter().map(|(key, descending)| Sort { key: spanned(key), descending }).collect();
        let query = Query { filter, sort };
        let printed = query.to_string();
        let back = parse(&printed).map_err(|fault| TestCaseError::fail(format!("{printed}: {fault:?}")))?;
        prop_assert_eq!(&back, &query, "{}", &printed);
        prop_assert_eq!(back.to_string(), printed);
    }

    #[test]
    fn a_line_that_parses_means_what_its_print_means(line in likely_line()) {
        if let Ok(query) = parse(&line) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query));
        }
    }

    #[test]
    fn negating_twice_changes_nothing(line in likely_line(), updated in 0_i64..20) {
        let (Ok(once), Ok(twice)) = (compiled(&line), compiled(&format!("--({line})"))) else { return Ok(()) };
        let ticket = printer();
        let updated: Time = at(NOW - updated * DAY);
        let facts = Facts::new(&ticket, &workflow(), updated);
        prop_assert_eq!(once.matches(&facts), twice.matches(&facts));
    }

    #[test]
    fn what_the_shell_passes_never_panics(words in prop::collection::vec("[a-z:\"()\\\\ -]{0,12}", 0..4)) {
        parse(&join(&words)).ok();
    }
}
