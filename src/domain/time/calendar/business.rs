//! A calendar of business hours: how many of its seconds lie between two instants, and which instant is
//! so many of them away.

use super::days::{LocalDays, Stretch, date, number};
use super::sums::{Sums, Table, day_and_second};
use super::timetable::{Interval, Timetable};
use crate::domain::time::period::Span;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use chrono::NaiveDate;

/// Hours of the week in a zone, with their exceptions. Arithmetic is on elapsed seconds: a day of 25
/// hours has 25. There is nothing outside the years 1 to 9999.
#[derive(Debug)]
pub struct Calendar {
    days: LocalDays,
    sums: Sums,
    /// Where the years 1 to 9999 begin and end in this zone, in seconds since 1970.
    ends: Stretch,
}

/// Equal hours are equal, whatever has been counted in them.
impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.days == other.days
    }
}

/// Hours that have passed: open seconds since the first day of a table.
#[derive(Clone, Copy)]
struct Mark {
    table: usize,
    open: i64,
}

impl Calendar {
    pub fn new(zone: Zone, timetable: Timetable) -> Calendar {
        let days = LocalDays { zone, timetable: timetable.in_order() };
        let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).map_or(0, |d| days.zone.local_midnight(d).timestamp());
        let (ends, sums) = ((first(1), first(10_000)), Sums::new(&days));
        Calendar { days, sums, ends }
    }

    pub fn zone(&self) -> &Zone {
        &self.days.zone
    }

    /// As it was given, with the intervals of each day in order.
    pub fn timetable(&self) -> &Timetable {
        &self.days.timetable
    }

    /// Open seconds of a stretch; 0 when it ends before it begins.
    pub fn elapsed(&self, span: Span) -> i64 {
        let (from, until) = (self.second(span.from), self.second(span.until));
        if until <= from {
            return 0;
        }
        let (from, until) = (self.mark(from), self.mark(until));
        let between: i64 = (from.table..until.table).filter_map(|i| self.table(i)).map(Table::all).sum();
        until.open + between - from.open
    }

    /// The first instant at which `seconds` have passed since `from`; where they are used up at closing
    /// time, closing time. 0 is `from` if it is open, else the next opening. Less than 0 goes back.
    /// `None`: no such hours are left.
    pub fn add(&self, from: Time, seconds: i64) -> Option<Time> {
        match seconds {
            ..0 => self.back(from, seconds.saturating_neg()),
            0 => self.last(self.mark(self.second(from))),
            _ => self.first(self.mark(self.second(from)).moved(seconds)),
        }
    }

    /// The last instant from which `seconds` pass until `from`; where they are used up at an opening, that
    /// opening. 0 is `from` if the instant before it is open, else the last closing. Less than 0 goes
    /// forward. `None`: there are no such hours before.
    pub fn sub(&self, from: Time, seconds: i64) -> Option<Time> {
        if seconds < 0 { self.add(from, seconds.saturating_neg()) } else { self.back(from, seconds) }
    }

    fn back(&self, from: Time, seconds: i64) -> Option<Time> {
        let mark = self.mark(self.second(from));
        if seconds == 0 { self.first(mark) } else { self.last(mark.moved(-seconds)) }
    }

    pub fn is_open(&self, at: Time) -> bool {
        let second = at.timestamp();
        let inside = self.ends.0 <= second && second < self.ends.1;
        inside && self.around(second).iter().any(|s| s.0 <= second && second < s.1)
    }

    /// The open stretches within a span, in order, each with the local day whose hours it has.
    pub fn open_within(&self, span: Span) -> impl Iterator<Item = (NaiveDate, Span)> + '_ {
        let (from, until) = (self.second(span.from), self.second(span.until));
        let day = |second: i64| number(self.days.zone.date(at(second)));
        let days = if from < until { day(from) - 1..day(until) + 2 } else { 0..0 };
        let dates = days.filter_map(|day| Some((date(day)?, self.days.open(day))));
        let stretches = dates.flat_map(|(date, open)| open.into_iter().map(move |s| (date, s)));
        stretches
            .map(move |(date, s)| (date, (s.0.max(from), s.1.min(until))))
            .filter(|(_, s)| s.0 < s.1)
            .map(|(date, s)| (date, Span { from: at(s.0), until: at(s.1) }))
    }

    fn second(&self, time: Time) -> i64 {
        time.timestamp().clamp(self.ends.0, self.ends.1)
    }

    fn table(&self, place: usize) -> Option<&Table> {
        self.sums.table(place, &self.days)
    }

    /// The day, the second of it, and whether it is as its weekday says.
    fn local(&self, second: i64, table: &Table) -> (i64, i64, bool) {
        let (day, of_day) = day_and_second(second.saturating_add(self.days.zone.offset_s(second)));
        (day, of_day, !table.is_odd(day))
    }

    /// The open stretches of the local day of an instant and of those beside it.
    fn around(&self, second: i64) -> Vec<Stretch> {
        let day = number(self.days.zone.date(at(second)));
        (day - 1..=day + 1).flat_map(|day| self.days.open(day)).collect()
    }

    fn mark(&self, second: i64) -> Mark {
        let place = self.sums.place(second);
        let Some(table) = self.table(place) else { return Mark { table: place, open: 0 } };
        let (day, of_day, plain) = self.local(second, table);
        let open = if plain {
            let hours = date(day).map_or(&[][..], |date| self.days.timetable.weekly(date));
            let passed = |i: &Interval| (of_day.min(i.until().into()) - i64::from(i.from())).max(0);
            table.before(day) + hours.iter().map(passed).sum::<i64>()
        } else {
            let passed = |s: &Stretch| (second.min(s.1) - s.0).max(0);
            table.before(day - 1) + self.around(second).iter().map(passed).sum::<i64>()
        };
        Mark { table: place, open }
    }

    /// The first instant at which a mark is reached.
    fn first(&self, mark: Mark) -> Option<Time> {
        let (table, open) = self.settle(mark, |open, all| open > all, |open| open <= 0)?;
        let day = search(table, |before| before >= open)?;
        let mut left = open - table.before(day);
        for stretch in self.days.open(day) {
            let length = stretch.1 - stretch.0;
            if left <= length {
                return (left > 0).then(|| at(stretch.0 + left));
            }
            left -= length;
        }
        None
    }

    /// The last instant at which no more than a mark is reached: where it is reached at closing time, the
    /// next opening.
    fn last(&self, mark: Mark) -> Option<Time> {
        let (table, open) = self.settle(mark, |open, all| open >= all, |open| open < 0)?;
        let day = search(table, |before| before > open)?;
        let mut left = open - table.before(day);
        for stretch in self.days.open(day) {
            let length = stretch.1 - stretch.0;
            if left < length {
                return (left >= 0).then(|| at(stretch.0 + left));
            }
            left -= length;
        }
        None
    }

    /// The same mark in the table in which it is neither beyond the end nor before the beginning.
    fn settle(&self, mark: Mark, beyond: fn(i64, i64) -> bool, before: fn(i64) -> bool) -> Option<(&Table, i64)> {
        let Mark { table: mut place, mut open } = mark;
        while before(open) {
            place = place.checked_sub(1)?;
            open = open.checked_add(self.table(place)?.all())?;
        }
        loop {
            let table = self.table(place)?;
            if !beyond(open, table.all()) {
                return Some((table, open));
            }
            open -= table.all();
            place += 1;
        }
    }
}

impl Mark {
    fn moved(self, seconds: i64) -> Mark {
        Mark { open: self.open.saturating_add(seconds), ..self }
    }
}

/// The first day of a table by whose end so many open seconds have passed as are wanted.
fn search(table: &Table, are_wanted: impl Fn(i64) -> bool) -> Option<i64> {
    let (mut low, mut high) = (table.first, table.next);
    while low < high {
        let middle = low + (high - low) / 2;
        if are_wanted(table.before(middle + 1)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    (low < table.next).then_some(low)
}
