//! How long a promise still holds: `2 h 10 min`, `−3 h`, in the colour of how pressing it is.
//!
//! A clock with a calendar counts its hours, of which a day has no fixed number, so that they are not
//! made into days.

use super::reader::Reader;
use super::style::Label;
use super::when;
use crate::domain::outcome::clocks::{NextDue, TicketClock};
use crate::domain::sla::State;
use crate::domain::ticket::Ticket;

/// What is left, and how it looks; of a clock that has ended, where it stood.
pub fn left(told: &TicketClock, reader: &Reader) -> (String, Label) {
    (length(told.clock.left_s(), told, reader), label(told))
}

/// A length of the clock's own time.
pub fn length(seconds: i64, told: &TicketClock, reader: &Reader) -> String {
    let words = reader.words;
    if told.calendar.is_some() { when::hours(seconds, words) } else { when::signed(seconds, words) }
}

/// The next thing that is due for a ticket; `None`: nothing is.
pub fn next(ticket: &Ticket, is_unsolved: bool, clocks: &[TicketClock], reader: &Reader) -> Option<(String, Label)> {
    Some(match NextDue::of(ticket, is_unsolved, clocks)? {
        NextDue::Clock(told) => left(told, reader),
        NextDue::Own(due) => {
            let seconds = due.signed_duration_since(reader.now).num_seconds();
            (when::signed(seconds, reader.words), if seconds < 0 { Label::Error } else { Label::Done })
        }
        NextDue::Paused => (reader.word("sla-state", State::Paused.as_str()), Label::Dim),
    })
}

/// Red when it is over, yellow from the first warning on, green while there is time.
pub fn label(told: &TicketClock) -> Label {
    match told.clock.state {
        State::Breached => Label::Error,
        State::Paused | State::Cancelled => Label::Dim,
        State::Active if told.is_warned() => Label::Warning,
        State::Active | State::Achieved => Label::Done,
    }
}

/// `running`, `warning`, `breached` …
pub fn state(told: &TicketClock, reader: &Reader) -> String {
    let word = if told.is_warned() && told.clock.state == State::Active { "warned" } else { told.clock.state.as_str() };
    reader.word("sla-state", word)
}

pub fn metric(told: &TicketClock, reader: &Reader) -> String {
    reader.word("metric", told.clock.metric.as_str())
}
