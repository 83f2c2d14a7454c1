//! The events of one ticket as bytes: enough to tell its story again without git, and to find each event there.

use super::bytes::{Eye, Pen, odd};
use super::change::{change, put_change};
use crate::domain::ticket::Change;
use crate::domain::time::Time;
use crate::index::{Oid, Result};

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub commit: Oid,
    /// The effective time.
    pub at: Time,
    /// How many events of the ticket lie below it at most, from 0.
    pub depth: u32,
    pub before: Before,
    /// The file that it left; `None`: none.
    pub after: Option<Oid>,
    /// Without the texts of messages.
    pub changes: Vec<Change>,
}

/// What an event is the difference from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    Nothing,
    /// This file.
    Version(Oid),
    /// What the parents of a merge come to by the law of merging.
    Law,
}

/// All events of one ticket, in the one order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape(pub Vec<Step>);

impl Tape {
    pub fn pack(&self) -> Vec<u8> {
        let mut pen = Pen::default();
        let mut last: Option<&Oid> = None;
        for step in &self.0 {
            pen.bytes.push(u8::try_from(step.commit.len()).unwrap_or(0));
            pen.bytes.extend_from_slice(&step.commit);
            pen.time(step.at);
            pen.number(step.depth.into());
            match &step.before {
                Before::Nothing => pen.byte(0),
                Before::Version(before) if Some(before) == last => pen.byte(1),
                Before::Version(before) => {
                    pen.byte(2);
                    pen.raw(before);
                }
                Before::Law => pen.byte(3),
            }
            pen.maybe(step.after.as_deref(), Pen::raw);
            last = step.after.as_ref();
            pen.each(&step.changes, put_change);
        }
        pen.bytes
    }

    /// # Errors
    /// What was not packed by this version.
    pub fn unpack(bytes: &[u8]) -> Result<Tape> {
        let mut eye = Eye::on(bytes);
        let mut steps: Vec<Step> = Vec::new();
        while !eye.is_at_end() {
            let commit = eye.raw()?.to_vec();
            let (at, depth) = (eye.time()?, eye.small()?);
            let last = || steps.last().and_then(|step| step.after.clone());
            let before = match eye.byte()? {
                0 => Before::Nothing,
                1 => last().map_or_else(odd, |last| Ok(Before::Version(last)))?,
                2 => Before::Version(eye.raw()?.to_vec()),
                3 => Before::Law,
                _ => return odd(),
            };
            let after = eye.maybe(Eye::raw)?.map(<[u8]>::to_vec);
            let changes = eye.each(change)?;
            steps.push(Step { commit, at, depth, before, after, changes });
        }
        Ok(Tape(steps))
    }
}
