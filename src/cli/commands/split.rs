//! `split`: moves messages of a ticket into a new one.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Rewriting, filled};
use crate::desk::SplitOff;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub id: Option<String>,
    #[arg(long, value_name = "MESSAGE", value_parser = filled, value_delimiter = ',', required = true, help_heading = "options")]
    pub messages: Vec<String>,
    // Without it, the title of the source.
    #[arg(long, value_name = "TITLE", value_parser = filled, help_heading = "options")]
    pub title: Option<String>,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let id = ctx.one_id(args.id.as_ref())?;
    let desk = ctx.desk()?;
    let off = SplitOff { title: args.title.clone(), messages: args.messages.clone() };
    let changed = desk.split(&id, &off, args.writing.into())?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
