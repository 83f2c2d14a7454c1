//! When a desk is open, as people write it: hours of the week, and dates that are different.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// Seconds of a day on which no clock is changed.
pub const DAY_S: u32 = 86_400;

/// Part of a local day, `[from, until)`, in seconds that a clock on the wall shows after midnight.
/// `until` is 24:00 at most, so none crosses midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    from: u32,
    until: u32,
}

impl Interval {
    pub const WHOLE_DAY: Interval = Interval { from: 0, until: DAY_S };

    /// `None`: it would be empty, or end after 24:00.
    pub fn new(from: u32, until: u32) -> Option<Interval> {
        (from < until && until <= DAY_S).then_some(Interval { from, until })
    }

    pub fn from(self) -> u32 {
        self.from
    }

    pub fn until(self) -> u32 {
        self.until
    }

    pub fn seconds(self) -> i64 {
        i64::from(self.until - self.from)
    }

    pub fn overlaps(self, other: Interval) -> bool {
        self.from < other.until && other.from < self.until
    }
}

/// Reads `09:00`, `9:00`, `17:30:59`, `24:00`: seconds after midnight.
pub fn read_clock(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':');
    let hours = parts.next()?;
    let two: Vec<&str> = parts.collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let good = matches!(hours.len(), 1 | 2) && digits(hours) && two.iter().all(|p| p.len() == 2 && digits(p));
    if !good || !(1..=2).contains(&two.len()) {
        return None;
    }
    let number = |part: Option<&&str>| part.map_or(Some(0), |p| p.parse::<u32>().ok());
    let (hour, minute, second) = (hours.parse().ok()?, number(two.first())?, number(two.get(1))?);
    if (hour, minute, second) == (24, 0, 0) {
        return Some(DAY_S);
    }
    NaiveTime::from_hms_opt(hour, minute, second).map(|t| t.num_seconds_from_midnight())
}

/// `09:00`, with seconds where there are some; `24:00` for the end of a day.
pub fn write_clock(seconds: u32) -> String {
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

/// The hours of a desk. Strength: holiday, then break, then override, then the week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// Of each weekday, Monday first.
    pub week: [Vec<Interval>; 7],
    /// Instead of the hours of the week; a date without intervals is closed.
    pub overrides: BTreeMap<NaiveDate, Vec<Interval>>,
    /// Taken out of whatever is open on that date.
    pub breaks: BTreeMap<NaiveDate, Vec<Interval>>,
    /// Closed for the whole local day; with its name, where it has one.
    pub holidays: BTreeMap<NaiveDate, Option<String>>,
}

impl Timetable {
    /// The same with the intervals of each day in order and apart from one another.
    pub(super) fn in_order(mut self) -> Timetable {
        let days = self.overrides.values_mut().chain(self.breaks.values_mut());
        self.week.iter_mut().chain(days).for_each(unite);
        self
    }

    /// The hours of the weekday of `date`.
    pub fn weekly(&self, date: NaiveDate) -> &[Interval] {
        &self.week[date.weekday().num_days_from_monday() as usize]
    }

    /// Hours of a date before its breaks; none on a holiday.
    pub fn hours(&self, date: NaiveDate) -> &[Interval] {
        if self.holidays.contains_key(&date) {
            return &[];
        }
        self.overrides.get(&date).map_or_else(|| self.weekly(date), Vec::as_slice)
    }

    pub fn breaks(&self, date: NaiveDate) -> &[Interval] {
        self.breaks.get(&date).map_or(&[], Vec::as_slice)
    }

    /// Whether anything is open on any day, holidays and breaks aside.
    pub fn has_hours(&self) -> bool {
        self.week.iter().chain(self.overrides.values()).any(|day| !day.is_empty())
    }

    /// The dates from `first` to `last` that may differ from their weekday, in order.
    pub fn exceptions(&self, first: NaiveDate, last: NaiveDate) -> BTreeSet<NaiveDate> {
        if last < first {
            return BTreeSet::new();
        }
        let dated = [&self.overrides, &self.breaks]
            .into_iter()
            .flat_map(|all| all.range(first..=last).map(|(d, _)| *d));
        dated.chain(self.holidays.range(first..=last).map(|(date, _)| *date)).collect()
    }
}

/// Puts intervals in order and makes one of those that overlap or touch.
fn unite(intervals: &mut Vec<Interval>) {
    intervals.sort_unstable();
    intervals.dedup_by(|next, before| {
        let joins = next.from <= before.until;
        if joins {
            before.until = before.until.max(next.until);
        }
        joins
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_with_24_00_as_its_last() {
        let table = [
            ("00:00", Some(0)),
            ("9:00", Some(32_400)),
            (" 09:30 ", Some(34_200)),
            ("17:30:59", Some(63_059)),
            ("24:00", Some(86_400)),
            ("24:00:00", Some(86_400)),
            ("24:01", None),
            ("25:00", None),
            ("12:60", None),
            ("12:5", None),
            ("12", None),
            ("012:00", None),
            ("-1:00", None),
            ("+1:00", None),
            ("12:00:00:00", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(read_clock(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_time_of_day_is_written_as_it_is_read() {
        for text in ["00:00", "09:05", "17:30:59", "24:00"] {
            assert_eq!(read_clock(text).map(write_clock).as_deref(), Some(text));
        }
    }

    #[test]
    fn no_interval_is_empty_or_crosses_midnight() {
        assert!(Interval::new(0, DAY_S).is_some());
        for (from, until) in [(0, 0), (10, 5), (0, DAY_S + 1), (u32::MAX, u32::MAX)] {
            assert_eq!(Interval::new(from, until), None, "{from} {until}");
        }
    }

    #[test]
    fn intervals_that_overlap_or_touch_become_one() {
        let interval = |from, until| Interval::new(from, until).expect("an interval");
        let mut day = vec![interval(50, 60), interval(10, 30), interval(12, 20), interval(30, 40)];
        unite(&mut day);
        assert_eq!(day, [interval(10, 40), interval(50, 60)]);
    }
}
