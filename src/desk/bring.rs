//! Bringing an event stream into the desk: the import loop between reading the tip and moving the branch
//! once.

use super::Desk;
use super::config::Config;
use super::error::{Error, Result};
use super::import::{self, Failure, Files, Import, Limits, Ran, Stored, Watch};
use crate::domain::outcome::import::Imported;
use crate::domain::ticket::replay::{StatusWord, name_of};
use crate::domain::ticket::{Ticket, TicketId};
use crate::intake::events::{EventStream, open_stream};
use crate::intake::foreign::{self, Export, Kind, Mapping};
use crate::store::bulk::{Claim, Ident, repack, seen, write_commit_graph};
use crate::store::format::{read_ticket, write_ticket};
use crate::store::{ObjectId, Snapshot, ticket_path};
use std::io::{BufRead, Read};
use std::path::Path;

/// How often the whole import is made again when others keep moving the branch.
const ATTEMPTS: usize = 5;

/// An import that is over.
#[derive(Debug)]
pub struct Brought {
    pub counts: Imported,
    /// It was told to stop; the same command goes on from here.
    pub interrupted: bool,
}

impl Desk {
    /// Imports a stream of events. `open` gives the stream anew at each call, `None` when it cannot.
    ///
    /// # Errors
    /// [`Error::Stream`] when the stream breaks off; what was read before is kept for the next run.
    /// [`Error::Moved`] when others kept writing, or wrote while a stream was read that cannot be read
    /// twice.
    pub fn bring(
        &self,
        open: &mut dyn FnMut() -> std::io::Result<Option<Box<dyn Read>>>,
        dry_run: bool,
        watch: &mut Watch,
    ) -> Result<Brought> {
        for _ in 0..ATTEMPTS {
            let Some(input) = open().map_err(Error::Stream)? else { break };
            let mut stream = EventStream::new(open_stream(input).map_err(Error::Stream)?);
            if dry_run {
                return self.try_out(&mut stream, watch);
            }
            if let Some(brought) = self.attempt(&mut stream, watch)? {
                return Ok(brought);
            }
        }
        Err(Error::Moved)
    }

    /// Who of the desk's people is staff, by their addresses.
    ///
    /// # Errors
    /// Those of the desk's own files.
    pub fn staff(&self) -> Result<Vec<String>> {
        let (_, config) = self.open()?;
        Ok(config
            .people
            .list
            .into_iter()
            .filter(|person| person.role.is_staff())
            .map(|person| person.who)
            .collect())
    }

    /// Imports what was read of another tracker's export.
    ///
    /// # Errors
    /// [`Error::Moved`] when others kept writing.
    pub fn bring_export(
        &self,
        kind: Kind,
        mut export: Export,
        mapping: &Mapping,
        dry_run: bool,
        watch: &mut Watch,
    ) -> Result<Brought> {
        let (snapshot, config) = self.open()?;
        export.keep_statuses(kind, |id| matches!(snapshot.id_of(&ticket_path(id)), Ok(Some(_))));
        let knows = |word: &str| {
            let word = StatusWord { word: word.to_owned(), name: None };
            name_of(&word, &config.workflow).is_some()
        };
        export.without_large_files(config.settings.limits.attachment);
        let mut stream = EventStream::of(foreign::lines(kind, export, mapping, &knows));
        for _ in 0..ATTEMPTS {
            stream.rewind();
            if dry_run {
                return self.try_out(&mut stream, watch);
            }
            if let Some(brought) = self.attempt(&mut stream, watch)? {
                return Ok(brought);
            }
        }
        Err(Error::Moved)
    }

    /// Imports and moves the branch; `None` when somebody else moved it meanwhile.
    fn attempt<R: BufRead>(&self, stream: &mut EventStream<R>, watch: &mut Watch) -> Result<Option<Brought>> {
        let key = stream.key().map_err(Error::Stream)?.unwrap_or_else(|| "empty".to_owned());
        let claim = Claim::take(self.store.common_dir(), &key)?;
        let branch = self.store.snapshot()?.tip;
        let hex = branch.map(|b| b.to_string());
        let base = claim.base(hex.as_deref())?;
        let ran = self.run_import(stream, &claim, base, self.store.common_dir(), watch)?;
        if ran.interrupted {
            return Ok(Some(Brought { counts: ran.counts, interrupted: true }));
        }
        let tip = ran.tip.as_deref().filter(|tip| Some(*tip) != hex.as_deref());
        if let Some(tip) = tip {
            write_commit_graph(&claim, tip)?;
            repack(&claim, tip, hex.as_deref())?;
            let id = ObjectId::from_hex(tip.as_bytes()).map_err(|_| Error::Moved)?;
            if !self.store.advance(branch, id, "import events")? {
                return Ok(None);
            }
        }
        claim.finish()?;
        Ok(Some(Brought { counts: ran.counts, interrupted: false }))
    }

    /// The same into a repository that is thrown away, which borrows the objects of this one.
    fn try_out<R: BufRead>(&self, stream: &mut EventStream<R>, watch: &mut Watch) -> Result<Brought> {
        let scratch = self.store.scratch()?;
        let claim = Claim::take(scratch.path(), "dry-run")?;
        let base = self.store.snapshot()?.tip.map(|b| b.to_string());
        let ran = self.run_import(stream, &claim, base, self.store.common_dir(), watch)?;
        Ok(Brought { counts: ran.counts, interrupted: ran.interrupted })
    }

    fn run_import<R: BufRead>(
        &self,
        stream: &mut EventStream<R>,
        claim: &Claim,
        base: Option<String>,
        git_dir: &Path,
        watch: &mut Watch,
    ) -> Result<Ran> {
        let (_, config) = self.open()?;
        let tip = base.as_deref().and_then(|b| ObjectId::from_hex(b.as_bytes()).ok());
        let snapshot = self.store.snapshot_at(tip)?;
        let committer = self.store.committer()?;
        let load = |id| stored(&snapshot, &config, id);
        let limits = config.limits();
        let read = |text: &str| read_ticket(text, &limits).map_err(Failure::from);
        let settings = &config.settings.limits;
        let bytes = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let import = Import {
            claim,
            seen: base.as_deref().map(|b| seen(git_dir, b)).transpose()?.unwrap_or_default(),
            base,
            workflow: &config.workflow,
            committer: Ident::person(&committer.name, &committer.email, committer.seconds, committer.offset),
            files: &Files { load: &load, write: &write_ticket, read: &read },
            limits: Limits {
                message: bytes(settings.message),
                ticket: bytes(settings.ticket),
                attachment: settings.attachment,
                ..Limits::default()
            },
        };
        Ok(import::run(stream, import, watch)?)
    }
}

fn stored(snapshot: &Snapshot, config: &Config, id: TicketId) -> std::result::Result<Stored, Failure> {
    Ok(match snapshot.ticket(id, &config.limits())? {
        None => Stored::Absent,
        Some(Err(_)) => Stored::Unreadable,
        Some(Ok(ticket)) => Stored::Ticket(Box::<Ticket>::new(ticket)),
    })
}
