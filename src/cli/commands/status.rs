//! `status`: moves tickets to a status.

use super::transition;
use crate::cli::context::Context;
use crate::cli::error::EdgeError;
use crate::cli::values::{Format, Text, Writing};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // The ids, then the status: clap cannot tell them apart when a flag follows an id.
    #[arg(value_name = "ID", required = true, help_heading = "arguments")]
    pub words: Vec<String>,
    // For a status that comes back by itself.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[command(flatten)]
    pub text: Text,
    #[command(flatten)]
    pub writing: Writing,
}

impl Args {
    /// The ids and the status. `None` when one of them is missing, which parsing refuses.
    pub fn split(&self) -> Option<(&[String], &str)> {
        let (status, ids) = self.words.split_last()?;
        (!ids.is_empty()).then_some((ids, status))
    }
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (ids, status) = args.split().ok_or(EdgeError::Missing("STATUS"))?;
    transition::run(ctx, ids, status, &args.text, args.until.as_deref(), args.writing.dry_run)
}
