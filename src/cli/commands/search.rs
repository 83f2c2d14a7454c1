//! `search`: tickets by the words in their titles and messages, and articles.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::Format;
use crate::desk::{Articles, Match, Matches};
use crate::domain::ticket::Ticket;
use crate::domain::ticket::workflow::Category;
use crate::kit::escape::one_line;
use crate::render::found_articles::{self, ArticleHit};
use crate::render::matches::{self, AnyMatch, Hit};
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
    let articles = &found.articles;
    let pages: Vec<ArticleHit> = articles
        .list
        .iter()
        .map(|m| ArticleHit { article: &m.article, found: &m.found })
        .collect();
    let all = found.all + articles.all;
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("matches", views(&hits, &pages))?,
        Format::Jsonl => ctx.print(&json::lines(&views(&hits, &pages))?)?,
        _ if all == 0 => ctx.chat(&ctx.words.say(none(articles)))?,
        _ => {
            let print = |reader: &Reader| table(&hits, &pages, &reader.knowing(&found.config.people));
            ctx.page(&ctx.read_with(&found.config.zone, print)?)?;
        }
    }
    let more = all - found.list.len() - articles.list.len();
    if more > 0 {
        ctx.chat(&ctx.words.with("search-more", &[("count", more.into())]))?;
    }
    ctx.tell_broken(&found.broken)?;
    tell_too_large(ctx, &found)?;
    Ok(if all == 0 { NO } else { OK })
}

fn views(hits: &[Hit], pages: &[ArticleHit]) -> Vec<AnyMatch> {
    let tickets = hits.iter().map(|hit| AnyMatch::Ticket(matches::view(hit)));
    tickets
        .chain(pages.iter().map(|hit| AnyMatch::Article(found_articles::view(hit))))
        .collect()
}

/// Tickets, and articles below them.
fn table(hits: &[Hit], pages: &[ArticleHit], reader: &Reader) -> String {
    let between = if hits.is_empty() || pages.is_empty() { "" } else { "\n" };
    matches::lines(hits, reader) + between + &found_articles::lines(pages, reader)
}

fn none(articles: &Articles) -> &'static str {
    if articles.asked { "articles-none" } else { "search-none" }
}

fn tell_too_large(ctx: &Context, found: &Matches) -> Result<()> {
    let limit = found.config.settings.limits.message;
    for path in &found.articles.too_large {
        let args = [("path", one_line(path).into_owned().into()), ("limit", limit.into())];
        ctx.chat(&ctx.words.with("articles-too-large", &args))?;
    }
    Ok(())
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
