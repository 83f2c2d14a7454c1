//! Working hours of people in the story: Monday to Friday, nine to six on the wall of their zone.

use crate::domain::time::Time;
use crate::domain::time::zone::Zone;
use chrono::{Datelike, Duration, NaiveDateTime, NaiveTime, Weekday};

const OPENS: u32 = 9;
const CLOSES: u32 = 18;

/// The instant after `seconds` of work from `time` on.
pub fn after_work(zone: &Zone, time: Time, seconds: i64) -> Time {
    let mut wall = next_open(zone.to_local(time));
    let mut left = seconds.max(0);
    loop {
        let rest = (wall.date().and_time(hour(CLOSES)) - wall).num_seconds();
        if left < rest {
            return zone.from_local(wall + Duration::seconds(left)).max(time);
        }
        left -= rest;
        wall = next_open(wall.date().and_time(hour(CLOSES)));
    }
}

/// The first moment of work at or after this one.
fn next_open(wall: NaiveDateTime) -> NaiveDateTime {
    let mut day = wall.date();
    let mut from = wall.time();
    loop {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if !weekend && from < hour(CLOSES) {
            return day.and_time(from.max(hour(OPENS)));
        }
        let Some(next) = day.succ_opt() else { return wall };
        (day, from) = (next, NaiveTime::MIN);
    }
}

fn hour(h: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(h, 0, 0).unwrap_or(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read::read_instant;
    use crate::domain::time::stamp;

    #[test]
    fn work_stops_at_night_and_over_the_weekend() {
        let zone = Zone::named("Europe/Madrid").expect("it is in the database");
        let read = |text: &str| read_instant(text, crate::domain::time::at(0), &zone).expect("an instant");
        // Friday 17:30 in Madrid, one hour of work: Monday 9:30, in winter time.
        let done = after_work(&zone, read("2026-11-20T16:30:00Z"), 3600);
        assert_eq!(stamp(done), "2026-11-23T08:30:00Z");
        // Sunday, nothing to do: Monday at nine.
        assert_eq!(stamp(after_work(&zone, read("2026-11-22T12:00:00Z"), 0)), "2026-11-23T08:00:00Z");
        // Three days of work from Thursday noon.
        assert_eq!(stamp(after_work(&zone, read("2026-11-19T11:00:00Z"), 27 * 3600)), "2026-11-24T11:00:00Z");
    }
}
