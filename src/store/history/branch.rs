//! The events of a ticket that was touched on several branches, or by merges beyond their parents.
//!
//! A commit is compared with its parent; a merge with the law of its parents, which is the law of the events
//! below it. The texts of one ticket at a time are kept for that.
//!
//! What an event changed is what it changed of the state by the law of the events before it in the one order: so the
//! events add up to the state, and one that was overruled changes nothing.

use super::Want;
use super::ancestry::Ancestry;
use super::compare::{Reader, lighten};
use super::line::removal;
use super::span::{CUT, Parents, Span};
use super::told::{Base, Start, Told, whole};
use super::touches::{Side, Touch};
use crate::domain::ticket::law::{Deed, Law, Overruled};
use crate::domain::ticket::timeline::Event;
use crate::domain::ticket::{Change, Ticket, TicketId, diff};
use crate::domain::time::Time;
use crate::store::error::Result;
use gix::ObjectId;

/// A ticket on branches, and what has been told of it so far.
pub struct Branches<'a> {
    pub reader: &'a Reader<'a>,
    pub span: &'a Span,
    pub ancestry: &'a Ancestry,
    pub ticket: TicketId,
    /// By place.
    pub touches: &'a [Touch],
    pub start: Start,
    pub want: &'a Want<'a>,
}

/// What the law makes of all that was done to a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub state: Option<Ticket>,
    pub discarded: Vec<Discarded>,
}

/// A value that does not count, whose it is, and whose counts instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Discarded {
    pub commit: ObjectId,
    /// `None`: what was there before.
    pub by: Option<ObjectId>,
    pub lost: Overruled,
}

/// An event at its place.
struct Placed {
    place: u32,
    told: Told,
    changes: Vec<Change>,
    deed: Deed,
}

/// The touches, if one came after another and merges brought nothing together: such a ticket is
/// told as if there were no branches.
pub fn in_line(span: &Span, ancestry: &Ancestry, touches: &[Touch]) -> Option<Vec<Touch>> {
    let mut line: Vec<Touch> = Vec::with_capacity(touches.len());
    for touch in touches {
        let last_below = |at| line.iter().rev().find(|last| ancestry.reaches(last.at, at));
        match touch.side {
            Side::Plain => {
                if line.last().is_some_and(|last| !ancestry.reaches(last.at, touch.at)) {
                    return None;
                }
                line.push(*touch);
            }
            Side::Merge(like) => {
                let like = parent(span, touch.at, like?)?;
                if last_below(touch.at).is_some_and(|last| !ancestry.reaches(last.at, like)) {
                    return None;
                }
            }
            Side::Gone => {}
        }
    }
    Some(line)
}

fn parent(span: &Span, merge: u32, n: u8) -> Option<u32> {
    match span.parents(merge) {
        Parents::Many(all) => all.get(usize::from(n)).copied(),
        _ => None,
    }
}

impl Branches<'_> {
    /// The events, in the one order. `None`: only all of history can tell.
    pub fn tell(&self) -> Result<Option<Vec<(Told, Event)>>> {
        let events = self.placed()?;
        if self.lives_again(&events) {
            return Ok(None);
        }
        let mut law = self.law()?;
        let mut state = law.state();
        let mut out = Vec::with_capacity(events.len());
        for n in 0..events.len() {
            self.enact(&mut law, &events, n);
            let now = law.state();
            let Placed { told, changes, .. } = &events[n];
            let (mut told, did) = (told.clone(), difference(state.as_ref(), now.as_ref()));
            if did != *changes {
                // Only the law knows what it did.
                told.old = Base::Law;
            }
            out.push(whole(self.reader, told, lighten(did, self.want.texts), self.want)?);
            state = now;
        }
        Ok(Some(out))
    }

    /// What all that was done comes to, and what of it does not count. `None`: only all of history can tell.
    pub fn outcome(&self) -> Result<Option<Outcome>> {
        let events = self.placed()?;
        if self.lives_again(&events) {
            return Ok(None);
        }
        let mut law = self.law()?;
        (0..events.len()).for_each(|n| self.enact(&mut law, &events, n));
        let commit = |deed: usize| Some(events.get(deed.checked_sub(1)?)?.told.commit);
        let lost = |lost: Overruled| Some(Discarded { by: commit(lost.by), commit: commit(lost.deed)?, lost });
        Ok(Some(Outcome {
            state: law.state(),
            discarded: law.overruled().into_iter().filter_map(lost).collect(),
        }))
    }

    /// Whether somebody made the ticket anew where one had been before: what that one ever had is known from the
    /// beginning of history only.
    fn lives_again(&self, events: &[Placed]) -> bool {
        let lived = self.start.version.is_some() || self.start.floor.is_some();
        let below = |one: &Placed| {
            events
                .iter()
                .any(|other| other.place != one.place && self.ancestry.reaches(other.place, one.place))
        };
        self.span.cut().is_some() && events.iter().any(|one| one.deed.creates() && (lived || below(one)))
    }

    /// The deeds, in the one order.
    fn placed(&self) -> Result<Vec<Placed>> {
        let mut events: Vec<Placed> = Vec::with_capacity(self.touches.len());
        for touch in self.touches {
            let (old, changes) = match touch.side {
                Side::Plain => self.plain(&events, touch)?,
                Side::Merge(like) if !self.is_one_sided(&events, touch, like) => self.by_law(&events, touch)?,
                _ => continue,
            };
            if !changes.is_empty() {
                events.push(self.place(&events, touch, old, changes)?);
            }
        }
        events.sort_by_key(one_order);
        Ok(events)
    }

    /// The law at the start.
    fn law(&self) -> Result<Law> {
        let mut law = Law::new(self.ticket);
        let start = self.version(of_start(&self.start))?;
        law.add(start.as_ref().map(Deed::start).unwrap_or_default(), |_| true);
        Ok(law)
    }

    /// Adds the `n`th of these events; the law's own first deed is the start.
    fn enact(&self, law: &mut Law, events: &[impl std::borrow::Borrow<Placed>], n: usize) {
        let this: &Placed = events[n].borrow();
        let below = |earlier: usize| match earlier.checked_sub(1) {
            None => true,
            Some(earlier) => self.ancestry.reaches(events[earlier].borrow().place, this.place),
        };
        law.add(this.deed.clone(), below);
    }

    /// A merge has the file as one parent has it, and all that happened to it happened there: it adds nothing.
    fn is_one_sided(&self, events: &[Placed], merge: &Touch, like: Option<u8>) -> bool {
        let Some(like) = like.and_then(|n| parent(self.span, merge.at, n)) else { return false };
        let mut below = events.iter().filter(|event| self.ancestry.reaches(event.place, merge.at));
        below.all(|event| self.ancestry.reaches(event.place, like))
    }

    /// What a commit with one parent did.
    fn plain(&self, events: &[Placed], touch: &Touch) -> Result<(Base, Vec<Change>)> {
        let Parents::One(before) = self.span.parents(touch.at) else {
            return self.compared(touch, Base::Nothing);
        };
        match self.good_at(before)? {
            Base::Law => self.by_law(events, touch),
            base => self.compared(touch, base),
        }
    }

    /// The version at a place, or the last before it that can be read. Where there is a merge in between,
    /// only the law knows.
    fn good_at(&self, place: u32) -> Result<Base> {
        if place == CUT {
            return Ok(of_start(&self.start));
        }
        let file = |at| self.reader.file(self.span.tree(at), self.ticket);
        let Some(mut blob) = file(place)? else { return Ok(Base::Nothing) };
        let mut at = place;
        while self.reader.read(blob, self.want.limits)?.is_none() {
            // The commit that brought the broken version, and the one before it.
            let before = loop {
                match self.span.parents(at) {
                    Parents::One(CUT) => return Ok(of_start(&self.start)),
                    Parents::One(parent) if self.is_touched(at) => break parent,
                    Parents::One(parent) => at = parent,
                    Parents::Many(_) => return Ok(Base::Law),
                    Parents::None => return Ok(Base::Nothing),
                }
            };
            let Some(older) = file(before)? else { return Ok(Base::Nothing) };
            (blob, at) = (older, before);
        }
        Ok(Base::Version(blob))
    }

    fn is_touched(&self, place: u32) -> bool {
        self.touches.binary_search_by_key(&place, |touch| touch.at).is_ok()
    }

    fn compared(&self, touch: &Touch, base: Base) -> Result<(Base, Vec<Change>)> {
        let Some(new) = touch.new else { return Ok((base, removal(base != Base::Nothing))) };
        let Some(new) = self.reader.read(new, self.want.limits)? else { return Ok((base, Vec::new())) };
        let old = self.version(base)?;
        Ok((base, diff(old.as_ref(), &new)))
    }

    fn version(&self, base: Base) -> Result<Option<Ticket>> {
        match base {
            Base::Version(blob) => self.reader.read(blob, self.want.limits),
            _ => Ok(None),
        }
    }

    /// What a merge did beyond the law of its parents; nothing, for a merge of ours.
    fn by_law(&self, events: &[Placed], touch: &Touch) -> Result<(Base, Vec<Change>)> {
        let law = || self.law_below(events, touch.at);
        let changes = match touch.new {
            None => removal(law()?.is_some()),
            Some(new) => match self.reader.read(new, self.want.limits)? {
                Some(new) => diff(law()?.as_ref(), &new),
                None => Vec::new(),
            },
        };
        Ok((Base::Law, changes))
    }

    /// The law of the events below a place.
    fn law_below(&self, events: &[Placed], place: u32) -> Result<Option<Ticket>> {
        let mut below: Vec<&Placed> = events.iter().filter(|e| self.ancestry.reaches(e.place, place)).collect();
        below.sort_by_key(|placed| one_order(placed));
        let mut law = self.law()?;
        (0..below.len()).for_each(|n| self.enact(&mut law, &below, n));
        Ok(law.state())
    }

    /// The effective time and depth of an event, from the ticket's events among its ancestors.
    fn place(&self, events: &[Placed], touch: &Touch, old: Base, changes: Vec<Change>) -> Result<Placed> {
        let below = || events.iter().filter(|event| self.ancestry.reaches(event.place, touch.at));
        let at = below().map(|event| event.told.at).fold(self.start.at(touch.claimed), Time::max);
        let above = |event: &Placed| event.told.depth.saturating_add(1);
        let depth = below().map(above).max().unwrap_or(self.start.depth);
        let told = Told { commit: self.span.ids[touch.at as usize], at, depth, old, new: touch.new };
        let new = self.version(touch.new.map_or(Base::Nothing, Base::Version))?;
        let deed = Deed::of(&changes, new.as_ref());
        Ok(Placed { place: touch.at, told, changes, deed })
    }
}

/// What turns one state into another.
fn difference(old: Option<&Ticket>, new: Option<&Ticket>) -> Vec<Change> {
    new.map_or_else(|| removal(old.is_some()), |new| diff(old, new))
}

fn of_start(start: &Start) -> Base {
    start.version.map_or(Base::Nothing, Base::Version)
}

fn one_order(placed: &Placed) -> (Time, u32, ObjectId) {
    (placed.told.at, placed.told.depth, placed.told.commit)
}
