//! `undo`: takes back the last thing that one did to tickets, with a new commit.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Writing, filled};
use crate::kit::escape::one_line;
use crate::render::answers::UndoneView;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // Without it, whatever the person did last.
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub id: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    let undone = desk.undo(args.id.as_deref(), args.writing.dry_run)?;
    if ctx.global.format() == Some(Format::Json) {
        let tickets = undone.changed.tickets.iter().map(|t| t.ticket.id.to_string()).collect();
        ctx.print_json("undone", UndoneView { commits: undone.commits, subjects: undone.subjects, tickets })?;
        return Ok(OK);
    }
    // What is only tried is told as such, below.
    for subject in undone.subjects.iter().filter(|_| !undone.changed.dry_run) {
        ctx.chat(&ctx.words.with("undone", &[("subject", one_line(subject).into_owned().into())]))?;
    }
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &undone.changed, &config)?;
    Ok(OK)
}
