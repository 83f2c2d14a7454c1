//! `intake`: what comes from outside becomes tickets. A file for each kind; what they share is here: the flags, and
//! filing with its answer (`filed`).

mod explain;
#[expect(dead_code, reason = "the actions that file come next")]
mod filed;

use crate::cli::context::Context;
use crate::cli::error::EdgeError;
use crate::cli::values::{Format, Writing, filled};
use anyhow::Result;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ACTION", value_parser = ["explain"], help_heading = "arguments")]
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
    // Else by how the file begins.
    #[arg(long = "as", id = "read-as", value_name = "FORMAT", value_parser = ["junit", "tap", "gotest", "libtest", "sarif"], help_heading = "options")]
    pub read_as: Option<String>,
    // With one capture group.
    #[arg(long, value_name = "REGEXP", help_heading = "options")]
    pub mask: Vec<String>,
    // Where the project lay when the tests ran.
    #[arg(long, value_name = "DIR", help_heading = "options")]
    pub root: Vec<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    args.takes(match args.action.as_str() {
        "explain" => &["--as", "--mask", "--root"],
        _ => &[],
    })?;
    explain::run(ctx, args)
}

impl Args {
    /// Refuses flags that an action has no use for.
    fn takes(&self, known: &[&str]) -> std::result::Result<(), EdgeError> {
        let given = [
            ("--dry-run", self.writing.dry_run),
            ("--inbox", self.inbox),
            ("--as", self.read_as.is_some()),
            ("--mask", !self.mask.is_empty()),
            ("--root", !self.root.is_empty()),
        ];
        match given.into_iter().find(|(flag, given)| *given && !known.contains(flag)) {
            Some((flag, _)) => Err(EdgeError::Unwanted(flag.to_owned())),
            None => Ok(()),
        }
    }

    /// The files, at least one.
    fn some_files(&self) -> std::result::Result<&[PathBuf], EdgeError> {
        if self.files.is_empty() { Err(EdgeError::Missing("FILE")) } else { Ok(&self.files) }
    }
}
