//! `recurrence`: what is seen again and again, by fingerprint or by any other key. Definitions:
//! `helpdesk.md`, section 5, and [`sightings`].
//!
//! A row is a key, with periods a key in a period; tickets with an empty part of a key are left out.
//! - `tickets`: those with a sighting or a reopening then; `occurrences`: sightings with their counts; `days`:
//!   local days on which there were any; `first_seen`: ever; `last_seen`: then.
//! - `mtbo_*_s`: seconds from one sighting to the next, both then.
//! - Durations are counted in the hours of the request's calendar, `--within` and `--repeat-within` around the
//!   clock.
//! - `trend`: occurrences less those of the period before: as long as the request's, the period of the row, or
//!   as long as `--within` where everything is asked for.
//! - `repeats`: tickets created then, at most so long after the one before of the same key.
//! - `reopened`: reopenings then. `chain`: tickets in the longest row of follow-ups that one of them is in.
//! - `time_to_recur_median_s`: from a resolution to the next sighting or reopening, by the date of the latter.
//! - `agent_work_share`: of the time that all tickets were new or open then, the part that these were, in
//!   percent. A ticket of two keys counts in both.
//! - `open`: unsolved as of now. `recurring`: 1 when it was seen often enough, else 0. `new`: 1 when it was
//!   never seen before that period, else 0; absent where no period is asked for.
//! - `since_commit`: the commit of the first sighting ever that names one. `title`: that of the newest ticket then.

use super::by::By;
use super::lines::Line;
use super::part::{Part, Slot, assemble, combinations};
use super::scope::Scope;
use super::segments::Segments;
use super::stats::Stats;
use super::table::{Cell, Report};
use super::tally::percent;
use crate::domain::insight::recurrence::{Often, Sighting, is_recurring, sightings};
use crate::domain::story::Story;
use crate::domain::ticket::link::LinkKind;
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Occurrence, Ticket, TicketId};
use crate::domain::time::Time;
use crate::domain::time::period::Span;
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const COLUMNS: &[&str] = &[
    "tickets",
    "occurrences",
    "days",
    "first_seen",
    "last_seen",
    "mtbo_mean_s",
    "mtbo_median_s",
    "trend",
    "repeats",
    "reopened",
    "chain",
    "time_to_recur_median_s",
    "agent_work_share",
    "open",
    "recurring",
    "new",
    "since_commit",
    "title",
];
const WORK: [Category; 2] = [Category::New, Category::Open];

/// What to call recurring, and which tickets repeat another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurring {
    pub often: Often,
    /// Only keys that recur get a row; the totals are of all.
    pub only: bool,
    /// Seconds between two creations.
    pub repeat_within_s: i64,
    /// A run counts once, however often it saw something.
    pub per_run: bool,
}

impl Default for Recurring {
    fn default() -> Self {
        let often = Often::default();
        Recurring { often, only: false, repeat_within_s: often.within_s, per_run: false }
    }
}

/// Everything of one key, in order of time.
#[derive(Default)]
struct Trail<'a> {
    /// With the place of the ticket in the scope.
    seen: Vec<(Sighting, u32)>,
    reopened: Vec<(Time, u32)>,
    resolved: Vec<Time>,
    created: Vec<Time>,
    /// The first sighting that names a commit.
    since: Option<(Time, &'a str)>,
}

/// A stretch for which a row is made, and the one before it.
struct Window {
    now: Span,
    before: Span,
    /// Whether there was a time before it that was not asked for.
    is_part: bool,
}

/// The heaviest keys come first: those with the most tickets, then the most occurrences.
pub(super) fn recurrence(scope: Scope) -> Report {
    let fingerprint = [By::Fingerprint];
    let by = if scope.request.by.is_empty() { &fingerprint } else { scope.request.by.as_slice() };
    let (trails, chains) = (trails(&scope, by), chains(&scope));
    let whole = whole(&scope);
    let mut segments = scope.segments(by);
    let mut work = Work::default();
    let mut lines = Vec::new();
    for (fields, trail) in &trails {
        for (segment, window) in windows(&scope, &mut segments, trail, &whole) {
            let slot = Slot { segment, weekday: 0, hour: 0, who: None };
            let key = assemble(by, fields, slot, &segments);
            let row = Row::of(&scope, trail, &window, &chains, &mut work);
            let hidden = scope.request.recurrence.only && !row.is_recurring;
            if !row.tickets.is_empty() && !hidden {
                lines.push(row.line(&scope, key));
            }
        }
    }
    let totals = totals(&scope, &trails, &whole);
    scope.finish(by, COLUMNS, lines, totals)
}

fn trails<'a>(scope: &Scope<'a>, by: &[By]) -> BTreeMap<Vec<Part<'a>>, Trail<'a>> {
    let mut trails: BTreeMap<Vec<Part>, Trail> = BTreeMap::new();
    let place = by.iter().filter(|b| b.is_of_ticket()).position(|b| *b == By::Fingerprint);
    for (story, ticket) in scope.stories().zip(0..) {
        let Some(created) = story.created() else { continue };
        for fields in combinations(by, story, scope.setting.workflow) {
            if fields.contains(&Part::Absent) {
                continue;
            }
            let fingerprint = place.and_then(|place| fields.get(place)).map(Part::text);
            let seen = sightings(&story.ticket, created, fingerprint.as_deref(), scope.request.recurrence.per_run);
            let trail = trails.entry(fields).or_default();
            trail
                .seen
                .extend(seen.into_iter().filter(|s| s.at <= scope.request.now).map(|s| (s, ticket)));
            let since = first_commit(&story.ticket, fingerprint.as_deref(), scope.request.now);
            trail.since = trail.since.into_iter().chain(since).min();
            trail.created.push(created);
            trail.resolved.extend(story.moves.iter().filter(|m| m.resolves()).map(|m| m.at));
            trail.reopened.extend(story.moves.iter().filter(|m| m.reopens()).map(|m| (m.at, ticket)));
        }
    }
    for trail in trails.values_mut() {
        trail.seen.sort_unstable();
        trail.created.sort_unstable();
        trail.resolved.sort_unstable();
        trail.reopened.sort_unstable();
    }
    trails
}

/// Of what a ticket has seen of the fingerprint, the first that names a commit.
fn first_commit<'t>(ticket: &'t Ticket, fingerprint: Option<&str>, now: Time) -> Option<(Time, &'t str)> {
    let about = |seen: &&Occurrence| fingerprint.is_none_or(|wanted| seen.fingerprint == wanted);
    let known = ticket
        .occurrences
        .iter()
        .filter(about)
        .filter(|seen| seen.is_sighting() && seen.at <= now);
    known.filter_map(|seen| Some((seen.at, seen.commit.as_deref()?))).min()
}

/// How many tickets are in the row of follow-ups that ends in each ticket which is one.
fn chains(scope: &Scope) -> HashMap<TicketId, usize> {
    let source = |story: &Story| {
        let kind = LinkKind::FollowUpOf.as_str();
        story.ticket.links.iter().find(|link| link.kind == kind).map(|link| link.ticket)
    };
    let sources: HashMap<TicketId, TicketId> = scope.stories().filter_map(|s| Some((s.id, source(s)?))).collect();
    let length = |last: TicketId| {
        let mut passed = BTreeSet::from([last]);
        let mut next = sources.get(&last);
        // Links made by hand may run in a circle.
        while let Some(ticket) = next.filter(|ticket| passed.insert(**ticket)) {
            next = sources.get(ticket);
        }
        passed.len()
    };
    sources.keys().map(|id| (*id, length(*id))).collect()
}

/// The request's period; without a beginning, all that is seen.
fn whole(scope: &Scope) -> Window {
    let until = scope.end();
    let earlier = |at: Time, by: TimeDelta| at.checked_sub_signed(by).unwrap_or(Time::MIN_UTC);
    match scope.request.from {
        Some(from) => {
            let before = Span { from: earlier(from, until - from), until: from };
            Window { now: Span { from, until }, before, is_part: true }
        }
        None => {
            let within = TimeDelta::try_seconds(scope.request.recurrence.often.within_s).unwrap_or_default();
            let recent = earlier(until, within);
            let before = Span { from: earlier(recent, within), until: recent };
            Window { now: Span { from: Time::MIN_UTC, until }, before, is_part: false }
        }
    }
}

/// The windows of one key: the request's, or the periods in which something of it was seen.
fn windows(scope: &Scope, segments: &mut Segments, trail: &Trail<'_>, whole: &Window) -> Vec<(Time, Window)> {
    if segments.is_whole() {
        let Window { now, before, is_part } = *whole;
        return vec![(segments.of(scope.request.now), Window { now, before, is_part })];
    }
    let seen = trail.seen.iter().map(|(s, _)| s.at).chain(trail.reopened.iter().map(|(at, _)| *at));
    let found: BTreeSet<Time> = seen.filter(|at| whole.now.contains(*at)).map(|at| segments.of(at)).collect();
    let window = |segment: Time| {
        let span = segments.span(segment);
        let now = Span { from: span.from.max(whole.now.from), until: span.until.min(whole.now.until) };
        let eve = segment.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(segment);
        let last = segments.of(eve);
        (segment, Window { now, before: segments.span(last), is_part: true })
    };
    found.into_iter().map(window).collect()
}

/// The figures of one key in one window.
struct Row {
    cells: Vec<Cell>,
    tickets: BTreeSet<u32>,
    occurrences: i64,
    is_recurring: bool,
}

impl Row {
    fn of(
        scope: &Scope,
        trail: &Trail<'_>,
        window: &Window,
        chains: &HashMap<TicketId, usize>,
        work: &mut Work,
    ) -> Row {
        let seen = trail.seen_in(window.now);
        let reopened = within(&trail.reopened, window.now, |(at, _)| *at);
        let tickets: BTreeSet<u32> = seen.iter().map(|(_, t)| *t).chain(reopened.iter().map(|(_, t)| *t)).collect();
        let times: Vec<Sighting> = seen.iter().map(|(s, _)| *s).collect();
        let occurrences = count(seen);
        // All of time has no period before it: what is recent is compared instead.
        let recent = if window.is_part { window.now } else { Span { from: window.before.until, ..window.now } };
        let trend = count(trail.seen_in(recent)) - count(trail.seen_in(window.before));
        let between = Stats::of(times.windows(2).map(|w| elapsed(scope, w[0].at, w[1].at)).collect());
        let first = trail.seen.first().map(|(s, _)| s.at);
        let is_recurring = is_recurring(&times, scope.request.recurrence.often);
        let stories = || tickets.iter().filter_map(|t| scope.story(*t));
        let longest = stories().map(|s| chains.get(&s.id).copied().unwrap_or(1)).max();
        let newest = stories().max_by_key(|s| s.created());
        let open = stories().filter(|s| s.category().is_some_and(Category::is_unsolved)).count();
        let cells = vec![
            tickets.len().into(),
            occurrences.into(),
            times.iter().map(|s| scope.setting.zone.date(s.at)).collect::<BTreeSet<_>>().len().into(),
            first.into(),
            times.last().map(|s| s.at).into(),
            between.map(|s| s.mean).into(),
            between.map(|s| s.median).into(),
            trend.into(),
            trail.repeats(window.now, scope.request.recurrence.repeat_within_s).into(),
            reopened.len().into(),
            longest.unwrap_or(0).into(),
            trail.times_to_recur(scope, window.now).map(|s| s.median).into(),
            work.share(scope, stories(), window.now),
            open.into(),
            i64::from(is_recurring).into(),
            window.is_part.then(|| i64::from(first.is_some_and(|at| at >= window.now.from))).into(),
            trail.since.map(|(_, commit)| commit).into(),
            newest.map(|story| story.ticket.title.as_str()).into(),
        ];
        Row { cells, tickets, occurrences, is_recurring }
    }

    fn line<'a>(self, scope: &Scope, key: Vec<Part<'a>>) -> Line<'a> {
        let tickets = i64::try_from(self.tickets.len()).unwrap_or(i64::MAX);
        let weight = tickets.saturating_mul(1 << 32).saturating_add(self.occurrences.min(u32::MAX.into()));
        let explained = scope.explain(self.tickets.into_iter());
        Line { key, one: None, weight, cells: self.cells, tickets: explained }
    }
}

impl Trail<'_> {
    fn seen_in(&self, span: Span) -> &[(Sighting, u32)] {
        within(&self.seen, span, |(sighting, _)| sighting.at)
    }

    /// Tickets created in the span, at most so long after the one before.
    fn repeats(&self, span: Span, within_s: i64) -> usize {
        let soon = |pair: &&[Time]| span.contains(pair[1]) && (pair[1] - pair[0]).num_seconds() <= within_s;
        self.created.windows(2).filter(soon).count()
    }

    /// From each resolution to what came back next, where that was in the span.
    fn times_to_recur(&self, scope: &Scope, span: Span) -> Option<Stats> {
        let mut back: Vec<Time> = self.seen.iter().map(|(s, _)| s.at).collect();
        back.extend(self.reopened.iter().map(|(at, _)| *at));
        back.sort_unstable();
        let next = |resolved: &Time| {
            let next = back.get(back.partition_point(|at| at <= resolved))?;
            span.contains(*next).then(|| elapsed(scope, *resolved, *next))
        };
        Stats::of(self.resolved.iter().filter_map(next).collect())
    }
}

fn within<T>(sorted: &[T], span: Span, at: impl Fn(&T) -> Time) -> &[T] {
    let first = sorted.partition_point(|item| at(item) < span.from);
    let end = sorted.partition_point(|item| at(item) < span.until);
    &sorted[first..end.max(first)]
}

/// Seconds of the hours in which durations are counted.
fn elapsed(scope: &Scope, from: Time, until: Time) -> i64 {
    scope.setting.hours.elapsed(Span { from, until })
}

fn count(seen: &[(Sighting, u32)]) -> i64 {
    seen.iter().map(|(s, _)| i64::from(s.count)).sum()
}

/// The time that all tickets together were new or open, by stretch.
#[derive(Default)]
struct Work(BTreeMap<Span, i64>);

impl Work {
    fn share<'s>(&mut self, scope: &Scope, of: impl Iterator<Item = &'s Story>, span: Span) -> Cell {
        let worked = |story: &Story| -> i64 {
            let spent = story.spent_in(&WORK, span.until);
            spent.iter().map(|s| elapsed(scope, s.from.max(span.from), s.until)).sum()
        };
        let all = *self.0.entry(span).or_insert_with(|| scope.stories().map(worked).sum());
        percent(of.map(worked).sum(), all)
    }
}

/// Of all keys, with or without a row.
fn totals(scope: &Scope, trails: &BTreeMap<Vec<Part>, Trail>, whole: &Window) -> Vec<(&'static str, Cell)> {
    let mut with_key = BTreeSet::new();
    let (mut keys, mut several, mut repeats, mut occurrences, mut recurring, mut new) = (0, 0, 0, 0, 0, 0);
    for trail in trails.values() {
        let seen = trail.seen_in(whole.now);
        let tickets: BTreeSet<u32> = seen.iter().map(|(_, ticket)| *ticket).collect();
        let times: Vec<Sighting> = seen.iter().map(|(s, _)| *s).collect();
        keys += i64::from(!tickets.is_empty());
        several += i64::from(tickets.len() > 1);
        repeats += trail.repeats(whole.now, scope.request.recurrence.repeat_within_s);
        occurrences += count(seen);
        recurring += i64::from(is_recurring(&times, scope.request.recurrence.often));
        new += i64::from(trail.seen.first().is_some_and(|(s, _)| whole.now.contains(s.at)));
        with_key.extend(tickets);
    }
    vec![
        ("tickets_with_key", with_key.len().into()),
        ("keys", keys.into()),
        ("keys_with_2_or_more", several.into()),
        ("occurrences", occurrences.into()),
        ("repeats", repeats.into()),
        ("recurring_keys", recurring.into()),
        ("new_keys", whole.is_part.then_some(new).into()),
    ]
}
