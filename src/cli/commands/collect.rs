//! `collect`: folds what was handed in into the desk.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::inbox;
use crate::cli::values::{Format, Writing};
use crate::desk::{COLLECT_LIMIT, Collect, Collected, Desk};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // A name from git's configuration, a path or an address.
    #[arg(value_name = "REMOTE", help_heading = "arguments")]
    pub remote: Option<String>,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub limit: Option<usize>,
    #[arg(long, conflicts_with_all = ["limit", "dry_run"], help_heading = "options")]
    pub quarantine: bool,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    if args.quarantine {
        return quarantine(ctx, &desk, args);
    }
    let request = Collect {
        remote: args.remote.clone(),
        limit: args.limit.unwrap_or(COLLECT_LIMIT),
        dry_run: args.writing.dry_run,
    };
    let collected = desk.collect(&request)?;
    if collected.dry_run {
        ctx.chat(&ctx.words.say("dry-run"))?;
    }
    tell(ctx, &collected)
}

fn tell(ctx: &Context, collected: &Collected) -> Result<u8> {
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("collected", inbox::view(collected))?;
        return Ok(OK);
    }
    for line in inbox::lines(collected, ctx.words) {
        ctx.print_line(&line)?;
    }
    for line in inbox::more(collected, ctx.words) {
        ctx.chat(&line)?;
    }
    Ok(OK)
}

fn quarantine(ctx: &Context, desk: &Desk, args: &Args) -> Result<u8> {
    let found = desk.quarantined(args.remote.as_deref())?;
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("quarantine", inbox::quarantine_view(&found))?;
        return Ok(OK);
    }
    if found.is_empty() {
        ctx.chat(&ctx.words.say("inbox-nothing-aside"))?;
    }
    for line in inbox::quarantine_lines(&found, ctx.words) {
        ctx.print_line(&line)?;
    }
    Ok(OK)
}
