//! `check`: whether the files of a desk and its history are sound.
//!
//! Files are those of the tip, and so is the proof that the timeline gives the tip's state; with a range, the files
//! that it changed, so that it costs what it holds and not the size of the desk. Each ordinary commit of the range is
//! judged against its own parent, a merge only by whether its tree is what its parents come to.

mod ci;
mod config;
mod files;
mod forms;
mod gate;
mod history;
mod merges;
mod policies;
mod pushed;
mod references;
mod reports;
mod sight;
mod timeline;

pub use pushed::{Demands, whole};

use history::Known;
use timeline::Timeline;

use super::Desk;
use super::error::Result;
use crate::domain::outcome::fault::{Counts, Fault, Place, Severity};
use crate::domain::query;
use crate::domain::ticket::TicketId;
use crate::domain::time::Time;
use crate::kit::yaml;
use crate::store::inspect::Range;
use crate::store::{ObjectId, Snapshot, Store};

/// Findings of one kind that are kept; more are only counted.
const KEPT: usize = 10_000;

/// Something that was found.
#[derive(Debug, PartialEq)]
pub struct Finding {
    pub place: Place,
    pub what: What,
}

#[derive(Debug, PartialEq)]
pub enum What {
    /// A file that cannot be read, or not as what it is.
    Unreadable(Box<yaml::Fault>),
    /// The query of a shared view means nothing.
    View {
        name: String,
        fault: Box<query::Fault>,
    },
    /// The filter of a policy means nothing, or asks for what is not stored.
    Policy {
        name: String,
        fault: Box<query::Fault>,
    },
    /// The query of a report of the team's own means nothing.
    Report {
        name: String,
        fault: Box<query::Fault>,
    },
    Fault(Fault),
}

/// A commit that an import made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCommit {
    pub commit: String,
    pub ticket: Option<TicketId>,
    /// The source and its number there.
    pub source: String,
}

/// What `check` found, and how much it looked at. The desk is sound when there are no faults.
#[derive(Debug, Default)]
pub struct Checked {
    pub faults: Vec<Finding>,
    pub warnings: Vec<Finding>,
    /// With `strict` only.
    pub imported: Vec<ImportedCommit>,
    pub counts: Counts,
}

impl Checked {
    fn add(&mut self, place: Place, what: What) {
        let severity = match &what {
            What::Unreadable(_) | What::View { .. } | What::Policy { .. } | What::Report { .. } => Severity::Fault,
            What::Fault(fault) => fault.severity(),
        };
        let (list, count) = match severity {
            Severity::Fault => (&mut self.faults, &mut self.counts.faults),
            Severity::Warning => (&mut self.warnings, &mut self.counts.warnings),
        };
        *count += 1;
        if list.len() < KEPT {
            list.push(Finding { place, what });
        }
    }

    fn all(&mut self, found: Vec<(Place, What)>) {
        found.into_iter().for_each(|(place, what)| self.add(place, what));
    }
}

/// What all parts of a check share.
struct Scene<'a> {
    store: &'a Store,
    /// The desk at the end of the range.
    snapshot: &'a Snapshot<'a>,
    range: Range,
    strict: bool,
    now: Time,
}

impl Desk {
    /// Checks the desk. `range` is what `git rev-list` takes; `None`: everything.
    ///
    /// # Errors
    /// When it could not look: no desk, a damaged repository, a shallow history, a newer format, or a
    /// range that names no commits.
    pub fn check(&self, range: Option<&str>, strict: bool) -> Result<Checked> {
        let tip = self.store.tip()?.ok_or_else(|| self.no_desk())?;
        let range = match range {
            Some(text) => self.store.range(text)?,
            None => Range::all(tip),
        };
        self.check_range(range, tip, strict)
    }

    /// Checks everything below a commit, by its own rules.
    ///
    /// # Errors
    /// As [`Desk::check`].
    pub fn check_at(&self, tip: ObjectId) -> Result<Checked> {
        self.check_range(Range::all(tip), tip, false)
    }

    /// `tip`: the commit whose rules hold.
    fn check_range(&self, range: Range, tip: ObjectId, strict: bool) -> Result<Checked> {
        self.store.ensure_whole(range.tip)?;
        let snapshot = self.store.snapshot_at(Some(range.tip))?;
        let scene = Scene { store: &self.store, snapshot: &snapshot, range, strict, now: self.env.now };
        let mut checked = Checked::default();
        let config = config::check(&scene, &mut checked)?;
        // Whose rules: those of the desk's tip, where that is another commit than the one looked at.
        let config = if tip == scene.range.tip { config } else { config::load(&self.store.snapshot_at(Some(tip))?)? };
        // Where every commit and every merge of a range is in order, so is what they come to: the proof over all of
        // history is for whoever asks for all of it.
        let told = scene.range.hidden.is_empty().then(|| -> Result<Timeline> {
            let merges = scene.store.merges(&scene.range)?;
            timeline::fold(&scene, config.as_ref(), &merges)
        });
        let (folded, events) = told.transpose()?.map(|told| (told.folded, told.events)).unzip();
        let known = Known { gate: None, events: events.as_ref() };
        history::judge(&scene, config.as_ref(), known, &mut checked)?;
        files::check(&scene, config.as_ref(), folded, &mut checked)?;
        Ok(checked)
    }
}

/// A place in a file as a whole.
fn in_file(path: &str) -> Place {
    Place { path: Some(path.to_owned()), ..Place::default() }
}

/// Names a file that cannot be read, and where.
fn unreadable(path: &str, fault: yaml::Fault, checked: &mut Checked) {
    let place = Place { at: Some((fault.line, fault.column)), ..in_file(path) };
    checked.add(place, What::Unreadable(Box::new(fault)));
}
