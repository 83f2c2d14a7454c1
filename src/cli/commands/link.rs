//! `link`: links tickets to another one, or takes links away.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Pick, Rewriting, filled, link_kind};
use crate::desk::LinkEdit;
use crate::domain::ticket::link::LinkKind;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[arg(long, value_name = "ID", value_parser = filled, help_heading = "options")]
    pub to: String,
    // Without it: related; with `--remove`, links of every kind.
    #[arg(long = "as", id = "as", value_name = "KIND", value_parser = link_kind(), help_heading = "options")]
    pub kind: Option<String>,
    #[arg(long, help_heading = "options")]
    pub remove: bool,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let link =
        LinkEdit { kind: args.kind.as_deref().and_then(LinkKind::named), to: args.to.clone(), remove: args.remove };
    let changed = desk.link(&ctx.pick(&args.pick)?, &link, args.writing.into())?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
