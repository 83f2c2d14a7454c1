//! `intake mail`, `mbox`, `maildir`: mails become tickets and messages.
//!
//! As the target of a pipe it never loses a mail: whatever hinders it that is not the mail's own fault ends with 75,
//! upon which every mail server keeps the mail and tries again.

use super::filed::{file, tell};
use super::{Args, filled};
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, FAILED, OK};
use crate::desk::{Decision, Did, Item, MailRules, Why, mail_item};
use crate::intake::mail::{MOST_BYTES, Mbox};
use anyhow::Result;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// `EX_TEMPFAIL` of sysexits.h.
const TRY_AGAIN: u8 = 75;
/// Mails that are filed in one move of the ref, and their bytes, together about.
const BATCH: usize = 500;
const BATCH_BYTES: usize = 64 << 20;
/// Mails of one sender within an hour that may act, unless it is said otherwise.
const MOST_PER_HOUR: u32 = 30;
/// The folders of a Maildir in which mails are; in `tmp` they are still being written.
const FOLDERS: [&str; 2] = ["new", "cur"];

/// The flags of mail, by name.
pub const FLAGS: [&str; 3] = ["--address", "--keep-source", "--max-per-hour"];

/// The same with what was given.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Flags {
    // Else what servers note for whom they took it.
    #[arg(long, value_name = "ADDRESS", value_parser = filled, help_heading = "options")]
    pub address: Vec<String>,
    // Beside the message, as a file.
    #[arg(long, help_heading = "options")]
    pub keep_source: bool,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub max_per_hour: Option<u32>,
}

impl Flags {
    /// What was given, for whoever refuses it.
    pub fn given(&self) -> [(&'static str, bool); 3] {
        [
            ("--address", !self.address.is_empty()),
            ("--keep-source", self.keep_source),
            ("--max-per-hour", self.max_per_hour.is_some()),
        ]
    }

    fn rules(&self) -> MailRules {
        MailRules {
            addresses: self.address.clone(),
            keep_source: self.keep_source,
            most_per_hour: self.max_per_hour.unwrap_or(MOST_PER_HOUR),
        }
    }
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let mut batch = Batch { ctx, args, rules: args.mail.rules(), items: Vec::new(), bytes: 0, done: Vec::new() };
    let is_pipe = args.action == "mail" && matches!(args.files.as_slice(), [] | [_] if is_stdin(&args.files));
    match read_all(&mut batch).and_then(|()| batch.file()) {
        Ok(()) => {}
        Err(error) if is_pipe => {
            ctx.report(&error);
            return Ok(TRY_AGAIN);
        }
        Err(error) => {
            // What was filed before stays filed, and is told.
            tell(ctx, &batch.done)?;
            return Err(error);
        }
    }
    tell(ctx, &batch.done)?;
    let is_refused = batch.done.iter().any(|decision| decision.did == Did::Refused);
    Ok(if is_refused { FAILED } else { OK })
}

fn is_stdin(files: &[PathBuf]) -> bool {
    files.iter().all(|file| file == Path::new("-"))
}

fn read_all(batch: &mut Batch) -> Result<()> {
    let args = batch.args;
    match args.action.as_str() {
        "mbox" => args.some_files()?.iter().try_for_each(|path| batch.mailbox(path)),
        "maildir" => args.some_files()?.iter().try_for_each(|path| batch.folder(path)),
        _ if args.files.is_empty() => batch.one(Path::new("-")),
        _ => args.files.iter().try_for_each(|path| batch.one(path)),
    }
}

/// Mails that wait to be filed together.
struct Batch<'a, 'c> {
    ctx: &'a Context<'c>,
    args: &'a Args,
    rules: MailRules,
    items: Vec<Item>,
    bytes: usize,
    done: Vec<Decision>,
}

impl Batch<'_, '_> {
    fn one(&mut self, path: &Path) -> Result<()> {
        let bytes = read(path)?;
        self.add(&bytes, &path.display().to_string())
    }

    fn mailbox(&mut self, path: &Path) -> Result<()> {
        let unreadable = |error: std::io::Error| EdgeError::unreadable(path, &error);
        for (n, mail) in Mbox::new(BufReader::new(open(path)?)).enumerate() {
            self.add(&mail.map_err(unreadable)?, &format!("{}, {}", path.display(), n + 1))?;
        }
        Ok(())
    }

    fn folder(&mut self, path: &Path) -> Result<()> {
        let mut mails: Vec<PathBuf> = Vec::new();
        for folder in FOLDERS {
            let folder = path.join(folder);
            let entries = fs::read_dir(&folder).map_err(|error| EdgeError::unreadable(&folder, &error))?;
            let is_mail = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
            let is_shown = |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
            mails.extend(entries.flatten().filter(is_mail).filter(is_shown).map(|entry| entry.path()));
        }
        // Names begin with the second in which a mail came.
        mails.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
        mails.iter().try_for_each(|mail| self.one(mail))
    }

    fn add(&mut self, bytes: &[u8], source: &str) -> Result<()> {
        match mail_item(bytes, &self.rules) {
            Ok(item) => {
                self.items.push(item);
                self.bytes += bytes.len();
            }
            Err(refusal) => {
                // In order: what came before is filed before.
                self.file()?;
                let (source, why) = (source.to_owned(), Why::NoMail(refusal));
                let (did, ticket, title, fingerprint) = (Did::Refused, None, None, None);
                self.done
                    .push(Decision { source, did, why, ticket, title, fingerprint, similar: Vec::new() });
            }
        }
        if self.items.len() >= BATCH || self.bytes >= BATCH_BYTES { self.file() } else { Ok(()) }
    }

    fn file(&mut self) -> Result<()> {
        let items = std::mem::take(&mut self.items);
        self.bytes = 0;
        if !items.is_empty() {
            self.done.extend(file(self.ctx, self.args, &items)?);
        }
        Ok(())
    }
}

fn open(path: &Path) -> std::result::Result<Box<dyn Read>, EdgeError> {
    if path == Path::new("-") {
        return Ok(stdin());
    }
    let file = File::open(path).map_err(|error| EdgeError::unreadable(path, &error))?;
    Ok(Box::new(file))
}

#[expect(clippy::disallowed_methods, reason = "the edge: a mail comes in on standard input")]
fn stdin() -> Box<dyn Read> {
    Box::new(std::io::stdin())
}

/// A mail, or a little more than is taken of one, so that it is refused by name.
fn read(path: &Path) -> std::result::Result<Vec<u8>, EdgeError> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| EdgeError::unreadable(path, &error))?;
    Ok(bytes)
}
