//! How much of a stretch of a ticket's life counts for a clock, and when it came to so much.

use super::categories::Categories;
use crate::domain::story::Move;
use crate::domain::ticket::workflow::Category;
use crate::domain::time::Time;
use crate::domain::time::calendar::Hours;
use crate::domain::time::period::Span;

/// A stretch of a ticket's life, and what makes a clock run in it.
#[derive(Clone, Copy)]
pub(super) struct Tape<'a> {
    /// Creation first.
    pub moves: &'a [Move],
    pub span: Span,
    pub hours: &'a Hours,
    /// The categories in which the clock runs.
    pub runs_in: Categories,
}

/// A part of the stretch in one category.
pub(super) struct Part {
    pub span: Span,
    pub category: Category,
    /// The number of the event that brought the ticket there.
    pub step: u32,
    pub runs: bool,
}

impl<'a> Tape<'a> {
    /// The parts that are not empty, in order.
    pub fn parts(self) -> impl Iterator<Item = Part> + 'a {
        let Span { from, until } = self.span;
        let first = self.moves.partition_point(|m| m.at <= from).saturating_sub(1);
        let moves = &self.moves[first..];
        let part = move |(n, step): (usize, &Move)| {
            let end = moves.get(n + 1).map_or(until, |next| next.at.min(until));
            let span = Span { from: step.at.max(from), until: end };
            let runs = self.runs_in.contains(step.to);
            (span.from < span.until).then_some(Part { span, category: step.to, step: step.step, runs })
        };
        moves.iter().take_while(move |m| m.at < until).enumerate().filter_map(part)
    }

    /// Seconds that count.
    pub fn elapsed_s(self) -> i64 {
        let running = self.parts().filter(|part| part.runs);
        running.fold(0, |sum, part| sum.saturating_add(self.hours.elapsed(part.span)))
    }

    /// The first instant by which `seconds` have counted; `None`: that many have not.
    pub fn reaches(self, seconds: i64) -> Option<Time> {
        let mut before = 0_i64;
        for part in self.parts().filter(|part| part.runs) {
            let counted = self.hours.elapsed(part.span);
            let wanted = seconds.saturating_sub(before);
            if wanted <= counted {
                let at = self.hours.add(part.span.from, wanted);
                // Nothing wanted, and not open before the part ends: it begins in a later one.
                if let Some(at) = at.filter(|at| *at <= part.span.until) {
                    return Some(at);
                }
            }
            before = before.saturating_add(counted);
        }
        None
    }
}
