//! `attach`: puts files into a ticket. Requesters see them unless they are internal.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::present::Noun;
use crate::cli::values::{Format, Writing, filled};
use crate::domain::ticket::{Change, Visibility};
use crate::render::view::AttachmentView;
use anyhow::Result;
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub id: String,
    #[arg(value_name = "FILE", required = true, help_heading = "arguments")]
    pub files: Vec<PathBuf>,
    #[arg(long, help_heading = "options")]
    pub internal: bool,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let files = ctx.uploads(&args.files)?;
    let visibility = if args.internal { Visibility::Internal } else { Visibility::Public };
    let desk = ctx.desk()?;
    let writing = crate::desk::Writing { dry_run: args.writing.dry_run, force: true };
    let changed = desk.attach(&args.id, &files, visibility, writing)?;
    if ctx.global.format() == Some(Format::Json) {
        let put = changed.tickets.iter().flat_map(|t| &t.changes);
        let views = put.filter_map(|change| match change {
            Change::Attached(file) => Some(AttachmentView::new(file)),
            _ => None,
        });
        ctx.print_json("attachments", views.collect::<Vec<_>>())?;
        return Ok(OK);
    }
    let (_, config) = desk.open()?;
    ctx.present_changed(Noun::Tickets, &changed, &config)?;
    Ok(OK)
}
