//! `intake`: what comes from outside becomes tickets. A file for each kind; what they share is here: the flags, and
//! filing with its answer (`filed`).

mod ci;
mod explain;
mod filed;
mod find;
mod form;
mod json;
mod mail;

use crate::cli::context::Context;
use crate::cli::error::EdgeError;
use crate::cli::values::{Format, Writing, filled};
use crate::intake::json::MOST_BYTES;
use anyhow::Result;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ACTION", value_parser = ["ci", "explain", "form", "gotest", "json", "junit", "libtest", "mail", "maildir", "mbox", "sarif", "tap"], help_heading = "arguments")]
    pub action: String,
    #[arg(value_name = "FILE", help_heading = "arguments")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub writing: Writing,
    // Without reading the desk.
    #[arg(long, help_heading = "options")]
    pub inbox: bool,
    #[arg(long, value_name = "REMOTE", value_parser = filled, requires = "inbox", help_heading = "options")]
    pub remote: Option<String>,
    // What of a body is what of a ticket.
    #[arg(long, value_name = "FILE", help_heading = "options")]
    pub map: Option<PathBuf>,
    #[arg(long, value_name = "FORM", value_parser = filled, help_heading = "options")]
    pub form: Option<String>,
    #[arg(long, value_name = "TITLE", value_parser = filled, help_heading = "options")]
    pub title: Option<String>,
    #[arg(long, value_name = "WHO", value_parser = filled, help_heading = "options")]
    pub requester: Option<String>,
    // The ticket's name elsewhere.
    #[arg(long, value_name = "REF", value_parser = filled, help_heading = "options")]
    pub external: Option<String>,
    // Else by how the file begins.
    #[arg(long = "as", id = "read-as", value_name = "FORMAT", value_parser = ["junit", "tap", "gotest", "libtest", "sarif"], help_heading = "options")]
    pub read_as: Option<String>,
    // With one capture group.
    #[arg(long, value_name = "REGEXP", help_heading = "options")]
    pub mask: Vec<String>,
    // Where the project lay when the tests ran.
    #[arg(long, value_name = "DIR", help_heading = "options")]
    pub root: Vec<String>,
    // Else by what the CI says of itself.
    #[arg(long, value_name = "NAME", value_parser = filled, help_heading = "options")]
    pub run: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = filled, help_heading = "options")]
    pub platform: Option<String>,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub max_new: Option<u32>,
    #[arg(long, help_heading = "options")]
    pub any_branch: bool,
    #[command(flatten)]
    pub mail: mail::Flags,
}

/// The flags of all that files.
const FILING: [&str; 3] = ["--dry-run", "--inbox", "--remote"];
/// And those of reports of tests.
const OF_TESTS: [&str; 6] = ["--mask", "--root", "--run", "--platform", "--max-new", "--any-branch"];

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    match args.action.as_str() {
        "explain" => {
            args.takes(&["--as", "--mask", "--root"])?;
            explain::run(ctx, args)
        }
        "form" => {
            args.takes(&[FILING.as_slice(), &["--form", "--title", "--requester", "--external"]].concat())?;
            form::run(ctx, args)
        }
        "json" => {
            args.takes(&[FILING.as_slice(), &["--map"]].concat())?;
            json::run(ctx, args)
        }
        "mail" | "mbox" | "maildir" => {
            args.takes(&[FILING.as_slice(), &mail::FLAGS].concat())?;
            mail::run(ctx, args)
        }
        _ => {
            args.takes(&[FILING.as_slice(), &OF_TESTS].concat())?;
            ci::run(ctx, args)
        }
    }
}

impl Args {
    /// Refuses flags that an action has no use for.
    fn takes(&self, known: &[&str]) -> std::result::Result<(), EdgeError> {
        let given = [
            ("--dry-run", self.writing.dry_run),
            ("--inbox", self.inbox),
            ("--map", self.map.is_some()),
            ("--form", self.form.is_some()),
            ("--title", self.title.is_some()),
            ("--requester", self.requester.is_some()),
            ("--external", self.external.is_some()),
            ("--as", self.read_as.is_some()),
            ("--mask", !self.mask.is_empty()),
            ("--root", !self.root.is_empty()),
            ("--run", self.run.is_some()),
            ("--platform", self.platform.is_some()),
            ("--max-new", self.max_new.is_some()),
            ("--any-branch", self.any_branch),
        ];
        match given
            .into_iter()
            .chain(self.mail.given())
            .find(|(flag, given)| *given && !known.contains(flag))
        {
            Some((flag, _)) => Err(EdgeError::Unwanted(flag.to_owned())),
            None => Ok(()),
        }
    }

    /// The files, at least one.
    fn some_files(&self) -> std::result::Result<&[PathBuf], EdgeError> {
        if self.files.is_empty() { Err(EdgeError::Missing("FILE")) } else { Ok(&self.files) }
    }
}

/// What a file holds, or standard input for `-`, as far as anything that is read here may be long.
#[expect(clippy::disallowed_methods, reason = "the edge: what comes from outside comes in on standard input")]
fn bytes(path: &Path) -> std::result::Result<Vec<u8>, EdgeError> {
    let (mut bytes, most) = (Vec::new(), MOST_BYTES as u64 + 1);
    match path == Path::new("-") {
        true => std::io::stdin().lock().take(most).read_to_end(&mut bytes),
        false => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    }
    .map_err(|error| EdgeError::unreadable(path, &error))?;
    Ok(bytes)
}
