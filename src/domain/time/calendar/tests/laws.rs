//! What holds for every calendar.

use super::super::{Calendar, Hours, Interval, Timetable};
use super::slow::Slow;
use crate::domain::time::period::Span;
use crate::domain::time::zone::Zone;
use crate::domain::time::{Time, at};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::sync::Arc;

/// Zones, and a day near which each does something of its own.
const NEAR: [(&str, &str); 16] = [
    ("Europe/Madrid", "2024-03-31"),
    ("Europe/Madrid", "2024-10-27"),
    ("America/New_York", "2026-03-08"),
    ("America/Sao_Paulo", "2015-10-18"),
    ("America/Sao_Paulo", "2016-02-21"),
    ("Australia/Lord_Howe", "2024-10-06"),
    ("Australia/Lord_Howe", "2024-04-07"),
    ("Pacific/Apia", "2011-12-30"),
    ("America/St_Johns", "2007-11-04"),
    ("America/Toronto", "1919-03-31"),
    ("America/Havana", "2024-11-03"),
    ("Asia/Pyongyang", "2018-05-05"),
    ("Antarctica/Casey", "2020-10-04"),
    ("America/Juneau", "1867-10-18"),
    ("Asia/Kathmandu", "2024-02-29"),
    ("UTC", "2015-12-31"),
];

/// Seconds around the day of interest from which instants are taken.
const SPAN: i64 = 8 * 86_400;

fn interval() -> impl Strategy<Value = Interval> {
    (0_u32..96, 1_u32..60).prop_map(|(from, length)| {
        Interval::new(from * 900, (from * 900 + length * 900).min(86_400)).expect("it is not empty")
    })
}

fn hours() -> impl Strategy<Value = Vec<Interval>> {
    prop::collection::vec(interval(), 0..3)
}

fn timetable(near: NaiveDate) -> impl Strategy<Value = Timetable> {
    let date = move || (0_u64..10).prop_map(move |d| near - Days::new(5) + Days::new(d));
    let week = prop::array::uniform7(prop_oneof![hours(), Just(vec![Interval::WHOLE_DAY])]);
    let dated = move || prop::collection::btree_map(date(), hours(), 0..3);
    let holidays = prop::collection::btree_map(date(), Just(None), 0..3);
    (week, dated(), dated(), holidays).prop_map(|(week, overrides, breaks, holidays)| Timetable {
        week,
        overrides,
        breaks,
        holidays,
    })
}

#[derive(Debug)]
struct Case {
    zone: Zone,
    near: NaiveDate,
    hours: Hours,
}

impl Case {
    fn at(&self, second: i64) -> Time {
        let start = self.zone.local_midnight(self.near - Days::new(4));
        at(start.timestamp() + second)
    }

    fn elapsed(&self, from: Time, until: Time) -> i64 {
        self.hours.elapsed(Span { from, until })
    }

    fn slow(&self) -> Slow {
        let Hours::Business(calendar) = &self.hours else { panic!("a calendar") };
        Slow::new(&self.zone, calendar.timetable(), self.near - Days::new(8), self.near + Days::new(8))
    }
}

fn case() -> impl Strategy<Value = Case> {
    prop::sample::select(NEAR.to_vec()).prop_flat_map(|(name, date)| {
        let near: NaiveDate = date.parse().expect("a date");
        timetable(near).prop_map(move |timetable| {
            let zone = Zone::named(name).expect("a zone of the database");
            let hours = Hours::Business(Arc::new(Calendar::new(zone.clone(), timetable)));
            Case { zone, near, hours }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_way_is_the_slow_definition(case in case(), moves in prop::collection::vec((0..SPAN, 0..SPAN, 0_usize..200_000), 20)) {
        let slow = case.slow();
        for (a, b, n) in moves {
            let (from, until) = (case.at(a), case.at(b));
            prop_assert_eq!(case.elapsed(from, until), slow.elapsed(from, until));
            prop_assert_eq!(case.hours.is_open(from), slow.is_open(from));
            for n in [n, n % 4, 0] {
                // Beyond its days the slow one knows nothing.
                if let Some(want) = slow.add(from, n) {
                    prop_assert_eq!(case.hours.add(from, n as i64), Some(want));
                }
                if let Some(want) = slow.sub(from, n) {
                    prop_assert_eq!(case.hours.sub(from, n as i64), Some(want));
                }
            }
        }
    }

    #[test]
    fn parts_of_a_stretch_sum_to_it(case in case(), mut cuts in prop::array::uniform3(0..SPAN)) {
        cuts.sort_unstable();
        let [a, b, c] = cuts.map(|s| case.at(s));
        prop_assert_eq!(case.elapsed(a, b) + case.elapsed(b, c), case.elapsed(a, c));
    }

    #[test]
    fn what_is_added_has_elapsed_and_taking_it_away_leads_back(case in case(), a in 0..SPAN, n in 1_i64..3_000_000) {
        let from = case.at(a);
        if let Some(due) = case.hours.add(from, n) {
            prop_assert_eq!(case.elapsed(from, due), n);
            // One second earlier it was not used up.
            prop_assert_eq!(case.elapsed(from, at(due.timestamp() - 1)), n - 1);
            prop_assert_eq!(case.hours.sub(due, n), case.hours.next_opening(from));
            prop_assert_eq!(case.hours.sub(from, -n), Some(due));
        }
        if let Some(start) = case.hours.sub(from, n) {
            prop_assert_eq!(case.elapsed(start, from), n);
            prop_assert_eq!(case.elapsed(at(start.timestamp() + 1), from), n - 1);
        }
    }

    #[test]
    fn more_is_never_earlier(
        case in case(),
        mut from in prop::array::uniform2(0..SPAN),
        mut n in prop::array::uniform2(0_i64..500_000),
    ) {
        from.sort_unstable();
        n.sort_unstable();
        let add = |from, n| case.hours.add(case.at(from), n);
        let in_order = |a: Option<Time>, b: Option<Time>| b.is_none_or(|b| a.is_some_and(|a| a <= b));
        prop_assert!(in_order(add(from[0], n[0]), add(from[0], n[1])));
        prop_assert!(in_order(add(from[0], n[0]), add(from[1], n[0])));
    }

    #[test]
    fn the_open_stretches_of_a_span_are_apart_and_sum_to_it(case in case(), a in 0..SPAN, b in 0..SPAN) {
        let span = Span { from: case.at(a), until: case.at(b) };
        let open: Vec<Span> = case.hours.open_within(span).map(|o| o.span).collect();
        let sum: i64 = open.iter().map(|s| (s.until - s.from).num_seconds()).sum();
        prop_assert_eq!(sum, case.hours.elapsed(span));
        prop_assert!(open.windows(2).all(|w| w[0].until <= w[1].from));
        prop_assert!(open.iter().all(|s| span.from <= s.from && s.from < s.until && s.until <= span.until));
    }

    #[test]
    fn whole_weeks_without_holidays_and_changes_of_the_clock_alter_nothing(
        week in prop::array::uniform7(hours()), weeks in -900_i64..3_000, a in 0..SPAN, b in 0..SPAN, n in 0_i64..500_000,
    ) {
        let hours = Hours::Business(Arc::new(Calendar::new(Zone::utc(), Timetable { week, ..Timetable::default() })));
        let moved = |second: i64| at(1_700_000_000 + second + weeks * 7 * 86_400);
        let here = Span { from: at(1_700_000_000 + a), until: at(1_700_000_000 + b) };
        prop_assert_eq!(hours.elapsed(here), hours.elapsed(Span { from: moved(a), until: moved(b) }));
        let due = hours.add(here.from, n).map(|t| t.timestamp() + weeks * 7 * 86_400);
        prop_assert_eq!(due, hours.add(moved(a), n).map(|t| t.timestamp()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn no_instant_and_no_number_panics(case in case(), second in any::<i64>(), n in any::<i64>(), near in 0_i64..400_000) {
        let ends = [-62_135_596_800, 253_402_300_800].map(|end: i64| at(end + near - 200_000));
        let all = [at(second), ends[0], ends[1], Time::MIN_UTC, Time::MAX_UTC];
        for a in all {
            for b in all {
                case.elapsed(a, b);
            }
            case.hours.is_open(a);
            for n in [n, 0, 1, -1, i64::MIN, i64::MAX] {
                case.hours.add(a, n);
                case.hours.sub(a, n);
            }
        }
    }
}
