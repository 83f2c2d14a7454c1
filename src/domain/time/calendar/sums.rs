//! Open seconds before a day, at a cost that does not grow with the distance.
//!
//! Most days are as their weekday says, so whole weeks are counted by arithmetic. The days that may
//! differ (exceptions, and those around a change of the clock) stand in a sorted table with the running
//! sum of their differences. Tables cover [`YEARS`] years and are made when first asked for: a process
//! that looks at one ticket makes one.

use super::days::{LocalDays, date, number};
use crate::domain::time::at;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Years of one table.
const YEARS: i32 = 16;
/// Days around a table that it knows too: a local day may lie in another year than its instant.
const MARGIN: i64 = 4;
/// The number of 1970-01-01.
const EPOCH: i64 = 719_163;
/// That of 9999-12-31.
const LAST: i64 = 3_652_059;
const DAY_S: i64 = 86_400;

/// The tables of all years from 1 to 9999. Shared by threads.
#[derive(Debug)]
pub(super) struct Sums {
    /// Open seconds of the days of a week before each weekday, and of the whole week.
    week: [i64; 8],
    tables: Vec<OnceLock<Table>>,
}

#[derive(Debug)]
pub(super) struct Table {
    /// Number of its first day, and of the first day of the next table.
    pub first: i64,
    pub next: i64,
    /// The days that are looked at one by one, in order.
    odd: Vec<i64>,
    /// How much the first so many of them differ from their weekday in all; one longer than `odd`.
    differs: Vec<i64>,
    week: [i64; 8],
}

impl Sums {
    pub fn new(days: &LocalDays) -> Sums {
        let mut week = [0; 8];
        for (i, day) in days.timetable.week.iter().enumerate() {
            week[i + 1] = week[i] + day.iter().map(|i| i.seconds()).sum::<i64>();
        }
        Sums { week, tables: (0..=10_000 / YEARS).map(|_| OnceLock::new()).collect() }
    }

    /// The table that holds an instant, in seconds since 1970.
    pub fn place(&self, second: i64) -> usize {
        let year = at(second).year().clamp(0, 10_000);
        usize::try_from(year / YEARS).unwrap_or_default()
    }

    /// `None`: beyond the calendar.
    pub fn table(&self, place: usize, days: &LocalDays) -> Option<&Table> {
        let year = i32::try_from(place).ok()?.checked_mul(YEARS)?;
        Some(self.tables.get(place)?.get_or_init(|| Table::new(year, self.week, days)))
    }
}

impl Table {
    fn new(year: i32, week: [i64; 8], days: &LocalDays) -> Table {
        let first_of = |year| NaiveDate::from_ymd_opt(year, 1, 1).map_or(0, number);
        let (first, next) = (first_of(year), first_of(year + YEARS));
        let mut table = Table { first, next, odd: Vec::new(), differs: vec![0], week };
        let mut sum = 0;
        for day in odd_days(first - MARGIN, next + MARGIN, days) {
            sum += days.seconds(day) - table.of_weekdays(day, day + 1);
            table.odd.push(day);
            table.differs.push(sum);
        }
        table
    }

    /// Open seconds from the first day of the table to the beginning of a day: negative when it is
    /// before that. Holds for the days of the table and its margin.
    pub fn before(&self, day: i64) -> i64 {
        self.of_weekdays(self.first, day) + self.difference(day) - self.difference(self.first)
    }

    /// Open seconds of all days of the table.
    pub fn all(&self) -> i64 {
        self.before(self.next)
    }

    /// Whether a day may be other than its weekday says.
    pub fn is_odd(&self, day: i64) -> bool {
        self.odd.binary_search(&day).is_ok()
    }

    fn difference(&self, day: i64) -> i64 {
        self.differs[self.odd.partition_point(|odd| *odd < day)]
    }

    /// Open seconds of `[from, until)` if every day were as its weekday says.
    fn of_weekdays(&self, from: i64, until: i64) -> i64 {
        let since_monday = |day: i64| {
            let day = day - 1;
            let weekday = usize::try_from(day.rem_euclid(7)).unwrap_or_default();
            day.div_euclid(7) * self.week[7] + self.week[weekday]
        };
        since_monday(until) - since_monday(from)
    }
}

/// The days of `[from, until)` that may differ: exceptions, and the days that a change of the clock can
/// touch.
fn odd_days(from: i64, until: i64, days: &LocalDays) -> BTreeSet<i64> {
    let dates = (date(from.max(1)), date(until - 1).or(date(LAST)));
    let mut odd: BTreeSet<i64> = match dates {
        (Some(first), Some(last)) => days.timetable.exceptions(first, last).into_iter().map(number).collect(),
        _ => BTreeSet::new(),
    };
    // An hour of a day is less than two days from its midnight in Greenwich.
    for change in days.zone.changes(instant(from - 2), instant(until + 2)) {
        let [a, b] = [change - 1, change].map(|second| number(days.zone.date(at(second))));
        odd.extend(a.min(b) - 1..=a.max(b) + 1);
    }
    odd.retain(|day| (from..until).contains(day));
    odd
}

/// Midnight of a day in Greenwich, in seconds since 1970.
fn instant(day: i64) -> i64 {
    (day - EPOCH) * DAY_S
}

/// The day, and the second of it, that a clock shows which counts `local` seconds since 1970.
pub(super) fn day_and_second(local: i64) -> (i64, i64) {
    (local.div_euclid(DAY_S) + EPOCH, local.rem_euclid(DAY_S))
}
