//! Clocks as programs read them: the stable JSON shape, and the grid for CSV and Markdown.

use super::grid::Grid;
use super::view::VERSION;
use crate::domain::outcome::clocks::{Deed, Explained, Interval, TicketClock};
use crate::domain::time::stamp;
use serde::Serialize;
use serde_json::Value as Json;

/// A clock. Durations are whole seconds of its calendar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClockView {
    /// The ticket's id in full.
    pub ticket: String,
    pub policy: String,
    pub metric: &'static str,
    /// Which one of its metric on this ticket, from 1.
    pub instance: u32,
    /// Whose hours count; null: around the clock.
    pub calendar: Option<String>,
    /// The priority whose target this is; null: that of tickets without one.
    pub priority: Option<&'static str>,
    pub target_s: i64,
    pub elapsed_s: i64,
    /// Negative when it is over.
    pub left_s: i64,
    pub state: &'static str,
    pub started_at: String,
    /// Null while it is paused, and when no hours are left.
    pub due_at: Option<String>,
    /// Null: still to be done.
    pub ended_at: Option<String>,
    /// Ended by what the metric waits for.
    pub fulfilled: bool,
    /// The first instant beyond the target.
    pub breached_at: Option<String>,
    /// When the first warning was due.
    pub warned_at: Option<String>,
    /// `sla explain` only: its whole life, in order and without gaps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Vec<IntervalView>>,
}

/// A stretch of a clock's life.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IntervalView {
    pub from: String,
    pub until: String,
    /// The local day on which it begins, in the zone of the clock's hours.
    pub day: String,
    pub status_category: &'static str,
    /// `runs`, `paused`, `closed`.
    pub reason: &'static str,
    pub counted_s: i64,
    /// What brought the ticket into this category.
    pub commit: Option<String>,
    pub actor: Option<String>,
}

/// What `sla` prints. Noun `clocks`, with the commit whose policies and calendars were asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClocksView {
    version: u32,
    pub clocks: Vec<ClockView>,
    pub policies_of: String,
}

impl ClocksView {
    pub fn new(clocks: Vec<ClockView>, policies_of: &str) -> ClocksView {
        ClocksView { version: VERSION, clocks, policies_of: policies_of.to_owned() }
    }
}

impl ClockView {
    pub fn new(told: &TicketClock) -> ClockView {
        let clock = &told.clock;
        ClockView {
            ticket: told.ticket.to_string(),
            policy: told.policy.clone(),
            metric: clock.metric.as_str(),
            instance: clock.instance,
            calendar: told.calendar.clone(),
            priority: clock.priority.map(|p| p.as_str()),
            target_s: clock.target_s,
            elapsed_s: clock.elapsed_s,
            left_s: clock.left_s(),
            state: clock.state.as_str(),
            started_at: stamp(clock.started_at),
            due_at: clock.due_at.map(stamp),
            ended_at: clock.ended_at.map(stamp),
            fulfilled: clock.fulfilled,
            breached_at: clock.breached_at.map(stamp),
            warned_at: clock.warned_at.map(stamp),
            intervals: None,
        }
    }

    pub fn explained(explained: &Explained) -> ClockView {
        let intervals = explained.intervals.iter().map(IntervalView::new).collect();
        ClockView { intervals: Some(intervals), ..ClockView::new(&explained.clock) }
    }
}

impl IntervalView {
    fn new(interval: &Interval) -> IntervalView {
        let counted = &interval.counted;
        let by = |pick: fn(&Deed) -> &String| interval.by.as_ref().map(|deed| pick(deed).clone());
        IntervalView {
            from: stamp(counted.span.from),
            until: stamp(counted.span.until),
            day: counted.day.to_string(),
            status_category: counted.category.as_str(),
            reason: counted.reason.as_str(),
            counted_s: counted.seconds(),
            commit: by(|deed| &deed.commit),
            actor: by(|deed| &deed.actor),
        }
    }
}

/// One row per clock.
pub fn grid(clocks: &[ClockView]) -> Grid {
    let columns = "ticket policy metric instance target_s elapsed_s left_s state started_at due_at ended_at \
                   fulfilled breached_at warned_at calendar priority";
    pick(columns, clocks.iter().map(|clock| serde_json::to_value(clock).unwrap_or_default()))
}

/// One row per stretch of each clock.
pub fn intervals(clocks: &[ClockView]) -> Grid {
    let columns = "ticket policy metric instance day from until status_category reason counted_s commit actor";
    let rows = clocks.iter().flat_map(|clock| {
        let whole = serde_json::to_value(clock).unwrap_or_default();
        clock.intervals.iter().flatten().map(move |interval| {
            let mut row = whole.clone();
            if let (Json::Object(row), Ok(Json::Object(own))) = (&mut row, serde_json::to_value(interval)) {
                row.extend(own);
            }
            row
        })
    });
    pick(columns, rows)
}

fn pick(columns: &str, rows: impl Iterator<Item = Json>) -> Grid {
    let columns: Vec<String> = columns.split_whitespace().map(str::to_owned).collect();
    let row = |whole: Json| columns.iter().map(|name| whole.get(name).cloned().unwrap_or_default()).collect();
    Grid { rows: rows.map(row).collect(), columns }
}
