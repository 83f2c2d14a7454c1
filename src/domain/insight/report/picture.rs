//! The whole picture for whoever leads the desk: the reports that stand beside a summary, over the same
//! tickets and the same time.

use super::Request;
use super::by::By;
use super::name::Name;
use crate::domain::time::period::Period;

const DAY: i64 = 86_400;
/// Keys that are listed of what recurs.
const KEYS: usize = 10;

/// The requests of the whole picture, the summary itself first. Courses are told by day, week or month, so
/// that a few dozen points are enough.
pub fn picture(summary: &Request) -> Vec<Request> {
    let plain = Request { compare: false, fail_if: Vec::new(), top: None, ..summary.clone() };
    let of = |name, by: Vec<By>| Request { name, by, ..plain.clone() };
    let period = By::Period(step(summary));
    // Promises are told by week where a year has room for that.
    let week = By::Period(step(summary).max(Period::Week));
    vec![
        summary.clone(),
        of(Name::Volume, vec![period]),
        of(Name::Backlog, Vec::new()),
        of(Name::Csat, Vec::new()),
        of(Name::Sla, Vec::new()),
        of(Name::Sla, vec![week]),
        of(Name::Distribution, Vec::new()),
        of(Name::Times, Vec::new()),
        of(Name::Volume, vec![By::Weekday, By::Hour]),
        Request { top: Some(KEYS), ..of(Name::Recurrence, Vec::new()) },
        of(Name::Agents, Vec::new()),
    ]
}

/// The period of a course: days up to five weeks, weeks up to nine months, else months.
fn step(summary: &Request) -> Period {
    let until = summary.until.filter(|until| *until <= summary.now).unwrap_or(summary.now);
    match summary.from.map(|from| (until - from).num_seconds() / DAY) {
        Some(..=35) => Period::Day,
        Some(..=275) => Period::Week,
        _ => Period::Month,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::at;

    #[test]
    fn the_parts_are_of_the_same_time_and_only_the_summary_is_held_against_promises() {
        let now = at(1_795_165_964);
        let summary = Request {
            from: Some(at(1_790_000_000)),
            with_merged: true,
            compare: true,
            ..Request::new(Name::Summary, now)
        };
        let all = picture(&summary);
        assert_eq!(all[0], summary);
        assert!(all.iter().all(|r| r.from == summary.from && r.now == now && r.with_merged));
        assert!(all[1..].iter().all(|r| !r.compare && r.fail_if.is_empty()));
    }

    #[test]
    fn courses_have_a_few_dozen_points() {
        let now = at(1_795_165_964);
        let step = |days: i64| {
            step(&Request { from: Some(at(1_795_165_964 - days * DAY)), ..Request::new(Name::Summary, now) })
        };
        assert_eq!([30, 90, 365].map(step), [Period::Day, Period::Week, Period::Month]);
        assert_eq!(super::step(&Request::new(Name::Summary, now)), Period::Month);
    }
}
