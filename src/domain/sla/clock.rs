//! One clock of one ticket, as it stands at an instant.

use super::Metric;
use crate::domain::ticket::Priority;
use crate::domain::time::Time;

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It runs, and its target is not used up.
    Active,
    /// It stands still until its ticket comes out of a status that pauses it.
    Paused,
    /// Fulfilled within the target.
    Achieved,
    /// More time has elapsed than the target, whether it was fulfilled or not.
    Breached,
    /// Ended by something that is neither: a merge, a resolution before the next update was due.
    Cancelled,
}

impl State {
    pub const ALL: [State; 5] = [State::Active, State::Paused, State::Achieved, State::Breached, State::Cancelled];

    pub fn as_str(self) -> &'static str {
        match self {
            State::Active => "active",
            State::Paused => "paused",
            State::Achieved => "achieved",
            State::Breached => "breached",
            State::Cancelled => "cancelled",
        }
    }

    pub fn parse(text: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A clock. Durations are whole seconds of the calendar that its target names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Its place in [`super::Policies`].
    pub policy: u16,
    pub metric: Metric,
    /// Which one of its metric on this ticket, from 1.
    pub instance: u32,
    /// The priority whose target this is.
    pub priority: Option<Priority>,
    pub target_s: i64,
    pub elapsed_s: i64,
    pub state: State,
    pub started_at: Time,
    /// The number of the event that started it, from 0.
    pub step: u32,
    /// When the target will be, or was, used up; `None` while it is paused, and when no hours are left.
    /// Of a clock that has ended in time: when it would have been.
    pub due_at: Option<Time>,
    /// When it was fulfilled or cancelled, or lost its policy; `None`: it was not.
    pub ended_at: Option<Time>,
    /// The number of the event that ended it.
    pub ended_step: Option<u32>,
    /// The end was what the metric waits for: a reply, a resolution, another group.
    pub fulfilled: bool,
    /// The first instant at which more than the target had elapsed, of a clock that is breached.
    pub breached_at: Option<Time>,
    /// When the first of the policy's warnings was due, of a clock that came so far.
    pub warned_at: Option<Time>,
}

impl Clock {
    /// Seconds until the target is used up; negative after that.
    pub fn left_s(&self) -> i64 {
        self.target_s.saturating_sub(self.elapsed_s)
    }

    /// More than the target has elapsed, and that is on record.
    pub fn is_breached(&self) -> bool {
        self.state == State::Breached
    }

    /// It has not been fulfilled and not been cancelled: running, paused, or breached and still to be done.
    pub fn is_running(&self) -> bool {
        self.ended_at.is_none()
    }
}
