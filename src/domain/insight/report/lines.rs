//! Rows in the making: grouped, ordered, cut to the largest, and then put into a table.

use super::by::{By, Part, assemble};
use super::names::column;
use super::scope::Scope;
use super::table::{Cell, Column, Note, Report, Unit};
use super::tally::Tally;
use crate::domain::ticket::TicketId;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A row before it is one.
pub(super) struct Line {
    pub key: Vec<Part>,
    /// What `--top` compares: the key without its periods, where there is more to it.
    pub rank: Vec<Part>,
    pub weight: i64,
    pub cells: Vec<Cell>,
    pub tickets: Vec<TicketId>,
}

/// A group: its whole key, its key without the periods, and what falls to it.
pub(super) struct Group {
    pub key: Vec<Part>,
    pub rank: Vec<Part>,
    pub tally: Tally,
}

impl Group {
    pub(super) fn line(&self, cells: Vec<Cell>, tickets: Vec<TicketId>) -> Line {
        let weight = i64::try_from(self.tally.len()).unwrap_or(i64::MAX);
        Line { key: self.key.clone(), rank: self.rank.clone(), weight, cells, tickets }
    }
}

/// What `--top` compares in groups of these keys.
pub(super) fn rank(fields: &[Part], key: &[Part]) -> Vec<Part> {
    if fields.is_empty() { key.to_vec() } else { fields.to_vec() }
}

impl Scope<'_> {
    /// The facts of the request's period, group by group, in the order of the keys. Without keys
    /// there is one group, be it empty.
    pub(super) fn groups(&self, by: &[By]) -> Vec<Group> {
        let mut segments = self.segments(by);
        let mut found: BTreeMap<Vec<Part>, (Vec<Part>, Tally)> = BTreeMap::new();
        self.each_share(by, &mut segments, self.request.from, &mut |segments, share| {
            let key = assemble(by, share.fields, share.segment, segments);
            let (_, tally) = found.entry(key).or_insert_with_key(|key| (rank(share.fields, key), Tally::default()));
            tally.add(share.ticket, share.facts);
        });
        if by.is_empty() && found.is_empty() {
            found.insert(Vec::new(), (Vec::new(), Tally::default()));
        }
        found.into_iter().map(|(key, (rank, tally))| Group { key, rank, tally }).collect()
    }

    /// What all tickets that count add up to in the request's period, each once. `groups` are those
    /// of `by`: without keys the only one is it.
    pub(super) fn overall<'g>(&self, by: &[By], groups: &'g [Group]) -> Cow<'g, Tally> {
        match groups {
            [only] if by.is_empty() => Cow::Borrowed(&only.tally),
            _ => Cow::Owned(self.groups(&[]).pop().map(|g| g.tally).unwrap_or_default()),
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
                self.notes.push(Note { code: "more_left_out", data: vec![("n", left_out)] });
            }
        }
        let keys = by.iter().map(|b| Column { name: b.name(), unit: Unit::Text });
        let columns = keys.chain(names.iter().map(|name| column(name))).collect();
        let row = |line: &mut Line| {
            let keys = line.key.iter().zip(by).map(|(part, by)| part.cell(by, self.zone));
            keys.chain(std::mem::take(&mut line.cells)).collect()
        };
        let rows = lines.iter_mut().map(row).collect();
        let explain = match self.request.explain {
            true => lines.into_iter().map(|l| l.tickets).collect(),
            false => Vec::new(),
        };
        Report {
            name: self.request.name.as_str(),
            from: self.request.from,
            until: self.request.until,
            as_of: self.request.now,
            columns,
            rows,
            totals: totals.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect(),
            notes: self.notes,
            explain,
        }
    }
}

/// Keeps the lines of the `most` heaviest ranks; says how many ranks went. Without periods the
/// heaviest comes first.
fn cut(lines: &mut Vec<Line>, most: usize, by: &[By]) -> i64 {
    let mut weights: BTreeMap<&[Part], i64> = BTreeMap::new();
    for line in lines.iter() {
        *weights.entry(&line.rank).or_default() += line.weight;
    }
    let mut heaviest: Vec<(&[Part], i64)> = weights.into_iter().collect();
    heaviest.sort_by_key(|(_, weight)| Reverse(*weight));
    let left_out = heaviest.len().saturating_sub(most);
    heaviest.truncate(most);
    let places: BTreeMap<Vec<Part>, usize> = heaviest.iter().map(|(rank, _)| rank.to_vec()).zip(0..).collect();
    lines.retain(|line| places.contains_key(&line.rank));
    if by.iter().all(|b| b.period().is_none()) {
        lines.sort_by_key(|line| places.get(&line.rank).copied());
    }
    i64::try_from(left_out).unwrap_or(i64::MAX)
}
