//! What `reply` and `note` have in common: a text, and a status in the same commit.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Files, Format, Text, Writing, filled};
use crate::desk::Talk;
use crate::domain::ticket::Visibility;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub id: Option<String>,
    #[command(flatten)]
    pub text: Text,
    #[arg(long, value_name = "STATUS", help_heading = "options")]
    pub status: Option<String>,
    // For a status that comes back by itself.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[command(flatten)]
    pub files: Files,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args, visibility: Visibility) -> Result<u8> {
    // A wrong id is said before anybody writes a text for it.
    let id = ctx.one_id(args.id.as_ref())?;
    let about = ctx.desk()?.title_of(&id)?;
    let files = ctx.uploads(&args.files.attach)?;
    let until = args.until.as_deref().map(|until| ctx.instant_here("--until", until)).transpose()?;
    let text = ctx.text(&args.text, &about)?;
    let talk = Talk { text: text.clone(), visibility, channel: None, status: args.status.clone(), until, files };
    let write = || {
        let desk = ctx.desk()?;
        let changed = desk.talk(&id, &talk, args.writing.dry_run)?;
        Ok((desk, changed))
    };
    let (desk, changed) = ctx.with_text(&text, write)?;
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
