//! `requester`: everything about one requester or one organization.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::Format;
use crate::desk::Requester;
use crate::domain::ticket::Ticket;
use crate::render::reader::Reader;
use crate::render::requester::{RequesterView, page};
use crate::render::table::Row;
use crate::render::view::TicketView;
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "WHO", help_heading = "arguments")]
    pub who: String,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let found = ctx.desk()?.requester(&args.who)?;
    if ctx.global.format() == Some(Format::Json) {
        ctx.print_json("requester", view(&found))?;
    } else {
        let row = |ticket| row(&found, ticket);
        let open: Vec<Row> = found.open.iter().map(row).collect();
        let latest: Vec<Row> = found.latest.iter().map(row).collect();
        let people = &found.config.people;
        let print = |reader: &Reader| {
            let reader = reader.knowing(people);
            page(&found.party, found.name.as_deref(), &found.card, &open, &latest, &reader)
        };
        ctx.page(&ctx.read_with(&found.config.zone, print)?)?;
    }
    ctx.tell_clocks(&found.clocks)?;
    ctx.tell_broken(&found.broken)?;
    Ok(OK)
}

fn row<'a>(found: &'a Requester, ticket: &'a Ticket) -> Row<'a> {
    Row {
        ticket,
        category: found.config.workflow.category(&ticket.status),
        updated: found.updated.get(&ticket.id).copied(),
        prefix: found.prefixes.get(&ticket.id).copied().unwrap_or_default(),
        clocks: found.clocks.of(ticket.id),
    }
}

fn view(found: &Requester) -> RequesterView {
    let views = |tickets: &[Ticket]| -> Vec<TicketView> {
        let row = tickets.iter().map(|ticket| row(found, ticket));
        row.map(|row| TicketView::new(row.ticket, row.category, row.updated)).collect()
    };
    RequesterView::new(&found.party, found.name.clone(), &found.card, views(&found.open), views(&found.latest))
}
