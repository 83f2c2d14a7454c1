//! `backlog`: how old the unsolved tickets are.
//!
//! Age is the elapsed time since creation, in days of 86,400 s, whatever calendar durations are counted in:
//! `0-1` holds [0 d, 1 d), `>30` everything from 30 d on. Tickets are looked at just before the end of the
//! period, or of every period of `--by`. Weekday and hour are those of their creation.

use super::lines::Line;
use super::part::Part;
use super::scope::Scope;
use super::stats::Stats;
use super::table::{Cell, Note, Report};
use crate::domain::time::Time;
use std::collections::BTreeMap;

const COLUMNS: &[&str] = &["age", "tickets", "unassigned", "oldest", "oldest_s"];
const DAY: i64 = 86_400;
/// The ages: name, and the seconds below which they hold.
const AGES: [(&str, i64); 5] =
    [("0-1", DAY), ("1-3", 3 * DAY), ("3-7", 7 * DAY), ("7-30", 30 * DAY), (">30", i64::MAX)];

/// The names of the ages, from young to old.
pub fn ages() -> [&'static str; 5] {
    AGES.map(|(name, _)| name)
}

/// The tickets of one age in one group.
#[derive(Default)]
struct Pile {
    tickets: Vec<u32>,
    unassigned: usize,
    /// Age in seconds and the ticket; the first of several.
    oldest: Option<(i64, u32)>,
}

/// A row per age in each group; an age that nobody in a group has is left out there, but without keys all
/// are listed.
pub(super) fn backlog(mut scope: Scope) -> Report {
    let by = &scope.request.by;
    let mut piles: BTreeMap<(Vec<Part>, usize), Pile> = BTreeMap::new();
    if by.is_empty() {
        piles.extend((0..AGES.len()).map(|age| ((Vec::new(), age), Pile::default())));
    }
    let complete = scope.each_left(by, &mut |left| {
        let seconds = age(&scope, left.ticket, left.at);
        let place = AGES.iter().position(|(_, below)| seconds < *below).unwrap_or(AGES.len() - 1);
        piles.entry((left.key, place)).or_default().add(&scope, left.ticket, seconds);
    });
    let lines = piles.into_iter().map(|((key, age), pile)| line(&scope, key, age, &pile)).collect();
    let totals = totals(&scope);
    if !complete {
        scope.notes.push(Note { code: "empty_periods_left_out", data: Vec::new() });
    }
    scope.finish(by, COLUMNS, lines, totals)
}

impl Pile {
    fn add(&mut self, scope: &Scope, ticket: u32, seconds: i64) {
        self.tickets.push(ticket);
        let nobody = scope.cases.get(ticket as usize).is_some_and(|case| case.story.ticket.assignee.is_none());
        self.unassigned += usize::from(nobody);
        if self.oldest.is_none_or(|(oldest, _)| seconds > oldest) {
            self.oldest = Some((seconds, ticket));
        }
    }
}

fn age(scope: &Scope, ticket: u32, at: Time) -> i64 {
    let created = scope.cases.get(ticket as usize).and_then(|case| case.story.created());
    // The last instant that is seen is the second before the end.
    created.map_or(0, |created| (at - created).num_seconds() - 1).max(0)
}

fn line<'a>(scope: &Scope, key: Vec<Part<'a>>, age: usize, pile: &Pile) -> Line<'a> {
    let (oldest, seconds) = oldest(scope, pile);
    let cells = vec![AGES[age].0.into(), pile.tickets.len().into(), pile.unassigned.into(), oldest, seconds];
    let weight = i64::try_from(pile.tickets.len()).unwrap_or(i64::MAX);
    Line { key, one: None, weight, cells, tickets: scope.explain(pile.tickets.iter().copied()) }
}

fn oldest(scope: &Scope, pile: &Pile) -> (Cell, Cell) {
    let id = pile.oldest.and_then(|(_, ticket)| scope.id(ticket)).map(|id| Cell::Text(id.to_string()));
    (id.into(), pile.oldest.map(|(seconds, _)| seconds).into())
}

/// What is unsolved at the end of the request's period, each ticket once.
pub(super) fn totals(scope: &Scope) -> Vec<(&'static str, Cell)> {
    let (mut all, mut ages) = (Pile::default(), Vec::new());
    scope.each_left(&[], &mut |left| {
        let seconds = age(scope, left.ticket, left.at);
        ages.push(seconds);
        all.add(scope, left.ticket, seconds);
    });
    let (oldest, seconds) = oldest(scope, &all);
    vec![
        ("backlog", all.tickets.len().into()),
        ("unassigned", all.unassigned.into()),
        ("age_median_s", Stats::of(ages).map(|s| s.median).into()),
        ("oldest", oldest),
        ("oldest_s", seconds),
    ]
}
