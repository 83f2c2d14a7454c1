//! `similar`: the tickets that are most like one, or like a text.

use crate::cli::context::Context;
use crate::cli::error::{NO, OK};
use crate::cli::values::{Format, Text, filled};
use crate::desk::{Alike, Similar};
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use crate::render::alike::{self, Row};
use crate::render::{json, public};
use anyhow::Result;

pub const FORMATS: &[Format] = &[Format::Table, Format::Json, Format::Jsonl];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "ID", value_parser = filled, conflicts_with_all = ["message", "file"], help_heading = "arguments")]
    pub id: Option<String>,
    // Its first line is the title.
    #[command(flatten)]
    pub text: Text,
    #[arg(long, help_heading = "options")]
    pub public: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let similar = match ctx.given_text(&args.text)? {
        Some(text) => {
            let text = text.trim_start();
            let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
            ctx.desk()?.similar_to(title, rest, args.public)?
        }
        None => ctx.desk()?.similar(&ctx.one_id(args.id.as_ref())?, args.public)?,
    };
    let shown: Vec<(Ticket, Category)> = similar.list.iter().map(|alike| seen(alike, &similar)).collect();
    let rows: Vec<Row> = shown.iter().zip(&similar.list).map(|(seen, alike)| row(seen, alike)).collect();
    let views = || rows.iter().map(alike::view).collect::<Vec<_>>();
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("matches", views())?,
        Format::Jsonl => ctx.print(&json::lines(&views())?)?,
        _ if rows.is_empty() => ctx.chat(&ctx.words.say("similar-none"))?,
        _ => ctx.page(&ctx.read_with(&similar.config.zone, |reader| alike::lines(&rows, reader))?)?,
    }
    ctx.tell_broken(&similar.broken)?;
    Ok(if rows.is_empty() { NO } else { OK })
}

fn row<'a>((ticket, category): &'a (Ticket, Category), alike: &'a Alike) -> Row<'a> {
    Row { ticket, category: *category, likeness: &alike.likeness, prefix: alike.prefix }
}

/// The ticket as its reader sees it.
fn seen(alike: &Alike, similar: &Similar) -> (Ticket, Category) {
    let workflow = &similar.config.workflow;
    if similar.public {
        return public::public(&alike.ticket, workflow);
    }
    (alike.ticket.clone(), workflow.category(&alike.ticket.status))
}
