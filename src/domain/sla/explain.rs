//! A clock opened up: the stretches of time that it counted, and those that it did not, by day.

use super::clock::Clock;
use super::policy::Policies;
use super::tape::{Part, Tape};
use super::track::Track;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::Time;
use crate::domain::time::calendar::Hours;
use crate::domain::time::period::Span;
use crate::domain::time::zone::Zone;
use chrono::NaiveDate;

/// One stretch of a clock's life, within one category; what counts is within one local day, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub span: Span,
    /// The local day on which it began, in the zone of the clock's hours; of opening hours, the day whose
    /// hours they are.
    pub day: NaiveDate,
    /// The category in which the ticket was.
    pub category: Category,
    pub reason: Reason,
    /// The number of the event that brought the ticket into this category, from 0.
    pub step: u32,
}

/// Why a stretch counts, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    Runs,
    /// The clock stands still in this category.
    Paused,
    /// Its calendar is closed.
    Closed,
}

impl Reason {
    pub const ALL: [Reason; 3] = [Reason::Runs, Reason::Paused, Reason::Closed];

    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Runs => "runs",
            Reason::Paused => "paused",
            Reason::Closed => "closed",
        }
    }
}

impl Counted {
    /// Seconds that it adds to the clock.
    pub fn seconds(&self) -> i64 {
        match self.reason {
            Reason::Runs => (self.span.until - self.span.from).num_seconds(),
            Reason::Paused | Reason::Closed => 0,
        }
    }
}

impl Track {
    /// The whole life of one of this ticket's clocks up to `now`, in order and without gaps; what counts
    /// sums to `elapsed_s`.
    pub fn explain(&self, policies: &Policies, clock: &Clock, now: Time) -> Vec<Counted> {
        let Some(targets) = policies.targets(clock.policy, clock.metric) else { return Vec::new() };
        let until = clock.ended_at.map_or(now, |end| end.min(now));
        let tape = Tape {
            moves: &self.story.moves,
            span: Span { from: clock.started_at, until },
            hours: &targets.hours,
            runs_in: targets.runs_in(clock.metric),
        };
        let zone = zone_of(&targets.hours, &policies.zone);
        let mut lines = Vec::new();
        for part in tape.parts() {
            match part.runs {
                false => lines.push(line(&part, part.span, Reason::Paused, zone)),
                true => count(&part, &targets.hours, zone, &mut lines),
            }
        }
        lines
    }
}

fn line(part: &Part, span: Span, reason: Reason, zone: &Zone) -> Counted {
    Counted { span, day: zone.date(span.from), category: part.category, reason, step: part.step }
}

/// A stretch in which the clock runs: the hours that are open, day by day, and what lies between them.
fn count(part: &Part, hours: &Hours, zone: &Zone, lines: &mut Vec<Counted>) {
    let mut from = part.span.from;
    for open in hours.open_within(part.span) {
        let span = open.span;
        if from < span.from {
            lines.push(line(part, Span { from, until: span.from }, Reason::Closed, zone));
        }
        match open.date {
            Some(day) => lines.push(Counted { day, ..line(part, span, Reason::Runs, zone) }),
            None => by_day(part, span, zone, lines),
        }
        from = span.until;
    }
    if from < part.span.until {
        lines.push(line(part, Span { from, until: part.span.until }, Reason::Closed, zone));
    }
}

/// A stretch around the clock, cut at midnight.
fn by_day(part: &Part, span: Span, zone: &Zone, lines: &mut Vec<Counted>) {
    let mut from = span.from;
    while from < span.until {
        let midnight = zone.date(from).succ_opt().map_or(span.until, |next| zone.local_midnight(next));
        // A zone that turns its clocks back over midnight has a day twice.
        let until = if midnight > from { midnight.min(span.until) } else { span.until };
        lines.push(line(part, Span { from, until }, Reason::Runs, zone));
        from = until;
    }
}

/// The zone whose days the hours have.
fn zone_of<'z>(hours: &'z Hours, desk: &'z Zone) -> &'z Zone {
    match hours {
        Hours::AroundTheClock => desk,
        Hours::Business(calendar) => calendar.zone(),
    }
}
