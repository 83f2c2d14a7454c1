//! `volume`: what came in, what was resolved, what came back, and what was left.
//!
//! Every period from the first creation to `now` has a row, empty or not, and in every one of them
//! the backlog is the one before + created − resolved + reopened.

use super::by::{By, Part, assemble};
use super::facts::{Fact, Kind};
use super::lines::{Line, rank};
use super::scope::Scope;
use super::segments::Segments;
use super::table::{Cell, Note, Report};
use super::tally::Tally;
use crate::domain::story::Story;
use crate::domain::time::Time;
use crate::domain::time::period::Period;
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: &[&str] = &["created", "resolved", "reopened", "backlog"];
const KINDS: &[Kind] = &[Kind::Created, Kind::Resolved, Kind::Reopened];
/// More rows than this list only the periods in which something happened: a ticket that claims to
/// come from the first century must not cost a row for every day since.
const MAX_ROWS: usize = 50_000;

/// What happened to the tickets of one group of values.
#[derive(Default)]
struct Course {
    /// Unsolved when the request's period begins.
    before: i64,
    segments: BTreeMap<Time, Tally>,
}

type Courses = BTreeMap<Vec<Part>, Course>;

/// By month, when the request names no key.
pub(super) fn volume(mut scope: Scope) -> Report {
    let months = [By::Period(Period::Month)];
    let by = if scope.request.by.is_empty() { &months } else { scope.request.by.as_slice() };
    let mut segments = scope.segments(by);
    let courses = courses(&scope, by, &mut segments);
    let (periods, complete) = periods(&scope, &courses, &mut segments);
    let mut lines = Vec::new();
    for (fields, course) in &courses {
        lines.extend(course_lines(&scope, by, (fields, course), &periods, &mut segments));
    }
    if !complete {
        scope.notes.push(Note { code: "empty_periods_left_out", data: Vec::new() });
    }
    let totals = totals(&scope, &scope.overall(&[], &[]));
    scope.finish(by, COLUMNS, lines, totals)
}

/// Created, resolved, reopened in the request's period and what was unsolved at its ends, over all
/// tickets that count, each once.
pub(super) fn totals(scope: &Scope, overall: &Tally) -> Vec<(&'static str, Cell)> {
    let unsolved = |at: Option<Time>| {
        let category = |s: &Story| at.map_or(s.category(), |at| s.category_before(at));
        scope.stories.iter().filter(|s| category(s).is_some_and(|c| c.is_unsolved())).count()
    };
    let mut totals = vec![
        ("created", overall.count(Kind::Created).into()),
        ("resolved", overall.count(Kind::Resolved).into()),
        ("reopened", overall.count(Kind::Reopened).into()),
        ("backlog", unsolved(scope.until()).into()),
    ];
    totals.extend(scope.request.from.map(|from| ("backlog_before", unsolved(Some(from)).into())));
    totals
}

fn courses(scope: &Scope, by: &[By], segments: &mut Segments) -> Courses {
    let mut courses = Courses::new();
    let from = scope.request.from;
    scope.each_share(by, segments, None, &mut |_, share| {
        let begun = |fact: &Fact| from.is_some_and(|from| fact.at < from);
        let (before, within) = share.facts.split_at(share.facts.partition_point(begun));
        let course = courses.entry(share.fields.to_vec()).or_default();
        if !before.is_empty() {
            let mut past = Tally::default();
            past.add(share.ticket, before);
            course.before += past.growth();
        }
        if !within.is_empty() {
            course.segments.entry(share.segment).or_default().add(share.ticket, within);
        }
    });
    courses
}

/// The periods that get a row in every course, and whether these are all periods.
fn periods(scope: &Scope, courses: &Courses, segments: &mut Segments) -> (BTreeSet<Time>, bool) {
    let happened = || courses.values().flat_map(|c| c.segments.keys().copied()).collect();
    if segments.is_whole() {
        return ([segments.of(scope.request.now)].into(), true);
    }
    let Some(first) = scope.stories.first().and_then(|s| s.created()) else {
        return (BTreeSet::new(), true);
    };
    let from = scope.request.from.map_or(first, |from| from.max(first));
    let now = scope.request.now.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(Time::MAX_UTC);
    let until = scope.until().unwrap_or(now);
    match segments.between(from, until, MAX_ROWS / courses.len().max(1)) {
        Some(all) => (all.into_iter().collect(), true),
        None => (happened(), false),
    }
}

fn course_lines(
    scope: &Scope,
    by: &[By],
    (fields, course): (&[Part], &Course),
    periods: &BTreeSet<Time>,
    segments: &mut Segments,
) -> Vec<Line> {
    let mut backlog = course.before;
    let mut lines = Vec::new();
    for period in periods {
        let nothing = Tally::default();
        let tally = course.segments.get(period).unwrap_or(&nothing);
        backlog += tally.growth();
        let key = assemble(by, fields, *period, segments);
        let mut cells: Vec<Cell> = KINDS.iter().map(|kind| tally.count(*kind).into()).collect();
        cells.push(backlog.into());
        let tickets = scope.explain(tally.tickets_with(KINDS));
        let weight = tally.tickets_with(KINDS).count().try_into().unwrap_or(i64::MAX);
        lines.push(Line { rank: rank(fields, &key), key, weight, cells, tickets });
    }
    lines
}
