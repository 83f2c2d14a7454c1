//! Second pass: one ticket's part in a stretch of history, from where it was told before.

use super::Want;
use super::ancestry::Ancestry;
use super::branch::{Branches, in_line};
use super::compare::Reader;
use super::heads::Heads;
use super::line::line;
use super::span::Span;
use super::told::{Chapter, Start, Told, is_chain};
use super::touches::{Side, Touch, touches};
use crate::domain::ticket::TicketId;
use crate::domain::ticket::timeline::Event;
use crate::store::error::Result;
use gix::ObjectId;
use std::collections::{BTreeSet, HashSet};

/// What is needed to tell a ticket.
pub struct Teller<'a, P> {
    /// The commits to tell, up to this one.
    pub span: &'a Span,
    pub to: ObjectId,
    /// Nothing that was told before stands.
    pub is_whole: bool,
    /// Where the span branches.
    pub ancestry: Option<Ancestry>,
    /// The commits whose events, if they were told before, do not stand.
    pub replaced: HashSet<ObjectId>,
    pub want: &'a Want<'a>,
    pub past: &'a P,
}

impl<P: Fn(TicketId) -> Vec<Told>> Teller<'_, P> {
    /// The chapter of the one ticket that these touches are of.
    pub fn chapter(&self, reader: &Reader, touches: &[Touch]) -> Result<Chapter> {
        let ticket = touches[0].ticket;
        let mut kept = if self.is_whole { Vec::new() } else { (self.past)(ticket) };
        let stand = kept.iter().take_while(|told| !self.replaced.contains(&told.commit)).count();
        kept.truncate(stand);
        let touches: Vec<Touch> = touches.iter().filter(|touch| touch.side != Side::Gone).copied().collect();
        let events = match self.start(reader, ticket, &kept)? {
            Some(start) => self.events(reader, &touches, start)?,
            None => None,
        };
        match events {
            Some(events) => Ok(Chapter { ticket, kept: kept.len(), events }),
            None => self.anew(reader, ticket),
        }
    }

    /// `None`: only all of history can tell.
    fn events(&self, reader: &Reader, touches: &[Touch], start: Start) -> Result<Option<Vec<(Told, Event)>>> {
        let span = self.span;
        let Some(ancestry) = &self.ancestry else {
            return line(reader, &span.ids, touches, start, self.want).map(Some);
        };
        let Some(touch) = touches.first() else { return Ok(Some(Vec::new())) };
        match in_line(span, ancestry, touches) {
            Some(touches) => line(reader, &span.ids, &touches, start, self.want).map(Some),
            None => Branches { reader, span, ancestry, ticket: touch.ticket, touches, start, want: self.want }.tell(),
        }
    }

    /// The state at the cut. `None`: only the events before it tell, since it cannot be read there.
    fn start(&self, reader: &Reader, ticket: TicketId, kept: &[Told]) -> Result<Option<Start>> {
        if is_chain(kept) {
            return Ok(Some(Start::after(kept, kept.last().and_then(|told| told.new))));
        }
        let file = reader.file(self.span.cut(), ticket)?;
        let readable = match file {
            Some(blob) => reader.read(blob, self.want.limits)?.is_some(),
            None => true,
        };
        Ok(readable.then(|| Start::after(kept, file)))
    }

    /// All of history, for this one ticket.
    fn anew(&self, reader: &Reader, ticket: TicketId) -> Result<Chapter> {
        let span = Span::below(&Heads::of(&reader.repo)?, self.to, None)?;
        let only = BTreeSet::from([ticket]);
        let found = touches(reader, &span, 0..span.len() as u32, Some(&only), |_| ())?;
        let (ancestry, start) = (Ancestry::of(&span), Start::default());
        let branches =
            Branches { reader, span: &span, ancestry: &ancestry, ticket, touches: &found, start, want: self.want };
        Ok(Chapter { ticket, kept: 0, events: branches.tell()?.unwrap_or_default() })
    }
}
