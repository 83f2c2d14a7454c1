//! Instants as trackers write them.

use crate::domain::time::{Time, at};
use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// With an offset: GitLab's `2015-05-17 17:06:40 UTC`, Jira's `2015-12-02T07:39:15.000-0800`.
const WITH_OFFSET: [&str; 3] = ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%d %H:%M:%S%.f%z"];
/// Without one they are UTC.
const PLAIN: [&str; 5] =
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%d/%b/%y %I:%M %p", "%Y/%m/%d %H:%M:%S"];

/// The instant that a text says, in the format `own` if that is given.
pub fn read(text: &str, own: Option<&str>) -> Option<Time> {
    let text = text.trim();
    if let Some(own) = own {
        return in_own(text, own);
    }
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(at(time.timestamp()));
    }
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    let aware = WITH_OFFSET.iter().find_map(|f| DateTime::parse_from_str(text, f).ok());
    let plain = || PLAIN.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
    aware
        .map(|time| at(time.timestamp()))
        .or_else(|| Some(at(plain()?.and_utc().timestamp())))
        .or_else(|| day(text, "%Y-%m-%d"))
}

fn in_own(text: &str, own: &str) -> Option<Time> {
    let aware = DateTime::parse_from_str(text, own).ok().map(|time| at(time.timestamp()));
    let plain = || NaiveDateTime::parse_from_str(text, own).ok().map(|time| at(time.and_utc().timestamp()));
    aware.or_else(plain).or_else(|| day(text, own))
}

fn day(text: &str, format: &str) -> Option<Time> {
    let day = NaiveDate::parse_from_str(text, format).ok()?;
    Some(at(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::stamp;

    #[test]
    fn the_dates_of_the_trackers_are_read() {
        for (text, expected) in [
            ("2021-01-02T03:04:05Z", "2021-01-02T03:04:05Z"),
            ("2013-12-03T17:15:43.5+01:00", "2013-12-03T16:15:43Z"),
            ("2015-05-17 17:06:40 UTC", "2015-05-17T17:06:40Z"),
            ("2015-12-02T07:39:15.000-0800", "2015-12-02T15:39:15Z"),
            ("2020-02-19 01:54:52", "2020-02-19T01:54:52Z"),
            ("2020-03-05 04:47:57.580", "2020-03-05T04:47:57Z"),
            ("02/Dec/15 7:39 AM", "2015-12-02T07:39:00Z"),
            ("2020-02-19", "2020-02-19T00:00:00Z"),
        ] {
            assert_eq!(read(text, None).map(stamp).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(
            read("19.02.2020 10:00", Some("%d.%m.%Y %H:%M")).map(stamp).as_deref(),
            Some("2020-02-19T10:00:00Z")
        );
        assert_eq!(read("03/04/2020", None), None, "the third of April, or the fourth of March: nobody can tell");
        assert_eq!(read("2020-02-19", Some("%Q%%%")), None);
    }
}
