//! A ticket's story, with the policies that it has had, as bytes.

use super::bytes::{Eye, Pen, odd};
use super::ticket::{csat, put_csat, put_ticket, ticket};
use crate::domain::sla::{Governed, Track};
use crate::domain::story::{Holder, Merged, Move, Rating, Said, Story};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Priority, TicketId};
use crate::index::Result;

pub fn pack_story(track: &Track) -> Vec<u8> {
    let mut pen = Pen::default();
    let story = &track.story;
    put_ticket(&mut pen, &story.ticket);
    pen.each(&story.moves, |pen, it| {
        pen.time(it.at);
        pen.number(it.step.into());
        pen.byte(it.from.map_or(0, |from| from as u8 + 1));
        pen.byte(it.to as u8);
    });
    for holders in [&story.assignees, &story.groups] {
        pen.each(holders, |pen, it| {
            pen.time(it.at);
            pen.number(it.step.into());
            pen.maybe(it.who.as_deref(), Pen::text);
        });
    }
    pen.each(&story.replies, put_said);
    pen.each(&story.asks, put_said);
    pen.maybe(story.merged, |pen, it| {
        pen.time(it.at);
        pen.number(it.step.into());
    });
    pen.maybe(story.rating.as_ref(), |pen, it| {
        pen.time(it.at);
        pen.number(it.step.into());
        put_csat(pen, &it.csat);
    });
    pen.byte(story.for_themselves.into());
    pen.maybe(story.opening.as_ref(), put_said);
    pen.number(story.steps.into());
    pen.maybe(story.created, Pen::time);
    pen.maybe(story.last, Pen::time);
    pen.byte(story.gone.into());
    pen.each(&track.governed, |pen, it| {
        pen.time(it.at);
        pen.number(it.step.into());
        pen.maybe(it.policy, |pen, policy| pen.number(policy.into()));
        pen.byte(it.priority.map_or(0, |priority| priority as u8 + 1));
        pen.byte(it.own.into());
    });
    pen.number(track.steps.into());
    pen.bytes
}

/// # Errors
/// What was not packed by this version.
pub fn unpack_story(id: TicketId, bytes: &[u8]) -> Result<Track> {
    let mut eye = Eye::on(bytes);
    let mut story = Story::new(id);
    *story.ticket() = ticket(&mut eye, id)?;
    story.moves = eye.each(|eye| {
        Ok(Move { at: eye.time()?, step: eye.small()?, from: option(eye)?, to: eye.one_of(&Category::ALL)? })
    })?;
    for holders in [&mut story.assignees, &mut story.groups] {
        *holders = eye.each(|eye| Ok(Holder { at: eye.time()?, step: eye.small()?, who: eye.maybe(Eye::shared)? }))?;
    }
    story.replies = eye.each(said)?;
    story.asks = eye.each(said)?;
    story.merged = eye.maybe(|eye| Ok(Merged { at: eye.time()?, step: eye.small()? }))?;
    story.rating = eye.maybe(|eye| Ok(Rating { at: eye.time()?, step: eye.small()?, csat: csat(eye)? }))?;
    story.for_themselves = eye.byte()? != 0;
    story.opening = eye.maybe(said)?;
    story.steps = eye.small()?;
    story.created = eye.maybe(Eye::time)?;
    story.last = eye.maybe(Eye::time)?;
    story.gone = eye.byte()? != 0;
    let governed = eye.each(|eye| {
        Ok(Governed {
            at: eye.time()?,
            step: eye.small()?,
            policy: eye.maybe(Eye::small)?,
            priority: match eye.byte()? {
                0 => None,
                n => Priority::ALL.get(usize::from(n) - 1).copied().map_or_else(odd, |it| Ok(Some(it)))?,
            },
            own: eye.byte()? != 0,
        })
    })?;
    let steps = eye.small()?;
    if eye.is_at_end() { Ok(Track { story, governed, steps }) } else { odd() }
}

fn option(eye: &mut Eye) -> Result<Option<Category>> {
    match eye.byte()? {
        0 => Ok(None),
        n => Category::ALL.get(usize::from(n) - 1).copied().map_or_else(odd, |it| Ok(Some(it))),
    }
}

fn put_said(pen: &mut Pen, said: &Said) {
    pen.id(said.id);
    pen.time(said.at);
    pen.number(said.step.into());
    pen.maybe(said.from.as_deref(), Pen::text);
}

fn said(eye: &mut Eye) -> Result<Said> {
    Ok(Said { id: eye.id()?, at: eye.time()?, step: eye.small()?, from: eye.maybe(Eye::shared)? })
}
