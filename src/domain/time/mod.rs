//! Instants, durations and zones.
//!
//! Everything in the desk is an instant in UTC with whole seconds; a [`zone::Zone`] turns it into
//! local days, weeks and months. The clock itself is read in `cli/context` only.

pub mod calendar;
pub mod duration;
pub mod period;
pub mod read;
#[cfg(test)]
mod tests;
mod words;
pub mod zone;

use chrono::{DateTime, SecondsFormat, Utc};

/// An instant, UTC, whole seconds.
pub type Time = DateTime<Utc>;

/// `seconds` since 1970-01-01T00:00:00Z. Seconds outside chrono's range give its nearest end.
pub fn at(seconds: i64) -> Time {
    let end = if seconds < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp(seconds, 0).unwrap_or(end)
}

/// RFC 3339 with `Z`, whole seconds: how instants are stored and how machines read them.
pub fn stamp(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
