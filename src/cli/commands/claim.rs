//! `claim`: takes tickets in hand for a while, so that others leave them alone.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Pick, Rewriting, Span, span};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

/// How long a claim lasts when nothing else is said.
const HALF_AN_HOUR: Span = Span(1_800);

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[arg(long = "for", id = "for", value_name = "DURATION", value_parser = span, help_heading = "options")]
    pub span: Option<Span>,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let changed = desk.claim(&ctx.pick(&args.pick)?, args.span.unwrap_or(HALF_AN_HOUR).0, args.writing.into())?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
