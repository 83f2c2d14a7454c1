//! `tag`: adds tags to tickets and removes them. `+a` is short for `--add a`.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Pick, Rewriting, filled};
use crate::desk::TagEdit;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[arg(long, value_name = "TAG", value_parser = filled, required_unless_present = "remove", help_heading = "options")]
    pub add: Vec<String>,
    #[arg(long, value_name = "TAG", value_parser = filled, help_heading = "options")]
    pub remove: Vec<String>,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let tags = TagEdit { add: args.add.clone(), remove: args.remove.clone() };
    let changed = desk.tag(&ctx.pick(&args.pick)?, &tags, args.writing.into())?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
