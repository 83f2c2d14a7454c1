//! `follow`: lets somebody hear of tickets, or no longer.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Pick, Writing, filled};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    // Without it, whoever acts.
    #[arg(long, value_name = "WHO", value_parser = filled, help_heading = "options")]
    pub who: Option<String>,
    #[arg(long, help_heading = "options")]
    pub stop: bool,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let writing = crate::desk::Writing { dry_run: args.writing.dry_run, force: true };
    let changed = desk.follow(&ctx.pick(&args.pick)?, args.who.as_deref(), args.stop, writing)?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
