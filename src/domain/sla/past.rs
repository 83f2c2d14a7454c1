//! A ticket's life up to an instant, as the lives of clocks look at it.

use super::track::{Governed, Track};
use crate::domain::story::{Holder, Move, Said};
use crate::domain::ticket::workflow::Category;
use crate::domain::time::Time;

/// An instant of a ticket's life. Two events may share an instant; their numbers say which came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub at: Time,
    pub step: u32,
}

/// What had happened by `now`, up to which the ticket was told; everything is in order of time.
pub(super) struct Past<'a> {
    /// Creation first.
    pub moves: &'a [Move],
    pub replies: &'a [Said],
    pub asks: &'a [Said],
    pub assignees: &'a [Holder],
    pub groups: &'a [Holder],
    pub governed: &'a [Governed],
    /// The public message with which an agent opened the ticket for somebody else.
    pub opening: Option<Moment>,
    /// When it was merged away, where that is no closing like any other.
    pub merged: Option<Moment>,
    pub now: Time,
}

impl Past<'_> {
    /// `None`: the ticket was not there. With `merges_close` a merge is the closing that it looks like.
    pub fn of(track: &Track, now: Time, merges_close: bool) -> Option<Past<'_>> {
        let story = &track.story;
        story.created()?;
        let merged = story.merged.filter(|_| !merges_close);
        let opening = story.opening.as_ref().filter(|_| !story.for_themselves);
        Some(Past {
            moves: &story.moves,
            replies: &story.replies,
            asks: &story.asks,
            assignees: &story.assignees,
            groups: &story.groups,
            governed: &track.governed,
            opening: opening.map(|said| Moment { at: said.at, step: said.step }),
            merged: merged.map(|m| Moment { at: m.at, step: m.step }),
            now,
        })
    }

    pub fn created(&self) -> Option<Moment> {
        self.moves.first().map(|m| Moment { at: m.at, step: m.step })
    }

    /// The category in which an event left the ticket.
    pub fn category_after(&self, step: u32) -> Option<Category> {
        let past = self.moves.partition_point(|m| m.step <= step);
        self.moves[..past].last().map(|m| m.to)
    }

    pub fn is_unsolved_after(&self, step: u32) -> bool {
        self.category_after(step).is_some_and(Category::is_unsolved)
    }

    /// Every resolution.
    pub fn resolutions(&self) -> Vec<Moment> {
        let resolved = self.moves.iter().filter(|m| m.resolves());
        resolved.map(|m| Moment { at: m.at, step: m.step }).collect()
    }

    /// The first public agent message that answers what was said in an event or before.
    pub fn answered(&self, step: u32) -> Option<Moment> {
        let past = self.replies.partition_point(|r| r.step < step);
        self.replies.get(past).map(|r| Moment { at: r.at, step: r.step })
    }
}
