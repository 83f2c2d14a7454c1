//! `note`: an internal note, with a change of status in the same commit when asked.

use super::talk;
use crate::cli::context::Context;
use crate::cli::values::{Format, Text, Writing};
use crate::domain::ticket::Visibility;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", help_heading = "arguments")]
    pub id: String,
    #[command(flatten)]
    pub text: Text,
    #[arg(long, value_name = "STATUS", help_heading = "options")]
    pub status: Option<String>,
    // For a status that comes back by itself.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    talk::run(
        ctx,
        &args.id,
        &args.text,
        args.status.as_deref(),
        args.until.as_deref(),
        Visibility::Internal,
        args.writing.dry_run,
    )
}
