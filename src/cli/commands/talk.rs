//! What `reply` and `note` have in common: a text, and a status in the same commit.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values;
use crate::desk::Talk;
use crate::domain::ticket::Visibility;
use anyhow::Result;

pub fn run(
    ctx: &Context,
    id: &str,
    given: &values::Text,
    status: Option<&str>,
    until: Option<&str>,
    visibility: Visibility,
    dry_run: bool,
) -> Result<u8> {
    // A wrong id is said before anybody writes a text for it.
    let about = ctx.desk()?.title_of(id)?;
    let until = until.map(|until| ctx.instant_here("--until", until)).transpose()?;
    let text = ctx.text(given, &about)?;
    let talk = Talk { text: text.clone(), visibility, channel: None, status: status.map(str::to_owned), until };
    let write = || {
        let desk = ctx.desk()?;
        let changed = desk.talk(id, &talk, dry_run)?;
        Ok((desk, changed))
    };
    let (desk, changed) = ctx.with_text(&text, write)?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
