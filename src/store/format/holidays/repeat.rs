//! How a holiday comes again: `RRULE` of RFC 5545, as far as holidays need it.
//!
//! Every so many days, weeks, months or years; of a year by month, day of the month, and weekday
//! (`4TH`, the fourth Thursday; `-1MO`, the last Monday). Other rules are refused, never guessed.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// What repeats without an end does so up to this year.
pub(super) const LAST_YEAR: i32 = 2100;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Every {
    Day,
    Week,
    Month,
    #[default]
    Year,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rule {
    every: Every,
    interval: u32,
    count: Option<usize>,
    /// The last day on which it can happen.
    until: Option<NaiveDate>,
    months: Vec<u32>,
    /// Days of the month; negative ones count from its end.
    days: Vec<i32>,
    /// The how-manieth such weekday of the month; 0: each.
    weekdays: Vec<(i32, Weekday)>,
}

impl Rule {
    /// `None`: not understood.
    pub fn read(text: &str) -> Option<Rule> {
        let mut rule = Rule { interval: 1, ..Rule::default() };
        let mut frequent = false;
        for part in text.trim().split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            match key.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    rule.every = every(value)?;
                    frequent = true;
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|n| (1..=1_000).contains(n))?,
                "COUNT" => rule.count = Some(value.parse().ok().filter(|n| *n > 0)?),
                "UNTIL" => rule.until = Some(super::read_date(value)?),
                "BYMONTH" => rule.months = list(value, |m| m.parse().ok().filter(|m| (1..=12).contains(m)))?,
                "BYMONTHDAY" => {
                    rule.days = list(value, |d| d.parse().ok().filter(|d| *d != 0 && (-31..=31).contains(d)))?
                }
                "BYDAY" => rule.weekdays = list(value, weekday)?,
                // On which day weeks begin: nothing here depends on it.
                "WKST" => {}
                _ => return None,
            }
        }
        (frequent && rule.is_understood()).then_some(rule)
    }

    /// What chooses days is understood of a year, and weekdays only in months that are named.
    fn is_understood(&self) -> bool {
        let chooses = [!self.months.is_empty(), !self.days.is_empty(), !self.weekdays.is_empty()];
        match self.every {
            Every::Year => self.weekdays.is_empty() || !self.months.is_empty(),
            _ => chooses == [false; 3],
        }
    }

    /// The days on which it happens, the first one included, at most `most` and one more.
    pub fn days(&self, first: NaiveDate, most: usize) -> Vec<NaiveDate> {
        let last = self.until.unwrap_or(NaiveDate::MAX);
        let later = (0..).map_while(|n| self.step(first, n)).flatten().filter(|day| *day > first);
        let all = std::iter::once(first).chain(later).take_while(|day| *day <= last);
        all.take(self.count.unwrap_or(usize::MAX).min(most + 1)).collect()
    }

    /// The days of the n-th period; `None`: it is too late for any.
    fn step(&self, first: NaiveDate, n: u32) -> Option<Vec<NaiveDate>> {
        let many = n.checked_mul(self.interval)?;
        let begins = match self.every {
            Every::Day => first.checked_add_days(Days::new(many.into())),
            Every::Week => first.checked_add_days(Days::new(u64::from(many) * 7)),
            Every::Month => first.with_day(1)?.checked_add_months(Months::new(many)),
            Every::Year => NaiveDate::from_ymd_opt(first.year().checked_add(many.try_into().ok()?)?, 1, 1),
        }?;
        let days = || match self.every {
            Every::Day | Every::Week => vec![begins],
            // A month without that day is passed over.
            Every::Month => begins.with_day(first.day()).into_iter().collect(),
            Every::Year => self.of_year(first, begins.year()),
        };
        (begins.year() <= last_year(first)).then(days)
    }

    fn of_year(&self, first: NaiveDate, year: i32) -> Vec<NaiveDate> {
        let months = match (self.months.as_slice(), self.days.as_slice()) {
            ([], []) => vec![first.month()],
            ([], _) => (1..=12).collect(),
            (months, _) => months.to_vec(),
        };
        let mut found: Vec<NaiveDate> = months.iter().flat_map(|month| self.of_month(first, year, *month)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn of_month(&self, first: NaiveDate, year: i32, month: u32) -> Vec<NaiveDate> {
        let Some(start) = NaiveDate::from_ymd_opt(year, month, 1) else { return Vec::new() };
        let all: Vec<NaiveDate> = start.iter_days().take_while(|day| day.month() == month).collect();
        let length = i32::try_from(all.len()).unwrap_or(31);
        let number = |day: &NaiveDate| i32::try_from(day.day()).unwrap_or(0);
        let by_day = |day: &NaiveDate| match (self.days.as_slice(), self.weekdays.is_empty()) {
            ([], true) => day.day() == first.day(),
            ([], false) => true,
            (days, _) => days.iter().any(|d| *d == number(day) || *d == number(day) - length - 1),
        };
        let by_weekday = |day: &NaiveDate| {
            let ordinal = [0, (number(day) - 1) / 7 + 1, (number(day) - length) / 7 - 1];
            let fits = |(n, weekday): &(i32, Weekday)| *weekday == day.weekday() && ordinal.contains(n);
            self.weekdays.is_empty() || self.weekdays.iter().any(fits)
        };
        all.into_iter().filter(|day| by_day(day) && by_weekday(day)).collect()
    }
}

/// A series of long ago ends where others do; one that begins later has its first day.
fn last_year(first: NaiveDate) -> i32 {
    LAST_YEAR.max(first.year())
}

fn every(word: &str) -> Option<Every> {
    Some(match word.to_ascii_uppercase().as_str() {
        "DAILY" => Every::Day,
        "WEEKLY" => Every::Week,
        "MONTHLY" => Every::Month,
        "YEARLY" => Every::Year,
        _ => return None,
    })
}

/// Each item once, so that a long list is no long work.
fn list<T: PartialEq>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for item in text.split(',') {
        let item = read(item.trim())?;
        if !all.contains(&item) {
            all.push(item);
        }
    }
    Some(all)
}

/// `4TH`, `-1MO`, `SU`.
fn weekday(text: &str) -> Option<(i32, Weekday)> {
    let (ordinal, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let n = if ordinal.is_empty() { 0 } else { ordinal.parse().ok().filter(|n| *n != 0 && (-5..=5).contains(n))? };
    Some((n, day))
}
