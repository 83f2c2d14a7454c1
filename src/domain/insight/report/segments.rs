//! Time cut by the periods of `--by`, several at once: every segment lies in one of each kind.

use crate::domain::time::Time;
use crate::domain::time::period::{Period, Span};
use crate::domain::time::zone::Zone;
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// Looks segments up and remembers them: zone rules cost more than a look into a small map.
pub(super) struct Segments<'a> {
    zone: &'a Zone,
    periods: Vec<Period>,
    known: BTreeMap<Time, Segment>,
}

struct Segment {
    until: Time,
    /// Where the period of each kind begins.
    starts: Vec<Time>,
}

impl<'a> Segments<'a> {
    pub(super) fn new(zone: &'a Zone, periods: Vec<Period>) -> Self {
        Segments { zone, periods, known: BTreeMap::new() }
    }

    pub(super) fn zone(&self) -> &'a Zone {
        self.zone
    }

    /// All of time is one segment.
    pub(super) fn is_whole(&self) -> bool {
        self.periods.is_empty()
    }

    /// The beginning of the segment that holds `time`: its name. Without periods all of time is one.
    pub(super) fn of(&mut self, time: Time) -> Time {
        if self.is_whole() {
            return Time::MIN_UTC;
        }
        let known = self.known.range(..=time).next_back().filter(|(_, s)| time < s.until);
        match known {
            Some((start, _)) => *start,
            None => self.learn(time),
        }
    }

    fn learn(&mut self, time: Time) -> Time {
        let day = self.zone.date(time);
        let spans: Vec<_> = self.periods.iter().map(|p| p.span(day, self.zone)).collect();
        let starts: Vec<Time> = spans.iter().map(|s| s.from).collect();
        // Whatever the zone does at the ends of its calendar: a segment holds its own time.
        let start = starts.iter().copied().max().unwrap_or(time).min(time);
        let after = next(time);
        let until = spans.iter().map(|s| s.until).min().unwrap_or(after).max(after);
        self.known.insert(start, Segment { until, starts });
        start
    }

    /// The segments that `[from, until)` touches, in order; `None` when there are more than `most`.
    pub(super) fn between(&mut self, from: Time, until: Time, most: usize) -> Option<Vec<Time>> {
        let mut found = Vec::new();
        let mut next = from;
        while next < until {
            if found.len() == most {
                return None;
            }
            let start = self.of(next);
            found.push(start);
            next = self.known.get(&start).map_or(until, |s| s.until);
        }
        Some(found)
    }

    /// From where to where a segment goes that was looked up before; all of time, without periods.
    pub(super) fn span(&self, segment: Time) -> Span {
        let until = self.known.get(&segment).map_or(Time::MAX_UTC, |s| s.until);
        Span { from: segment, until }
    }

    /// Where each period of this segment begins.
    pub(super) fn starts(&self, segment: Time) -> &[Time] {
        self.known.get(&segment).map_or(&[], |s| &s.starts)
    }
}

/// The next second.
pub(super) fn next(time: Time) -> Time {
    time.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(Time::MAX_UTC)
}
