//! Business hours once more, from their definition, second by second. Slow, and shares nothing with the
//! fast way but the timetable and the offsets of the zone.

use super::super::{Interval, Timetable};
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

pub(super) struct Slow {
    /// Every open second, since 1970.
    open: Vec<i64>,
}

impl Slow {
    /// All open seconds of the dates from `first` to `last`. Only for a few days.
    pub fn new(zone: &Zone, timetable: &Timetable, first: NaiveDate, last: NaiveDate) -> Slow {
        let (mut hours, mut holes) = (Vec::new(), Vec::new());
        for date in first.iter_days().take_while(|date| *date <= last).filter(|date| exists(zone, *date)) {
            let instant = |second| shown_first(zone, date, second);
            let all =
                |list: &[Interval]| list.iter().map(|i| instant(i.from())..instant(i.until())).collect::<Vec<_>>();
            if timetable.holidays.contains_key(&date) {
                let begins = |date| zone.local_midnight(date).timestamp();
                holes.push(begins(date)..begins(date + Days::new(1)));
            } else {
                let list = timetable.overrides.get(&date).map_or_else(|| timetable.weekly(date), Vec::as_slice);
                hours.extend(all(list));
            }
            holes.extend(timetable.breaks.get(&date).map(|list| all(list)).unwrap_or_default());
        }
        let mut open: Vec<i64> = hours.into_iter().flatten().collect();
        open.sort_unstable();
        open.dedup();
        open.retain(|second| !holes.iter().any(|hole| hole.contains(second)));
        Slow { open }
    }

    fn before(&self, time: Time) -> usize {
        self.open.partition_point(|second| *second < time.timestamp())
    }

    pub fn elapsed(&self, from: Time, until: Time) -> i64 {
        self.before(until).saturating_sub(self.before(from)).try_into().expect("it fits")
    }

    pub fn is_open(&self, time: Time) -> bool {
        self.open.binary_search(&time.timestamp()).is_ok()
    }

    /// The end of the last second that is needed; with 0, the first open second.
    pub fn add(&self, from: Time, seconds: usize) -> Option<Time> {
        let left = &self.open[self.before(from)..];
        if seconds == 0 { left.first().map(|s| at(*s)) } else { left.get(seconds - 1).map(|s| at(s + 1)) }
    }

    /// The beginning of the last second that is needed; with 0, the end of the last open second.
    pub fn sub(&self, from: Time, seconds: usize) -> Option<Time> {
        let passed = &self.open[..self.before(from)];
        if seconds == 0 {
            return passed.last().map(|s| at(s + 1));
        }
        passed.len().checked_sub(seconds).map(|i| at(passed[i]))
    }
}

/// Whether a clock ever shows this date; looks every quarter of an hour.
fn exists(zone: &Zone, date: NaiveDate) -> bool {
    let midnight = date.and_time(NaiveTime::MIN).and_utc().timestamp();
    (-200..200).any(|quarter| zone.date(at(midnight + quarter * 900)) == date)
}

/// The first instant at which a clock shows a time; of one in a gap, as much after the gap as it is in it.
fn shown_first(zone: &Zone, date: NaiveDate, second: u32) -> i64 {
    let local: NaiveDateTime = date.and_time(NaiveTime::MIN) + chrono::TimeDelta::seconds(second.into());
    let unmoved = local.and_utc().timestamp();
    let [before, after] = [-2, 2].map(|days| zone.offset_s(unmoved + days * 86_400));
    let shows = |s: &i64| zone.to_local(at(*s)) == local;
    let found = [before, after].map(|offset| unmoved - offset).into_iter().filter(shows).min();
    found.unwrap_or(unmoved - before)
}

#[test]
fn the_slow_definition_counts_a_day_by_hand() {
    let zone = Zone::named("Europe/Madrid").expect("a zone of the database");
    let day: NaiveDate = "2024-03-31".parse().expect("a date");
    let mut timetable = Timetable::default();
    timetable.week[6] = vec![Interval::new(3_600, 9_000).expect("01:00 to 02:30")];
    let slow = Slow::new(&zone, &timetable, day - Days::new(1), day + Days::new(1));
    // Closing at 02:30, which the gap moves to 03:30: an hour and a half.
    assert_eq!(slow.open, (1_711_843_200..1_711_848_600).collect::<Vec<i64>>());
}
