//! `next`: the one ticket to work on now.

use super::show;
use crate::cli::context::Context;
use crate::cli::error::{NO, OK};
use crate::cli::values::{Format, filled};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(long, value_name = "VIEW", help_heading = "options")]
    pub view: Option<String>,
    // Why the ticket that is next is left for somebody else.
    #[arg(long, value_name = "REASON", value_parser = filled, help_heading = "options")]
    pub skip: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let view = args.view.as_deref();
    let mut next = ctx.desk()?.next(view)?;
    if let (Some(reason), Some(id)) = (&args.skip, next) {
        ctx.with_text(reason, || Ok(ctx.desk()?.skip(id, reason)?))?;
        next = ctx.desk()?.next(view)?;
    }
    match next {
        Some(id) => {
            show::present(ctx, &id.to_string())?;
            Ok(OK)
        }
        None => nothing(ctx, "next-none"),
    }
}

/// There is no ticket: the answer is no.
pub fn nothing(ctx: &Context, key: &str) -> Result<u8> {
    match ctx.global.format() {
        Some(Format::Json) => ctx.print_json("ticket", ())?,
        _ => ctx.chat(&ctx.words.say(key))?,
    }
    Ok(NO)
}
