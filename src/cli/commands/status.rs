//! `status`: moves tickets to a status.

use super::transition;
use crate::cli::context::Context;
use crate::cli::error::EdgeError;
use crate::cli::values::{Format, Rewriting, Text, filled};
use crate::desk::Transition;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // The ids, then the status: clap cannot tell them apart when a flag follows an id.
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub words: Vec<String>,
    // For a status that comes back by itself.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[command(flatten)]
    pub text: Text,
    #[arg(long, value_name = "QUERY", value_parser = filled, allow_hyphen_values = true, help_heading = "options")]
    pub query: Option<String>,
    #[command(flatten)]
    pub writing: Rewriting,
}

impl Args {
    /// The ids and the status. `None` when one of them is missing, which parsing refuses.
    pub fn split(&self) -> Option<(&[String], &str)> {
        let (status, ids) = self.words.split_last()?;
        (ids.is_empty() == self.query.is_some()).then_some((ids, status))
    }
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (ids, status) = args.split().ok_or(EdgeError::Missing("STATUS"))?;
    let targets = ctx.targets(ids, args.query.as_deref())?;
    let wanted = Transition { to: status.to_owned(), ..Transition::default() };
    transition::run(ctx, &targets, (wanted, args.until.as_deref()), &args.text, args.writing)
}
