//! What can be counted of a ticket: each thing at the instant to which it belongs.

use super::measures::{Measure, handoffs, is_one_touch, measured, resolved_at};
use crate::domain::story::Story;
use crate::domain::time::Time;

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Created,
    /// An entry into solved or closed from an unsolved category.
    Resolved,
    Reopened,
    Reply,
    AssigneeHandoff,
    GroupHandoff,
    /// Resolved at the first contact; at the resolution.
    OneTouch,
}

impl Kind {
    pub(super) const N: usize = 7;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Is(Kind),
    /// A measure was fulfilled after so many seconds.
    Took(Measure, i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub at: Time,
    pub what: What,
}

/// Everything that can be counted of a ticket, in order of time. With `by_assign` the first assignee
/// is the first reply.
pub(super) fn facts(story: &Story, by_assign: bool) -> Vec<Fact> {
    let mut out = Vec::with_capacity(Measure::N + story.moves.len() + story.replies.len());
    let is = |kind: Kind| move |at: Time| Fact { at, what: What::Is(kind) };
    out.extend(story.created().map(is(Kind::Created)));
    out.extend(story.moves.iter().filter(|m| m.resolves()).map(|m| is(Kind::Resolved)(m.at)));
    out.extend(story.moves.iter().filter(|m| m.reopens()).map(|m| is(Kind::Reopened)(m.at)));
    out.extend(story.replies.iter().map(|r| is(Kind::Reply)(r.at)));
    out.extend(handoffs(&story.assignees).map(is(Kind::AssigneeHandoff)));
    out.extend(handoffs(&story.groups).map(is(Kind::GroupHandoff)));
    out.extend(resolved_at(story).filter(|_| is_one_touch(story)).map(is(Kind::OneTouch)));
    for measure in Measure::ALL {
        let found = measured(story, measure, by_assign);
        out.extend(found.map(|m| Fact { at: m.at, what: What::Took(measure, m.seconds()) }));
    }
    out.sort_by_key(|f| f.at);
    out
}
