//! `report`: figures from the history.

use super::report_page as pages;
use crate::cli::before::unmark;
use crate::cli::context::Context;
use crate::cli::error::{EdgeError, OK};
use crate::cli::values::{Format, Span, span};
use crate::domain::insight::recurrence::Often;
use crate::domain::insight::report::{By, Name, Recurring, Report, Request};
use crate::render::json;
use crate::render::report::{self, ReportView};
use crate::render::view::Document;
use anyhow::Result;

pub const FORMATS: &[Format] =
    &[Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Yaml, Format::Markdown, Format::Html];

#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct Args {
    #[arg(value_name = "NAME", value_parser = ["summary", "volume", "times", "flow", "recurrence"], help_heading = "arguments")]
    pub name: String,
    #[arg(value_name = "QUERY", value_parser = unmark, help_heading = "arguments")]
    pub query: Vec<String>,
    // The period is half-open: from this instant, until before that one.
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub from: Option<String>,
    #[arg(long, value_name = "TIME", help_heading = "options")]
    pub until: Option<String>,
    #[arg(long, value_name = "KEY", value_delimiter = ',', help_heading = "options")]
    pub by: Vec<String>,
    #[arg(long, help_heading = "options", conflicts_with = "explain")]
    pub rows: bool,
    #[arg(long, help_heading = "options")]
    pub explain: bool,
    #[arg(long, value_name = "N", help_heading = "options")]
    pub top: Option<usize>,
    #[arg(long, help_heading = "options")]
    pub with_merged: bool,
    // What `recurrence` calls recurring, and which tickets repeat another one.
    #[arg(long, value_name = "DURATION", value_parser = span, help_heading = "options")]
    pub within: Option<Span>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "options")]
    pub at_least: Option<u32>,
    #[arg(long, value_name = "DURATION", value_parser = span, help_heading = "options")]
    pub repeat_within: Option<Span>,
    #[arg(long, help_heading = "options")]
    pub per_run: bool,
}

pub fn run(ctx: &Context, args: &Args) -> Result<u8> {
    let request = request(ctx, args)?;
    let (report, config) = ctx.desk()?.report(&request, &args.query)?;
    match ctx.global.format().unwrap_or(Format::Table) {
        Format::Json => ctx.print_json("report", ReportView::new(&report))?,
        Format::Jsonl => ctx.print(&json::lines(&ReportView::new(&report).rows)?)?,
        Format::Yaml => ctx.print_yaml(&Document { noun: "report", body: ReportView::new(&report) })?,
        format @ (Format::Csv | Format::Markdown) => ctx.print_grid(&report::grid(&report), format)?,
        Format::Html => ctx.print(&pages::one(ctx, args, &report, &config)?)?,
        _ => ctx.page(&ctx.read_with(&config.zone, |reader| report::table(&for_people(report), reader))?)?,
    }
    Ok(OK)
}

/// A report of one row repeats it in its totals; people need to read it once.
fn for_people(mut report: Report) -> Report {
    let said_twice = matches!(Name::parse(report.name), Some(Name::Summary | Name::Flow));
    if said_twice && report.rows.len() == 1 && !report.totals.is_empty() {
        report.rows.clear();
    }
    report
}

fn request(ctx: &Context, args: &Args) -> Result<Request> {
    let name = Name::parse(&args.name).ok_or_else(|| unknown(&args.name))?;
    let by = args.by.iter().map(|key| By::parse(key).ok_or_else(|| unknown(key)));
    let time = |flag, text: &Option<String>| text.as_deref().map(|t| ctx.instant_here(flag, t)).transpose();
    Ok(Request {
        from: time("--from", &args.from)?,
        until: time("--until", &args.until)?,
        by: by.collect::<Result<_, EdgeError>>()?,
        rows: args.rows,
        explain: args.explain,
        top: args.top,
        with_merged: args.with_merged,
        recurrence: recurring(args),
        ..Request::new(name, ctx.now()?)
    })
}

/// Who says how often wants to see what recurs so often.
fn recurring(args: &Args) -> Recurring {
    let usual = Recurring::default();
    Recurring {
        often: Often {
            at_least: args.at_least.unwrap_or(usual.often.at_least),
            within_s: args.within.map_or(usual.often.within_s, |span| span.0),
        },
        only: args.at_least.is_some() || args.within.is_some(),
        repeat_within_s: args.repeat_within.map_or(usual.repeat_within_s, |span| span.0),
        per_run: args.per_run,
    }
}

fn unknown(key: &str) -> EdgeError {
    EdgeError::UnknownKey(key.to_owned(), By::names())
}
