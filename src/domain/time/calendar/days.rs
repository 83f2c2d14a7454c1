//! The open stretches of one local day, with the law of gaps and folds.
//!
//! An opening or closing that falls into a gap moves forward by the gap; of a time that comes twice the
//! first counts; what a gap empties is dropped; what overlaps is united. A date that a zone left out
//! altogether (Pacific/Apia, 30 December 2011) has no hours. Breaks and holidays take out whatever they
//! cover, after all times have become instants.

use super::timetable::{Interval, Timetable};
use crate::domain::time::at;
use crate::domain::time::zone::Zone;
use chrono::{Datelike, Days, NaiveDate, NaiveTime};

/// Seconds since 1970, `[from, until)`.
pub(super) type Stretch = (i64, i64);

/// A timetable in its zone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LocalDays {
    pub zone: Zone,
    pub timetable: Timetable,
}

/// The number of a date: 1 is 0001-01-01, a Monday.
pub(super) fn number(date: NaiveDate) -> i64 {
    date.num_days_from_ce().into()
}

/// The date of a number, in the years 1 to 9999.
pub(super) fn date(number: i64) -> Option<NaiveDate> {
    let date = NaiveDate::from_num_days_from_ce_opt(number.try_into().ok()?)?;
    (1..=9999).contains(&date.year()).then_some(date)
}

impl LocalDays {
    /// When the desk is open on a local day, in order and apart from one another, and from those of the
    /// days around it. Nothing outside the years 1 to 9999.
    pub fn open(&self, day: i64) -> Vec<Stretch> {
        let mut open = self.hours(day);
        if open.is_empty() {
            return open;
        }
        // A closing that a gap moved over midnight reaches into this day.
        let covered = self.hours(day - 1).last().map_or(i64::MIN, |last| last.1);
        open.iter_mut().for_each(|s| s.0 = s.0.max(covered));
        open.retain(|s| s.0 < s.1);
        for hole in self.holes(day) {
            open = without(&open, hole);
        }
        open
    }

    /// Seconds that are open on a local day.
    pub fn seconds(&self, day: i64) -> i64 {
        self.open(day).iter().map(|s| s.1 - s.0).sum()
    }

    /// The hours of a day as instants, before breaks.
    fn hours(&self, day: i64) -> Vec<Stretch> {
        let Some(date) = date(day) else { return Vec::new() };
        let hours = self.timetable.hours(date);
        if hours.is_empty() || self.is_left_out(date) {
            return Vec::new();
        }
        let mut open = self.stretches(date, hours);
        open.sort_unstable();
        open.dedup_by(|next, before| {
            let joins = next.0 <= before.1;
            if joins {
                before.1 = before.1.max(next.1);
            }
            joins
        });
        open
    }

    /// What is taken out of the hours of a day. A gap may move a break of the day before into it, and
    /// its own hours into the day after.
    fn holes(&self, day: i64) -> Vec<Stretch> {
        let mut holes = Vec::new();
        for date in (day - 1..=day + 1).filter_map(date) {
            let breaks = self.timetable.breaks(date);
            if !breaks.is_empty() && !self.is_left_out(date) {
                holes.extend(self.stretches(date, breaks));
            }
        }
        let tomorrow = date(day + 1).filter(|date| self.timetable.holidays.contains_key(date));
        let begins = |date| self.zone.local_midnight(date).timestamp();
        holes.extend(tomorrow.map(|date| (begins(date), date.succ_opt().map_or(i64::MAX, begins))));
        holes
    }

    fn stretches(&self, date: NaiveDate, intervals: &[Interval]) -> Vec<Stretch> {
        let stretch = |i: &Interval| (self.instant(date, i.from()), self.instant(date, i.until()));
        intervals.iter().map(stretch).filter(|s| s.0 < s.1).collect()
    }

    /// When the clock on the wall shows this time of a date.
    fn instant(&self, date: NaiveDate, second: u32) -> i64 {
        let local = match NaiveTime::from_num_seconds_from_midnight_opt(second, 0) {
            Some(time) => date.and_time(time),
            None => date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN),
        };
        self.zone.from_local(local).timestamp()
    }

    /// Whether the zone went from the day before to the day after: both midnights are then one instant.
    fn is_left_out(&self, date: NaiveDate) -> bool {
        let begins = |date| self.zone.local_midnight(date);
        self.zone.date(at(self.instant(date, 0))) != date
            && date.succ_opt().is_some_and(|next| begins(next) == begins(date))
    }
}

/// The stretches without what `hole` covers.
fn without(open: &[Stretch], hole: Stretch) -> Vec<Stretch> {
    let parts = |s: &Stretch| [(s.0, s.1.min(hole.0)), (s.0.max(hole.1), s.1)];
    open.iter().flat_map(parts).filter(|s| s.0 < s.1).collect()
}
