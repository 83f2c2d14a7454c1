//! Rows in the making: grouped, ordered, cut to the largest, and then put into a table.

use super::by::By;
use super::names::column;
use super::part::{Part, assemble};
use super::scope::Scope;
use super::table::{Cell, Column, Datum, Note, Report, Unit};
use super::tally::Tally;
use crate::domain::ticket::TicketId;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Columns that say what a row measures, and so tell it apart like a key.
const DISTINCT: [&str; 5] = ["metric", "policy", "age", "upto_s", "id"];

/// A row before it is one.
pub(super) struct Line<'a> {
    pub key: Vec<Part<'a>>,
    /// The only ticket of a line that `--top` compares by itself.
    pub one: Option<u32>,
    pub weight: i64,
    pub cells: Vec<Cell>,
    pub tickets: Vec<TicketId>,
}

/// A group: its whole key, and what falls to it.
pub(super) struct Group<'a> {
    pub key: Vec<Part<'a>>,
    pub tally: Tally,
}

impl<'a> Group<'a> {
    pub(super) fn line(&self, cells: Vec<Cell>, tickets: Vec<TicketId>) -> Line<'a> {
        let weight = i64::try_from(self.tally.len()).unwrap_or(i64::MAX);
        Line { key: self.key.clone(), one: None, weight, cells, tickets }
    }
}

impl<'a> Scope<'a> {
    /// The facts of the request's period, group by group, in the order of the keys. Without keys
    /// there is one group, be it empty.
    pub(super) fn groups(&self, by: &[By]) -> Vec<Group<'a>> {
        listed(by, self.tallies(by))
    }

    /// The same with the tickets that are unsolved at the end of each period.
    pub(super) fn groups_with_left(&self, by: &[By]) -> Vec<Group<'a>> {
        let mut tallies = self.tallies(by);
        self.each_left(by, &mut |left| tallies.entry(left.key).or_default().leave(left.ticket));
        listed(by, tallies)
    }

    fn tallies(&self, by: &[By]) -> BTreeMap<Vec<Part<'a>>, Tally> {
        let mut found: BTreeMap<Vec<Part<'a>>, Tally> = BTreeMap::new();
        self.each_share(by, &mut self.segments(by), self.request.from, &mut |segments, share| {
            let key = assemble(by, share.fields, share.slot, segments);
            found.entry(key).or_default().add(share.ticket, share.facts.iter().map(|(_, fact)| fact));
        });
        found
    }

    /// What all tickets that count add up to in the request's period, each once, and what is left at its
    /// end. `groups` are those of `by`: without keys the only one is it.
    pub(super) fn overall<'g>(&self, by: &[By], groups: &'g [Group<'a>]) -> Cow<'g, Tally> {
        match groups {
            [only] if by.is_empty() => Cow::Borrowed(&only.tally),
            _ => Cow::Owned(self.groups_with_left(&[]).pop().map(|g| g.tally).unwrap_or_default()),
        }
    }

    /// Orders the lines, cuts them to `--top`, and makes them a report.
    pub(super) fn finish(
        mut self,
        by: &[By],
        names: &[&str],
        mut lines: Vec<Line>,
        totals: Vec<(&str, Cell)>,
    ) -> Report {
        lines.sort_by(|a, b| a.key.cmp(&b.key));
        if let Some(most) = self.request.top {
            let left_out = cut(&mut lines, most, by);
            if left_out > 0 {
                self.notes.push(Note { code: "more_left_out", data: vec![("n", Datum::Count(left_out))] });
            }
        }
        let keys = by.iter().map(|b| Column { name: b.name(), unit: Unit::Text });
        let columns = keys.chain(names.iter().map(|name| column(name))).collect();
        let row = |line: &mut Line| {
            let keys = line.key.iter().zip(by).map(|(part, by)| part.cell(by, self.setting.zone));
            keys.chain(std::mem::take(&mut line.cells)).collect()
        };
        let rows = lines.iter_mut().map(row).collect();
        let explain = match self.request.explain {
            true => lines.into_iter().map(|l| l.tickets).collect(),
            false => Vec::new(),
        };
        Report {
            name: self.request.name.as_str(),
            own: self.request.own.clone(),
            from: self.request.from,
            until: self.request.until,
            as_of: self.request.now,
            columns,
            keys: by.len() + names.iter().take_while(|name| DISTINCT.contains(*name)).count(),
            rows,
            totals: totals.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect(),
            notes: self.notes,
            explain,
            checks: Vec::new(),
        }
    }
}

fn listed<'a>(by: &[By], mut tallies: BTreeMap<Vec<Part<'a>>, Tally>) -> Vec<Group<'a>> {
    if by.is_empty() {
        tallies.entry(Vec::new()).or_default();
    }
    tallies.into_iter().map(|(key, tally)| Group { key, tally }).collect()
}

/// What `--top` compares: the key without its periods where there is more to it, and the ticket.
type Rank<'k, 'a> = (Option<u32>, Vec<&'k Part<'a>>);

fn rank<'k, 'a>(by: &[By], line: &'k Line<'a>) -> Rank<'k, 'a> {
    let more = line.one.is_some() || by.iter().any(|b| b.period().is_none());
    let parts = line.key.iter().zip(by).filter(|(_, by)| !more || by.period().is_none());
    (line.one, parts.map(|(part, _)| part).collect())
}

/// Keeps the lines of the `most` heaviest ranks; says how many ranks went. Without periods the
/// heaviest comes first.
fn cut(lines: &mut Vec<Line>, most: usize, by: &[By]) -> i64 {
    let mut weights: BTreeMap<Rank, i64> = BTreeMap::new();
    for line in lines.iter() {
        *weights.entry(rank(by, line)).or_default() += line.weight;
    }
    let mut heaviest: Vec<(Rank, i64)> = weights.into_iter().collect();
    heaviest.sort_by_key(|(_, weight)| Reverse(*weight));
    let left_out = heaviest.len().saturating_sub(most);
    heaviest.truncate(most);
    let places: BTreeMap<Rank, usize> = heaviest.into_iter().map(|(rank, _)| rank).zip(0..).collect();
    let places: Vec<Option<usize>> = lines.iter().map(|line| places.get(&rank(by, line)).copied()).collect();
    let pairs = std::mem::take(lines).into_iter().zip(places);
    let mut kept: Vec<(usize, Line)> = pairs.filter_map(|(line, place)| Some((place?, line))).collect();
    if by.iter().all(|b| b.period().is_none()) {
        kept.sort_by_key(|(place, _)| *place);
    }
    *lines = kept.into_iter().map(|(_, line)| line).collect();
    i64::try_from(left_out).unwrap_or(i64::MAX)
}
