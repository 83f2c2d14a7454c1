//! Business hours: which seconds of a stretch of time count.

use super::period::Span;
use super::{Time, at};

/// The hours in which a clock runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Hours {
    /// Every second counts: `24x7`.
    #[default]
    AroundTheClock,
}

impl Hours {
    /// Seconds of a stretch that count; 0 when it ends before it begins.
    pub fn elapsed(&self, span: Span) -> i64 {
        match self {
            Hours::AroundTheClock => (span.until - span.from).num_seconds().max(0),
        }
    }

    /// The instant at which `seconds` more have counted. `None`: there are no hours left.
    pub fn add(&self, from: Time, seconds: i64) -> Option<Time> {
        match self {
            Hours::AroundTheClock => from.timestamp().checked_add(seconds).map(at),
        }
    }
}
