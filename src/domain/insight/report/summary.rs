//! `summary`: how many tickets there are and of what kind, and the headline of every other report.

use super::facts::Kind;
use super::flow;
use super::lines::{Group, Line};
use super::measures::Measure;
use super::scope::Scope;
use super::table::{Cell, Report};
use super::tally::Tally;
use super::volume;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use std::collections::BTreeMap;

/// The measures of the headline, as medians.
const MEDIANS: &[(&str, Measure)] = &[
    ("first_reply_median_s", Measure::FirstReply),
    ("first_resolution_median_s", Measure::FirstResolution),
    ("resolution_median_s", Measure::Resolution),
    ("agent_work_median_s", Measure::AgentWork),
    ("requester_wait_median_s", Measure::RequesterWait),
];

/// Without keys one row, equal to the totals: everything there is to say. With keys a row per group
/// with the headline figures, and the whole in the totals.
pub(super) fn summary(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let totals = everything(&scope, &scope.overall(by, &groups));
    let line = |group: &Group| -> Line {
        let figures = if by.is_empty() { totals.clone() } else { headline(&group.tally) };
        let cells = figures.into_iter().map(|(_, cell)| cell).collect();
        group.line(cells, scope.explain(group.tally.tickets_with(&[Kind::Created])))
    };
    let lines = groups.iter().map(line).collect();
    let figures = if by.is_empty() { totals.clone() } else { headline(&Tally::default()) };
    let names: Vec<&str> = figures.iter().map(|(name, _)| *name).collect();
    scope.finish(by, &names, lines, totals)
}

fn headline(tally: &Tally) -> Vec<(&'static str, Cell)> {
    let mut out = vec![
        ("tickets", tally.count(Kind::Created).into()),
        ("resolved", tally.count(Kind::Resolved).into()),
        ("reopened", tally.count(Kind::Reopened).into()),
    ];
    out.extend(MEDIANS.iter().map(|(name, measure)| (*name, tally.median(*measure))));
    out.extend(flow::figures(tally));
    out
}

fn everything(scope: &Scope, tally: &Tally) -> Vec<(&'static str, Cell)> {
    let tickets: Vec<&Ticket> = tally
        .tickets_with(&[Kind::Created])
        .filter_map(|t| scope.stories.get(t as usize))
        .map(|s| &s.ticket)
        .collect();
    let category = |t: &Ticket| scope.workflow.category(&t.status);
    let statuses = scope.workflow.statuses.iter().map(|s| s.name.as_str());
    let categories = Category::ALL.into_iter().map(Category::as_str);
    let of = |value: fn(&Ticket) -> Option<&str>| largest(counted(&tickets, value), scope.request.top);
    let mut out = vec![
        ("tickets", tickets.len().into()),
        ("unassigned", tickets.iter().filter(|t| t.assignee.is_none()).count().into()),
        ("by_status", in_order(counted(&tickets, |t| Some(t.status.as_str())), statuses)),
        ("by_status_category", in_order(counted(&tickets, |t| Some(category(t).as_str())), categories)),
        ("by_category", of(|t| t.category.as_deref())),
        ("by_assignee", of(|t| t.assignee.as_deref())),
        ("by_group", of(|t| t.group.as_deref())),
    ];
    out.extend(volume::totals(scope, tally));
    out.extend(MEDIANS.iter().map(|(name, measure)| (*name, tally.median(*measure))));
    out.extend(flow::figures(tally));
    out
}

/// How many tickets have each value. Those without one are in none.
fn counted<'a>(tickets: &[&'a Ticket], value: impl Fn(&'a Ticket) -> Option<&'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for value in tickets.iter().filter_map(|t| value(t)) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// The known names first and in their order, then whatever else there is.
fn in_order<'n>(mut counts: BTreeMap<&str, usize>, names: impl Iterator<Item = &'n str>) -> Cell {
    let known: Vec<_> = names.filter_map(|name| counts.remove_entry(name)).collect();
    map(known.into_iter().chain(counts))
}

/// The most frequent first, at most `top` of them.
fn largest(counts: BTreeMap<&str, usize>, top: Option<usize>) -> Cell {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    map(counts.into_iter().take(top.unwrap_or(usize::MAX)))
}

fn map<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> Cell {
    Cell::Map(counts.map(|(name, n)| (name.to_owned(), n.into())).collect())
}
