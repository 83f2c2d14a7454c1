//! `show`: one ticket with its messages, now or at an earlier moment.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::{Format, filled};
use crate::render::table::Row;
use crate::render::view::{Document, TicketView};
use crate::render::{markdown, page, public};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json, Format::Yaml, Format::Markdown];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, help_heading = "arguments")]
    pub id: Option<String>,
    #[arg(long, help_heading = "options")]
    pub public: bool,
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub at: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let at = args.at.as_deref().map(|at| ctx.instant_here("--at", at)).transpose()?;
    let id = ctx.one_id(args.id.as_ref())?;
    let desk = ctx.desk()?;
    let shown = desk.show(&id, at)?;
    if at.is_none() && !args.public {
        desk.saw(&[shown.ticket.id])?;
    }
    let category = shown.config.workflow.category(&shown.ticket.status);
    let (ticket, category, updated) = if args.public {
        let (ticket, category) = public::public(&shown.ticket, category);
        let updated = public::public_updated(&ticket);
        (ticket, category, Some(updated))
    } else {
        (shown.ticket.clone(), category, shown.updated)
    };
    let view = || TicketView::new(&ticket, category, updated).with_messages(&ticket);
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("ticket", view())?,
        Format::Yaml => ctx.print_yaml(&Document { noun: "ticket", body: view() })?,
        Format::Markdown => ctx.print(&markdown::ticket(&view()))?,
        _ => {
            let row = Row { ticket: &ticket, category, updated, prefix: shown.prefix };
            let follow_up = shown.follow_up.filter(|_| !args.public);
            let text = ctx.read_with(&shown.config.zone, |reader| page::ticket(&row, follow_up, reader))?;
            ctx.page(&text)?;
        }
    }
    Ok(OK)
}
