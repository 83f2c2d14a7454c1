//! `escalate`: hands tickets to the next level, with a reason that stays in them.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Pick, Rewriting, Text, filled};
use crate::desk::Escalation;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[command(flatten)]
    pub text: Text,
    // Without it, the group that the ticket's own one escalates to.
    #[arg(long, value_name = "GROUP", value_parser = filled, help_heading = "options")]
    pub to: Option<String>,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let targets = ctx.pick(&args.pick)?;
    let reason = ctx.text(&args.text, &ctx.words.say("escalate-about"))?;
    let written = ctx.with_text(&reason, || {
        let desk = ctx.desk()?;
        let wanted = Escalation { to: args.to.clone(), reason: reason.clone() };
        let changed = desk.escalate(&targets, &wanted, args.writing.into())?;
        Ok((desk, changed))
    });
    let (desk, changed) = written?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
