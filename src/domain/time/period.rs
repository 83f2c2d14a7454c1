//! Local days, weeks, months, quarters and years: their names and their half-open bounds.

use super::Time;
use super::zone::Zone;
use chrono::{Datelike, Days, Months, NaiveDate};

/// How a calendar is cut. Weeks are those of ISO 8601 and begin on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A stretch of time, `[from, until)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub from: Time,
    pub until: Time,
}

impl Span {
    pub fn contains(&self, time: Time) -> bool {
        self.from <= time && time < self.until
    }
}

impl Period {
    pub const ALL: [Period; 5] = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];

    pub fn as_str(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }

    pub fn parse(text: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|p| p.as_str() == text)
    }

    /// The name of the period that holds `date`: `2024-03-05`, `2024-W09`, `2024-03`, `2024-Q1`,
    /// `2024`. Names of one kind sort as their periods do.
    pub fn key(self, date: NaiveDate) -> String {
        let year = date.year();
        match self {
            Period::Day => format!("{year:04}-{:02}-{:02}", date.month(), date.day()),
            Period::Week => format!("{:04}-W{:02}", date.iso_week().year(), date.iso_week().week()),
            Period::Month => format!("{year:04}-{:02}", date.month()),
            Period::Quarter => format!("{year:04}-Q{}", date.quarter()),
            Period::Year => format!("{year:04}"),
        }
    }

    /// The first day of the period of this name, as [`Period::key`] gives it. `None`: it is none of this kind.
    pub fn read(self, key: &str) -> Option<NaiveDate> {
        let day = |text: &str, form: &str| NaiveDate::parse_from_str(text, form).ok();
        match self {
            Period::Day => day(key, "%Y-%m-%d"),
            Period::Week => day(&format!("{key}-1"), "%G-W%V-%u"),
            Period::Month => day(&format!("{key}-01"), "%Y-%m-%d"),
            Period::Quarter => {
                let (year, quarter) = key.split_once("-Q")?;
                let month = quarter.parse::<u32>().ok()?.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
                NaiveDate::from_ymd_opt(year.parse().ok()?, month, 1)
            }
            Period::Year => NaiveDate::from_ymd_opt(key.parse().ok()?, 1, 1),
        }
    }

    /// The first day of the period that holds `date`. At the ends of the calendar: `date` itself.
    pub fn first_day(self, date: NaiveDate) -> NaiveDate {
        let first = match self {
            Period::Day => Some(date),
            Period::Week => date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into())),
            Period::Month => date.with_day(1),
            Period::Quarter => NaiveDate::from_ymd_opt(date.year(), 3 * (date.quarter() - 1) + 1, 1),
            Period::Year => NaiveDate::from_ymd_opt(date.year(), 1, 1),
        };
        first.unwrap_or(date)
    }

    /// The first day of the next period. `None`: the calendar ends.
    pub fn next_first_day(self, date: NaiveDate) -> Option<NaiveDate> {
        let first = self.first_day(date);
        match self {
            Period::Day => first.checked_add_days(Days::new(1)),
            Period::Week => first.checked_add_days(Days::new(7)),
            Period::Month => first.checked_add_months(Months::new(1)),
            Period::Quarter => first.checked_add_months(Months::new(3)),
            Period::Year => first.checked_add_months(Months::new(12)),
        }
    }

    /// The whole period that holds the local day `date`.
    pub fn span(self, date: NaiveDate, zone: &Zone) -> Span {
        let next = self.next_first_day(date).unwrap_or(NaiveDate::MAX);
        Span { from: zone.local_midnight(self.first_day(date)), until: zone.local_midnight(next) }
    }
}

impl Zone {
    /// The name of the period that holds `time`.
    pub fn key(&self, period: Period, time: Time) -> String {
        period.key(self.date(time))
    }

    /// `2024-03-05`.
    pub fn day_key(&self, time: Time) -> String {
        self.key(Period::Day, time)
    }

    /// `2024-W09`, ISO 8601: the year is the week's, which differs from the day's around New Year.
    pub fn week_key(&self, time: Time) -> String {
        self.key(Period::Week, time)
    }

    /// `2024-03`.
    pub fn month_key(&self, time: Time) -> String {
        self.key(Period::Month, time)
    }

    /// `2024-Q1`.
    pub fn quarter_key(&self, time: Time) -> String {
        self.key(Period::Quarter, time)
    }

    /// Local midnight of the first of the next month.
    pub fn next_month_start(&self, time: Time) -> Time {
        Period::Month.span(self.date(time), self).until
    }

    /// The whole periods that `[from, until)` touches, in order: the first may begin before `from`,
    /// the last may end after `until`. Nothing when `until` is not after `from`.
    pub fn periods(&self, period: Period, from: Time, until: Time) -> impl Iterator<Item = (String, Span)> + '_ {
        let first = (from < until).then(|| period.first_day(self.date(from)));
        std::iter::successors(first, move |day| period.next_first_day(*day))
            .map(move |day| (period.key(day), period.span(day, self)))
            .take_while(move |(_, span)| span.from < until)
            // A zone that crosses the date line may leave a whole day out.
            .filter(|(_, span)| span.from < span.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{at, stamp};
    use proptest::prelude::*;

    fn time(text: &str) -> Time {
        chrono::DateTime::parse_from_rfc3339(text).expect("an instant").to_utc()
    }

    fn madrid() -> Zone {
        Zone::named("Europe/Madrid").expect("a zone of the database")
    }

    #[test]
    fn keys_are_those_of_the_local_day() {
        let zone = madrid();
        let late = time("2024-02-29T23:30:00Z");
        assert_eq!(zone.day_key(late), "2024-03-01");
        assert_eq!(zone.month_key(late), "2024-03");
        assert_eq!(zone.quarter_key(late), "2024-Q1");
        assert_eq!(zone.week_key(late), "2024-W09");
        assert_eq!(Zone::utc().month_key(late), "2024-02");
    }

    #[test]
    fn a_week_belongs_to_its_iso_year() {
        assert_eq!(Zone::utc().week_key(time("2024-12-30T00:00:00Z")), "2025-W01");
        assert_eq!(Zone::utc().week_key(time("2027-01-01T00:00:00Z")), "2026-W53");
    }

    #[test]
    fn the_next_month_starts_at_local_midnight() {
        assert_eq!(stamp(madrid().next_month_start(time("2024-03-15T00:00:00Z"))), "2024-03-31T22:00:00Z");
        assert_eq!(stamp(madrid().next_month_start(time("2024-12-31T23:30:00Z"))), "2025-01-31T23:00:00Z");
    }

    #[test]
    fn periods_cover_the_stretch_and_nothing_else() {
        let (from, until) = (time("2023-12-31T23:00:00Z"), time("2024-02-29T23:00:00Z"));
        let zone = madrid();
        let keys = |p| zone.periods(p, from, until).map(|(k, _)| k).collect::<Vec<_>>();
        assert_eq!(keys(Period::Month), ["2024-01", "2024-02"]);
        assert_eq!(keys(Period::Quarter), ["2024-Q1"]);
        assert_eq!(keys(Period::Week).len(), 9);
        assert_eq!(keys(Period::Day).len(), 60);
        assert_eq!(zone.periods(Period::Day, until, from).count(), 0);
    }

    #[test]
    fn a_day_that_a_zone_left_out_is_no_period() {
        let apia = Zone::named("Pacific/Apia").expect("a zone of the database");
        let (from, until) = (time("2011-12-29T10:00:00Z"), time("2012-01-01T09:00:00Z"));
        let days: Vec<String> = apia.periods(Period::Day, from, until).map(|(k, _)| k).collect();
        assert_eq!(days, ["2011-12-29", "2011-12-31", "2012-01-01"]);
    }

    proptest! {
        #[test]
        fn the_name_of_a_period_says_where_it_begins(day in -300_000_i64..1_500_000, n in 0_usize..5) {
            let (date, period) = (at(day * 86_400).date_naive(), Period::ALL[n]);
            prop_assert_eq!(period.read(&period.key(date)), Some(period.first_day(date)));
        }

        #[test]
        fn each_period_begins_where_the_one_before_ends(
            from in 0_i64..4_000_000_000, days in 1_i64..800, n in 0_usize..5,
        ) {
            let (zone, period) = (madrid(), Period::ALL[n]);
            let until = at(from + days * 86_400);
            let spans: Vec<Span> = zone.periods(period, at(from), until).map(|(_, s)| s).collect();
            prop_assert!(spans[0].contains(at(from)));
            prop_assert!(spans[spans.len() - 1].contains(until - chrono::TimeDelta::seconds(1)));
            prop_assert!(spans.windows(2).all(|w| w[0].until == w[1].from));
        }
    }
}
