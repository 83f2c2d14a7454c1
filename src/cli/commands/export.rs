//! `export`: tickets in full, or their events, for other programs.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::Format;
use crate::desk::Desk;
use crate::domain::ticket::Ticket;
use crate::render::events::{numbered, unnumbered};
use crate::render::view::TicketView;
use crate::render::{csv, grid, json, public};
use crate::store;
use anyhow::Result;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

pub const FORMATS: &[Format] = &[Format::Jsonl, Format::Csv, Format::Events];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    #[arg(long, help_heading = "options")]
    pub public: bool,
    #[arg(short, long, value_name = "FILE", help_heading = "options")]
    pub output: Option<PathBuf>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let desk = ctx.desk()?;
    match ctx.global.format().unwrap_or(Format::Jsonl) {
        Format::Events => events(ctx, &desk, args)?,
        format => tickets(ctx, &desk, args, format)?,
    }
    Ok(OK)
}

/// Line by line: the text of a large desk is never there as a whole.
fn write(ctx: &Context, args: &Args, texts: impl Iterator<Item = Result<String>>) -> Result<()> {
    let Some(path) = &args.output else {
        for text in texts {
            ctx.print(&text?)?;
        }
        return Ok(());
    };
    let unwritable = |e: std::io::Error| store::Error::io(path, &e);
    let mut file = BufWriter::new(File::create(path).map_err(unwritable)?);
    for text in texts {
        file.write_all(text?.as_bytes()).map_err(unwritable)?;
    }
    Ok(file.flush().map_err(unwritable)?)
}

fn events(ctx: &Context, desk: &Desk, args: &Args) -> Result<()> {
    let lines = desk.retell(&args.query, args.public, unnumbered)?;
    write(ctx, args, lines.zip(1..).map(|(line, seq)| Ok(numbered(&line?, seq) + "\n")))
}

fn tickets(ctx: &Context, desk: &Desk, args: &Args, format: Format) -> Result<()> {
    let listing = desk.list(&args.query, "is:any sort:created", None)?;
    let workflow = &listing.config.workflow;
    let view = |ticket: &Ticket| {
        if args.public {
            let (seen, category) = public::public(ticket, workflow);
            return TicketView::new(&seen, category, Some(public::public_updated(&seen))).with_messages(&seen);
        }
        let category = workflow.category(&ticket.status);
        TicketView::new(ticket, category, listing.updated.get(&ticket.id).copied()).with_messages(ticket)
    };
    ctx.tell_broken(&listing.broken)?;
    if format == Format::Csv {
        let views: Vec<TicketView> = listing.tickets.iter().map(view).collect();
        let text = csv::write(&grid::tickets(&views, &grid::all_columns(&views)))?;
        return write(ctx, args, std::iter::once(Ok(text)));
    }
    write(ctx, args, listing.tickets.iter().map(|ticket| Ok(json::lines(&[view(ticket)])?)))
}
