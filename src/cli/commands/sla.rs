//! `sla`: the clocks that are still to be done, those of one ticket, and each of them opened up.

use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, NO, OK};
use crate::cli::values::Format;
use crate::desk::{ClockList, ExplainedTicket};
use crate::domain::outcome::clocks::TicketClock;
use crate::domain::sla::Metric;
use crate::domain::ticket::id::read_prefix;
use crate::render::clock_view::{self, ClockView, ClocksView};
use crate::render::reader::Reader;
use crate::render::table::Row;
use crate::render::{clock_cases, clocks, explained, json, junit, page, table};
use anyhow::Result;

pub const FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Yaml, Format::Markdown, Format::Junit];

/// In the place of an id. It could be the beginning of one, read with `1` for `i` and `l`; the word wins.
const EXPLAIN: &str = "explain";

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    // `QUERY…`, `ID`, `explain ID [METRIC]`.
    #[arg(value_name = "ID", value_parser = unmark, help_heading = "arguments")]
    pub words: Vec<String>,
    #[arg(long, value_name = "LEVEL", value_parser = ["warn", "breach"], help_heading = "options")]
    pub fail_on: Option<String>,
    #[arg(long, value_name = "REV", help_heading = "options")]
    pub policy_at: Option<String>,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let (desk, at) = (ctx.desk()?, args.policy_at.as_deref());
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    if ctx.global.format() == Some(Format::Junit) && args.fail_on.is_none() {
        return Err(EdgeError::Missing("--fail-on").into());
    }
    match words.as_slice() {
        [EXPLAIN, ..] if ctx.global.format() == Some(Format::Junit) => {
            Err(EdgeError::Unwanted(EXPLAIN.to_owned()).into())
        }
        [EXPLAIN] => Err(EdgeError::Missing("ID").into()),
        [EXPLAIN, id] => explain(ctx, args, &desk.explain_clocks(id, None, at)?),
        [EXPLAIN, id, name] => explain(ctx, args, &desk.explain_clocks(id, Some(metric(name)?), at)?),
        [EXPLAIN, _, _, last, ..] => Err(EdgeError::Unwanted((*last).to_owned()).into()),
        [id] if is_id(id) => {
            let found = desk.clocks_of_ticket(id, at)?;
            print(ctx, args, &found, true)?;
            Ok(verdict(args, found.clocks.iter().map(|(_, told)| told)))
        }
        _ => {
            let found = desk.running_clocks(&args.words, at)?;
            print(ctx, args, &found, false)?;
            ctx.tell_broken(&found.broken)?;
            Ok(verdict(args, found.clocks.iter().map(|(_, told)| told)))
        }
    }
}

fn metric(name: &str) -> Result<Metric> {
    Metric::parse(name).ok_or_else(|| EdgeError::UnknownMetric(name.to_owned()).into())
}

/// One word that can be the name of a ticket; any other is a term of a query.
fn is_id(word: &str) -> bool {
    word.starts_with('#') || word.starts_with("ref:") || read_prefix(word).is_some()
}

/// What a pipeline is told: something that can still be done is late, or will be.
fn verdict<'a>(args: &Args, clocks: impl Iterator<Item = &'a TicketClock>) -> u8 {
    let mut late = clocks.filter(|told| is_late(args, told));
    if args.fail_on.is_some() && late.next().is_some() { NO } else { OK }
}

fn is_late(args: &Args, told: &TicketClock) -> bool {
    let warns = args.fail_on.as_deref() == Some("warn");
    told.clock.is_running() && (told.clock.is_breached() || warns && told.is_warned())
}

/// What a pipeline shows of them.
fn cases(ctx: &Context, args: &Args, found: &ClockList) -> Result<String> {
    let (now, config) = (ctx.now()?, &found.config);
    let clocks = found.clocks.iter().filter_map(|(n, told)| Some((found.tickets.get(*n)?, told)));
    let clocks: Vec<_> = clocks.collect();
    ctx.read_with(&config.zone, |reader| {
        let reader = reader.knowing(&config.people);
        let suite = clock_cases::suite(&clocks, |told| is_late(args, told), now, &found.policies_of, &reader);
        junit::write(&[suite])
    })
}

fn print(ctx: &Context, args: &Args, found: &ClockList, of_one: bool) -> Result<()> {
    if ctx.global.format() == Some(Format::Junit) {
        return Ok(ctx.print(&cases(ctx, args, found)?)?);
    }
    let views = || -> Vec<ClockView> { found.clocks.iter().map(|(_, told)| ClockView::new(told)).collect() };
    if print_data(ctx, views, &found.policies_of, clock_view::grid)? {
        return Ok(());
    }
    let nothing = match (found.promised, of_one) {
        (false, _) => "sla-no-policies",
        (true, true) => "sla-none-of-ticket",
        (true, false) => "sla-none",
    };
    let people = &found.config.people;
    let text = ctx.read_with(&found.config.zone, |reader| {
        let reader = reader.knowing(people);
        let head = head(args, &found.policies_of, &reader);
        if found.clocks.is_empty() {
            return format!("{head}{}\n", ctx.words.say(nothing));
        }
        let row = |n: usize| row(found, n);
        match of_one {
            true => {
                let clocks: Vec<TicketClock> = found.clocks.iter().map(|(_, told)| told.clone()).collect();
                let title = row(0).map(|row| title(&row, &reader)).unwrap_or_default();
                format!("{head}{title}\n{}", clocks::one(&clocks, &reader))
            }
            false => {
                let rows = found.clocks.iter().filter_map(|(n, told)| Some((row(*n)?, told)));
                head + &clocks::many(&rows.collect::<Vec<_>>(), &reader)
            }
        }
    })?;
    ctx.page(&text)
}

fn row(found: &ClockList, n: usize) -> Option<Row<'_>> {
    let ticket = found.tickets.get(n)?;
    let category = found.config.workflow.category(&ticket.status);
    Some(Row { ticket, category, updated: None, prefix: found.prefixes.get(n).copied()?, clocks: None })
}

fn title(row: &Row, reader: &Reader) -> String {
    format!("{}  {}\n", table::id(row.ticket.id, row.prefix, reader), page::title(row.ticket, reader))
}

/// Whose promises these are, where somebody asked for older ones.
fn head(args: &Args, revision: &str, reader: &Reader) -> String {
    let line = || reader.words.with("sla-policies-of", &[("commit", revision.into())]);
    if args.policy_at.is_some() { reader.dim(&line()) + "\n\n" } else { String::new() }
}

fn explain(ctx: &Context, args: &Args, found: &ExplainedTicket) -> Result<u8> {
    let verdict = verdict(args, found.clocks.iter().map(|explained| &explained.clock));
    let views = || -> Vec<ClockView> { found.clocks.iter().map(ClockView::explained).collect() };
    if print_data(ctx, views, &found.policies_of, clock_view::intervals)? {
        return Ok(verdict);
    }
    let (people, workflow) = (&found.config.people, &found.config.workflow);
    let category = workflow.category(&found.ticket.status);
    let row = Row { ticket: &found.ticket, category, updated: None, prefix: found.prefix, clocks: None };
    let text = ctx.read_with(&found.config.zone, |reader| {
        let reader = reader.knowing(people);
        let mut out = head(args, &found.policies_of, &reader) + &title(&row, &reader);
        if found.clocks.is_empty() {
            let key = if found.promised { "sla-none-of-ticket" } else { "sla-no-policies" };
            out.push_str(&(ctx.words.say(key) + "\n"));
        }
        for clock in &found.clocks {
            out.push('\n');
            out.push_str(&explained::page(clock, &reader));
        }
        out
    })?;
    ctx.page(&text)?;
    Ok(verdict)
}

/// The answer in a format for programs. `false`: a person wants it.
fn print_data(
    ctx: &Context,
    views: impl Fn() -> Vec<ClockView>,
    revision: &str,
    grid: fn(&[ClockView]) -> crate::render::grid::Grid,
) -> Result<bool> {
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print(&json::pretty(&ClocksView::new(views(), revision))?)?,
        Format::Yaml => ctx.print_yaml(&ClocksView::new(views(), revision))?,
        Format::Jsonl => ctx.print(&json::lines(&views())?)?,
        format @ (Format::Csv | Format::Markdown) => ctx.print_grid(&grid(&views()), format)?,
        _ => return Ok(false),
    }
    Ok(true)
}
