//! `log`: what happened to a ticket, event by event.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::Format;
use crate::render::{grid, json, log, view};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Markdown];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", help_heading = "arguments")]
    pub id: String,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (_, events, config) = ctx.desk()?.log(&args.id)?;
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("events", view::events(&events))?,
        format @ (Format::Csv | Format::Markdown) => ctx.print_grid(&grid::events(&view::events(&events)), format)?,
        Format::Jsonl => ctx.print(&json::lines(&view::events(&events))?)?,
        _ => {
            let text = ctx.read_with(&config.zone, |reader| log::events(&events, reader))?;
            ctx.page(&text)?;
        }
    }
    Ok(OK)
}
