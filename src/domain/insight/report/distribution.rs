//! `distribution`: how first replies and full resolutions are spread over classes of length.
//!
//! A row holds the durations above the class before it and up to `upto_s` seconds, that length included; the
//! last, without `upto_s`, holds all longer ones. Durations are those of `times`: the same tickets, in the
//! hours of the same calendar, by the date of the event that ended them.

use super::lines::{Group, Line};
use super::measures::Measure;
use super::scope::Scope;
use super::table::{Cell, Report};

const COLUMNS: &[&str] = &["upto_s", "first_reply", "resolution"];
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Where classes end, in seconds.
const ENDS: [i64; 10] = [900, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 30 * DAY];

/// A row per class in each group, empty or not.
pub(super) fn distribution(scope: Scope) -> Report {
    let by = &scope.request.by;
    let groups = scope.groups(by);
    let classes = (0..=ENDS.len()).collect::<Vec<_>>();
    let lines = groups.iter().flat_map(|g| classes.iter().map(|class| line(&scope, g, *class))).collect();
    let overall = scope.overall(by, &groups);
    let n = |measure| Cell::from(overall.tickets_measured(measure).count());
    let totals = vec![("first_reply_n", n(Measure::FirstReply)), ("resolution_n", n(Measure::Resolution))];
    scope.finish(by, COLUMNS, lines, totals)
}

fn line<'a>(scope: &Scope, group: &Group<'a>, class: usize) -> Line<'a> {
    let of = |measure| -> Vec<u32> {
        let durations = group.tally.durations(measure);
        durations
            .filter(|(seconds, _)| class_of(*seconds) == class)
            .map(|(_, ticket)| ticket)
            .collect()
    };
    let (replies, resolutions) = (of(Measure::FirstReply), of(Measure::Resolution));
    let cells = vec![ENDS.get(class).copied().into(), replies.len().into(), resolutions.len().into()];
    let mut tickets: Vec<u32> = replies.into_iter().chain(resolutions).collect();
    tickets.sort_unstable();
    tickets.dedup();
    group.line(cells, scope.explain(tickets.into_iter()))
}

fn class_of(seconds: i64) -> usize {
    ENDS.iter().position(|end| seconds <= *end).unwrap_or(ENDS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_holds_its_end() {
        assert_eq!([0, 900, 901, 30 * DAY, 30 * DAY + 1].map(class_of), [0, 0, 1, 9, 10]);
    }
}
