//! `export`: tickets in full, or their events, for other programs.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::Format;
use crate::desk::Desk;
use crate::domain::ticket::Ticket;
use crate::render::events::line;
use crate::render::view::TicketView;
use crate::render::{csv, grid, json, public};
use anyhow::Result;
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
    let text = match ctx.global.format().unwrap_or(Format::Jsonl) {
        Format::Events => events(&desk, args)?,
        format => tickets(ctx, &desk, args, format)?,
    };
    match &args.output {
        None => ctx.print(&text)?,
        Some(path) => std::fs::write(path, text).map_err(|e| EdgeError::unreadable(path, &e))?,
    }
    Ok(OK)
}

fn events(desk: &Desk, args: &Args) -> Result<String> {
    let events = desk.retell(&args.query, args.public)?;
    Ok(events.iter().zip(1..).map(|(event, seq)| line(event, seq) + "\n").collect())
}

fn tickets(ctx: &Context, desk: &Desk, args: &Args, format: Format) -> Result<String> {
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
    let views: Vec<TicketView> = listing.tickets.iter().map(view).collect();
    ctx.tell_broken(&listing.broken)?;
    Ok(match format {
        Format::Csv => csv::write(&grid::tickets(&views, &grid::all_columns(&views)))?,
        _ => json::lines(&views)?,
    })
}
