//! `volume`: what came in, what was resolved, what came back, and what was left.
//!
//! Every period from the first creation to `now` has a row, empty or not, and in every one of them
//! the backlog is the one before + created − resolved + reopened. By weekday or hour every weekday and
//! every hour has a row, without a backlog: many ends are not one.

use super::by::By;
use super::facts::Kind;
use super::left::MAX_PERIODS;
use super::lines::Line;
use super::part::{Part, Slot, assemble, weekday};
use super::scope::Scope;
use super::segments::Segments;
use super::table::{Cell, Note, Report};
use super::tally::Tally;
use crate::domain::story::Story;
use crate::domain::time::Time;
use crate::domain::time::period::Period;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: &[&str] = &["created", "resolved", "reopened", "backlog"];
const KINDS: &[Kind] = &[Kind::Created, Kind::Resolved, Kind::Reopened];
/// What happened to the tickets of one group of values.
#[derive(Default)]
struct Course {
    /// Unsolved when the request's period begins.
    before: i64,
    segments: BTreeMap<Time, Tally>,
}

type Courses<'a> = BTreeMap<Vec<Part<'a>>, Course>;

/// By month, when the request names no key.
pub(super) fn volume(mut scope: Scope) -> Report {
    let months = [By::Period(Period::Month)];
    let by = if scope.request.by.is_empty() { &months } else { scope.request.by.as_slice() };
    if by.iter().any(By::is_of_clock) {
        return by_clock(scope);
    }
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

/// A row for every weekday and hour that there is, for each of the other values.
fn by_clock(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let mut tallies: BTreeMap<Vec<Part>, Tally> = BTreeMap::new();
    for group in groups {
        for key in faces(by, &group.key) {
            tallies.entry(key).or_default();
        }
        tallies.insert(group.key, group.tally);
    }
    let lines = tallies.into_iter().map(|(key, tally)| line(&scope, key, &tally, Cell::Null)).collect();
    let totals = totals(&scope, &scope.overall(by, &[]));
    scope.finish(by, COLUMNS, lines, totals)
}

/// A key with every weekday and hour in place of its own.
fn faces<'a>(by: &[By], key: &[Part<'a>]) -> Vec<Vec<Part<'a>>> {
    by.iter().zip(key).fold(vec![Vec::new()], |heads, (by, part)| {
        let parts = match by {
            By::Weekday => (0..7).map(weekday).collect(),
            By::Hour => (0..24).map(Part::Int).collect(),
            _ => vec![part.clone()],
        };
        let extended = |head: &Vec<Part<'a>>| {
            let head = head.clone();
            parts.clone().into_iter().map(move |part| [head.as_slice(), &[part]].concat())
        };
        heads.iter().flat_map(extended).collect()
    })
}

/// Created, resolved, reopened in the request's period and what was unsolved at its ends, over all
/// tickets that count, each once.
pub(super) fn totals(scope: &Scope, overall: &Tally) -> Vec<(&'static str, Cell)> {
    let unsolved = |at: Option<Time>| {
        let category = |s: &Story| at.map_or(s.category(), |at| s.category_before(at));
        let stories = scope.cases.iter().map(|case| &case.story);
        stories.filter(|s| category(s).is_some_and(|c| c.is_unsolved())).count()
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

fn courses<'a>(scope: &Scope<'a>, by: &[By], segments: &mut Segments) -> Courses<'a> {
    let mut courses = Courses::new();
    let from = scope.request.from;
    scope.each_share(by, segments, None, &mut |_, share| {
        let begun = share.facts.partition_point(|(_, fact)| from.is_some_and(|from| fact.at < from));
        let (before, within) = share.facts.split_at(begun);
        let course = match courses.get_mut(share.fields) {
            Some(course) => course,
            None => courses.entry(share.fields.to_vec()).or_default(),
        };
        if !before.is_empty() {
            let mut past = Tally::default();
            past.add(share.ticket, before.iter().map(|(_, fact)| fact));
            course.before += past.growth();
        }
        if !within.is_empty() {
            let tally = course.segments.entry(share.slot.segment).or_default();
            tally.add(share.ticket, within.iter().map(|(_, fact)| fact));
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
    let Some(first) = scope.cases.first().and_then(|case| case.story.created()) else {
        return (BTreeSet::new(), true);
    };
    let from = scope.request.from.map_or(first, |from| from.max(first));
    match segments.between(from, scope.end(), MAX_PERIODS / courses.len().max(1)) {
        Some(all) => (all.into_iter().collect(), true),
        None => (happened(), false),
    }
}

fn course_lines<'a>(
    scope: &Scope,
    by: &[By],
    (fields, course): (&[Part<'a>], &Course),
    periods: &BTreeSet<Time>,
    segments: &mut Segments,
) -> Vec<Line<'a>> {
    let mut backlog = course.before;
    let mut lines = Vec::new();
    for period in periods {
        let nothing = Tally::default();
        let tally = course.segments.get(period).unwrap_or(&nothing);
        backlog += tally.growth();
        let slot = Slot { segment: *period, weekday: 0, hour: 0, who: None };
        lines.push(line(scope, assemble(by, fields, slot, segments), tally, backlog.into()));
    }
    lines
}

fn line<'a>(scope: &Scope, key: Vec<Part<'a>>, tally: &Tally, backlog: Cell) -> Line<'a> {
    let mut cells: Vec<Cell> = KINDS.iter().map(|kind| tally.count(*kind).into()).collect();
    cells.push(backlog);
    let tickets = scope.explain(tally.tickets_with(KINDS));
    let weight = tally.tickets_with(KINDS).count().try_into().unwrap_or(i64::MAX);
    Line { key, one: None, weight, cells, tickets }
}
