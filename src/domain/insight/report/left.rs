//! What was unsolved when a period ended.

use super::by::By;
use super::facts::holder_at;
use super::part::{Cut, Part, assemble, combinations};
use super::scope::Scope;
use super::segments::Segments;
use crate::domain::story::Story;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::Time;
use chrono::TimeDelta;

/// More periods than this are only looked at where something happened in them.
pub(super) const MAX_PERIODS: usize = 50_000;
const UNSOLVED: [Category; 4] = [Category::New, Category::Open, Category::Pending, Category::Hold];

/// A ticket that was unsolved just before `at`.
pub(super) struct Left<'a> {
    pub key: Vec<Part<'a>>,
    pub ticket: u32,
    pub at: Time,
}

impl<'a> Scope<'a> {
    /// Visits every ticket that is unsolved just before the end of each period of `by` (of the request's
    /// period, where `by` has none), once for each group of its values. Weekday and hour are those of
    /// its creation, the agent is who had it then. `false`: of too many periods only those were looked at in
    /// which something happened.
    pub(super) fn each_left(&self, by: &[By], visit: &mut dyn FnMut(Left<'a>)) -> bool {
        let mut segments = self.segments(by);
        let (ends, complete) = self.ends(by, &mut segments);
        let cut = Cut::of(by);
        for (case, ticket) in self.cases.iter().zip(0..) {
            let story = &case.story;
            let mut groups = None;
            for (segment, at) in unsolved_at(story, &ends, self.end()) {
                let groups = groups.get_or_insert_with(|| combinations(by, story, self.setting.workflow));
                let before = at.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(at);
                let who = holder_at(&story.assignees, before);
                let mut slot = cut.slot(story.created().unwrap_or(at), who, &mut segments);
                slot.segment = segment;
                for fields in groups.iter() {
                    visit(Left { key: assemble(by, fields, slot, &segments), ticket, at });
                }
            }
        }
        complete
    }

    /// Segments and when each of them ends, in order.
    fn ends(&self, by: &[By], segments: &mut Segments) -> (Vec<(Time, Time)>, bool) {
        let end = self.end();
        if segments.is_whole() {
            return (vec![(segments.of(end), end)], true);
        }
        let Some(first) = self.cases.first().and_then(|case| case.story.created()) else {
            return (Vec::new(), true);
        };
        let from = self.request.from.map_or(first, |from| from.max(first));
        let (starts, complete) = match segments.between(from, end, MAX_PERIODS) {
            Some(starts) => (starts, true),
            None => (self.eventful(by, segments), false),
        };
        (starts.into_iter().map(|start| (start, segments.span(start).until.min(end))).collect(), complete)
    }

    /// The segments in which anything happened, in order.
    fn eventful(&self, by: &[By], segments: &mut Segments) -> Vec<Time> {
        let periods: Vec<By> = by.iter().filter(|b| b.period().is_some()).cloned().collect();
        let mut found = std::collections::BTreeSet::new();
        self.each_share(&periods, segments, self.request.from, &mut |_, share| {
            found.insert(share.slot.segment);
        });
        found.into_iter().collect()
    }
}

/// The ends just before which a ticket was unsolved.
fn unsolved_at<'e>(story: &'e Story, ends: &'e [(Time, Time)], last: Time) -> impl Iterator<Item = (Time, Time)> + 'e {
    let stretches = story.stretches(last).filter(|(category, _)| UNSOLVED.contains(category));
    stretches.flat_map(|(_, span)| {
        let first = ends.partition_point(|(_, at)| *at <= span.from);
        let past = ends.partition_point(|(_, at)| *at <= span.until);
        ends[first..past.max(first)].iter().copied()
    })
}
