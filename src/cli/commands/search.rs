//! `search`: tickets by the words in their titles and messages.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::Format;
use crate::desk::{Match, Matches};
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use crate::render::matches::{self, Hit, MatchView};
use crate::render::reader::Reader;
use crate::render::{json, public};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json, Format::Jsonl];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // Words and phrases; terms with keys choose among the tickets.
    #[arg(value_name = "TEXT", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    #[arg(long, help_heading = "options")]
    pub public: bool,
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "options")]
    pub limit: Option<usize>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let found = ctx.desk()?.search(&args.query, args.public, args.limit)?;
    let found = found.ok_or(EdgeError::Missing("TEXT"))?;
    let shown: Vec<(Ticket, Category)> = found.list.iter().map(|m| seen(m, &found, args.public)).collect();
    let hits: Vec<Hit> = shown.iter().zip(&found.list).map(|(seen, m)| hit(seen, m)).collect();
    let views = || hits.iter().map(matches::view).collect::<Vec<MatchView>>();
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("matches", views())?,
        Format::Jsonl => ctx.print(&json::lines(&views())?)?,
        _ if hits.is_empty() => ctx.chat(&ctx.words.say("search-none"))?,
        _ => {
            let print = |reader: &Reader| matches::lines(&hits, &reader.knowing(&found.config.people));
            ctx.page(&ctx.read_with(&found.config.zone, print)?)?;
        }
    }
    let more = found.all - found.list.len();
    if more > 0 {
        ctx.chat(&ctx.words.with("search-more", &[("count", more.into())]))?;
    }
    ctx.tell_broken(&found.broken)?;
    Ok(if found.all == 0 { NO } else { OK })
}

fn hit<'a>((ticket, category): &'a (Ticket, Category), m: &'a Match) -> Hit<'a> {
    Hit { ticket, category: *category, found: &m.found, prefix: m.prefix }
}

/// The ticket as its reader sees it. Its messages are the same in both, since only public ones were
/// searched.
fn seen(m: &Match, found: &Matches, public: bool) -> (Ticket, Category) {
    let workflow = &found.config.workflow;
    if public {
        return public::public(&m.ticket, workflow);
    }
    (m.ticket.clone(), workflow.category(&m.ticket.status))
}
