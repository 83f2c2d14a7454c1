//! `solve`: solves tickets; a problem with its incidents, when asked.

pub use super::transition::FORMATS;

use super::transition;
use crate::cli::context::Context;
use crate::cli::values::{Pick, Rewriting, Text};
use crate::desk::Transition;
use anyhow::Result;

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[command(flatten)]
    pub text: Text,
    // The unsolved tickets that are linked to these as incidents.
    #[arg(long, help_heading = "options")]
    pub incidents: bool,
    #[command(flatten)]
    pub writing: Rewriting,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let wanted = Transition { to: "solved".to_owned(), incidents: args.incidents, ..Transition::default() };
    transition::run(ctx, &ctx.pick(&args.pick)?, (wanted, None), &args.text, args.writing)
}
