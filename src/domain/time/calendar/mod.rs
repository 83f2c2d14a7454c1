//! Business hours: which seconds of a stretch of time count.
//!
//! A [`Timetable`] is what people write, a [`Calendar`] answers for it in its zone, and [`Hours`] is what
//! clocks and reports hold: a calendar, or every second. Definitions: `helpdesk.md`, section 2.

mod business;
mod days;
mod named;
mod sums;
#[cfg(test)]
mod tests;
mod timetable;

pub use business::Calendar;
pub use named::{AROUND_THE_CLOCK, Calendars};
pub use timetable::{DAY_S, Interval, Timetable, read_clock, write_clock};

use super::period::Span;
use super::{Time, at};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// The hours in which a clock runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Hours {
    /// Every second counts: `24x7`.
    #[default]
    AroundTheClock,
    Business(Arc<Calendar>),
}

/// A stretch that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The local day, in the calendar's zone, whose hours these are. Around the clock there is no such
    /// day: the stretch is in one piece.
    pub date: Option<NaiveDate>,
    pub span: Span,
}

impl Hours {
    /// The hours of this name: a declared calendar, or [`AROUND_THE_CLOCK`].
    pub fn named(name: &str, calendars: &Calendars) -> Option<Hours> {
        match name {
            AROUND_THE_CLOCK => Some(Hours::AroundTheClock),
            name => calendars.find(name).map(|calendar| Hours::Business(Arc::clone(calendar))),
        }
    }

    /// Seconds of a stretch that count; 0 when it ends before it begins.
    pub fn elapsed(&self, span: Span) -> i64 {
        match self {
            Hours::AroundTheClock => (span.until - span.from).num_seconds().max(0),
            Hours::Business(calendar) => calendar.elapsed(span),
        }
    }

    /// The first instant at which `seconds` more have counted: where they are used up at closing time,
    /// closing time. 0 is `from` if it is open, else the next opening. Less than 0 goes back. `None`: no
    /// such hours are left, up to the year 9999.
    pub fn add(&self, from: Time, seconds: i64) -> Option<Time> {
        match self {
            Hours::AroundTheClock => moved(from, seconds),
            Hours::Business(calendar) => calendar.add(from, seconds),
        }
    }

    /// The mirror of [`Hours::add`]: the last instant from which `seconds` count until `from`; where they
    /// are used up at an opening, that opening. 0 is `from` if the instant before it is open, else the
    /// last closing. `None`: there are no such hours before.
    pub fn sub(&self, from: Time, seconds: i64) -> Option<Time> {
        match self {
            Hours::AroundTheClock => moved(from, seconds.checked_neg()?),
            Hours::Business(calendar) => calendar.sub(from, seconds),
        }
    }

    pub fn is_open(&self, at: Time) -> bool {
        match self {
            Hours::AroundTheClock => true,
            Hours::Business(calendar) => calendar.is_open(at),
        }
    }

    /// `from` if it is open, else when it opens next. `None`: never again.
    pub fn next_opening(&self, from: Time) -> Option<Time> {
        self.add(from, 0)
    }

    /// `from` if it is closed, else when it closes next. `None`: not within a fortnight.
    pub fn next_closing(&self, from: Time) -> Option<Time> {
        let until = at(from.timestamp().saturating_add(14 * 86_400));
        let mut end = from;
        for open in self.open_within(Span { from, until }) {
            if open.span.from > end {
                break;
            }
            end = open.span.until;
        }
        (end < until).then_some(end)
    }

    /// Whether there are any hours at all. A clock without any is never due.
    pub fn has_hours(&self) -> bool {
        match self {
            Hours::AroundTheClock => true,
            Hours::Business(calendar) => calendar.timetable().has_hours(),
        }
    }

    /// The stretches of a span that count, in order; together they last [`Hours::elapsed`]. Lazy: a long
    /// span has many.
    pub fn open_within(&self, span: Span) -> impl Iterator<Item = Open> + '_ {
        let (whole, calendar) = match self {
            Hours::AroundTheClock => (Some(span).filter(|s| s.from < s.until), None),
            Hours::Business(calendar) => (None, Some(calendar)),
        };
        let whole = whole.into_iter().map(|span| Open { date: None, span });
        let days = calendar.into_iter().flat_map(move |calendar| calendar.open_within(span));
        whole.chain(days.map(|(date, span)| Open { date: Some(date), span }))
    }
}

fn moved(from: Time, seconds: i64) -> Option<Time> {
    let time = from.timestamp().checked_add(seconds).map(at)?;
    (1..=9999).contains(&time.year()).then_some(time)
}
