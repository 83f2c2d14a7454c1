//! What `status` and its short forms (`solve`, `pend` …) have in common.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Pick, Rewriting, Text};
use crate::desk::{Targets, Transition};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

/// The arguments of the short forms: the verb is the status.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[command(flatten)]
    pub pick: Pick,
    #[command(flatten)]
    pub text: Text,
    #[command(flatten)]
    pub writing: Rewriting,
}

/// A short form: to the status of this name, or the first of this category.
pub fn run_to(ctx: &Context, args: &Args, to: &str) -> Result<u8> {
    let wanted = Transition { to: to.to_owned(), ..Transition::default() };
    run(ctx, &ctx.pick(&args.pick)?, (wanted, None), &args.text, args.writing)
}

pub fn run(
    ctx: &Context,
    targets: &Targets,
    (wanted, until): (Transition, Option<&str>),
    given: &Text,
    writing: Rewriting,
) -> Result<u8> {
    let text = ctx.given_text(given)?;
    let write = || {
        // Within, so that a text from a pipe is kept when the time cannot be read.
        let until = until.map(|until| ctx.instant_here("--until", until)).transpose()?;
        let wanted = Transition { text: text.clone(), until, ..wanted.clone() };
        let desk = ctx.desk()?;
        let changed = desk.transition(targets, &wanted, writing.into())?;
        Ok((desk, changed))
    };
    let (desk, changed) = ctx.with_text(text.as_deref().unwrap_or_default(), write)?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
