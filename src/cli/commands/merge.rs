//! `merge`: makes several tickets one. On a terminal it shows what would become of them, and asks.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::prompt;
use crate::cli::values::{Format, Pick, Rewriting, filled};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[arg(long, value_name = "ID", value_parser = filled, help_heading = "options")]
    pub into: String,
    // Does not ask.
    #[arg(short, long, help_heading = "options")]
    pub yes: bool,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let targets = ctx.pick(&args.pick)?;
    let writing: crate::desk::Writing = args.writing.into();
    if !(args.yes || writing.dry_run) && ctx.may_ask() {
        let preview = desk.merge(&targets, &args.into, crate::desk::Writing { dry_run: true, ..writing })?;
        let (_, config) = desk.open()?;
        prompt::confirm_merge(ctx, &preview, &config)?;
    }
    let changed = desk.merge(&targets, &args.into, writing)?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
