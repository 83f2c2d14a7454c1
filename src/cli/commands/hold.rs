//! `hold`: puts tickets on hold, which requesters see as open.

use super::transition;
use crate::cli::context::Context;
use crate::cli::values::{Format, Text, Writing};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", required = true, help_heading = "arguments")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub text: Text,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    transition::run(ctx, &args.ids, "hold", &args.text, None, args.writing.dry_run)
}
