//! What `status` and its short forms (`solve`, `pend` …) have in common.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values;
use crate::desk::Transition;
use anyhow::Result;

pub fn run(
    ctx: &Context,
    ids: &[String],
    to: &str,
    given: &values::Text,
    until: Option<&str>,
    dry_run: bool,
) -> Result<u8> {
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
