//! What `status` and its short forms (`solve`, `pend` …) have in common.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Text, Writing};
use crate::desk::Transition;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

/// The arguments of the short forms: the verb is the status.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", required = true, help_heading = "arguments")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub text: Text,
    #[command(flatten)]
    pub writing: Writing,
}

/// A short form: to the status of this name, or the first of this category.
pub fn run_to(ctx: &Context, args: &Args, to: &str) -> Result<u8> {
    run(ctx, &args.ids, to, &args.text, None, args.writing.dry_run)
}

pub fn run(ctx: &Context, ids: &[String], to: &str, given: &Text, until: Option<&str>, dry_run: bool) -> Result<u8> {
    let text = ctx.given_text(given)?;
    let write = || {
        let until = until.map(|until| ctx.instant_here("--until", until)).transpose()?;
        let wanted = Transition { to: to.to_owned(), until, text: text.clone() };
        let desk = ctx.desk()?;
        let changed = desk.transition(&ctx.ids(ids)?, &wanted, dry_run)?;
        Ok((desk, changed))
    };
    let (desk, changed) = ctx.with_text(text.as_deref().unwrap_or_default(), write)?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
