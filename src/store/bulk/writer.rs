//! Commits into `git fast-import`, one after the other, each changing one file and perhaps adding others.
//!
//! Texts go over by length (`data <n>`), so that none of them can end early and become a command; the
//! persons are made legal by [`Ident`]; the path is ours. Every so many commits a checkpoint ends the
//! pack and moves the progress ref. A child remembers every object that it has written, so after some
//! checkpoints another one goes on: memory does not grow with the import.

use super::claim::{Claim, read_ref};
use super::{Error, Ident};
use crate::kit::child::git;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

/// Commits between two checkpoints.
const CHECKPOINT: u64 = 20_000;
/// Checkpoints that one child makes. Measured: benches/RESULTS.md, "A million events".
const CHECKPOINTS: u64 = 10;
const BUFFER: usize = 1 << 18;
/// fast-import takes and frees a few hundred kilobytes for each object. glibc may give them back to the
/// system each time, which was half to three quarters of the run where measured; so it is told to keep
/// them. Other allocators do not read these.
const HEAP: [(&str, &str); 2] = [("MALLOC_TRIM_THRESHOLD_", "67108864"), ("MALLOC_MMAP_THRESHOLD_", "33554432")];
/// How much of its complaints is kept, in bytes.
const STDERR: u64 = 1 << 14;

/// One commit to be.
pub struct Commit<'a> {
    pub author: Ident,
    pub committer: &'a Ident,
    pub message: &'a str,
    /// From the root of the branch, of ASCII letters, digits, `/`, `.`, `-` and `_` only.
    pub path: &'a str,
    pub contents: &'a [u8],
    /// Files beside it, which are new: path and bytes. A path has no line end in it and no quote at its beginning.
    pub beside: &'a [(String, &'a [u8])],
}

/// A running `git fast-import`. Dropped without [`BulkWriter::finish`], it ends where it is and the
/// progress ref keeps what was written.
pub struct BulkWriter {
    pub(super) child: Child,
    pub(super) input: Option<BufWriter<ChildStdin>>,
    place: Place,
    reference: String,
    base: Option<String>,
    written: u64,
    /// The present child has not been told yet what it builds on.
    fresh: bool,
    checkpoint: u64,
}

/// Where every child of a writer works.
struct Place {
    git_dir: PathBuf,
    /// The list of the packs that are made.
    made: PathBuf,
    lock: File,
    stderr: File,
}

impl BulkWriter {
    /// Begins on top of `base`, a commit in hexadecimal; without one, a history of its own.
    ///
    /// # Errors
    /// [`Error::GitMissing`] when git is not installed.
    pub fn start(claim: &Claim, base: Option<&str>) -> Result<BulkWriter, Error> {
        BulkWriter::with_checkpoint(claim, base, CHECKPOINT)
    }

    /// The same, with a checkpoint every so many commits.
    pub fn with_checkpoint(claim: &Claim, base: Option<&str>, checkpoint: u64) -> Result<BulkWriter, Error> {
        let failed = |e| Error::io(&claim.made, e);
        let place = Place {
            git_dir: claim.git_dir.clone(),
            made: claim.made.clone(),
            lock: claim.lock.try_clone().map_err(failed)?,
            stderr: tempfile::tempfile().map_err(failed)?,
        };
        let (child, input) = place.spawn()?;
        Ok(BulkWriter {
            child,
            input,
            place,
            reference: claim.reference().to_owned(),
            base: base.map(str::to_owned),
            written: 0,
            fresh: true,
            checkpoint: checkpoint.max(1),
        })
    }

    /// Writes one commit on top of the last.
    ///
    /// # Errors
    /// [`Error::Git`] with git's own words when it has given up, on a full disk for example.
    pub fn commit(&mut self, commit: &Commit) -> Result<(), Error> {
        let from = self.base.as_deref().filter(|_| self.fresh);
        self.fresh = false;
        self.written += 1;
        let checkpoint = self.written.is_multiple_of(self.checkpoint);
        let Some(input) = &mut self.input else { return Err(self.fate()) };
        let sent = send(input, &self.reference, from, commit);
        let sent = sent.and_then(|()| if checkpoint { input.write_all(b"checkpoint\n") } else { Ok(()) });
        sent.map_err(|_| self.fate())?;
        if self.written.is_multiple_of(self.checkpoint.saturating_mul(CHECKPOINTS)) { self.renew() } else { Ok(()) }
    }

    /// Has another child go on where this one ends.
    fn renew(&mut self) -> Result<(), Error> {
        if !self.end().is_some_and(|status| status.success()) {
            return Err(self.fate());
        }
        self.base = read_ref(&self.place.git_dir, &self.reference)?;
        (self.child, self.input) = self.place.spawn()?;
        self.fresh = true;
        Ok(())
    }

    /// Ends the last pack and moves the progress ref. The tip: of the base, when nothing was written.
    ///
    /// # Errors
    /// As [`BulkWriter::commit`].
    pub fn finish(mut self) -> Result<Option<String>, Error> {
        if !self.end().is_some_and(|status| status.success()) {
            return Err(self.fate());
        }
        if self.written == 0 {
            return Ok(self.base.take());
        }
        read_ref(&self.place.git_dir, &self.reference)
    }

    /// Closes the input and waits. The last command is whole: what is buffered is written first.
    fn end(&mut self) -> Option<ExitStatus> {
        drop(self.input.take());
        self.child.wait().ok()
    }

    /// Why the child is gone.
    fn fate(&mut self) -> Error {
        // What is still buffered has nobody to read it, or half a command would be read as one.
        if let Some(input) = self.input.take() {
            drop(input.into_parts());
        }
        let status = self.child.wait();
        let mut stderr = String::new();
        let mut said = &self.place.stderr;
        let read = said.rewind().and_then(|()| said.take(STDERR).read_to_string(&mut stderr));
        if read.is_err() || stderr.trim().is_empty() {
            stderr = status.map_or_else(|e| e.to_string(), |s| s.to_string());
        }
        Error::Git { command: "fast-import", stderr: stderr.trim().to_owned() }
    }
}

impl Drop for BulkWriter {
    fn drop(&mut self) {
        self.end();
    }
}

impl Place {
    fn spawn(&self) -> Result<(Child, Option<BufWriter<ChildStdin>>), Error> {
        let failed = |e| Error::io(&self.made, e);
        let mut command = fast_import(self);
        // It prints nothing there; holding the file open, it shares our lock.
        command.stdout(self.lock.try_clone().map_err(failed)?);
        command.stderr(self.stderr.try_clone().map_err(failed)?).stdin(Stdio::piped());
        let mut child = command.spawn().map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => Error::GitMissing,
            _ => failed(e),
        })?;
        let input = child.stdin.take().map(|stdin| BufWriter::with_capacity(BUFFER, stdin));
        Ok((child, input))
    }
}

fn fast_import(place: &Place) -> Command {
    let mut edges = OsString::from("--export-pack-edges=");
    edges.push(&place.made);
    let mut args: Vec<OsString> = Vec::new();
    // Packs even of few objects, so that the repack finds all it has to replace; and quickly made ones.
    for setting in ["fastimport.unpackLimit=0", "pack.compression=1"] {
        args.extend(["-c".into(), setting.into()]);
    }
    args.extend(["fast-import", "--quiet", "--date-format=raw"].map(OsString::from));
    args.push(edges);
    let mut command = git(&place.git_dir, &args).into_command();
    command.envs(HEAP);
    own_group(&mut command);
    command
}

/// Out of reach of the terminal's interrupt: it is ours to end the stream in good order.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

fn send(out: &mut impl Write, reference: &str, from: Option<&str>, commit: &Commit) -> io::Result<()> {
    write!(out, "commit {reference}\nauthor {}\ncommitter {}\n", commit.author, commit.committer)?;
    data(out, commit.message.as_bytes())?;
    if let Some(from) = from {
        writeln!(out, "from {from}")?;
    }
    writeln!(out, "M 100644 inline {}", commit.path)?;
    data(out, commit.contents)?;
    for (path, bytes) in commit.beside {
        writeln!(out, "M 100644 inline {path}")?;
        data(out, bytes)?;
    }
    Ok(())
}

fn data(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    writeln!(out, "data {}", bytes.len())?;
    out.write_all(bytes)?;
    out.write_all(b"\n")
}
