//! Clocks as a query sees them. They come in as data: what they mean is the business of
//! [`sla`](crate::domain::sla), which makes them.

use super::Metric;
use super::ast::{Op, Value};
use super::fault::{Expected, Fault, FaultKind};
use super::filter::{Filter, Test};
use super::keys::Standing;
use super::resolve::Asked;
use crate::domain::time::Time;
use crate::domain::time::duration::read_duration;

/// The clocks of one ticket.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// The name of the policy that the ticket has.
    pub policy: Option<String>,
    /// In no particular order; ended ones too.
    pub list: Vec<Reading>,
}

/// One clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub metric: Metric,
    /// Never [`Standing::Warned`] or [`Standing::None`].
    pub standing: Standing,
    /// One of the policy's warnings is due, or was.
    pub warned: bool,
    /// Neither fulfilled nor cancelled.
    pub running: bool,
    /// Seconds of its calendar until the target is used up; negative after that.
    pub left_s: i64,
    /// When the target will be, or was, used up.
    pub due_at: Option<Time>,
}

impl Readings {
    /// When the next promise breaks, or when the oldest one that nobody has kept yet broke.
    pub fn next_breach(&self) -> Option<Time> {
        self.list
            .iter()
            .filter(|reading| reading.running)
            .filter_map(|reading| reading.due_at)
            .min()
    }

    fn of(&self, metric: Option<Metric>) -> impl Iterator<Item = &Reading> {
        self.list
            .iter()
            .filter(move |reading| metric.is_none_or(|metric| reading.metric == metric))
    }
}

impl Reading {
    fn stands(&self, standing: Standing) -> bool {
        match standing {
            Standing::Warned => self.running && self.warned && self.standing != Standing::Breached,
            standing => self.standing == standing,
        }
    }
}

/// Whether a clock of the metric, or any, stands so; of a ticket without clocks they are none.
pub(super) fn any_stands(clocks: Option<&Readings>, metric: Option<Metric>, standing: Standing) -> bool {
    let mut found = clocks.into_iter().flat_map(|clocks| clocks.of(metric));
    match standing {
        Standing::None => found.next().is_none(),
        standing => found.any(|reading| reading.stands(standing)),
    }
}

/// Whether a clock that is still to be fulfilled has so many seconds left.
pub(super) fn any_left(clocks: Option<&Readings>, metric: Option<Metric>, from: Option<i64>, to: Option<i64>) -> bool {
    let inside = |left: i64| from.is_none_or(|from| from <= left) && to.is_none_or(|to| left <= to);
    let mut found = clocks.into_iter().flat_map(|clocks| clocks.of(metric));
    found.any(|reading| reading.running && inside(reading.left_s))
}

impl Asked<'_> {
    /// `2h`, `-30m` (used up half an hour ago), `0`, `0..2h`.
    pub(super) fn left(&self, metric: Option<Metric>) -> Result<Filter, Fault> {
        let end = |end: &Option<String>| end.as_deref().map(|text| self.seconds(text)).transpose();
        let (from, to) = match &self.value.item {
            Value::Range(from, to) => match (end(from)?, end(to)?) {
                (Some(from), Some(to)) if to < from => return Err(self.fault(FaultKind::EmptyRange)),
                both => both,
            },
            _ => {
                let seconds = self.seconds(self.text()?)?;
                match self.op {
                    Op::Is | Op::Equal => (Some(seconds), Some(seconds)),
                    Op::Less => (None, Some(seconds.saturating_sub(1))),
                    Op::LessEqual => (None, Some(seconds)),
                    Op::Greater => (Some(seconds.saturating_add(1)), None),
                    Op::GreaterEqual => (Some(seconds), None),
                }
            }
        };
        Ok(Test::Left(metric, from, to).into())
    }

    fn seconds(&self, text: &str) -> Result<i64, Fault> {
        let (sign, length) = text.strip_prefix('-').map_or((1, text), |length| (-1, length));
        let read = if length == "0" { Some(0) } else { read_duration(length) };
        let bad = || Fault { found: text.to_owned(), ..self.fault(FaultKind::BadValue) }.expecting(Expected::Duration);
        read.map(|seconds| sign * seconds).ok_or_else(bad)
    }
}
