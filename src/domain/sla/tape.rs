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

    /// The stretches in which the clock runs, whether its hours are open or not; touching ones are one,
    /// because asking a calendar costs more than anything else here.
    fn runs(self) -> impl Iterator<Item = Span> + 'a {
        let mut parts = self.parts().filter(|part| part.runs).map(|part| part.span).peekable();
        std::iter::from_fn(move || {
            let mut run = parts.next()?;
            while let Some(next) = parts.next_if(|next| next.from == run.until) {
                run.until = next.until;
            }
            Some(run)
        })
    }

    /// The seconds that count, and for each mark the first instant by which so many have; `None`: so many
    /// have not.
    pub fn read<const N: usize>(self, marks: [Option<i64>; N]) -> (i64, [Option<Time>; N]) {
        let (mut elapsed, mut reached) = (0_i64, [None; N]);
        for run in self.runs() {
            let counted = self.hours.elapsed(run);
            for (mark, reached) in marks.iter().zip(&mut reached) {
                let wanted = mark.map(|mark| mark.saturating_sub(elapsed));
                if let (Some(wanted), None) = (wanted.filter(|wanted| *wanted <= counted), *reached) {
                    // Nothing wanted, and not open before the run ends: it begins in a later one.
                    *reached = self.hours.add(run.from, wanted).filter(|at| *at <= run.until);
                }
            }
            elapsed = elapsed.saturating_add(counted);
        }
        (elapsed, reached)
    }
}
