//! `summary`: how many tickets there are and of what kind, and the headline of every other report.

use super::backlog;
use super::facts::Kind;
use super::figure::{Figure, figures};
use super::grouped::flow_figures;
use super::lines::Group;
use super::scope::Scope;
use super::table::{Cell, Report};
use super::tally::Tally;
use super::volume;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Ticket, TicketId};
use std::collections::BTreeMap;

/// How many there are, in a row of a group.
const COUNTS: &[&str] = &["tickets", "resolved", "reopened", "open"];
/// The headlines of `times`, `sla` and `csat`.
const HEADLINES: &[&str] = &[
    "first_reply_median_s",
    "first_reply_n",
    "first_resolution_median_s",
    "first_resolution_n",
    "resolution_median_s",
    "resolution_n",
    "agent_work_median_s",
    "agent_work_n",
    "requester_wait_median_s",
    "requester_wait_n",
    "percent_targets",
    "targets_n",
    "percent_tickets",
    "tickets_n",
    "csat",
    "csat_n",
];

/// Without keys one row, equal to the totals: everything there is to say. With keys a row per group
/// with the headline figures, and the whole in the totals.
pub(super) fn summary(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups_with_left(by);
    let totals = everything(&scope, &scope.overall(by, &groups));
    let line = |group: &Group<'_>| -> (Vec<Cell>, Vec<TicketId>) {
        let figures = if by.is_empty() { totals.clone() } else { headline(&group.tally) };
        let tickets = scope.explain(group.tally.tickets_with(&[Kind::Created]));
        (figures.into_iter().map(|(_, cell)| cell).collect(), tickets)
    };
    let lines = groups
        .iter()
        .map(|group| {
            let (cells, tickets) = line(group);
            group.line(cells, tickets)
        })
        .collect();
    let figures = if by.is_empty() { totals.clone() } else { headline(&Tally::default()) };
    let names: Vec<&str> = figures.iter().map(|(name, _)| name.as_str()).collect();
    let totals = totals.iter().map(|(name, cell)| (name.as_str(), cell.clone())).collect();
    scope.finish(by, &names, lines, totals)
}

fn headline(tally: &Tally) -> Vec<(String, Cell)> {
    let mut out = figures(&Figure::all(COUNTS), tally);
    out.extend(figures(&Figure::all(HEADLINES), tally));
    out.extend(figures(&flow_figures(), tally));
    out
}

fn everything(scope: &Scope, tally: &Tally) -> Vec<(String, Cell)> {
    let tickets: Vec<&Ticket> = tally
        .tickets_with(&[Kind::Created])
        .filter_map(|t| scope.cases.get(t as usize))
        .map(|case| &*case.story.ticket)
        .collect();
    let workflow = scope.setting.workflow;
    let category = |t: &Ticket| workflow.category(&t.status);
    let statuses = workflow.statuses.iter().map(|s| s.name.as_str());
    let categories = Category::ALL.into_iter().map(Category::as_str);
    let of = |value: fn(&Ticket) -> Option<&str>| largest(counted(&tickets, value), scope.request.top);
    let mut out: Vec<(&str, Cell)> = vec![
        ("tickets", tickets.len().into()),
        ("unassigned", tickets.iter().filter(|t| t.assignee.is_none()).count().into()),
        ("by_status", in_order(counted(&tickets, |t| Some(t.status.as_str())), statuses)),
        ("by_status_category", in_order(counted(&tickets, |t| Some(category(t).as_str())), categories)),
        ("by_category", of(|t| t.category.as_deref())),
        ("by_channel", of(|t| t.channel.as_deref())),
        ("by_assignee", of(|t| t.assignee.as_deref())),
        ("by_group", of(|t| t.group.as_deref())),
    ];
    out.extend(volume::totals(scope, tally));
    let aged = |name: &str| matches!(name, "age_median_s" | "oldest" | "oldest_s");
    out.extend(backlog::totals(scope).into_iter().filter(|(name, _)| aged(name)));
    let mut out: Vec<(String, Cell)> = out.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect();
    out.extend(figures(&Figure::all(HEADLINES), tally));
    out.extend(figures(&flow_figures(), tally));
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
