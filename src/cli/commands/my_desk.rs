//! `git desk` alone: what needs me now. Until clocks exist the order is priority, then oldest waiting.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::Format;
use crate::render::columns::Column;
use anyhow::Result;

/// Mine or nobody's, and still to be done.
const QUERY: &str = "is:unsolved (assignee:me or is:unassigned)";
/// What fits on a screen; the rest is counted.
const SHOWN: usize = 20;

pub fn run(ctx: &Context) -> Result<u8> {
    let json = ctx.global.format() == Some(Format::Json);
    let desk = ctx.desk()?;
    // Nobody's desk cannot be shown.
    desk.store.author()?;
    let mut listing = desk.list(&[QUERY.to_owned()], QUERY, None)?;
    let all = listing.tickets.len();
    if !json {
        listing.tickets.truncate(SHOWN);
        listing.prefixes.truncate(SHOWN);
    }
    if !json && all == 0 {
        ctx.print_line(&ctx.words.say("my-desk-empty"))?;
    } else {
        ctx.present_list(&listing, &[] as &[Column])?;
    }
    if !json && all > SHOWN {
        ctx.chat(&ctx.words.with("my-desk-more", &[("count", (all - SHOWN).into())]))?;
    }
    ctx.tell_broken(&listing.broken)?;
    Ok(OK)
}
