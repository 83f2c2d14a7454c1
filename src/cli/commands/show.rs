//! `show`: one ticket with its messages, now or at an earlier moment.

use crate::cli::context::Context;
use crate::cli::error::OK;
use crate::cli::values::{Format, filled};
use crate::desk::{Relations, Shown};
use crate::domain::outcome::clocks::TicketClock;
use crate::domain::ticket::Ticket;
use crate::domain::ticket::relation::{Face, thread};
use crate::domain::ticket::workflow::Category;
use crate::domain::time::Time;
use crate::render::clock_view::ClockView;
use crate::render::page::{self, Page};
use crate::render::reader::Reader;
use crate::render::table::Row;
use crate::render::view::{Document, TicketView};
use crate::render::{markdown, public};
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
    let seen = if args.public { Seen::by_requester(&shown) } else { Seen::by_desk(&shown, at.is_none()) };
    print(ctx, &shown, &seen)?;
    if at.is_none() && !args.public {
        desk.saw(&[shown.ticket.id])?;
    }
    Ok(OK)
}

/// The same without a pager, for a screen with more on it.
pub fn present_whole(ctx: &Context, id: &str) -> Result<()> {
    let desk = ctx.desk()?;
    let shown = desk.show(id, None)?;
    let (seen, people) = (Seen::by_desk(&shown, true), &shown.config.people);
    let page = |reader: &Reader| page::ticket(&seen.page(shown.prefix), &reader.knowing(people));
    ctx.print(&ctx.read_with(&shown.config.zone, page)?)?;
    Ok(desk.saw(&[shown.ticket.id])?)
}

/// A ticket as it is now, for its desk, which has seen it from then on.
pub fn present(ctx: &Context, id: &str) -> Result<()> {
    let desk = ctx.desk()?;
    let shown = desk.show(id, None)?;
    print(ctx, &shown, &Seen::by_desk(&shown, true))?;
    Ok(desk.saw(&[shown.ticket.id])?)
}

fn print(ctx: &Context, shown: &Shown, seen: &Seen) -> Result<()> {
    ctx.tell_clocks(&shown.clocks)?;
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("ticket", seen.view())?,
        Format::Yaml => ctx.print_yaml(&Document { noun: "ticket", body: seen.view() })?,
        Format::Markdown => ctx.print(&markdown::ticket(&seen.view()))?,
        _ => {
            let people = &shown.config.people;
            let print = |reader: &Reader| page::ticket(&seen.page(shown.prefix), &reader.knowing(people));
            ctx.page(&ctx.read_with(&shown.config.zone, print)?)?;
        }
    }
    Ok(())
}

/// A ticket as somebody sees it.
pub struct Seen {
    ticket: Ticket,
    category: Category,
    updated: Option<Time>,
    relations: Relations,
    /// `None` where nobody may see them, or where they are not known.
    clocks: Option<Vec<TicketClock>>,
    /// Whether what others say of it was looked for.
    is_whole: bool,
}

impl Seen {
    pub fn by_desk(shown: &Shown, is_whole: bool) -> Seen {
        Seen {
            ticket: shown.ticket.clone(),
            category: shown.config.workflow.category(&shown.ticket.status),
            updated: shown.updated,
            relations: shown.relations.clone(),
            clocks: shown
                .clocks
                .unknown
                .is_none()
                .then(|| shown.clocks.of(shown.ticket.id).unwrap_or_default().to_vec()),
            is_whole,
        }
    }

    /// Links are the desk's own business, and so is where a merged ticket went.
    fn by_requester(shown: &Shown) -> Seen {
        let (ticket, category) = public::public(&shown.ticket, &shown.config.workflow);
        let sources = public::sources(&shown.ticket, &shown.relations.sources);
        let updated = Some(public::public_updated(&ticket));
        let relations = Relations { sources, ..Relations::default() };
        Seen { ticket, category, updated, relations, clocks: None, is_whole: false }
    }

    pub fn page(&self, prefix: usize) -> Page<'_> {
        Page {
            row: Row {
                ticket: &self.ticket,
                category: self.category,
                updated: self.updated,
                prefix,
                clocks: self.clocks.as_deref(),
            },
            relations: self.relations.links.iter().chain(&self.relations.inverse).collect(),
            merged_from: self.merged_from().map(|source| (source.id, Face::of(source))).collect(),
            into: self.relations.into.as_ref(),
            thread: thread(&self.ticket, &self.relations.sources),
        }
    }

    fn merged_from(&self) -> impl Iterator<Item = &Ticket> {
        self.relations.merged_from(self.ticket.id).filter(|_| self.is_whole)
    }

    fn view(&self) -> TicketView {
        let view = TicketView::new(&self.ticket, self.category, self.updated).with_links(&self.relations.links);
        let view = match self.is_whole {
            true => view
                .with_others(&self.relations.inverse, &self.merged_from().map(|source| source.id).collect::<Vec<_>>()),
            false => view,
        };
        view.with_clocks(self.clocks.as_ref().map(|clocks| clocks.iter().map(ClockView::new).collect()))
            .with_thread(&thread(&self.ticket, &self.relations.sources))
    }
}
